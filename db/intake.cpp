// What flows in: identities first, then events, then what is to be planned because of them.
#include "db/book_store.h"
#include "db/key_order.h"

#include <algorithm>

namespace earned::db {

namespace {

std::int64_t half(const std::array<std::uint8_t, 16>& hash, std::size_t first)
{
    std::uint64_t value = 0;
    for (std::size_t i = first; i < first + 8; ++i) value = value << 8 | hash[i];
    return static_cast<std::int64_t>(value);
}

KeyTable table_of(std::span<const Key> keys)
{
    std::vector<std::int64_t> kinds;
    std::vector<std::string_view> names;
    for (const Key& key : keys) {
        kinds.push_back(static_cast<std::int64_t>(key.kind));
        names.push_back(key.name);
    }
    return KeyTable::of(std::move(kinds)).with(std::move(names));
}

// Both halves of a key, as the table has them.
std::pair<std::int64_t, std::int64_t> halves(const Identity& identity)
{
    return {half(identity.key, 0), half(identity.key, 8)};
}

// The company's definitions of customers lie apart.
std::int64_t kept_at(const EventRow& row) { return row.defined.empty() ? row.home : home_of_definitions; }

void add_identities(Session& session, std::span<const EventRow> events)
{
    const auto writer = session.writer("identity", {{"key_hi", Type::i64}, {"key_lo", Type::i64},
                                                    {"home_id", Type::i64}, {"number", Type::i64}});
    for (const auto& [key, place] : in_order(events, [](const EventRow& row) { return halves(row.identity); })) {
        writer->put(key.first);
        writer->put(key.second);
        writer->put(kept_at(events[place]));
        writer->put(events[place].number);
        writer->end();
    }
    writer->finish();
}

void add_waiting_keys(Session& session, std::span<const EventRow> events)
{
    std::vector<std::tuple<std::int64_t, std::int64_t, std::string_view>> keys;
    for (const EventRow& row : events) {
        if (row.home != -1) continue;
        for (const Key& key : row.names) {
            keys.emplace_back(row.number, static_cast<std::int64_t>(key.kind), key.name);
        }
    }
    if (keys.empty()) return;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    const auto writer = session.writer(
        "waiting_key", {{"number", Type::i64}, {"kind", Type::i16}, {"name", Type::text}});
    for (const auto& [number, kind, name] : keys) {
        writer->put(number);
        writer->put(kind);
        writer->put(name);
        writer->end();
    }
    writer->finish();
}

void add_definitions(Session& session, std::span<const EventRow> events)
{
    std::vector<std::pair<std::string_view, std::int64_t>> definitions;
    for (const EventRow& row : events)
        if (!row.defined.empty()) definitions.emplace_back(row.defined, row.number);
    if (definitions.empty()) return;
    std::sort(definitions.begin(), definitions.end());
    const auto writer = session.writer("customer_event", {{"customer", Type::text}, {"number", Type::i64}});
    for (const auto& [customer, number] : definitions) {
        writer->put(customer);
        writer->put(number);
        writer->end();
    }
    writer->finish();
}

void add_first_jobs(Session& session, std::span<const std::pair<std::int64_t, std::int64_t>> jobs)
{
    if (jobs.empty()) return;
    const auto writer = session.writer("job", {{"home_id", Type::i64}, {"batch", Type::i64}});
    for (const auto& [home, batch] : jobs) {
        writer->put(home);
        writer->put(batch);
        writer->end();
    }
    writer->finish();
}

// Whose next documents may be others because of the events.
std::vector<std::int64_t> homes_with_news(std::span<const EventRow> events)
{
    std::vector<std::int64_t> homes;
    for (const EventRow& row : events) {
        if (row.home > 0 && row.is_bill_news) homes.push_back(row.home);
        if (row.concerns > 0) homes.push_back(row.concerns);
    }
    return homes;
}

}  // namespace

std::int64_t BookStore::last_sealed_batch()
{
    return session_->number("select max(batch) from batch_seal").value_or(0);
}

std::int64_t BookStore::batch_by(const std::string& instant)
{
    return session_->number("select max(batch) from batch_seal where made_at <= :a", instant).value_or(0);
}

std::int64_t BookStore::open_batch()
{
    const std::int64_t last = last_sealed_batch();
    const std::int64_t written = session_->number("select max(batch) from intake").value_or(0);
    return written > last ? written : last + 1;
}

bool BookStore::intake_is_open()
{
    return session_->number("select max(batch) from intake").value_or(0) > last_sealed_batch();
}

// A batch in which nothing came is not sealed: its number is given again.
void BookStore::seal_batch(std::int64_t batch)
{
    deed("seal_batch", [&] {
        if (!session_->number("select 1 from intake where batch = :a limit 1", batch)) return;
        session_->execute("insert into batch_seal (batch, made_at) values (:a, " + session_->now() +
                              ") on conflict do nothing",
                          batch);
    });
}

namespace {

// Asks of each identity, in the order of the keys: neighbours lie on one page. `found` hears its place.
void ask_of(Session& session, std::span<const Identity> identities, const std::string& sql, const Found& found)
{
    const auto keys = in_order(identities, halves);
    std::vector<std::int64_t> high, low;
    for (const auto& [key, place] : keys) {
        high.push_back(key.first);
        low.push_back(key.second);
    }
    session.ask(sql + " where i.key_hi = {1} and i.key_lo = {2} limit 1",
                KeyTable::of(std::move(high)).with(std::move(low)),
                [&](std::size_t at, const Row& row) { found(keys[at].second, row); });
}

}  // namespace

std::vector<Known> BookStore::known(std::span<const Identity> identities)
{
    std::vector<Known> known(identities.size());
    ask_of(*session_, identities,
           "select coalesce(r.home_id, i.home_id) from identity i"
           " left join routed r on r.number = i.number and i.home_id = -1",
           [&](std::size_t place, const Row& row) {
               const std::int64_t home = row.number(0);
               known[place] = {true, home == home_of_definitions ? 0 : home};
           });
    return known;
}

std::vector<std::string> BookStore::payloads_of(std::span<const Identity> identities)
{
    std::vector<std::string> payloads(identities.size());
    ask_of(*session_, identities,
           "select e.payload from identity i join event e on e.home_id = i.home_id and e.number = i.number",
           [&](std::size_t place, const Row& row) { payloads[place] = row.text(0); });
    return payloads;
}

std::vector<std::int64_t> BookStore::homes_of(std::span<const Key> keys)
{
    std::vector<std::int64_t> homes(keys.size(), 0);
    std::vector<std::string> names;
    names.reserve(keys.size());
    for (const Key& key : keys) names.push_back(key_text(key.kind, key.name));
    session_->ask("select home_id from key_home where name = {1} limit 1",
                  KeyTable().with(std::vector<std::string_view>(names.begin(), names.end())),
                  [&](std::size_t place, const Row& row) { homes[place] = row.number(0); });
    return homes;
}

std::int64_t BookStore::next_home()
{
    return session_->number("select max(home_id) from home").value_or(0) + 1;
}

std::int64_t BookStore::next_event()
{
    return session_->number("select max(last) from intake").value_or(0) + 1;
}

void BookStore::add_homes(std::span<const HomeRow> homes)
{
    if (homes.empty()) return;
    deed("add_homes", [&] {
        const auto writer = session_->writer("home", {{"home_id", Type::i64}, {"customer", Type::text}});
        for (const auto& [home, place] : in_order(homes, [](const HomeRow& row) { return row.home; })) {
            writer->put(home);
            writer->put(homes[place].customer);
            writer->end();
            jobless_.insert(home);
        }
        writer->finish();
    });
}

void BookStore::add_keys(std::span<const KeyRow> keys)
{
    if (keys.empty()) return;
    deed("add_keys", [&] {
        const auto writer = session_->writer("key_home", {{"name", Type::text}, {"home_id", Type::i64}});
        std::vector<std::string> names;
        names.reserve(keys.size());
        for (const KeyRow& row : keys) names.push_back(key_text(row.key.kind, row.key.name));
        const auto key_of = [](const std::string& name) { return std::pair(first_eight(name), std::string_view(name)); };
        for (const auto& [key, place] : in_order(names, key_of)) {
            writer->put(key.second);
            writer->put(keys[place].home);
            writer->end();
        }
        writer->finish();
    });
}

void BookStore::add_event_rows(std::span<const EventRow> events, std::int64_t seen)
{
    const auto writer = session_->writer(
        "event", {{"home_id", Type::i64}, {"number", Type::i64}, {"batch", Type::i64}, {"seen", Type::i64},
                  {"effective", Type::i32}, {"type", Type::text}, {"source", Type::text}, {"id", Type::text},
                  {"payload", Type::text}});
    for (const auto& [key, place] : in_order(events, [](const EventRow& row) { return std::pair(kept_at(row), row.number); })) {
        const EventRow& row = events[place];
        writer->put(key.first);
        writer->put(key.second);
        writer->put(row.batch);
        writer->put(std::max(seen, row.batch));
        writer->put(std::int64_t{row.effective});
        writer->put(row.type);
        writer->put(row.source);
        writer->put(row.id);
        writer->put(row.payload);
        writer->end();
    }
    writer->finish();
}

// A home with news in a batch. Company events and waiting ones are nobody's job. Of a home that this transaction added
// no job can be there, so the first isn't looked for.
void BookStore::add_jobs(std::span<const EventRow> events, std::int64_t batch)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> jobs, first;
    for (const EventRow& row : events) {
        if (row.home > 0) jobs.emplace_back(row.home, std::max(batch, row.batch));
    }
    std::sort(jobs.begin(), jobs.end());
    jobs.erase(std::unique(jobs.begin(), jobs.end()), jobs.end());
    std::vector<std::int64_t> homes, batches;
    for (const auto& [home, known_at] : jobs) {
        if (jobless_.erase(home) > 0) {
            first.emplace_back(home, known_at);
            continue;
        }
        homes.push_back(home);
        batches.push_back(known_at);
    }
    add_first_jobs(*session_, first);
    session_->apply("insert into job (home_id, batch) select {1}, {2} {from} where true on conflict do nothing",
                    KeyTable::of(std::move(homes)).with(std::move(batches)));
}

