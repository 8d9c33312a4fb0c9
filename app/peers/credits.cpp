// Credit notes and what they leave in the customer's hands.
#include "app/peers/asked.h"

#include "billing/credit_balance.h"
#include "billing/tax.h"

namespace earned::app {

namespace peers_credits {

namespace {

struct Taxed {
    Money net, tax;
    Money total() const { return net + tax; }
};

std::optional<TaxTerms> rate_of(const Asked& asked)
{
    const Ratio rate = asked.number_or("tax_rate", 0) / Ratio(100);
    return TaxTerms{
        .rate = rate.decimal(12, Round::half_away), .included = false, .category = "", .point = TaxPoint::invoice};
}

Taxed taxed(const Asked& asked, Money net) { return {net, billing::tax_on(net, rate_of(asked))}; }

// Of an invoice, a part of it; its tax is the difference of running totals, or that of the exact part.
Taxed credited(const Asked& asked, const Taxed& invoice, const Ratio& share)
{
    const Money nothing = Money::zero(invoice.net.currency());
    const Money net = invoice.net.share(share, asked.conventions().rounding);
    if (asked.policy("credit_tax") == "of_item")
        return {net, invoice.net.share(share * Ratio::of(rate_of(asked)->rate), asked.conventions().rounding)};
    return {net, billing::tax_credited({invoice.net, invoice.tax, nothing, nothing}, net)};
}

Value cents(Money money) { return Value::number(money.minor()); }

// Billed in advance for a period, of which only so many days were used.
Value used_in_part(const Asked& asked)
{
    const Taxed invoice = taxed(asked, asked.cents("plan_cents"));
    const Ratio unused = Ratio(1) - asked.number("days_used") / asked.number("period_days");
    const Taxed note = credited(asked, invoice, unused);
    return Value::record({{"invoice", Value::list({cents(invoice.net), cents(invoice.tax), cents(invoice.total())})},
                          {"credit_note", Value::record({{"precise_item", exactly(Ratio(invoice.net.minor()) * unused)},
                                                         {"sub_total", cents(note.net)},
                                                         {"tax", cents(note.tax)},
                                                         {"total", cents(note.total())}})}});
}

// The unused end of a calendar month that was billed in advance, and the usage that is billed last.
struct Ended {
    Taxed note, usage;
};
Ended ended(const Asked& asked)
{
    const Date start = asked.date("start"), last = asked.date("terminated");
    const DaySpan month{start.first_of_month(), start.first_of_month().plus_months(1, 1)};
    const Ratio unused =
        part_of({last.next(), month.to}, month, asked.proration(), asked.conventions().ratio_precision);
    const Taxed plan = taxed(asked, asked.cents("plan_cents"));
    return {credited(asked, plan, unused), taxed(asked, asked.cents("usage_cents"))};
}

Value with_last_usage(const Asked& asked)
{
    const auto [note, usage] = ended(asked);
    const billing::DrawnDown drawn = billing::draw_down(note.total(), usage.total());
    return Value::record({{"credit_note_total", cents(note.total())},
                          {"final_invoice", Value::record({{"sub_total", cents(usage.net)},
                                                           {"tax", cents(usage.tax)},
                                                           {"credit_applied", cents(drawn.used)},
                                                           {"due", cents(drawn.due)}})}});
}

Value paid_in_part(const Asked& asked)
{
    if (!asked.has("refundable_cents"))
        throw NotRunnable("it doesn't say how much was paid, on which the refund depends");
    PeerCase above = *asked.before;
    const Asked facts(above, nullptr, {});
    const auto [note, usage] = ended(facts);
    const billing::SplitCredit split = billing::split_credit(note.total(), asked.cents("refundable_cents"));
    const billing::DrawnDown drawn = billing::draw_down(split.balance, usage.total());
    return Value::record({{"credit_note_total", cents(note.total())},
                          {"refund", cents(split.refund)},
                          {"credit", cents(split.balance)},
                          {"final_invoice_due", cents(drawn.due)}});
}

// What is given back of a plan goes against the new one's charge; the rest is credit.
Value switched(Money back, Money charge)
{
    const billing::DrawnDown drawn = billing::draw_down(back, charge);
    const billing::DrawnDown next = billing::draw_down(drawn.left, charge),
                             after = billing::draw_down(next.left, charge);
    return Value::record({{"repair", amount(-back)},
                          {"charge", amount(charge)},
                          {"account_credit", amount(drawn.left)},
                          {"next_two_invoices_paid_from_credit", many({next.used, after.used})}});
}

Value sum_of_parts(const Asked& asked)
{
    Ratio total = asked.number("tax_cents");
    for (const Ratio& item : numbers_in(asked.value("items_cents"))) total += item;
    return Value::record({{"total", exactly(total)}});
}

}  // namespace

}  // namespace peers_credits

std::optional<Value> answer_credits(const Asked& asked)
{
    using namespace peers_credits;
    if (asked.has("days_used")) return used_in_part(asked);
    if (asked.has("items_cents")) return sum_of_parts(asked);
    if (asked.has("old_plan_cents")) {
        const Taxed invoice = taxed(asked, asked.cents("old_plan_cents"));
        const Taxed note = credited(asked, invoice, asked.number("unused_days") / asked.number("period_days"));
        return Value::record({{"credit_cents", cents(note.total())}});
    }
    if (asked.has("usage_cents")) return with_last_usage(asked);
    if (asked.has("as_above")) return paid_in_part(asked);
    if (asked.has("unused_value_at_change"))
        return switched(billing::repair(asked.money("unused_value_at_change"), asked.money("billed"),
                                        -asked.money("prior_item_adjustment")),
                        asked.money("new_plan_charge"));
    if (asked.has("annual_billed")) return switched(asked.money("annual_billed"), asked.money("switch_to_monthly"));
    if (asked.has("credit_balance")) {
        const billing::DrawnDown drawn = billing::draw_down(asked.money("credit_balance"), asked.money("next_charge"));
        return Value::record({{"credit_applied", amount(-drawn.used)}, {"due", amount(drawn.due)}});
    }
    return std::nullopt;
}

}  // namespace earned::app
