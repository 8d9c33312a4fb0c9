#include "rules/feel/builtin.h"
#include "rules/feel/compile.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

template <class T>
Value made(const Given& given, std::optional<T> value, std::string_view what)
{
    return value ? Value(std::move(*value)) : given.null("there is no such " + std::string(what));
}

Value date_from(const Given& given)
{
    const Value& from = given[0];
    if (from.date()) return from;
    if (from.date_time()) return from.date_time()->date;
    return made(given, parse_date(*from.string()), "date");
}

std::optional<std::int64_t> whole(const Decimal& number) { return number.to_int64(); }

Value date_of(const Given& given)
{
    const auto year = whole(given.number(0)), month = whole(given.number(1)), day = whole(given.number(2));
    if (!year || !month || !day) return given.null("date: whole numbers are wanted");
    return made(given, make_date(*year, *month, *day), "date");
}

Value time_from(const Given& given)
{
    const Value& from = given[0];
    if (from.time()) return from;
    if (from.date_time()) return Value(from.date_time()->time);  // of a date: midnight, UTC
    return made(given, parse_time(*from.string()), "time");
}

Value time_of(const Given& given)
{
    const auto hour = whole(given.number(0)), minute = whole(given.number(1));
    if (!hour || !minute) return given.null("time: whole hours and minutes are wanted");
    const auto offset = given.has(3) ? std::optional(*given[3].days()) : std::nullopt;
    return made(given, make_time(*hour, *minute, given.number(2), offset), "time");
}

Value moment_from(const Given& given)
{
    const Value& from = given[0];
    if (from.date_time()) return from;
    if (auto moment = parse_date_time(*from.string())) return Value(std::move(*moment));
    if (auto date = parse_date(*from.string())) return made(given, make_date_time(*date, Time{}), "date and time");
    return given.null("there is no such date and time");
}

Value moment_of(const Given& given)
{
    const Value& date = given[0];
    return made(given, make_date_time(date.date() ? *date.date() : date.date_time()->date, *given[1].time()),
                "date and time");
}

Value number_of(const Given& given)
{
    std::string text = given.string(0);
    const auto mark = [&](std::size_t at) -> std::optional<std::string> {
        return given.has(at) ? std::optional(given.string(at)) : std::nullopt;
    };
    const auto group = mark(1), point = mark(2);
    const bool known =
        (!group || *group == " " || *group == "," || *group == ".") && (!point || *point == "." || *point == ",");
    if (!known || (group && point && *group == *point))
        return given.null("number: the separators are not those of a number");
    if (group) std::erase(text, group->front());
    if (point && *point == ",") {
        if (text.find('.') != std::string::npos) return given.null("number: the string is no number");
        std::replace(text.begin(), text.end(), ',', '.');
    }
    const bool starts = !text.empty() && (text[0] == '-' || text[0] == '.' || (text[0] >= '0' && text[0] <= '9'));
    return made(given, starts && text.back() != '.' ? Decimal::parse_rounded(text) : std::nullopt, "number");
}

Value string_of(const Given& given)
{
    if (given[0].is_null()) return {};
    std::string written = text(given[0]);
    given.run.grow(written.size());
    return Value(std::move(written));
}

Value duration_of(const Given& given)
{
    if (given[0].days() || given[0].months()) return given[0];
    if (auto days = parse_days_duration(given.string(0))) return *days;
    return made(given, parse_months_duration(given.string(0)), "duration");
}

Value months_of(const Given& given)
{
    const auto date = [&](std::size_t at) {
        return given[at].date() ? *given[at].date() : given[at].date_time()->date;
    };
    return months_between(date(0), date(1));
}

Value negation(const Given& given) { return given[0].boolean() ? Value(!*given[0].boolean()) : Value(); }

// Of a string: "[1..5)", its ends literals or calls that make dates and durations.
Value range_of(const Given& given)
{
    const std::string& text = given.string(0);
    const Scope nothing;
    const auto node = read_expression(text, nothing);
    if (!node || node->op != Op::interval) return given.null("range: the string is no range");
    const auto plain = [](const Node& end) {
        if (end.op == Op::literal) return !end.literal.is_null();
        if (end.op == Op::negate) return end.parts[0].op == Op::literal;
        constexpr std::array<std::string_view, 5> allowed{"date", "time", "date and time", "duration",
                                                          "years and months duration"};
        if (end.op != Op::call || end.parts[0].op != Op::builtin) return false;
        for (std::size_t at = 1; at < end.parts.size(); ++at)
            if (end.parts[at].op != Op::literal) return false;
        return std::find(allowed.begin(), allowed.end(), end.parts[0].names[0]) != allowed.end();
    };
    if (!plain(node->parts[0]) || !plain(node->parts[1])) return given.null("range: its ends are literals");
    const Frame frame;
    const Value made = compile(*node)(given.run, frame);
    if (!made.range() || made.range()->low.is_null() || made.range()->high.is_null())
        return given.null("range: it has two ends");
    const auto order = compare(made.range()->low, made.range()->high);
    if (!order || *order > 0) return given.null("range: its first end is not beyond its last");
    return made;
}

constexpr std::array<BuiltinRow, 21> conversions_rows{{
    {"date", "from: string", date_from},
    {"date", "from: date", date_from},
    {"date", "from: date and time", date_from},
    {"date", "year: number, month: number, day: number", date_of},
    {"time", "from: string", time_from},
    {"time", "from: time", time_from},
    {"time", "from: date and time", time_from},
    {"time", "hour: number, minute: number, second: number, offset: days and time duration?|null", time_of},
    {"date and time", "from: string", moment_from},
    {"date and time", "from: date and time", moment_from},
    {"date and time", "date: date, time: time", moment_of},
    {"date and time", "date: date and time, time: time", moment_of},
    {"number", "from: string, grouping separator: string?|null, decimal separator: string?|null", number_of},
    {"string", "from: Any", string_of},
    {"duration", "from: string", duration_of},
    {"duration", "from: days and time duration", duration_of},
    {"duration", "from: years and months duration", duration_of},
    {"years and months duration", "from: date, to: date", months_of},
    {"years and months duration", "from: date and time, to: date and time", months_of},
    {"not", "negand: boolean|null", negation},
    {"range", "from: string", range_of},
}};

}  // namespace

std::span<const BuiltinRow> conversion_builtins() { return conversions_rows; }

}  // namespace earned::feel
