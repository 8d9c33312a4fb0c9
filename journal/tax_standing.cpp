#include "journal/tax_standing.h"

#include <algorithm>

namespace earned {

namespace {

constexpr std::int64_t all_millionths = 1'000'000;

std::int64_t tax_of(std::int64_t net, std::int64_t millionths, std::int64_t unit)
{
    return divide(Wide{net} * millionths, Wide{all_millionths} * unit, Round::half_away) * unit;
}

std::int64_t used_by(const Plan& plan, std::size_t obligation, Moment at)
{
    std::int64_t due = 0;
    for (const Booked& row : plan.booked) {
        if (at < row.at) break;
        if (row.obligation == obligation && row.credit == Role::tax_payable) due += row.amount;
    }
    return due;
}

std::int64_t tax_due(const Plan& plan, const Standing& standing, std::size_t obligation, Moment at)
{
    const PlannedObligation& planned = plan.obligations[obligation];
    if (planned.tax_due == TaxDue::use) return used_by(plan, obligation, at);
    if (standing.complete && standing.invoiced == standing.performed) return standing.asked_tax;
    return tax_of(standing.performed, planned.tax_millionths, standing.unit);
}

// What is paid on account pays what isn't invoiced of each obligation alike, tax and all.
std::int64_t tax_prepaid(const Plan& plan, const std::vector<Standing>& standings, std::size_t obligation,
                         std::int64_t held)
{
    if (plan.tax_pending == TaxPending::none || held <= 0) return 0;
    Wide open_with_tax = 0;
    for (std::size_t place = 0; place < standings.size(); ++place) {
        const std::int64_t open = std::max<std::int64_t>(standings[place].whole - standings[place].invoiced, 0);
        open_with_tax += Wide{open} * (all_millionths + plan.obligations[place].tax_millionths);
    }
    const std::int64_t all = open_with_tax == 0 ? 0 : divide(open_with_tax, all_millionths, Round::half_away);
    if (all == 0) return 0;
    const Standing& standing = standings[obligation];
    const std::int64_t open = std::max<std::int64_t>(standing.whole - standing.invoiced, 0);
    const std::int64_t paid = held >= all ? open : divide(Wide{open} * held, all, Round::half_away);
    return tax_of(paid, plan.obligations[obligation].tax_millionths, standing.unit);
}

}  // namespace

TaxStanding tax_standing(const Plan& plan, const std::vector<Standing>& standings, std::size_t obligation, Moment at,
                         std::int64_t held)
{
    return {.due = tax_due(plan, standings[obligation], obligation, at),
            .asked = standings[obligation].asked_tax,
            .prepaid = tax_prepaid(plan, standings, obligation, held)};
}

}  // namespace earned
