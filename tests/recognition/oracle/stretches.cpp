#include "tests/recognition/oracle/stretches.h"

#include <algorithm>

namespace earned::oracle {

namespace {

// Prices are shared by their proportions, so that a part of one may be as small as it likes.
constexpr std::int64_t finely = 1'000'000;

Ratio days_through(const Promised& line, Date last)
{
    Ratio days;
    for (Date day = line.first; day <= last; day = day.next())
        days += line.work == Work::by_month ? Ratio(1, day.last_of_month().day()) : Ratio(1);
    return days;
}

// The stretches of a line that is served over time, each with its part of price and worth.
std::vector<Promised> parts_of(const Promised& line, int months)
{
    std::vector<Promised> parts;
    const Part& whole = line.parts.front();
    const Ratio all = days_through(line, line.last);
    std::int64_t price = 0, standalone = 0;
    for (int count = 0; parts.empty() || parts.back().last < line.last; ++count) {
        Promised part = line;
        part.first = line.first.plus_months(count * months, line.first.day());
        part.last = std::min(line.first.plus_months((count + 1) * months, line.first.day()).previous(), line.last);
        const Ratio through = days_through(line, part.last) / all;
        const std::int64_t price_through = (Ratio(whole.price) * through).rounded(Round::half_away);
        const std::int64_t worth_through = (Ratio(whole.standalone * finely) * through).rounded(Round::half_away);
        part.parts.front().price = price_through - price;
        part.parts.front().standalone = worth_through - standalone;
        price = price_through;
        standalone = worth_through;
        parts.push_back(std::move(part));
    }
    return parts;
}

void keep_own_price(Promised& line)
{
    for (Part& part : line.parts) part.standalone = std::max<std::int64_t>(part.price * finely, 1);
}

Stretched day_by_day(const Drawn& drawn)
{
    Stretched made{drawn, names_of(drawn)};
    if (std::ranges::none_of(drawn.promised, [](const Promised& line) { return passes_with_time(line.work); }))
        return made;
    for (Promised& line : made.life.promised) keep_own_price(line);
    for (Happened& happened : made.life.events) keep_own_price(happened.more);
    return made;
}

}  // namespace

std::vector<std::string> names_of(const Drawn& drawn)
{
    std::vector<std::string> names;
    for (const Promised& line : drawn.promised) names.push_back(line.id);
    for (const Happened& happened : drawn.events)
        if (!happened.more.id.empty()) names.push_back(happened.more.id);
    return names;
}

Stretched stretched(const Drawn& drawn, int months)
{
    if (months == on_any_day) return day_by_day(drawn);
    Stretched made{drawn, {}};
    std::vector<Happened> later;
    for (Promised& line : made.life.promised) {
        made.names.push_back(line.id);
        if (!passes_with_time(line.work)) {
            line.parts.front().standalone *= finely;
            continue;
        }
        const std::vector<Promised> parts = parts_of(line, months);
        line = parts.front();
        for (std::size_t part = 1; part < parts.size(); ++part)
            later.push_back({.day = parts[part].first, .kind = Happened::added_apart, .more = parts[part]});
    }
    std::vector<Happened>& events = made.life.events;
    events.insert(events.begin(), later.begin(), later.end());
    std::stable_sort(events.begin(), events.end(),
                     [](const Happened& one, const Happened& other) { return one.day < other.day; });
    for (const Happened& happened : events)
        if (!happened.more.id.empty()) made.names.push_back(happened.more.id);
    return made;
}

}  // namespace earned::oracle
