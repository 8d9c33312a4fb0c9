#include "app/closing_run.h"
#include "bench/peer.h"
#include "bench/steps.h"
#include "db/schema.h"

namespace earned::bench {

namespace {

Date month_end(int month)  // 1: January 2024
{
    return Date::of(2024, 1, 1).plus_months(month, 1).previous();
}

std::string own_checksum(Floor& database, std::int64_t period)
{
    const std::string where = " where entry >= " + std::to_string(db::first_entry(period)) + " and entry < " + std::to_string(db::first_entry(period + 1));
    return database.value("select count(distinct home_id || '.' || entry) || ' / ' || count(*) || ' / ' || coalesce(sum(case when minor > 0 then minor else 0 end), 0) from line" + where);
}

std::vector<Slice> rows_of_month(std::int64_t period)
{
    const std::string where = "entry >= " + std::to_string(db::first_entry(period)) + " and entry < " + std::to_string(db::first_entry(period + 1));
    return {{"entry", where}, {"line", where}};
}

}  // namespace

std::int64_t close_month(app::Book& book, Date last, int jobs)
{
    app::Progress quiet("closing", app::Progress::Shown::never);
    const std::vector<app::Ledger> ledgers = book.ledgers();
    const app::Closed closed = app::close(book, {.ledger = ledgers.front(), .through = last, .jobs = jobs, .by = "bench"}, quiet);
    CHECK(closed.left_out.empty(), "no group of the bench's book is in fault");
    return closed.run.lines;
}

std::vector<Measure> close_step(const Order& order)
{
    auto book = make_book(order);
    auto floor = Floor::open(order.url);
    const Meter meter(floor->backend());
    Measure first{.name = "close first", .lines = order.lines};
    constexpr int begun = 23;  // every line has been signed by then, but for those of the last month
    first.own.push_back(meter.of([&] { first.rows = close_month(*book, month_end(begun + 1), order.jobs); }));
    make_peer(*floor, order.lines);
    Measure quiet{.name = "close", .lines = order.lines};
    for (int round = 0; round < order.rounds; ++round) {
        const Date last = month_end(begun + 2 + round);
        const std::int64_t period = last.year() * 100 + last.month();
        floor->settle();
        quiet.own.push_back(meter.of([&] { close_month(*book, last, order.jobs); }));
        floor->keep(rows_of_month(period));
        quiet.bytes = floor->kept_bytes();
        quiet.rows = std::stoll(floor->value("select count(*) from line where entry >= " + std::to_string(db::first_entry(period)) + " and entry < " + std::to_string(db::first_entry(period + 1))));
        floor->settle();
        quiet.floor.push_back(meter.of([&] { floor->write(); }));
        floor->settle();
        quiet.peer.push_back(meter.of([&] { close_by_sql(*floor, last.first_of_month(), last); }));
        quiet.checksum = own_checksum(*floor, period);
        const std::string same = peer_checksum(*floor);
        CHECK(same == quiet.checksum, "the peer posted the same: " + same + " and " + quiet.checksum);
    }
    return {first, quiet};
}

// A steady book, so that every month has the same work: the months about the third, and those about
// the thirty-sixth, with all that lies between them closed and kept.
std::vector<Measure> history_step(const Order& order)
{
    auto book = make_book(order, Shape::steady);
    auto floor = Floor::open(order.url);
    const Meter meter(floor->backend());
    Measure early{.name = "close month 3", .lines = order.lines}, late{.name = "close month 36", .lines = order.lines};
    const int half = order.rounds / 2, early_first = std::max(2, 3 - half), late_first = 36 - half;
    for (int month = 1; month < late_first + order.rounds; ++month) {
        floor->settle();
        std::int64_t rows = 0;
        const Cost cost = meter.of([&] { rows = close_month(*book, month_end(month), order.jobs); });
        const bool is_early = month >= early_first && month < early_first + order.rounds;
        if (!is_early && month < late_first) continue;
        Measure& measure = is_early ? early : late;
        measure.own.push_back(cost);
        measure.rows = rows;
        measure.checksum = own_checksum(*floor, month_end(month).year() * 100 + month_end(month).month());
    }
    late.floor = early.own;  // what it is compared with: the same close when the book was young
    return {early, late};
}

}  // namespace earned::bench
