// Whole numbers without a largest one: Boost.Multiprecision's checked, unbounded integer, as a type
// of its own, so that a header may name it without knowing it.
//
// Requires: a divisor that is not zero (CHECK). `/` cuts towards zero and `%` keeps the sign of the
//           dividend; whoever rounds otherwise uses `divide` and says how
#pragma once

#include "base/wide.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace earned {

template <class T>
concept Whole = std::integral<T> || std::same_as<T, Wide> || std::same_as<T, UnsignedWide>;

class Integer {
public:
    using Unbounded = boost::multiprecision::number<
        boost::multiprecision::cpp_int_backend<0, 0, boost::multiprecision::signed_magnitude,
                                               boost::multiprecision::checked>,
        boost::multiprecision::et_off>;

    Integer() = default;  // 0
    Integer(Whole auto number) : number_(number) {}
    explicit Integer(Unbounded number) : number_(std::move(number)) {}

    const Unbounded& unbounded() const { return number_; }
    int sign() const { return number_.sign(); }
    bool is_zero() const { return number_.is_zero(); }
    bool is_odd() const { return !is_zero() && boost::multiprecision::bit_test(number_, 0); }
    std::optional<std::int64_t> to_int64() const;  // nothing when it doesn't fit
    std::optional<Wide> to_wide() const;           // so
    std::string text() const { return number_.str(); }

    Integer operator-() const { return Integer(Unbounded(-number_)); }
    friend Integer operator+(const Integer& left, const Integer& right)
    {
        return Integer(left.number_ + right.number_);
    }
    friend Integer operator-(const Integer& left, const Integer& right)
    {
        return Integer(left.number_ - right.number_);
    }
    friend Integer operator*(const Integer& left, const Integer& right)
    {
        return Integer(left.number_ * right.number_);
    }
    friend Integer operator/(const Integer& left, const Integer& right);
    friend Integer operator%(const Integer& left, const Integer& right);
    Integer& operator+=(const Integer& other) { return *this = *this + other; }
    Integer& operator-=(const Integer& other) { return *this = *this - other; }
    Integer& operator*=(const Integer& other) { return *this = *this * other; }

    friend std::strong_ordering operator<=>(const Integer& left, const Integer& right)
    {
        return left.number_.compare(right.number_) <=> 0;
    }
    friend bool operator==(const Integer& left, const Integer& right)
    {
        return left.number_ == right.number_;
    }

private:
    Unbounded number_;
};

// The quotient as a whole number.
Integer divide(const Integer& num, const Integer& den, Round mode);

Integer abs(const Integer& number);
Integer greatest_common_divisor(const Integer& left, const Integer& right);  // never negative
Integer power_of_ten(unsigned exponent);

}  // namespace earned
