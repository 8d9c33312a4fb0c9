// Trial balance (科目余额表): every account at the opening, over the period and the year, and at the
// close.
//
// Law:      opening + debits - credits = closing, for each account; debits equal credits in all four
//           pairs of columns
// Ensures:  roles that share an account code share a row. Income and expense begin anew with each
//           fiscal year: what they came to before it is one row of earlier years' results
// Source:   the Chinese form: 期初, 本期发生, 本年累计 and 期末, each with its debit and its credit
#pragma once

#include "journal/chart.h"
#include "reports/heading.h"

#include <map>
#include <string>
#include <utility>

namespace earned {

class TrialBalance {
public:
    // Requires: the chart outlives it
    TrialBalance(Heading heading, const Chart& chart) : heading_(std::move(heading)), chart_(&chart) {}

    void take(const PostedTotal& total);
    Table table() const;

private:
    struct Figures {  // debits positive
        Account account;
        Money opening, debits, credits, year_debits, year_credits, closing;
    };
    using Key = std::pair<Currency, std::string>;  // currency and code; no code: earlier years

    Figures& figures(Currency currency, const Account& account);
    void add_account(Table& table, const Figures& figures, std::vector<Money>& sums) const;
    void add_currency(Table& table, Currency currency) const;

    Heading heading_;
    const Chart* chart_;
    std::map<Key, Figures> accounts_;
};

}  // namespace earned
