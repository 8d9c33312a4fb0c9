#include "app/cash_deed.h"

#include "app/cash_application.h"
#include "app/in_force.h"
#include "app/intake.h"
#include "app/names.h"
#include "contract/decode.h"
#include "contract/fold.h"
#include "rules/collections.h"

#include <algorithm>
#include <array>

namespace earned::app {

namespace {

constexpr std::array<std::string_view, 6> names_of_deeds = {"apply",  "unapply",   "move",
                                                            "refund", "write_off", "recover"};

std::int64_t home_named(Book& book, db::KeyKind kind, const std::string& name)
{
    const db::Key key{kind, name};
    const std::int64_t home = home_of_key(book.store(), key);
    if (home != 0) return home;
    const std::string what = kind == db::KeyKind::invoice ? "invoice" : "payment";
    throw Refused({.code = what + "-unknown",
                   .where = what + " " + name,
                   .what = "there is none of this name",
                   .hint = "earned cash list names payments, earned report invoices invoices"});
}

const Receipt& receipt_of(const Home& home, const PaymentId& payment)
{
    for (const Receipt& receipt : home.receipts)
        if (receipt.payment == payment) return receipt;
    throw Refused({.code = "payment-unknown",
                   .where = "payment " + payment.text(),
                   .what = "it was not received, or could not be taken up",
                   .hint = "earned exceptions says why"});
}

Currency currency_of_invoice(const Home& home, const InvoiceId& invoice)
{
    for (const Group& group : home.groups)
        for (const Document& document : group.documents)
            if (!document.credit && document.number == invoice) return group.currency;
    throw Refused({.code = "invoice-unknown",
                   .where = "invoice " + invoice.text(),
                   .what = "it was sent, and could not be taken up",
                   .hint = "earned exceptions says why"});
}

Currency payment_currency(Book& book, const CashOrder& order)
{
    const std::int64_t home = home_named(book, db::KeyKind::payment, order.payment.text());
    return receipt_of(book.folded(book.store(), home), order.payment).amount.currency();
}

Currency invoice_currency(Book& book, const CashOrder& order)
{
    const std::int64_t home = home_named(book, db::KeyKind::invoice, order.invoice.text());
    return currency_of_invoice(book.folded(book.store(), home), order.invoice);
}

// What it is about, in the currency that limits are asked in: of the payment where that is known, else of the invoice.
struct AtStake {
    Decimal amount;
    Currency currency;
};
AtStake at_stake(Book& book, const CashOrder& order)
{
    if (order.payment.empty()) return {order.amount, invoice_currency(book, order)};
    const Currency paid_in = payment_currency(book, order);
    if (order.paid) return {*order.paid, paid_in};
    return {order.amount, order.invoice.empty() ? paid_in : invoice_currency(book, order)};
}

Money money_of(const Decimal& amount, Currency currency, const CashOrder& order)
{
    const auto money = Money::of(amount, currency);
    if (!money)
        throw Refused({.code = "too-many-decimals",
                       .where = "payment " + order.payment.text(),
                       .what = amount.text() + " is no amount of its currency",
                       .hint = "round it to the currency's decimals"});
    return *money;
}

Fact deed_fact(const CashOrder& order)
{
    switch (order.deed) {
        case CashDeed::apply:
            return PaymentApplied{order.payment, order.invoice,    order.amount, "by_hand",
                                  order.reason,  Confidence::none, order.paid};
        case CashDeed::unapply:
            return PaymentUnapplied{order.payment, order.invoice, order.amount};
        case CashDeed::move:
            return PaymentMoved{order.payment, order.invoice, order.amount};
        case CashDeed::refund:
            return PaymentRefunded{order.payment, order.amount, order.reason};
        case CashDeed::write_off:
            return WriteoffApproved{order.invoice, order.amount, order.reason};
        case CashDeed::recover:
            return WriteoffRecovered{order.invoice, order.amount, order.reason};
    }
    CHECK(false, "a deed is one of those");
    return {};
}

// What was handed over to another customer is that one's payment, with a name of its own: only that is on the invoice.
void refuse_across(Book& book, const CashOrder& order)
{
    const std::int64_t from = home_named(book, db::KeyKind::payment, order.payment.text());
    const std::int64_t to = home_named(book, db::KeyKind::invoice, order.invoice.text());
    if (from == to) return;
    const Home payer = book.folded(book.store(), from), debtor = book.folded(book.store(), to);
    std::string handed;
    for (const Receipt& receipt : debtor.receipts)
        if (receipt.payment.text().starts_with(order.payment.text() + ">"))
            handed += (handed.empty() ? "" : ", ") + receipt.payment.text();
    throw Refused(
        {.code = "cash-of-another-customer",
         .where = "payment " + order.payment.text() + ", invoice " + order.invoice.text(),
         .what = (payer.customer.empty() ? "nobody knows yet whose the payment is"
                                         : "the payment is of customer " + payer.customer.text()) +
                 ", and the invoice of customer " + debtor.customer.text(),
         .hint = order.deed == CashDeed::move ? "take it off its invoices (earned cash unapply), and apply it here"
                 : handed.empty() ? "nothing of it was handed over: earned cash list --applied names what pays it"
                                  : "what was handed over is a payment of its own: name " + handed});
}

// An invoice of another home is paid by handing the cash over.
std::vector<Event> deed_events(Book& book, const CashOrder& order, const DecidedBy& who, const std::string& id)
{
    if (order.deed == CashDeed::unapply || order.deed == CashDeed::move) refuse_across(book, order);
    if (order.deed == CashDeed::apply) {
        const std::int64_t from = home_named(book, db::KeyKind::payment, order.payment.text());
        const std::int64_t to = home_named(book, db::KeyKind::invoice, order.invoice.text());
        if (from != to) {
            const Home payer = book.folded(book.store(), from);
            const Receipt& receipt = receipt_of(payer, order.payment);
            const Currency paid_in = receipt.amount.currency(), owed_in = invoice_currency(book, order);
            if (!order.paid && paid_in != owed_in)
                throw Refused({.code = "wrong-currency",
                               .where = "payment " + order.payment.text() + ", invoice " + order.invoice.text(),
                               .what = "the payment is in " + paid_in.code() + " and the invoice in " + owed_in.code(),
                               .hint = "say by --paid what of the payment it takes, in " + paid_in.code()});
            std::vector<Event> events =
                application_events({.from_home = from,
                                    .to_home = to,
                                    .payment = order.payment,
                                    .invoice = order.invoice,
                                    .to_customer = book.folded(book.store(), to).customer,
                                    .amount = money_of(order.amount, owed_in, order),
                                    .paid = money_of(order.paid.value_or(order.amount), paid_in, order),
                                    .date = order.date,
                                    .by = who.by,
                                    .id = id,
                                    .step = "by_hand",
                                    .evidence = order.reason,
                                    .receiver = receiver_named(book.reference(), payer, receipt)});
            for (Event& event : events) event.approved_by = who.approved_by;
            return events;
        }
    }
    return {{.source = "earned",
             .id = id,
             .by = who.by,
             .approved_by = who.approved_by,
             .date = order.date,
             .fact = deed_fact(order)}};
}

std::vector<std::int64_t> homes_touched(Book& book, const CashOrder& order)
{
    std::vector<std::int64_t> homes;
    if (!order.payment.empty()) homes.push_back(home_named(book, db::KeyKind::payment, order.payment.text()));
    if (order.invoice.empty()) return homes;
    const std::int64_t home = home_named(book, db::KeyKind::invoice, order.invoice.text());
    if (std::find(homes.begin(), homes.end(), home) == homes.end()) homes.push_back(home);
    return homes;
}

// A fault of one of the events, were they in the book.
std::optional<Fault> deed_in_the_way(Book& book, const std::vector<Event>& events,
                                     const std::vector<std::int64_t>& homes)
{
    for (const std::int64_t home : homes) {
        std::vector<Event> history = book.history(book.store(), home);
        for (const Event& event : events) {
            const bool applies = routing_of(event).payment.empty() || homes.size() == 1 ||
                                 (std::holds_alternative<PaymentRefunded>(event.fact)) == (home == homes.front());
            if (!applies) continue;
            history.push_back(event);
            history.back().number = book.store().next_event() + static_cast<std::int64_t>(history.size());
            history.back().batch = book.store().open_batch();
        }
        for (const Exception& exception : fold(book.reference(), history).exceptions)
            for (const Event& event : events)
                if (exception.source == event.source && exception.id == event.id) return exception.fault;
    }
    return std::nullopt;
}

std::vector<Event> sound_events(Book& book, const CashOrder& order, const DecidedBy& who, const std::string& id)
{
    std::vector<Event> events = deed_events(book, order, who, id);
    if (const auto fault = deed_in_the_way(book, events, homes_touched(book, order))) throw Refused(*fault);
    return events;
}

}  // namespace

std::string_view name(CashDeed deed) { return names_of_deeds[static_cast<std::size_t>(deed)]; }

int persons_needed(Book& book, const CashOrder& order)
{
    const std::vector<Ledger> ledgers = book.ledgers();
    if (ledgers.empty()) return 1;
    const Policy policy = book.policy(ledgers.front());
    const AtStake stake = at_stake(book, order);
    const Result<int> persons =
        persons_for(package_on(policy, order.date), {name(order.deed), stake.amount, stake.currency});
    if (!persons) throw Refused(persons.fault());
    return *persons;
}

void carry_out(Book& book, const CashOrder& order, const DecidedBy& who, const std::string& id)
{
    const std::string own = id.empty() ? "cash/" + std::to_string(book.store().next_event()) : id;
    append_own(book, sound_events(book, order, who, own));
}

std::string propose(Book& book, const CashOrder& order, const std::string& by)
{
    const std::string proposal = std::string(name(order.deed)) + "/" + std::to_string(book.store().next_event());
    sound_events(book, order, {by, ""}, "proposal/" + proposal);  // what could not be done is not proposed
    Event proposed{.date = order.date, .fact = deed_fact(order)};
    DecisionProposed fact{proposal, std::string(type_name(proposed.fact)), canonical_data(proposed), order.reason};
    append_own(
        book,
        {{.source = "earned", .id = "proposed/" + proposal, .by = by, .date = order.date, .fact = std::move(fact)}});
    return proposal;
}

std::string said(const CashOrder& order)
{
    const std::string payment = "payment " + order.payment.text(), invoice = order.invoice.text();
    const std::string amount = ": " + order.amount.text();
    switch (order.deed) {
        case CashDeed::apply:
            return payment + " applied to " + invoice + amount +
                   (order.paid ? ", for " + order.paid->text() + " of the payment" : "");
        case CashDeed::unapply:
            return payment + " taken off " + invoice + amount;
        case CashDeed::move:
            return payment + " moved to " + invoice + amount;
        case CashDeed::refund:
            return payment + " paid back" + amount;
        case CashDeed::write_off:
            return "invoice " + invoice + " written off" + amount;
        case CashDeed::recover:
            return "invoice " + invoice + " recovered" + amount;
    }
    return "";
}

}  // namespace earned::app
