// A payment comes in: whose it is, in what currency, and where it stands at first.
#include "contract/fold_apply.h"

namespace earned::folding {

namespace {

// Of one family: the customer itself, or its parent or child as defined on the day.
bool are_related(const Reference& reference, const CustomerId& one, const CustomerId& other, Date date)
{
    const auto is_child = [&](const CustomerId& child, const CustomerId& parent) {
        const CustomerVersion defined = reference.customer(child, date);
        return defined != nullptr && defined->parent == parent;
    };
    return one == other || is_child(one, other) || is_child(other, one);
}

// As the payment says it, else its contract's, its customer's, the only entity's.
std::optional<Currency> currency_of(const State& state, const Now& now, const PaymentReceived& fact,
                                    const ContractState* contract)
{
    if (fact.currency) return fact.currency;
    if (contract != nullptr) return contract->group.currency;
    if (fact.customer) {
        const CustomerVersion customer = state.reference.customer(*fact.customer, now.at.date);
        if (customer != nullptr && customer->currency) return customer->currency;
    }
    const std::optional<EntityId> id = state.reference.default_entity();
    const EntityDefined* entity = id ? state.reference.entity(*id, now.at.date) : nullptr;
    if (entity != nullptr) return entity->currency;
    if (fact.customer)  // several entities: that of the customer's first contract
        for (const ContractState& known : state.contracts)
            if (known.group.customer == *fact.customer) return known.group.currency;
    return std::nullopt;
}

// A payment that names a contract is of its currency and its customer.
Outcome agrees(const State& state, const Now& now, const PaymentReceived& fact, const ContractState& contract,
               Currency currency)
{
    const std::string where = "payment " + fact.payment.text() + ", contract " + contract.group.id.text();
    if (currency != contract.group.currency)
        return Fault{"wrong-currency", where,
                     "the payment is in " + currency.code() + " and the contract in " + contract.group.currency.code(),
                     "send the payment without the contract, so that it stands unapplied"};
    if (fact.customer && !are_related(state.reference, *fact.customer, contract.group.customer, now.at.date))
        return Fault{"wrong-customer", where,
                     "the payment is customer " + fact.customer->text() + "'s and the contract " +
                         contract.group.customer.text() + "'s",
                     "correct the customer or the contract, or say by customer.defined that one is the other's parent"};
    return Done{};
}

// What of an amount that was paid never came as cash: a bank's charge, and tax that was withheld.
struct NotInCash {
    Money charge, withheld;
};
Result<NotInCash> not_in_cash_of(const PaymentReceived& fact, Money amount)
{
    const std::string where = "payment " + fact.payment.text();
    NotInCash parts{Money::zero(amount.currency()), Money::zero(amount.currency())};
    if (fact.charge) {
        const auto kept = Money::of(*fact.charge, amount.currency());
        if (!kept || amount < *kept)
            return Fault{"charge-beyond-amount", where,
                         "the bank's charge of " + fact.charge->text() + " is more than was paid, or no amount of " +
                             amount.currency().code(),
                         "send the amount before the charge, and the charge as a part of it"};
        parts.charge = *kept;
    }
    if (!fact.withheld) return parts;
    const auto withheld = Money::of(*fact.withheld, amount.currency());
    if (!withheld || amount - parts.charge < *withheld)
        return Fault{"withheld-beyond-amount", where,
                     "the tax withheld of " + fact.withheld->text() + " is more than was paid, or no amount of " +
                         amount.currency().code(),
                     "send the amount before the tax, and the tax as a part of it"};
    if (fact.from)
        return Fault{"withheld-handed-over", where,
                     "a payment that another one hands over is cash alone, and tax is withheld of the one that came in",
                     "send the tax with the payment that was received"};
    parts.withheld = *withheld;
    return parts;
}

}  // namespace

Outcome apply(State& state, const Now& now, const PaymentReceived& fact)
{
    const std::string_view name = fact.payment.text();
    if (state.receipt_places.find(name) != nowhere)
        return Fault{"payment-exists", "payment " + fact.payment.text(), "a payment of this name was received before",
                     "give the payment a name of its own"};
    if (fact.entity && state.reference.entity(*fact.entity, now.at.date) == nullptr)
        return Fault{"entity-unknown", "payment " + fact.payment.text() + ", entity",
                     "no entity " + fact.entity->text() + " is defined, and the cash would be in nobody's books",
                     "send its entity.defined, or correct the name"};
    const std::size_t place = fact.contract ? state.contract_places.find(fact.contract->text()) : nowhere;
    const ContractState* contract = place == nowhere ? nullptr : &state.contracts[place];
    const std::optional<Currency> currency = currency_of(state, now, fact, contract);
    if (!currency)
        return Fault{"currency-unknown", "payment " + fact.payment.text(), "nothing says in which currency it was paid",
                     "send it with its currency"};
    const Result<Money> amount = positive(fact.amount, *currency, "payment");
    if (!amount) return amount.fault();
    if (contract != nullptr)
        if (const Outcome agreed = agrees(state, now, fact, *contract, *currency); !agreed) return agreed;

    const Money zero = Money::zero(*currency);
    const Result<NotInCash> not_in_cash = not_in_cash_of(fact, *amount);
    if (!not_in_cash) return not_in_cash.fault();
    const Result<Money> instructed =
        fact.instructed ? positive(fact.instructed->amount, fact.instructed->currency, "what was instructed") : Money();
    if (!instructed) return instructed.fault();
    ReceiptState& added = state.receipts.emplace_back();
    added.place = place;
    added.receipt = {.payment = fact.payment,
                     .at = now.at,
                     .customer = fact.customer.value_or(CustomerId()),
                     .contract = fact.contract.value_or(ContractId()),
                     .amount = *amount,
                     .open = *amount,
                     .reference = fact.reference,
                     .remittance = fact.remittance,
                     .account = fact.account,
                     .event = now.event->number,
                     .applied = zero,
                     .refunded = zero,
                     .reversed = zero,
                     .payer = fact.payer,
                     .payer_account = fact.payer_account,
                     .end_to_end = fact.end_to_end,
                     .charge = not_in_cash->charge,
                     .interest = zero,
                     .withheld = not_in_cash->withheld,
                     .balance = zero,
                     .instructed = *instructed,
                     .entity = fact.entity.value_or(EntityId())};
    if (fact.contract && contract == nullptr) state.deposits.push_back(state.receipts.size() - 1);
    state.receipt_places.add(name);
    std::vector<Collected>& there = place == nowhere ? state.home.unapplied : state.contracts[place].group.cash;
    there.push_back({.at = now.at,
                     .event = now.event->number,
                     .payment = fact.payment,
                     .invoice = InvoiceId(),
                     .amount = *amount,
                     .charge = not_in_cash->charge,
                     .cleared = fact.from.has_value(),
                     .withheld = not_in_cash->withheld});
    return Done{};
}

// Of a payment that came before its contract, what is still on account moves to the contract's on
// the day of signing. One that doesn't agree with the contract stays unapplied.
void take_up_deposits(State& state, const Now& now, std::size_t place)
{
    if (state.deposits.empty()) return;
    ContractState& contract = state.contracts[place];
    std::erase_if(state.deposits, [&](std::size_t receipt_place) {
        ReceiptState& waiting = state.receipts[receipt_place];
        Receipt& receipt = waiting.receipt;
        if (receipt.contract != contract.group.id) return false;
        if (receipt.amount.currency() != contract.group.currency) return true;
        if (!receipt.customer.empty() &&
            !are_related(state.reference, receipt.customer, contract.group.customer, now.at.date))
            return true;
        waiting.place = place;
        if (receipt.open.is_zero()) return true;
        state.home.unapplied.push_back({now.at, now.event->number, receipt.payment, InvoiceId(), -receipt.open});
        contract.group.cash.push_back({now.at, now.event->number, receipt.payment, InvoiceId(), receipt.open});
        return true;
    });
}

}  // namespace earned::folding
