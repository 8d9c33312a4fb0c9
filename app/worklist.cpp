#include "app/worklist.h"

#include "app/closing_run.h"
#include "app/file_shelf.h"
#include "app/names.h"
#include "app/statement_gaps.h"
#include "base/sorted.h"
#include "journal/walk.h"

#include <algorithm>
#include <map>
#include <set>

namespace earned::app {

namespace {

std::string missing(const Routing& routing)
{
    if (!routing.contract.empty()) return "contract " + routing.contract.text();
    if (!routing.invoice.empty()) return "invoice " + routing.invoice.text();
    if (!routing.payment.empty()) return "payment " + routing.payment.text();
    return "customer " + routing.customer.text();
}

std::string code_of(const Routing& routing)
{
    if (!routing.contract.empty()) return "contract-unknown";
    if (!routing.invoice.empty()) return "invoice-unknown";
    return routing.payment.empty() ? "customer-unknown" : "payment-unknown";
}

using OpenItems = Sorted<OpenItem>;

void add_waiting(Book& book, OpenItems& items)
{
    for (const db::EventRow& row : book.store().waiting_events(book.known_at())) {
        const Event event = decode_stored(row);
        const Routing routing = routing_of(event);
        items.put({.kind = Open::waiting,
                   .date = event.date,
                   .contract = routing.contract,
                   .customer = routing.customer,
                   .event = event.number,
                   .source = event.source,
                   .id = event.id,
                   .fault = {.code = code_of(routing),
                             .where = "event " + event.source + " " + event.id,
                             .what = std::string(type_name(event.fact)) + " names " + missing(routing) +
                                     ", which no event has brought about",
                             .hint = "send the event that does; this one then applies by itself"}});
    }
}

void add_drafts(const Home& home, OpenItems& items)
{
    for (const Group& group : home.groups)
        for (const DocumentDraft& draft : group.drafts) {
            if (!draft.waits()) continue;
            items.put({.kind = Open::draft,
                       .date = draft.at.date,
                       .entity = group.entity,
                       .contract = draft.contract,
                       .customer = home.customer,
                       .event = draft.event,
                       .fault = {.code = draft.proposal ? "credit-proposed" : "invoice-drafted",
                                 .where = "draft " + draft.name.text(),
                                 .what = draft.by + (draft.proposal ? " proposed it" : " drafted it") +
                                         ", and it waits for " + (draft.two ? "another person" : "somebody"),
                                 .hint = "earned invoice approve " + draft.name.text() + ", or earned invoice reject " +
                                         draft.name.text() + " --reason WHY"}});
        }
}

std::string customer_of(Book& book, std::int64_t home) { return book.folded(book.store(), home).customer.text(); }

// A home knows its own payments and invoices alone, so that it can't say whose the other is.
template <class F>
std::optional<Fault> cash_of_another(Book& book, const F& fact)
{
    const std::int64_t payer = home_of_key(book.store(), {db::KeyKind::payment, fact.payment.text()});
    const std::int64_t debtor = home_of_key(book.store(), {db::KeyKind::invoice, fact.invoice.text()});
    if (payer == 0 || debtor == 0 || payer == debtor) return std::nullopt;
    const std::string other = customer_of(book, debtor);
    return Fault{
        .code = "cash-of-another-customer",
        .where = "payment " + fact.payment.text() + ", invoice " + fact.invoice.text(),
        .what = "the payment is of customer " + customer_of(book, payer) + ", and the invoice of customer " + other,
        .hint = "hand the cash over first: payment.refunded with `to` " + other +
                ", and that customer's payment.received with `from`; or let `earned cash apply` do both"};
}

std::optional<Fault> cash_of_another(Book& book, const Event& event, const Fault& found)
{
    if (found.code != "invoice-unknown" && found.code != "payment-unknown") return std::nullopt;
    return std::visit(
        [&](const auto& fact) -> std::optional<Fault> {
            using F = std::decay_t<decltype(fact)>;
            if constexpr (std::is_same_v<F, PaymentApplied> || std::is_same_v<F, PaymentUnapplied> ||
                          std::is_same_v<F, PaymentMoved>)
                return cash_of_another(book, fact);
            else
                return std::nullopt;
        },
        event.fact);
}

// An exception before it is known of which day its event is.
struct Raised {
    std::int64_t home = 0;
    OpenItem item;

