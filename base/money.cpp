#include "base/money.h"

#include "base/check.h"
#include "base/decimal_digits.h"

#include <limits>

namespace earned {

namespace {

std::int64_t minor_units(Currency currency)
{
    return static_cast<std::int64_t>(ten_to(currency.minor_digits()));
}

void check_same(Money left, Money right)
{
    CHECK(left.currency() == right.currency(),
          left.currency().code() + " and " + right.currency().code() + " are not one currency");
}

// "1200.00" and "-0.05", with the thousands set apart or not.
std::string written(std::int64_t minor, int minor_digits, std::string_view separator)
{
    const auto digits_after = static_cast<std::size_t>(minor_digits);
    const auto size = static_cast<std::uint64_t>(size_of(minor));
    std::string digits = std::to_string(size);
    if (digits.size() <= digits_after) digits.insert(0, digits_after + 1 - digits.size(), '0');
    const std::size_t whole = digits.size() - digits_after;
    std::string text = minor < 0 ? "-" : "";
    for (std::size_t place = 0; place < whole; ++place) {
        if (place > 0 && (whole - place) % 3 == 0) text += separator;
        text += digits[place];
    }
    return digits_after == 0 ? text : text + "." + digits.substr(whole);
}

}  // namespace

std::optional<Money> Money::of(const Decimal& major_units, Currency currency)
{
    const int digits = currency.minor_digits();
    const std::optional<Decimal> exact = major_units.checked_quantized(digits, Round::down);
    if (!exact || *exact != major_units) return std::nullopt;
    const Wide minor = exact->coefficient();
    if (minor < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    if (minor > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return Money(static_cast<std::int64_t>(minor), currency);
}

Money Money::rounded(const Ratio& major_units, Currency currency, Round mode)
{
    return {(major_units * Ratio(minor_units(currency))).rounded(mode), currency};
}

Money Money::operator-() const
{
    CHECK(minor_ != std::numeric_limits<std::int64_t>::min(), "an amount has a mirror");
    return {-minor_, currency_};
}

Money operator+(Money left, Money right)
{
    check_same(left, right);
    std::int64_t sum = 0;
    const bool overflow = __builtin_add_overflow(left.minor_, right.minor_, &sum);
    CHECK(!overflow, "a sum of money fits 64 bits");
    return {sum, left.currency_};
}

Money operator-(Money left, Money right)
{
    check_same(left, right);
    std::int64_t difference = 0;
    const bool overflow = __builtin_sub_overflow(left.minor_, right.minor_, &difference);
    CHECK(!overflow, "a difference of money fits 64 bits");
    return {difference, left.currency_};
}

std::strong_ordering operator<=>(Money left, Money right)
{
    check_same(left, right);
    return left.minor_ <=> right.minor_;
}

Money Money::share(const Ratio& ratio, Round mode) const
{
    if (const auto small = ratio.small())
        return {divide(Wide{minor_} * small->first, small->second, mode), currency_};
    return {(Ratio(minor_) * ratio).rounded(mode), currency_};
}

Ratio Money::ratio() const { return Ratio(minor_, minor_units(currency_)); }

Decimal Money::decimal() const { return Decimal::of(minor_, -currency_.minor_digits()); }

std::string Money::text() const { return written(minor_, currency_.minor_digits(), ","); }

std::string Money::plain() const { return written(minor_, currency_.minor_digits(), ""); }

Money abs(Money amount) { return amount.sign() < 0 ? -amount : amount; }

}  // namespace earned
