// How fast a company collects: days sales outstanding, days past due, collection effectiveness.
//
// Law:    DSO = open at the end ÷ sales of the period × its days; the best possible counts only what is
//         not past due; average days delinquent is the difference. Effectiveness = (open at the
//         beginning + sales − open at the end) ÷ (open at the beginning + sales − not due at the end)
// Source: Credit Research Foundation, "Collections effectiveness index"
#pragma once

#include "reports/heading.h"

#include <map>

namespace earned {

class DaysOutstanding {
public:
    explicit DaysOutstanding(Heading heading);

    void take(const FoldedHome& home);
    Table table() const;

private:
    struct Sum {
        Money opening, sales, collected, written_off, open, current;
    };
    Sum& sum(Currency currency);
    void take_group(const Group& group);

    Heading heading_;
    Term term_;
    std::map<Currency, Sum> sums_;
};

}  // namespace earned
