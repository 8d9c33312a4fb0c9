#include "base/check.h"
#include "base/integer.h"
#include "base/round.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace earned::round_test {

namespace {

constexpr std::array modes = {Round::half_away, Round::half_even, Round::half_up, Round::half_down,
                              Round::down,      Round::up,        Round::ceiling, Round::floor};

// The neighbours by counting, and the choice between them by the words of the mode.
std::int64_t by_hand(std::int64_t num, std::int64_t den, Round mode)
{
    if (den < 0) return by_hand(-num, -den, mode);
    std::int64_t below = num / den;
    while (below * den > num) --below;
    if (below * den == num) return below;
    const std::int64_t above = below + 1, towards = num < 0 ? above : below;
    const std::int64_t away = num < 0 ? below : above;
    const std::int64_t twice = 2 * (num - below * den);
    const bool tie = twice == den;
    const std::int64_t nearest = twice < den ? below : above;
    switch (mode) {
    case Round::half_away:
    case Round::half_up: return tie ? away : nearest;
    case Round::half_even: return tie ? (below % 2 == 0 ? below : above) : nearest;
    case Round::half_down: return tie ? towards : nearest;
    case Round::down: return towards;
    case Round::up: return away;
    case Round::ceiling: return above;
    case Round::floor: return below;
    }
    return 0;
}

}  // namespace

TEST(Round, NamesGoBothWays)
{
    for (const Round mode : modes) EXPECT_EQ(round_named(name(mode)), mode);
    EXPECT_EQ(name(Round::half_even), "half_even");
    EXPECT_EQ(name(Round::floor), "floor");
    EXPECT_FALSE(round_named("half-even"));
    EXPECT_FALSE(round_named(""));
}

TEST(Round, EveryModeDividesAsItsWordsSay)
{
    for (const Round mode : modes)
        for (std::int64_t den = -12; den <= 12; ++den) {
            if (den == 0) continue;
            for (std::int64_t num = -60; num <= 60; ++num) {
                const std::int64_t expected = by_hand(num, den, mode);
                ASSERT_EQ(divide(Wide{num}, Wide{den}, mode), expected)
                    << num << "/" << den << " " << name(mode);
                ASSERT_EQ(divide(Integer(num), Integer(den), mode), Integer(expected))
                    << num << "/" << den << " " << name(mode);
            }
        }
}

TEST(Round, TheEdgesOfTheIntegersHold)
{
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    EXPECT_EQ(divide(Wide{least}, 1, Round::floor), least);
    EXPECT_EQ(divide(Wide{most} * 2 + 1, 2, Round::down), most);
    EXPECT_THROW(divide(Wide{most} * 2 + 1, 2, Round::half_away), Broken);
    EXPECT_THROW(divide(Wide{least}, -1, Round::floor), Broken);
    EXPECT_THROW(divide(Wide{1}, 0, Round::floor), Broken);
    EXPECT_THROW(divide(Integer(1), Integer(0), Round::floor), Broken);
    EXPECT_THROW(Integer(1) / Integer(0), Broken);

    constexpr Wide least_wide = static_cast<Wide>(UnsignedWide{1} << 127);
    EXPECT_TRUE(divide_wide(least_wide, 1, Round::floor) == least_wide);
    EXPECT_TRUE(divide_wide(least_wide, 3, Round::half_even) ==
                *divide(Integer(least_wide), Integer(3), Round::half_even).to_wide());
    EXPECT_THROW(divide_wide(least_wide, -1, Round::floor), Broken);
}

TEST(Integer, HasNoLargest)
{
    const Integer googol = power_of_ten(100);
    EXPECT_EQ(googol.text(), "1" + std::string(100, '0'));
    EXPECT_FALSE(googol.to_int64());
    EXPECT_FALSE(googol.to_wide());
    EXPECT_EQ((googol + 7) % googol, Integer(7));
    EXPECT_EQ((-googol / power_of_ten(99)).to_int64(), -10);
    EXPECT_EQ(greatest_common_divisor(googol * 6, -googol * 4), googol * 2);
    EXPECT_LT(-googol, Integer(0));
}

}  // namespace earned::round_test
