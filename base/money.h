// An amount of one currency, in whole minor units: what can be posted, invoiced and paid.
//
// Law:      + and - stay within one currency and within 64 bits (CHECK); == of two currencies is
//           false, and < of two currencies is Broken
// Rounds:   `share` and `rounded`, as told; nothing else
// Requires: there are no square dollars: money is not multiplied by money, nor by a bare number
#pragma once

#include "base/currency.h"
#include "base/decimal.h"
#include "base/ratio.h"
#include "base/round.h"

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

namespace earned {

class Money {
public:
    constexpr Money() = default;  // nothing, of no currency
    constexpr Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}
    template <std::floating_point F> Money(F, Currency) = delete;
    static constexpr Money zero(Currency currency) { return {0, currency}; }
    // Exact and by value (1.500 is 1.50 dollars): nothing when the value needs more decimals than
    // the currency has, or more than 64 bits.
    static std::optional<Money> of(const Decimal& major_units, Currency currency);
    static Money rounded(const Ratio& major_units, Currency currency, Round mode);

    constexpr std::int64_t minor() const { return minor_; }
    constexpr Currency currency() const { return currency_; }
    constexpr bool is_zero() const { return minor_ == 0; }
    constexpr int sign() const { return (minor_ > 0) - (minor_ < 0); }

    Money operator-() const;
    friend Money operator+(Money left, Money right);
    friend Money operator-(Money left, Money right);
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

    friend std::strong_ordering operator<=>(Money left, Money right);
    friend constexpr bool operator==(Money left, Money right) = default;

    // amount × ratio, to whole minor units.
    Money share(const Ratio& ratio, Round mode) const;

    Ratio ratio() const;       // in major units, exact
    Decimal decimal() const;   // in major units, with the currency's decimals
    std::string text() const;  // "1,200.00", "-1,200.00"
    std::string plain() const; // "1200.00"

private:
    std::int64_t minor_ = 0;
    Currency currency_;
};

Money abs(Money amount);

static_assert(sizeof(Money) == 16);

}  // namespace earned
