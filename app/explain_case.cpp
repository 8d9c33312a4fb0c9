// A contract's group as a case: its events in the order in which they became known, and its balances
// on the day. What the system decided itself (invoices, matches) is left out where the case comes to
// the same without it, because it then proves those decisions too.
#include "app/explain_parts.h"

#include "app/case_run.h"
#include "app/explain_yaml.h"
#include "contract/decode.h"

#include <algorithm>
#include <map>
#include <set>

namespace earned::app {

namespace {

// How much of what the system decided itself is part of the case.
enum class Own { left_out, applications_kept, kept };
// What must come out: invoices, movements and entries beside the balances, or these alone.
enum class Expects { all, balances };

struct Wanted {
    Book& book;
    Ledger ledger;
    Traced traced;  // as known when the day was posted
    Group group;
    Date as_of;
};

std::set<std::string> documents_of(const Group& group)
{
    std::set<std::string> numbers;
    for (const Document& document : group.documents) numbers.insert(document.number.text());
    return numbers;
}

// What of a payment stands, or stood, with the group; nothing when it never did.
std::optional<Money> part_of(const Group& group, const std::map<std::int64_t, Event>& events, const PaymentId& payment)
{
    std::optional<Money> part;
    for (const Collected& collected : group.cash) {
        if (collected.payment != payment) continue;
        const auto event = events.find(collected.event);
        const bool given_back = event != events.end() && (std::holds_alternative<PaymentRefunded>(event->second.fact) ||
                                                          std::holds_alternative<PaymentReversed>(event->second.fact));
        if (!part) part = Money::zero(group.currency);
        if (!given_back) *part += collected.amount;
    }
    return part;
}

bool concerns(const Wanted& wanted, const Event& event)
{
    if (event.date > wanted.as_of) return false;
    for (const Exception& exception : wanted.traced.home.exceptions)
        if (exception.event == event.number) return false;
    const Routing routing = routing_of(event);
    if (!routing.contract.empty()) return wanted.group.contract(routing.contract) != nullptr;
    if (!routing.invoice.empty()) return documents_of(wanted.group).contains(routing.invoice.text());
    if (!routing.payment.empty()) return part_of(wanted.group, wanted.traced.events, routing.payment).has_value();
    return false;
}

bool is_reference(const Wanted& wanted, const Event& event)
{
    if (const auto* entity = std::get_if<EntityDefined>(&event.fact)) return entity->entity == wanted.ledger.entity;
    if (const auto* customer = std::get_if<CustomerDefined>(&event.fact))
        return customer->customer == wanted.group.customer;
    if (const auto* rules = std::get_if<RulesActivated>(&event.fact)) return rules->book == wanted.ledger.book;
    if (std::holds_alternative<RatePublished>(event.fact)) return true;
    const auto* product = std::get_if<ProductDefined>(&event.fact);
    if (product == nullptr) return false;
    for (const Contract& contract : wanted.group.contracts)
        for (const LineLife& life : contract.lines)
            for (const LineVersion& version : life.versions)
                if (version.line.sku == product->sku) return true;
    return false;
}

// The locks that an event of ours came too late for: without them it would have been posted earlier.
std::vector<Event> locks(const Wanted& wanted, const std::vector<Event>& company, const std::vector<Event>& own)
{
    const FiscalCalendar calendar = wanted.book.reference().calendar(wanted.ledger.entity);
    std::vector<Event> kept;
    for (const Event& event : company) {
        const auto* closed = std::get_if<PeriodClosed>(&event.fact);
        const auto* reopened = std::get_if<PeriodReopened>(&event.fact);
        if (closed == nullptr && reopened == nullptr) continue;
        const EntityId& entity = closed != nullptr ? closed->entity : reopened->entity;
        const BookName& book = closed != nullptr ? closed->book : reopened->book;
        const auto period = Period::parse(closed != nullptr ? closed->period : reopened->period);
        if (entity != wanted.ledger.entity || (!book.empty() && book != wanted.ledger.book) || !period) continue;
        if (calendar.first(*period) > wanted.as_of) continue;
        const Date last = calendar.last(*period);
        if (std::any_of(own.begin(), own.end(),
                        [&](const Event& late) { return late.batch > event.batch && late.date <= last; }))
            kept.push_back(event);
    }
    return kept;
}

// A note of a discount that was voided since: with all known at once, nobody would have made it.
bool is_voided_note(const Group& group, std::int64_t event)
{
    return std::ranges::any_of(group.documents, [&](const Document& document) {
        return document.event == event && document.early_payment && document.voided;
    });
}

bool decided_here(const Wanted& wanted, const Event& event)
{
    return event.source == "earned" && !is_voided_note(wanted.group, event.number) &&
           (std::holds_alternative<InvoiceIssued>(event.fact) || std::holds_alternative<CreditIssued>(event.fact));
}

// What waited for a person says nothing that the document, once issued, doesn't.
bool is_of_a_draft(const Event& event)
{
    return std::holds_alternative<InvoiceDrafted>(event.fact) || std::holds_alternative<DraftRejected>(event.fact) ||
           std::holds_alternative<CreditProposed>(event.fact);
}

bool matched_here(const Event& event)
{
    return event.source == "earned" && std::holds_alternative<PaymentApplied>(event.fact);
}

// The numbers that a case counts documents by, for those that the case issues itself.
std::map<std::string, std::string> renamed(const Wanted& wanted)
{
    std::map<std::string, std::string> names;
    std::map<std::pair<std::string, bool>, int> counted;
    for (const Document& document : wanted.group.documents) {
        const auto event = wanted.traced.events.find(document.event);
        if (event == wanted.traced.events.end() || !decided_here(wanted, event->second)) continue;
        const std::string contract = document.contract.text();
        const int place = ++counted[{contract, document.credit}];
        names[document.number.text()] = contract + (document.credit ? "#credit" : "#") + std::to_string(place);
    }
    return names;
}

std::string with_names(std::string text, const std::map<std::string, std::string>& names)
{
    for (const auto& [name, other] : names)
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + other.size()))
            text.replace(at, name.size(), other);
    return text;
}

