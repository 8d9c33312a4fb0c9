#include "reports/reconciliation.h"

#include "contract/settled_early.h"
#include "recognition/early_payment.h"
#include "reports/position.h"

#include <algorithm>

namespace earned {

namespace {

// A line whose invoices wait for something to happen.
bool waits_for_events(const LineTerms& terms)
{
    const BillingTerms& billing = terms.billing;
    switch (billing.plan.value_or(BillingPlan::none)) {
        case BillingPlan::none:
        case BillingPlan::on_fulfilment:
        case BillingPlan::usage:
        case BillingPlan::progress:
            return true;
        case BillingPlan::on_signing:
        case BillingPlan::recurring:
        case BillingPlan::installments:
            break;
    }
    return !billing.after.empty() || billing.retention.has_value() ||
           std::ranges::any_of(billing.installments,
                               [](const Installment& part) { return part.milestone.has_value(); });
}

bool waits_for_events(const Terms& terms)
{
    return std::ranges::any_of(terms.contracts, [](const ContractTerms& contract) {
        return std::ranges::any_of(contract.lines, [](const auto& versions) {
            return std::ranges::any_of(versions, [](const LineTerms& version) { return waits_for_events(version); });
        });
    });
}

// So do royalties, and goods that came back and are ordered still.
bool waits_for_events(const Group& group)
{
    const auto is_royalty = [](const Variable& variable) { return variable.kind == "royalty"; };
    const auto came_back = [](const Happening& happening) {
        return std::holds_alternative<GoodsReturned>(happening.fact);
    };
    return std::ranges::any_of(group.contracts, [&](const Contract& contract) {
        return std::ranges::any_of(contract.terms.variable, is_royalty) ||
               std::ranges::any_of(contract.lines, [&](const LineLife& line) {
                   return std::ranges::any_of(line.happenings, came_back);
               });
    });
}

// The engine schedules no invoice of such a line.
bool invoiced_elsewhere(const BookedGroup& booked, const ContractId& contract, const LineId& line)
{
    const std::vector<Contract>& contracts = booked.group.contracts;
    for (std::size_t place = 0; place < contracts.size(); ++place) {
        if (contracts[place].id != contract) continue;
        for (std::size_t n = 0; n < contracts[place].lines.size(); ++n)
            if (contracts[place].lines[n].id == line)
                return booked.terms.contracts[place].lines[n].back().billing.plan == BillingPlan::none;
    }
    return true;
}

// Invoiced less credited, of the lines whose invoices the engine schedules.
Money billed_by_plan(const BookedGroup& booked, Date date)
{
    Money billed = Money::zero(booked.group.currency);
    for (const Document& document : booked.group.documents) {
        if (document.at.date > date || (document.voided && document.voided->date <= date)) continue;
        if (document.early_payment) continue;  // what it shows is the payment's
        for (const IssuedLine& line : document.lines)
            if (!invoiced_elsewhere(booked, document.contract, line.line))
                billed += document.credit ? -line.net : line.net;
    }
    return billed;
}

bool is_financed(const Group& group)
{
    return std::ranges::any_of(group.contracts,
                               [](const Contract& contract) { return contract.terms.financing.has_value(); });
}

// What the customer is asked for beyond the price, as far as it is known: interest that it owes, less what it is owed.
Money interest_of(const BookedGroup& booked)
{
    Money interest = Money::zero(booked.group.currency);
    if (!is_financed(booked.group)) return interest;
    for (const Booked& row : booked.plan.booked) {
        if (row.credit == Role::interest_income) interest += Money{row.amount, booked.group.currency};
        if (row.debit == Role::interest_expense) interest += Money{-row.amount, booked.group.currency};
    }
    return interest;
}

// What was let go of by a day for early payment, where the price expects it.
Money discounts_expected(const Group& group, Date date)
{
    Money sum = Money::zero(group.currency);
    for (const Contract& contract : group.contracts) {
        if (!expects_early_payment(contract)) continue;
        for (const Taken& taken : discounts_of_price(group, contract.id))
            if (taken.at.date <= date) sum += Money{taken.amount, group.currency};
    }
    return sum;
}

// An end leaves interest that was borne by then in revenue, and no part of what is owed.
std::int64_t interest_kept(const Obligation& obligation)
{
    const Segment& last = obligation.segments.back();
    const bool ended = std::ranges::any_of(
        obligation.segments, [](const Segment& segment) { return segment.from.rank == Rank::termination; });
    return ended && last.whole == 0 && last.stated_whole == 0 ? last.base - last.stated_base : 0;
}

// What terminations took off what an obligation promises at stated prices.
std::int64_t cancelled_of(const Obligation& obligation)
{
    std::int64_t sum = 0;
    for (std::size_t place = 1; place < obligation.segments.size(); ++place) {
        const Segment &before = obligation.segments[place - 1], &after = obligation.segments[place];
        if (after.from.rank == Rank::termination)
            sum += after.stated_base + after.stated_whole - before.stated_base - before.stated_whole;
    }
    return sum;
}

}  // namespace

Money Reconciliation::Standing::expected_revenue() const
{
    return billed - ahead + on_account + unbilled + loan + asset - liability - refund - deposit - pending_tax -
           financed - rent - supplier + interest_paid - interest_earned + incentive - given - discounted;
}

Reconciliation::Standing& Reconciliation::Standing::operator+=(const Standing& other)
{
    for (Money Standing::*amount : {&Standing::billed,     &Standing::billed_with_tax, &Standing::credits,
                                    &Standing::cash,       &Standing::applied,         &Standing::written_off,
                                    &Standing::ahead,      &Standing::on_account,      &Standing::revenue,
                                    &Standing::unbilled,   &Standing::asset,           &Standing::liability,
                                    &Standing::refund,     &Standing::deposit,         &Standing::pending_tax,
                                    &Standing::loan,       &Standing::financed,        &Standing::rent,
                                    &Standing::supplier,   &Standing::interest_paid,   &Standing::interest_earned,
                                    &Standing::incentive,  &Standing::given,           &Standing::set_off,
                                    &Standing::discounted, &Standing::receivable})
        this->*amount += other.*amount;
    return *this;
}

Reconciliation::Row& Reconciliation::Row::operator+=(const Row& other)
{
    for (Money Row::*amount : {&Row::signed_price, &Row::cancelled, &Row::price, &Row::allocated, &Row::scheduled,
                               &Row::remaining, &Row::open, &Row::overdue_to_bill, &Row::interest, &Row::let_go})
        this->*amount += other.*amount;
    booked = booked || other.booked;
    waits = waits || other.waits;
    opening += other.opening;
    closing += other.closing;
    return *this;
}

// The laws of each contract, but for those of the periods.
bool Reconciliation::Row::reconciles() const
{
    const bool prices = allocated == closing.revenue + remaining && asked() == closing.billed + scheduled + waiting();
    const bool cash = open == closing.billed_with_tax - closing.credits - closing.applied - closing.written_off;
    const bool control = open == closing.receivable + closing.ahead + closing.set_off;
    return booked && prices && cash && control && closing.revenue == closing.expected_revenue();
}

Reconciliation::Standing Reconciliation::nothing(Currency currency)
{
    const Money none = Money::zero(currency);
    return {none, none, none, none, none, none, none, none, none, none, none, none, none,
            none, none, none, none, none, none, none, none, none, none, none, none, none};
}

Reconciliation::Row Reconciliation::empty_row(Currency currency)
{
    const Money none = Money::zero(currency);
    return {
        false, none, none, none, none, none, none, none, none, none, none, false, nothing(currency), nothing(currency)};
}

void Reconciliation::take_facts(Standing& standing, const BookedGroup& booked, Date date) const
{
    const auto counts = [&](const std::optional<Moment>& at) { return at && at->date <= date; };
    for (const Document& document : booked.group.documents) {
        if (document.at.date > date || counts(document.voided)) continue;
        const Money gross = document.net() + document.tax();
        if (document.credit) {
            if (!document.early_payment) standing.billed -= document.net();
            standing.pending_tax += document.tax();
            standing.credits += gross;
        } else {
            standing.billed += document.net();
            standing.pending_tax -= document.tax();
            standing.billed_with_tax += gross;
        }
    }
    for (const Collected& cash : booked.group.cash) {
        if (cash.at.date > date) continue;
        standing.cash += cash.amount;
        if (!cash.invoice.empty()) standing.applied += cash.amount;
    }
    for (const Writeoff& loss : booked.group.writeoffs)
        if (loss.at.date <= date) standing.written_off += loss.amount;
    for (const Writeoff& discount : discounts_let_go(booked.group))
        if (discount.at.date <= date) standing.written_off += discount.amount;
    standing.discounted += discounts_expected(booked.group, date);
    for (const Booked& row : booked.plan.booked) {
        if (row.at.date > date) continue;
        const Money amount{row.amount, booked.plan.currency};
        const bool is_paid = row.debit == Role::customer_incentive || row.debit == Role::selling_expense;
        if (row.debit == Role::customer_incentive) standing.given += amount;
        if (is_paid && row.credit == Role::receivable) standing.set_off += amount;
    }
    const Position seen = position(booked.plan, heading_.calendar, date);
    standing.ahead += Money{seen.ahead, booked.plan.currency};
    standing.on_account += standing.cash - standing.applied;
}

void Reconciliation::take_price(Row& row, const BookedGroup& booked)
{
    const Plan& plan = booked.plan;
    const auto money = [&](std::int64_t minor) { return Money{minor, plan.currency}; };
    bool waits = false;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        curve_.read(plan, place, heading_.as_of);
        if (curve_.empty()) continue;
        const Segment& first = curve_.life().segments.front();
        if (first.from.rank == Rank::contract) row.signed_price += money(first.stated_base + first.stated_whole);
        row.price += money(curve_.stated());
        row.cancelled += money(cancelled_of(curve_.life()));
        row.allocated += money(curve_.allocated());
        const Segment& last = curve_.life().segments.back();
        row.let_go += money(last.conceded_base + last.conceded_whole);
        if (is_financed(booked.group)) row.interest += money(interest_kept(curve_.life()));
        const Outlook outlook = curve_.outlook(heading_.as_of);
        row.remaining += money(outlook.remaining());
        waits = waits || outlook.undated != 0;  // nor is its interest known
    }
    row.interest += interest_of(booked);
    row.let_go += discounts_expected(booked.group, Date::never());
    Money items = money(0), overdue = items;
    for (const BillItem& item : booked.billed.items) {
        items += item.net;
        if (item.date <= heading_.as_of) overdue += item.net;
    }
    const Money billed = billed_by_plan(booked, heading_.as_of);
    row.waits =
        waits_for_events(booked.terms) || waits_for_events(booked.group) || (is_financed(booked.group) && waits);
    row.scheduled += items - billed;
    row.overdue_to_bill += overdue - billed;
    for (const OpenInvoice& open : booked.open)
        if (open.group == &booked.group || open.group->id == booked.group.id) row.open += open.open;
}

