#include "contract/reference.h"

#include "base/check.h"

#include <algorithm>
#include <tuple>

namespace earned {

namespace {

// Keeps the order of `from`; of one date, the later known stands later and is seen.
template <class T>
void insert(History<T>& history, Date from, std::int64_t event, const T& value)
{
    const auto later = std::upper_bound(history.begin(), history.end(), std::pair(from, event),
                                        [](const std::pair<Date, std::int64_t>& key, const Dated<T>& version) {
                                            return key < std::pair(version.from, version.event);
                                        });
    history.insert(later, {from, event, value});
}

template <class Key, class T>
const T* version_on(const std::map<Key, History<T>>& all, const Key& key, Date date)
{
    const auto found = all.find(key);
    return found == all.end() ? nullptr : in_force(found->second, date);
}

std::string rate_key(std::string_view from, std::string_view to, std::string_view kind)
{
    return std::string(from) + "/" + std::string(to) + "/" + std::string(kind);
}

PeriodState state_of(const Event& event, const EntityId& entity, const BookName& book, std::string_view text,
                     std::string reason)
{
    const std::optional<Period> period = Period::parse(text);
    CHECK(period, "the decoder lets only periods through");
    return {.event = event.number, .entity = entity, .book = book, .period = *period, .reason = std::move(reason)};
}

void insert(std::vector<PeriodState>& periods, PeriodState state)
{
    const auto later =
        std::upper_bound(periods.begin(), periods.end(), state.event,
                         [](std::int64_t event, const PeriodState& known) { return event < known.event; });
    periods.insert(later, std::move(state));
}

}  // namespace

Reference Reference::of(std::span<const Event> company_events)
{
    std::vector<const Event*> in_log_order;
    in_log_order.reserve(company_events.size());
    for (const Event& event : company_events) in_log_order.push_back(&event);
    std::sort(in_log_order.begin(), in_log_order.end(), [](const Event* one, const Event* other) {
        return std::tie(one->number, one->source, one->id) < std::tie(other->number, other->source, other->id);
    });
    Reference reference;
    for (const Event* event : in_log_order) reference.add(*event);
    return reference;
}

void Reference::add(const Event& event)
{
    const Fact& fact = event.fact;
    if (const auto* entity = std::get_if<EntityDefined>(&fact)) {
        insert(entities_[entity->entity], event.date, event.number, *entity);
    } else if (const auto* product = std::get_if<ProductDefined>(&fact)) {
        insert(products_[product->sku], event.date, event.number, *product);
    } else if (const auto* customer = std::get_if<CustomerDefined>(&fact)) {
        const CustomerHistory known = history_of(customer->customer);  // a copy of this reference may hold it too
        History<CustomerDefined> history = known ? *known : History<CustomerDefined>();
        insert(history, event.date, event.number, *customer);
        customers_[customer->customer] = std::make_shared<const History<CustomerDefined>>(std::move(history));
    } else if (const auto* rules = std::get_if<RulesActivated>(&fact)) {
        insert(rules_[rules->book], rules->from, event.number, *rules);
    } else if (const auto* rate = std::get_if<RatePublished>(&fact)) {
        insert(rates_[rate_key(rate->from, rate->to, rate->kind)], event.date, event.number, *rate);
    } else if (const auto* closed = std::get_if<PeriodClosed>(&fact)) {
        insert(periods_, state_of(event, closed->entity, closed->book, closed->period, closed->reason));
    } else if (const auto* reopened = std::get_if<PeriodReopened>(&fact)) {
        PeriodState state = state_of(event, reopened->entity, reopened->book, reopened->period, reopened->reason);
        state.closed = false;
        insert(periods_, std::move(state));
    } else if (const auto* source = std::get_if<SourceTrusted>(&fact)) {
        const auto [known, is_new] = sources_.try_emplace(source->name, event.number, *source);
        if (!is_new && known->second.first < event.number) known->second = {event.number, *source};
    }
}

bool Reference::trusts(const std::string& source) const
{
    const auto found = sources_.find(source);
    return found != sources_.end() && !found->second.second.withdrawn;
}

std::vector<SourceTrusted> Reference::trusted_sources() const
{
    std::vector<SourceTrusted> trusted;
    for (const auto& [name, latest] : sources_)
        if (!latest.second.withdrawn) trusted.push_back(latest.second);
    return trusted;
}

const EntityDefined* Reference::entity(const EntityId& id, Date date) const
{
    const auto found = entities_.find(id);
    if (found == entities_.end()) return nullptr;
    const EntityDefined* version = in_force(found->second, date);
    return version != nullptr ? version : &found->second.front().value;
}

const ProductDefined* Reference::product(const Sku& sku, Date date) const { return version_on(products_, sku, date); }

CustomerHistory Reference::history_of(const CustomerId& id) const
{
    if (const auto added = customers_.find(id); added != customers_.end()) return added->second;
    return all_customers_ ? all_customers_(id) : nullptr;
}

CustomerVersion Reference::customer(const CustomerId& id, Date date) const
{
    const CustomerHistory history = history_of(id);
    const CustomerDefined* version = history ? in_force(*history, date) : nullptr;
    return version == nullptr ? nullptr : CustomerVersion(history, version);
}

const RulesActivated* Reference::rules(const BookName& book, Date date) const { return version_on(rules_, book, date); }

std::optional<Decimal> Reference::rate(std::string_view from, std::string_view to, std::string_view kind,
                                       Date date) const
{
    if (from == to) return Decimal::of(1);
    const auto published = [&](std::string_view of_kind) -> const Dated<RatePublished>* {
        const auto found = rates_.find(rate_key(from, to, of_kind));
        const Dated<RatePublished>* last = nullptr;
        if (found == rates_.end()) return last;
        for (const Dated<RatePublished>& version : found->second) {
            const bool counts =
                of_kind == "average" ? version.from.first_of_month() == date.first_of_month() : version.from <= date;
            if (counts) last = &version;
        }
        return last;
    };
    const Dated<RatePublished>* found = published(kind);
    if (found != nullptr && (kind != "closing" || found->from == date)) return found->value.rate;
    found = published("spot");
    return found == nullptr ? std::nullopt : std::optional(found->value.rate);
}

const History<RatePublished>* Reference::rates(std::string_view from, std::string_view to, std::string_view kind) const
{
    const auto found = rates_.find(rate_key(from, to, kind));
    return found == rates_.end() ? nullptr : &found->second;
}

bool Reference::closed(const EntityId& entity, const BookName& book, Period period) const
{
    bool closed = false;
    for (const PeriodState& state : periods_) {
        const bool meant =
            state.period == period && state.entity == entity && (state.book.empty() || state.book == book);
        if (meant) closed = state.closed;
    }
    return closed;
}

std::vector<Date> Reference::changes_after(const EntityId& entity, const CustomerId& customer,
                                           const std::optional<Sku>& sku, Date date) const
{
    std::vector<Date> days;
    const auto add = [&](const auto& history) {
        for (auto version = history.rbegin(); version != history.rend() && date < version->from; ++version)
            days.push_back(version->from);
    };
    if (const auto found = entities_.find(entity); found != entities_.end()) add(found->second);
    if (const CustomerHistory history = history_of(customer)) add(*history);
    if (sku)
        if (const auto found = products_.find(*sku); found != products_.end()) add(found->second);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::vector<EntityId> Reference::entities() const
{
    std::vector<EntityId> ids;
    for (const auto& [id, history] : entities_) ids.push_back(id);
    return ids;
}

FiscalCalendar Reference::calendar(const EntityId& entity) const
{
    const auto found = entities_.find(entity);
    if (found == entities_.end()) return {};
    const EntityDefined& latest = found->second.back().value;
    const std::optional<FiscalCalendar> calendar = FiscalCalendar::parse(latest.calendar, latest.fiscal_year_start);
    CHECK(calendar, "the decoder lets only calendars through");
    return *calendar;
}

std::optional<EntityId> Reference::default_entity() const
{
    return entities_.size() == 1 ? std::optional(entities_.begin()->first) : std::nullopt;
}

}  // namespace earned