void BookStore::note_intake(std::span<const EventRow> events, std::int64_t batch)
{
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> ranges;
    for (const EventRow& row : events) {
        const auto [range, fresh] = ranges.try_emplace(std::max(batch, row.batch), row.number, row.number);
        range->second.first = std::min(range->second.first, row.number);
        range->second.second = std::max(range->second.second, row.number);
    }
    for (const auto& [number, range] : ranges) {
        session_->execute("insert into intake (batch, first, last) values (:a, :b, :c) on conflict do nothing",
                          number, range.first, range.second);
    }
}

void BookStore::add_events(std::span<const EventRow> events, const std::function<void()>& turn)
{
    if (events.empty()) return;
    deed("add_events", [&] {
        add_identities(*session_, events);
        add_event_rows(events, 0);
        add_waiting_keys(*session_, events);
        add_definitions(*session_, events);
        if (turn) turn();
        note_intake(events, 0);
        add_jobs(events, 0);
        end_bill_plans(homes_with_news(events));
    });
}

// Waiting events of these numbers that have found no home by then, in order of their numbers.
std::vector<EventRow> BookStore::unrouted(std::vector<std::int64_t> numbers, std::int64_t known_at)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::map<std::int64_t, EventRow> rows;
    const std::string batch = std::to_string(known_at);
    session_->ask("select e.number, e.batch, e.effective, e.type, e.source, e.id, e.payload from event e"
                  " where e.home_id = -1 and e.number = {1} and e.batch <= " + batch +
                  " and not exists (select 1 from routed r where r.number = e.number and r.batch <= " + batch + ")",
                  KeyTable::of(numbers), [&](std::size_t, const Row& row) {
                      EventRow& event = rows[row.number(0)];
                      event.home = -1;
                      event.number = row.number(0);
                      event.batch = row.number(1);
                      event.effective = row.as<std::int32_t>(2);
                      event.type = row.text(3);
                      event.source = row.text(4);
                      event.id = row.text(5);
                      event.payload = row.text(6);
                  });
    session_->ask("select number, kind, name from waiting_key where number = {1}", KeyTable::of(numbers),
                  [&](std::size_t, const Row& row) {
                      const auto found = rows.find(row.number(0));
                      if (found == rows.end()) return;
                      found->second.names.push_back({static_cast<KeyKind>(row.number(1)), std::string(row.text(2))});
                  });
    std::vector<EventRow> events;
    for (auto& [number, event] : rows) {
        std::sort(event.names.begin(), event.names.end(), [](const Key& a, const Key& b) {
            return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
        });
        events.push_back(std::move(event));
    }
    return events;
}

