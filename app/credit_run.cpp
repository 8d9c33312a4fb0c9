#include "app/credit_run.h"

#include "app/billed_group.h"
#include "app/in_force.h"
#include "app/intake.h"
#include "app/names.h"
#include "app/issuing.h"
#include "app/one_document.h"
#include "app/zone.h"
#include "billing/einvoice/present.h"
#include "journal/target.h"
#include "rules/approval.h"
#include "rules/collections.h"

#include <algorithm>
#include <chrono>

namespace earned::app {

namespace {

struct InvoiceHome {
    std::int64_t home = 0;
    std::vector<Event> history;
    Home folded;
};

InvoiceHome home_invoiced(Book& book, const InvoiceId& invoice)
{
    const db::Key key{db::KeyKind::invoice, invoice.text()};
    InvoiceHome found{.home = home_of_key(book.store(), key), .history = {}, .folded = {}};
    if (found.home == 0)
        throw Refused({.code = "invoice-unknown",
                       .where = "invoice " + invoice.text(),
                       .what = "no invoice has this number",
                       .hint = "`earned invoice list` shows those there are"});
    found.history = book.history(book.store(), found.home);
    found.folded = fold(book.reference(), found.history);
    return found;
}

const Group* group_invoiced(const Home& home, const InvoiceId& invoice)
{
    for (const Group& group : home.groups)
        for (const Document& document : group.documents)
            if (!document.credit && document.number == invoice) return &group;
    return nullptr;
}

const Group& must_have(const Home& home, const InvoiceId& invoice)
{
    const Group* group = group_invoiced(home, invoice);
    if (group == nullptr)
        throw Refused({.code = "invoice-unknown",
                       .where = "invoice " + invoice.text(),
                       .what = "it was sent, and could not be taken up",
                       .hint = "earned exceptions says why"});
    if (group->fault) throw Refused(*group->fault);
    return *group;
}

// The home as it would be with the events; what can't apply is refused.
Home with(const Book& book, const InvoiceHome& found, const std::vector<Event>& events, std::int64_t next_event,
          std::int64_t batch)
{
    std::vector<Event> history = found.history;
    for (const Event& event : events) {
        history.push_back(event);
        history.back().number = next_event++;
        history.back().batch = batch;
    }
    Home home = fold(book.reference(), history);
    for (const Exception& exception : home.exceptions)
        for (const Event& event : events)
            if (exception.source == event.source && exception.id == event.id) throw Refused(exception.fault);
    return home;
}

Money still_to_issue(const Book& book, const Group& group, Date through)
{
    const BilledGroup made = billed_of(book, group, through);
    Money net = Money::zero(group.currency);
    for (const Draft& each : draft(group, made.terms, made.billed, through, Date::dawn()))
        for (const IssuedLine& line : each.lines) net += each.credit ? -line.net : line.net;
    return net;
}

std::vector<CreditMove> moves_between(const Book& book, const Group& before, const Group& after, Date date)
{
    std::vector<CreditMove> moves;
    for (const Ledger& ledger : book.ledgers()) {
        if (ledger.entity != before.entity) continue;
        const Policy policy = book.policy(ledger);
        const Result<Plan> was = book.plan_of(policy, before), is = book.plan_of(policy, after);
        if (!was) throw Refused(was.fault());
        if (!is) throw Refused(is.fault());
        const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
        const Moment at{date, Rank::lapse, 0};
        const Date accrued = std::max(accrued_by(*was, calendar, date), accrued_by(*is, calendar, date));
        moves.push_back({ledger, target(*is, at, accrued) - target(*was, at, accrued)});
    }
    return moves;
}

Money freed_by(const Home& before, const Home& after, Currency currency)
{
    Money freed = Money::zero(currency);
    for (const Receipt& receipt : after.receipts)
        if (receipt.balance.currency() == currency) freed += receipt.balance;
    for (const Receipt& receipt : before.receipts)
        if (receipt.balance.currency() == currency) freed -= receipt.balance;
    return freed;
}

class Crediting {
public:
    Crediting(Book& book, const CreditOrder& order)
        : book_(book),
          order_(order),
          found_(home_invoiced(book, order.asked.invoice)),
          group_(must_have(found_.folded, order.asked.invoice))
    {
    }

