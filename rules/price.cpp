#include "rules/price.h"

#include "rules/ramp.h"
#include "rules/rating/metered.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

// From `first` up to, not including, `next`.
Ratio periods_from(Date first, Date next, Interval per, int anchor, Proration proration, std::optional<int> places)
{
    if (first == next) return {};
    const int months = per.months().value_or(0);
    const int step = per.unit == Interval::week ? 7 * per.count : per.count;
    const int whole = months > 0 ? whole_months({first, next.previous()}) / months : (next - first) / step;
    const Date reached = after(first, per, whole, anchor);
    if (reached == next) return {whole};
    const DaySpan period{reached, after(first, per, whole + 1, anchor)};
    return Ratio(whole) + part_of({reached, next}, period, proration, places);
}

// The first day of the calendar's period that holds the date: by months counted from January.
Date calendar_start(Date date, int months)
{
    const int index = date.year() * 12 + date.month() - 1;
    const int start = index / months * months;
    return Date::of(start / 12, start % 12 + 1, 1);
}

}  // namespace

Ratio periods_in(Term term, Interval per, Proration proration, Align align, std::optional<int> places)
{
    CHECK(term.first <= term.last, "a term has a day");
    const Date next = term.last.next();
    const std::optional<int> months = per.months();
    if (align != Align::calendar || !months)
        return periods_from(term.first, next, per, term.first.day(), proration, places);
    const Date start = calendar_start(term.first, *months);
    if (start == term.first) return periods_from(term.first, next, per, 1, proration, places);
    const DaySpan period{start, start.plus_months(*months, 1)};
    const Date reached = std::min(next, period.to);
    return part_of({term.first, reached}, period, proration, places) +
           periods_from(reached, next, per, 1, proration, places);
}

Ratio free_periods(const std::vector<Term>& free, Term term, Term within, Interval per, Proration proration,
                   Align align, std::optional<int> places)
{
    const auto through = [&](Date day) {
        return day < term.first ? Ratio() : periods_in({term.first, day}, per, proration, align, places);
    };
    Ratio sum;
    for (const Term& span : free) {
        const Date first = std::max(span.first, within.first), last = std::min(span.last, within.last);
        if (first <= last) sum += through(last) - through(first.previous());
    }
    return sum;
}

Result<Ratio> units_of(const Line& line, const std::optional<Term>& term, Proration proration, Align align,
                       std::optional<int> places)
{
    const Ratio quantity = line.quantity ? Ratio::of(*line.quantity) : Ratio(1);
    if (!line.per) return quantity;
    if (!term) return quantity;  // without an end: of one `per` (rules/open_ended.h)
    return quantity * periods_in(*term, *line.per, proration, align, places);
}

namespace {

const Pricing* model_of(const Line& line)
{
    if (!line.billing || !rating::is_priced_by_model(line.billing->pricing)) return nullptr;
    return &*line.billing->pricing;
}

// A committed quantity by a price model: what it costs a `per`, so many times.
Result<Ratio> price_by_model(const Line& line, Pricing pricing, const std::optional<Term>& term, Proration proration,
                             Align align, std::optional<int> places)
{
    const bool by_event = pricing.model == PriceModel::percentage || pricing.model == PriceModel::dynamic;
    if (by_event)
        return Fault{"pricing-unsupported", "billing.pricing.model",
                     "the model rates each event of usage, and the line's quantity is agreed beforehand",
                     "measure the line by usage and bill it so, or choose a model by quantity"};
    if (!pricing.unit_price) pricing.unit_price = line.unit_price;
    const Ratio quantity = line.quantity ? Ratio::of(*line.quantity) : Ratio(1);
    const Result<Ratio> once = rating::rate(pricing, {{quantity}, quantity, {}});
    if (!once) return once.fault();
    Line one = line;
    one.quantity.reset();
    const Result<Ratio> times = units_of(one, term, proration, align, places);
    if (!times) return times.fault();
    return *once * *times;
}

}  // namespace

Result<Ratio> stated_price(const Line& line, const std::optional<Term>& term, Proration proration, Align align,
                           std::optional<int> places)
{
    Ratio price;
    if (line.price) price = Ratio::of(*line.price);
    else if (const Pricing* pricing = model_of(line)) {
        const Result<Ratio> modelled = price_by_model(line, *pricing, term, proration, align, places);
        if (!modelled) return modelled.fault();
        price = *modelled;
    } else if (has_ramp(line) && term) {
        price = ramp_price(steps_of_price(line, proration, align, places), *term, *term);
    } else if (line.unit_price) {
        const Result<Ratio> units = units_of(line, term, proration, align, places);
        if (!units) return units.fault();
        Ratio paid = *units;
        if (line.billing && !line.billing->free.empty() && line.per && term) {
            const Ratio quantity = line.quantity ? Ratio::of(*line.quantity) : Ratio(1);
            paid -= quantity *
                free_periods(line.billing->free, *term, *term, *line.per, proration, align, places);
        }
        price = paid * Ratio::of(*line.unit_price);
    } else {
        return Fault{"price-missing", "price", "the line has neither a price nor a unit price",
                     "give it one, or give the contract one price for all its lines"};
    }
    if (!line.discount) return price;
    const Ratio less = line.discount->percent ? price * Ratio::of(*line.discount->percent) / Ratio(100)
                                              : Ratio::of(line.discount->amount.value_or(Decimal()));
    if (price.sign() >= 0 && less > price)
        return Fault{"discount-too-large", "discount", "the discount is more than the price",
                     "a discount is at most the price of its line"};
    return price - less;
}

Result<Ratio> stated_price(const Line& line, const std::optional<Term>& term, const Conventions& conventions)
{
    const std::optional<Align> align = line.billing ? line.billing->align : std::nullopt;
    return stated_price(line, term, conventions.proration, align.value_or(Align::anniversary),
                        conventions.ratio_precision);
}

bool is_spread_anew(const Line& words, const LineTerms& before, const LineTerms& after)
{
    const bool whole = words.price && after.priced && after.term && before.term && after.billing.ramp.empty();
    return whole && before.stated == after.stated && before.term != after.term;
}

Ratio minor_units_of(const Ratio& major_units, Currency currency)
{
    std::int64_t scale = 1;
    for (int digit = 0; digit < currency.minor_digits(); ++digit) scale *= 10;
    return major_units * Ratio(scale);
}

Result<Money> money_of(const Ratio& major_units, Currency currency, Round rounding)
{
    constexpr std::int64_t most = 4'000'000'000'000'000'000;
    const Ratio minor = minor_units_of(major_units, currency);
    if (abs(minor) > Ratio(most))
        return Fault{"amount-too-large", "price", "the amount is beyond what can be counted in minor units",
                     "check the quantity and the price"};
    return Money(minor.rounded(rounding), currency);
}

}  // namespace earned
