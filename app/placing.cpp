#include "app/placing.h"

#include "app/names.h"

#include <sstream>

namespace earned::app {

namespace {

constexpr const char* unidentified = "?";  // as the customer of cash that names nobody

std::vector<db::Key> names_of(const Routing& routing)
{
    std::vector<db::Key> names;
    if (!routing.contract.empty()) names.push_back({db::KeyKind::contract, routing.contract.text()});
    if (!routing.invoice.empty()) names.push_back({db::KeyKind::invoice, routing.invoice.text()});
    if (!routing.payment.empty()) names.push_back({db::KeyKind::payment, routing.payment.text()});
    if (!routing.customer.empty()) names.push_back({db::KeyKind::customer, routing.customer.text()});
    return names;
}

std::vector<db::Key> names_in(const std::vector<db::KeyRow>& rows)
{
    std::vector<db::Key> names;
    for (const db::KeyRow& row : rows) names.push_back(row.key);
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

NameNumber founded(const Naming& naming, const NameNumbers& numbers)
{
    switch (naming.founds) {
        case Naming::Founds::nothing:
            return no_name;
        case Naming::Founds::contract:
            return numbers.contract;
        case Naming::Founds::payment:
            return numbers.payment;
        case Naming::Founds::invoice:
            return numbers.invoice;
        case Naming::Founds::credit:
            return numbers.credit;
    }
    return no_name;
}

NameNumbers numbers_of(const Naming& naming, Directory& directory)
{
    const Routing& routing = naming.routing;
    NameNumbers numbers{.contract = directory.number_of(db::KeyKind::contract, routing.contract.text()),
                        .invoice = directory.number_of(db::KeyKind::invoice, routing.invoice.text()),
                        .payment = directory.number_of(db::KeyKind::payment, routing.payment.text()),
                        .customer = directory.number_of(db::KeyKind::customer, routing.customer.text()),
                        .credit = directory.number_of(db::KeyKind::invoice, naming.credit),
                        .defined = directory.number_of(db::KeyKind::customer, naming.defined)};
    for (const std::string& invoice : naming.invoices) directory.number_of(db::KeyKind::invoice, invoice);
    numbers.founded = founded(naming, numbers);
    return numbers;
}

bool founds_document(const Naming& naming)
{
    return naming.founds == Naming::Founds::invoice || naming.founds == Naming::Founds::credit;
}

// By the first of its names that is known. A second document of a number goes where the first is, whose customer's
// events refuse it.
std::int64_t found_home(const Directory& directory, const Naming& naming, const NameNumbers& numbers)
{
    for (const NameNumber name : {founds_document(naming) ? numbers.founded : no_name, numbers.contract,
                                  numbers.invoice, numbers.payment, numbers.customer})
        if (const std::int64_t home = directory.home(name)) return home;
    return 0;
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

bool Placing::place(const std::vector<const Naming*>& namings, std::vector<db::EventRow>& rows, NewNames names)
{
    look_up(namings, names);
    for (std::size_t at = 0; at < namings.size(); ++at) found_contract(*namings[at], numbers_[at]);
    for (std::size_t at = 0; at < namings.size(); ++at) found_document(*namings[at], numbers_[at]);
    for (std::size_t at = 0; at < namings.size(); ++at) found_credit(*namings[at], numbers_[at]);
    if (names == NewNames::trusted && !founds_all_) return false;
    for (std::size_t at = 0; at < namings.size(); ++at) {
        const Routing& routing = namings[at]->routing;
        rows[at].home = routing.company ? 0 : found_home(directory_, *namings[at], numbers_[at]);
        rows[at].names.clear();
        rows[at].defined = namings[at]->defined;
        rows[at].concerns = directory_.home(numbers_[at].defined);
        if (routing.company || rows[at].home != 0) continue;
        rows[at].home = -1;
        rows[at].names = names_of(routing);
    }
    return true;
}

// The store refuses a name's second row, and a document that the book has issued has none: such names aren't trusted.
void Placing::look_up(const std::vector<const Naming*>& namings, NewNames names)
{
    directory_.expect(2 * namings.size());
    numbers_.clear();
    numbers_.reserve(namings.size());
    for (const Naming* naming : namings) numbers_.push_back(numbers_of(*naming, directory_));
    const bool knows_others = names == NewNames::trusted && has_issued(store_);
    for (std::size_t at = 0; at < namings.size(); ++at) {
        if (names != NewNames::trusted || numbers_[at].founded == no_name) continue;
        if (!knows_others || !founds_document(*namings[at])) directory_.trust_new(numbers_[at].founded);
    }
    directory_.look_up();
    if (names == NewNames::trusted) return;
    for (const NameNumbers& numbers : numbers_)
        if (directory_.home(numbers.founded) != 0) founds_only_new_ = false;
}

std::int64_t Placing::home_of_customer(const Naming& naming, const NameNumbers& numbers)
{
    if (const std::int64_t known = directory_.home(numbers.customer)) return known;
    const std::int64_t home = new_home(naming.routing.customer.text());
    directory_.add(numbers.customer, home);
    return home;
}

std::int64_t Placing::new_home(const std::string& customer)
{
    homes_.push_back({next_home_, customer});
    return next_home_++;
}

void Placing::found_contract(const Naming& naming, const NameNumbers& numbers)
{
    if (naming.founds != Naming::Founds::contract || directory_.home(numbers.contract) != 0) return;
    directory_.add(numbers.contract, home_of_customer(naming, numbers));
}

// Cash that names nobody has a home of its own, a payment each: one for all of it would grow with every statement.
void Placing::found_document(const Naming& naming, const NameNumbers& numbers)
{
    if (naming.founds == Naming::Founds::payment) {
        if (directory_.home(numbers.payment) != 0) return;
        std::int64_t home = directory_.home(numbers.contract);
        for (const std::string& invoice : naming.invoices)
            if (home == 0) home = directory_.home(directory_.number_of(db::KeyKind::invoice, invoice));
        if (home == 0) home = numbers.customer == no_name ? new_home(unidentified) : home_of_customer(naming, numbers);
        directory_.add(numbers.payment, home);
    } else if (naming.founds == Naming::Founds::invoice) {
        const std::int64_t home = directory_.home(numbers.contract);
        if (home == 0) founds_all_ = false;
        if (home != 0) directory_.add(numbers.invoice, home);
    }
}

// A credit note is known by its own number where its invoice is.
void Placing::found_credit(const Naming& naming, const NameNumbers& numbers)
{
    if (naming.founds != Naming::Founds::credit) return;
    const std::int64_t home = directory_.home(numbers.invoice);
    if (home == 0) founds_all_ = false;
    if (home != 0) directory_.add(numbers.credit, home);
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
    route_waiting(store, names_in(keys));
}

// An invoice that waited for its contract brings its own name into being, for which others may wait.
void route_waiting(db::Store& store, const std::vector<db::Key>& names)
{
    if (names.empty()) return;
    std::vector<db::EventRow> waiting = store.waiting(names);
    if (waiting.empty()) return;
    Directory directory(store);
    std::vector<Naming> namings;
    std::vector<NameNumbers> numbers;
    for (const db::EventRow& row : waiting) {
        namings.push_back(naming_of(decode_stored(row)));
        numbers.push_back(numbers_of(namings.back(), directory));
    }
    directory.look_up();
    for (std::size_t at = 0; at < waiting.size(); ++at) {
        waiting[at].home = found_home(directory, namings[at], numbers[at]);
        if (waiting[at].home > 0) directory.add(numbers[at].founded, waiting[at].home);
    }
    std::erase_if(waiting, [](const db::EventRow& row) { return row.home <= 0; });
    store.add_keys(directory.added());
    store.route(waiting);
    route_waiting(store, names_in(directory.added()));
}

}  // namespace earned::app
