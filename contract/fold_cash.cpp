// Cash: every receipt stands somewhere, and moves. On the account of the contract it names (from
// the day that one is signed), else in the home's unapplied; on invoices as it is applied.
//
// Law: of every receipt, received = applied + open + refunded + reversed, in its own currency; each move is recorded
//      where it left and where it went
#include "contract/fold_apply.h"
#include "contract/withheld.h"

#include <algorithm>

namespace earned::folding {

namespace {

// What it was exchanged for is of no currency where nothing was.
void stand(State& state, const Now& now, std::size_t place, const PaymentId& payment, Money amount, Money exchanged)
{
    if (amount.is_zero()) return;
    std::vector<Collected>& there = place == nowhere ? state.home.unapplied : state.contracts[place].group.cash;
    there.push_back({.at = now.at,
                     .event = now.event->number,
                     .payment = payment,
                     .invoice = InvoiceId(),
                     .amount = amount,
                     .cleared = exchanged != Money(),
                     .exchanged = exchanged});
}

std::vector<Collected>& there_of(State& state, const ReceiptState& receipt)
{
    return receipt.place == nowhere ? state.home.unapplied : state.contracts[receipt.place].group.cash;
}

// Into (+) or out of (-) what of the receipt is on account.
void on_account(State& state, const Now& now, ReceiptState& receipt, Money amount, Money exchanged = {})
{
    stand(state, now, receipt.place, receipt.receipt.payment, amount, exchanged);
    receipt.receipt.open += amount;
    receipt.receipt.balance = std::min(receipt.receipt.balance, receipt.receipt.open);
}

// What an invoice is paid, and what of the payment that took: the same where both are of one currency.
struct Paid {
    Money amount, of_payment;
    bool is_exchange() const { return amount.currency() != of_payment.currency(); }
};

// Onto (+) an invoice or off (-) it; the caller keeps the receipt's applications.
void on_invoice(State& state, const Now& now, ReceiptState& receipt, std::size_t place, const Paid& paid)
{
    InvoiceState& invoice = state.invoices[place];
    const Document& document = state.document(invoice);
    invoice.paid += paid.amount;
    receipt.receipt.applied += paid.of_payment;
    state.contracts[invoice.contract].group.cash.push_back(
        {.at = now.at,
         .event = now.event->number,
         .payment = receipt.receipt.payment,
         .invoice = document.number,
         .amount = paid.amount,
         .cleared = paid.is_exchange(),
         .exchanged = paid.is_exchange() ? paid.of_payment : Money()});
}

void put_on(State& state, const Now& now, std::size_t receipt_place, std::size_t invoice_place, const Paid& paid)
{
    ReceiptState& receipt = state.receipts[receipt_place];
    InvoiceState& invoice = state.invoices[invoice_place];
    on_account(state, now, receipt, -paid.of_payment, paid.is_exchange() ? -paid.amount : Money());
    on_invoice(state, now, receipt, invoice_place, paid);
    receipt.applications.push_back({invoice_place, paid.amount, paid.of_payment});
    if (std::find(invoice.receipts.begin(), invoice.receipts.end(), receipt_place) == invoice.receipts.end())
        invoice.receipts.push_back(receipt_place);
}

// A part of an application by what the invoice loses, or by what the payment gets back.
Money of_payment(const Application& one, Money amount)
{
    if (amount == one.amount) return one.of_payment;
    return one.of_payment.share(Ratio(amount.minor(), one.amount.minor()), Round::half_away);
}
Money of_invoice(const Application& one, Money of_payment)
{
    if (of_payment == one.of_payment) return one.amount;
    return one.amount.share(Ratio(of_payment.minor(), one.of_payment.minor()), Round::half_away);
}

// Where what is taken off an invoice goes: back on account, or out of the bank. What was exchanged is exchanged back
// first.
enum class Goes { on_account, out };

void take(State& state, const Now& now, ReceiptState& receipt, Application& one, const Paid& part, Goes goes)
{
    on_invoice(state, now, receipt, one.invoice, {-part.amount, -part.of_payment});
    one.amount -= part.amount;
    one.of_payment -= part.of_payment;
    if (part.is_exchange()) {
        on_account(state, now, receipt, part.of_payment, part.amount);
        if (goes == Goes::out) on_account(state, now, receipt, -part.of_payment);
    } else if (goes == Goes::on_account) {
        on_account(state, now, receipt, part.of_payment);
    }
}

void forget_empty(ReceiptState& receipt)
{
    std::erase_if(receipt.applications,
                  [](const Application& one) { return one.amount.is_zero() && one.of_payment.is_zero(); });
}

// Takes so much off an invoice, the latest application first, back on account; gives what of the payment it was.
Money take_off(State& state, const Now& now, ReceiptState& receipt, std::size_t invoice, Money amount)
{
    Money left = amount, freed = Money::zero(receipt.receipt.amount.currency());
    std::vector<Application>& applications = receipt.applications;
    for (auto one = applications.rbegin(); one != applications.rend() && left.sign() > 0; ++one) {
        if (one->invoice != invoice) continue;
        const Money part = std::min(one->amount, left), back = of_payment(*one, part);
        take(state, now, receipt, *one, {part, back}, Goes::on_account);
        left -= part;
        freed += back;
    }
    forget_empty(receipt);
    return freed;
}

// Takes up to so much of the payment off the invoices that `limit` lets it, the latest application first; gives
// what was taken.
template <class Limit>
Money take_back(State& state, const Now& now, ReceiptState& receipt, Money wanted, Goes goes, const Limit& limit)
{
    Money taken = Money::zero(wanted.currency());
    std::vector<Application>& applications = receipt.applications;
    for (auto one = applications.rbegin(); one != applications.rend() && taken < wanted; ++one) {
        const Money most = limit(*one);
        const Money part = std::min({one->of_payment, wanted - taken, most});
        if (part.sign() <= 0) continue;
        take(state, now, receipt, *one, {of_invoice(*one, part), part}, goes);
        taken += part;
    }
    forget_empty(receipt);
    return taken;
}

Money applied_to(const ReceiptState& receipt, std::size_t invoice, Currency currency)
{
    Money sum = Money::zero(currency);
    for (const Application& one : receipt.applications)
        if (one.invoice == invoice) sum += one.amount;
    return sum;
}

// The certificate falls with its payment.
void take_back_withheld(State& state, const Now& now, ReceiptState& receipt)
{
    const Money nothing = Money::zero(receipt.receipt.withheld.currency());
    there_of(state, receipt)
        .push_back({.at = now.at,
                    .event = now.event->number,
                    .payment = receipt.receipt.payment,
                    .invoice = InvoiceId(),
                    .amount = nothing,
                    .charge = nothing,
                    .withheld = -receipt.receipt.withheld});
    receipt.receipt.withheld = nothing;
}

std::string address(const PaymentId& payment, const InvoiceId& invoice)
{
    return "payment " + payment.text() + ", invoice " + invoice.text();
}

// A payment and an invoice that an event brings together.
struct Pair {
    std::size_t receipt = nowhere, invoice = nowhere;
    Currency paid_in, owed_in;
};

template <class F>
Result<Pair> pair_of(const State& state, const F& fact)
{
    const Result<std::size_t> receipt = receipt_of(state, fact.payment);
    if (!receipt) return receipt.fault();
    const Result<std::size_t> invoice = standing_invoice(state, fact.invoice);
    if (!invoice) return invoice.fault();
    return Pair{*receipt, *invoice, state.receipts[*receipt].receipt.amount.currency(),
                state.invoices[*invoice].total.currency()};
}

// How much of the invoice, and of the payment: where their currencies differ, the event says both.
Result<Paid> paid_of(const Pair& pair, const PaymentApplied& fact)
{
    const std::string where = address(fact.payment, fact.invoice);
    const Result<Money> amount = positive(fact.amount, pair.owed_in, "invoice " + fact.invoice.text());
    if (!amount) return amount.fault();
    if (!fact.paid && pair.paid_in == pair.owed_in) return Paid{*amount, *amount};
    if (!fact.paid)
        return Fault{"wrong-currency", where,
                     "the payment is in " + pair.paid_in.code() + " and the invoice in " + pair.owed_in.code() +
                         ", and nothing says what of the payment the " + amount->text() + " took",
                     "send `paid`, in " + pair.paid_in.code() + ", beside the amount in " + pair.owed_in.code()};
    const Result<Money> paid = positive(*fact.paid, pair.paid_in, "payment " + fact.payment.text());
    if (!paid) return paid.fault();
    if (pair.paid_in == pair.owed_in && *paid != *amount)
        return Fault{"paid-otherwise", where,
                     paid->text() + " of the payment would pay " + amount->text() + " of the invoice, both in " +
                         pair.owed_in.code(),
                     "leave `paid` out: it is for a payment in another currency than its invoice"};
    return Paid{*amount, *paid};
}

// Whether so much finds its place on the invoice and is there to be applied.
Outcome fits(const State& state, std::size_t invoice, const Paid& paid, Money available, const std::string& where)
{
    const Money open = state.invoices[invoice].open();
    if (available < paid.of_payment)
        return Fault{"over-applied", where,
                     paid.of_payment.text() + " would be applied, and " + available.text() + " of the payment can be",
                     "apply at most what of the payment is open"};
    if (open < paid.amount)
        return Fault{"over-applied", where,
                     paid.amount.text() + " would be applied, and " + open.text() + " of the invoice are open",
                     "apply at most what of the invoice is open"};
    return Done{};
}

bool bears_interest(const Contract& contract)
{
    const auto is_bought_back = [](const LineLife& life) { return life.versions.front().line.repurchase.has_value(); };
    return contract.terms.financing || std::any_of(contract.lines.begin(), contract.lines.end(), is_bought_back);
}

// The contract on whose account a refund may exceed its receipt: one that bears interest.
std::size_t bearer_of(const State& state, const ReceiptState& receipt)
{
    if (receipt.place != nowhere && bears_interest(state.contracts[receipt.place].contract())) return receipt.place;
    for (const Application& one : receipt.applications) {
        const std::size_t contract = state.invoices[one.invoice].contract;
        if (bears_interest(state.contracts[contract].contract())) return contract;
    }
    return nowhere;
}

// Out of what is on account first, then off the invoices it had cleared, the latest first.
void reverse(State& state, const Now& now, ReceiptState& receipt, Money amount)
{
    const Money off_account = std::min(amount, receipt.receipt.open);
    on_account(state, now, receipt, -off_account);
    const Money rest = amount - off_account;
    take_back(state, now, receipt, rest, Goes::out, [&](const Application&) { return rest; });
    receipt.receipt.amount -= amount;
    receipt.receipt.reversed += amount;
    if (!receipt.receipt.withheld.is_zero()) take_back_withheld(state, now, receipt);
}

// Who paid nothing kept no tax of it either.
void reverse_withheld_beside(State& state, const Now& now, const PaymentId& payment)
{
    const std::string beside = withheld_beside(payment);
    for (ReceiptState& receipt : state.receipts) {
        const Money left = receipt.receipt.amount - receipt.receipt.refunded;
        if (receipt.receipt.payment.text().starts_with(beside) && left.sign() > 0) reverse(state, now, receipt, left);
    }
}

}  // namespace

void release(State& state, const Now& now, std::size_t invoice)
{
    const std::vector<std::size_t> receipts = state.invoices[invoice].receipts;
    const Currency currency = state.invoices[invoice].total.currency();
    for (const std::size_t place : receipts) {
        ReceiptState& receipt = state.receipts[place];
        take_off(state, now, receipt, invoice, applied_to(receipt, invoice, currency));
    }
}

void release_overpaid(State& state, const Now& now, std::size_t invoice)
{
    const std::vector<std::size_t> receipts = state.invoices[invoice].receipts;
    for (auto place = receipts.rbegin(); place != receipts.rend(); ++place) {
        ReceiptState& receipt = state.receipts[*place];
        const Money overpaid = -state.invoices[invoice].open();
        if (overpaid.sign() <= 0) return;
        receipt.receipt.balance += take_off(state, now, receipt, invoice, overpaid);
        receipt.receipt.balance_from = now.at.date;
    }
}

Outcome apply(State& state, const Now& now, const PaymentApplied& fact)
{
    const Result<Pair> pair = pair_of(state, fact);
    if (!pair) return pair.fault();
    const Result<Paid> paid = paid_of(*pair, fact);
    if (!paid) return paid.fault();
    const Money available = state.receipts[pair->receipt].receipt.open;
    const Outcome fitting = fits(state, pair->invoice, *paid, available, address(fact.payment, fact.invoice));
    if (!fitting) return fitting;
    put_on(state, now, pair->receipt, pair->invoice, *paid);
    return Done{};
}

Outcome apply(State& state, const Now& now, const PaymentUnapplied& fact)
{
    const Result<Pair> pair = pair_of(state, fact);
    if (!pair) return pair.fault();
    const Result<Money> amount = positive(fact.amount, pair->owed_in, "invoice " + fact.invoice.text());
    if (!amount) return amount.fault();
    ReceiptState& receipt = state.receipts[pair->receipt];
    const Money held = applied_to(receipt, pair->invoice, pair->owed_in);
    if (held < *amount)
        return Fault{"over-unapplied", address(fact.payment, fact.invoice),
                     amount->text() + " would be taken back, and " + held.text() + " are applied",
                     "take back at most what is applied"};
    take_off(state, now, receipt, pair->invoice, *amount);
    return Done{};
}

// To the invoice it names, from the payment's other invoices (the latest application first), then
// from what is on account.
Outcome apply(State& state, const Now& now, const PaymentMoved& fact)
{
    const Result<Pair> pair = pair_of(state, fact);
    if (!pair) return pair.fault();
    const std::string where = address(fact.payment, fact.invoice);
    if (pair->paid_in != pair->owed_in)
        return Fault{"wrong-currency", where,
                     "the payment is in " + pair->paid_in.code() + " and the invoice in " + pair->owed_in.code(),
                     "take it off where it is (payment.unapplied) and apply it here with `paid` (payment.applied)"};
    const Result<Money> amount = positive(fact.amount, pair->paid_in, "payment " + fact.payment.text());
    if (!amount) return amount.fault();
    ReceiptState& receipt = state.receipts[pair->receipt];
    const Money here = applied_to(receipt, pair->invoice, pair->owed_in);
    const Money elsewhere = receipt.receipt.applied - here;
    const Paid paid{*amount, *amount};
    const Outcome fitting = fits(state, pair->invoice, paid, elsewhere + receipt.receipt.open, where);
    if (!fitting) return fitting;
    const auto any_other = [&](const Application& one) { return one.invoice == pair->invoice ? here - here : *amount; };
    take_back(state, now, receipt, *amount, Goes::on_account, any_other);
    put_on(state, now, pair->receipt, pair->invoice, paid);
    return Done{};
}

Outcome apply(State& state, const Now& now, const PaymentReversed& fact)
{
    const Result<std::size_t> place = receipt_of(state, fact.payment);
    if (!place) return place.fault();
    ReceiptState& receipt = state.receipts[*place];
    const std::string where = "payment " + fact.payment.text();
    const Money left = receipt.receipt.amount - receipt.receipt.refunded;
    const Result<Money> amount = fact.amount ? positive(*fact.amount, left.currency(), where) : Result<Money>(left);
    if (!amount) return amount.fault();
    if (left < *amount || left.is_zero())
        return Fault{"over-reversed", where,
                     amount->text() + " would be reversed, and " + left.text() + " are left of it",
                     "reverse at most what was received and not refunded"};
    const bool takes_back_tax = !receipt.receipt.withheld.is_zero();
    if (takes_back_tax && *amount != left)
        return Fault{"reversed-in-part", where,
                     receipt.receipt.withheld.text() + " of it was withheld as tax, and nothing says what of the " +
                         amount->text() + " reversed is cash",
                     "reverse all that is left, and send what stands as a payment of its own"};
    reverse(state, now, receipt, *amount);
    if (*amount == left) reverse_withheld_beside(state, now, fact.payment);
    return Done{};
}

// Out of what is on account first, then off invoices that are overpaid (a credit note lowered
// them), then off others; the latest application first. What exceeds the receipt is interest.
Outcome apply(State& state, const Now& now, const PaymentRefunded& fact)
{
    const Result<std::size_t> place = receipt_of(state, fact.payment);
    if (!place) return place.fault();
    ReceiptState& receipt = state.receipts[*place];
    const std::string where = "payment " + fact.payment.text();
    const Money left = receipt.receipt.amount - receipt.receipt.refunded;
    const Result<Money> amount = positive(fact.amount, left.currency(), where);
    if (!amount) return amount.fault();
    const Money principal = std::min(*amount, left), interest = *amount - principal;
    const std::size_t bearer = interest.is_zero() ? nowhere : bearer_of(state, receipt);
    if (!interest.is_zero() && bearer == nowhere)
        return Fault{
            "over-refunded", where, amount->text() + " would be refunded, and " + left.text() + " are left of it",
            "refund at most what was received; more is paid only where a financing or a repurchase bears interest"};
    const Money off_account = std::min(principal, receipt.receipt.open);
    if (fact.to && (off_account < *amount))
        return Fault{"over-applied", where,
                     amount->text() + " would be handed over, and " + receipt.receipt.open.text() +
                         " of the payment are on account",
                     "take it off its invoices first (payment.unapplied)"};
    on_account(state, now, receipt, -off_account);
    if (fact.to) there_of(state, receipt).back().cleared = true;
    Money rest = principal - off_account;
    const auto overpaid = [&](const Application& one) {
        const Money beyond = -state.invoices[one.invoice].open();
        return beyond.sign() > 0 ? of_payment(one, std::min(beyond, one.amount)) : rest - rest;
    };
    rest -= take_back(state, now, receipt, rest, Goes::out, overpaid);
    take_back(state, now, receipt, rest, Goes::out, [&](const Application&) { return rest; });
    stand(state, now, bearer, fact.payment, -interest, Money());
    receipt.receipt.refunded += principal;
    receipt.receipt.interest += interest;
    return Done{};
}

}  // namespace earned::folding
