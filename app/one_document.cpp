#include "app/one_document.h"

#include "app/intake.h"
#include "app/issuing.h"
#include "app/run_chain.h"
#include "app/run_hash.h"

namespace earned::app {

namespace {

void seal_one(db::Store& store, db::RunRow& row, const std::string& totals, const std::string& hash)
{
    row.previous_hash = head_of(store);
    row.hash = hash_of_run(row.run, row.known_at, row.policy_hash, totals, std::span(&hash, 1), row.previous_hash);
    store.seal_batch(store.open_batch());
    const auto wrong = store.check_run(row.run);
    CHECK(wrong.empty(),
          "a document that is to be sealed holds together: " + (wrong.empty() ? std::string() : wrong.front()));
    store.seal_run(row, {});
}

}  // namespace

void write_one(Book& book, BilledDocument& document, const std::string& by, const EventsOfDocument& events)
{
    db::Store& store = book.store();
    if (const auto open = store.open_run()) throw unfinished(*open);
    store.transact([&] {
        db::RunRow row = store.begin_run({.kind = "bill",
                                          .book = document.customer.text(),
                                          .through = document.draft.date.serial(),
                                          .known_at = book.known_at(),
                                          .policy_hash = hash_of_policies(book),
                                          .by = by});
        const SeriesYear key = series_of(document);
        const db::NumberBlock block{key.entity, key.series, key.year, 1};
        const std::int64_t rank = store.reserve_numbers(row.run, std::span(&block, 1)).front();
        document.number = number_of(key, rank);
        db::DocumentRow written_row = row_of(document, key, rank, row.run);
        const std::vector<Event> made = events(document);
        written_row.event = append_unsealed(store, made) + static_cast<std::int64_t>(made.size()) - 1;
        store.add_documents(std::span(&written_row, 1));
        DocumentCounts counts;
        counts[key][document.draft.date] = 1;
        const std::string totals = written(counts), hash = hash_of_documents(std::span(&written_row, 1));
        store.add_run_part(row.run,
                           {.part = 0, .homes = {document.home, document.home}, .hash = hash, .totals = totals});
        seal_one(store, row, totals, hash);
    });
    book.refresh();
}

}  // namespace earned::app
