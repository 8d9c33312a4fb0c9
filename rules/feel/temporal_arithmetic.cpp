// Adding, subtracting and scaling (DMN 1.5, tables 55 to 57).
#include "rules/feel/instant.h"
#include "rules/feel/zone.h"

#include <algorithm>

namespace earned::feel {

namespace {

constexpr std::int64_t day = 86'400, billion = 1'000'000'000;

std::int64_t calendar_floor_divide(std::int64_t number, std::int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

std::optional<std::int64_t> sum(std::int64_t left, std::int64_t right)
{
    std::int64_t total = 0;
    if (__builtin_add_overflow(left, right, &total)) return std::nullopt;
    return total;
}

Wide nanos(const DaysDuration& duration) { return Wide{duration.seconds} * billion + duration.nanos; }

std::optional<DaysDuration> duration_of(Wide nanos)
{
    Wide seconds = nanos / billion, rest = nanos % billion;
    if (rest < 0) {
        --seconds;
        rest += billion;
    }
    const auto whole = static_cast<std::int64_t>(seconds);
    if (whole != seconds) return std::nullopt;
    return DaysDuration{whole, static_cast<std::int64_t>(rest)};
}

// The moment at so many seconds by a clock that is at `time` now; its date and time of day are set.
std::optional<DateTime> moved(const Time& time, std::int64_t seconds, std::int64_t nanos)
{
    const std::int64_t days = calendar_floor_divide(seconds, day), of_day = seconds - days * day;
    const std::optional<Date> date = date_of_serial(days);
    if (!date) return std::nullopt;
    DateTime moment{*date, time};
    moment.time.hour = static_cast<int>(of_day / 3600);
    moment.time.minute = static_cast<int>(of_day / 60 % 60);
    moment.time.second = static_cast<int>(of_day % 60);
    moment.time.nanos = nanos;
    return moment;
}

// Whole, cut towards zero; nothing when it doesn't fit.
std::optional<Wide> whole(const std::optional<Decimal>& number)
{
    if (!number) return std::nullopt;
    const std::optional<Decimal> cut = number->checked_quantized(0, Round::down);
    if (!cut) return std::nullopt;
    return cut->coefficient();
}

Decimal decimal_of(const DaysDuration& duration) { return Decimal::of_wide(nanos(duration), 0); }

std::optional<MonthsDuration> months_of(const std::optional<Wide>& number)
{
    if (!number) return std::nullopt;
    const auto months = static_cast<std::int64_t>(*number);
    if (months != *number) return std::nullopt;
    return MonthsDuration{months};
}

// The time between two readings of clocks that can be compared.
template <class T>
std::optional<DaysDuration> between(const T& left, const T& right, const Time& first, const Time& second)
{
    if (!compare(left, right)) return std::nullopt;
    const auto by_utc = [](const Time& time) { return time.offset_seconds.value_or(0); };
    const std::int64_t seconds = local_seconds(left) - by_utc(first) - (local_seconds(right) - by_utc(second));
    return duration_of(Wide{seconds} * billion + first.nanos - second.nanos);
}

}  // namespace

DayParts parts(const DaysDuration& duration)
{
    Wide all = nanos(duration);
    const int sign = all < 0 ? -1 : 1;
    if (all < 0) all = -all;
    const auto seconds = static_cast<std::int64_t>(all / billion);
    const auto rest = static_cast<std::int64_t>(all % billion);
    return {sign * (seconds / day), sign * static_cast<int>(seconds / 3600 % 24),
            sign * static_cast<int>(seconds / 60 % 60), sign * static_cast<int>(seconds % 60), sign * rest};
}

std::optional<Date> add(const Date& date, const MonthsDuration& duration)
{
    const std::optional<std::int64_t> months = sum(date.year * 12 + date.month - 1, duration.months);
    if (!months) return std::nullopt;
    const std::int64_t year = calendar_floor_divide(*months, 12);
    const auto month = static_cast<int>(*months - year * 12) + 1;
    return make_date(year, month, std::min(date.day, days_in_month(year, month)));
}

std::optional<Date> add(const Date& date, const DaysDuration& duration)
{
    return date_of_serial(serial(date) + calendar_floor_divide(duration.seconds, day));
}

std::optional<DateTime> add(const DateTime& moment, const MonthsDuration& duration)
{
    const std::optional<Date> date = add(moment.date, duration);
    if (!date) return std::nullopt;
    return make_date_time(*date, moment.time);
}

std::optional<DateTime> add(const DateTime& moment, const DaysDuration& duration)
{
    const std::int64_t nanos = moment.time.nanos + duration.nanos;
    const std::optional<std::int64_t> local = sum(local_seconds(moment) + nanos / billion, duration.seconds);
    if (!local) return std::nullopt;
    if (moment.time.zone.empty()) return moved(moment.time, *local, nanos % billion);
    const Zone* const zone = find_zone(moment.time.zone);
    if (!zone || !moment.time.offset_seconds) return std::nullopt;
    const std::optional<std::int64_t> utc = sum(*local, -*moment.time.offset_seconds);
    if (!utc) return std::nullopt;
    const int offset = offset_at(*zone, *utc);
    const std::optional<std::int64_t> shown = sum(*utc, offset);
    if (!shown) return std::nullopt;
    std::optional<DateTime> result = moved(moment.time, *shown, nanos % billion);
    if (result) result->time.offset_seconds = offset;
    return result;
}

Time add(const Time& time, const DaysDuration& duration)
{
    const std::int64_t nanos = time.nanos + duration.nanos;
    const std::int64_t within = duration.seconds % day;
    return moved(time, (local_seconds(time) + nanos / billion + within + 2 * day) % day, nanos % billion)->time;
}

std::optional<DaysDuration> add(const DaysDuration& left, const DaysDuration& right)
{
    return duration_of(nanos(left) + nanos(right));
}

std::optional<MonthsDuration> add(const MonthsDuration& left, const MonthsDuration& right)
{
    return months_of(Wide{left.months} + right.months);
}

std::optional<DaysDuration> negated(const DaysDuration& duration) { return duration_of(-nanos(duration)); }
std::optional<MonthsDuration> negated(const MonthsDuration& duration) { return months_of(-Wide{duration.months}); }

DaysDuration subtract(const Date& left, const Date& right) { return {(serial(left) - serial(right)) * day, 0}; }

std::optional<DaysDuration> subtract(const DateTime& left, const DateTime& right)
{
    return between(left, right, left.time, right.time);
}

std::optional<DaysDuration> subtract(const Time& left, const Time& right) { return between(left, right, left, right); }

MonthsDuration months_between(const Date& from, const Date& to)
{
    std::int64_t months = (to.year - from.year) * 12 + to.month - from.month;
    if (months > 0 && to.day < from.day) --months;
    if (months < 0 && to.day > from.day) ++months;
    return {months};
}

std::optional<DaysDuration> multiply(const DaysDuration& duration, const Decimal& factor)
{
    const std::optional<Wide> nanos = whole(checked_multiply(decimal_of(duration), factor));
    return nanos ? duration_of(*nanos) : std::nullopt;
}

std::optional<MonthsDuration> multiply(const MonthsDuration& duration, const Decimal& factor)
{
    return months_of(whole(checked_multiply(Decimal::of(duration.months), factor)));
}

std::optional<DaysDuration> divide(const DaysDuration& duration, const Decimal& divisor)
{
    const std::optional<Wide> nanos = whole(checked_divide(decimal_of(duration), divisor));
    return nanos ? duration_of(*nanos) : std::nullopt;
}

std::optional<MonthsDuration> divide(const MonthsDuration& duration, const Decimal& divisor)
{
    return months_of(whole(checked_divide(Decimal::of(duration.months), divisor)));
}

std::optional<Decimal> divide(const DaysDuration& left, const DaysDuration& right)
{
    return checked_divide(decimal_of(left), decimal_of(right));
}

std::optional<Decimal> divide(const MonthsDuration& left, const MonthsDuration& right)
{
    return checked_divide(Decimal::of(left.months), Decimal::of(right.months));
}

Decimal seconds(const DaysDuration& duration)
{
    const Decimal exact = Decimal::of_wide(nanos(duration), -9);
    return duration.nanos == 0 ? Decimal::of(duration.seconds) : exact;
}

}  // namespace earned::feel
