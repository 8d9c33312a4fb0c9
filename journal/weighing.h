// How a plan is put together, part by part. Used by weigh alone.
#pragma once

#include "journal/plan.h"

#include <map>
#include <optional>

namespace earned {

struct Halves {
    const Group& group;
    const Terms& terms;
    const Billed& billed;
    const Earned& earned;
};

// One line of a contract, with what was decided about it.
struct LineOf {
    const Contract* contract;
    const LineLife* life;
    const std::vector<LineTerms>* versions;
};

// Which obligation a line belongs to, and the other way round.
class Places {
public:
    explicit Places(const Halves& halves);
    std::optional<std::uint16_t> of(const ContractId& contract, const LineId& line) const;
    const std::vector<LineOf>& lines_of(std::size_t obligation) const { return lines_[obligation]; }

private:
    std::map<std::pair<ContractId, LineId>, std::uint16_t> places_;
    std::vector<std::vector<LineOf>> lines_;
};

// What this room cannot post yet is a fault, never a figure that is wrong.
Outcome refuse_what_is_not_posted_yet(const Halves& halves);

Outcome add_obligations(Plan& plan, const Halves& halves, const Places& places);
void add_curves(Plan& plan, const Halves& halves);
Outcome add_documents(Plan& plan, const Halves& halves, const Places& places);
void add_clearing(Plan& plan, const Collected& collected);  // a bank's charge; from or to another home or currency
Outcome add_cash(Plan& plan, const Halves& halves);
void add_schedule(Plan& plan, const Halves& halves, const Places& places);
Outcome add_costs(Plan& plan, const Halves& halves, const Places& places);
// When output tax falls due, where that is not by the invoice.
Outcome add_tax_due(Plan& plan, const Halves& halves, const Places& places);
Outcome add_extras(Plan& plan, const Halves& halves, const Places& places);
// The place of an invoice among the plan's.
std::optional<std::uint32_t> invoice_place(const Group& group, const InvoiceId& invoice);
void merge_claims(std::vector<Claim>& claims);
// What is expected to be lost of what is owed, and the days through which that moves.
Outcome add_allowance(Plan& plan, const Policy& policy, const Group& group, const Terms& terms);
// Of a contract in another currency than its entity's: what was published of its rates.
Outcome add_rates(Plan& plan, const Reference& reference, Currency functional);
// And what of its cash went through clearing is worth there. An exchange is worth what its side in the functional
// currency says; where neither side is, what the payment's side is worth at the day's spot rate.
Outcome add_worths(Plan& plan, std::span<const Collected> cash, const Reference& reference, Currency functional);
// Last, when all the rows are there.
void add_cuts(Plan& plan, const Halves& halves, const Places& places);

}  // namespace earned
