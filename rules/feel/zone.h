// The clocks of the world's zones: how far each was ahead of UTC, and when that changed.
//
// The zones are compiled in from the time zone database of the machine that builds (Debian's
// tzdata), so that a decision is the same wherever and whenever it is made, and opens no file.
//
// Ensures: a local time that a clock skipped, or showed twice, is read with the offset before
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace earned::feel {

struct Shift {
    std::int64_t at;
    std::int32_t offset;
};  // from this second (UTC) on, so much ahead

// When a rule of summer time begins in each year: the week-th weekday (0 Sunday; week 5: the last)
// of a month, so many seconds after midnight by the clock before.
struct YearlyShift {
    int month, week, weekday, seconds, offset;
};

struct Zone {
    std::string_view name;
    const Shift* shifts;  // in order; the first is the beginning of time
    std::size_t count;
    const YearlyShift* yearly;  // two of them, for all years after the last shift; or none
};

const Zone* find_zone(std::string_view name);  // null when there is none
std::string_view zones_version();              // of the database: 2026a

int offset_at(const Zone& zone, std::int64_t utc_seconds);
int offset_at_local(const Zone& zone, std::int64_t local_seconds);
// The one offset of a zone whose clocks don't change with the seasons any more.
std::optional<int> steady_offset(const Zone& zone);

}  // namespace earned::feel
