// The rates of a foreign contract (docs/accounting-positions.md, "Other currencies").
#include "journal/weighing.h"

#include <algorithm>

namespace earned {

namespace {

// What a minor unit is worth in minor units of the other currency.
Ratio of_minor_units(const Decimal& rate, Currency from, Currency to)
{
    Ratio ratio = Ratio::of(rate);
    for (int digits = from.minor_digits(); digits < to.minor_digits(); ++digits) ratio *= Ratio(10);
    for (int digits = to.minor_digits(); digits < from.minor_digits(); ++digits) ratio /= Ratio(10);
    return ratio;
}

// Of spot rates the one in force on the first day too; an average of the period of that day may be dated
// before it.
void add_published(Plan& plan, const History<RatePublished>* published, Rated::Kind kind, Currency functional)
{
    if (published == nullptr) return;
    constexpr int days_of_a_period = 40;
    const Date first = plan.cuts.front().at.date;
    for (std::size_t place = 0; place < published->size(); ++place) {
        const Dated<RatePublished>& row = (*published)[place];
        const bool replaced = place + 1 < published->size() && (*published)[place + 1].from <= first;
        if (kind == Rated::Kind::spot && replaced) continue;
        if (kind == Rated::Kind::closing && row.from < first) continue;
        if (kind == Rated::Kind::average && row.from < first - days_of_a_period) continue;
        plan.rates.push_back({row.from, kind, of_minor_units(row.value.rate, plan.currency, functional)});
    }
}

Result<Ratio> spot_rate(const Reference& reference, Currency from, Currency to, const Collected& cash)
{
    if (from == to) return Ratio(1);
    const std::string one = from.code(), other = to.code();
    if (const auto rate = reference.rate(one, other, "spot", cash.at.date)) return of_minor_units(*rate, from, to);
    return Fault{"rate-missing", "payment " + cash.payment.text(),
                 "no spot rate from " + one + " to " + other + " is known on " + cash.at.date.text(),
                 "send rate.published with kind spot, dated " + cash.at.date.text() + " or before"};
}

}  // namespace

Outcome add_worths(Plan& plan, std::span<const Collected> cash, const Reference& reference, Currency functional)
{
    for (const Collected& each : cash) {
        if (!each.cleared || each.elsewhere) continue;
        const bool received = !each.invoice.empty() && each.exchanged != Money();
        const Money side = each.exchanged.currency() == functional || received ? each.exchanged : each.amount;
        const Result<Ratio> rate = spot_rate(reference, side.currency(), functional, each);
        if (!rate) return rate.fault();
        plan.cleared.push_back({each.at, (Ratio(side.minor()) * *rate).rounded(Round::half_away)});
    }
    std::stable_sort(plan.cleared.begin(), plan.cleared.end(),
                     [](const Cleared& one, const Cleared& other) { return one.at < other.at; });
    return Done{};
}

Outcome add_rates(Plan& plan, const Reference& reference, Currency functional)
{
    const std::string where = plan.home ? "unapplied cash" : "contract " + plan.group.text();
    const std::string from = plan.currency.code(), to = functional.code();
    if (plan.cuts.empty()) return Done{};
    const std::pair<const char*, Rated::Kind> kinds[] = {
        {"spot", Rated::Kind::spot}, {"closing", Rated::Kind::closing}, {"average", Rated::Kind::average}};
    for (const auto& [name, kind] : kinds) add_published(plan, reference.rates(from, to, name), kind, functional);
    std::stable_sort(plan.rates.begin(), plan.rates.end(),
                     [](const Rated& one, const Rated& other) { return one.from < other.from; });
    const Date first = plan.cuts.front().at.date;
    const bool known = std::any_of(plan.rates.begin(), plan.rates.end(), [&](const Rated& rated) {
        return rated.kind == Rated::Kind::spot && rated.from <= first;
    });
    if (known) return Done{};
    return Fault{"rate-missing", where, "no spot rate from " + from + " to " + to + " is known on " + first.text(),
                 "send rate.published with kind spot, dated " + first.text() + " or before"};
}

}  // namespace earned
