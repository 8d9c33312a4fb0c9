#include "app/statement_pieces.h"

#include "app/customers.h"
#include "app/run_hash.h"

#include <algorithm>

namespace earned::app {

namespace {

constexpr std::size_t most_text = 1000;  // of a remittance: more is the payer's, and kept by the bank

Decimal included_charges(const std::vector<bank::Charge>& charges, const std::string& currency)
{
    Decimal sum;
    for (const bank::Charge& charge : charges)
        if (charge.included && charge.currency == currency) sum += charge.amount;
    return sum;
}

LeftOver left_over(const std::string& file, const bank::Entry& entry, Date date, std::string why)
{
    return {file + ":" + std::to_string(entry.line), date, entry.amount.text(), entry.currency, std::move(why)};
}

bool is_in_its_currency(const bank::Entry& entry)
{
    return std::all_of(entry.transactions.begin(), entry.transactions.end(), [&](const bank::Transaction& one) {
        return one.amount && (one.currency.empty() || one.currency == entry.currency);
    });
}

// Included: what came in is already less by it, and the payer paid the whole; what goes back is more by it.
void set_charge(Piece& piece, bool split)
{
    if (!split) piece.charge = included_charges(piece.entry->charges, piece.currency);
    if (piece.transaction != nullptr)
        if (const Decimal own = included_charges(piece.transaction->charges, piece.currency); !own.is_zero())
            piece.charge = own;
    if (piece.amount.sign() < 0) return;
    if (piece.transaction == nullptr) {
        piece.amount += piece.charge;
        return;
    }
    // A payment whose own amount is the entry's is stated after the charge.
    if (!split && piece.transaction->amount && *piece.transaction->amount == piece.entry->amount + piece.charge)
        piece.amount = *piece.transaction->amount;
    else
        piece.amount += piece.charge;
}

}  // namespace

std::string text_of(const bank::Transaction* one, const bank::Entry& entry)
{
    std::string text;
    const auto add = [&](const std::string& part) {
        if (!part.empty() && text.size() < most_text) text += (text.empty() ? "" : " ") + part;
    };
    if (one != nullptr) {
        for (const bank::Referred& referred : one->referred) add(referred.number);
        for (const std::string& line : one->remittance) add(line);
    }
    if (text.empty()) add(entry.text);
    return text;
}

bool is_return(const Piece& piece)
{
    const std::string& code = piece.entry->code;
    return piece.entry->reversal || (piece.transaction != nullptr && !piece.transaction->return_reason.empty()) ||
           code == "NRTI" || code.find("RRTN") != std::string::npos || code.find("/RTRN") != std::string::npos ||
           code == "555" || code == "557";
}

Decimal charge_on_return(const Piece& piece)
{
    const Decimal booked = -piece.amount;
    if (piece.charge.sign() > 0 && piece.charge < booked) return piece.charge;
    const bank::Transaction* one = piece.transaction;
    if (one == nullptr) return {};
    const Decimal first = one->instructed && one->instructed_currency == piece.currency ? one->instructed->abs()
                          : one->amount && one->currency == piece.currency              ? one->amount->abs()
                                                                                        : Decimal();
    return first.sign() > 0 && first < booked ? booked - first : Decimal();
}

std::vector<Piece> Pieces::of(const StatementFile& file, std::vector<LeftOver>& left)
{
    std::vector<Piece> pieces;
    for (const bank::Statement& statement : file.file.statements) {
        of_one_reference_.clear();
        for (const bank::Entry& entry : statement.entries) {
            if (entry.status != bank::Booked::booked || entry.amount.is_zero()) continue;
            add(file.name, statement, entry, pieces, left);
        }
    }
    return pieces;
}

LeftOver Pieces::left_batch(const std::string& file, const bank::Statement& statement, const bank::Entry& entry,
                            Date date, std::string why)
{
    LeftOver batch = left_over(file, entry, date, std::move(why));
    batch.account = plain_account(statement.account);
    batch.entry = batch_key(statement, entry, date);
    batch.kind = "batch";
    batch.text = entry.text;
    return batch;
}

void Pieces::add(const std::string& file, const bank::Statement& statement, const bank::Entry& entry,
                 std::vector<Piece>& pieces, std::vector<LeftOver>& left)
{
    const std::optional<Date> date = entry.booked_on ? entry.booked_on : entry.value_date;
    if (!date) {
        left.push_back(left_over(file, entry, Date::dawn(), "it has no date"));
        return;
    }
    if (entry.transactions.empty() && entry.batch_count.value_or(1) > 1) {
        left.push_back(left_batch(file, statement, entry, *date,
                                  "a batch whose payments aren't listed: import the camt.054 that lists them"));
        return;
    }
    const bool split = entry.transactions.size() > 1;
    if (split && !is_in_its_currency(entry)) {
        left.push_back(
            left_batch(file, statement, entry, *date, "a batch whose payments are not in the account's currency"));
        return;
    }
    if (split)
        listed.push_back({plain_account(statement.account), batch_key(statement, entry, *date),
                          file + ":" + std::to_string(entry.line), entry.amount, entry.currency, *date});
    for (std::size_t at = 0; at < std::max<std::size_t>(entry.transactions.size(), 1); ++at) {
        Piece piece{&statement,
                    &entry,
                    entry.transactions.empty() ? nullptr : &entry.transactions[at],
                    entry.amount,
                    {},
                    entry.currency,
                    "",
                    file + ":" + std::to_string(entry.line),
                    *date};
        if (split) piece.amount = *entry.transactions[at].amount;
        set_charge(piece, split);
        piece.key = key_of(piece, at);
        pieces.push_back(std::move(piece));
    }
}

std::string Pieces::key_of(const Piece& piece, std::size_t place)
{
    const bank::Entry& entry = *piece.entry;
    const bank::Transaction* one = piece.transaction;
    std::string own = entry.servicer.empty() && one != nullptr ? one->servicer : entry.servicer;
    if (own.empty())
        own = one == nullptr ? entry.reference + "|" + entry.text
                             : one->end_to_end + "|" + one->transaction + "|" + one->payer.account + "|" +
                                   one->payer.name + "|" + text_of(one, entry);
    std::string key = plain_account(piece.statement->account) + "|" + piece.date.text() + "|" +
                      piece.amount.reduced().text() + " " + piece.currency + "|" + own;
    if (!entry.servicer.empty()) {
        key += "|" + std::to_string(place);
        // What a statement lists twice was booked twice, whatever references the bank gives.
        const int count = ++of_one_reference_[key];
        return count == 1 ? key : key + "|#" + std::to_string(count);
    }
    return key + "|#" + std::to_string(++equal_[key]);
}

// The k-th of equal batches of a day is the k-th, as for payments.
std::string Pieces::batch_key(const bank::Statement& statement, const bank::Entry& entry, Date date)
{
    const std::string key = plain_account(statement.account) + "|" + date.text() + "|" + entry.amount.reduced().text() +
                            " " + entry.currency + "|" + entry.servicer;
    return sha256(key + "|#" + std::to_string(++batches_[key])).substr(0, 12);
}

}  // namespace earned::app
