#include "journal/suppliers.h"

#include <algorithm>

namespace earned {

namespace {

struct Supplied {
    std::int64_t in_all = 0, for_use = 0;
};

Supplied supplied_by(const Plan& plan, std::size_t obligation, Moment at)
{
    Supplied supplied;
    for (const Booked& row : plan.booked) {
        if (at < row.at) break;
        if (row.obligation != obligation || row.credit != Role::supplier_payable) continue;
        (is_collected_for_others(row) ? supplied.in_all : supplied.for_use) += row.amount;
    }
    return supplied;
}

// Without its tax; what is paid on account of a contract of nothing else is paid for it.
std::int64_t right_of(std::span<const Balance> amounts, std::size_t obligation, std::size_t obligations)
{
    std::int64_t right = 0;
    for (const auto& [key, minor] : amounts) {
        const bool is_its = key.obligation == obligation + 1 || (key.obligation == 0 && obligations == 1);
        const bool is_right =
            key.source == Source::billing || key.source == Source::collection || key.source == Source::tax;
        if (is_its && is_right && key.role == Role::contract_liability) right -= minor;
    }
    return right;
}

}  // namespace

std::int64_t held_for_suppliers(const Plan& plan, std::span<const Standing> standings, std::span<const Balance> amounts,
                                Moment at)
{
    if (plan.foreign() || std::none_of(plan.booked.begin(), plan.booked.end(), is_collected_for_others)) return 0;
    std::int64_t held = 0;
    for (std::size_t place = 0; place < standings.size(); ++place) {
        const Supplied supplied = supplied_by(plan, place, at);
        const std::int64_t whole = standings[place].whole;
        if (supplied.in_all == 0 || whole <= 0) continue;
        const std::int64_t right = std::clamp<std::int64_t>(right_of(amounts, place, standings.size()), 0, whole);
        const std::int64_t owed = divide(Wide{supplied.in_all} * right, Wide{whole}, Round::half_away);
        held += std::max<std::int64_t>(owed - supplied.for_use, 0);
    }
    return held;
}

}  // namespace earned
