#include "app/placing.h"

#include <sstream>

namespace earned::app {

namespace {

constexpr const char* unidentified = "?";  // as the customer of cash that names nobody

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

// A second document of a number goes where the first is, whose customer's events refuse it.
std::int64_t found_home(const Directory& directory, const Naming& naming)
{
    const std::optional<db::Key> founded = naming.founded();
    if (founded && founded->kind == db::KeyKind::invoice)
        if (const auto home = directory.home(founded->kind, founded->name)) return home;
    return found_home(directory, naming.routing);
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

Naming::Founds founds(const Fact& fact)
{
    if (std::holds_alternative<ContractSigned>(fact)) return Naming::Founds::contract;
    if (std::holds_alternative<PaymentReceived>(fact)) return Naming::Founds::payment;
    if (is_named_like_an_invoice(fact)) return Naming::Founds::invoice;
    return std::holds_alternative<CreditIssued>(fact) ? Naming::Founds::credit : Naming::Founds::nothing;
}

}  // namespace

Naming naming_of(const Event& event)
{
    Naming naming{.routing = routing_of(event), .founds = founds(event.fact)};
    if (const auto* credit = std::get_if<CreditIssued>(&event.fact)) naming.credit = credit->credit.text();
    if (const auto* customer = std::get_if<CustomerDefined>(&event.fact)) naming.defined = customer->customer.text();
    naming.invoices = invoices_named(event);
    return naming;
}

std::optional<db::Key> Naming::founded() const
{
    switch (founds) {
        case Founds::nothing:
            return std::nullopt;
        case Founds::contract:
            return db::Key{db::KeyKind::contract, routing.contract.text()};
        case Founds::payment:
            return db::Key{db::KeyKind::payment, routing.payment.text()};
        case Founds::invoice:
            return db::Key{db::KeyKind::invoice, routing.invoice.text()};
        case Founds::credit:
            return db::Key{db::KeyKind::invoice, credit};
    }
    return std::nullopt;
}

bool Placing::place(const std::vector<const Naming*>& namings, std::vector<db::EventRow>& rows, NewNames names)
{
    look_up(namings, names);
    for (const Naming* naming : namings) found_contract(*naming);
    for (const Naming* naming : namings) found_document(*naming);
    for (const Naming* naming : namings) found_credit(*naming);
    if (names == NewNames::trusted && !founds_all_) return false;
    for (std::size_t at = 0; at < namings.size(); ++at) {
        const Routing& routing = namings[at]->routing;
        rows[at].home = routing.company ? 0 : found_home(directory_, *namings[at]);
        rows[at].names.clear();
        rows[at].defined = namings[at]->defined;
        rows[at].concerns = directory_.home(db::KeyKind::customer, namings[at]->defined);
        if (routing.company || rows[at].home != 0) continue;
        rows[at].home = -1;
        rows[at].names = names_of(routing);
    }
    return true;
}

void Placing::look_up(const std::vector<const Naming*>& namings, NewNames names)
{
    directory_.expect(2 * namings.size());
    if (names == NewNames::trusted) trust_new(namings);
    for (const Naming* naming : namings) {
        want_all(directory_, naming->routing);
        directory_.want(db::KeyKind::customer, naming->defined);
        for (const std::string& invoice : naming->invoices) directory_.want(db::KeyKind::invoice, invoice);
        if (!naming->credit.empty()) directory_.want(db::KeyKind::invoice, naming->credit);
    }
    directory_.look_up();
    if (names == NewNames::trusted) return;
    for (const Naming* naming : namings) {
        const auto founded = naming->founded();
        if (founded && directory_.home(founded->kind, founded->name) != 0) founds_only_new_ = false;
    }
}

// The store refuses a name's second row, and a document that the book has issued has none.
void Placing::trust_new(const std::vector<const Naming*>& namings)
{
    const bool knows_others = has_issued(store_);
    for (const Naming* naming : namings) {
        const auto founded = naming->founded();
        if (founded && !(knows_others && founded->kind == db::KeyKind::invoice)) directory_.trust_new(*founded);
    }
}

std::int64_t Placing::home_of_customer(const std::string& customer)
{
    if (const auto known = directory_.home(db::KeyKind::customer, customer)) return known;
    const std::int64_t home = new_home(customer);
    directory_.add(db::KeyKind::customer, customer, home);
    return home;
}

std::int64_t Placing::new_home(const std::string& customer)
{
    homes_.push_back({next_home_, customer});
    return next_home_++;
}

void Placing::found_contract(const Naming& naming)
{
    if (naming.founds != Naming::Founds::contract) return;
    const std::string& contract = naming.routing.contract.text();
    if (directory_.home(db::KeyKind::contract, contract) != 0) return;
    directory_.add(db::KeyKind::contract, contract, home_of_customer(naming.routing.customer.text()));
}

// Cash that names nobody has a home of its own, a payment each: one for all of it would grow with every statement.
void Placing::found_document(const Naming& naming)
{
    const Routing& routing = naming.routing;
    if (naming.founds == Naming::Founds::payment) {
        if (directory_.home(db::KeyKind::payment, routing.payment.text()) != 0) return;
        std::int64_t home = directory_.home(db::KeyKind::contract, routing.contract.text());
        for (const std::string& invoice : naming.invoices)
            if (home == 0) home = directory_.home(db::KeyKind::invoice, invoice);
        if (home == 0)
            home = routing.customer.empty() ? new_home(unidentified) : home_of_customer(routing.customer.text());
        directory_.add(db::KeyKind::payment, routing.payment.text(), home);
    } else if (naming.founds == Naming::Founds::invoice) {
        const std::int64_t home = directory_.home(db::KeyKind::contract, routing.contract.text());
        if (home == 0) founds_all_ = false;
        if (home != 0) directory_.add(db::KeyKind::invoice, routing.invoice.text(), home);
    }
}

// A credit note is known by its own number where its invoice is.
void Placing::found_credit(const Naming& naming)
{
    if (naming.founds != Naming::Founds::credit) return;
    const std::int64_t home = directory_.home(db::KeyKind::invoice, naming.routing.invoice.text());
    if (home == 0) founds_all_ = false;
    if (home != 0) directory_.add(db::KeyKind::invoice, naming.credit, home);
}

void Placing::write(const std::vector<db::EventRow>& rows, const std::function<void()>& turn)
{
    store_.add_homes(homes_);
    write_placed(store_, directory_.added(), rows, turn);
}

void write_placed(db::Store& store, const std::vector<db::KeyRow>& keys, const std::vector<db::EventRow>& rows,
                  const std::function<void()>& turn)
{
    store.add_keys(keys);
    store.add_events(rows, turn);
    std::vector<db::Key> names;
    for (const db::KeyRow& key : keys) names.push_back(key.key);
    route_waiting(store, names);
}

void route_waiting(db::Store& store, const std::vector<db::Key>& names)
{
    if (names.empty()) return;
    std::vector<db::EventRow> waiting = store.waiting(names);
    if (waiting.empty()) return;
    Directory directory(store);
    std::vector<Naming> namings;
    for (const db::EventRow& row : waiting) {
        namings.push_back(naming_of(decode_stored(row)));
        want_all(directory, namings.back().routing);
        directory.want(db::KeyKind::invoice, namings.back().credit);
    }
    directory.look_up();
    for (std::size_t at = 0; at < waiting.size(); ++at) waiting[at].home = found_home(directory, namings[at]);
    std::erase_if(waiting, [](const db::EventRow& row) { return row.home <= 0; });
    store.route(waiting);
}

}  // namespace earned::app
