// What two books of one entity say differently of the same events (账簿差异表), line by line.
//
// Law:      one - other = difference, contract by contract and account by account; the differences add up to
//           what the two books' sealed totals differ by
// Requires: lines, groups and totals of the two books, each named by its own
// Ensures:  each row says what was decided otherwise: the policy, the judgement, the row of the rules; a
//           contract of which everything was decided alike says so
// Source:   606, IFRS 15 and CAS 14 differ in a few switches (docs/accounting.md); the rest is a company's choice
#pragma once

#include "base/sorted.h"
#include "reports/decided.h"
#include "reports/heading.h"

#include <map>
#include <string>

namespace earned {

class BookDifference {
public:
    BookDifference(Heading heading, BookName one, BookName other)
        : heading_(std::move(heading)), one_(std::move(one)), other_(std::move(other)), lines_(heading_.shelf)
    {
    }

    void take(const PostedLine& line);
    void take(const PostedTotal& total);
    // After the lines: why they differ. Only of those that do is anything kept.
    void take(const BookedGroup& booked);
    Table table() const;

private:
    struct Sides {
        Money one, other;
        static auto fields(auto& of) { return std::tie(of.one, of.other); }
    };
    struct Key {
        Currency currency;
        std::string customer, contract;
        Role role = Role::cash;
        static auto fields(auto& of) { return std::tie(of.currency, of.customer, of.contract, of.role); }
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Line {
        Key key;
        Sides sides;
        static auto fields(auto& of) { return std::tie(of.key, of.sides); }
        auto order() const { return std::tie(key); }
        void add(const Line& more)
        {
            sides.one += more.sides.one;
            sides.other += more.sides.other;
        }
    };
    struct Causes {
        Decided one, other;
    };

    bool counts(const EntityId& entity, const BookName& book, Period period) const;
    void compare();
    void add_rows(Table& table, Currency currency) const;
    std::string cause_of(const std::string& contract) const;

    Heading heading_;
    BookName one_, other_;
    Sorted<Line> lines_;
    std::map<std::pair<Currency, Role>, Sides> totals_;
    bool compared_ = false;
    std::map<std::string, Causes> causes_;  // of the contracts that differ
};

}  // namespace earned
