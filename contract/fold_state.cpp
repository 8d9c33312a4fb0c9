#include "contract/fold_state.h"

namespace earned::folding {

namespace {

// Whether the contract is signed at all, be it on a later date.
bool is_signed_ever(State& state, const ContractId& id)
{
    if (state.signed_ever.empty())
        for (const Event& event : state.history)
            if (const auto* signing = std::get_if<ContractSigned>(&event.fact))
                state.signed_ever.insert(signing->contract.text());
    return state.signed_ever.contains(id.text());
}

Fault terminated_fault(std::string where, Moment at)
{
    return {"contract-terminated", std::move(where),
            "it was terminated, with " + at.date.text() + " the last day served",
            "date the event no later than that day, or correct the termination"};
}

}  // namespace

std::string address(const ContractState& contract) { return "contract " + contract.contract().id.text(); }

std::string address(const ContractState& contract, const LineId& line)
{
    return address(contract) + ", line " + line.text();
}

Result<std::size_t> contract_of(State& state, const ContractId& id)
{
    const std::size_t place = state.contract_places.find(id.text());
    if (place != nowhere) return place;
    if (is_signed_ever(state, id))
        return Fault{"contract-unsigned", "contract " + id.text(), "the event is dated before the contract was signed",
                     "date it on or after the day of signing, or correct the day of signing"};
    return Fault{"contract-unknown", "contract " + id.text(), "no contract of this name was signed",
                 "send its contract.signed, or correct the name"};
}

Result<std::size_t> running_contract(State& state, const ContractId& id)
{
    const Result<std::size_t> place = contract_of(state, id);
    if (!place) return place.fault();
    const ContractState& contract = state.contracts[*place];
    if (contract.terminated) return terminated_fault(address(contract), *contract.terminated);
    return place;
}

Result<std::size_t> line_of(const ContractState& contract, const LineId& id)
{
    const std::size_t place = contract.lines.find(id.text());
    if (place != nowhere) return place;
    return Fault{"line-unknown", address(contract, id), "the contract has no such line on that day",
                 "correct the line's name, or add the line by an earlier contract.modified"};
}

Result<std::size_t> served_line(const ContractState& contract, const LineId& id)
{
    const Result<std::size_t> place = line_of(contract, id);
    if (!place) return place.fault();
    const LineLife& life = contract.contract().lines[*place];
    if (life.terminated) return terminated_fault(address(contract, id), *life.terminated);
    if (life.removed)
        return Fault{"line-removed", address(contract, id),
                     "a modification of " + life.removed->date.text() + " removed the line",
                     "date the event before that day, or add a line by contract.modified"};
    return place;
}

Result<std::size_t> invoice_of(const State& state, const InvoiceId& id)
{
    const std::size_t place = state.invoice_places.find(id.text());
    if (place != nowhere) return place;
    return Fault{"invoice-unknown", "invoice " + id.text(), "no invoice of this number was issued by that day",
                 "issue it (a bill run, or invoice.issued), or correct the number or the date"};
}

Result<std::size_t> standing_invoice(const State& state, const InvoiceId& id)
{
    const Result<std::size_t> place = invoice_of(state, id);
    if (place && state.invoices[*place].voided)
        return Fault{"invoice-voided", "invoice " + id.text(), "the invoice was voided before",
                     "name the invoice that replaced it"};
    return place;
}

Result<std::size_t> receipt_of(const State& state, const PaymentId& id)
{
    const std::size_t place = state.receipt_places.find(id.text());
    if (place != nowhere) return place;
    return Fault{
        "payment-unknown", "payment " + id.text(), "no such payment of this customer was received by that day",
        "send its payment.received (with the customer or contract it is for), or correct the name or the date"};
}

Result<Money> money(const Decimal& amount, Currency currency, std::string_view what)
{
    if (const std::optional<Money> exact = Money::of(amount, currency)) return *exact;
    if (amount.reduced().places() <= currency.minor_digits())
        return Fault{"amount-too-large", std::string(what),
                     amount.text() + " is beyond what can be counted in minor units of " + currency.code(),
                     "check the amount"};
    return Fault{"too-many-decimals", std::string(what), amount.text() + " is no amount of " + currency.code(),
                 "give it with at most " + std::to_string(currency.minor_digits()) + " decimals"};
}

Result<Money> positive(const Decimal& amount, Currency currency, std::string_view what)
{
    if (amount.sign() > 0) return money(amount, currency, what);
    return Fault{"amount-not-positive", std::string(what), amount.text() + " is not more than nothing",
                 "give what is paid, refunded or written off as a positive amount"};
}

}  // namespace earned::folding
