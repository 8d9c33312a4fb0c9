#include "app/intake.h"

#include "app/bill_plans.h"
#include "app/event_key.h"
#include "app/names.h"
#include "app/run_hash.h"
#include "contract/consistent.h"
#include "contract/decode.h"
#include "exchange/json.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace earned::app {

namespace {

Fault untrusted(const Event& event)
{
    return {.code = "source-untrusted",
            .where = "/source",
            .what = "a " + std::string(type_name(event.fact)) + " is somebody's decision, and " + event.source +
                    " is not trusted to send it",
            .hint = "decide it here, or let the source be trusted: earned source trust " + event.source};
}

}  // namespace

void store_as(db::EventRow& row, const Event& event)
{
    row.payload = canonical_envelope(event);
    row.effective = event.date.serial();
    row.type = type_name(event.fact);
    row.source = event.source;
    row.id = event.id;
    row.batch = event.batch;
    row.number = event.number;
    row.is_bill_news = is_bill_news(event.fact);
    row.identity.key = event_key(event.source, event.id);
}

db::EventRow stored_form(const Event& event)
{
    db::EventRow row;
    store_as(row, event);
    return row;
}

Intaker::Intaker(Book& book, RefusalSink refuse, From from, std::size_t events_a_chunk)
    : book_(book),
      refuse_(std::move(refuse)),
      from_(from),
      events_a_chunk_(events_a_chunk),
      batch_(book.store().open_batch()),
      relay_(book.store(), batch_)
{
}

std::optional<Fault> Intaker::wrong_with(std::string_view where, const Result<Event>& event) const
{
    if (!event) return event.fault();
    std::optional<Fault> wrong = contradiction(*event);
    if (!wrong && from_ == From::file && is_decision(*event) && !book_.reference().trusts(event->source))
        wrong = untrusted(*event);
    if (wrong) wrong->where = std::string(where) + " " + wrong->where;
    return wrong;
}

void Intaker::take(std::string_view where, std::string_view raw, const Result<Event>& event)
{
    if (std::optional<Fault> wrong = wrong_with(where, event)) {
        chunk_.refused.push_back({chunk_.size(), {std::string(where), std::string(raw), std::move(*wrong)}});
    } else {
        if (chunk_.rows.empty()) {
            chunk_.rows.reserve(events_a_chunk_);
            chunk_.sound.reserve(events_a_chunk_);
        }
        chunk_.add(where, raw, naming_of(*event));
        store_as(chunk_.rows.emplace_back(), *event);
    }
    if (chunk_.size() >= events_a_chunk_) hand_over();
}

void Intaker::hand_over()
{
    while (relay_.is_full()) count(relay_.finish_first());
    relay_.begin(std::exchange(chunk_, std::exchange(spare_, {})));
}

void Intaker::count(StoredChunk stored)
{
    intake_.accepted += stored.accepted;
    intake_.known_before += stored.known_before;
    intake_.waiting += stored.waiting;
    intake_.refused += static_cast<std::int64_t>(stored.refused.size());
    std::ranges::sort(stored.refused, {}, &Refusals::value_type::first);
    for (auto& [place, refused] : stored.refused) refuse_(std::move(refused));
    spare_ = std::move(stored.emptied);
}

Intake Intaker::finish()
{
    if (chunk_.size() > 0) hand_over();
    while (!relay_.is_empty()) count(relay_.finish_first());
    book_.store().seal_batch(batch_);
    if (intake_.accepted > 0) intake_.batch = batch_;
    return intake_;
}

std::vector<db::EventRow> append_placed(db::Store& store, std::vector<Event> events)
{
    const std::int64_t batch = store.open_batch();
    std::int64_t number = store.next_event(), next_home = store.next_home();
    std::vector<db::EventRow> rows;
    std::vector<Naming> namings;
    std::vector<const Naming*> pointers;
    for (Event& event : events) {
        event.batch = batch;
        event.number = number++;
        rows.push_back(stored_form(event));
        namings.push_back(naming_of(event));
    }
    for (const Naming& naming : namings) pointers.push_back(&naming);
    Placing placing(store, next_home);
    placing.place(pointers, rows, NewNames::looked_up);
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

Result<Event> event_in(const exchange::ReadJson& read)
{
    Result<Event> event = read.value ? decode(*read.value) : Result<Event>(read.value.fault());
    if (event || event.fault().where == read.where) return event;
    Fault fault = event.fault();
    fault.where = std::string(read.where) + (fault.where.empty() ? "" : " " + fault.where);
    event = std::move(fault);
    return event;
}

// How many documents the file holds.
std::int64_t read_file(const std::string& file, Intaker& intaker, Progress& progress)
{
    std::int64_t documents = 0;
    std::ifstream opened;
    if (file != "-") opened.open(file, std::ios::binary);
    std::istream& stream = file == "-" ? std::cin : opened;
    exchange::each_json(stream, file == "-" ? "standard input" : file, [&](const exchange::ReadJson& read) {
        progress.advance(1);
        ++documents;
        intaker.take(read.where, read.raw, event_in(read));
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
