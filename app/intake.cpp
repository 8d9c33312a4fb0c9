#include "app/intake.h"

#include "app/bill_plans.h"
#include "app/placing.h"
#include "app/run_hash.h"
#include "contract/consistent.h"
#include "contract/decode.h"
#include "exchange/json.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <unordered_map>

#include <sodium.h>

namespace earned::app {

namespace {

constexpr std::size_t events_a_chunk = 10000;

std::array<std::uint8_t, 16> hash16(std::string_view first, std::string_view second)
{
    crypto_generichash_state state;
    std::array<std::uint8_t, 16> hash{};
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    for (const std::string_view part : {first, std::string_view("\0", 1), second})
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    crypto_generichash_final(&state, hash.data(), hash.size());
    return hash;
}

struct Bytes16Hash {
    std::size_t operator()(const std::array<std::uint8_t, 16>& bytes) const
    {
        std::size_t hash = 0;
        std::memcpy(&hash, bytes.data(), sizeof hash);
        return hash;
    }
};

Fault conflict(const Event& event)
{
    return {.code = "event-conflict",
            .where = event.source + " " + event.id,
            .what = "an event with this source and id is known, with other content",
            .hint = "events are immutable: send the correction under an id of its own"};
}

Fault untrusted(const Event& event)
{
    return {.code = "source-untrusted",
            .where = "/source",
            .what = "a " + std::string(type_name(event.fact)) + " is somebody's decision, and " + event.source +
                    " is not trusted to send it",
            .hint = "decide it here, or let the source be trusted: earned source trust " + event.source};
}

}  // namespace

db::EventRow stored_form(const Event& event)
{
    db::EventRow row;
    const std::string data = canonical_data(event);
    row.payload = canonical_envelope(event, data);
    row.effective = event.date.serial();
    row.type = type_name(event.fact);
    row.source = event.source;
    row.id = event.id;
    row.batch = event.batch;
    row.number = event.number;
    row.is_bill_news = is_bill_news(event.fact);
    row.identity.key = hash16(event.source, event.id);
    row.identity.content = hash16(row.type, data);
    return row;
}

Intaker::Intaker(Book& book, RefusalSink refuse, From from) : book_(book), refuse_(std::move(refuse)), from_(from)
{
    db::Store& store = book.store();
    batch_ = store.open_batch();
    next_event_ = store.next_event();
    next_home_ = store.next_home();
}

void Intaker::take(ReadEvent read)
{
    std::optional<Fault> wrong;
    if (!read.event) wrong = read.event.fault();
    if (read.event) wrong = contradiction(*read.event);
    if (read.event && !wrong && from_ == From::file && is_decision(*read.event) &&
        !book_.reference().trusts(read.event->source))
        wrong = untrusted(*read.event);
    if (wrong) {
        if (read.event) wrong->where = read.where + " " + wrong->where;
        chunk_.refused.push_back({chunk_.size(), {std::move(read.where), std::move(read.raw), std::move(*wrong)}});
    } else {
        chunk_.rows.push_back(stored_form(*read.event));
        chunk_.sound.push_back({chunk_.size(), std::move(read)});
    }
    if (chunk_.size() >= events_a_chunk) hand_over();
}

void Intaker::hand_over()
{
    if (storing_.valid()) count(storing_.get());
    storing_ = std::async(std::launch::async,
                          [this, chunk = std::exchange(chunk_, {})]() mutable { return store(std::move(chunk)); });
}

void Intaker::count(Stored stored)
{
    intake_.accepted += stored.accepted;
    intake_.known_before += stored.known_before;
    intake_.waiting += stored.waiting;
    intake_.refused += static_cast<std::int64_t>(stored.refused.size());
    std::ranges::sort(stored.refused, {}, &Refusals::value_type::first);
    for (auto& [place, refused] : stored.refused) refuse_(std::move(refused));
}

Intaker::Stored Intaker::store(Chunk chunk)
{
    std::vector<db::Identity> identities;
    identities.reserve(chunk.rows.size());
    for (const db::EventRow& row : chunk.rows) identities.push_back(row.identity);
    const std::vector<db::Known> known = book_.store().known(identities);
    std::unordered_map<std::array<std::uint8_t, 16>, std::array<std::uint8_t, 16>, Bytes16Hash> here;
    Stored stored{.refused = std::move(chunk.refused)};
    std::vector<db::EventRow> fresh;
    std::vector<const Event*> events;
    for (std::size_t at = 0; at < chunk.rows.size(); ++at) {
        db::EventRow& row = chunk.rows[at];
        db::Seen seen = known[at].seen;
        if (seen == db::Seen::unseen) {
            const auto [first, is_new] = here.emplace(row.identity.key, row.identity.content);
            if (!is_new) seen = first->second == row.identity.content ? db::Seen::same : db::Seen::conflict;
        }
        auto& [place, read] = chunk.sound[at];
        if (seen == db::Seen::same) ++stored.known_before;
        if (seen == db::Seen::conflict)
            stored.refused.push_back({place, {std::move(read.where), std::move(read.raw), conflict(*read.event)}});
        if (seen != db::Seen::unseen) continue;
        row.batch = batch_;
        row.number = next_event_++;
        fresh.push_back(std::move(row));
        events.push_back(&*read.event);
    }
    if (fresh.empty()) return stored;
    Placing placing(book_.store(), next_home_);
    placing.place(events, fresh);
    book_.store().transact([&] { placing.write(fresh); });
    stored.accepted = static_cast<std::int64_t>(fresh.size());
    for (const db::EventRow& row : fresh) stored.waiting += row.home == -1 ? 1 : 0;
    return stored;
}

Intake Intaker::finish()
{
    if (storing_.valid()) count(storing_.get());
    count(store(std::exchange(chunk_, {})));
    book_.store().seal_batch(batch_);
    if (intake_.accepted > 0) intake_.batch = batch_;
    return intake_;
}

std::vector<db::EventRow> append_placed(db::Store& store, std::vector<Event> events)
{
    const std::int64_t batch = store.open_batch();
    std::int64_t number = store.next_event(), next_home = store.next_home();
    std::vector<db::EventRow> rows;
    std::vector<const Event*> pointers;
    for (Event& event : events) {
        event.batch = batch;
        event.number = number++;
        rows.push_back(stored_form(event));
        pointers.push_back(&event);
    }
    Placing placing(store, next_home);
    placing.place(pointers, rows);
    store.transact([&] { placing.write(rows); });
    return rows;
}

std::int64_t append_unsealed(db::Store& store, std::vector<Event> events)
{
    const std::int64_t first = store.next_event();
    append_placed(store, std::move(events));
    return first;
}

void append_own(Book& book, std::vector<Event> events)
{
    if (events.empty()) return;
    db::Store& store = book.store();
    store.transact([&] {
        append_unsealed(store, std::move(events));
        store.seal_batch(store.open_batch());
    });
    book.refresh();
}

namespace {

// How many documents the file holds.
std::int64_t read_file(const std::string& file, Intaker& intaker, Progress& progress)
{
    std::int64_t documents = 0;
    std::ifstream opened;
    if (file != "-") opened.open(file, std::ios::binary);
    std::istream& stream = file == "-" ? std::cin : opened;
    exchange::each_json(stream, file == "-" ? "standard input" : file, [&](exchange::ReadJson read) {
        progress.advance(1);
        ++documents;
        Result<Event> event = read.value ? decode(*read.value) : Result<Event>(read.value.fault());
        if (!event) {
            Fault fault = event.fault();
            fault.where =
                fault.where.empty() || fault.where == read.where ? read.where : read.where + " " + fault.where;
            event = fault;
        }
        intaker.take({std::move(read.where), std::move(read.raw), std::move(event)});
    });
    return documents;
}

void require_readable(const std::string& file)
{
    if (file == "-" || (!std::filesystem::is_directory(file) && std::ifstream(file))) return;
    throw Refused({.code = "file-unreadable",
                   .where = file,
                   .what = "the file can't be opened",
                   .hint = "check its name and that you may read it; nothing was taken in"});
}

struct Nothing {};  // thrown through the transaction that is to leave nothing

}  // namespace

Intake ingest(Book& book, const std::vector<std::string>& files, Whole whole, const RefusalSink& refuse,
              Progress& progress)
{
    for (const std::string& file : files) require_readable(file);
    Intake intake;
    const auto read = [&] {
        Intaker intaker(book, refuse, From::file);
        std::vector<std::string> empty;
        for (const std::string& file : files)
            if (read_file(file, intaker, progress) == 0) empty.push_back(file == "-" ? "standard input" : file);
        intake = intaker.finish();
        intake.empty = std::move(empty);
        if (whole == Whole::all_or_nothing && intake.refused > 0) throw Nothing{};
    };
    try {
        if (whole == Whole::all_or_nothing)
            book.store().transact(read);
        else
            read();
    } catch (const Nothing&) {
        intake = {.known_before = intake.known_before, .refused = intake.refused, .empty = intake.empty};
    }
    book.refresh();
    return intake;
}

}  // namespace earned::app