Value with_names(const Value& value, const std::map<std::string, std::string>& names)
{
    if (value.is_text()) return Value::text(with_names(value.text(), names));
    if (value.is_list()) {
        std::vector<Value> items;
        for (const Value& item : value.items()) items.push_back(with_names(item, names));
        return Value::list(std::move(items));
    }
    if (!value.is_record()) return value;
    std::vector<Value::Field> fields;
    for (const auto& [name, field] : value.fields()) fields.emplace_back(name, with_names(field, names));
    return Value::record(std::move(fields));
}

// Of a payment that others have a part in, only the group's.
Value data_of(const Wanted& wanted, const Event& event)
{
    Event told = event;
    if (auto* received = std::get_if<PaymentReceived>(&told.fact)) {
        const auto part = part_of(wanted.group, wanted.traced.events, received->payment);
        if (part && part->sign() > 0) received->amount = part->decimal();
    }
    if (auto* issued = std::get_if<InvoiceIssued>(&told.fact)) issued->draft.reset();
    if (auto* credit = std::get_if<CreditIssued>(&told.fact)) credit->draft.reset();
    return encode(told);
}

std::vector<Event> events_of(const Wanted& wanted)
{
    std::vector<Event> company, own, all;
    wanted.book.store().company_events(wanted.book.known_at(),
                                       [&](const db::EventRow& row) { company.push_back(decode_stored(row)); });
    const std::string customer = wanted.group.customer.text();
    for (const db::EventRow& row : wanted.book.store().definitions_of({&customer, 1}, wanted.book.known_at()))
        company.push_back(decode_stored(row));
    for (const auto& [number, event] : wanted.traced.events)
        if (concerns(wanted, event) && !is_of_a_draft(event)) own.push_back(event);
    for (const Event& event : company)
        if (is_reference(wanted, event)) all.push_back(event);
    const std::vector<Event> kept = locks(wanted, company, own);
    all.insert(all.end(), own.begin(), own.end());
    all.insert(all.end(), kept.begin(), kept.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const Event& one, const Event& other) { return one.number < other.number; });
    return all;
}

