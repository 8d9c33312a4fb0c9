// Cash: every receipt stands somewhere, and moves. On the account of the contract it names (from
// the day that one is signed), else in the home's unapplied; on invoices as it is applied.
//
// Law: of every receipt, received = applied + open + refunded + reversed; each move is recorded
//      where it left and where it went
#include "contract/fold_apply.h"
#include "contract/withheld.h"

#include <algorithm>

namespace earned::folding {

namespace {

void stand(State& state, const Now& now, std::size_t place, const PaymentId& payment, Money amount)
{
    if (amount.is_zero()) return;
    std::vector<Collected>& there = place == nowhere ? state.home.unapplied : state.contracts[place].group.cash;
    there.push_back({now.at, now.event->number, payment, InvoiceId(), amount});
}

std::vector<Collected>& there_of(State& state, const ReceiptState& receipt)
{
    return receipt.place == nowhere ? state.home.unapplied : state.contracts[receipt.place].group.cash;
}

// Into (+) or out of (-) what of the receipt is on account.
void on_account(State& state, const Now& now, ReceiptState& receipt, Money amount)
{
    stand(state, now, receipt.place, receipt.receipt.payment, amount);
    receipt.receipt.open += amount;
    receipt.receipt.balance = std::min(receipt.receipt.balance, receipt.receipt.open);
}

// Onto (+) an invoice or off (-) it; the caller keeps the receipt's applications.
void on_invoice(State& state, const Now& now, ReceiptState& receipt, std::size_t place, Money amount)
{
    InvoiceState& invoice = state.invoices[place];
    const Document& document = state.document(invoice);
    invoice.paid += amount;
    receipt.receipt.applied += amount;
    state.contracts[invoice.contract].group.cash.push_back(
        {now.at, now.event->number, receipt.receipt.payment, document.number, amount});
}

void put_on(State& state, const Now& now, std::size_t receipt_place, std::size_t invoice_place, Money amount)
{
    ReceiptState& receipt = state.receipts[receipt_place];
    InvoiceState& invoice = state.invoices[invoice_place];
    on_invoice(state, now, receipt, invoice_place, amount);
    receipt.applications.push_back({invoice_place, amount});
    if (std::find(invoice.receipts.begin(), invoice.receipts.end(), receipt_place) == invoice.receipts.end())
        invoice.receipts.push_back(receipt_place);
}

// Takes up to so much off the invoices that `limit` lets it, the latest application first; gives
// what was taken.
template <class Limit>
Money take_off(State& state, const Now& now, ReceiptState& receipt, Money wanted, const Limit& limit)
{
    Money taken = Money::zero(wanted.currency());
    std::vector<Application>& applications = receipt.applications;
    for (auto one = applications.rbegin(); one != applications.rend() && taken < wanted; ++one) {
        const Money most = limit(one->invoice);
        const Money part = std::min({one->amount, wanted - taken, most});
        if (part.sign() <= 0) continue;
        on_invoice(state, now, receipt, one->invoice, -part);
        one->amount -= part;
        taken += part;
    }
    std::erase_if(applications, [](const Application& one) { return one.amount.is_zero(); });
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

// A payment and an invoice that an event brings together, and how much.
struct Pair {
    std::size_t receipt = nowhere, invoice = nowhere;
    Money amount;
};

template <class F>
Result<Pair> pair_of(const State& state, const F& fact)
{
    const Result<std::size_t> receipt = receipt_of(state, fact.payment);
    if (!receipt) return receipt.fault();
    const Result<std::size_t> invoice = standing_invoice(state, fact.invoice);
    if (!invoice) return invoice.fault();
    const Currency paid_in = state.receipts[*receipt].receipt.amount.currency();
    const Currency owed_in = state.invoices[*invoice].total.currency();
    if (paid_in != owed_in)
        return Fault{"wrong-currency", address(fact.payment, fact.invoice),
                     "the payment is in " + paid_in.code() + " and the invoice in " + owed_in.code(),
                     "apply a payment in " + owed_in.code()};
    const Result<Money> amount = positive(fact.amount, paid_in, "payment " + fact.payment.text());
    if (!amount) return amount.fault();
    return Pair{*receipt, *invoice, *amount};
}

// Whether so much finds its place on the invoice and is there to be applied.
Outcome fits(const State& state, const Pair& pair, Money available, const std::string& where)
{
    const Money open = state.invoices[pair.invoice].open();
    if (available < pair.amount)
        return Fault{"over-applied", where,
                     pair.amount.text() + " would be applied, and " + available.text() + " of the payment can be",
                     "apply at most what of the payment is open"};
    if (open < pair.amount)
        return Fault{"over-applied", where,
                     pair.amount.text() + " would be applied, and " + open.text() + " of the invoice are open",
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
    take_off(state, now, receipt, rest, [&](std::size_t) { return rest; });
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
    for (const std::size_t place : receipts) {
        ReceiptState& receipt = state.receipts[place];
        const Money held = applied_to(receipt, invoice, receipt.receipt.amount.currency());
        const auto only_this = [&](std::size_t other) { return other == invoice ? held : held - held; };
        on_account(state, now, receipt, take_off(state, now, receipt, held, only_this));
    }
}

void release_overpaid(State& state, const Now& now, std::size_t invoice)
{
    const std::vector<std::size_t> receipts = state.invoices[invoice].receipts;
    for (auto place = receipts.rbegin(); place != receipts.rend(); ++place) {
        ReceiptState& receipt = state.receipts[*place];
        const Money overpaid = -state.invoices[invoice].open();
        if (overpaid.sign() <= 0) return;
        const auto only_this = [&](std::size_t other) { return other == invoice ? overpaid : overpaid - overpaid; };
        const Money freed = take_off(state, now, receipt, overpaid, only_this);
        on_account(state, now, receipt, freed);
        receipt.receipt.balance += freed;
        receipt.receipt.balance_from = now.at.date;
    }
}

Outcome apply(State& state, const Now& now, const PaymentApplied& fact)
{
    const Result<Pair> pair = pair_of(state, fact);
    if (!pair) return pair.fault();
    ReceiptState& receipt = state.receipts[pair->receipt];
    const Outcome fitting = fits(state, *pair, receipt.receipt.open, address(fact.payment, fact.invoice));
    if (!fitting) return fitting;
    on_account(state, now, receipt, -pair->amount);
    put_on(state, now, pair->receipt, pair->invoice, pair->amount);
    return Done{};
}

Outcome apply(State& state, const Now& now, const PaymentUnapplied& fact)
{
    const Result<Pair> pair = pair_of(state, fact);
    if (!pair) return pair.fault();
    ReceiptState& receipt = state.receipts[pair->receipt];
    const Money held = applied_to(receipt, pair->invoice, pair->amount.currency());
    if (held < pair->amount)
        return Fault{"over-unapplied", address(fact.payment, fact.invoice),
                     pair->amount.text() + " would be taken back, and " + held.text() + " are applied",
                     "take back at most what is applied"};
    const auto only_this = [&](std::size_t invoice) { return invoice == pair->invoice ? held : held - held; };
    on_account(state, now, receipt, take_off(state, now, receipt, pair->amount, only_this));
    return Done{};
}

// To the invoice it names, from the payment's other invoices (the latest application first), then
// from what is on account.
Outcome apply(State& state, const Now& now, const PaymentMoved& fact)
{
    const Result<Pair> pair = pair_of(state, fact);
    if (!pair) return pair.fault();
    ReceiptState& receipt = state.receipts[pair->receipt];
    const Money here = applied_to(receipt, pair->invoice, pair->amount.currency());
    const Money elsewhere = receipt.receipt.applied - here;
    const Outcome fitting = fits(state, *pair, elsewhere + receipt.receipt.open, address(fact.payment, fact.invoice));
    if (!fitting) return fitting;
    const auto any_other = [&](std::size_t invoice) { return invoice == pair->invoice ? here - here : pair->amount; };
    const Money moved = take_off(state, now, receipt, pair->amount, any_other);
    on_account(state, now, receipt, moved - pair->amount);
    put_on(state, now, pair->receipt, pair->invoice, pair->amount);
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
    rest -= take_off(state, now, receipt, rest, [&](std::size_t invoice) { return -state.invoices[invoice].open(); });
    take_off(state, now, receipt, rest, [&](std::size_t) { return rest; });
    stand(state, now, bearer, fact.payment, -interest);
    receipt.receipt.refunded += principal;
    receipt.receipt.interest += interest;
    return Done{};
}

}  // namespace earned::folding
