// Financing against a model of it that counts month by month (oracle/loan.h): random payments before and after what
// they pay for, with a rate that is said or implied by a cash price; some of it ends before all is paid or performed.
#include "tests/recognition/month_compared.h"
#include "tests/recognition/oracle/agree.h"
#include "tests/recognition/oracle/lent.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace earned::oracle {

namespace {

// In the end the customer is asked for what was performed, at the prices that were said (606-10-32-20).
Ratio asked_in_the_end(const Lent& lent, Misreckoned flaw)
{
    const std::vector<std::int64_t> prices = prices_of(lent);
    Ratio asked;
    for (std::size_t place = 0; place < prices.size(); ++place) {
        const Delivered& line = lent.lines[place];
        std::int64_t months = 0, served = 0;
        for (Date end = line.first.last_of_month(); line.service && end <= line.last;
             end = end.next().last_of_month()) {
            ++months;
            if (end <= *lent.ended) ++served;
        }
        const bool all = !line.service || flaw == Misreckoned::asks_for_all_in_the_end;
        asked += Ratio(prices[place]) * (all ? Ratio(1) : Ratio(served, months));
    }
    return asked;
}

// The first month at whose end interest or revenue differ by two cents or more, a line; empty where they agree.
std::string difference(const Lent& lent, Misreckoned flaw)
{
    const std::vector<Told> told = told_of(lent);
    const Result<Earned> earned = earned_by(told, 0);
    if (!earned) return earned.fault().text() + as_case(told, signing_day(), Ratio());
    Loan loan = lent.loan;
    loan.flaw = flaw;
    const Ratio price = price_of(loan);
    Ratio income, expense;
    for (const auto& [end, interest, customer_owes] : interest_of(loan, price)) {
        const bool over = lent.ended && *lent.ended < end && flaw != Misreckoned::bears_beyond_the_end;
        if (!over && customer_owes)
            income += interest;
        else if (!over)
            expense -= interest;
        Ratio performed;
        for (const Loan::Flow& flow : loan.flows)
            if (flow.day <= end) performed += flow.performed * price;
        const bool ended = lent.ended && *lent.ended <= end;
        if (ended && flaw != Misreckoned::keeps_its_price_in_the_end)
            performed = asked_in_the_end(lent, flaw) - income + expense;
        const std::string found =
            difference_of_month(*earned, {end, income, expense, performed}, Ratio(2),
                                Ratio(static_cast<std::int64_t>((ended ? 5 : 1) + lent.lines.size())));
        if (!found.empty()) return found + as_case(told, end, performed);
    }
    return {};
}

}  // namespace

TEST(FinancingOracle, AgreesWithTheEngine)
{
    expect_agreement(300, [] { return difference(some_loan(), Misreckoned::nothing); });
}

TEST(FinancingOracle, FindsEachPlantedError)
{
    for (const Misreckoned flaw : {Misreckoned::compounds_otherwise, Misreckoned::forgets_the_first_month,
                                   Misreckoned::owes_from_the_next_month, Misreckoned::bears_beyond_the_end,
                                   Misreckoned::keeps_its_price_in_the_end, Misreckoned::asks_for_all_in_the_end}) {
        const auto result = rc::detail::checkTestable([&] { RC_ASSERT(difference(some_loan(), flaw).empty()); });
        EXPECT_TRUE(result.is<rc::detail::FailureResult>()) << "flaw " << static_cast<int>(flaw);
    }
}

}  // namespace earned::oracle
