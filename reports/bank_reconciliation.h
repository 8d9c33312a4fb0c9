// Cash in the ledger against bank statements (银行存款余额调节表), account by account.
//
// Law:      statement balance - balance before the first statement - entries that are no receipt here
//           + what the ledger has and no statement shows = cash in the ledger; every item is listed
// Ensures:  a difference is a line of its own and a tie-out that fails, never part of another line
#pragma once

#include "reports/against_plans.h"
#include "reports/heading.h"

#include <map>
#include <string>
#include <vector>

namespace earned {

// The balances that a statement of an account states. Those of one day: the last that was learnt of counts.
struct StatementBalance {
    std::string account;
    Date date;
    std::optional<Money> opening, closing;
};
// Cash of the ledger that came in, went back or was kept by the bank; from a statement, or not.
struct BankMove {
    std::string account, document;
    Label what;
    Date date;
    Money amount;
    bool on_statement = false;
};
// An entry of a statement that is no receipt.
struct StatementEntry {
    std::string account, entry, kind, text;
    Date date;
    Money amount;
};

// Between two statements of an account another is missing: in which files, and how much is between them.
struct StatementMissing {
    std::string account;
    Date opens;  // the later one
    Label what;
};

class BankReconciliation {
public:
    explicit BankReconciliation(Heading heading) : heading_(std::move(heading)) {}

    void take(const StatementBalance& balance);
    void take(const BankMove& move);
    void take(const StatementEntry& entry);
    void take(const StatementMissing& missing);  // is told, and makes up no amount
    void take(const PlannedGroup& planned);      // of the whole ledger
    void take(const PostedTotal& total);         // of every period
    Table table() const;

private:
    struct Key {
        Currency currency;
        std::string account;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Account {
        std::optional<StatementBalance> first, last;  // with an opening; with a closing balance
        std::vector<BankMove> moves;
        std::vector<StatementEntry> entries;
    };

    void add_account(Table& table, const Key& key, const Account& account, Money& ledger, Money& explained) const;

    Heading heading_;
    std::map<Key, Account> accounts_;
    std::vector<StatementMissing> missing_;
    std::map<Currency, Money> targets_;
    AgainstPlans posted_{{Role::cash}};
};

}  // namespace earned
