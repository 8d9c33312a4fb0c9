// An exact share: 59 of 365 days, 30 of 250 hours. It never rounds until it is asked to.
//
// Law:      numerator and denominator have no common divisor; the denominator is positive; so two
//           equal shares are the same share
// Ensures:  no overflow: beyond 64 bits it goes on with unbounded integers; as long as both fit
//           into 64 bits nothing is allocated
// Requires: a denominator and a divisor that are not zero (CHECK)
#pragma once

#include "base/decimal.h"
#include "base/round.h"

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace earned {

class Integer;  // base/integer.h

class Ratio {
public:
    Ratio() = default;  // 0
    Ratio(std::int64_t whole) : Ratio(whole, 1) {}
    Ratio(std::int64_t num, std::int64_t den);
    template <std::floating_point F> Ratio(F) = delete;
    template <std::floating_point F> Ratio(F, F) = delete;
    static Ratio of(const Decimal& decimal);
    static Ratio of(const Integer& num, const Integer& den);

    Integer numerator() const;
    Integer denominator() const;
    // Both, when each fits into 64 bits.
    std::optional<std::pair<std::int64_t, std::int64_t>> small() const;

    bool is_zero() const { return num_ == 0 && !large_; }
    bool is_integer() const { return den_ == 1 && !large_; }  // one that fits into 64 bits
    int sign() const;  // -1, 0, 1

    Ratio operator-() const;
    friend Ratio operator+(const Ratio& left, const Ratio& right);
    friend Ratio operator-(const Ratio& left, const Ratio& right);
    friend Ratio operator*(const Ratio& left, const Ratio& right);
    friend Ratio operator/(const Ratio& left, const Ratio& right);
    Ratio& operator+=(const Ratio& other) { return *this = *this + other; }
    Ratio& operator-=(const Ratio& other) { return *this = *this - other; }
    Ratio& operator*=(const Ratio& other) { return *this = *this * other; }
    Ratio& operator/=(const Ratio& other) { return *this = *this / other; }

    friend std::strong_ordering operator<=>(const Ratio& left, const Ratio& right);
    friend bool operator==(const Ratio& left, const Ratio& right);

    // To a whole number. Requires: it fits into 64 bits (CHECK)
    std::int64_t rounded(Round mode) const;
    // With so many decimals. Requires: 34 digits suffice (CHECK)
    Decimal decimal(int places, Round mode) const;
    std::string text() const;  // "59/365" in lowest terms, "7" when whole

private:
    struct Large;
    static Ratio lowest(Wide num, Wide den);  // Requires: they are so already; den > 0

    std::int64_t num_ = 0, den_ = 1;
    std::shared_ptr<const Large> large_;  // when either does not fit; then num_ is 0
};

Ratio abs(const Ratio& ratio);
Ratio min(const Ratio& left, const Ratio& right);
Ratio max(const Ratio& left, const Ratio& right);

}  // namespace earned
