#include "recognition/early_payment.h"

#include <algorithm>

namespace earned {

namespace {

// The terms of an invoice of the contract by which it may be paid early.
const PaymentTerms* discounting(const Group& group, const Contract& contract, const Document& document)
{
    return document.contract == contract.id ? discount_of(group, document) : nullptr;
}

bool gives_any(const ContractTerms& terms)
{
    return std::any_of(terms.lines.begin(), terms.lines.end(), [](const std::vector<LineTerms>& versions) {
        return std::any_of(versions.begin(), versions.end(),
                           [](const LineTerms& version) { return version.payment.discount_percent.has_value(); });
    });
}

std::int64_t invoiced_by(const Group& group, const Contract& contract, Moment at)
{
    std::int64_t net = 0;
    for (const Document& document : group.documents)
        if (document.contract == contract.id && !document.voided && !document.early_payment && document.at <= at)
            net += document.credit ? -document.net().minor() : document.net().minor();
    return net;
}

// Whether an invoice may still be paid early, or is still to come.
bool is_open(const Walk& walk, const Contract& contract, const ContractTerms& decided, Moment at)
{
    if (!gives_any(decided)) return true;
    std::int64_t stated = 0;
    for (const Life& life : walk.lives)
        if (life.is_of(contract.id)) stated += life.stated_at();
    if (invoiced_by(walk.group, contract, at) < stated) return true;
    return std::any_of(walk.group.documents.begin(), walk.group.documents.end(), [&](const Document& invoice) {
        const PaymentTerms* terms = discounting(walk.group, contract, invoice);
        if (terms == nullptr || at < invoice.at || lapse_of_discount(invoice, *terms) <= at) return false;
        const std::vector<Taken> taken = discounts_of(walk.group, invoice, *terms);
        return taken.empty() || at < taken.front().at;
    });
}

}  // namespace

bool is_early_payment(const Variable& words) { return words.kind == "cash_discount"; }

bool expects_early_payment(const Contract& contract)
{
    const auto among = [](const std::vector<Variable>& words) {
        return std::any_of(words.begin(), words.end(), is_early_payment);
    };
    return among(contract.terms.variable) ||
           std::any_of(contract.modifications.begin(), contract.modifications.end(),
                       [&](const Modification& modification) { return among(modification.what.variable); });
}

std::vector<Moment> lapses_of_discounts(const Group& group, const Contract& contract)
{
    std::vector<Moment> lapses;
    for (const Document& invoice : group.documents)
        if (const PaymentTerms* terms = discounting(group, contract, invoice))
            lapses.push_back(lapse_of_discount(invoice, *terms));
    return lapses;
}

Outcome count_discounts(Walk& walk, std::size_t place, const Turn& turn)
{
    const Contract& contract = walk.group.contracts[place];
    const ContractTerms& decided = walk.terms.contracts[place];
    std::int64_t sum = 0;
    for (const Taken& each : discounts_of_price(walk.group, contract.id))
        if (each.at <= turn.at) sum += each.amount;
    for (Contingency& contingency : walk.contingencies) {
        if (contingency.contract != place || !is_early_payment(contingency.words)) continue;
        const bool open = is_open(walk, contract, decided, turn.at);  // the right that was taken isn't open any more
        const std::int64_t more = sum - contingency.given_up;
        contingency.given_up = sum;
        contingency.least = -sum;
        contingency.final = !open;
        const Outcome counted = recount(walk, contingency);
        if (!counted) return counted;
        const std::vector<std::int64_t> parts = parts_of(-more, contingency);
        for (std::size_t reach = 0; reach < contingency.reaches.size(); ++reach) {
            Life& life = walk.lives[contingency.reaches[reach].life];
            life.now.stated_base += parts[2 * reach];
            life.now.stated_whole += parts[2 * reach + 1];
            const Outcome begun = begin(life, turn);
            if (!begun) return begun;
        }
        record_all(walk, turn.at, turn.event);
    }
    return Done{};
}

}  // namespace earned