// What the day's balances are, by account, on their normal sides.
std::map<Role, std::int64_t> balances_on(const Wanted& wanted)
{
    std::map<Role, std::int64_t> balances;
    const Stored stored = stored_plan(wanted.book, wanted.ledger, wanted.traced.number, wanted.group.id);
    for (const PostedEntry& entry : entries_of(wanted.book, wanted.ledger, wanted.traced.number, stored.group)) {
        if (Date::from_serial(entry.row.date) > wanted.as_of) continue;
        for (const db::LineRow& line : entry.lines) {
            const auto role = static_cast<Role>(line.role);
            balances[role] += normal_side(role) == Side::debit ? line.minor : -line.minor;
        }
    }
    return balances;
}

std::string currency_words(const Wanted& wanted)
{
    if (wanted.group.currency == wanted.ledger.currency) return "";
    return "      currency: " + wanted.group.currency.code() + "\n";
}

std::string expected_balances(const Wanted& wanted)
{
    std::string text = "  - balances:\n      as_of: " + wanted.as_of.text() + "\n" + currency_words(wanted);
    for (const auto& [role, minor] : balances_on(wanted))
        text += "      " + std::string(name(role)) + ": " + Money(minor, wanted.group.currency).plain() + "\n";
    return text;
}

// What its documents were, in order of their dates.
std::string expected_invoices(const Wanted& wanted)
{
    std::vector<const Document*> documents;
    for (const Document& document : wanted.group.documents)
        if (document.at.date <= wanted.as_of) documents.push_back(&document);
    std::stable_sort(documents.begin(), documents.end(),
                     [](const Document* one, const Document* other) { return one->at.date < other->at.date; });
    if (documents.empty()) return "";
    std::string text = "  - invoices:\n      through: " + wanted.as_of.text() + "\n      list:\n";
    for (const Document* document : documents) {
        text += "        - {date: " + document->at.date.text() + ", kind: " + (document->credit ? "credit" : "invoice");
        if (!document->credit) text += ", due: " + document->due.text();
        text += ", net: " + abs(document->net()).plain() + ", tax: " + abs(document->tax()).plain() + "}\n";
    }
    return text;
}

// What moved on a day or between two, by account; debits positive.
std::map<Role, std::int64_t> moved(const Wanted& wanted, Date from, Date to)
{
    std::map<Role, std::int64_t> sums;
    const Stored stored = stored_plan(wanted.book, wanted.ledger, wanted.traced.number, wanted.group.id);
    for (const PostedEntry& entry : entries_of(wanted.book, wanted.ledger, wanted.traced.number, stored.group)) {
        const Date date = Date::from_serial(entry.row.date);
        if (date < from || to < date) continue;
        for (const db::LineRow& line : entry.lines) sums[static_cast<Role>(line.role)] += line.minor;
    }
    return sums;
}

// The movements of the last period, revenue among them, and the entries of the last day that has any.
std::string expected_movements(const Wanted& wanted)
{
    const FiscalCalendar calendar = wanted.book.reference().calendar(wanted.ledger.entity);
    const Date from = calendar.first(calendar.period_of(wanted.as_of));
    const Currency currency = wanted.group.currency;
    std::string text = "  - movements:\n      from: " + from.text() + "\n      to: " + wanted.as_of.text() + "\n" +
                       currency_words(wanted);
    std::map<Role, std::int64_t> sums = moved(wanted, from, wanted.as_of);
    sums.try_emplace(Role::revenue, 0);
    for (const auto& [role, minor] : sums)
        text += "      " + std::string(name(role)) + ": " +
                Money(normal_side(role) == Side::debit ? minor : -minor, currency).plain() + "\n";
    if (currency != wanted.ledger.currency) return text;
    for (Date day = wanted.as_of; from <= day; day = day.previous()) {
        std::map<Role, std::int64_t> lines = moved(wanted, day, day);
        std::erase_if(lines, [](const auto& line) { return line.second == 0; });
        if (lines.empty()) continue;
        text += "  - journal:\n      date: " + day.text() + "\n      lines:\n";
        for (const auto& [role, minor] : lines)
            text += "        - [" + std::string(name(role)) + ", " + (minor > 0 ? "Dr" : "Cr") + ", " +
                    Money(std::abs(minor), currency).plain() + "]\n";
        break;
    }
    return text;
}

