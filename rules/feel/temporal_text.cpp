// Reading and writing: the lexical forms of XML Schema 1.1, with DMN's zone after an '@'.
#include "rules/feel/instant.h"
#include "rules/feel/zone.h"

namespace earned::feel {

namespace {

constexpr std::int64_t nanos_of_text_second = 1'000'000'000;

// Reads from left to right; what doesn't fit is told by false or nothing.
class Lexical {
public:
    explicit Lexical(std::string_view text) : text_(text) {}

    bool done() const { return text_.empty(); }
    bool at(char wanted) const { return !text_.empty() && text_.front() == wanted; }
    bool at_digit() const { return !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; }
    bool take(char wanted)
    {
        const bool there = at(wanted);
        if (there) text_.remove_prefix(1);
        return there;
    }
    std::string_view rest() const { return text_; }

    std::optional<int> two_digits()
    {
        if (text_.size() < 2) return std::nullopt;
        const int tens = text_[0] - '0', ones = text_[1] - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return std::nullopt;
        text_.remove_prefix(2);
        return tens * 10 + ones;
    }
    // One digit or more, and less than 2^63.
    std::optional<std::int64_t> number()
    {
        if (!at_digit()) return std::nullopt;
        std::int64_t value = 0;
        for (; at_digit(); text_.remove_prefix(1)) {
            if (__builtin_mul_overflow(value, 10, &value)) return std::nullopt;
            if (__builtin_add_overflow(value, text_.front() - '0', &value)) return std::nullopt;
        }
        return value;
    }
    // The digits after a point as billionths; more than nine are cut off.
    std::optional<std::int64_t> fraction()
    {
        if (!at_digit()) return std::nullopt;
        std::int64_t value = 0, unit = nanos_of_text_second / 10;
        for (; at_digit(); text_.remove_prefix(1), unit /= 10) value += (text_.front() - '0') * unit;
        return value;
    }

private:
    std::string_view text_;
};

std::optional<Date> take_date(Lexical& text)
{
    const bool negative = text.take('-');
    const std::string_view written = text.rest();
    const std::optional<std::int64_t> year = text.number();
    if (!year) return std::nullopt;
    const std::size_t digits = written.size() - text.rest().size();
    if (digits < 4 || digits > 9 || (digits > 4 && written.front() == '0')) return std::nullopt;
    if (!text.take('-')) return std::nullopt;
    const std::optional<int> month = text.two_digits();
    if (!month || !text.take('-')) return std::nullopt;
    const std::optional<int> day = text.two_digits();
    if (!day) return std::nullopt;
    return make_date(negative ? -*year : *year, *month, *day);
}

// What follows the time of day: nothing, Z, an offset, or @ and a zone.
bool take_zone(Lexical& text, Time& time)
{
    if (text.done()) return true;
    if (text.take('Z')) {
        time.offset_seconds = 0;
        return text.done();
    }
    if (text.take('@')) {
        time.zone = text.rest();
        const Zone* const zone = find_zone(time.zone);
        if (zone) time.offset_seconds = steady_offset(*zone);
        return zone != nullptr;
    }
    const bool behind = text.take('-');
    if (!behind && !text.take('+')) return false;
    const std::optional<int> hours = text.two_digits();
    if (!hours || !text.take(':')) return false;
    const std::optional<int> minutes = text.two_digits();
    if (!minutes || *minutes > 59 || *hours * 60 + *minutes > 14 * 60) return false;
    const int offset = *hours * 3600 + *minutes * 60;
    time.offset_seconds = behind ? -offset : offset;
    return text.done();
}

// A time of day to the end of the text; 24:00:00 has an hour of 24.
std::optional<Time> take_time(Lexical& text)
{
    const std::optional<int> hour = text.two_digits();
    if (!hour || !text.take(':')) return std::nullopt;
    const std::optional<int> minute = text.two_digits();
    if (!minute || !text.take(':')) return std::nullopt;
    const std::optional<int> second = text.two_digits();
    if (!second || *hour > 24 || *minute > 59 || *second > 59) return std::nullopt;
    Time time{*hour, *minute, *second};
    if (text.take('.')) {
        const std::optional<std::int64_t> nanos = text.fraction();
        if (!nanos) return std::nullopt;
        time.nanos = *nanos;
    }
    if (*hour == 24 && (*minute != 0 || *second != 0 || time.nanos != 0)) return std::nullopt;
    if (!take_zone(text, time)) return std::nullopt;
    return time;
}

std::string digits(std::int64_t number, std::size_t least)
{
    std::string text = std::to_string(number);
    return text.size() < least ? text.insert(0, least - text.size(), '0') : text;
}

std::string fraction_text(std::int64_t nanos)
{
    if (nanos == 0) return "";
    std::string text = "." + digits(nanos, 9);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string offset_text(int offset)
{
    if (offset == 0) return "Z";
    const int size = offset < 0 ? -offset : offset;
    std::string text = offset < 0 ? "-" : "+";
    text += digits(size / 3600, 2) + ":" + digits(size / 60 % 60, 2);
    return size % 60 == 0 ? text : text + ":" + digits(size % 60, 2);
}

// Adds a part of a duration, such as 3H: false when it doesn't fit.
bool count(std::int64_t& total, std::int64_t number, std::int64_t unit)
{
    std::int64_t part = 0;
    return !__builtin_mul_overflow(number, unit, &part) && !__builtin_add_overflow(total, part, &total);
}

// The part of a duration after its T, to the end of the text.
bool take_clock(Lexical& text, DaysDuration& duration)
{
    std::string_view units = "HMS";
    if (text.done()) return false;
    while (!text.done()) {
        const std::optional<std::int64_t> number = text.number();
        if (!number || text.done()) return false;
        const bool point = text.take('.');
        if (point) {
            const std::optional<std::int64_t> nanos = text.fraction();
            if (!nanos || !text.at('S')) return false;
            duration.nanos = *nanos;
        }
        const std::size_t place = text.done() ? std::string_view::npos : units.find(text.rest().front());
        if (place == std::string_view::npos) return false;
        const char unit = units[place];
        text.take(unit);
        units.remove_prefix(place + 1);
        if (!count(duration.seconds, *number, unit == 'H' ? 3600 : unit == 'M' ? 60 : 1)) return false;
    }
    return true;
}

}  // namespace

std::optional<Date> parse_date(std::string_view written)
{
    Lexical text(written);
    const std::optional<Date> date = take_date(text);
    return text.done() ? date : std::nullopt;
}

std::optional<Time> parse_time(std::string_view written)
{
    Lexical text(written);
    std::optional<Time> time = take_time(text);
    if (time && time->hour == 24) time->hour = 0;
    return time;
}

std::optional<DateTime> parse_date_time(std::string_view written)
{
    Lexical text(written);
    std::optional<Date> date = take_date(text);
    if (!date || !text.take('T')) return std::nullopt;
    std::optional<Time> time = take_time(text);
    if (!time) return std::nullopt;
    if (time->hour == 24) {
        time->hour = 0;
        date = date_of_serial(serial(*date) + 1);
        if (!date) return std::nullopt;
    }
    return make_date_time(*date, *time);
}

std::optional<DaysDuration> parse_days_duration(std::string_view written)
{
    Lexical text(written);
    const bool negative = text.take('-');
    if (!text.take('P') || text.done()) return std::nullopt;
    DaysDuration duration;
    if (text.at_digit()) {
        const std::optional<std::int64_t> days = text.number();
        if (!days || !text.take('D') || !count(duration.seconds, *days, 86'400)) return std::nullopt;
    }
    if (text.take('T') && !take_clock(text, duration)) return std::nullopt;
    if (!text.done()) return std::nullopt;
    return negative ? negated(duration) : duration;
}

std::optional<MonthsDuration> parse_months_duration(std::string_view written)
{
    Lexical text(written);
    const bool negative = text.take('-');
    if (!text.take('P') || text.done()) return std::nullopt;
    std::int64_t total = 0;
    std::optional<std::int64_t> number = text.number();
    if (number && text.take('Y')) {
        if (!count(total, *number, 12)) return std::nullopt;
        if (text.done()) return MonthsDuration{negative ? -total : total};
        number = text.number();
    }
    if (!number || !text.take('M') || !text.done() || !count(total, *number, 1)) return std::nullopt;
    return MonthsDuration{negative ? -total : total};
}

std::string text(const Date& date)
{
    const std::int64_t year = date.year < 0 ? -date.year : date.year;
    return (date.year < 0 ? "-" : "") + digits(year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

std::string text(const Time& time)
{
    std::string written = digits(time.hour, 2) + ":" + digits(time.minute, 2) + ":" + digits(time.second, 2);
    written += fraction_text(time.nanos);
    if (!time.zone.empty()) return written + "@" + time.zone;
    return time.offset_seconds ? written + offset_text(*time.offset_seconds) : written;
}

std::string text(const DateTime& moment) { return text(moment.date) + "T" + text(moment.time); }

std::string text(const DaysDuration& duration)
{
    const bool negative = duration.seconds < 0;
    const DayParts part = parts(duration);
    const auto size = [](std::int64_t number) { return std::to_string(number < 0 ? -number : number); };
    std::string written = negative ? "-P" : "P";
    if (part.days != 0) written += size(part.days) + "D";
    std::string clock;
    if (part.hours != 0) clock += size(part.hours) + "H";
    if (part.minutes != 0) clock += size(part.minutes) + "M";
    if (part.seconds != 0 || part.nanos != 0)
        clock += size(part.seconds) + fraction_text(part.nanos < 0 ? -part.nanos : part.nanos) + "S";
    if (clock.empty() && part.days == 0) clock = "0S";
    return clock.empty() ? written : written + "T" + clock;
}

std::string text(const MonthsDuration& duration)
{
    const bool negative = duration.months < 0;
    const auto size =
        negative ? ~static_cast<std::uint64_t>(duration.months) + 1 : static_cast<std::uint64_t>(duration.months);
    std::string written = negative ? "-P" : "P";
    if (size >= 12) written += std::to_string(size / 12) + "Y";
    if (size % 12 != 0 || size == 0) written += std::to_string(size % 12) + "M";
    return written;
}

}  // namespace earned::feel
