// China: the invoices that the tax bureau's platform issued for documents of ours, and how far the
// confirmations are by which one of them is taken back.
#include "contract/fold_apply.h"

#include <algorithm>

namespace earned::folding {

namespace {

// The contract whose document it is; nothing where there is none of this number.
ContractState* contract_documented(State& state, const InvoiceId& number)
{
    for (ContractState& contract : state.contracts)
        for (const Document& document : contract.group.documents)
            if (document.number == number) return &contract;
    return nullptr;
}

const Document& document_of(const ContractState& contract, const InvoiceId& number)
{
    return *std::find_if(contract.group.documents.begin(), contract.group.documents.end(),
                         [&](const Document& document) { return document.number == number; });
}

Fault no_document(const InvoiceId& number)
{
    return {"invoice-unknown", "document " + number.text(),
            "no invoice or credit note of this number was issued by that day", "correct the number or the date"};
}

const DeliveredFapiao* delivered(const State& state, const std::string& number)
{
    for (const ContractState& contract : state.contracts)
        for (const DeliveredFapiao& fapiao : contract.group.fapiaos)
            if (fapiao.what.fapiao == number) return &fapiao;
    return nullptr;
}

// Denied, expired or revoked: nothing comes after it. 01 needs no confirmation, and so has no steps.
bool is_final(const std::string& status) { return status == "01" || "05" <= status; }

}  // namespace

Outcome apply(State& state, const Now& now, const FapiaoDelivered& fact)
{
    ContractState* contract = contract_documented(state, fact.document);
    if (contract == nullptr) return no_document(fact.document);
    if (delivered(state, fact.fapiao) != nullptr)
        return Fault{"fapiao-exists", "fapiao " + fact.fapiao, "it was delivered before",
                     "a delivered invoice is recorded once"};
    const Document& document = document_of(*contract, fact.document);
    const bool is_red = !fact.blue.empty();
    if (is_red != document.credit)
        return Fault{"fapiao-colour", "fapiao " + fact.fapiao,
                     is_red ? "it is red, and " + fact.document.text() + " is an invoice"
                            : "it is blue, and " + fact.document.text() + " is a credit note",
                     "name the document that it answers"};
    if (is_red && delivered(state, fact.blue) == nullptr)
        return Fault{"fapiao-unknown", "fapiao " + fact.fapiao,
                     "it takes back " + fact.blue + ", which was not delivered by that day",
                     "record the blue one first"};
    contract->group.fapiaos.push_back({now.at, now.event->number, fact});
    return Done{};
}

Outcome apply(State& state, const Now& now, const RedLetterStated& fact)
{
    ContractState* contract = contract_documented(state, fact.credit);
    if (contract == nullptr) return no_document(fact.credit);
    const std::string where = "red-letter confirmation " + fact.confirmation;
    if (!document_of(*contract, fact.credit).credit)
        return Fault{"fapiao-colour", where,
                     fact.credit.text() + " is an invoice, and a confirmation is for a credit note",
                     "name the credit note"};
    std::vector<RedLetter>& letters = contract->group.red_letters;
    const auto last = std::find_if(letters.rbegin(), letters.rend(), [&](const RedLetter& letter) {
        return letter.what.confirmation == fact.confirmation;
    });
    if (last != letters.rend() && is_final(last->what.status))
        return Fault{"red-letter-over", where, "it is in state " + last->what.status + ", which has no next",
                     "ask for another confirmation, and give it its own number"};
    letters.push_back({now.at, now.event->number, fact});
    return Done{};
}

}  // namespace earned::folding
