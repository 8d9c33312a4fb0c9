#include "bench/book.h"

#include "base/date.h"

#include <fstream>
#include <stdexcept>

namespace earned::bench {

namespace {

std::uint64_t mixed(std::uint64_t z)
{
    z += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

std::string amount(std::int64_t minor)
{
    const std::string cents = std::to_string(minor % 100);
    return std::to_string(minor / 100) + (cents.size() < 2 ? ".0" : ".") + cents;
}

std::string envelope(const char* type, const std::string& id, const std::string& data)
{
    return R"({"specversion":"1.0","source":"bench","id":")" + id + R"(","type":")" + type + R"(","data":{)" + data + "}}\n";
}

constexpr std::int64_t products = 10;

std::string sku_of(std::int64_t number) { return "P" + std::to_string(number % products); }

}  // namespace

BenchLine line_of(std::int64_t number, Shape shape)
{
    const std::uint64_t chance = mixed(static_cast<std::uint64_t>(number));
    const bool steady = shape == Shape::steady;
    const Date first = steady ? Date::of(2023, 12, 1) + static_cast<int>(chance % 31) : Date::of(2024, 1, 1) + static_cast<int>(chance % 731);
    const int months = steady ? 60 : 12 * static_cast<int>(1 + (chance >> 16) % 3);
    const Date last = first.plus_months(months, first.day()).previous();
    return {number, first.serial(), last.serial(), 10'000 + static_cast<std::int64_t>((chance >> 24) % 9'990'001)};
}

void write_book(const std::string& path, std::int64_t lines, Shape shape)
{
    std::ofstream file(path, std::ios::binary);
    file << envelope("entity.defined", "entity",
                     R"("entity":"E","name":"Bench","currency":"USD","country":"US","date":"2000-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}])");
    for (std::int64_t number = 0; number < products; ++number)
        file << envelope("product.defined", "p" + std::to_string(number), R"("date":"2000-01-01","sku":")" + sku_of(number) + R"(")");
    for (std::int64_t number = 1; number <= lines; ++number) {
        const BenchLine line = line_of(number, shape);
        const std::string id = std::to_string(number), contract = "C" + id;
        const std::string first = Date::from_serial(line.first).text(), last = Date::from_serial(line.last).text();
        file << envelope("contract.signed", "s" + id,
                         R"("contract":")" + contract + R"(","customer":"A)" + std::to_string((number + 3) / 4) + R"(","entity":"E","currency":"USD","date":")" + first +
                             R"(","lines":[{"line":"access","sku":")" + sku_of(number) + R"(","price":")" + amount(line.price) + R"(","start":")" + first + R"(","end":")" + last +
                             R"(","treatment":{"satisfied":"over_time","measure":"daily"},"billing":{"plan":"none"}}])")
             << envelope("invoice.issued", "i" + id,
                         R"("invoice":"I)" + id + R"(","contract":")" + contract + R"(","date":")" + first + R"(","due":")" + first +
                             R"(","lines":[{"line":"access","amount":")" + amount(line.price) + R"(","tax":"0.00"}])");
    }
    if (!file.flush()) throw std::runtime_error(path + ": can't be written");
}

}  // namespace earned::bench
