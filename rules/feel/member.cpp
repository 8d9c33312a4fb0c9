#include "rules/feel/compile.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

std::optional<Value> part_of_date(const Date& date, std::string_view name)
{
    if (name == "year") return Value::number(date.year);
    if (name == "month") return Value::number(date.month);
    if (name == "day") return Value::number(date.day);
    if (name == "weekday") return Value::number(weekday(date));
    return std::nullopt;
}

std::optional<Value> part_of_time(const Time& time, std::string_view name)
{
    if (name == "hour") return Value::number(time.hour);
    if (name == "minute") return Value::number(time.minute);
    if (name == "second") return Value::number(time.second);
    if (name == "time offset") {
        const auto offset = offset_of(time);
        return offset ? Value(*offset) : Value();
    }
    if (name == "timezone") return time.zone.empty() ? Value() : Value(time.zone);
    return std::nullopt;
}

std::optional<Value> part_of_days(const DaysDuration& duration, std::string_view name)
{
    const DayParts all = parts(duration);
    if (name == "days") return Value::number(all.days);
    if (name == "hours") return Value::number(all.hours);
    if (name == "minutes") return Value::number(all.minutes);
    if (name == "seconds") return Value::number(all.seconds);
    return std::nullopt;
}

std::optional<Value> part_of_range(const Range& range, std::string_view name)
{
    if (name == "start") return range.low;
    if (name == "end") return range.high;
    if (name == "start included") return Value(range.low_closed);
    if (name == "end included") return Value(range.high_closed);
    return std::nullopt;
}

std::optional<Value> part_of(const Value& value, std::string_view name)
{
    if (value.date()) {
        auto part = part_of_date(*value.date(), name);
        if (!part) part = part_of_time(midnight_utc(*value.date()).time, name);  // a date begins at midnight, UTC
        return part;
    }
    if (value.time()) return part_of_time(*value.time(), name);
    if (value.date_time()) {
        auto part = part_of_date(value.date_time()->date, name);
        return part ? part : part_of_time(value.date_time()->time, name);
    }
    if (value.days()) return part_of_days(*value.days(), name);
    if (value.range()) return part_of_range(*value.range(), name);
    if (!value.months()) return std::nullopt;
    if (name == "years") return Value::number(value.months()->months / 12);
    if (name == "months") return Value::number(value.months()->months % 12);
    return std::nullopt;
}

}  // namespace

Value member_of(Run& run, const Value& value, const std::string& wanted)
{
    if (value.context()) {
        const Value* found = value.context()->find(wanted);
        return found ? *found : run.null("a context has no entry " + wanted);
    }
    if (value.list()) {
        run.grow(value.list()->size());
        Items all;
        for (const Value& item : *value.list()) {
            run.step();
            all.push_back(member_of(run, item, wanted));
        }
        return Value(std::move(all));
    }
    if (auto part = part_of(value, wanted)) return *part;
    return run.null("a " + std::string(name(value.kind())) + " has no " + wanted);
}

}  // namespace earned::feel
