// What waits for a person before it is issued, and what becomes of it. Nothing of it is owed.
#include "contract/fold_apply.h"

#include <algorithm>

namespace earned::folding {

namespace {

// The draft that waits under this name; null where none does.
DocumentDraft* waiting_draft(State& state, const InvoiceId& name)
{
    for (ContractState& contract : state.contracts)
        for (DocumentDraft& draft : contract.group.drafts)
            if (draft.name == name && draft.waits()) return &draft;
    return nullptr;
}

Fault no_draft(const State& state, const InvoiceId& name)
{
    const bool known = state.draft_places.find(name.text()) != nowhere;
    return {known ? "draft-decided" : "draft-unknown", "draft " + name.text(),
            known ? "it was issued, rejected or withdrawn before" : "no draft of this name waits on that day",
            "`earned invoice drafts` shows those that wait"};
}

Outcome must_be_new(const State& state, const InvoiceId& name)
{
    if (state.draft_places.find(name.text()) == nowhere) return Done{};
    return Fault{"draft-exists", "draft " + name.text(), "a draft of this name was made before",
                 "give the draft a name of its own"};
}

}  // namespace

Outcome take_draft(State& state, const Now& now, const InvoiceId& name, const InvoiceId& number)
{
    DocumentDraft* draft = waiting_draft(state, name);
    if (draft == nullptr) return no_draft(state, name);
    const Event& event = *now.event;
    const std::string& approver = event.approved_by.empty() ? event.by : event.approved_by;
    if (draft->two && (approver.empty() || approver == draft->by))
        return Fault{"four-eyes", "draft " + name.text(),
                     draft->by + " made it, and the rules ask that somebody else approves it",
                     "let another person approve it"};
    draft->decided = now.at;
    draft->issued_as = number;
    return Done{};
}

Outcome apply(State& state, const Now& now, const InvoiceDrafted& fact)
{
    if (const Outcome fresh = must_be_new(state, fact.draft); !fresh) return fresh;
    const Result<std::size_t> place = contract_of(state, fact.contract);
    if (!place) return place.fault();
    ContractState& contract = state.contracts[*place];
    Result<std::vector<IssuedLine>> lines = issued_lines(contract, fact.lines);
    if (!lines) return lines.fault();
    DocumentDraft draft{.name = fact.draft, .contract = fact.contract, .at = now.at, .event = now.event->number};
    draft.due = fact.due.value_or(now.at.date);
    draft.lines = std::move(*lines);
    if (fact.invoice) {
        const Result<std::size_t> lowered = standing_invoice(state, *fact.invoice);
        if (!lowered) return lowered.fault();
        draft.of = *fact.invoice;
        draft.why = fact.reason;
        draft.settle = fact.settle;
        draft.early_payment = fact.early_payment;
    }
    draft.by = now.event->by;
    draft.two = fact.two.value_or(false);
    contract.group.drafts.push_back(std::move(draft));
    state.draft_places.add(fact.draft.text());
    return Done{};
}

Outcome apply(State& state, const Now& now, const CreditProposed& fact)
{
    if (const Outcome fresh = must_be_new(state, fact.draft); !fresh) return fresh;
    const Result<std::size_t> invoice = standing_invoice(state, fact.invoice);
    if (!invoice) return invoice.fault();
    ContractState& contract = state.contracts[state.invoices[*invoice].contract];
    if (fact.line)
        if (const Result<std::size_t> line = line_of(contract, *fact.line); !line) return line.fault();
    if (const Result<Money> total = positive(fact.total, contract.group.currency, "draft " + fact.draft.text()); !total)
        return total.fault();
    DocumentDraft draft{.name = fact.draft, .contract = contract.group.id, .at = now.at, .event = now.event->number};
    draft.due = now.at.date;
    draft.proposal = fact;
    draft.by = now.event->by;
    draft.two = fact.two.value_or(false);
    contract.group.drafts.push_back(std::move(draft));
    state.draft_places.add(fact.draft.text());
    return Done{};
}

Outcome apply(State& state, const Now& now, const DraftRejected& fact)
{
    DocumentDraft* draft = waiting_draft(state, fact.draft);
    if (draft == nullptr) return no_draft(state, fact.draft);
    draft->decided = now.at;
    draft->reason = fact.reason;
    return Done{};
}

}  // namespace earned::folding
