#include "base/round.h"

#include <array>
#include <cstddef>

namespace earned {

namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 8> names = {
    "half_away", "half_even", "half_up", "half_down", "down", "up", "ceiling", "floor",
};

}  // namespace

std::optional<Round> round_named(std::string_view name)
{
    for (std::size_t place = 0; place < names.size(); ++place)
        if (names[place] == name) return static_cast<Round>(place);
    return std::nullopt;
}

std::string_view name(Round mode) { return names[static_cast<std::size_t>(mode)]; }

}  // namespace earned
