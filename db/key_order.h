// Rows in the order of a table's key, which is how they reach it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace earned::db {

// The keys of the rows, each with its row's place: sorted apart from the rows, which stay where they are.
template <class Rows, class KeyOf>
auto in_order(const Rows& rows, const KeyOf& key_of)
{
    std::vector<std::pair<decltype(key_of(rows[0])), std::size_t>> keys;
    keys.reserve(rows.size());
    for (std::size_t place = 0; place < rows.size(); ++place) keys.emplace_back(key_of(rows[place]), place);
    std::sort(keys.begin(), keys.end());
    return keys;
}

// The first eight bytes of a text as a number that compares as they do: most names differ there.
inline std::uint64_t first_eight(std::string_view text)
{
    std::uint64_t value = 0;
    for (std::size_t at = 0; at < 8; ++at)
        value = value << 8 | (at < text.size() ? static_cast<unsigned char>(text[at]) : 0U);
    return value;
}

}  // namespace earned::db
