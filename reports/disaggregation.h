// Revenue of a period, parted (收入分解): by product, customer or contract, and by when it is earned.
//
// Law:      over time + at a point in time + of no plan = revenue, in each row; every way of parting it
//           adds up to the same revenue, that of the sealed totals
// Requires: plans before their lines; once lines came, a plan is the first of other homes
// Ensures:  beside it, what is of the performance of earlier periods (606-10-50-12A): what was posted late, and of
//           what a changed price caught up, the part that had been performed by the opening; and apart from it what
//           a re-estimated measure of progress moved (606-10-50-10(b))
// Source:   606-10-50-5 to 50-6, 55-89 to 55-91, IFRS 15.114-115, B87-B89, 116(c)
#pragma once

#include "base/sorted.h"
#include "reports/heading.h"

#include <map>
#include <string>
#include <utility>

namespace earned {

enum class DisaggregatedBy : std::uint8_t { product, customer, contract };

class Disaggregation {
public:
    Disaggregation(Heading heading, DisaggregatedBy by) : heading_(std::move(heading)), by_(by), lines_(heading_.shelf)
    {
    }

    void take(const PlannedGroup& planned);
    void take(const PostedLine& line);
    void take(const PostedTotal& total);
    Table table() const;

private:
    struct Parts {
        Money over_time, at_a_point, unplanned, earlier, remeasured;
        Money all() const { return over_time + at_a_point + unplanned; }
        void add(const Parts& more);
        static auto fields(auto& of)
        {
            return std::tie(of.over_time, of.at_a_point, of.unplanned, of.earlier, of.remeasured);
        }
    };
    struct Line {
        Currency currency;
        std::string name;
        Parts parts;
        static auto fields(auto& of) { return std::tie(of.currency, of.name, of.parts); }
        auto order() const { return std::tie(currency, name); }
        void add(const Line& more) { parts.add(more.parts); }
    };

    std::string key_of(const PostedLine& line) const;
    void add_parts(Table& table, const std::string& name, Currency currency, const Parts& parts) const;

    Heading heading_;
    DisaggregatedBy by_;
    std::map<std::pair<std::string, std::string>, bool> at_a_point_;  // by group and obligation
    // What a day's catch-up of an obligation is: of the price, or of the measure; and how much of what had been
    // performed by then was by the opening.
    struct CaughtUp {
        bool repriced = false;
        Ratio before;
    };
    void know_catch_ups(const Plan& plan, std::size_t place);
    void take_catch_up(Parts& parts, const PostedLine& line, Money amount) const;

    std::map<std::pair<std::pair<std::string, std::string>, Date>, CaughtUp> caught_up_;
    bool lines_came_ = false;  // since the last plan
    Sorted<Line> lines_;
    std::map<Currency, Money> posted_;
};

}  // namespace earned
