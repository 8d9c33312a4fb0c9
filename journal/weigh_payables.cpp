// What a customer is paid: for goods of its own an expense; what it gives back of the price is an asset when it is paid
// ahead of the revenue that it lowers, and owed where that revenue came first.
#include "journal/weigh_costs.h"

#include "base/split.h"
#include "recognition/payable.h"

#include <algorithm>

namespace earned {

namespace {

constexpr Source by_revenue = Source::recognition;

// What an obligation uses up of it.
class Used {
public:
    Used(Plan& plan, const Obligation& obligation, const Incentive& incentive)
        : obligation_(obligation),
          incentive_(incentive),
          owed_(plan, row(Role::refund_liability)),
          used_(plan, row(Role::customer_incentive))
    {
    }

    // Until it is paid what revenue was lowered by is owed; what is paid settles that first.
    void follow(const FiscalCalendar& calendar, Moment paid)
    {
        bool settled = false;
        const auto settle = [&] {
            if (settled) return;
            settled = true;
            const std::int64_t so_far = owed_.total();  // as revenue stands: time is counted at the ends of periods
            owed_.reach(paid, 0);
            used_.reach(paid, so_far);
        };
        each_progress(obligation_, calendar, [&](Moment at, bool with_time) {
            if (paid <= at) settle();
            (settled ? used_ : owed_).reach(at, by(at), with_time);
        });
        settle();
    }
    std::int64_t total() const { return used_.total(); }

private:
    Booked row(Role credit) const
    {
        return {.at = {},
                .obligation = static_cast<std::uint16_t>(incentive_.obligation),
                .source = by_revenue,
                .debit = Role::contract_liability,
                .credit = credit,
                .amount = 0,
                .with_time = false};
    }
    std::int64_t by(Moment at) const
    {
        const auto after = std::ranges::upper_bound(incentive_.turns, at, {}, &Incentive::From::at);
        if (after == incentive_.turns.begin()) return 0;
        const Incentive::From& now = *std::prev(after);
        return now.base + (Ratio(now.whole) * progress_at(obligation_, at, at.date)).rounded(Round::half_away);
    }

    const Obligation& obligation_;
    const Incentive& incentive_;
    RunningRow owed_, used_;
};

bool has_a_price(const Halves& halves, const Contract& contract)
{
    return std::ranges::any_of(halves.earned.obligations, [&](const Obligation& obligation) {
        return obligation.contract == contract.id && !obligation.segments.empty() &&
               obligation.segments.front().base + obligation.segments.front().whole > 0;
    });
}

}  // namespace

Outcome add_payables(Plan& plan, const Halves& halves, std::size_t place)
{
    const Contract& contract = halves.group.contracts[place];
    for (const PayableToCustomer& payable : contract.terms.payable_to_customer) {
        const Moment at = std::max(contract.signed_at, Moment{payable.date, Rank::billing, 0});
        const auto pay = [&](Role debit, std::int64_t amount) {
            if (amount == 0) return;
            plan.booked.push_back({.at = at,
                                   .obligation = of_the_group,
                                   .source = Source::cost,
                                   .debit = debit,
                                   .credit = payable.settle == "offset" ? Role::receivable : Role::cash,
                                   .amount = amount});
        };
        const std::int64_t given_back = given_back_of(payable, plan.currency);
        pay(Role::selling_expense, bought_of(payable, plan.currency));
        pay(Role::customer_incentive, given_back);
        if (given_back == 0) continue;
        const std::string where = "contract " + contract.id.text() + ", payable_to_customer " + payable.id;
        if (!has_a_price(halves, contract))
            return Fault{"unsupported-payable-to-customer", where, "what is given back lowers the price of nothing",
                         "give the contract a price to lower, or leave the payable out"};
        std::int64_t used = 0;
        for (const Incentive& incentive : halves.earned.incentives) {
            if (incentive.contract != contract.id || incentive.payable != payable.id) continue;
            Used by_obligation(plan, halves.earned.obligations[incentive.obligation], incentive);
            by_obligation.follow(halves.terms.calendar, at);
            used += by_obligation.total();
        }
        if (plan.terminated && used != given_back)
            return Fault{
                "unsupported-payable-to-customer", where,
                "goods may come back of a contract that ended before its revenue used up what its customer was paid",
                "let the contract end when they can't come back any more"};
    }
    return Done{};
}

}  // namespace earned
