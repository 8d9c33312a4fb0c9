#include "app/stale.h"

#include "rules/expected_losses.h"

#include <algorithm>
#include <functional>
#include <set>

namespace earned::app {

namespace {

// What may concern a group, from the news of the company.
struct CompanyNews {
    std::set<Sku> products;
    bool entity = false, rates = false;
    std::optional<Date> rules_from;  // the earliest
    std::vector<db::Key> customers;
    std::optional<Policy> before = {}, after = {};  // where rules were activated
    bool needs_groups() const { return !products.empty() || entity || rates || rules_from; }
};

void note_news(CompanyNews& news, const Ledger& ledger, const Event& event, Stale& stale)
{
    if (const auto* product = std::get_if<ProductDefined>(&event.fact)) {
        news.products.insert(product->sku);
    } else if (const auto* entity = std::get_if<EntityDefined>(&event.fact)) {
        news.entity = news.entity || entity->entity == ledger.entity;
    } else if (std::holds_alternative<RatePublished>(event.fact)) {
        news.rates = true;
    } else if (const auto* rules = std::get_if<RulesActivated>(&event.fact)) {
        if (rules->book != ledger.book) return;
        stale.all = stale.all || rules->restate;
        news.rules_from = news.rules_from ? std::min(*news.rules_from, rules->from) : rules->from;
    }
}

bool sells(const Group& group, const std::set<Sku>& products)
{
    for (const Contract& contract : group.contracts)
        for (const LineLife& life : contract.lines)
            for (const LineVersion& version : life.versions)
                if (version.line.sku && products.contains(*version.line.sku)) return true;
    return false;
}

bool is_paid_in_kind(const Group& group)
{
    for (const Contract& contract : group.contracts)
        for (const LineLife& life : contract.lines)
            for (const LineVersion& version : life.versions)
                if (version.line.noncash) return true;
    return false;
}

bool touches(const CompanyNews& news, const Ledger& ledger, const Group& group)
{
    if (group.entity != ledger.entity) return false;
    if (news.entity || (news.rates && (group.currency != ledger.currency || is_paid_in_kind(group)))) return true;
    if (news.rules_from && (decides_on_or_after(group, *news.rules_from) ||
                            expects_other_losses(*news.before, *news.after, group, *news.rules_from)))
        return true;
    return sells(group, news.products);
}

// Whether the rules that were in force at the last close say something else today: a package was
// changed in its folder, and nobody can tell which of its answers.
bool rules_were_altered(Book& book, const Ledger& ledger, const db::RunRow& last)
{
    if (last.policy_hash == book.policy_hash(ledger)) return false;
    const std::int64_t known_at = book.known_at();
    book.know_at(last.known_at);
    const bool altered = last.policy_hash != book.policy_hash(ledger);
    book.know_at(known_at);
    return altered;
}

// The packages in force as it was known then; what they look at of the company is as it is known now.
Policy policy_at(Book& book, const Ledger& ledger, std::int64_t batch)
{
    const std::int64_t known_at = book.known_at();
    book.know_at(batch);
    Policy policy = book.policy(ledger);
    book.know_at(known_at);
    return policy;
}

// The homes that news of the company concerns, beside those that have news of their own.
void add_touched(Book& book, const Ledger& ledger, const db::RunRow& last, Stale& stale)
{
    CompanyNews news;
    book.store().company_events(book.known_at(), [&](const db::EventRow& row) {
        if (row.batch > last.known_at) note_news(news, ledger, decode_stored(row), stale);
    });
    if (stale.all) return;
    book.store().definitions(last.known_at, book.known_at(), [&](const db::EventRow& row) {
        const Event event = decode_stored(row);
        news.customers.push_back({db::KeyKind::customer, std::get<CustomerDefined>(event.fact).customer.text()});
    });
    const auto customers = book.store().homes_of(news.customers);
    stale.homes.insert(stale.homes.end(), customers.begin(), customers.end());
    if (!news.needs_groups()) return;
    if (news.rules_from) {
        news.before = policy_at(book, ledger, last.known_at);
        news.after = book.policy(ledger);
    }
    book.each_home(book.store(), {1, INT64_MAX}, [&](std::int64_t number, const Home& home) {
        const bool touched = std::any_of(home.groups.begin(), home.groups.end(),
                                         [&](const Group& group) { return touches(news, ledger, group); });
        if (touched) stale.homes.push_back(number);
    });
}

}  // namespace

bool decides_on_or_after(const Group& group, Date from)
{
    for (const Contract& contract : group.contracts) {
        if (from <= contract.signed_at.date) return true;
        for (const Modification& modification : contract.modifications)
            if (from <= modification.at.date) return true;
        for (const LineLife& life : contract.lines)
            for (const LineVersion& version : life.versions)
                if (from <= version.from.date) return true;
    }
    return false;
}

Stale stale_since(Book& book, const Ledger& ledger, const std::optional<db::RunRow>& last)
{
    Stale stale;
    stale.all = last && rules_were_altered(book, ledger, *last);
    if (stale.all) return stale;
    stale.homes = book.store().dirty_homes({1, INT64_MAX}, ledger.key(), book.known_at());
    if (last) add_touched(book, ledger, *last, stale);
    std::erase(stale.homes, 0);
    std::sort(stale.homes.begin(), stale.homes.end());
    stale.homes.erase(std::unique(stale.homes.begin(), stale.homes.end()), stale.homes.end());
    return stale;
}

}  // namespace earned::app
