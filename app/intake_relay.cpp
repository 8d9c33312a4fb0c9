#include "app/intake_relay.h"

#include "contract/decode.h"

#include <algorithm>
#include <chrono>

namespace earned::app {

namespace {

// What an event says, without the evidence of who sent it and when.
std::pair<std::string, std::string> content(const std::string& payload)
{
    const Event event = decode_stored({.payload = payload});
    return {std::string(type_name(event.fact)), canonical_data(event)};
}

}  // namespace

bool tell_the_same(const std::string& payload, const std::string& other)
{
    return payload == other || content(payload) == content(other);
}

namespace {

enum class Seen : std::uint8_t { unseen, same, conflict };

struct GivenUp {};  // what was trusted or foreseen isn't so

Fault conflict(const db::EventRow& row)
{
    return {.code = "event-conflict",
            .where = row.source + " " + row.id,
            .what = "an event with this source and id is known, with other content",
            .hint = "events are immutable: send the correction under an id of its own"};
}

std::vector<db::Identity> identities_of(const std::vector<db::EventRow>& rows)
{
    std::vector<db::Identity> identities;
    identities.reserve(rows.size());
    for (const db::EventRow& row : rows) identities.push_back(row.identity);
    return identities;
}

Seen compared(const std::string& payload, const std::string& known)
{
    return tell_the_same(payload, known) ? Seen::same : Seen::conflict;
}

// The places of a chunk's rows by what is known of them, in the store or by an earlier one of the chunk.
struct Sorted {
    std::vector<std::size_t> fresh, repeated, conflicting;
    std::shared_ptr<IdentityPlaces> here;
};

// `known`: the payload that the store has of each identity; empty: none.
Sorted sorted(const std::vector<db::EventRow>& rows, const std::vector<std::string>& known)
{
    Sorted places;
    places.fresh.reserve(rows.size());
    places.here = std::make_shared<IdentityPlaces>(rows.size());
    for (std::size_t at = 0; at < rows.size(); ++at) {
        Seen seen = Seen::unseen;
        if (!known[at].empty()) {
            seen = compared(rows[at].payload, known[at]);
        } else {
            const std::size_t first = places.here->first_of(rows[at].identity.key, at);
            if (first != at) seen = compared(rows[at].payload, rows[first].payload);
        }
        (seen == Seen::unseen ? places.fresh : seen == Seen::same ? places.repeated : places.conflicting).push_back(at);
    }
    return places;
}

// The fresh rows of a chunk, numbered; they are the chunk's again when they were not stored.
struct Laid {
    std::vector<db::EventRow> rows;
    std::vector<const Naming*> namings;
};

Laid laid_out(IntakeChunk& chunk, const Sorted& places, std::int64_t batch, std::int64_t number)
{
    Laid laid;
    laid.namings.reserve(places.fresh.size());
    for (const std::size_t place : places.fresh) laid.namings.push_back(&chunk.sound[place].naming);
    if (places.fresh.size() == chunk.rows.size()) {
        laid.rows = std::move(chunk.rows);
    } else {
        laid.rows.reserve(places.fresh.size());
        for (const std::size_t place : places.fresh) laid.rows.push_back(std::move(chunk.rows[place]));
    }
    for (db::EventRow& row : laid.rows) {
        row.batch = batch;
        row.number = number++;
    }
    return laid;
}

void put_back(IntakeChunk& chunk, const Sorted& places, Laid& laid)
{
    chunk.rows.resize(chunk.sound.size());
    for (std::size_t at = 0; at < laid.rows.size(); ++at) chunk.rows[places.fresh[at]] = std::move(laid.rows[at]);
}

template <class Future>
bool is_ready(const Future& future)
{
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

void account(IntakeChunk& chunk, const Sorted& places, Laid& laid, StoredChunk& stored)
{
    stored.accepted = static_cast<std::int64_t>(laid.rows.size());
    stored.waiting = std::ranges::count(laid.rows, std::int64_t{-1}, &db::EventRow::home);
    stored.known_before = static_cast<std::int64_t>(places.repeated.size());
    for (const std::size_t place : places.conflicting) {
        const Sound& sound = chunk.sound[place];
        stored.refused.push_back({sound.place, chunk.refusal(sound, conflict(chunk.rows[place]))});
    }
    chunk.rows = std::move(laid.rows);
}

}  // namespace

void IntakeChunk::add(std::string_view where, std::string_view raw, Naming naming)
{
    const std::size_t place = size();
    Sound& one = sound.emplace_back();
    one.place = place;
    one.where = texts.size();
    one.raw = one.where + where.size();
    texts.append(where).append(raw);
    one.end = texts.size();
    one.naming = std::move(naming);
}

RefusedEvent IntakeChunk::refusal(const Sound& one, Fault fault) const
{
    std::string where = texts.substr(one.where, one.raw - one.where);
    fault.where = where + " " + fault.where;
    return {std::move(where), texts.substr(one.raw, one.end - one.raw), std::move(fault)};
}

void IntakeChunk::clear()
{
    sound.clear();
    rows.clear();
    texts.clear();
    refused.clear();
}

void IntakeRelay::Word::foresee(Standing standing)
{
    is_foreseen = true;
    promise_foreseen.set_value(std::move(standing));
}

void IntakeRelay::Word::judge(bool came)
{
    is_judged = true;
    promise_came_so.set_value(came);
}

void IntakeRelay::Word::settle(const Standing& standing)
{
    promise_settled.set_value(standing);
    if (!is_judged) judge(true);
    if (!is_foreseen) foresee(standing);
}

void IntakeRelay::Word::fail(const std::exception_ptr& failure)
{
    promise_settled.set_exception(failure);
    if (!is_judged) promise_came_so.set_exception(failure);
    if (!is_foreseen) promise_foreseen.set_exception(failure);
}

IntakeRelay::IntakeRelay(db::Store& store, std::int64_t batch)
    : batch_(batch),
      trusting_(!store.in_transaction()),
      alone_(!store.is_postgres() || store.in_transaction()),
      first_(store),
      last_(std::make_shared<Word>())
{
    last_->settle({.next_event = store.next_event(), .next_home = store.next_home(), .expect_new = trusting_});
}

void IntakeRelay::begin(IntakeChunk chunk)
{
    CHECK(!is_full(), "two sessions write two chunks");
    const bool on_second = second_is_next_ && !alone_;
    second_is_next_ = !second_is_next_;
    if (on_second && !second_) second_ = first_.another();
    db::Store& session = on_second ? *second_ : first_;
    auto own = std::make_shared<Word>();
    auto before = std::exchange(last_, own);
    legs_.push_back(std::async(std::launch::async, [this, &session, before, own, chunk = std::move(chunk)]() mutable {
        try {
            return store(session, std::move(chunk), *before, *own);
        } catch (...) {
            own->fail(std::current_exception());
            throw;
        }
    }));
}

StoredChunk IntakeRelay::finish_first()
{
    StoredChunk stored = legs_.front().get();
    legs_.pop_front();
    return stored;
}

StoredChunk IntakeRelay::store(db::Store& session, IntakeChunk chunk, Word& before, Word& own)
{
    StoredChunk stored{.refused = std::move(chunk.refused)};
    if (!store_as_new(session, chunk, before, own, stored)) store_looked_up(session, chunk, before, own, stored);
    chunk.clear();
    stored.emptied = std::move(chunk);
    return stored;
}

// False: something was trusted to be new that is not, or the chunk before didn't come as foreseen; nothing was stored.
bool IntakeRelay::store_as_new(db::Store& session, IntakeChunk& chunk, Word& before, Word& own, StoredChunk& stored)
{
    const bool is_settled = is_ready(before.settled);
    const Standing from = is_settled ? before.settled.get() : before.foreseen.get();
    const auto is_of_before = [&](const db::EventRow& row) { return from.identities->contains(row.identity.key); };
    if (!from.expect_new || chunk.rows.empty()) return false;
    if (from.identities && std::ranges::any_of(chunk.rows, is_of_before)) return false;
    const Sorted places = sorted(chunk.rows, std::vector<std::string>(chunk.rows.size()));
    std::int64_t next_home = from.next_home;
    Laid laid = laid_out(chunk, places, batch_, from.next_event);
    Placing placing(session, next_home, from.names);
    const std::int64_t next_event = from.next_event + static_cast<std::int64_t>(laid.rows.size());
    try {
        if (!placing.place(laid.namings, laid.rows, NewNames::trusted)) throw GivenUp{};
        own.foresee({next_event, next_home, true, placing.names(), places.here});
        const std::scoped_lock ahead(before.ahead);
        if (is_ready(before.came_so) && !is_settled && !before.came_so.get()) throw GivenUp{};
        session.transact_part([&] {  // the seal of the batch makes it certain
            placing.write(laid.rows, [&] {
                if (!is_settled && !before.came_so.get()) throw GivenUp{};
            });
        });
    } catch (const GivenUp&) {
        put_back(chunk, places, laid);
        return false;
    } catch (const db::Refused&) {
        put_back(chunk, places, laid);
        return false;
    }
    own.settle({.next_event = next_event, .next_home = next_home, .expect_new = true});
    account(chunk, places, laid, stored);
    return true;
}

// Of the same key no two sessions may write: the next chunk, which began where this one was foreseen to end, gives up
// first.
void IntakeRelay::store_looked_up(db::Store& session, IntakeChunk& chunk, Word& before, Word& own, StoredChunk& stored)
{
    const Standing from = before.settled.get();
    if (own.is_foreseen) own.judge(false);
    const std::scoped_lock alone(own.ahead);
    const Sorted places = sorted(chunk.rows, session.payloads_of(identities_of(chunk.rows)));
    std::int64_t next_home = from.next_home;
    Laid laid = laid_out(chunk, places, batch_, from.next_event);
    Placing placing(session, next_home);
    if (!laid.rows.empty()) {
        placing.place(laid.namings, laid.rows, NewNames::looked_up);
        session.transact_part([&] { placing.write(laid.rows); });
    }
    const bool all_was_new = places.repeated.empty() && places.conflicting.empty() && placing.founds_only_new();
    own.settle({.next_event = from.next_event + static_cast<std::int64_t>(laid.rows.size()),
                .next_home = next_home,
                .expect_new = trusting_ && all_was_new});
    account(chunk, places, laid, stored);
}

}  // namespace earned::app