    auto order() const { return std::tie(home, item.event); }
    static auto fields(auto& of) { return std::tie(of.home, of.item); }
};

// Their events are read by their homes, which is where they lie.
void add_dated(Book& book, std::vector<Raised>& raised, OpenItems& items)
{
    std::vector<std::int64_t> homes;
    std::multimap<std::int64_t, OpenItem*> asked;
    for (Raised& each : raised) {
        if (homes.empty() || homes.back() != each.home) homes.push_back(each.home);
        asked.emplace(each.item.event, &each.item);
    }
    std::vector<std::pair<OpenItem*, db::EventRow>> told;
    book.store().events_of(homes, book.known_at(), [&](const db::EventRow& row) {
        const auto [first, last] = asked.equal_range(row.number);
        for (auto one = first; one != last; ++one) told.emplace_back(one->second, row);
    });
    for (const auto& [item, row] : told) {
        item->date = Date::from_serial(row.effective);
        if (auto fault = cash_of_another(book, decode_stored(row), item->fault)) item->fault = std::move(*fault);
    }
    for (Raised& each : raised) items.put(std::move(each.item));
    raised.clear();
}

void add_exceptions(Book& book, const SharedShelf& shelf, OpenItems& items)
{
    constexpr std::size_t at_once = 1'000;
    Sorted<Raised> all(shelf);
    const auto homes = book.store().next_home() - 1;
    book.each_home(book.store(), {1, homes}, [&](std::int64_t number, const Home& home) {
        add_drafts(home, items);
        for (const Exception& exception : home.exceptions)
            all.put({.home = number,
                     .item = {.kind = Open::exception,
                              .entity = own_entity(book.reference(), home),
                              .customer = home.customer,
                              .event = exception.event,
                              .source = exception.source,
                              .id = exception.id,
                              .fault = exception.fault}});
    });
    std::vector<Raised> some;
    all.each([&](const Raised& raised) {
        some.push_back(raised);
        if (some.size() >= at_once) add_dated(book, some, items);
    });
    add_dated(book, some, items);
}

// What more would be posted by then, if nobody held it.
Balances held_back(Plan plan, Date by)
{
    const Balances held = target(plan, last_moment(by), by);
    plan.frozen.clear();
    for (PlannedObligation& obligation : plan.obligations) obligation.confirmed_through = Date::never();
    settle(plan);
    return target(plan, last_moment(by), by) - held;
}

// Groups by what their plans say: in fault, or with revenue that a person holds.
void add_groups(Book& book, const Ledger& ledger, OpenItems& items)
{
    std::set<std::string> planned;
    book.store().plans({1, INT64_MAX}, ledger.key(), [&](const db::PlanRow& row) {
        planned.insert(row.contract);
        OpenItem item{.date = Date::from_serial(row.posted_through),
                      .entity = ledger.entity,
                      .book = ledger.book,
                      .contract = ContractId(row.contract)};
        if (row.lags) {
            item.kind = Open::fault;
            item.fault = lagging(row);
            items.put(item);
        }
        if (row.bytes.empty()) return;
        const Plan plan = decode_plan(row.bytes);
        const Balances held = held_back(plan, item.date);
        if (held.empty()) return;
        item.kind = Open::held;
        item.fault = {.code = "revenue-held",
                      .where = "contract " + row.contract,
                      .what = "revenue of " + Money(-held.of(Role::revenue), plan.currency).text() + ' ' +
                              std::string(plan.currency.code()) + " is held back and not posted",
                      .hint = "earned confirm " + row.contract + " --period YYYY-MM --evidence …, or earned release"};
        items.put(item);
    });
    const Policy policy = book.policy(ledger);
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        for (const Group& group : home.groups) {
            if (group.entity != ledger.entity || planned.contains(group.id.text())) continue;
            const Result<Plan> plan = book.plan_of(policy, group);
            if (plan) continue;
            const Date signed_on = group.contracts.empty() ? Date::dawn() : group.contracts.front().signed_at.date;
            items.put({.kind = Open::fault,
                       .date = signed_on,
                       .entity = ledger.entity,
                       .book = ledger.book,
                       .contract = group.id,
                       .customer = home.customer,
                       .fault = plan.fault()});
        }
    });
}

}  // namespace

std::string_view name(Open kind)
{
    switch (kind) {
        case Open::waiting:
            return "waiting";
        case Open::exception:
            return "exception";
        case Open::fault:
            return "fault";
        case Open::held:
            return "held";
        case Open::draft:
            return "draft";
        case Open::gap:
            return "gap";
    }
    return "";
}

void each_open_item(Book& book, const std::function<void(const OpenItem&)>& visit)
{
    const SharedShelf shelf = shelf_in_file();
    OpenItems items(shelf);
    add_waiting(book, items);
    for (StatementGap& gap : gaps_of(book))
        if (gap.of_money)
            items.put({.kind = Open::gap,
                       .date = gap.opens,
                       .entity = gap.entity,
                       .event = gap.after,
                       .fault = std::move(gap.fault)});
    add_exceptions(book, shelf, items);
    for (const Ledger& ledger : book.ledgers()) add_groups(book, ledger, items);
    items.each(visit);
}

std::vector<OpenItem> worklist(Book& book)
{
    std::vector<OpenItem> items;
    each_open_item(book, [&](const OpenItem& item) { items.push_back(item); });
    return items;
}

}  // namespace earned::app
