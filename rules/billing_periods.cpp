#include "rules/billing_periods.h"

#include "base/check.h"
#include "rules/cycle.h"
#include "rules/price.h"
#include "rules/words.h"

#include <algorithm>

namespace earned::billing {

namespace {

// Where the boundaries are counted from: on or before the first day, and less than a period away.
Date origin_of(const Grid& grid, Date first)
{
    if (grid.aligned_to) return BillingCycle::anniversary(*grid.aligned_to, grid.every).on_or_before(first);
    const std::optional<int> months = grid.every.months();
    if (!months) {
        const bool by_week = grid.every.unit == Interval::week && grid.align == Align::calendar;
        return by_week ? first - (first.serial() % 7 + 10) % 7 : first;  // 1970-01-05 was a Monday
    }
    int back = 0;
    int anchor = grid.anchor.value_or(first.day());
    if (grid.align == Align::calendar) {
        anchor = grid.anchor.value_or(1);
        back = (first.year() * 12 + first.month() - 1) % *months;
    }
    const Date origin = first.plus_months(-back, anchor);
    if (origin <= first) return origin;
    return first.plus_months(-back - (grid.align == Align::calendar ? *months : 1), anchor);
}

int anchor_of(const Grid& grid, Date first)
{
    if (grid.aligned_to) return grid.aligned_to->day();
    return grid.anchor.value_or(grid.align == Align::calendar ? 1 : first.day());
}

Ratio fraction(const Grid& grid, Date begin, Date end, Term term)
{
    return part_of({term.first, term.last.next()}, {begin, end}, grid.proration, grid.ratio_places);
}

// How many of the one interval make the other; nothing when months meet days.
std::optional<Ratio> quotient(Interval long_one, Interval short_one)
{
    const std::optional<int> months = long_one.months(), short_months = short_one.months();
    if (months && short_months) return Ratio(*months, *short_months);
    if (months || short_months) return std::nullopt;
    const auto days = [](Interval interval) { return interval.count * (interval.unit == Interval::week ? 7 : 1); };
    return Ratio(days(long_one), days(short_one));
}

}  // namespace

void Periods::cut(Date first, Date last)
{
    const Date origin = origin_of(grid_, first);
    const int anchor = anchor_of(grid_, first);
    Date begin = origin;
    for (int period = 1; begin <= last; ++period) {
        const Date end = after(origin, grid_.every, period, anchor);
        if (first < end) cuts_.push_back({begin, end, {std::max(begin, first), std::min(end.previous(), last)}, {}});
        begin = end;
    }
}

void Periods::weigh()
{
    Ratio sum;
    for (Cut& cut : cuts_) {
        sum += cut.is_whole() ? Ratio(1) : fraction(grid_, cut.begin, cut.end, cut.term);
        cut.through = sum;
    }
    if (sum.is_zero()) cuts_.back().through = sum = 1;  // by thirty_360 a 31st alone is no day
    whole_ = sum;
}

void Periods::let_stubs_share(Term term)
{
    if (!grid_.per || (cuts_.front().is_whole() && cuts_.back().is_whole())) return;
    const std::optional<Ratio> length = quotient(*grid_.per, grid_.every);
    if (!length) return;
    const Ratio in_all = periods_in(term, *grid_.per, grid_.proration, grid_.align, grid_.ratio_places) * *length;
    const std::int64_t whole = std::count_if(cuts_.begin(), cuts_.end(), [](const Cut& cut) { return cut.is_whole(); });
    const Ratio left = in_all - Ratio(whole), stubs = whole_ - Ratio(whole);
    if (left.sign() <= 0 || stubs.sign() <= 0) return;
    Ratio before, sum;
    for (Cut& cut : cuts_) {
        const Ratio weight = cut.through - before;
        before = cut.through;
        sum += cut.is_whole() ? weight : weight * left / stubs;
        cut.through = sum;
    }
    whole_ = sum;
}

void Periods::leave_out_free(Term term)
{
    if (grid_.free.empty()) return;
    CHECK(grid_.per, "what is free has a price per something");
    const auto cost = [&](Term of, const std::vector<Term>& spans) {
        return free_periods(spans, term, of, *grid_.per, grid_.proration, grid_.align, grid_.ratio_places);
    };
    Ratio before, sum;
    for (Cut& cut : cuts_) {
        const Ratio weight = cut.through - before, all = cost(cut.term, {cut.term});
        before = cut.through;
        if (!all.is_zero()) sum += weight * max(all - cost(cut.term, grid_.free), 0) / all;
        cut.through = sum;
    }
    CHECK(sum.sign() > 0, "some day of a line is not free");
    whole_ = sum;
}

void Periods::weigh_steps(Term term)
{
    if (!grid_.steps) return;
    const Steps& steps = *grid_.steps;
    const auto count = [&](Term of) {
        return periods_in({term.first, of.last}, steps.per, steps.proration, steps.align, steps.places) -
               (of.first == term.first ? Ratio()
                                       : periods_in({term.first, of.first.previous()}, steps.per, steps.proration,
                                                    steps.align, steps.places));
    };
    Ratio before, sum;
    for (Cut& cut : cuts_) {
        const Ratio weight = cut.through - before, periods = count(cut.term);
        before = cut.through;
        if (!periods.is_zero()) sum += weight * ramp_price(steps, term, cut.term) / periods;
        cut.through = sum;
    }
    if (sum.sign() > 0) whole_ = sum;
}

Periods Periods::of(const Grid& grid, Term term)
{
    CHECK(term.first <= term.last, "a term has a day");
    Periods periods(grid);
    periods.cut(term.first, term.last);
    periods.weigh();
    periods.let_stubs_share(term);
    periods.leave_out_free(term);
    periods.weigh_steps(term);
    return periods;
}

Periods Periods::open(const Grid& grid, Date first, Date horizon)
{
    CHECK(grid.per, "a line without an end has a price per something");
    const std::optional<Ratio> length = quotient(*grid.per, grid.every);
    CHECK(length, "months per months, days per days");
    Periods periods(grid);
    const Date committed = after(first, *grid.per, 1, first.day()).previous();
    const Date last = horizon == Date::never() ? committed : std::max(horizon, committed);
    periods.cut(first, last);
    Cut& open_one = periods.cuts_.back();
    if (horizon != Date::never()) open_one.term.last = open_one.end.previous();
    periods.weigh();
    periods.whole_ = *length;
    return periods;
}

// A price per month counts months within a year too; nothing where a period is no longer than what is priced.
Ratio Periods::priced_in(Term term) const
{
    if (!grid_.per) return {};
    const std::optional<Ratio> length = quotient(grid_.every, *grid_.per);
    if (!length || *length <= Ratio(1)) return {};
    return periods_in(term, *grid_.per, grid_.proration, grid_.align, grid_.ratio_places);
}

// Of what of a period is in the term, the part through a day.
Ratio Periods::part(const Cut& cut, Date day) const
{
    if (grid_.proration == Proration::none) return 1;
    if (const Ratio months = priced_in(cut.term); months.sign() > 0)
        return min(priced_in({cut.term.first, day}) / months, 1);
    const Ratio all = fraction(grid_, cut.begin, cut.end, cut.term);
    if (all.is_zero()) return 1;
    return min(fraction(grid_, cut.begin, cut.end, {cut.term.first, day}) / all, 1);
}

Ratio Periods::share_through(Date day) const
{
    if (cuts_.empty() || day < cuts_.front().term.first) return {};
    const auto next = std::upper_bound(cuts_.begin(), cuts_.end(), day,
                                       [](Date sought, const Cut& cut) { return sought < cut.term.first; });
    const Cut& cut = *std::prev(next);
    if (cut.term.last <= day) return cut.through / whole_;
    const Ratio before = std::prev(next) == cuts_.begin() ? Ratio() : std::prev(next, 2)->through;
    return (before + (cut.through - before) * part(cut, day)) / whole_;
}

Result<Grid> grid_of(const Line& line, const LineTerms& terms, const std::string& where)
{
    const BillingTerms& billing = terms.billing;
    Proration proration = terms.conventions.proration;
    if (billing.prorate) {
        const std::optional<Proration> said = earned::named<Proration>(*billing.prorate);
        if (!said)
            return Fault{"proration-unknown", where + ", billing.prorate",
                         *billing.prorate + " is no way to prorate that is known",
                         "use one of docs/policies.md, \"proration\""};
        proration = *said;
    }
    Grid grid{.every = {1, Interval::month},
              .align = {},
              .anchor = {},
              .proration = proration,
              .per = line.per,
              .ratio_places = terms.conventions.ratio_precision};
    if (billing.plan != BillingPlan::recurring && billing.plan != BillingPlan::usage) {
        grid.align = Align::calendar;  // as revenue by months is earned
        grid.per = std::nullopt;
        return grid;
    }
    if (billing.every)
        grid.every = *billing.every;
    else if (line.per)
        grid.every = *line.per;
    grid.align = billing.align.value_or(Align::anniversary);
    grid.anchor = billing.anchor;
    grid.aligned_to = billing.aligned_to;
    grid.free = billing.free;
    if (has_ramp(line) && is_stepped(line, terms))
        grid.steps = steps_of_price(line, proration, grid.align, grid.ratio_places);
    return grid;
}

}  // namespace earned::billing