void Reconciliation::take(const BookedGroup& booked)
{
    const Group& group = booked.group;
    if (!heading_.scope.of_ledger(group.entity, booked.book) || !heading_.scope.admits(group.customer, group.id))
        return;
    Row figures = empty_row(group.currency);
    figures.booked = true;
    take_facts(figures.opening, booked, heading_.calendar.first(heading_.first).previous());
    take_facts(figures.closing, booked, heading_.as_of);
    take_price(figures, booked);
    lines_.put({{group.currency, group.customer.text(), group.id.text()}, std::move(figures)});
}

void Reconciliation::take(const PostedLine& line)
{
    if (line.contract.empty() || line.belongs_to > heading_.last) return;
    if (!heading_.scope.of_ledger(line.entity, line.book) || !heading_.scope.admits(line.customer, line.contract))
        return;
    static constexpr std::pair<Role, Money Standing::*> read[] = {
        {Role::revenue, &Standing::revenue},
        {Role::receivable, &Standing::receivable},
        {Role::unbilled_receivable, &Standing::unbilled},
        {Role::contract_asset, &Standing::asset},
        {Role::contract_liability, &Standing::liability},
        {Role::refund_liability, &Standing::refund},
        {Role::customer_deposit, &Standing::deposit},
        {Role::output_tax_pending, &Standing::pending_tax},
        {Role::loan_receivable, &Standing::loan},
        {Role::financing_liability, &Standing::financed},
        {Role::lease_clearing, &Standing::rent},
        {Role::supplier_payable, &Standing::supplier},
        {Role::interest_expense, &Standing::interest_paid},
        {Role::interest_income, &Standing::interest_earned},
        {Role::customer_incentive, &Standing::incentive},
        {Role::tax_payable, &Standing::pending_tax},
    };
    const auto found = std::ranges::find(read, line.role, [](const auto& one) { return one.first; });
    if (found == std::end(read)) return;
    Money Standing::*const amount = found->second;
    Row figures = empty_row(line.currency);
    const Money debit{line.minor, line.currency};
    const Money natural = normal_side(line.role) == Side::debit ? debit : -debit;
    figures.closing.*amount += natural;
    if (line.belongs_to < heading_.first) figures.opening.*amount += natural;
    lines_.put({{line.currency, line.customer.text(), line.contract.text()}, std::move(figures)});
}

}  // namespace earned
