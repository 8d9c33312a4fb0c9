// What one person may not decide alone: proposed, then approved by another or taken back.
#include "app/cash_deed.h"

#include "app/intake.h"
#include "contract/decode.h"
#include "exchange/json.h"

#include <algorithm>

namespace earned::app {

namespace {

// The decided event has an id of the proposal's, so that it is written once.
std::string decided_id(const std::string& proposal) { return "decided/" + proposal; }

CashOrder deed_order_of(const Event& event)
{
    CashOrder order{.date = event.date};
    const auto take = [&](CashDeed deed, const PaymentId& payment, const InvoiceId& invoice, const Decimal& amount,
                          const std::string& reason) {
        order.deed = deed;
        order.payment = payment;
        order.invoice = invoice;
        order.amount = amount;
        order.reason = reason;
    };
    if (const auto* applied = std::get_if<PaymentApplied>(&event.fact))
        take(CashDeed::apply, applied->payment, applied->invoice, applied->amount, applied->evidence),
            order.paid = applied->paid;
    else if (const auto* unapplied = std::get_if<PaymentUnapplied>(&event.fact))
        take(CashDeed::unapply, unapplied->payment, unapplied->invoice, unapplied->amount, "");
    else if (const auto* moved = std::get_if<PaymentMoved>(&event.fact))
        take(CashDeed::move, moved->payment, moved->invoice, moved->amount, "");
    else if (const auto* refunded = std::get_if<PaymentRefunded>(&event.fact))
        take(CashDeed::refund, refunded->payment, InvoiceId(), refunded->amount, refunded->reason);
    else if (const auto* written = std::get_if<WriteoffApproved>(&event.fact))
        take(CashDeed::write_off, PaymentId(), written->invoice, written->amount, written->reason);
    else if (const auto* recovered = std::get_if<WriteoffRecovered>(&event.fact))
        take(CashDeed::recover, PaymentId(), recovered->invoice, recovered->amount, recovered->reason);
    return order;
}

// The event as it was proposed. Its data comes out of the log, and is read like any that comes in.
CashOrder order_proposed(const DecisionProposed& proposed)
{
    const std::string text = R"({"specversion":"1.0","source":"earned","id":"proposal","type":")" + proposed.type +
                             R"(","data":)" + proposed.data + "}";
    const Result<Value> document = exchange::parse_json(text, "proposal " + proposed.proposal);
    if (!document) throw Refused(document.fault());
    const Result<Event> event = decode(*document);
    if (!event) throw Refused(event.fault());
    return deed_order_of(*event);
}

// Those that were approved: their event is in the log. Of another home it has a tail of its own.
void note_approved(Book& book, std::vector<CashProposal>& proposals)
{
    std::vector<db::Identity> identities;
    for (const CashProposal& each : proposals)
        for (const std::string& id : {decided_id(each.name), "match/" + decided_id(each.name) + "/3-applied"}) {
            Event event{.source = "earned", .id = id, .fact = PaymentUnapplied{}};
            identities.push_back(stored_form(event).identity);
        }
    const std::vector<db::Known> known = book.store().known(identities);
    for (std::size_t at = 0; at < proposals.size(); ++at)
        if (known[2 * at].seen || known[2 * at + 1].seen) proposals[at].state = CashProposal::State::approved;
}

CashProposal must_be_open(Book& book, const std::string& proposal)
{
    for (const CashProposal& each : cash_proposals(book)) {
        if (each.name != proposal) continue;
        if (each.state == CashProposal::State::open) return each;
        throw Refused(
            {.code = "proposal-decided",
             .where = "proposal " + proposal,
             .what = each.state == CashProposal::State::approved ? "it was approved before" : "it was withdrawn",
             .hint = "earned cash proposals lists those that are open"});
    }
    throw Refused({.code = "proposal-unknown",
                   .where = "proposal " + proposal,
                   .what = "there is none of this name",
                   .hint = "earned cash proposals lists those that are open"});
}

}  // namespace

std::vector<CashProposal> cash_proposals(Book& book)
{
    std::vector<CashProposal> proposals;
    std::vector<std::string> withdrawn;
    book.store().company_events(book.known_at(), [&](const db::EventRow& row) {
        if (row.type != "decision.proposed" && row.type != "decision.withdrawn") return;
        const Event event = decode_stored(row);
        if (const auto* back = std::get_if<DecisionWithdrawn>(&event.fact)) withdrawn.push_back(back->proposal);
        if (const auto* proposed = std::get_if<DecisionProposed>(&event.fact))
            proposals.push_back({proposed->proposal, order_proposed(*proposed), event.by});
    });
    note_approved(book, proposals);
    for (CashProposal& each : proposals)
        if (std::find(withdrawn.begin(), withdrawn.end(), each.name) != withdrawn.end())
            each.state = CashProposal::State::withdrawn;
    return proposals;
}

CashOrder approve(Book& book, const std::string& proposal, const std::string& by)
{
    const CashProposal found = must_be_open(book, proposal);
    if (found.by == by)
        throw Refused({.code = "four-eyes",
                       .where = "proposal " + proposal,
                       .what = by + " proposed this and can't approve it as well",
                       .hint = "let somebody else approve it"});
    carry_out(book, found.order, {found.by, by}, decided_id(proposal));
    return found.order;
}

void withdraw(Book& book, const std::string& proposal, const std::string& reason, const std::string& by, Date date)
{
    must_be_open(book, proposal);
    append_own(book, {{.source = "earned",
                       .id = "withdrawn/" + proposal,
                       .by = by,
                       .date = date,
                       .fact = DecisionWithdrawn{proposal, reason}}});
}

}  // namespace earned::app
