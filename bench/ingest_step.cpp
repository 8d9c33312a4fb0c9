#include "app/intake.h"
#include "bench/peer.h"
#include "bench/steps.h"

namespace earned::bench {

namespace {

std::string file_of(const Order& order) { return order.folder + "/book.ndjson"; }

std::unique_ptr<app::Book> empty_book(const Order& order)
{
    auto book = std::make_unique<app::Book>(order.url, order.packages);
    book->store().drop();
    book = std::make_unique<app::Book>(order.url, order.packages);
    book->store().create();
    return book;
}

void take(app::Book& book, const std::string& file)
{
    app::Progress quiet("ingesting", app::Progress::Shown::never);
    const app::Intake intake = app::ingest(book, {file}, app::Whole::each_event, [](const app::RefusedEvent&) {}, quiet);
    CHECK(intake.refused == 0 && intake.waiting == 0, "every event of the bench's book is sound");
}

}  // namespace

std::unique_ptr<app::Book> make_book(const Order& order, Shape shape)
{
    write_book(file_of(order), order.lines, shape);
    auto book = empty_book(order);
    take(*book, file_of(order));
    return book;
}

std::vector<Measure> ingest_step(const Order& order)
{
    const std::int64_t events = order.lines;  // half of them contracts, half invoices
    write_book(file_of(order), events / 2);
    Measure measure{.name = "ingest", .lines = events};
    for (int round = 0; round < order.rounds; ++round) {
        auto book = empty_book(order);
        auto floor = Floor::open(order.url);
        const Meter meter(floor->backend());
        floor->settle();
        measure.own.push_back(meter.of([&] { take(*book, file_of(order)); }));
        floor->keep({{"event", "true"}});
        measure.rows = std::stoll(floor->value("select count(*) from event"));
        measure.bytes = floor->kept_bytes();
        floor->settle();
        measure.floor.push_back(meter.of([&] { floor->write(); }));
        measure.checksum = floor->value("select count(*) || ' / ' || sum(effective) from event where home_id > 0");
        if (!floor->is_postgres()) continue;
        stage_events(*floor);
        floor->settle();
        measure.peer.push_back(meter.of([&] { ingest_by_sql(*floor, file_of(order)); }));
        const std::string same = floor->value("select count(*) || ' / ' || sum(date - date '1970-01-01') from peer_event where contract is not null");
        CHECK(same == measure.checksum, "the peer took the same events: " + same + " and " + measure.checksum);
    }
    return {measure};
}

}  // namespace earned::bench
