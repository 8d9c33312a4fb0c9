// A bill run: invoices of a month of N active lines, beside COPY of the rows that it wrote; the first run of the
// book, which plans what is to come, by itself.
#include "app/billing_run.h"
#include "app/intake.h"
#include "bench/steps.h"

#include <fstream>

namespace earned::bench {

namespace {

std::string signed_line(const std::string& id, const std::string& data)
{
    return R"({"specversion":"1.0","source":"bench","id":")" + id + R"(","type":"contract.signed","data":{)" + data +
           "}}\n";
}

// One line a contract, four contracts a customer; five years from a day of December 2023, invoiced
// month by month in advance.
void write_active_book(const std::string& path, std::int64_t lines)
{
    std::ofstream file(path, std::ios::binary);
    file
        << R"({"specversion":"1.0","source":"bench","id":"entity","type":"entity.defined","data":{"entity":"E","name":"Bench","currency":"USD","country":"US","date":"2000-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]}})"
        << "\n";
    for (std::int64_t number = 1; number <= lines; ++number) {
        const BenchLine line = line_of(number, Shape::steady);
        const std::string id = std::to_string(number);
        const std::string first = Date::from_serial(line.first).text(), last = Date::from_serial(line.last).text();
        const std::string price = Money(line.price, *Currency::parse("USD")).plain();
        file << signed_line("s" + id,
                            R"("contract":"C)" + id + R"(","customer":"A)" + std::to_string((number + 3) / 4) +
                                R"(","entity":"E","currency":"USD","date":")" + first +
                                R"(","lines":[{"line":"access","price":")" + price + R"(","start":")" + first +
                                R"(","end":")" + last +
                                R"(","tax":{"rate":"0.19"},"treatment":{"satisfied":"over_time","measure":"daily"},)"
                                R"("billing":{"plan":"recurring","every":"1 month","timing":"advance"}}])");
    }
    if (!file.flush()) throw std::runtime_error(path + ": can't be written");
}

std::unique_ptr<app::Book> active_book(const Order& order)
{
    auto book = std::make_unique<app::Book>(order.url, order.packages);
    if (book->store().exists()) book->store().drop();
    book->store().create();
    book->refresh();
    const std::string file = order.folder + "/active.ndjson";
    write_active_book(file, order.lines);
    app::Progress quiet("", app::Progress::Shown::never);
    app::ingest(
        *book, {file}, app::Whole::all_or_nothing,
        [](const app::RefusedEvent& refused) { throw std::runtime_error(refused.fault.text()); }, quiet);
    book->refresh();
    return book;
}

std::int64_t bill_month(app::Book& book, Date through)
{
    app::Progress quiet("", app::Progress::Shown::never);
    std::int64_t documents = 0;
    const app::BillRun run = app::bill_through(
        book, {.through = through, .only_customer = {}, .by = "bench"},
        [&](const app::BilledDocument&) { ++documents; }, quiet);
    CHECK(run.left_out.empty(), "no group of the bench's book is in fault");
    return documents;
}

}  // namespace

std::vector<Measure> bill_step(const Order& order)
{
    auto book = active_book(order);
    auto floor = Floor::open(order.url);
    const Meter meter(floor->backend());
    Measure first{.name = "bill, first", .lines = order.lines}, bill{.name = "bill", .lines = order.lines};
    for (int round = 0; round <= order.rounds; ++round) {
        Measure& measure = round == 0 ? first : bill;
        const Date through = Date::of(2024, 1, 1).plus_months(round + 1, 1).previous();
        const std::int64_t next = book->store().next_event();
        floor->settle();
        measure.own.push_back(meter.of([&] { measure.rows = bill_month(*book, through); }));
        CHECK(round == 0 || measure.rows == order.lines, "each line has its invoice of the month");
        const std::string since = "number >= " + std::to_string(next);
        floor->keep({{"identity", since}, {"event", since}, {"document", "event >= " + std::to_string(next)}});
        measure.bytes = floor->kept_bytes();
        floor->settle();
        measure.floor.push_back(meter.of([&] { floor->write(); }));
    }
    return {first, bill};
}

}  // namespace earned::bench
