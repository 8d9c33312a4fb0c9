// What the tests of rules share: the standard package, small groups, and how values are shown.
#pragma once

#include "contract/decode.h"
#include "rules/package.h"
#include "rules/terms.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace earned {

inline void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.text(); }
inline void PrintTo(const Decimal& number, std::ostream* out) { *out << number.text(); }
inline void PrintTo(const Ratio& ratio, std::ostream* out) { *out << ratio.text(); }
inline void PrintTo(const Date& date, std::ostream* out) { *out << date.text(); }
inline void PrintTo(const Money& money, std::ostream* out) { *out << money.text() << ' ' << money.currency().code(); }

namespace rules_test {

inline std::string contents(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.is_open()) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::vector<PackageFile> standard_files()
{
    std::vector<PackageFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(EARNED_SOURCE) / "rules/standard"))
        files.push_back({entry.path().filename().string(), contents(entry.path())});
    return files;
}

inline const Package& standard()
{
    static const Package package = [] {
        Result<Package> compiled = Package::compile("standard", standard_files());
        EXPECT_TRUE(compiled) << (compiled ? "" : compiled.fault().text());
        return std::move(*compiled);
    }();
    return package;
}

inline Date day(const char* text) { return *Date::parse(text); }
inline Decimal number(const char* text) { return *Decimal::parse(text); }
inline Currency currency(const char* code) { return *Currency::parse(code); }

inline Term term(const char* first, const char* last) { return {day(first), day(last)}; }

// A line with a price, and dates when given.
inline Line line(const char* id, const char* price)
{
    Line line;
    line.line = LineId(id);
    if (price != nullptr) line.price = number(price);
    return line;
}
inline Line service(const char* id, const char* price, const char* start, const char* end)
{
    Line dated = line(id, price);
    dated.start = day(start);
    dated.end = day(end);
    return dated;
}

// A group of one contract, C1, signed on 1 January 2026 in US dollars, and what it is decided by.
struct Deal {
    Reference reference;
    Group group;
    Policies overrides;
    std::string framework = "IFRS";

    explicit Deal(std::vector<Line> lines, const char* country = "US", const char* money = "USD")
    {
        EntityDefined entity{EntityId("E"), "Seller", currency(money), country, "", "01-01", "monthly", {}};
        learn(entity);
        group.id = ContractId("C1");
        group.entity = EntityId("E");
        group.customer = CustomerId("A");
        group.currency = currency(money);
        Contract& contract = group.contracts.emplace_back();
        contract.id = group.id;
        contract.signed_at = {day("2026-01-01"), Rank::contract};
        contract.event = 1;
        contract.terms.contract = group.id;
        contract.terms.customer = group.customer;
        contract.terms.currency = group.currency;
        for (Line& each : lines) add(std::move(each), contract.signed_at, 0);
    }

    template <class What> void learn(What what, const char* date = "2020-01-01")
    {
        Event event;
        event.source = "test";
        event.id = std::to_string(++events_);
        event.number = events_;
        event.date = day(date);
        event.fact = std::move(what);
        reference.add(event);
    }
    Contract& contract() { return group.contracts.front(); }
    LineLife& add(Line words, Moment at, std::size_t added_by)
    {
        LineLife& life = contract().lines.emplace_back();
        life.id = words.line;
        life.added_by = added_by;
        life.versions.push_back({at, 1, std::move(words)});
        return life;
    }
    Modification& modify(const char* date)
    {
        Modification& modification = contract().modifications.emplace_back();
        modification.at = {day(date), Rank::modification};
        modification.event = 2;
        modification.what.contract = group.id;
        return modification;
    }
    void change(std::size_t place, Line words)
    {
        contract().lines[place].versions.push_back({contract().modifications.back().at, 2, std::move(words)});
    }
    Result<Terms> decide(const Package& package = standard()) const
    {
        const Policy policy{&reference, BookName("B"), framework, {{Date::dawn(), &package}}, overrides};
        return earned::decide(policy, group);
    }
    // Of the first version of a line.
    Result<LineTerms> decide_line(std::size_t place = 0) const
    {
        Result<Terms> terms = decide();
        if (!terms) return terms.fault();
        return terms->contracts.front().lines[place].front();
    }

private:
    int events_ = 0;
};

inline std::string code_of(const auto& result) { return result ? "no fault" : result.fault().code; }

}  // namespace rules_test
}  // namespace earned
