// A home while its events are taken one by one in their order of effect: private to contract/fold*.
#pragma once

#include "base/result.h"
#include "contract/fold.h"
#include "contract/fold_lookup.h"

#include <unordered_set>

namespace earned::folding {

// The event that is being applied, and when it takes effect.
struct Now {
    Moment at;
    const Event* event = nullptr;
};

// What of a line has been delivered, and the total of units as last estimated.
struct Counted {
    Decimal delivered, returned, accepted;
    std::optional<Decimal> total_units;
};

struct ContractState {
    Group group;  // of this contract alone, until the groups are formed
    Now signing;
    std::optional<Date> end;  // as last modified
    bool own_payment_terms = false;
    std::optional<Moment> terminated;
    Lookup lines;
    std::vector<Counted> counted;  // as the contract's lines
    Contract& contract() { return group.contracts.front(); }
    const Contract& contract() const { return group.contracts.front(); }
};

struct InvoiceState {
    std::size_t contract = nowhere, document = 0;  // the place of its contract, and in that one's documents
    Money total, credited, paid, written_off;
    Money noted = {};                   // of what is credited: shows a discount that the payment has taken by itself
    std::vector<std::size_t> receipts;  // that were applied to it
    std::size_t disputes = 0;           // open ones
    bool voided = false;
    Money open() const { return total - (credited - noted) - paid - written_off; }
};

struct Application {
    std::size_t invoice = nowhere;
    Money amount, of_payment;  // in the invoice's currency, and in the payment's
};
struct ReceiptState {
    Receipt receipt;
    std::size_t place = nowhere;            // the contract on whose account it stands; nowhere: unapplied
    std::vector<Application> applications;  // what is left of each, in order
};

struct State {
    const Reference& reference;
    std::span<const Event> history;
    std::vector<ContractState> contracts;
    std::vector<InvoiceState> invoices;
    std::vector<ReceiptState> receipts;
    Lookup contract_places, invoice_places, receipt_places, credit_places, draft_places;
    std::vector<std::size_t> deposits;                 // receipts for contracts that are not signed yet
    std::unordered_set<std::string_view> signed_ever;  // contracts of the whole history, once asked for
    Home home;

    Document& document(const InvoiceState& invoice)
    {
        return contracts[invoice.contract].group.documents[invoice.document];
    }
};

// Finding what an event speaks of, or the fault.
Result<std::size_t> contract_of(State& state, const ContractId& id);
Result<std::size_t> running_contract(State& state, const ContractId& id);  // not terminated
Result<std::size_t> line_of(const ContractState& contract, const LineId& id);
Result<std::size_t> served_line(const ContractState& contract, const LineId& id);  // nor removed nor ended
Result<std::size_t> invoice_of(const State& state, const InvoiceId& id);
Result<std::size_t> standing_invoice(const State& state, const InvoiceId& id);  // not voided
Result<std::size_t> receipt_of(const State& state, const PaymentId& id);

std::string address(const ContractState& contract);
std::string address(const ContractState& contract, const LineId& line);
// Money of what was written, or the fault that it has more decimals than the currency.
Result<Money> money(const Decimal& amount, Currency currency, std::string_view what);
Result<Money> positive(const Decimal& amount, Currency currency, std::string_view what);

// Gives the line its contract's dates where it has none; what is handed over stays without.
void give_dates(Line& line, std::optional<Date> start, std::optional<Date> end);
bool is_handed_over(const Line& line);

}  // namespace earned::folding
