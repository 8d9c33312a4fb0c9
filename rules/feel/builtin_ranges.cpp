// How two points or ranges lie to one another: Allen's relations, on points and ranges (DMN 1.5, table 80).
#include "rules/feel/builtin.h"

#include <array>

namespace earned::feel {

namespace {

using Answer = std::optional<bool>;

// A point is the range from itself to itself.
Range ends(const Value& value) { return value.range() ? *value.range() : Range{value, value, true, true}; }

std::optional<int> order(const Value& left, const Value& right)
{
    const auto found = compare(left, right);
    return found ? std::optional(*found < 0 ? -1 : *found > 0 ? 1 : 0) : std::nullopt;
}

// `< 5` begins before everything, `> 5` ends after everything.
bool has_no_low(const Range& range) { return range.unbounded && range.low.is_null(); }
bool has_no_high(const Range& range) { return range.unbounded && range.high.is_null(); }

Answer before(const Range& one, const Range& other)
{
    if (has_no_high(one) || has_no_low(other)) return false;
    const auto found = order(one.high, other.low);
    if (!found) return std::nullopt;
    return *found < 0 || (*found == 0 && !(one.high_closed && other.low_closed));
}

Answer meets(const Range& one, const Range& other)
{
    if (has_no_high(one) || has_no_low(other)) return false;
    const auto found = order(one.high, other.low);
    return found ? Answer(*found == 0 && one.high_closed && other.low_closed) : std::nullopt;
}

// Whether one's low end lies before the other's, with it, or after it; and the same of the high ends.
std::optional<int> low_order(const Range& one, const Range& other)
{
    if (has_no_low(one) || has_no_low(other)) return int{has_no_low(other)} - int{has_no_low(one)};
    const auto found = order(one.low, other.low);
    if (!found || *found != 0 || one.low_closed == other.low_closed) return found;
    return one.low_closed ? -1 : 1;
}

std::optional<int> high_order(const Range& one, const Range& other)
{
    if (has_no_high(one) || has_no_high(other)) return int{has_no_high(one)} - int{has_no_high(other)};
    const auto found = order(one.high, other.high);
    if (!found || *found != 0 || one.high_closed == other.high_closed) return found;
    return one.high_closed ? 1 : -1;
}

Answer touches(const Range& one, const Range& other)  // they have a point in common
{
    const Answer first = before(one, other), second = before(other, one);
    if (!first || !second) return std::nullopt;
    return !*first && !*second;
}

Answer overlaps_before(const Range& one, const Range& other)
{
    const auto low = low_order(one, other), high = high_order(one, other);
    const Answer common = touches(one, other);
    if (!low || !high || !common) return std::nullopt;
    return *low < 0 && *high <= 0 && *common;
}

Answer includes_range(const Range& one, const Range& other)
{
    const auto low = low_order(one, other), high = high_order(one, other);
    if (!low || !high) return std::nullopt;
    return *low <= 0 && *high >= 0;
}

Answer finishes(const Range& one, const Range& other)
{
    const auto low = low_order(one, other), high = high_order(one, other);
    if (!low || !high) return std::nullopt;
    return *high == 0 && *low >= 0;
}

Answer starts(const Range& one, const Range& other)
{
    const auto low = low_order(one, other), high = high_order(one, other);
    if (!low || !high) return std::nullopt;
    return *low == 0 && *high <= 0;
}

Answer coincides(const Range& one, const Range& other)
{
    const auto low = low_order(one, other), high = high_order(one, other);
    if (!low || !high) return std::nullopt;
    return *low == 0 && *high == 0;
}

using Relation = Answer (*)(const Range&, const Range&);
enum Turned : std::uint8_t { straight, turned };
enum Takes : std::uint8_t { anything, ranges, point_or_range_first, point_or_range_last };

template <Relation relation, Turned way, Takes takes>
Value related(const Given& given)
{
    const bool wrong = (takes != anything && takes != point_or_range_first && !given[0].range()) ||
                       (takes != anything && takes != point_or_range_last && !given[1].range());
    if (wrong || given[0].is_null() || given[1].is_null())
        return given.null("ranges, or a point and a range, are wanted");
    const Range one = ends(given[0]), other = ends(given[1]);
    const Answer answer = way == straight ? relation(one, other) : relation(other, one);
    return answer ? Value(*answer) : given.null("the ends of these ranges cannot be compared");
}

constexpr auto before_row = related<before, straight, anything>, after_row = related<before, turned, anything>;
constexpr auto includes_row = related<includes_range, straight, point_or_range_last>;
constexpr auto during_row = related<includes_range, turned, point_or_range_first>;
constexpr auto finishes_row = related<finishes, straight, point_or_range_first>;
constexpr auto finished_row = related<finishes, turned, point_or_range_last>;
constexpr auto starts_row = related<starts, straight, point_or_range_first>;
constexpr auto started_row = related<starts, turned, point_or_range_last>;
constexpr auto coincides_row = related<coincides, straight, anything>;

constexpr std::array<BuiltinRow, 28> ranges_rows{{
    {"before", "point1: Any, point2: Any", before_row},
    {"before", "point: Any, range: Any", before_row},
    {"before", "range: Any, point: Any", before_row},
    {"before", "range1: Any, range2: Any", before_row},
    {"after", "point1: Any, point2: Any", after_row},
    {"after", "point: Any, range: Any", after_row},
    {"after", "range: Any, point: Any", after_row},
    {"after", "range1: Any, range2: Any", after_row},
    {"meets", "range1: Any, range2: Any", related<meets, straight, ranges>},
    {"met by", "range1: Any, range2: Any", related<meets, turned, ranges>},
    {"overlaps", "range1: Any, range2: Any", related<touches, straight, ranges>},
    {"overlaps before", "range1: Any, range2: Any", related<overlaps_before, straight, ranges>},
    {"overlaps after", "range1: Any, range2: Any", related<overlaps_before, turned, ranges>},
    {"finishes", "point: Any, range: Any", finishes_row},
    {"finishes", "range1: Any, range2: Any", finishes_row},
    {"finished by", "range: Any, point: Any", finished_row},
    {"finished by", "range1: Any, range2: Any", finished_row},
    {"includes", "range: Any, point: Any", includes_row},
    {"includes", "range1: Any, range2: Any", includes_row},
    {"during", "point: Any, range: Any", during_row},
    {"during", "range1: Any, range2: Any", during_row},
    {"starts", "point: Any, range: Any", starts_row},
    {"starts", "range1: Any, range2: Any", starts_row},
    {"started by", "range: Any, point: Any", started_row},
    {"started by", "range1: Any, range2: Any", started_row},
    {"coincides", "point1: Any, point2: Any", coincides_row},
    {"coincides", "range1: Any, range2: Any", coincides_row},
    {"coincides", "point: Any, range: Any", coincides_row},
}};

}  // namespace

std::span<const BuiltinRow> range_builtins() { return ranges_rows; }

}  // namespace earned::feel
