#include "app/peers/asked.h"

#include <array>
#include <cctype>

namespace earned::app {

namespace {

constexpr std::array<std::string_view, 12> short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

[[noreturn]] void unread_as(std::string_view what, std::string_view text)
{
    throw PeerUnread("'" + std::string(text) + "' is no " + std::string(what));
}

bool is_engine_policy(std::string_view name)
{
    for (const PolicyName& known : policy_names())
        if (known.name == name) return true;
    return false;
}

int two_digits_at(std::string_view text, std::size_t at)
{
    if (text.size() < at + 2) unread_as("time", text);
    return (text[at] - '0') * 10 + text[at + 1] - '0';
}

}  // namespace

Asked::Asked(const PeerCase& one, const PeerCase* previous, const Policies& policies)
    : about(one), before(previous), policies_(policies)
{
    Policies named;
    for (const auto& [name, value] : policies)
        if (is_engine_policy(name)) named.emplace(name, value);
    const Result<Conventions> chosen = override_with({}, named);
    if (!chosen) throw PeerUnread(chosen.fault().text());
    conventions_ = *chosen;
}

bool Asked::has(std::string_view name) const
{
    const Value* found = about.input.find(name);
    return found != nullptr && !found->is_null();
}

bool Asked::wants(std::string_view name) const
{
    const Value* wanted = about.expected.find(name);
    return wanted != nullptr && !wanted->is_null();
}

const Value& Asked::value(std::string_view name) const
{
    const Value* found = about.input.find(name);
    if (found == nullptr || found->is_null()) throw PeerUnread("the input has no " + std::string(name));
    return *found;
}

std::string Asked::text(std::string_view name) const
{
    const Value& said = value(name);
    if (said.is_text()) return said.text();
    if (said.is_number()) return said.number_token();
    unread_as("text", json(said));
}

Ratio Asked::number(std::string_view name) const { return number_in(value(name)); }
Ratio Asked::number_or(std::string_view name, const Ratio& otherwise) const
{
    return has(name) ? number(name) : otherwise;
}
int Asked::whole(std::string_view name) const { return static_cast<int>(number(name).rounded(Round::down)); }
bool Asked::flag(std::string_view name) const { return has(name) && value(name).is_boolean() && value(name).boolean(); }
Date Asked::date(std::string_view name) const { return date_in(text(name)); }

DaySpan Asked::span(std::string_view name) const
{
    const Value& pair = value(name);
    if (!pair.is_list() || pair.items().size() != 2) unread_as("pair of dates", json(pair));
    const Date from = date_in(pair.items()[0].text()), to = date_in(pair.items()[1].text());
    const bool included =
        policy("period_end", "half_open") == "inclusive" || flag(std::string(name) + "_end_inclusive");
    return {from, included ? to.next() : to};
}

Currency Asked::currency() const
{
    const std::optional<Currency> named = Currency::parse(has("currency") ? text("currency") : "USD");
    if (!named) unread_as("currency", text("currency"));
    return *named;
}

Money Asked::money(std::string_view name) const { return rounded(number(name)); }
Money Asked::cents(std::string_view name) const { return {number(name).rounded(conventions_.rounding), currency()}; }
Interval Asked::interval(std::string_view name) const
{
    Interval every = interval_in(text(name));
    for (const std::string_view count : {"interval_count", "period_count"})
        if (has(count)) every.count *= whole(count);
    if (every.count < 1) unread_as("interval", text(name));
    return every;
}
Timing Asked::timing(std::string_view name) const
{
    if (has(name)) return timing_in(text(name));
    const std::string said = policy("timing");
    if (said.empty()) throw PeerUnread("nothing says whether it is billed in advance or in arrears");
    return timing_in(said);
}

std::string Asked::policy(std::string_view name, std::string_view otherwise) const
{
    const auto found = policies_.find(name);
    return found == policies_.end() ? std::string(otherwise) : found->second;
}

Proration Asked::proration() const
{
    if (!has("fixed_days_in_month")) return conventions_.proration;
    if (text("fixed_days_in_month") == "none") return Proration::actual;
    const int days = whole("fixed_days_in_month");
    if (days != 28 && days != 30) unread_as("fixed month", text("fixed_days_in_month"));
    return days == 28 ? Proration::fixed_28 : Proration::fixed_30;
}

Money Asked::rounded(const Ratio& major_units) const
{
    return Money::rounded(major_units, currency(), conventions_.rounding);
}

Ratio number_in(const Value& value)
{
    const std::string text = value.is_number() ? value.number_token() : value.is_text() ? value.text() : "";
    if (const std::size_t over = text.find('/'); over != std::string::npos) {
        const auto num = Decimal::parse(text.substr(0, over)), den = Decimal::parse(text.substr(over + 1));
        if (num && den && !den->is_zero()) return Ratio::of(*num) / Ratio::of(*den);
    }
    const std::optional<Decimal> number = Decimal::parse(text);
    if (!number) unread_as("number", json(value));
    return Ratio::of(*number);
}

std::vector<Ratio> numbers_in(const Value& list)
{
    if (!list.is_list()) unread_as("list of numbers", json(list));
    std::vector<Ratio> numbers;
    for (const Value& item : list.items()) numbers.push_back(number_in(item));
    return numbers;
}

Date date_in(std::string_view text)
{
    constexpr int some_year = 2025;  // where only month and day are said
    if (text.size() >= 10)
        if (const std::optional<Date> date = Date::parse(text.substr(0, 10))) return *date;
    if (text.size() == 5 && text[2] == '-') return Date::of(some_year, two_digits_at(text, 0), two_digits_at(text, 3));
    for (std::size_t month = 0; month < short_months.size(); ++month) {
        if (text.find(short_months[month]) == std::string_view::npos) continue;
        std::vector<Ratio> said = figures_of(text);  // "Jan 15", "15 January 2026"
        int year = some_year;
        for (const Ratio& figure : said)
            if (Ratio(31) < figure) year = static_cast<int>(figure.rounded(Round::down));
        std::erase_if(said, [](const Ratio& figure) { return Ratio(31) < figure; });
        if (said.size() == 1)
            return Date::of(year, static_cast<int>(month) + 1, static_cast<int>(said[0].rounded(Round::down)));
    }
    unread_as("date", text);
}

// "2026-03-05T12:12", with seconds where they are said, and hours from Greenwich.
std::int64_t second_in(std::string_view text)
{
    std::int64_t second = date_in(text).serial() * std::int64_t{86400};
    if (text.size() < 16) return second;
    second += two_digits_at(text, 11) * 3600 + two_digits_at(text, 14) * 60;
    std::string_view rest = text.substr(16);
    if (rest.starts_with(':')) {
        second += two_digits_at(rest, 1);
        rest.remove_prefix(3);
    }
    if (rest.empty() || rest == "Z") return second;
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-')) unread_as("time", text);
    const std::int64_t east = two_digits_at(rest, 1) * 3600 + two_digits_at(rest, 4) * 60;
    return rest[0] == '+' ? second - east : second + east;
}

namespace {

// Small letters, and one space for whatever stands between words: "Half-Yearly" is "half yearly".
std::string plain_words(std::string_view text)
{
    std::string words;
    for (const char letter : text) {
        const auto one = static_cast<unsigned char>(letter);
        if (std::isalnum(one) != 0)
            words += static_cast<char>(std::tolower(one));
        else if (!words.empty() && words.back() != ' ')
            words += ' ';
    }
    if (words.ends_with(' ')) words.pop_back();
    return words;
}

constexpr std::pair<std::string_view, Interval> interval_names[] = {
    {"daily", {1, Interval::day}},         {"day", {1, Interval::day}},
    {"weekly", {1, Interval::week}},       {"week", {1, Interval::week}},
    {"biweekly", {2, Interval::week}},     {"fortnightly", {2, Interval::week}},
    {"thirty days", {30, Interval::day}},  {"thirty one days", {31, Interval::day}},
    {"sixty days", {60, Interval::day}},   {"ninety days", {90, Interval::day}},
    {"monthly", {1, Interval::month}},     {"month", {1, Interval::month}},
    {"bimonthly", {2, Interval::month}},   {"bimestrial", {2, Interval::month}},
    {"quarterly", {3, Interval::month}},   {"quarter", {3, Interval::month}},
    {"triannual", {4, Interval::month}},   {"half yearly", {6, Interval::month}},
    {"half year", {6, Interval::month}},   {"semiannual", {6, Interval::month}},
    {"semi annual", {6, Interval::month}}, {"semiannually", {6, Interval::month}},
    {"biannual", {6, Interval::month}},    {"annual", {12, Interval::month}},
    {"annually", {12, Interval::month}},   {"yearly", {12, Interval::month}},
    {"year", {12, Interval::month}},       {"sesquiennial", {18, Interval::month}},
    {"biennial", {24, Interval::month}},
};

}  // namespace

Interval interval_in(std::string_view text)
{
    std::string words = plain_words(text);
    if (words.starts_with("every ")) words.erase(0, 6);
    for (const auto& [name, interval] : interval_names)
        if (name == words) return interval;
    if (const std::optional<Interval> said = Interval::parse(words)) return *said;
    unread_as("interval", text);
}

Timing timing_in(std::string_view text)
{
    const std::string words = plain_words(text);
    const bool before = words.find("advance") != std::string::npos, behind = words.find("arrear") != std::string::npos;
    if (before == behind) unread_as("time of billing (in_advance, in_arrears)", text);
    return before ? Timing::advance : Timing::arrears;
}

std::vector<Ratio> figures_of(std::string_view words)
{
    std::vector<Ratio> figures;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t end = at;
        while (end < words.size() && (std::isdigit(static_cast<unsigned char>(words[end])) != 0 ||
                                      (words[end] == '.' && end > at && end + 1 < words.size() &&
                                       std::isdigit(static_cast<unsigned char>(words[end + 1])) != 0)))
            ++end;
        if (end > at) figures.push_back(Ratio::of(*Decimal::parse(words.substr(at, end - at))));
        at = end > at ? end : at + 1;
    }
    return figures;
}

Value amount(Money money) { return Value::text(money.plain()); }
Value exactly(const Ratio& ratio) { return Value::text("=" + ratio.text()); }
Value told(Date date) { return Value::text(date.text()); }
Value many(const std::vector<Money>& amounts)
{
    std::vector<Value> items;
    for (const Money each : amounts) items.push_back(amount(each));
    return Value::list(std::move(items));
}

}  // namespace earned::app
