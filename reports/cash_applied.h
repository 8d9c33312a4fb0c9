// Cash application: what came in, and where each payment stands at the report's day.
//
// Law: received + handed over = applied + on account + refunded + reversed, of every payment; what is handed over from
//      one customer to another is received once, and comes to nothing over all
#pragma once

#include "reports/heading.h"

#include <map>
#include <vector>

namespace earned {

class CashApplied {
public:
    explicit CashApplied(Heading heading) : heading_(std::move(heading)) {}

    void take(const FoldedHome& home);
    Table table() const;

private:
    struct Item {
        Date date;
        std::string payment, customer, payer, reference, invoices;
        Money received, handed_over, applied, on_account, gone;
    };
    Heading heading_;
    std::vector<Item> items_;
};

}  // namespace earned
