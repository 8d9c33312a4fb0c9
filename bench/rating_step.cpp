// Rating: N records of one meter's usage by graduated tiers, without a database. The records are held in memory.
#include "bench/steps.h"
#include "rules/rating/metered.h"

namespace earned::bench {

std::vector<Measure> rating_step(const Order& order)
{
    Line words;
    LineTerms terms;
    terms.satisfied = Satisfied::over_time;
    terms.measure = earned::Measure::usage;
    terms.billing.every = Interval{1, Interval::month};
    Pricing& pricing = terms.billing.pricing.emplace();
    pricing.model = PriceModel::graduated;
    pricing.tiers.resize(3);
    pricing.tiers[0].up_to = Decimal::of(1000);
    pricing.tiers[1].up_to = Decimal::of(100000);
    for (std::size_t tier = 0; tier < 3; ++tier)
        pricing.tiers[tier].unit_price = Decimal::of(static_cast<std::int64_t>(5 - tier), -3);
    const rating::MeteredLine line{
        "bench", {{Date::dawn(), &words, &terms}}, Date::of(2026, 1, 1), *Currency::parse("USD")};
    std::vector<rating::MeterReading> readings;
    readings.reserve(static_cast<std::size_t>(order.lines));
    for (std::int64_t number = 0; number < order.lines; ++number)
        readings.push_back({Date::of(2026, 1, 1) + static_cast<int>(number * 365 / order.lines),
                            number + 1,
                            "",
                            Decimal::of(1 + number % 7),
                            {}});
    Measure measure{.name = "rating", .lines = order.lines, .rows = order.lines};
    const Meter meter(0);
    for (int round = 0; round < order.rounds; ++round)
        measure.own.push_back(meter.of([&] { CHECK(rating::rate_metered(line, readings), "the usage can be rated"); }));
    return {measure};
}

}  // namespace earned::bench
