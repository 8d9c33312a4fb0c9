#include "billing/collect/letter.h"

#include "billing/collect/match.h"
#include "billing/einvoice/present.h"

#include <algorithm>

namespace earned {

namespace {

Money stated_part(const std::optional<Decimal>& amount, Currency currency)
{
    const Money none = Money::zero(currency);
    return amount ? Money::of(*amount, currency).value_or(none) : none;
}

}  // namespace

Result<CollectionLetter> letter_of(const Home& home, const Reference& reference, const Reminder& reminder)
{
    const Date date = reminder.at.date;
    const std::vector<InvoiceId>& named = reminder.what.invoices;
    const std::string where = "letter to " + reminder.what.customer.text() + " of " + date.text();
    CollectionLetter letter{.date = date, .level = reminder.what.level};
    const Group* group = nullptr;
    for (const OpenInvoice& open : open_invoices(home, date)) {
        if (std::find(named.begin(), named.end(), open.invoice->number) == named.end()) continue;
        if (group == nullptr) letter.open = Money::zero(open.group->currency);
        group = open.group;
        letter.invoices.push_back({open.invoice->number.text(), open.invoice->at.date, open.invoice->due,
                                   date - open.invoice->due, open.open});
        letter.open += open.open;
    }
    if (group == nullptr)
        return Fault{"invoice-unknown", where, "none of its invoices is known", "ingest the invoices that it names"};
    const EntityDefined* entity = reference.entity(group->entity, date);
    if (entity == nullptr)
        return Fault{"entity-unknown", where, "the entity '" + group->entity.text() + "' is not defined",
                     "send its entity.defined"};
    std::sort(letter.invoices.begin(), letter.invoices.end(), [](const LetterInvoice& a, const LetterInvoice& b) {
        return std::tie(a.due, a.number) < std::tie(b.due, b.number);
    });
    letter.fee = stated_part(reminder.what.fee, group->currency);
    letter.interest = stated_part(reminder.what.interest, group->currency);
    letter.seller = einvoice::trader_of_entity(*entity);
    if (entity->pay_into) {
        letter.account = entity->pay_into->account;
        letter.bic = entity->pay_into->bic;
    }
    letter.buyer_id = reminder.what.customer;
    letter.buyer.name = reminder.what.customer.text();
    if (const CustomerVersion customer = reference.customer(reminder.what.customer, date)) {
        letter.buyer = einvoice::trader_of_customer(*customer);
        letter.language = customer->language;
    }
    return letter;
}

}  // namespace earned
