// The payments that statements list, each with what it is known by: where another file or the same one again lists a
// payment, its key is the same.
//
// Law:     a key is of the account, the day, the amount and the bank's own reference (where there is none, the
// payment's
//          words). The k-th of equal ones of a day is the k-th; under one reference, of a statement: what a statement
//          lists twice was booked twice
// Ensures: what came in is the whole that the payer paid (a charge that is included is part of it); what goes back is
// as
//          it was booked, and `charge_on_return` what of it is the bank's
#pragma once

#include "app/statement_intake.h"

#include <map>

namespace earned::app {

// One payment of an entry, or the entry where no payment is listed.
struct Piece {
    const bank::Statement* statement = nullptr;
    const bank::Entry* entry = nullptr;
    const bank::Transaction* transaction = nullptr;  // null: the entry alone
    Decimal amount, charge;
    std::string currency, key, where;
    Date date;
};

// A batch whose payments this file lists: another file may have it without them.
struct Listed {
    std::string account, entry, where;
    Decimal amount;
    std::string currency;
    Date date;
};

std::string text_of(const bank::Transaction* one, const bank::Entry& entry);
// A return or reversal says so: an ISO reason, the bank's label, or the code of its booking.
bool is_return(const Piece& piece);
// What the bank takes beside the payment that it takes back: as it says, or what is above what was first ordered.
Decimal charge_on_return(const Piece& piece);

// The payments of one file. What can't be taken in as it stands is left, with the reason.
class Pieces {
public:
    std::vector<Listed> listed;

    std::vector<Piece> of(const StatementFile& file, std::vector<LeftOver>& left);

private:
    LeftOver left_batch(const std::string& file, const bank::Statement& statement, const bank::Entry& entry, Date date,
                        std::string why);
    void add(const std::string& file, const bank::Statement& statement, const bank::Entry& entry,
             std::vector<Piece>& pieces, std::vector<LeftOver>& left);
    std::string key_of(const Piece& piece, std::size_t place);
    std::string batch_key(const bank::Statement& statement, const bank::Entry& entry, Date date);

    std::map<std::string, int> equal_, batches_, of_one_reference_;
};

}  // namespace earned::app
