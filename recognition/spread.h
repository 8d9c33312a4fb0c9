// A price over the periods of its service, as a schedule: what is earned in each month that it
// touches, where a document is deferred rather than a contract followed.
//
// Law:      the entries sum to the amount, under every policy
// Ensures:  slices   running_total  each is the difference of two rounded running totals
//                    each           each is rounded by itself, and the last takes the rest
//           by_days counts the days of each month, both ends included; by_months counts months, one
//           in part as the policy partial_months says; by_amount rounds the monthly amount first and
//           prorates that (`monthly_amount: rounded`)
//           An entry is dated the last day of its month, the last one the last day of service
// Source:   practice; peers differ on each of these (docs/policies.md)
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "rules/conventions.h"

#include <vector>

namespace earned {

enum class Slices { running_total, each };
struct SpreadEntry {
    Date date;
    Money amount;
};

std::vector<SpreadEntry> spread_by_days(Money amount, Term service, Slices slices);
std::vector<SpreadEntry> spread_by_months(Money amount, Term service, PartialMonths partial, Slices slices);
// So many equal periods of the calendar (months; 3 of them a quarter, 12 a year) from the first day: in
// part in the first one, and so in one more at the end.
std::vector<SpreadEntry> spread_by_amount(Money amount, Date first, int periods, int months_each = 1);
// Between two instants, in seconds since 1970: as they pass.
std::vector<SpreadEntry> spread_by_second(Money amount, std::int64_t from, std::int64_t to);
// What belongs to a closed period is dated on the first open one's last day, and not lost.
std::vector<SpreadEntry> after_closed(std::vector<SpreadEntry> entries, Date closed_through);

}  // namespace earned
