// Termination: service after the last day served is not billed; what was served and not billed is.
//
// What was billed beyond is kept, unless it is paid back: `refund` says how much, tax and all (the
// lines share it by what each was billed beyond, then by what each was billed); without it, what the
// contract's right to cancel says: pro_rata all that was billed beyond, all everything. `penalty` is
// one more item, on which there is no tax: it pays for nothing supplied.
#include "billing/line_bill.h"

#include "base/split.h"

#include <algorithm>

namespace earned::billing {

namespace {

struct Ended {
    LineBill* line;
    Money billed, beyond, short_of;
    Money billed_with_tax;
};

bool is_ended_by(const LineBill& line, const Termination& termination)
{
    const Promised& promised = line.promised();
    return promised.life().terminated == termination.at &&
           promised.plan(promised.versions().size() - 1) != BillingPlan::none;
}

Ratio with_tax(const LineBill& line)
{
    const Promised& promised = line.promised();
    const std::optional<TaxTerms>& tax = promised.terms(promised.versions().size() - 1).tax;
    return Ratio(1) + (tax ? Ratio::of(tax->rate) : Ratio());
}

// A price with tax in it says the tax of each item.
Money billed_with_tax(const LineBill& line, Date last_day)
{
    Money by_rate = Money::zero(line.promised().currency()), agreed = by_rate;
    for (const BillItem& item : line.items)
        if (item.date <= last_day && item.tax)
            agreed += item.net + *item.tax;
        else if (item.date <= last_day)
            by_rate += item.net;
    return agreed + by_rate.share(with_tax(line), Round::half_away);
}

Ended ended(LineBill& line, Date last_day)
{
    const Promised& promised = line.promised();
    const Money nothing = Money::zero(promised.currency());
    const Money served = line.course.is_told() ? rounded(promised, line.course.served(last_day)) : line.scheduled;
    return {&line, line.sum(last_day), std::max(line.scheduled - served, nothing),
            std::max(served - line.scheduled, nothing), billed_with_tax(line, last_day)};
}

Money gross(const Ended& one, Money net)
{
    return net == one.billed ? one.billed_with_tax : net.share(with_tax(*one.line), Round::half_away);
}

CancelRefund refund_of(const LineBill& line)
{
    const Promised& promised = line.promised();
    const std::optional<Cancellable>& own = promised.words(promised.versions().size() - 1).cancellable;
    const std::optional<Cancellable>& right = own ? own : promised.decided->cancellable;
    return right ? right->refund : CancelRefund::none;
}

void pay_back(const Ended& one, Money net, std::optional<Money> tax, const Termination& termination)
{
    if (net.sign() <= 0) return;
    one.line->add(termination.at.date, -net, std::nullopt, termination.event, "termination");
    one.line->items.back().settle = Settle::refund;
    if (tax) one.line->items.back().tax = -*tax;
}

// The refund, tax and all, over the lines: first what was billed beyond, then what was billed.
std::vector<Money> share_out(Money refund, const std::vector<Ended>& lines)
{
    std::vector<Ratio> beyond, rest;
    Money all_beyond = Money::zero(refund.currency());
    for (const Ended& one : lines) {
        const Money more = std::min(gross(one, one.beyond), gross(one, one.billed));
        beyond.emplace_back(more.minor());
        rest.emplace_back((gross(one, one.billed) - more).minor());
        all_beyond += more;
    }
    if (refund <= all_beyond) return split(refund, beyond);
    std::vector<Money> parts = split(refund - all_beyond, rest);
    for (std::size_t place = 0; place < parts.size(); ++place)
        parts[place] += Money(beyond[place].rounded(Round::down), refund.currency());
    return parts;
}

Outcome refund(const std::vector<Ended>& lines, const Termination& termination, const Contract& contract)
{
    const Currency currency = lines.front().line->promised().currency();
    const Money agreed = Money::of(*termination.what.refund, currency).value_or(Money::zero(currency));
    Money billed = Money::zero(currency);
    for (const Ended& one : lines) billed += gross(one, one.billed);
    if (billed < agreed)
        return Fault{"refund-exceeds-billed", "contract " + contract.id.text() + ", refund",
                     agreed.text() + " would be paid back, and " + billed.text() + " were to be invoiced by then",
                     "correct the refund; what is paid beyond it is payment.refunded"};
    const std::vector<Money> parts = share_out(agreed, lines);
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const Money exact = parts[place].share(Ratio(1) / with_tax(*lines[place].line), Round::half_away);
        const Money net = std::min(exact, lines[place].billed);
        pay_back(lines[place], net, parts[place] - net, termination);
    }
    return Done{};
}

Outcome settle(std::vector<Ended> lines, const Termination& termination, const Contract& contract)
{
    const Date date = termination.at.date;
    const Currency currency = contract.terms.currency.value_or(lines.front().line->promised().currency());
    const Money nothing = Money::zero(currency);
    for (const Ended& one : lines) {
        const bool all_back = !termination.what.refund && refund_of(*one.line) == CancelRefund::all;
        if (one.short_of.sign() > 0 && !all_back)
            one.line->add(date, one.short_of, std::nullopt, termination.event, "served until " + date.text());
    }
    const bool some_back = termination.what.refund && termination.what.refund->sign() > 0;
    if (some_back) {
        if (const Outcome paid = refund(lines, termination, contract); !paid) return paid;
    } else if (!termination.what.refund) {
        for (const Ended& one : lines) switch (refund_of(*one.line)) {
                case CancelRefund::none:
                    break;
                case CancelRefund::pro_rata:
                    pay_back(one, std::min(one.beyond, one.billed), std::nullopt, termination);
                    break;
                case CancelRefund::all:
                    pay_back(one, one.billed, std::nullopt, termination);
                    break;
            }
    }
    const Money penalty =
        termination.what.penalty ? Money::of(*termination.what.penalty, currency).value_or(nothing) : nothing;
    if (penalty.sign() <= 0) return Done{};
    lines.front().line->add(date, penalty, std::nullopt, termination.event, "termination penalty");
    lines.front().line->items.back().tax = nothing;
    return Done{};
}

}  // namespace

Outcome terminate(std::vector<LineBill>& lines, const Contract& contract)
{
    for (const Termination& termination : contract.terminations) {
        std::vector<Ended> of_it;
        for (LineBill& line : lines)
            if (is_ended_by(line, termination)) of_it.push_back(ended(line, termination.at.date));
        if (of_it.empty()) continue;
        if (const Outcome settled = settle(std::move(of_it), termination, contract); !settled) return settled;
    }
    return Done{};
}

}  // namespace earned::billing
