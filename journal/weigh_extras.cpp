// Amounts that stand beside right and revenue: what goods expected back are worth, what an
// assurance-type warranty will cost, discounts taken.
#include "journal/weigh_costs.h"

#include "recognition/allocation.h"
#include "recognition/early_payment.h"
#include "recognition/point_in_time.h"
#include "recognition/returns.h"

#include <algorithm>

namespace earned {

namespace {

Promise promise_of(const LineOf& line, const Halves& halves)
{
    const auto contract = static_cast<std::size_t>(line.contract - halves.group.contracts.data());
    const auto place = static_cast<std::size_t>(line.life - line.contract->lines.data());
    return {line.contract, &halves.terms.contracts[contract], place, 0};
}

// A running total, each change of which is a row.
class Running {
public:
    Running(Plan& plan, Booked row) : plan_(plan), row_(row) {}
    void reach(Moment at, std::int64_t total)
    {
        if (total == total_) return;
        row_.at = at;
        row_.amount = total - total_;
        plan_.booked.push_back(row_);
        total_ = total;
    }

private:
    Plan& plan_;
    Booked row_;
    std::int64_t total_ = 0;
};

std::vector<Moment> in_order(std::vector<Moment> moments)
{
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    return moments;
}

// 606-10-55-27, IFRS 15.B25: an asset for the right to have the goods back, at what they had cost.
void add_return_asset(Plan& plan, std::uint16_t obligation, const LineOf& line, const Promise& promise)
{
    const Line& words = line.life->versions.front().line;
    if (!words.return_right || !words.unit_cost) return;
    const Ratio cost = minor_units(words.return_right->unit_cost.value_or(*words.unit_cost), plan.currency);
    std::vector<Moment> moments;
    for (const auto& moment : moments_of_return(promise)) moments.push_back(moment.at);
    Running asset(
        plan,
        {.obligation = obligation, .source = Source::cost, .debit = Role::return_asset, .credit = Role::cost_of_sales});
    for (const Moment at : in_order(std::move(moments)))
        asset.reach(at, (expected_back(promise, at) * cost).rounded(Round::half_away));
}

// Handed over, and not come back or expected to: what its seller answers for.
Ratio kept_by(const Promise& promise, Moment at)
{
    Ratio kept = handed_over_by(promise, at);
    if (may_come_back(promise))
        return min(kept, Ratio::of(promise.terms().quantity)) - not_kept(promise, at, Handed::so_far);
    for (const Happening& happening : promise.life().happenings)
        if (const auto* back = std::get_if<GoodsReturned>(&happening.fact); back != nullptr && happening.at <= at)
            kept -= Ratio::of(back->quantity);
    return kept;
}

// IAS 37, 460-10-25 to 25-6, CAS 13: provided for as what it covers is handed over and kept.
void add_warranty(Plan& plan, std::uint16_t obligation, const LineOf& line, const Promise& promise)
{
    const std::optional<Decimal>& expected = line.life->versions.front().line.warranty_expected_cost;
    const Ratio ordered = Ratio::of(line.versions->front().quantity);
    if (!expected || ordered.sign() <= 0) return;
    std::vector<Moment> moments{line.contract->signed_at};
    for (const Happening& happening : line.life->happenings) moments.push_back(happening.at);
    if (line.versions->front().term) moments.push_back({line.versions->front().term->first, Rank::fulfilment, 0});
    for (const Reading& moment : moments_of_return(promise)) moments.push_back(moment.at);
    Running provision(plan, {.obligation = obligation,
                             .source = Source::cost,
                             .debit = Role::cost_of_sales,
                             .credit = Role::warranty_provision});
    for (const Moment at : in_order(std::move(moments)))
        provision.reach(
            at,
            (minor_units(*expected, plan.currency) * min(kept_by(promise, at) / ordered, 1)).rounded(Round::half_away));
}

// A discount that the price expects lowers what is asked for; another is the payment's own.
void add_discounts(Plan& plan, const Halves& halves, std::size_t place)
{
    const Contract& contract = halves.group.contracts[place];
    for (const Taken& each : discounts_of_price(halves.group, contract.id)) {
        if (!expects_early_payment(contract)) {
            plan.booked.push_back({.at = each.at,
                                   .obligation = of_the_group,
                                   .source = Source::collection,
                                   .debit = Role::settlement_discount,
                                   .credit = Role::receivable,
                                   .amount = each.amount});
            continue;
        }
        const auto invoice = invoice_place(halves.group, each.invoice);
        std::vector<Ratio> weights;
        std::vector<std::uint16_t> obligations;
        Ratio all;
        for (const Claim& claim : plan.claims)
            if (invoice && claim.invoice == *invoice && claim.at <= each.at) {
                weights.emplace_back(claim.net);
                obligations.push_back(claim.obligation);
                all += Ratio(claim.net);
            }
        if (all.is_zero()) continue;
        for (Ratio& weight : weights) weight = Ratio(each.amount) * weight / all;
        const std::vector<std::int64_t> parts = in_whole_units(each.amount, weights, Residue::largest_remainder, 1);
        for (std::size_t part = 0; part < parts.size(); ++part)
            plan.claims.push_back({*invoice, obligations[part], each.at, -parts[part], 0});
    }
}

// Each obligation's part of the running total of interest that its customer owes, by the end of a month.
std::vector<Ratio> parts_of_income(const Earned& earned, Date end)
{
    std::vector<Ratio> parts(earned.obligations.size());
    for (std::size_t turn = 0; turn < earned.bearing.size(); ++turn) {
        std::int64_t income = 0;
        const bool last = turn + 1 == earned.bearing.size();
        for (const Accretion& each : earned.interest) {
            const bool here = earned.bearing[turn].after < each.date && each.date <= end;
            if (here && (last || each.date <= earned.bearing[turn + 1].after)) income += each.income;
        }
        const std::vector<Ratio>& borne = earned.bearing[turn].parts;
        for (std::size_t place = 0; place < borne.size(); ++place) parts[place] += Ratio(income) * borne[place];
    }
    return parts;
}

// Interest raises what performance gives a right to, or what the customer's money is owed for. Its running total is
// shared by what the customer pays for.
void add_interest(Plan& plan, const Earned& earned)
{
    plan.borrowed = earned.buyback.has_value();
    if (plan.borrowed) plan.rent = earned.buyback->rent;
    if (earned.interest.empty()) return;
    std::vector<std::int64_t> so_far(earned.obligations.size());
    std::int64_t income = 0;
    for (const Accretion& each : earned.interest) {
        Booked row{.at = end_of(each.date), .source = Source::financing, .with_time = true};
        income += each.income;
        std::vector<std::int64_t> now(so_far.size());
        if (each.income != 0)
            now = in_whole_units(income, parts_of_income(earned, each.date), Residue::largest_remainder, 1);
        row.debit = Role::contract_liability;
        row.credit = Role::interest_income;
        for (std::size_t place = 0; each.income != 0 && place < now.size(); ++place) {
            row.obligation = static_cast<std::uint16_t>(place);
            row.amount = now[place] - so_far[place];
            if (row.amount != 0) plan.booked.push_back(row);
        }
        if (each.income != 0) so_far = now;
        if (each.expense == 0) continue;
        row.obligation = of_the_group;
        row.debit = Role::interest_expense;
        row.credit = Role::contract_liability;
        row.amount = each.expense;
        plan.booked.push_back(row);
    }
}

}  // namespace

Outcome add_extras(Plan& plan, const Halves& halves, const Places& places)
{
    add_interest(plan, halves.earned);
    for (std::size_t place = 0; place < halves.group.contracts.size(); ++place) {
        const Outcome payables = add_payables(plan, halves, place);
        if (!payables) return payables;
        add_discounts(plan, halves, place);
    }
    for (std::size_t place = 0; place < plan.obligations.size(); ++place)
        for (const LineOf& line : places.lines_of(place)) {
            if (line.versions->front().satisfied == Satisfied::over_time) continue;
            const auto obligation = static_cast<std::uint16_t>(place);
            const Promise promise = promise_of(line, halves);
            add_return_asset(plan, obligation, line, promise);
            add_warranty(plan, obligation, line, promise);
        }
    return Done{};
}

}  // namespace earned
