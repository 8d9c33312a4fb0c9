#include "billing/steps.h"

#include "rules/rating/metered.h"

#include <algorithm>

namespace earned::billing {

namespace {

bool is_exercised(const Promised& promised) { return promised.words(0).option.has_value(); }

// The quantity that was handed over, where the happening is that; `remains` when it names none.
std::optional<Ratio> handed_over(const Promised& promised, const Happening& happening, const Ratio& remains)
{
    const Trigger trigger = promised.terms(0).trigger;
    const auto meant = [&](const std::optional<Decimal>& said) { return said ? Ratio::of(*said) : remains; };
    if (const auto* exercised = std::get_if<OptionExercised>(&happening.fact))
        return is_exercised(promised) ? std::optional(Ratio::of(exercised->quantity)) : std::nullopt;
    if (const auto* delivery = std::get_if<OrderFulfilled>(&happening.fact))
        return trigger == Trigger::fulfilment ? std::optional(meant(delivery->quantity)) : std::nullopt;
    if (const auto* acceptance = std::get_if<AcceptanceRecorded>(&happening.fact))
        return trigger == Trigger::acceptance ? std::optional(meant(acceptance->quantity)) : std::nullopt;
    return std::nullopt;
}

std::string told(const Ratio& units, const char* participle)
{
    return units.decimal(units.is_integer() ? 0 : 2, Round::half_away).text() + " " + participle;
}

bool is_reached(const std::vector<std::string>& names, const std::optional<std::string>& milestone)
{
    return milestone && std::find(names.begin(), names.end(), *milestone) != names.end();
}

Ratio weight_of(const Installment& installment, const Promised& promised)
{
    if (installment.amount) return in_minor_units(*installment.amount, promised.currency());
    return Ratio::of(installment.percent.value_or(Decimal())) / Ratio(100) * promised.stated(0);
}

rating::MeteredLine metered(const Promised& promised)
{
    return rating::metered_line(where(promised), promised.life(), promised.decided->lines[promised.place],
                                promised.first_day(0), promised.currency());
}

std::vector<rating::MeterReading> meter_readings(const Promised& promised)
{
    std::vector<rating::MeterReading> readings;
    for (const Happening& happening : promised.life().happenings) {
        if (const auto* used = std::get_if<UsageRecorded>(&happening.fact))
            readings.push_back({happening.at.date, happening.event, used->meter, used->quantity, used->amount});
        if (const auto* corrected = std::get_if<UsageCorrected>(&happening.fact))
            readings.push_back(
                {happening.at.date, happening.event, corrected->meter, corrected->quantity, corrected->amount});
    }
    return readings;
}

}  // namespace

bool is_rated_by_model(const Promised& promised)
{
    return promised.is_called_off(0) && rating::is_priced_by_model(promised.decided->lines[promised.place]);
}

Result<std::vector<Step>> rated_usage(const Promised& promised)
{
    const Result<std::vector<rating::RatedReading>> rated =
        rating::rate_metered(metered(promised), meter_readings(promised));
    if (!rated) return rated.fault();
    std::vector<Step> steps;
    for (const rating::RatedReading& reading : *rated)
        steps.push_back({reading.date, reading.event == 0 ? promised.versions().front().event : reading.event,
                         reading.total, "usage"});
    return steps;
}

Result<std::vector<Term>> rated_periods(const Promised& promised)
{
    return rating::metered_periods(metered(promised), meter_readings(promised));
}

std::vector<Step> deliveries(const Promised& promised)
{
    std::vector<Step> steps;
    Ratio done, back;
    for (const Happening& happening : promised.life().happenings) {
        const std::size_t version = promised.version_on(happening.at.date);
        const Ratio all = Ratio::of(promised.terms(version).quantity);
        if (const auto* returned = std::get_if<GoodsReturned>(&happening.fact)) back += Ratio::of(returned->quantity);
        const bool again = promised.terms(0).trigger == Trigger::fulfilment;  // what came back may go out again
        const Ratio remains = max(all - done + (again ? back : Ratio()), 0);
        const std::optional<Ratio> quantity = handed_over(promised, happening, remains);
        if (!quantity || quantity->is_zero()) continue;
        done += *quantity;
        steps.push_back({happening.at.date, happening.event, done, told(*quantity, "delivered")});
    }
    return steps;
}

std::vector<Step> measured_units(const Promised& promised)
{
    std::vector<Step> steps;
    for (const Happening& happening : promised.life().happenings)
        if (const auto* measured = std::get_if<ProgressMeasured>(&happening.fact); measured && measured->units)
            steps.push_back(
                {happening.at.date, happening.event, Ratio::of(*measured->units), measured->units->text() + " units"});
    return steps.empty() ? deliveries(promised) : steps;
}

std::vector<Step> measured_percent(const Promised& promised)
{
    std::vector<Step> steps;
    for (const Happening& happening : promised.life().happenings)
        if (const auto* measured = std::get_if<ProgressMeasured>(&happening.fact); measured && measured->percent)
            steps.push_back({happening.at.date, happening.event, Ratio::of(*measured->percent) / Ratio(100),
                             measured->percent->text() + " % done"});
    return steps;
}

std::vector<Step> milestones_reached(const Promised& promised)
{
    std::vector<Step> steps;
    std::vector<std::string> names;
    for (const Happening& happening : promised.life().happenings) {
        const auto* reached = std::get_if<MilestoneReached>(&happening.fact);
        if (reached == nullptr || is_reached(names, reached->milestone)) continue;
        names.push_back(reached->milestone);
        Ratio so_far, all;
        for (const Installment& one : promised.billing(promised.version_on(happening.at.date)).installments) {
            if (!one.milestone) continue;
            const Ratio weight = weight_of(one, promised);
            all += weight;
            if (is_reached(names, one.milestone)) so_far += weight;
        }
        if (all.sign() > 0) steps.push_back({happening.at.date, happening.event, so_far / all, reached->milestone});
    }
    return steps;
}

std::vector<Step> returns(const Promised& promised)
{
    std::vector<Step> steps;
    Ratio back;
    for (const Happening& happening : promised.life().happenings)
        if (const auto* returned = std::get_if<GoodsReturned>(&happening.fact)) {
            back += Ratio::of(returned->quantity);
            steps.push_back({happening.at.date, happening.event, back, returned->quantity.text() + " returned"});
        }
    return steps;
}

Ratio unit_price(const Promised& promised, std::size_t version)
{
    const LineTerms& terms = promised.terms(version);
    const Line& line = promised.words(version);
    std::optional<Decimal> said = line.unit_price;
    if (!said && terms.billing.pricing) said = terms.billing.pricing->unit_price;
    Ratio price = in_minor_units(said.value_or(Decimal()), promised.currency());
    if (line.discount && line.discount->percent) price *= Ratio(1) - Ratio::of(*line.discount->percent) / Ratio(100);
    if (terms.tax && terms.tax->included) price /= Ratio(1) + Ratio::of(terms.tax->rate);
    return price;
}

std::vector<Step> called_off(const Promised& promised)
{
    std::vector<Step> steps;
    Ratio value, quantity_so_far, remains;
    const auto use = [&](const Happening& happening, const std::optional<Decimal>& quantity,
                         const std::optional<Decimal>& amount, const Ratio& price) {
        if (amount) value += in_minor_units(*amount, promised.currency());
        if (!amount && quantity) value += Ratio::of(*quantity) * price;
        steps.push_back(
            {happening.at.date, happening.event, value, quantity ? quantity->text() + " used" : "as reported"});
    };
    for (const Happening& happening : promised.life().happenings) {
        const Ratio price = unit_price(promised, promised.version_on(happening.at.date));
        if (const auto* usage = std::get_if<UsageRecorded>(&happening.fact)) {
            use(happening, usage->quantity, usage->amount, price);
        } else if (const auto* corrected = std::get_if<UsageCorrected>(&happening.fact)) {
            use(happening, corrected->quantity, corrected->amount, price);
        } else if (const std::optional<Ratio> quantity = handed_over(promised, happening, remains)) {
            value += *quantity * price;
            steps.push_back({happening.at.date, happening.event, value, told(*quantity, "delivered")});
        }
    }
    return steps;
}

}  // namespace earned::billing
