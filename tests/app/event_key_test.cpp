// What an event is known by: ids that count lie one after another, and no two ids share a key.
#include "app/event_key.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace earned::app {

namespace {

std::string numbered(const std::string& stem, int number, int digits)
{
    std::string text = std::to_string(number);
    return stem + std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

TEST(EventKey, IdsThatCountHaveKeysInTheirOrder)
{
    std::vector<EventKey> keys;
    for (int number = 0; number < 3000; number += 7)
        keys.push_back(event_key("earned", numbered("bill/INV-ACME-2026-", number, 6)));
    EXPECT_TRUE(std::ranges::is_sorted(keys));
    for (const EventKey& key : keys) EXPECT_TRUE(std::equal(key.begin(), key.begin() + 8, keys.front().begin()));
}

TEST(EventKey, WhatCountsIsTheLongestRunOfDigits)
{
    const auto series = [](std::string_view id) {
        const EventKey key = event_key("crm", id);
        return std::vector<std::uint8_t>(key.begin(), key.begin() + 8);
    };
    EXPECT_EQ(series("deal-000123-v5"), series("deal-000124-v5"));
    EXPECT_NE(series("deal-000123-v5"), series("deal-000123-v6"));
    EXPECT_EQ(series("20260131235959000000000001"), series("20260131235959000000000002"));  // the last twelve
    EXPECT_NE(series("20260131235959000000000001"), series("20260131235958000000000001"));
    EXPECT_NE(series("no number"), series("none either"));
}

TEST(EventKey, NoTwoIdsShareOne)
{
    std::set<EventKey> keys;
    std::size_t ids = 0;
    const auto add = [&](std::string_view source, const std::string& id) {
        keys.insert(event_key(source, id));
        ++ids;
    };
    for (int number = 0; number < 2000; ++number) {
        add("a", std::to_string(number));
        add("a", numbered("x", number, 12));
        add("a", numbered("99", number, 12));  // of fourteen digits
        add("b", std::to_string(number));
    }
    for (const char* id :
         {"", "x", "x/", "007", "07", "7-", "-7", "7x7", "77x", "x77", "1a2", "2a1", "000000000000", "0000000000000"})
        add("c", id);
    add("source1", "23");  // what begins in the source isn't the id's
    add("source", "123");
    EXPECT_EQ(keys.size(), ids);
}

}  // namespace

}  // namespace earned::app
