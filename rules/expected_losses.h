// Expected credit losses by a provision matrix: what share of what a customer owes will not be paid,
// by how long it has been due (decision `expected_loss`), where the policy `expected_losses` says so.
//
// Law:     the rates of a day are those of the rules, the entity and the customer in force on it
// Errors:  `decision-missing`, `rule-missing`: a rate is asked for that the package doesn't give
// Source:  IFRS 9 5.5.15, B5.5.35 and illustrative example 12; ASC 326-20-55-37 to 40; CAS 22.63
#pragma once

#include "base/ratio.h"
#include "rules/terms.h"

#include <array>
#include <string_view>
#include <vector>

namespace earned {

enum class ExposureAge : std::uint8_t { unbilled, not_due, to_30, to_60, to_90, to_120, over_120 };
inline constexpr std::size_t exposure_ages = 7;
std::string_view name(ExposureAge age);  // "1_30": what a table looks at

using LossRates = std::array<Ratio, exposure_ages>;
struct RatesFrom {
    Date from;
    LossRates rates;
};

// The rates of a group's customer from each day on which they change; before the first of them, and
// where there is none, nothing is expected to be lost. A group is of the class of its first contract.
Result<std::vector<RatesFrom>> loss_rates(const Policy& policy, const Group& group, const Terms& terms);

// Whether rules in force from a day on expect other losses of the group's customer, on that day or on a later one that
// changes what is asked, than the rules did that they follow. What can't be asked is taken for another.
bool expects_other_losses(const Policy& before, const Policy& after, const Group& group, Date from);

}  // namespace earned
