#include "app/customers.h"

namespace earned::app {

Customers::Customers(Book& book)
{
    std::map<CustomerId, std::pair<Date, KnownCustomer>> latest;
    book.store().company_events(book.known_at(), [&](const db::EventRow& row) {
        if (row.type != "customer.defined") return;
        const Event event = decode_stored(row);
        const auto& fact = std::get<CustomerDefined>(event.fact);
        const auto [place, fresh] = latest.try_emplace(fact.customer);
        if (!fresh && event.date < place->second.first) return;
        place->second = {event.date,
                         {fact.customer, fact.parent.value_or(CustomerId()), fact.name, fact.bank_accounts}};
    });
    for (auto& [id, dated] : latest) {
        for (const std::string& account : dated.second.accounts) {
            const auto [place, fresh] = by_account_.try_emplace(plain_account(account), id);
            if (!fresh && place->second != id) place->second = CustomerId();
        }
        known_.emplace(id, std::move(dated.second));
    }
}

const KnownCustomer* Customers::find(const CustomerId& id) const
{
    const auto found = known_.find(id);
    return found == known_.end() ? nullptr : &found->second;
}

CustomerId Customers::by_account(const std::string& account) const
{
    const auto found = by_account_.find(plain_account(account));
    return found == by_account_.end() ? CustomerId() : found->second;
}

}  // namespace earned::app
