// A currency in which an amount can be owed: an active code of ISO 4217 with its minor unit.
//
// Ensures:  only real codes; those without a minor unit (gold, testing, "no currency") are not
//           money one can be owed, and do not parse. The default is XXX, "no currency".
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace earned {

class Currency {
public:
    constexpr Currency() = default;  // XXX
    static std::optional<Currency> parse(std::string_view code);
    static std::span<const Currency> all();  // in alphabetic order

    std::string code() const { return std::string(packed_.data(), 3); }
    constexpr int minor_digits() const { return packed_[3]; }  // JPY 0, USD 2, KWD 3, CLF 4

    friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

private:
    constexpr Currency(char a, char b, char c, char digits) : packed_{a, b, c, digits} {}
    friend struct CurrencyTable;

    std::array<char, 4> packed_{'X', 'X', 'X', 0};  // the three letters, then the minor digits
};

static_assert(sizeof(Currency) == 4);

}  // namespace earned