std::string written(const Wanted& wanted, Own own, Expects expects)
{
    const std::map<std::string, std::string> names =
        own == Own::kept ? std::map<std::string, std::string>() : renamed(wanted);
    std::string text = "case: " + yaml_scalar(wanted.group.id.text() + "-" + wanted.as_of.text()) + "\n";
    text += "title: " +
            yaml_scalar("Contract " + wanted.group.id.text() + " of " + wanted.ledger.key() + " on " +
                        wanted.as_of.text()) +
            "\n";
    text += "source: " + yaml_scalar("a book as known at batch " + std::to_string(wanted.book.known_at())) + "\n";
    text += "rules: " + yaml_scalar(wanted.ledger.rules) + "\nbook: " + yaml_scalar(wanted.ledger.book.text()) +
            "\nconfirmation: required\nevents:\n";
    for (const Event& event : events_of(wanted)) {
        if (decided_here(wanted, event) && own != Own::kept) continue;
        if (matched_here(event) && own == Own::left_out) continue;
        text += yaml_event(std::string(type_name(event.fact)), with_names(data_of(wanted, event), names));
    }
    text += "expect:\n" + expected_balances(wanted);
    return expects == Expects::all ? text + expected_invoices(wanted) + expected_movements(wanted) : text;
}

std::vector<std::string> differences_of(const std::string& yaml, const std::shared_ptr<Packages>& packages)
{
    std::vector<std::string> differences;
    for (const Result<Case>& read : read_cases("case", yaml)) {
        if (!read) {
            differences.push_back(read.fault().text());
            continue;
        }
        for (const Difference& difference : run_case(*read, "sqlite::memory:", packages, Laws::checked).differences)
            differences.push_back(difference.where + ": " + difference.what);
    }
    return differences;
}

// The day asked about, or the last that is posted; and what was known when that was posted.
Wanted wanted_by(Book& book, const ExplainOrder& order, std::int64_t home)
{
    const ContractId contract(order.what);
    for (const Ledger& ledger : book.ledgers(order.entity, order.book)) {
        std::int64_t known_at = 0;
        for (const db::RunRow& run : book.store().runs())
            if (run.kind == "close" && run.entity == ledger.entity.text() && run.book == ledger.book.text())
                known_at = std::max(known_at, run.known_at);
        const auto through = posted_through(book, ledger);
        if (known_at == 0 || !through) continue;
        const Date as_of = std::min(order.as_of.value_or(*through), *through);
        book.know_at(known_at);
        Traced traced = trace(book, home, as_of);
        for (const Group& group : traced.home.groups) {
            if (group.entity != ledger.entity || group.contract(contract) == nullptr) continue;
            Group found = group;
            return {book, ledger, std::move(traced), std::move(found), as_of};
        }
        book.refresh();
    }
    throw Refused({.code = "nothing-posted",
                   .where = "contract " + order.what,
                   .what = "nothing of it is posted by that day, so there are no balances to expect",
                   .hint = "close the period first, or ask as of a later day"});
}

}  // namespace

CaseText explain_as_case(Book& book, const std::shared_ptr<Packages>& packages, const ExplainOrder& order)
{
    const auto home = home_of(book, db::KeyKind::contract, order.what);
    if (!home)
        throw Refused({.code = "contract-unknown",
                       .where = order.what,
                       .what = "the book holds no contract of that name, and a case is a contract's",
                       .hint = "name a contract"});
    const Wanted wanted = wanted_by(book, order, *home);
    CaseText first;
    for (const Expects expects : {Expects::all, Expects::balances}) {
        for (const Own own : {Own::left_out, Own::applications_kept, Own::kept}) {
            CaseText text{written(wanted, own, expects), {}};
            text.differences = differences_of(text.yaml, packages);
            if (text.differences.empty()) return text;
            const bool is_first = own == Own::left_out && expects == Expects::all;
            if (is_first || text.differences.size() < first.differences.size()) first = std::move(text);
        }
    }
    return first;
}

}  // namespace earned::app
