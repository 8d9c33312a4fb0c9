// Reference data as in force on a day: entities, products, customers, rates, closed periods and
// active rules. Effective-dated: a later event supersedes from its date.
//
// Law: `at(date)` sees the event with the latest date <= date; of two of one date, the later known.
#pragma once

#include "base/period.h"
#include "base/result.h"
#include "contract/event.h"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace earned {

template <class T> struct Dated { Date from; std::int64_t event = 0; T value; };
template <class T> using History = std::vector<Dated<T>>;  // sorted by `from`

// The version in force on `date`; null before the first.
template <class T> const T* in_force(const History<T>& history, Date date)
{
    const T* found = nullptr;
    for (const Dated<T>& version : history)
        if (version.from <= date) found = &version.value;
    return found;
}

// What is known of a customer, and as of a day; null: nothing. Who asks holds it, whatever else is forgotten meanwhile.
using CustomerHistory = std::shared_ptr<const History<CustomerDefined>>;
using CustomerVersion = std::shared_ptr<const CustomerDefined>;

struct PeriodState {
    std::int64_t event = 0;
    EntityId entity;
    BookName book;  // empty: every book of the entity
    Period period;
    bool closed = true;
    std::string reason;
};

class Reference {
public:
    // The whole of it from company events, in any order.
    static Reference of(std::span<const Event> company_events);
    void add(const Event& event);  // one more; keeps the law
    // Customers are many where all else is few: they need not be added, but may be looked up as they are asked for.
    // `all` answers for any customer the same each time, and from several threads at once.
    void look_up_customers(std::function<CustomerHistory(const CustomerId&)> all) { all_customers_ = std::move(all); }

    const EntityDefined* entity(const EntityId& id, Date date) const;  // before its first date: its first version
    const ProductDefined* product(const Sku& sku, Date date) const;
    CustomerVersion customer(const CustomerId& id, Date date) const;
    const RulesActivated* rules(const BookName& book, Date date) const;
    std::optional<Decimal> rate(std::string_view from, std::string_view to, std::string_view kind, Date date) const;
    // What was published of a kind, in order of its days; nothing: nullptr.
    const History<RatePublished>* rates(std::string_view from, std::string_view to, std::string_view kind) const;
    // Every activation for the book, in order of the day from which it is in force.
    const History<RulesActivated>& activations(const BookName& book) const
    {
        static const History<RulesActivated> none;
        const auto found = rules_.find(book);
        return found == rules_.end() ? none : found->second;
    }
    // Whether the period is locked, by the latest period.closed or period.reopened in log order.
    bool closed(const EntityId& entity, const BookName& book, Period period) const;
    // The locked periods of a ledger, sorted.
    std::vector<Period> closed_periods(const EntityId& entity, const BookName& book) const
    {
        std::map<Period, bool> named;
        for (const PeriodState& state : periods_) named[state.period] = closed(entity, book, state.period);
        std::vector<Period> locked;
        for (const auto& [period, is_closed] : named)
            if (is_closed) locked.push_back(period);
        return locked;
    }
    // The days after `date` on which what is known of one of these changes, in order.
    std::vector<Date> changes_after(const EntityId& entity, const CustomerId& customer, const std::optional<Sku>& sku,
                                    Date date) const;
    // Whether decisions of people are taken from files of the source: the latest source.trusted in log order says.
    bool trusts(const std::string& source) const;
    // Every source that is trusted, with the reason.
    std::vector<SourceTrusted> trusted_sources() const;
    std::vector<EntityId> entities() const;
    FiscalCalendar calendar(const EntityId& entity) const;
    // The entity a contract belongs to when it names none: the only one there is.
    std::optional<EntityId> default_entity() const;

private:
    CustomerHistory history_of(const CustomerId& id) const;

    std::map<EntityId, History<EntityDefined>> entities_;
    std::map<Sku, History<ProductDefined>> products_;
    std::map<CustomerId, CustomerHistory> customers_;  // those that were added here
    std::function<CustomerHistory(const CustomerId&)> all_customers_;
    std::map<BookName, History<RulesActivated>> rules_;
    std::map<std::string, History<RatePublished>> rates_;  // "from/to/kind"
    std::vector<PeriodState> periods_;                     // in log order
    std::map<std::string, std::pair<std::int64_t, SourceTrusted>> sources_;  // by name: the latest, with its number
};

}  // namespace earned