std::vector<EventRow> BookStore::waiting(std::span<const Key> keys)
{
    std::vector<std::int64_t> numbers;
    const std::string most = std::to_string(keys.size());
    const auto more = session_->number("select 1 from waiting_key limit 1 offset " + most);
    if (more) {
        session_->ask("select number from waiting_key where kind = {1} and name = {2}", table_of(keys),
                      [&](std::size_t, const Row& row) { numbers.push_back(row.number(0)); });
    } else {  // fewer wait than are asked for: then they are read, and looked for here
        std::multimap<std::pair<std::int64_t, std::string>, std::int64_t> named;
        session_->read("select number, kind, name from waiting_key", [&](const Row& row) {
            named.emplace(std::pair(row.number(1), std::string(row.text(2))), row.number(0));
        });
        if (named.empty()) return {};
        for (const Key& key : keys) {
            const auto [first, last] = named.equal_range({static_cast<std::int64_t>(key.kind), key.name});
            for (auto one = first; one != last; ++one) numbers.push_back(one->second);
        }
    }
    return unrouted(std::move(numbers), INT64_MAX);
}

std::vector<EventRow> BookStore::waiting_events(std::int64_t known_at)
{
    std::vector<std::int64_t> numbers;
    session_->read("select number from event where home_id = -1 and batch <= " + std::to_string(known_at),
                   [&](const Row& row) { numbers.push_back(row.number(0)); });
    return unrouted(std::move(numbers), known_at);
}

// The home's copy keeps number and batch of the event; the home sees it from the open batch on.
void BookStore::route(std::span<const EventRow> events)
{
    if (events.empty()) return;
    deed("route", [&] {
        const std::int64_t batch = open_batch();
        const auto writer = session_->writer(
            "routed", {{"number", Type::i64}, {"home_id", Type::i64}, {"batch", Type::i64}});
        for (const auto& [number, place] : in_order(events, [](const EventRow& row) { return row.number; })) {
            writer->put(number);
            writer->put(events[place].home);
            writer->put(std::max(batch, events[place].batch));
            writer->end();
        }
        writer->finish();
        add_event_rows(events, batch);
        note_intake(events, batch);
        add_jobs(events, batch);
        end_bill_plans(homes_with_news(events));
    });
}

}  // namespace earned::db
