#include "base/ratio.h"

#include "base/check.h"
#include "base/decimal_digits.h"
#include "base/integer.h"

#include <limits>
#include <numeric>

namespace earned {

// Both in lowest terms, the denominator positive, and one of them beyond 64 bits.
struct Ratio::Large {
    Integer num, den;
};

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::int64_t common(std::int64_t left, std::int64_t right) { return std::gcd(left, right); }

bool is_small(Wide num, Wide den) { return num <= most && num >= -most && den <= most; }

// Of a number of 128 bits and a positive one of 64.
std::int64_t common(Wide wide, std::int64_t narrow)
{
    if (is_small(wide, narrow)) return std::gcd(static_cast<std::int64_t>(wide), narrow);
    return std::gcd(static_cast<std::int64_t>(wide % narrow), narrow);
}

UnsignedWide common_wide(UnsignedWide left, UnsignedWide right)
{
    while (right != 0 && (left | right) >> 64 != 0) {
        const UnsignedWide rest = left % right;
        left = right;
        right = rest;
    }
    if (right == 0) return left;
    return std::gcd(static_cast<std::uint64_t>(left), static_cast<std::uint64_t>(right));
}

}  // namespace

Ratio Ratio::lowest(Wide num, Wide den)
{
    Ratio ratio;
    if (is_small(num, den)) {
        ratio.num_ = static_cast<std::int64_t>(num);
        ratio.den_ = static_cast<std::int64_t>(den);
        return ratio;
    }
    ratio.large_ = std::make_shared<const Large>(Large{Integer(num), Integer(den)});
    return ratio;
}

Ratio::Ratio(std::int64_t num, std::int64_t den)
{
    CHECK(den != 0, "a share is of something");
    if (den > 0 && num >= -most) {
        const std::int64_t shared = den == 1 ? 1 : common(num, den);
        num_ = num / shared;
        den_ = den / shared;
        return;
    }
    const Wide sign = den < 0 ? -1 : 1;
    const UnsignedWide divisor = common_wide(size_of(num), size_of(den));
    const auto over = static_cast<Wide>(divisor);
    *this = lowest(sign * num / over, sign * den / over);
}

