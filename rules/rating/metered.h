// Metered usage, rated: what a line's usage is worth by each day, period by period.
//
// Law:      a period's worth is its usage rated as a whole; tiers, packages and allowances start anew
//           with each; the running total of the last day of a period is the sum of all through it
// Ensures:  - usage counts in the period of its date, however late it is known; a correction is a
//             signed difference of the period of its date
//           - a period is rated by the price in force on its first day: a changed price counts from the
//             first period that begins with it
//           - a minimum, a flat price or the flat fee of the first tier is due on the last day of
//             every period of the term, whether anything was used in it or not
//           - weighted by time, a reading is a level that stands until the next one, from one period
//             into the next: seats, storage. A period's quantity is its average over the days
// Requires: events in order of their dates
// Errors:   `term-missing` (a line without an end has periods that nobody can count),
//           and those of rate.h
#pragma once

#include "rules/rating/rate.h"
#include "rules/terms.h"

#include <string>

namespace earned::rating {

struct MeterReading {
    Date date;
    std::int64_t event = 0;
    std::string meter;
    std::optional<Decimal> quantity, amount;  // an amount came rated
};

struct RatedReading {
    Date date;
    std::int64_t event = 0;  // 0: the end of a period
    Ratio total;             // in minor units, exact, net of an included tax, after a discount in per cent
};

// A line at the price it had from a day on; in order of the days, the first from the dawn.
struct MeteredPrice {
    Date from;
    const Line* line = nullptr;
    const LineTerms* terms = nullptr;
};
struct MeteredLine {
    std::string where;
    std::vector<MeteredPrice> prices;
    Date first;  // day of service
    Currency currency;
};
MeteredLine metered_line(std::string where, const LineLife& life, const std::vector<LineTerms>& decided, Date first,
                         Currency currency);

// Whether more than one price a unit is asked for; of a line, whether any of its versions asks.
bool is_priced_by_model(const std::optional<Pricing>& pricing);
bool is_priced_by_model(const std::vector<LineTerms>& versions);

Result<std::vector<Term>> metered_periods(const MeteredLine& line, const std::vector<MeterReading>& readings);
Result<std::vector<RatedReading>> rate_metered(const MeteredLine& line, const std::vector<MeterReading>& readings);

}  // namespace earned::rating
