// How a number between two steps becomes one of them. Whoever rounds says how.
//
// The names are those of decimal arithmetic (IEEE 754, DMN, java.math): each mode but `ceiling` and
// `floor` treats -x as the mirror of x, so that a credit note mirrors its invoice.
//
// Law: half_up is the older name of half_away; both are kept, because rules are written with both
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace earned {

enum class Round : std::uint8_t {
    half_away,  // nearest; a tie away from zero: 2.5 -> 3, -2.5 -> -3
    half_even,  // nearest; a tie to the even neighbour: 2.5 -> 2, 3.5 -> 4
    half_up,    // as half_away
    half_down,  // nearest; a tie towards zero: 2.5 -> 2, -2.5 -> -2
    down,       // towards zero
    up,         // away from zero
    ceiling,    // towards plus infinity
    floor,      // towards minus infinity
};

std::optional<Round> round_named(std::string_view name);
std::string_view name(Round mode);

}  // namespace earned
