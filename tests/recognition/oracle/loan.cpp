#include "tests/recognition/oracle/loan.h"

#include <algorithm>

namespace earned::oracle {

namespace {

struct Run {
    std::vector<Month> months;
    Ratio left;
};

Run run(const Loan& loan, const Ratio& price)
{
    Date first = Date::never(), last = Date::dawn();
    for (const Loan::Flow& flow : loan.flows) {
        first = std::min(first, flow.day);
        last = std::max(last, flow.day);
    }
    Run run;
    Ratio owed, of_this_year;
    const bool by_the_year = loan.by_the_year != (loan.flaw == Misreckoned::compounds_otherwise);
    const bool late = loan.flaw == Misreckoned::owes_from_the_next_month;
    for (Date day = first; day <= last; day = day.next()) {
        const auto flow_in = [&] {
            for (const Loan::Flow& flow : loan.flows)
                if (flow.day == day) owed += flow.performed * price - flow.paid;
        };
        if (late) flow_in();
        if (day.is_last_of_month() && first < day) {
            Ratio interest = owed * loan.a_year / Ratio(12);
            if (run.months.empty() && loan.flaw == Misreckoned::forgets_the_first_month) interest = Ratio();
            run.months.push_back({day, interest, (owed + of_this_year).sign() > 0});
            of_this_year += interest;
            if (!by_the_year || run.months.size() % 12 == 0) owed += std::exchange(of_this_year, Ratio());
        }
        if (!late) flow_in();
    }
    run.left = owed + of_this_year;
    return run;
}

}  // namespace

// What is left in the end is linear in the price, and nothing for the right one.
Ratio price_of(const Loan& loan)
{
    const Ratio without = run(loan, Ratio()).left;
    return -without / (run(loan, Ratio(1)).left - without);
}

std::vector<Month> interest_of(const Loan& loan, const Ratio& price) { return run(loan, price).months; }

}  // namespace earned::oracle
