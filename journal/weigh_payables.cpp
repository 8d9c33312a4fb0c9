// What a customer is paid: for goods of its own an expense; what it gives back of the price is an asset when it is paid
// ahead of the revenue that it lowers, and owed where that revenue came first.
#include "journal/weigh_costs.h"

#include "base/split.h"
#include "recognition/payable.h"

#include <algorithm>

namespace earned {

namespace {

constexpr Source by_revenue = Source::recognition;

// What of the amount falls to each obligation of the contract: by what the price was allocated at signing.
std::vector<std::int64_t> parts_by_obligation(const Halves& halves, const Contract& contract, std::int64_t amount)
{
    std::vector<Ratio> weights;
    Ratio all;
    for (const Obligation& obligation : halves.earned.obligations) {
        const bool own = obligation.contract == contract.id && !obligation.segments.empty();
        const Ratio weight =
            own ? Ratio(obligation.segments.front().base + obligation.segments.front().whole) : Ratio();
        weights.push_back(max(weight, 0));
        all += weights.back();
    }
    if (all.is_zero()) return {};
    for (Ratio& weight : weights) weight = Ratio(amount) * weight / all;
    return in_whole_units(amount, weights, Residue::largest_remainder, 1);
}

class GivenBack {
public:
    GivenBack(Plan& plan, const Obligation& obligation, std::size_t place, std::int64_t part)
        : obligation_(obligation),
          place_(static_cast<std::uint16_t>(place)),
          part_(part),
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
    bool used_up() const { return used_.total() == part_; }

private:
    Booked row(Role credit) const
    {
        return {.at = {},
                .obligation = place_,
                .source = by_revenue,
                .debit = Role::contract_liability,
                .credit = credit,
                .amount = 0,
                .with_time = false};
    }
    std::int64_t by(Moment at) const
    {
        return (Ratio(part_) * progress_at(obligation_, at, at.date)).rounded(Round::half_away);
    }

    const Obligation& obligation_;
    std::uint16_t place_;
    std::int64_t part_;
    RunningRow owed_, used_;
};

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
        const std::vector<std::int64_t> parts = parts_by_obligation(halves, contract, given_back);
        bool used_up = !parts.empty();
        for (std::size_t each = 0; each < parts.size(); ++each) {
            if (parts[each] == 0) continue;
            GivenBack follows(plan, halves.earned.obligations[each], each, parts[each]);
            follows.follow(halves.terms.calendar, at);
            used_up = used_up && (!plan.terminated || follows.used_up());
        }
        if (!used_up)
            return Fault{
                "unsupported-payable-to-customer",
                "contract " + contract.id.text() + ", payable_to_customer " + payable.id,
                parts.empty()
                    ? "what is given back lowers the price of nothing"
                    : "a contract that ended before its revenue used up what its customer was paid is not computed yet",
                parts.empty() ? "give the contract a price to lower, or leave the payable out"
                              : "keep the contract outside until it is"};
    }
    return Done{};
}

}  // namespace earned
