#include "recognition/interest.h"

#include "base/check.h"

namespace earned {

namespace {

// Calls `each` with every month's interest, and says where the loan stands in the end.
template <class Each>
Owing run(const Loan& loan, const Decimal& price, Each each)
{
    const Decimal monthly = loan.rate / Decimal::of(12);
    Decimal balance = loan.stood.balance, of_this_year = loan.stood.of_this_year;
    const auto flow_in = [&](int month) {
        for (const Flow& flow : loan.flows)
            if (flow.month == month) balance += flow.share * price - flow.paid;
    };
    flow_in(loan.from);
    for (int month = loan.from + 1; month <= loan.months; ++month) {
        const Decimal interest = balance * monthly;
        each(Borne{interest, (balance + of_this_year).sign() > 0});
        of_this_year += interest;
        if (loan.compounding != Compounding::annual || month % 12 == 0) {
            balance += of_this_year;
            of_this_year = Decimal();
        }
        flow_in(month);
    }
    return {balance, of_this_year};
}

}  // namespace

int month_ends_reached(Date date) { return date.year() * 12 + date.month() - 1 + (date.is_last_of_month() ? 1 : 0); }

Date month_end_after(Date start, int months)
{
    const int number = month_ends_reached(start) + months - 1;
    return Date::of(number / 12, number % 12 + 1, 1).last_of_month();
}

std::vector<Borne> interest_of(const Loan& loan, const Decimal& price)
{
    std::vector<Borne> months;
    run(loan, price, [&](const Borne& month) { months.push_back(month); });
    if (loan.compounding != Compounding::straight_line || months.empty()) return months;
    Decimal paid, performed;
    for (const Flow& flow : loan.flows) {
        paid += flow.paid;
        performed += flow.share * price;
    }
    const Decimal each = (paid - performed) / Decimal::of(static_cast<std::int64_t>(months.size()));
    for (Borne& month : months) month = {each, each.sign() > 0};
    return months;
}

Decimal balance_in_the_end(const Loan& loan, const Decimal& price)
{
    const Owing end = run(loan, price, [](const Borne&) {});
    return end.balance + end.of_this_year;
}

Owing standing_at(const Loan& loan, const Decimal& price, int month)
{
    Loan until = loan;
    until.months = month;
    return run(until, price, [](const Borne&) {});
}

Decimal price_solved(const Loan& loan)
{
    const Decimal at_nothing = balance_in_the_end(loan, Decimal());
    const Decimal slope = balance_in_the_end(loan, Decimal::of(1)) - at_nothing;
    CHECK(!slope.is_zero(), "a price is solved for something that is performed");
    return -at_nothing / slope;
}

std::optional<Decimal> rate_solved(Loan loan, const Decimal& price)
{
    const auto at = [&](const Decimal& rate) {
        loan.rate = rate;
        return balance_in_the_end(loan, price);
    };
    Decimal low, high = Decimal::of(10);
    const int below = at(low).sign(), above = at(high).sign();
    if (below == 0) return low;
    if (below == above) return std::nullopt;
    for (int turn = 0; turn < 200; ++turn) {
        const Decimal middle = (low + high) / Decimal::of(2);
        if (middle == low || middle == high) break;
        (at(middle).sign() == below ? low : high) = middle;
    }
    return low;
}

}  // namespace earned
