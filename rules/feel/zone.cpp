#include "rules/feel/zone_data.h"
#include "rules/feel/temporal.h"

#include <algorithm>

namespace earned::feel {

namespace {

constexpr std::int64_t seconds_of_day = 86'400;

std::int64_t zone_floor_divide(std::int64_t number, std::int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

// The second, by the clock before, at which the shift comes in that year.
std::int64_t local_of(const YearlyShift& shift, std::int64_t year)
{
    const std::int64_t first = serial({year, shift.month, 1});
    const int first_weekday = weekday({year, shift.month, 1}) % 7;  // 0 Sunday
    int day = (shift.weekday - first_weekday + 7) % 7 + 7 * (shift.week - 1);
    if (day >= days_in_month(year, shift.month)) day -= 7;
    return (first + day) * seconds_of_day + shift.seconds;
}

int yearly_offset(const Zone& zone, std::int64_t utc_seconds)
{
    const YearlyShift *one = zone.yearly, *two = zone.yearly + 1;
    const std::int64_t days = zone_floor_divide(utc_seconds + one->offset, seconds_of_day);
    const std::optional<Date> date = date_of_serial(days);
    if (!date) return two->offset;  // no year that can be written
    const std::int64_t begin = local_of(*one, date->year) - two->offset;
    const std::int64_t end = local_of(*two, date->year) - one->offset;
    const bool within =
        begin <= end ? begin <= utc_seconds && utc_seconds < end : utc_seconds >= begin || utc_seconds < end;
    return within ? one->offset : two->offset;
}

}  // namespace

const Zone* find_zone(std::string_view name)
{
    const ZoneTable& table = zone_table();
    const Zone* const end = table.zones + table.count;
    const Zone* const found = std::lower_bound(
        table.zones, end, name, [](const Zone& zone, std::string_view wanted) { return zone.name < wanted; });
    return found != end && found->name == name ? found : nullptr;
}

std::string_view zones_version() { return zone_table().version; }

int offset_at(const Zone& zone, std::int64_t utc_seconds)
{
    const Shift* const end = zone.shifts + zone.count;
    const Shift* const next = std::upper_bound(
        zone.shifts + 1, end, utc_seconds, [](std::int64_t second, const Shift& shift) { return second < shift.at; });
    if (next == end && zone.yearly) return yearly_offset(zone, utc_seconds);
    return (next - 1)->offset;
}

int offset_at_local(const Zone& zone, std::int64_t local_seconds)
{
    // No zone shifts twice within two days: the offset a day before is the one before a shift.
    const int before = offset_at(zone, local_seconds - seconds_of_day);
    const int after = offset_at(zone, local_seconds + seconds_of_day);
    if (before == after) return before;
    if (offset_at(zone, local_seconds - before) == before) return before;
    return offset_at(zone, local_seconds - after) == after ? after : before;  // else skipped
}

std::optional<int> steady_offset(const Zone& zone)
{
    if (zone.yearly) return std::nullopt;
    return zone.shifts[zone.count - 1].offset;
}

}  // namespace earned::feel
