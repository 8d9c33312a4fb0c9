// Chunks of an intake on their way into the store. On PostgreSQL two sessions write in turns: while the rows of one
// chunk are written, so are those of the next.
//
// Law:      what is stored, and under which numbers, is the same with one session: a chunk is committed after the one
//           before it, or not at all
// Ensures:  a chunk after one in which all was new is written without asking what of it is known. The keys of the store
//           refuse it if that was wrong; then it is looked up, and nothing of the first try is left
#pragma once

#include "app/identity_places.h"
#include "app/placing.h"

#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

namespace earned::app {

struct RefusedEvent {
    std::string where;  // "orders.ndjson:17"
    std::string raw;    // what can be mended and sent again
    Fault fault;
};
using Refusals = std::vector<std::pair<std::size_t, RefusedEvent>>;  // by their place in the chunk, as read

struct Sound {
    std::size_t place = 0;
    std::size_t where = 0, raw = 0, end = 0;  // both as they were read: where they begin among the chunk's texts
    Naming naming;
};
struct IntakeChunk {
    std::vector<Sound> sound;
    std::vector<db::EventRow> rows;  // theirs, as they will be stored, but for home and number
    std::string texts;               // of all of them: few are asked for, and one room for all costs less
    Refusals refused;
    std::size_t size() const { return sound.size() + refused.size(); }
    void add(std::string_view where, std::string_view raw, Naming naming);
    RefusedEvent refusal(const Sound& one, Fault fault) const;
    void clear();  // keeps its room
};
struct StoredChunk {
    std::int64_t accepted = 0, known_before = 0, waiting = 0;
    Refusals refused;
    IntakeChunk emptied{};  // for what comes next
};

// Whether two payloads say the same, whoever sent each and when.
bool tell_the_same(const std::string& payload, const std::string& other);

class IntakeRelay {
public:
    IntakeRelay(db::Store& store, std::int64_t batch);
    bool is_full() const { return legs_.size() >= (alone_ ? 1 : 2); }
    void begin(IntakeChunk chunk);  // Requires: not full
    bool is_empty() const { return legs_.empty(); }
    StoredChunk finish_first();  // waits for the one that was begun first; Requires: not empty

private:
    // Where the next chunk begins.
    struct Standing {
        std::int64_t next_event = 0, next_home = 0;
        bool expect_new = true;
        std::shared_ptr<const NamedHomes> names{};  // of the chunk that may not be committed yet
        std::shared_ptr<const IdentityPlaces> identities{};
    };
    // What the next chunk is told of this one: how it will be, whether it came so, and how it is, committed.
    struct Word {
        std::promise<Standing> promise_foreseen{}, promise_settled{};
        std::promise<bool> promise_came_so{};
        std::shared_future<Standing> foreseen = promise_foreseen.get_future().share();
        std::shared_future<bool> came_so = promise_came_so.get_future().share();
        std::shared_future<Standing> settled = promise_settled.get_future().share();
        bool is_foreseen = false, is_judged = false;
        std::mutex ahead{};  // held by the next chunk while it writes ahead of this one
        void foresee(Standing standing);
        void judge(bool came);
        void settle(const Standing& standing);
        void fail(const std::exception_ptr& failure);
    };

    StoredChunk store(db::Store& session, IntakeChunk chunk, Word& before, Word& own);
    bool store_as_new(db::Store& session, IntakeChunk& chunk, Word& before, Word& own, StoredChunk& stored);
    void store_looked_up(db::Store& session, IntakeChunk& chunk, Word& before, Word& own, StoredChunk& stored);

    std::int64_t batch_;
    bool trusting_;  // within a transaction what the store refuses would end it
    bool alone_;     // one session writes
    db::Store& first_;
    std::unique_ptr<db::Store> second_;  // made for the second chunk
    bool second_is_next_ = false;
    std::shared_ptr<Word> last_;
    std::deque<std::future<StoredChunk>> legs_;  // last: they are waited for before the rest goes
};

}  // namespace earned::app