    Credited prepare()
    {
        const Date date = order_.asked.date;
        const BilledGroup made = billed_of(book_, group_, date);
        Result<CreditNote> note = credit_note(group_, made.terms, made.billed, order_.asked);
        if (!note) throw Refused(note.fault());
        note_ = std::move(*note);
        Credited credited;
        BilledDocument& document = credited.note;
        document.home = found_.home;
        document.customer = found_.folded.customer;
        document.currency = group_.currency;
        document.draft = {.credit = true,
                          .of = order_.asked.invoice,
                          .contract = note_.contract,
                          .entity = group_.entity,
                          .date = date,
                          .due = date,
                          .lines = note_.lines,
                          .what = {},
                          .reason = order_.reason,
                          .settle = order_.settle,
                          .of_drafted = {}};
        document.number = "(credit note)";
        check(credited);
        document.number.clear();
        document.persons = persons(document);
        return credited;
    }

    void write(BilledDocument& document)
    {
        write_one(book_, document, order_.by, [&](const BilledDocument& numbered) {
            return numbered.persons > 0 ? std::vector{proposed(numbered)} : events_of(numbered);
        });
    }

    // Whom it waits for; nobody once it was approved.
    int persons(const BilledDocument& document) const
    {
        if (order_.draft) return 0;
        for (const Ledger& ledger : book_.ledgers()) {
            if (ledger.entity != group_.entity) continue;
            const DocumentFacts facts{.kind = DocumentKind::credit_note,
                                      .date = document.draft.date,
                                      .total = (document.net() + document.tax()).decimal()};
            const Result<int> asked =
                persons_to_approve(book_.policy(ledger), group_, *group_.contract(note_.contract), facts);
            if (!asked) throw Refused(asked.fault());
            return std::max(*asked, deciders(ledger, document));
        }
        return 0;
    }

private:
    // By the decision `authority`, as of any deed: two when one person may not decide it alone.
    int deciders(const Ledger& ledger, const BilledDocument& document) const
    {
        const Policy policy = book_.policy(ledger);
        const Decimal total = (document.net() + document.tax()).decimal();
        const Result<int> persons =
            persons_for(package_on(policy, document.draft.date), {"credit", total, group_.currency});
        if (!persons) throw Refused(persons.fault());
        return *persons > 1 ? 2 : 0;
    }

    // The change of price first: it takes effect before what bills it.
    std::vector<Event> events_of(const BilledDocument& document) const
    {
        std::vector<Event> events;
        if (order_.price == Price::falls && !note_.changes.empty()) {
            Event lowering{.source = "earned", .id = "credit/" + document.number, .by = order_.by};
            lowering.date = order_.asked.date;
            ContractModified change{.contract = note_.contract};
            change.price_change = note_.changes;
            // Of the lines it names alone: a pool would share it with lines that nobody credited.
            const bool of_what_remains = order_.asked.relates_to == RelatesTo::remaining;
            change.treatment = of_what_remains ? Modifies::automatic : Modifies::catch_up;
            lowering.fact = std::move(change);
            events.push_back(std::move(lowering));
        }
        Event issued = issued_event(document, order_.by);
        if (order_.draft) {
            std::get<CreditIssued>(issued.fact).draft = order_.draft;
            if (order_.approved_by != order_.by) issued.approved_by = order_.approved_by;
        }
        events.push_back(std::move(issued));
        return events;
    }

