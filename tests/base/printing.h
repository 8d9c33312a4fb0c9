// How a failed expectation shows our values, and where generators of random ones stand.
#pragma once

#include "base/currency.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/ratio.h"

#include <rapidcheck.h>

#include <concepts>
#include <ostream>
#include <string>

namespace earned {

template <class T>
concept Written = requires(const T& value)
{
    {
        value.text()
        } -> std::convertible_to<std::string>;
};

template <Written T> void PrintTo(const T& value, std::ostream* out) { *out << value.text(); }
template <Written T> std::ostream& operator<<(std::ostream& out, const T& value)
{
    return out << value.text();
}
inline void PrintTo(Currency currency, std::ostream* out) { *out << currency.code(); }

}  // namespace earned

namespace rc {

// Of every length, with zeros at the end, and now and then at the edge of what fits.
template <> struct Arbitrary<earned::Decimal> {
    static Gen<earned::Decimal> arbitrary()
    {
        return gen::exec([] {
            earned::Wide coefficient = 0;
            for (int length = *gen::inRange(0, 35); length > 0; --length)
                coefficient = coefficient * 10 +
                              *gen::weightedOneOf<int>(
                                  {{3, gen::inRange(0, 10)}, {2, gen::just(0)}, {2, gen::just(9)}});
            const int exponent = *gen::weightedOneOf<int>({{6, gen::inRange(-12, 5)},
                                                           {3, gen::inRange(-90, 90)},
                                                           {1, gen::inRange(-6176, 6112)}});
            return earned::Decimal::of_wide(*gen::arbitrary<bool>() ? coefficient : -coefficient,
                                            exponent);
        });
    }
};

template <> struct Arbitrary<earned::Ratio> {
    static Gen<earned::Ratio> arbitrary()
    {
        const auto part = gen::weightedOneOf<std::int64_t>(
            {{4, gen::inRange<std::int64_t>(-1000, 1000)},
             {2, gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)},
             {1, gen::inRange<std::int64_t>(INT64_MAX - 5, INT64_MAX)},
             {1, gen::inRange<std::int64_t>(INT64_MIN, INT64_MIN + 5)}});
        return gen::apply(
            [](std::int64_t num, std::int64_t den) { return earned::Ratio(num, den); }, part,
            gen::suchThat(part, [](std::int64_t den) { return den != 0; }));
    }
};

}  // namespace rc
