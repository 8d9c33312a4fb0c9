#include "app/placing.h"

#include <sstream>

namespace earned::app {

namespace {

constexpr const char* unidentified = "?";  // the home of cash that names nobody

void want_all(Directory& directory, const Routing& routing)
{
    directory.want(db::KeyKind::contract, routing.contract.text());
    directory.want(db::KeyKind::invoice, routing.invoice.text());
    directory.want(db::KeyKind::payment, routing.payment.text());
    directory.want(db::KeyKind::customer, routing.customer.text());
}

std::int64_t found_home(const Directory& directory, const Routing& routing)
{
    if (const auto home = directory.home(db::KeyKind::contract, routing.contract.text())) return home;
    if (const auto home = directory.home(db::KeyKind::invoice, routing.invoice.text())) return home;
    if (const auto home = directory.home(db::KeyKind::payment, routing.payment.text())) return home;
    return directory.home(db::KeyKind::customer, routing.customer.text());
}

std::vector<db::Key> names_of(const Routing& routing)
{
    std::vector<db::Key> names;
    if (!routing.contract.empty()) names.push_back({db::KeyKind::contract, routing.contract.text()});
    if (!routing.invoice.empty()) names.push_back({db::KeyKind::invoice, routing.invoice.text()});
    if (!routing.payment.empty()) names.push_back({db::KeyKind::payment, routing.payment.text()});
    if (!routing.customer.empty()) names.push_back({db::KeyKind::customer, routing.customer.text()});
    return names;
}

constexpr const char* marks = ".,;:!?()[]\"'";  // around a word

// Cash that names nobody may name an invoice, in its reference or as a word of its remittance.
std::vector<std::string> invoices_named(const Event& event)
{
    const auto* payment = std::get_if<PaymentReceived>(&event.fact);
    if (payment == nullptr || payment->customer || payment->contract) return {};
    std::vector<std::string> names = {payment->reference};
    std::istringstream words(payment->remittance);
    for (std::string word; words >> word;) {
        const std::size_t first = word.find_first_not_of(marks), last = word.find_last_not_of(marks);
        if (first != std::string::npos) names.push_back(word.substr(first, last - first + 1));
    }
    return names;
}

bool is_named_like_an_invoice(const Fact& fact)
{
    return std::holds_alternative<InvoiceIssued>(fact) || std::holds_alternative<InvoiceDrafted>(fact) ||
           std::holds_alternative<CreditProposed>(fact);
}

}  // namespace

void Placing::place(const std::vector<const Event*>& events, std::vector<db::EventRow>& rows)
{
    std::vector<Routing> routings;
    for (const Event* event : events) {
        routings.push_back(routing_of(*event));
        want_all(directory_, routings.back());
        if (const auto* customer = std::get_if<CustomerDefined>(&event->fact))
            directory_.want(db::KeyKind::customer, customer->customer.text());
        for (const std::string& invoice : invoices_named(*event)) directory_.want(db::KeyKind::invoice, invoice);
    }
    directory_.want(db::KeyKind::customer, unidentified);
    directory_.look_up();
    for (std::size_t at = 0; at < events.size(); ++at) found_contract(*events[at], routings[at]);
    for (std::size_t at = 0; at < events.size(); ++at) found_document(*events[at], routings[at]);
    for (const Event* event : events) found_credit(*event);
    for (std::size_t at = 0; at < events.size(); ++at) {
        rows[at].home = routings[at].company ? 0 : found_home(directory_, routings[at]);
        if (const auto* customer = std::get_if<CustomerDefined>(&events[at]->fact))
            rows[at].concerns = directory_.home(db::KeyKind::customer, customer->customer.text());
        if (routings[at].company || rows[at].home != 0) continue;
        rows[at].home = -1;
        rows[at].names = names_of(routings[at]);
    }
}

std::int64_t Placing::home_of_customer(const std::string& customer)
{
    if (const auto known = directory_.home(db::KeyKind::customer, customer)) return known;
    const std::int64_t home = next_home_++;
    homes_.push_back({home, customer});
    directory_.add(db::KeyKind::customer, customer, home);
    return home;
}

void Placing::found_contract(const Event& event, const Routing& routing)
{
    if (std::holds_alternative<ContractSigned>(event.fact)) {
        if (directory_.home(db::KeyKind::contract, routing.contract.text()) != 0) return;
        directory_.add(db::KeyKind::contract, routing.contract.text(), home_of_customer(routing.customer.text()));
    }
}

void Placing::found_document(const Event& event, const Routing& routing)
{
    if (std::holds_alternative<PaymentReceived>(event.fact)) {
        std::int64_t home = directory_.home(db::KeyKind::contract, routing.contract.text());
        for (const std::string& invoice : invoices_named(event))
            if (home == 0) home = directory_.home(db::KeyKind::invoice, invoice);
        if (home == 0) home = home_of_customer(routing.customer.empty() ? unidentified : routing.customer.text());
        directory_.add(db::KeyKind::payment, routing.payment.text(), home);
    } else if (is_named_like_an_invoice(event.fact)) {
        const std::int64_t home = directory_.home(db::KeyKind::contract, routing.contract.text());
        if (home != 0) directory_.add(db::KeyKind::invoice, routing.invoice.text(), home);
    }
}

// A credit note is known by its own number where its invoice is.
void Placing::found_credit(const Event& event)
{
    const auto* credit = std::get_if<CreditIssued>(&event.fact);
    if (credit == nullptr) return;
    const std::int64_t home = directory_.home(db::KeyKind::invoice, credit->invoice.text());
    if (home != 0) directory_.add(db::KeyKind::invoice, credit->credit.text(), home);
}

void Placing::write(const std::vector<db::EventRow>& rows)
{
    store_.add_homes(homes_);
    write_placed(store_, directory_.added(), rows);
}

void write_placed(db::Store& store, const std::vector<db::KeyRow>& keys, const std::vector<db::EventRow>& rows)
{
    store.add_keys(keys);
    store.add_events(rows);
    Directory directory(store);
    std::vector<db::Key> names;
    for (const db::KeyRow& key : keys) names.push_back(key.key);
    if (names.empty()) return;
    std::vector<db::EventRow> waiting = store.waiting(names);
    if (waiting.empty()) return;
    std::vector<Routing> routings;
    for (const db::EventRow& row : waiting) {
        routings.push_back(routing_of(decode_stored(row)));
        want_all(directory, routings.back());
    }
    directory.look_up();
    for (std::size_t at = 0; at < waiting.size(); ++at) waiting[at].home = found_home(directory, routings[at]);
    std::erase_if(waiting, [](const db::EventRow& row) { return row.home <= 0; });
    store.route(waiting);
}

}  // namespace earned::app
