// Intake: files of business events become the book's log.
//
// Law:      idempotent: the same event again is a no-op, the same identity with other content is
//           refused (`event-conflict`); a killed intake, run again, completes to the same bytes
// Ensures:  an event is accepted whole or refused whole; good events of a file are kept beside bad
//           ones, unless all or nothing was asked for; every line of input is accounted for
#pragma once

#include "app/book.h"
#include "app/intake_relay.h"
#include "app/progress.h"

#include <functional>

namespace earned::app {

struct Intake {
    std::int64_t batch = 0;  // 0: nothing new
    std::int64_t accepted = 0, known_before = 0, waiting = 0, refused = 0;
    std::vector<std::string> empty;  // files that hold no event at all
};

// Hears of each refused event as it is met: nothing of it is kept here.
using RefusalSink = std::function<void(RefusedEvent)>;

enum class Whole { each_event, all_or_nothing };

// One event with where it was read: what the readers of every format give.
struct ReadEvent {
    std::string where, raw;
    Result<Event> event;
};

// Takes events in chunks, each stored in one transaction; `finish` seals the batch.
// What comes in a file may be anybody's: decisions of people are taken from it only where its source is trusted.
enum class From { session, file };

// While chunks are stored, the next one is read.
class Intaker {
public:
    Intaker(Book& book, RefusalSink refuse, From from = From::session, std::size_t events_a_chunk = 10'000);
    // `where` it was read, and the text that can be mended and sent again if it is refused.
    void take(std::string_view where, std::string_view raw, const Result<Event>& event);
    void take(const ReadEvent& read) { take(read.where, read.raw, read.event); }
    Intake finish();

private:
    std::optional<Fault> wrong_with(std::string_view where, const Result<Event>& event) const;
    void hand_over();  // the chunk that is full
    void count(StoredChunk stored);

    Book& book_;
    RefusalSink refuse_;
    From from_;
    std::size_t events_a_chunk_;
    Intake intake_;
    IntakeChunk chunk_, spare_;  // what comes, and room for what comes next
    std::int64_t batch_ = 0;
    IntakeRelay relay_;
};

// Reads NDJSON, a JSON array, or one object; "-" is standard input.
// All or nothing is one transaction over all the files; it streams all the same.
Intake ingest(Book& book, const std::vector<std::string>& files, Whole whole, const RefusalSink& refuse,
              Progress& progress);

// Events that the system itself decided, appended inside the caller's transaction; their numbers
// follow from the first one's, which is given back. The batch stays open until it is sealed.
std::int64_t append_unsealed(db::Store& store, std::vector<Event> events);
std::vector<db::EventRow> append_placed(db::Store& store, std::vector<Event> events);  // the rows as they are stored
void append_own(Book& book, std::vector<Event> events);  // a transaction of its own, sealed

db::EventRow stored_form(const Event& event);
void store_as(db::EventRow& row, const Event& event);  // the same, into an empty row

}  // namespace earned::app
