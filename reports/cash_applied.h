// Cash application: what came in, and where each payment stands at the report's day.
//
// Law: received = applied + on account + refunded + reversed, of every payment
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
        Money received, applied, on_account, gone;
    };
    Heading heading_;
    std::vector<Item> items_;
};

}  // namespace earned
