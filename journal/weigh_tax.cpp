// When output tax falls due, where that is not by the invoice: docs/accounting-positions.md, Tax.
#include "journal/weighing.h"

#include "recognition/redemption.h"

#include <algorithm>

namespace earned {

namespace {

bool falls_due_by_performance(const LineTerms& terms)
{
    return terms.tax && terms.tax->point == TaxPoint::performance && !terms.tax->rate.is_zero();
}

bool any_by_performance(const std::vector<LineOf>& lines)
{
    return std::any_of(lines.begin(), lines.end(), [](const LineOf& line) {
        return std::any_of(line.versions->begin(), line.versions->end(), falls_due_by_performance);
    });
}

Fault unsupported_point(const Plan& plan, std::size_t place, std::string what, std::string hint)
{
    return {"tax-point-unsupported",
            "contract " + plan.group.text() + ", obligation " + plan.obligations[place].id.text(), std::move(what),
            std::move(hint)};
}

// One rate, one point, for the whole life of the obligation.
Result<std::int64_t> lasting_rate(const Plan& plan, std::size_t place, const std::vector<LineOf>& lines)
{
    const auto refused = [&] {
        return unsupported_point(
            plan, place, "tax that falls due by performance needs one rate and one tax point for all of an obligation",
            "give lines of different tax obligations of their own, and a contract of its own from the day of a new "
            "rate");
    };
    std::optional<Ratio> rate;
    std::optional<bool> by_performance;
    for (const LineOf& line : lines)
        for (const LineTerms& terms : *line.versions) {
            const Ratio own = terms.tax ? Ratio::of(terms.tax->rate) : Ratio();
            const bool point = falls_due_by_performance(terms);
            if ((rate && *rate != own) || (by_performance && *by_performance != point)) return refused();
            if (point && !terms.tax_later.empty()) return refused();
            rate = own;
            by_performance = point;
        }
    const Ratio millionths = rate.value_or(Ratio()) * Ratio(1'000'000);
    if (!millionths.is_integer()) return refused();
    return millionths.rounded(Round::half_away);
}

// A right that is used later owes tax on what is used; when it has lapsed, on all that was paid for it.
Outcome add_uses(Plan& plan, std::uint16_t place, const LineOf& line, const Halves& halves)
{
    if (line.versions->size() != 1)
        return unsupported_point(plan, place, "tax that falls due by use is not posted yet for a line that is modified",
                                 "end the line, and add another for what is promised from then on");
    const auto contract = static_cast<std::size_t>(line.contract - halves.group.contracts.data());
    const auto own = static_cast<std::size_t>(line.life - line.contract->lines.data());
    const Promise promise{line.contract, &halves.terms.contracts[contract], own, 0};
    const LineTerms& terms = line.versions->front();
    const Ratio all = Ratio(terms.stated.minor()) * Ratio::of(terms.tax->rate);
    std::int64_t unit = 1, net = 0, asked = 0, total = 0;
    for (const Stretch& stretch : plan.stretches)
        if (stretch.obligation == place) unit = stretch.unit;
    for (const Claim& claim : plan.claims)
        if (claim.obligation == place) net += claim.net, asked += claim.tax;
    for (const Reading& use : uses_of(promise)) {
        const Ratio share = use.done / use.total;
        const bool invoiced = share == 1 && net == terms.stated.minor();
        const std::int64_t due = invoiced ? asked : (all * share / Ratio(unit)).rounded(Round::half_away) * unit;
        if (due == total) continue;
        plan.booked.push_back({.at = use.at,
                               .obligation = place,
                               .source = Source::tax,
                               .debit = Role::output_tax_pending,
                               .credit = Role::tax_payable,
                               .amount = due - total});
        total = due;
    }
    return Done{};
}

}  // namespace

Outcome add_tax_due(Plan& plan, const Halves& halves, const Places& places)
{
    bool any = false;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place)
        any = any || any_by_performance(places.lines_of(place));
    if (!any) return Done{};
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        const std::vector<LineOf>& lines = places.lines_of(place);
        if (lines.empty()) continue;
        const Result<std::int64_t> rate = lasting_rate(plan, place, lines);
        if (!rate) return rate.fault();
        PlannedObligation& obligation = plan.obligations[place];
        obligation.tax_millionths = *rate;
        if (!any_by_performance(lines)) continue;
        const bool used_later = lines.front().versions->front().measure == Measure::redemption;
        obligation.tax_due = used_later ? TaxDue::use : TaxDue::performance;
        if (!used_later) continue;
        if (lines.size() != 1)
            return unsupported_point(plan, place,
                                     "tax that falls due by use is not posted yet for several lines together",
                                     "give each line an obligation of its own");
        const Outcome added = add_uses(plan, static_cast<std::uint16_t>(place), lines.front(), halves);
        if (!added) return added;
    }
    return Done{};
}

}  // namespace earned
