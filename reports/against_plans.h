// All that was posted to some accounts, held against what the plans say should have been.
//
// Law:      equal, role by role and currency by currency, whenever all plans and totals of a ledger
//           were given, however late an entry was posted
#pragma once

#include "reports/heading.h"

#include <map>
#include <vector>

namespace earned {

class AgainstPlans {
public:
    explicit AgainstPlans(std::vector<Role> roles) : roles_(std::move(roles)) {}

    // Requires: of the ledger that is meant
    void take(const PlannedGroup& planned);
    void take(const PostedTotal& total);
    void add_to(Table& table) const;

private:
    bool meant(Role role) const;
    Money& at(std::map<std::pair<Currency, Role>, Money>& sums, Currency currency, Role role);

    std::vector<Role> roles_;
    std::map<std::pair<Currency, Role>, Money> targets_, posted_;  // debits positive
};

}  // namespace earned
