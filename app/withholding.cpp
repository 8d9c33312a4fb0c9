#include "app/withholding.h"

#include "billing/collect/match.h"
#include "billing/tax.h"
#include "rules/terms.h"

namespace earned::app {

Money Withholding::of(const Home& home, const Group& group, const Document& document)
{
    const Money tax = by_rule(group, document);
    if (tax.is_zero() || !billing::is_withheld_already(home, group, document)) return tax;
    return Money::zero(group.currency);
}

Money Withholding::by_rule(const Group& group, const Document& document)
{
    const Money nothing = Money::zero(group.currency);
    if (document.credit || document.voided || group.fault) return nothing;
    const auto [place, fresh] = policies_.try_emplace(group.entity);
    if (fresh)
        for (const Ledger& ledger : book_.ledgers())
            if (ledger.entity == group.entity && !place->second) place->second = book_.policy(ledger);
    if (!place->second) return nothing;
    const Result<Terms> terms = decide(*place->second, group);
    if (!terms) return nothing;
    for (std::size_t at = 0; at < group.contracts.size(); ++at)
        if (group.contracts[at].id == document.contract)
            return billing::withheld_of(document, group.contracts[at], terms->contracts[at]);
    return nothing;
}

std::vector<Event> withheld_events(const WithheldTax& withheld)
{
    // Of one day, events take effect in the order of their ids.
    const auto event = [&](const std::string& what, Fact fact) {
        return Event{.source = "earned",
                     .id = withheld.id + "/" + what,
                     .by = withheld.by,
                     .date = withheld.date,
                     .fact = std::move(fact)};
    };
    return {event("8-withheld", PaymentReceived{.payment = withheld.payment,
                                                .customer = withheld.customer,
                                                .amount = withheld.tax.decimal(),
                                                .currency = withheld.tax.currency(),
                                                .reference = withheld.invoice.text(),
                                                .withheld = withheld.tax.decimal()}),
            event("9-applied", PaymentApplied{withheld.payment, withheld.invoice, withheld.tax.decimal(),
                                              std::string(withholding_step), withheld.evidence, Confidence::high})};
}

}  // namespace earned::app
