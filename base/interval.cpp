#include "base/interval.h"

#include "base/check.h"

#include <array>
#include <cstddef>

namespace earned {

namespace {

constexpr std::array<std::string_view, 4> unit_names = {"day", "week", "month", "year"};

}  // namespace

std::optional<Interval> Interval::parse(std::string_view text)
{
    std::size_t place = 0;
    int count = 0;
    for (; place < text.size() && text[place] >= '0' && text[place] <= '9'; ++place) {
        count = count * 10 + (text[place] - '0');
        if (count == 0 || count > 9999) return std::nullopt;
    }
    if (place == 0 || place == text.size() || text[place] != ' ') return std::nullopt;
    std::string_view unit = text.substr(place + 1);
    if (unit.ends_with('s')) unit.remove_suffix(1);
    if (unit == "quarter") return Interval{count * 3, month};
    for (std::size_t known = 0; known < unit_names.size(); ++known)
        if (unit_names[known] == unit) return Interval{count, static_cast<Unit>(known)};
    return std::nullopt;
}

std::string Interval::text() const
{
    std::string said = std::to_string(count) + " " + std::string(unit_names[unit]);
    return count == 1 ? said : said + "s";
}

std::optional<int> Interval::months() const
{
    switch (unit) {
    case day:
    case week: return std::nullopt;
    case month: return count;
    case year: return count * 12;
    }
    broken(__FILE__, __LINE__, "a known unit", "an interval has a unit");
}

Date after(Date start, Interval interval, int n, int anchor_day)
{
    CHECK(interval.count > 0, "an interval leads on");
    if (n == 0) return start;
    if (const std::optional<int> months = interval.months())
        return start.plus_months(*months * n, anchor_day);
    return start + interval.count * n * (interval.unit == Interval::week ? 7 : 1);
}

}  // namespace earned
