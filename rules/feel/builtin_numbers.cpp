#include "base/decimal_functions.h"
#include "rules/feel/builtin.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

Value result(const Given& given, const std::optional<Decimal>& number)
{
    return number ? Value(*number) : given.null("there is no such number");
}

template <Round mode>
Value rounded(const Given& given)
{
    const auto places =
        given.has(1) ? given.number(1).integral(Round::down).to_int64() : std::optional<std::int64_t>(0);
    if (!places || *places < -6111 || *places > 6176) return given.null("a scale lies between -6111 and 6176");
    const Decimal& number = given.number(0);
    if (*places >= number.places()) return number;  // there is nothing to cut
    return result(given, number.checked_quantized(static_cast<int>(*places), mode));
}

Value absolute(const Given& given)
{
    if (const Decimal* number = given[0].number()) return number->abs();
    if (const DaysDuration* days = given[0].days()) {
        if (days->seconds >= 0) return *days;
        const auto positive = negated(*days);
        return positive ? Value(*positive) : given.null("there is no such duration");
    }
    const MonthsDuration& months = *given[0].months();
    return MonthsDuration{months.months < 0 ? -months.months : months.months};
}

Value modulo(const Given& given) { return result(given, checked_modulo(given.number(0), given.number(1))); }
Value sqrt(const Given& given) { return result(given, square_root(given.number(0))); }
Value log(const Given& given) { return result(given, natural_logarithm(given.number(0))); }
Value exp(const Given& given) { return result(given, exponential(given.number(0))); }

template <bool even>
Value parity(const Given& given)
{
    const Decimal& number = given.number(0);
    if (!number.is_integer()) return Value(false);
    const auto rest = checked_modulo(number, Decimal::of(2));
    return rest ? Value(rest->is_zero() == even) : given.null("there is no such number");
}

// The numbers of a list; nothing where it has something else.
std::optional<std::vector<Decimal>> numbers(const Given& given)
{
    std::vector<Decimal> all;
    for (const Value& item : given.list(0)) {
        if (!item.number()) return std::nullopt;
        all.push_back(*item.number());
    }
    return all;
}

std::optional<Decimal> total(const std::vector<Decimal>& all)
{
    std::optional<Decimal> sum = Decimal();
    for (const Decimal& each : all) {
        sum = checked_add(*sum, each);
        if (!sum) return sum;
    }
    return sum;
}

constexpr std::string_view not_numbers = "a list of numbers is wanted";

Value sum_of_values(const Given& given);

Value sum(const Given& given)
{
    const auto all = numbers(given);
    if (!all) return sum_of_values(given);
    if (all->empty()) return given.null("the sum of nothing");
    return result(given, total(*all));
}

Value sum_of_values(const Given& given)  // durations add up as well
{
    const Items& items = given.list(0);
    std::optional<DaysDuration> days;
    std::optional<MonthsDuration> months;
    for (const Value& item : items) {
        if (item.days() && !months)
            days = days ? add(*days, *item.days()) : std::optional(*item.days());
        else if (item.months() && !days)
            months = months ? add(*months, *item.months()) : std::optional(*item.months());
        else
            return given.null(std::string(not_numbers));
    }
    if (days) return *days;
    return months ? Value(*months) : given.null(std::string(not_numbers));
}

Value product(const Given& given)
{
    const auto all = numbers(given);
    if (!all || all->empty()) return given.null(std::string(not_numbers));
    std::optional<Decimal> made = Decimal::of(1);
    for (const Decimal& each : *all)
        if (made) made = checked_multiply(*made, each);
    return result(given, made);
}

Value mean(const Given& given)
{
    const auto all = numbers(given);
    if (!all || all->empty()) return given.null(std::string(not_numbers));
    const auto sum = total(*all);
    return result(given, sum ? checked_divide(*sum, Decimal::of(static_cast<std::int64_t>(all->size()))) : sum);
}

Value median(const Given& given)
{
    auto all = numbers(given);
    if (!all || all->empty()) return given.null(std::string(not_numbers));
    std::sort(all->begin(), all->end());
    const std::size_t half = all->size() / 2;
    if (all->size() % 2 == 1) return (*all)[half];
    const auto both = checked_add((*all)[half - 1], (*all)[half]);
    return result(given, both ? checked_divide(*both, Decimal::of(2)) : both);
}

// Of a sample: the root of the squared deviations over n - 1.
Value stddev(const Given& given)
{
    const auto all = numbers(given);
    if (!all || all->size() < 2) return given.null("stddev: at least two numbers are wanted");
    const auto count = static_cast<std::int64_t>(all->size());
    const auto sum = total(*all);
    const auto middle = sum ? checked_divide(*sum, Decimal::of(count)) : sum;
    if (!middle) return given.null("there is no such number");
    std::vector<Decimal> squares;
    for (const Decimal& each : *all) {
        const auto apart = checked_subtract(each, *middle);
        const auto square = apart ? checked_multiply(*apart, *apart) : apart;
        if (!square) return given.null("there is no such number");
        squares.push_back(*square);
    }
    const auto spread = total(squares);
    const auto variance = spread ? checked_divide(*spread, Decimal::of(count - 1)) : spread;
    return result(given, variance ? square_root(*variance) : variance);
}

Value mode(const Given& given)
{
    auto all = numbers(given);
    if (!all) return given.null(std::string(not_numbers));
    std::sort(all->begin(), all->end());
    std::size_t most = 0;
    Items found;
    for (std::size_t first = 0; first < all->size();) {
        std::size_t next = first;
        while (next < all->size() && (*all)[next] == (*all)[first]) ++next;
        if (next - first > most) found.clear();
        if (next - first >= most) found.push_back((*all)[first]);
        most = std::max(most, next - first);
        first = next;
    }
    return Value(std::move(found));
}

constexpr std::array<BuiltinRow, 23> numbers_rows{{
    {"decimal", "n: number, scale: number", rounded<Round::half_even>},
    {"floor", "n: number, scale: number?", rounded<Round::floor>},
    {"ceiling", "n: number, scale: number?", rounded<Round::ceiling>},
    {"round up", "n: number, scale: number", rounded<Round::up>},
    {"round down", "n: number, scale: number", rounded<Round::down>},
    {"round half up", "n: number, scale: number", rounded<Round::half_away>},
    {"round half down", "n: number, scale: number", rounded<Round::half_down>},
    {"abs", "n: number", absolute},
    {"abs", "n: days and time duration", absolute},
    {"abs", "n: years and months duration", absolute},
    {"modulo", "dividend: number, divisor: number", modulo},
    {"sqrt", "number: number", sqrt},
    {"log", "number: number", log},
    {"exp", "number: number", exp},
    {"odd", "number: number", parity<false>},
    {"even", "number: number", parity<true>},
    {"sum", "list: list...", sum},
    {"product", "list: list...", product},
    {"mean", "list: list...", mean},
    {"median", "list: list...", median},
    {"stddev", "list: list...", stddev},
    {"mode", "list: list...", mode},
    {"is", "value1: Any, value2: Any", [](const Given& given) { return Value(same(given[0], given[1])); }},
}};

}  // namespace

std::span<const BuiltinRow> number_builtins() { return numbers_rows; }

}  // namespace earned::feel
