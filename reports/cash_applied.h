// Cash application: what came in, and where each payment stands at the report's day.
//
// Law: received + handed over = applied + on account + refunded + reversed, of every payment; what is handed over from
//      one customer to another is received once, and comes to nothing over all
#pragma once

#include "base/sorted.h"
#include "reports/heading.h"

#include <map>

namespace earned {

class CashApplied {
public:
    explicit CashApplied(Heading heading) : heading_(std::move(heading)), items_(heading_.shelf) {}

    void take(const FoldedHome& home);
    Table table() const;

private:
    struct Item {
        Date date;
        std::string payment, customer, payer, reference, invoices;
        Money received, handed_over, applied, on_account, gone;

        static auto fields(auto& of)
        {
            return std::tie(of.date, of.payment, of.customer, of.payer, of.reference, of.invoices, of.received,
                            of.handed_over, of.applied, of.on_account, of.gone);
        }
        auto order() const { return std::tie(date, payment); }
    };
    Heading heading_;
    Sorted<Item> items_;
};

}  // namespace earned
