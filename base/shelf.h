// Where a core function puts aside what is too much for memory. Who calls it gives a shelf, of a file of its own, or
// none, and then all stays in memory.
//
// Law:      what is taken from a place is what was put there, as often as one likes
// Requires: one thread at a time
// Errors:   a disk that is full is an exception
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace earned {

struct Shelf {
    struct Place {
        std::int64_t begin = 0;
        std::size_t size = 0;
    };
    std::function<Place(std::string_view)> put;
    std::function<std::string(const Place&)> take;
    // How many are kept in memory: records that wait to be sorted (sorted.h), rows of a table (rows.h).
    std::size_t records = 8192, rows = 512;
};
using SharedShelf = std::shared_ptr<const Shelf>;

}  // namespace earned
