// Loss allowance (坏账准备计提表): what customers owe by its age, the rate of loss that the rules
// expect for it, and the allowance; and how the allowance moved in the periods.
//
// Law:      owed = receivable + unbilled receivable + contract asset on the day it was measured;
//           opening + charged - used up by write-offs = closing; closing = what was posted
// Source:   IFRS 7.35H-35N; ASC 326-20-50-13; CAS 37.84
#pragma once

#include "base/sorted.h"
#include "reports/against_plans.h"
#include "reports/heading.h"

#include <map>
#include <vector>

namespace earned {

class LossAllowance {
public:
    explicit LossAllowance(Heading heading)
        : heading_(std::move(heading)), exposed_(heading_.shelf), moved_(heading_.shelf)
    {
    }

    void take(const PlannedGroup& planned);  // of the whole ledger
    void take(const PostedTotal& total);     // of every period
    Table table() const;                     // contract by contract and age by age
    Table movements() const;

private:
    struct Exposed {
        std::string customer, contract;
        Date measured;
        ExposureAge age = ExposureAge::not_due;
        Decimal rate;  // as it is shown
        Money owed, allowance;

        static auto fields(auto& of)
        {
            return std::tie(of.customer, of.contract, of.measured, of.age, of.rate, of.owed, of.allowance);
        }
        auto order() const { return std::tie(customer, contract, age); }
    };
    struct Moved {
        std::string customer, contract;
        Money opening, charged, used, closing, bad_debt;
        Moved& operator+=(const Moved& other);

        static auto fields(auto& of)
        {
            return std::tie(of.customer, of.contract, of.opening, of.charged, of.used, of.closing, of.bad_debt);
        }
        auto order() const { return std::tie(customer, contract); }
    };
    struct Sum {
        Money owed, balances;
    };

    void add_currency(Table& table, Currency currency) const;

    Heading heading_;
    Sorted<Exposed> exposed_;
    Sorted<Moved> moved_;
    std::map<Currency, Sum> sums_;
    AgainstPlans posted_{{Role::loss_allowance, Role::impairment_loss, Role::bad_debt}};
};

}  // namespace earned