Ratio Ratio::of(const Decimal& decimal)
{
    const Wide coefficient = decimal.coefficient();
    const int exponent = decimal.exponent();
    if (exponent <= 0 && exponent >= -18 && coefficient <= most && coefficient >= -most)
        return Ratio(static_cast<std::int64_t>(coefficient),
                     static_cast<std::int64_t>(ten_to(-exponent)));
    const Integer power = power_of_ten(static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
    return exponent < 0 ? of(coefficient, power) : of(coefficient * power, 1);
}

Ratio Ratio::of(const Integer& num, const Integer& den)
{
    CHECK(den.sign() != 0, "a share is of something");
    const Integer shared = greatest_common_divisor(num, den);
    const Integer divisor = den.sign() < 0 ? -shared : shared;
    Integer top = num / divisor, bottom = den / divisor;
    if (abs(top) <= most && bottom <= most) return lowest(*top.to_int64(), *bottom.to_int64());
    Ratio ratio;
    ratio.large_ = std::make_shared<const Large>(Large{std::move(top), std::move(bottom)});
    return ratio;
}

Integer Ratio::numerator() const { return large_ ? large_->num : Integer(num_); }

Integer Ratio::denominator() const { return large_ ? large_->den : Integer(den_); }

std::optional<std::pair<std::int64_t, std::int64_t>> Ratio::small() const
{
    if (large_) return std::nullopt;
    return std::pair(num_, den_);
}

int Ratio::sign() const
{
    if (large_) return large_->num.sign();
    return (num_ > 0) - (num_ < 0);
}

Ratio Ratio::operator-() const
{
    if (large_) return of(-large_->num, large_->den);
    Ratio mirrored = *this;
    mirrored.num_ = -num_;
    return mirrored;
}

// Knuth 4.5.1: what the denominators have in common is all that the sum can lose.
Ratio operator+(const Ratio& left, const Ratio& right)
{
    if (left.large_ || right.large_)
        return Ratio::of(left.numerator() * right.denominator() +
                             right.numerator() * left.denominator(),
                         left.denominator() * right.denominator());
    if (left.den_ == 1 && right.den_ == 1) return Ratio::lowest(Wide{left.num_} + right.num_, 1);
    const std::int64_t shared = left.den_ == right.den_ ? left.den_ : common(left.den_, right.den_);
    const std::int64_t mine = left.den_ / shared, other = right.den_ / shared;
    const Wide sum = Wide{left.num_} * other + Wide{right.num_} * mine;
    const std::int64_t lost = shared == 1 ? 1 : common(sum, shared);
    return Ratio::lowest(lost == 1 ? sum : sum / lost, Wide{mine} * (right.den_ / lost));
}

Ratio operator-(const Ratio& left, const Ratio& right) { return left + -right; }

// Knuth 4.5.1: what is common is common crosswise.
Ratio operator*(const Ratio& left, const Ratio& right)
{
    if (left.large_ || right.large_)
        return Ratio::of(left.numerator() * right.numerator(),
                         left.denominator() * right.denominator());
    const std::int64_t falling = common(left.num_, right.den_);
    const std::int64_t rising = common(right.num_, left.den_);
    return Ratio::lowest(Wide{left.num_ / falling} * (right.num_ / rising),
                         Wide{left.den_ / rising} * (right.den_ / falling));
}

Ratio operator/(const Ratio& left, const Ratio& right)
{
    CHECK(!right.is_zero(), "no share is divided by zero");
    if (right.large_) return left * Ratio::of(right.large_->den, right.large_->num);
    Ratio inverse;  // in lowest terms already
    inverse.num_ = right.num_ < 0 ? -right.den_ : right.den_;
    inverse.den_ = right.num_ < 0 ? -right.num_ : right.num_;
    return left * inverse;
}

std::strong_ordering operator<=>(const Ratio& left, const Ratio& right)
{
    if (!left.large_ && !right.large_) {
        const Wide mine = Wide{left.num_} * right.den_, other = Wide{right.num_} * left.den_;
        return (mine > other) - (mine < other) <=> 0;
    }
    return left.numerator() * right.denominator() <=> right.numerator() * left.denominator();
}

bool operator==(const Ratio& left, const Ratio& right)
{
    if (left.large_ && right.large_)
        return left.large_->num == right.large_->num && left.large_->den == right.large_->den;
    return !left.large_ && !right.large_ && left.num_ == right.num_ && left.den_ == right.den_;
}

std::int64_t Ratio::rounded(Round mode) const
{
    if (!large_) return den_ == 1 ? num_ : divide(Wide{num_}, Wide{den_}, mode);
    const std::optional<std::int64_t> whole = divide(large_->num, large_->den, mode).to_int64();
    CHECK(whole, "a rounded share fits 64 bits");
    return *whole;
}

Decimal Ratio::decimal(int places, Round mode) const
{
    if (!large_ && places >= 0 && places <= 18)
        return Decimal::of_wide(divide_wide(num_ * static_cast<Wide>(ten_to(places)), den_, mode),
                                -places);
    const Integer step = power_of_ten(static_cast<unsigned>(places < 0 ? -places : places));
    const Integer whole = places < 0 ? divide(numerator(), denominator() * step, mode)
                                     : divide(numerator() * step, denominator(), mode);
    CHECK(abs(whole) < ten_to(Decimal::digits), "34 digits hold a rounded share");
    return Decimal::of_wide(*whole.to_wide(), -places);
}

std::string Ratio::text() const
{
    if (!large_)
        return den_ == 1 ? std::to_string(num_) : std::to_string(num_) + "/" + std::to_string(den_);
    return large_->num.text() + (large_->den == 1 ? "" : "/" + large_->den.text());
}

Ratio abs(const Ratio& ratio) { return ratio.sign() < 0 ? -ratio : ratio; }

Ratio min(const Ratio& left, const Ratio& right) { return right < left ? right : left; }

Ratio max(const Ratio& left, const Ratio& right) { return left < right ? right : left; }

}  // namespace earned
