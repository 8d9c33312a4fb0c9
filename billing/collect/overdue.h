// When a customer is reminded: states by what is unpaid, and attempts that wait for one another.
//
// Law:      thresholds are met when they are reached; the last rule of a list that is met is the
//           state; nothing unpaid is clear
// Ensures:  age counts from the earliest unpaid invoice's date; an attempt follows the last one when
//           more than the days between have passed; retries are days added one after the other
#pragma once

#include "base/date.h"
#include "base/money.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace earned {

struct Unpaid {
    Date invoiced, due;
    Money open;
};

struct OverdueRule {
    std::string state;
    std::optional<int> earliest_age;  // days, at least
    std::optional<int> count;         // of unpaid invoices, at least
    std::optional<Money> balance;     // unpaid, at least
};
bool meets(const OverdueRule& rule, std::span<const Unpaid> unpaid, Date today, Currency currency);
std::string overdue_state(std::span<const OverdueRule> rules, std::span<const Unpaid> unpaid, Date today,
                          Currency currency);  // "CLEAR" where none is met

// What is past due, if it is enough to ask for.
std::optional<Money> request(std::span<const Unpaid> unpaid, Date today, Money threshold);

struct Elapsed {
    std::int64_t days = 0, seconds = 0;
};
bool may_ask_again(Elapsed since_last, int days_between);
std::vector<Date> retry_dates(Date failed, std::span<const int> days_between);

}  // namespace earned