    Event proposed(const BilledDocument& document) const
    {
        Event event{.source = "earned", .id = "asked/" + document.number, .by = order_.by};
        event.date = order_.asked.date;
        const CreditAsked& asked = order_.asked;
        event.fact = CreditProposed{
            .draft = InvoiceId(document.number),
            .contract = note_.contract,
            .invoice = asked.invoice,
            .line = asked.line.empty() ? std::nullopt : std::optional(asked.line),
            .quantity = asked.quantity,
            .amount = asked.amount,
            .total = (document.net() + document.tax()).decimal(),
            .reason = order_.reason,
            .settle = order_.settle,
            .relates_to = asked.relates_to,
            .invoice_again = order_.price == Price::stays,
            .two = document.persons > 1 ? std::optional(true) : std::nullopt,
        };
        return event;
    }

    void check(Credited& credited)
    {
        const Date date = order_.asked.date;
        const Home after =
            with(book_, found_, events_of(credited.note), book_.store().next_event(), book_.store().open_batch());
        const Group& lowered = must_have(after, order_.asked.invoice);
        credited.moves = moves_between(book_, group_, lowered, date);
        const BilledGroup now = billed_of(book_, lowered, date);
        const einvoice::Known known{book_.reference(), lowered, now.terms, now.billed};
        if (const auto fault = einvoice::unfit(known, std::span(&credited.note.draft, 1))) throw Refused(*fault);
        if (order_.price == Price::falls && still_to_issue(book_, group_, date) != still_to_issue(book_, lowered, date))
            throw Refused({.code = "credit-unsettled",
                           .where = "invoice " + order_.asked.invoice.text(),
                           .what = "the line's plan would not leave the credit note as it is (money held back, or an "
                                   "invoice ahead of its plan)",
                           .hint = "lower the price by contract.modified with price_change settled: credit, and let "
                                   "the bill run make the credit note"});
        credited.left = Money::zero(lowered.currency);
        for (const Document& document : lowered.documents) {
            if (!document.credit && document.number == order_.asked.invoice)
                credited.left += document.net() + document.tax();
            if (document.credit && document.of == order_.asked.invoice && !document.voided)
                credited.left -= document.net() + document.tax();
        }
        credited.to_balance = freed_by(found_.folded, after, lowered.currency);
    }

    Book& book_;
    const CreditOrder& order_;
    InvoiceHome found_;
    const Group& group_;
    CreditNote note_;
};

}  // namespace

Credited credit(Book& book, const CreditOrder& order, Writing writing)
{
    Crediting crediting(book, order);
    Credited credited = crediting.prepare();
    if (writing == Writing::done) crediting.write(credited.note);
    return credited;
}

void void_invoice(Book& book, const VoidOrder& order)
{
    const InvoiceHome found = home_invoiced(book, order.invoice);
    const Group& group = must_have(found.folded, order.invoice);
    for (const Document& document : group.documents) {
        if (document.credit || document.number != order.invoice) continue;
        if (document.voided)
            throw Refused({.code = "invoice-voided",
                           .where = "invoice " + order.invoice.text(),
                           .what = "it was voided on " + document.voided->date.text(),
                           .hint = "name the invoice that replaced it"});
        if (order.date < document.at.date)
            throw Refused({.code = "void-before-invoice",
                           .where = "invoice " + order.invoice.text(),
                           .what = "it was issued on " + document.at.date.text() + ", and would be voided on " +
                                   order.date.text(),
                           .hint = "void it on the day it was issued or later"});
    }
    Event event{.source = "earned", .id = "void/" + order.invoice.text(), .by = order.by};
    event.date = order.date;
    event.fact = InvoiceVoided{order.invoice, order.reason};
    const Home after = with(book, found, {event}, book.store().next_event(), book.store().open_batch());
    moves_between(book, group, must_have(after, order.invoice), order.date);  // or what keeps it from being planned
    append_own(book, {std::move(event)});
}

Date today_of(const Book& book, const EntityId& entity)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::int64_t second = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    std::string zone = "UTC";
    if (const EntityDefined* defined = book.reference().entity(entity, Date::never()))
        if (!defined->timezone.empty()) zone = defined->timezone;
    return Zone(zone).day_of(second);
}

}  // namespace earned::app
