#include "app/feed.h"

#include "app/file_shelf.h"

#include <algorithm>

namespace earned::app {

namespace {

// What was accepted when the last of the reported periods was locked.
std::vector<Label> accepted_at(Book& book, const Ledger& ledger, Period period)
{
    std::vector<Label> accepted;
    book.store().company_events(book.known_at(), [&](const db::EventRow& row) {
        if (row.type != "period.closed" && row.type != "period.reopened") return;
        const Event event = decode_stored(row);
        const auto concerns = [&](const auto& governing) {
            return governing.entity == ledger.entity && (governing.book.empty() || governing.book == ledger.book) &&
                   governing.period == period.text();
        };
        if (const auto* opened = std::get_if<PeriodReopened>(&event.fact); opened != nullptr && concerns(*opened))
            accepted.clear();
        const auto* closed = std::get_if<PeriodClosed>(&event.fact);
        if (closed != nullptr && concerns(*closed) && !closed->reason.empty())
            accepted.push_back({(event.by.empty() ? "" : event.by + ": ") + closed->reason, ""});
    });
    return accepted;
}

std::string packages_of(const Policy& policy)
{
    std::string text;
    for (const auto& [from, package] : policy.packages)
        text += (text.empty() ? "" : ", ") + package->name() + " " + package->version();
    return text;
}

}  // namespace

Feed::Feed(Book& book, const Ledger& ledger, const ReportOrder& order) : book_(book), ledger_(ledger)
{
    read_runs(order);
    policy_ = book_.policy(ledger_);
    fill_heading(order);
}

void Feed::read_runs(const ReportOrder& order)
{
    const std::int64_t asked = order.known_at.value_or(book_.store().last_sealed_batch());
    std::optional<std::int64_t> known_at;
    const std::vector<db::RunRow> runs = book_.store().runs();
    for (const db::RunRow& run : runs) {
        if (run.kind != "close" || run.entity != ledger_.entity.text() || run.book != ledger_.book.text()) continue;
        if (run.known_at > asked) {
            latest_ = false;
            continue;
        }
        known_at = run.known_at;
        heading_.run = run.run;
        posted_through_ = std::max(posted_through_, Date::from_serial(run.through));
    }
    book_.know_at(known_at.value_or(asked));
    heading_.known_at = book_.known_at();
    for (const db::RunRow& run : runs) {  // what a run at K wrote was known after K
        if (run.kind != "bill") continue;
        const bool is_known = run.known_at < book_.known_at();
        if (is_known) known_bill_runs_.insert(run.run);
        const bool is_closed = is_known && heading_.run != 0;
        if (latest_ && !is_closed && (run.entity.empty() || run.entity == ledger_.entity.text()))
            bill_runs_since_.push_back(run.run);
    }
    const bool has_news = latest_ && heading_.run != 0 && book_.known_at() < asked;
    if (has_news)
        since_ = static_cast<std::int64_t>(book_.store().dirty_homes({1, INT64_MAX}, ledger_.key(), asked).size());
}

std::set<Period> Feed::billed_not_closed()
{
    std::set<Period> periods;
    for (const std::int64_t run : bill_runs_since_)
        book_.store().documents({.entity = ledger_.entity.text(), .to = heading_.as_of.serial(), .run = run},
                                [&](const db::DocumentRow& row) {
                                    periods.insert(heading_.calendar.period_of(Date::from_serial(row.date)));
                                });
    return periods;
}

void Feed::fill_heading(const ReportOrder& order)
{
    const EntityDefined* entity = book_.reference().entity(ledger_.entity, Date::never());
    heading_.scope = {ledger_.entity, ledger_.book, order.customer, order.contract, order.product};
    heading_.shelf = shelf_in_file();
    heading_.entity_name = entity == nullptr ? "" : entity->name;
    heading_.framework = ledger_.framework;
    heading_.calendar = book_.reference().calendar(ledger_.entity);
    const Date known = Date::dawn() < posted_through_ ? posted_through_ : Date::of(1970, 1, 1);
    const Period now = heading_.calendar.period_of(order.as_of.value_or(known));
    heading_.last = order.last.value_or(order.first.value_or(now));
    heading_.first = order.first.value_or(heading_.last);
    if (heading_.last < heading_.first) std::swap(heading_.first, heading_.last);
    heading_.as_of = order.as_of.value_or(heading_.calendar.last(heading_.last));
    heading_.rules = packages_of(policy_);
    const Period reached = std::min(heading_.last, heading_.calendar.period_of(heading_.as_of));
    fill_status(reached, order.known_at.value_or(book_.store().last_sealed_batch()));
    for (int n = 0; n < order.before; ++n) heading_.first = heading_.first.previous();
    for (int n = 0; n < order.after; ++n) heading_.last = heading_.last.next();
}

// A lock is learnt of after the close that it confirms.
void Feed::fill_status(Period period, std::int64_t known_at)
{
    const std::int64_t reported = book_.known_at();
    book_.know_at(known_at);
    const bool locked = book_.reference().closed(ledger_.entity, ledger_.book, period);
    const bool posted = heading_.calendar.last(period) <= posted_through_;
    heading_.status = locked ? PeriodStatus::locked : posted ? PeriodStatus::posted : PeriodStatus::open;
    if (locked) heading_.accepted = accepted_at(book_, ledger_, period);
    book_.know_at(reported);
}

std::vector<db::HomeRange> Feed::ranges_of(std::int64_t size) const
{
    std::vector<db::HomeRange> ranges;
    const std::int64_t homes = book_.store().next_home() - 1;
    for (std::int64_t first = 1; first <= homes; first += size)
        ranges.push_back({first, std::min(homes, first + size - 1)});
    return ranges;
}

void Feed::each_range(const std::function<void(db::HomeRange)>& visit) const
{
    for (const db::HomeRange range : ranges_of(homes_read_together)) visit(range);
}

CustomersOfRange Feed::customers(db::Store& store, db::HomeRange range) const
{
    CustomersOfRange customers(range);
    for (db::HomeRow& home : store.homes(range)) customers.put(home.home, std::move(home.customer));
    return customers;
}

std::optional<Decimal> Feed::closing_rate(Currency from) const
{
    const std::string code = from.code(), to = ledger_.currency.code();
    const auto* closings = book_.reference().rates(code, to, "closing");
    if (closings != nullptr)
        for (const Dated<RatePublished>& closing : *closings)
            if (closing.from == heading_.as_of) return closing.value.rate;
    return book_.reference().rate(code, to, "spot", heading_.as_of);
}

void Feed::totals(const std::function<void(const PostedTotal&)>& sink)
{
    const db::TotalQuery query{
        .entity = ledger_.entity.text(), .book = ledger_.book.text(), .known_at = book_.known_at()};
    for (const db::TotalRow& row : book_.store().totals(query)) {
        sink({ledger_.entity, ledger_.book, Period::from_packed(row.period), static_cast<Role>(row.role),
              Currency::parse(row.currency).value_or(ledger_.currency), static_cast<Cause>(row.cause), row.debits,
              row.credits});
    }
}

void Feed::translated_totals(const std::function<void(const PostedTotal&)>& sink)
{
    const db::JournalQuery query{
        .book = ledger_.book.text(), .known_at = book_.known_at(), .entity = ledger_.entity.text()};
    book_.store().entries(query, [&](const db::EntryRow& entry, std::span<const db::LineRow> lines) {
        for (const db::LineRow& line : lines) {
            const std::int64_t worth = line.functional.value_or(line.minor);
            sink({ledger_.entity, ledger_.book, Period::from_packed(db::period_of_entry(entry.entry)),
                  static_cast<Role>(line.role), ledger_.currency, static_cast<Cause>(entry.cause),
                  std::max<std::int64_t>(worth, 0), std::max<std::int64_t>(-worth, 0)});
        }
    });
}

void Feed::stored_plans(db::Store& store, db::HomeRange range, PlansOfRange& plans) const
{
    store.plan_bytes(range, ledger_.key(), [&](const db::PlanRow& row) {
        if (row.bytes.empty()) return;
        const Date own = Date::from_serial(row.posted_through);
        Planned& planned = plans.add(row.home, row.group);
        planned.contract = row.contract;
        planned.posted_through = row.lags ? own : std::max(own, posted_through_);
        decode_plan(row.bytes, planned.plan);
        unpack(planned.plan);
    });
}

// An earlier state of knowledge: plans are made again from what was known. Names of obligations keep
// the places that entries refer to.
void Feed::plans_as_known(db::Store& store, db::HomeRange range, PlansOfRange& plans) const
{
    struct Stored {
        std::int32_t group = 0;
        std::vector<std::string> names;
    };
    // A home's own plans have no contract, and each its currency.
    const auto key = [](std::int64_t home, const std::string& contract, std::string_view currency) {
        return std::tuple(home, contract, contract.empty() ? std::string(currency) : std::string());
    };
    std::map<std::tuple<std::int64_t, std::string, std::string>, Stored> stored;
    store.plans(range, ledger_.key(), [&](const db::PlanRow& row) {
        stored[key(row.home, row.contract, row.currency)] = {row.group, row.obligations};
    });
    const auto add = [&](std::int64_t home, const std::string& contract, Currency currency, const Result<Plan>& plan) {
        const auto found = stored.find(key(home, contract, currency.code()));
        if (!plan || found == stored.end()) return;
        Planned& planned = plans.add(home, found->second.group);
        planned.contract = contract;
        planned.posted_through = posted_through_;
        planned.plan = placed(*plan, found->second.names);
    };
    book_.each_home(store, range, [&](std::int64_t number, const Home& home) {
        for (const OwnCashPlan& own : own_cash_plans(book_.reference(), ledger_, home))
            add(number, "", own.currency, own.plan);
        for (const Group& group : home.groups)
            if (group.entity == ledger_.entity)
                add(number, group.id.text(), group.currency, book_.plan_of(policy_, group));
    });
    plans.order();
}

void Feed::read_plans(db::Store& store, db::HomeRange range, PlansOfRange& plans) const
{
    if (latest_)
        stored_plans(store, range, plans);
    else
        plans_as_known(store, range, plans);
}

PlansOfRange Feed::plans_of(db::Store& store, db::HomeRange range) const
{
    PlansOfRange plans;
    read_plans(store, range, plans);
    return plans;
}

Feed::ReadPlans Feed::read_plans(db::Store& store, db::HomeRange range, SparePlans& spare) const
{
    ReadPlans read{customers(store, range), spare.take()};
    read_plans(store, range, read.plans);
    return read;
}

void Feed::plans(const std::function<void(const PlannedGroup&)>& sink)
{
    SparePlans spare;
    by_ranges(
        book_, ranges_of(homes_a_part),
        [&](db::Store& store, db::HomeRange range) { return read_plans(store, range, spare); },
        [&](std::size_t, ReadPlans read) {
            tell(read, sink);
            spare.give_back(std::move(read.plans));
        });
}

void Feed::homes(const std::function<void(const FoldedHome&)>& sink)
{
    each_range([&](db::HomeRange range) {
        book_.each_home(book_.store(), range, [&](std::int64_t number, const Home& home) {
            const std::vector<OpenInvoice> open = open_invoices(home, heading_.as_of);
            std::vector<EntityId> receivers;
            for (const Receipt& receipt : home.receipts)
                receivers.push_back(receiver_of(book_.reference(), home, receipt));
            const std::vector<OwnCash> own = own_cash(book_.reference(), home);
            sink({number, home, open, receivers, own});
        });
    });
}

void Feed::booked_in(db::HomeRange range, Date as_of, const std::function<void(const BookedGroup&)>& sink)
{
    const PlansOfRange plans = plans_of(book_.store(), range);
    book_.each_home(book_.store(), range, [&](std::int64_t number, const Home& home) {
        const std::vector<OpenInvoice> open = open_invoices(home, as_of);
        for (const Group& group : home.groups) {
            const Planned* planned = plans.find(number, group.id);
            if (group.entity != ledger_.entity || planned == nullptr) continue;
            const Result<Terms> terms = decide(policy_, group);
            const Result<Billed> billed = terms ? bill(group, *terms, as_of) : Result<Billed>(terms.fault());
            if (billed) sink({number, ledger_.book, group, *terms, *billed, planned->plan, open});
        }
    });
}

void Feed::booked(Date as_of, const std::function<void(const BookedGroup&)>& sink)
{
    each_range([&](db::HomeRange range) { booked_in(range, as_of, sink); });
}

// Homes that lie close together are read together, with what lies between.
void Feed::booked_of(const std::set<std::int64_t>& homes, Date as_of,
                     const std::function<void(const BookedGroup&)>& sink)
{
    constexpr std::int64_t close_by = 8;
    for (auto next = homes.begin(); next != homes.end();) {
        db::HomeRange range{*next, *next};
        for (++next; next != homes.end() && *next <= range.last + close_by && *next < range.first + homes_read_together;
             ++next)
            range.last = *next;
        booked_in(range, as_of, sink);
    }
}

}  // namespace earned::app
