// Work on parts in parallel is taken in their order, and a failure anywhere stops it.
#include "app/in_order.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>

namespace earned::app {
namespace {

std::vector<std::size_t> squares(int workers, std::size_t parts)
{
    std::vector<std::size_t> taken;
    work_in_order(
        workers, parts, [] { return 0; }, [](int&, std::size_t part) { return part * part; },
        [&](std::size_t part, std::size_t square) {
            EXPECT_EQ(square, part * part);
            taken.push_back(part);
        });
    return taken;
}

TEST(InOrder, takes_every_part_once_and_in_order)
{
    for (const int workers : {1, 2, 5}) {
        const std::vector<std::size_t> taken = squares(workers, 200);
        ASSERT_EQ(taken.size(), 200U);
        EXPECT_TRUE(std::is_sorted(taken.begin(), taken.end()));
    }
    EXPECT_TRUE(squares(3, 0).empty());
}

TEST(InOrder, runs_no_further_ahead_than_it_may)
{
    std::atomic<std::size_t> begun{0};
    work_in_order(
        2, 100, [] { return 0; },
        [&](int&, std::size_t part) {
            ++begun;
            return part;
        },
        [&](std::size_t part, std::size_t) { EXPECT_LE(begun, part + 4); });
    EXPECT_EQ(begun, 100U);
}

TEST(InOrder, throws_the_first_failure_of_a_worker_or_of_the_taker)
{
    const auto fails_at = [](std::size_t worked, std::size_t taken) {
        work_in_order(
            3, 50, [] { return 0; },
            [&](int&, std::size_t part) {
                if (part == worked) throw std::runtime_error("worker");
                return part;
            },
            [&](std::size_t part, std::size_t) {
                if (part == taken) throw std::runtime_error("taker");
            });
    };
    EXPECT_THROW(fails_at(20, 99), std::runtime_error);
    EXPECT_THROW(fails_at(99, 20), std::runtime_error);
    EXPECT_NO_THROW(fails_at(99, 99));
}

}  // namespace
}  // namespace earned::app
