#include "base/integer.h"

#include "base/check.h"

#include <limits>

namespace earned {

namespace {

template <class T> std::optional<T> narrowed(const Integer& number)
{
    if (number < Integer(std::numeric_limits<T>::min())) return std::nullopt;
    if (number > Integer(std::numeric_limits<T>::max())) return std::nullopt;
    return number.unbounded().convert_to<T>();
}

}  // namespace

std::optional<std::int64_t> Integer::to_int64() const { return narrowed<std::int64_t>(*this); }

std::optional<Wide> Integer::to_wide() const
{
    constexpr Wide most = static_cast<Wide>(~UnsignedWide{0} >> 1);
    if (*this > Integer(most) || *this < Integer(-most)) return std::nullopt;
    return number_.convert_to<Wide>();
}

Integer operator/(const Integer& left, const Integer& right)
{
    CHECK(!right.is_zero(), "nothing is divided by zero");
    return Integer(left.number_ / right.number_);
}

Integer operator%(const Integer& left, const Integer& right)
{
    CHECK(!right.is_zero(), "nothing is divided by zero");
    return Integer(left.number_ % right.number_);
}

Integer divide(const Integer& num, const Integer& den, Round mode)
{
    CHECK(!den.is_zero(), "nothing is divided by zero");
    const bool negative = (num.sign() < 0) != (den.sign() < 0);
    const Integer over = abs(den);
    Integer::Unbounded whole, cut;
    boost::multiprecision::divide_qr(abs(num).unbounded(), over.unbounded(), whole, cut);
    Integer quotient(std::move(whole));
    const Integer rest(std::move(cut));
    if (!rest.is_zero()) {
        const auto half = rest * 2 <=> over;
        if (rounds_away(mode, negative, quotient.is_odd(), half < 0 ? -1 : half > 0 ? 1 : 0))
            quotient += 1;
    }
    return negative ? -quotient : quotient;
}

Integer abs(const Integer& number) { return number.sign() < 0 ? -number : number; }

Integer greatest_common_divisor(const Integer& left, const Integer& right)
{
    return Integer(Integer::Unbounded(gcd(left.unbounded(), right.unbounded())));
}

Integer power_of_ten(unsigned exponent)
{
    return Integer(Integer::Unbounded(pow(Integer::Unbounded(10), exponent)));
}

}  // namespace earned
