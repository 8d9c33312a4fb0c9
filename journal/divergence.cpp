#include "journal/divergence.h"

#include <algorithm>

namespace earned {

namespace {

Date moment_of(const Stretch& stretch) { return stretch.from.date; }
// An average is that of the whole period its day is in.
Date moment_of(const Rated& rated)
{
    constexpr int longer_than_a_period = 40;
    return rated.kind == Rated::Kind::average ? rated.from - longer_than_a_period : rated.from;
}
Date moment_of(const Expected& expected) { return expected.from; }
Date moment_of(const Frozen& frozen) { return frozen.from.date; }
Date moment_of(const Invoiced& invoiced) { return invoiced.issued.date; }
template <class Row> Date moment_of(const Row& row) { return row.at.date; }

// Rows in groups (of an obligation, an invoice) are compared as they stand: a row that is new among
// earlier ones shifts the later, so every row that differs is asked, and the earliest counts.
template <class Row> Date first_difference(const std::vector<Row>& one, const std::vector<Row>& other)
{
    Date first = Date::never();
    std::size_t place = 0;
    const std::size_t both = std::min(one.size(), other.size());
    for (; place < both; ++place)
        if (one[place] != other[place]) break;
    for (std::size_t at = place; at < one.size(); ++at) first = std::min(first, moment_of(one[at]));
    for (std::size_t at = place; at < other.size(); ++at) first = std::min(first, moment_of(other[at]));
    return first;
}

// What was sorted by moment: the first that differs is the earliest.
template <class Row> Date first_in_time(const std::vector<Row>& one, const std::vector<Row>& other)
{
    const auto [left, right] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    Date first = Date::never();
    if (left != one.end()) first = std::min(first, moment_of(*left));
    if (right != other.end()) first = std::min(first, moment_of(*right));
    return first;
}

// What is decided once for the whole life.
bool same_manner(const Plan& one, const Plan& other)
{
    const std::size_t both = std::min(one.obligations.size(), other.obligations.size());
    const auto shared = [&](const Plan& plan) { return plan.obligations.begin() + static_cast<std::ptrdiff_t>(both); };
    return one.currency == other.currency && one.home == other.home && one.penalty == other.penalty &&
           one.receivable_when == other.receivable_when && one.tax_pending == other.tax_pending &&
           one.refundable_prepayment == other.refundable_prepayment &&
           std::equal(one.obligations.begin(), shared(one), other.obligations.begin(), shared(other),
                      [](const PlannedObligation& left, const PlannedObligation& right) { return left == right; });
}

}  // namespace

Date first_divergence(const Plan& one, const Plan& other)
{
    if (!same_manner(one, other)) return Date::dawn().next();
    Date first = Date::never();
    const auto reach = [&](Date date) { first = std::min(first, date); };
    if (one.terminated != other.terminated) {
        if (one.terminated) reach(one.terminated->date);
        if (other.terminated) reach(other.terminated->date);
    }
    reach(first_difference(one.stretches, other.stretches));
    reach(first_difference(one.strides, other.strides));
    reach(first_difference(one.frozen, other.frozen));
    reach(first_difference(one.claims, other.claims));
    reach(first_in_time(one.invoices, other.invoices));
    reach(first_in_time(one.cash, other.cash));
    reach(first_in_time(one.written_off, other.written_off));
    reach(first_in_time(one.owed, other.owed));
    reach(first_in_time(one.scheduled, other.scheduled));
    reach(first_in_time(one.spent, other.spent));
    reach(first_in_time(one.booked, other.booked));
    reach(first_in_time(one.assessed, other.assessed));
    if (one.foreign() != other.foreign()) return Date::dawn().next();
    reach(first_difference(one.rates, other.rates));
    reach(first_in_time(one.cleared, other.cleared));
    reach(first_in_time(one.expected, other.expected));
    reach(first_in_time(one.cuts, other.cuts));
    return first;
}

}  // namespace earned
