// The book that is measured: N contract lines, the same each time.
//
// One line a contract, four contracts a customer; terms of 12, 24 or 36 months that start in 2024 or
// 2025, earned by the day, invoiced on the first day; ten products. Prices from 100.00 to 100,000.00. A steady book
// has lines of five years that all began before January 2024, so that each month has the same work.
#pragma once

#include <cstdint>
#include <string>

namespace earned::bench {

struct BenchLine {
    std::int64_t number = 0;       // from 1
    std::int32_t first = 0, last = 0;  // days since 1970-01-01, both served
    std::int64_t price = 0;        // minor units
};

enum class Shape { varied, steady };
BenchLine line_of(std::int64_t number, Shape shape = Shape::varied);

// NDJSON: the entity and its products, then for each line its contract and its invoice.
void write_book(const std::string& path, std::int64_t lines, Shape shape = Shape::varied);

}  // namespace earned::bench
