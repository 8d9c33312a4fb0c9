// Revenue waterfall (收入瀑布表): what was recognised and what is scheduled, period by period; and the
// triangle of cohorts, by the month in which it was booked.
//
// Law:      allocated = before + Σ recognised + Σ planned + later + undated + held, for each row
// Ensures:  `as_earned` shows recognised revenue in the period it belongs to, from the plans alone;
//           `as_posted` in the period in which the journal has it, from its lines. Both come to the
//           same sum at the cut-off: the last period end on or before the heading's day, and no
//           later than the last column. What the journal has after it for periods before it is late;
//           reports of parts of the homes, added in any order, are the report of all of them
#pragma once

#include "base/sorted.h"
#include "reports/heading.h"
#include "reports/outlook.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace earned {

enum class WaterfallBy : std::uint8_t { obligation, contract, customer, product };
enum class Recognised : std::uint8_t { as_earned, as_posted };

class Waterfall {
public:
    Waterfall(Heading heading, WaterfallBy by, Recognised recognised);

    void take(const PlannedGroup& planned);
    void take(const PostedLine& line);    // used by `as_posted` alone
    void take(const PostedTotal& total);  // of every period: what both are held against
    Waterfall part() const;               // to be fed a part of the plans, in a thread of its own
    void add(Waterfall part);             // what it was fed
    Table table() const;
    Table cohorts() const;

private:
    struct Names {
        CustomerId customer;
        ContractId contract;
        ObligationId obligation;
        Sku product;
    };
    struct Figures {
        Money allocated, recognised, before, late, later, undated, held;
        std::vector<Money> columns;  // a period each
        std::optional<Date> start, end;
        void add(const Figures& more);
        static auto fields(auto& of)
        {
            return std::tie(of.allocated, of.recognised, of.before, of.late, of.later, of.undated, of.held, of.columns,
                            of.start, of.end);
        }
    };
    struct Key {
        Currency currency;
        std::string customer, contract, obligation, product;
        static auto fields(auto& of)
        {
            return std::tie(of.currency, of.customer, of.contract, of.obligation, of.product);
        }
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Line {
        Key key;
        Figures figures;
        static auto fields(auto& of) { return std::tie(of.key, of.figures); }
        auto order() const { return std::tie(key); }
        void add(const Line& more) { figures.add(more.figures); }
    };

    Key key(Currency currency, const Names& names) const;
    Figures nothing(Currency currency) const;
    template <class Name>
    Figures& found(std::map<Name, Figures>& rows, const Name& name, Currency currency) const;
    bool past(Period period) const { return heading_.calendar.last(period) <= cut_off_; }
    void reckon(Figures& figures, const Curve& curve, Date posted_through, Recognised recognised) const;
    std::vector<Column> names() const;
    std::vector<Cell> named(const Key& key) const;
    void settle_homes();
    Sorted<Line> all_lines() const;
    void add_currency(Table& table, const Sorted<Line>& lines, Currency currency) const;
    void add_tie_outs(Table& table, const Figures& total) const;
    void add_cohorts(Table& table, Currency currency) const;
    Graph graph(const Figures& total) const;

    Heading heading_;
    WaterfallBy by_;
    Recognised recognised_;
    Date cut_off_;
    std::vector<Period> periods_;
    Curve curve_;
    std::map<Key, Figures> of_homes_;  // of some homes only, until they are put among the lines
    std::int64_t home_ = 0;            // whose line came last
    Sorted<Line> lines_;
    std::map<std::pair<Currency, Period>, Figures> cohorts_;
    std::map<Currency, Money> earned_, posted_;  // all that was posted: by the plans, by the totals
    std::map<std::pair<Currency, Period>, Money> posted_in_;
};

}  // namespace earned
