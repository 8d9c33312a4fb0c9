// What a company has decided about collecting: by which steps cash is applied, how sternly an
// overdue invoice is written about, and what one person may not decide alone.
#pragma once

#include "base/money.h"
#include "rules/cash_steps.h"
#include "rules/package.h"

#include <vector>

namespace earned {

// The steps of cash application in their order (decision `cash_application`), in a currency; those of
// `standard` where a package has none.
Result<std::vector<CashRule>> cash_rules(const Package& package, std::string_view currency);

struct Overdue {
    int days = 0;
    Currency currency;
    CustomerVersion customer;  // as defined on the day; null: nothing is known of it
};
// Decision `dunning`.
Result<DunningAnswer> dunning_rule(const Package& package, const Overdue& overdue);

// Decision `authority`: how many persons must agree to it; one where a package doesn't answer.
struct DeedAsked {
    std::string_view kind;  // "write_off", ...
    Decimal amount;
    Currency currency;
};
Result<int> persons_for(const Package& package, const DeedAsked& deed);

}  // namespace earned
