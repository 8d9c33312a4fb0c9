// Whole books for tests of the shell: on SQLite in memory and in a file, and on PostgreSQL.
#pragma once

#include "app/billing_run.h"
#include "app/book.h"
#include "app/closing_run.h"
#include "app/intake.h"
#include "app/matching_run.h"
#include "app/posted.h"
#include "app/report.h"
#include "app/verify.h"
#include "contract/decode.h"
#include "exchange/json.h"
#include "tests/db/books.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

inline std::shared_ptr<Packages> test_packages()
{
    static const auto shared =
        std::make_shared<Packages>(std::vector<std::string>{std::string(EARNED_SOURCE) + "/rules"});
    return shared;
}

// {"a": 1} as data of an event; ids follow from the data.
inline ReadEvent event_of(const std::string& type, const std::string& data, const std::string& id = "")
{
    const std::string text =
        R"({"specversion":"1.0","source":"test","id":")" +
        (id.empty() ? type + data.substr(0, 0) + std::to_string(std::hash<std::string>()(type + data)) : id) +
        R"(","type":")" + type + R"(","data":)" + data + "}";
    const Result<Value> document = exchange::parse_json(text, "test");
    if (!document) return {"test", text, document.fault()};
    return {"test", text, decode(*document)};
}

struct Took {
    Intake intake;
    std::vector<RefusedEvent> refused;
};

inline Took take(Book& book, const std::vector<ReadEvent>& events, std::size_t events_a_chunk = 10'000)
{
    Took took;
    Intaker intaker(
        book, [&](RefusedEvent refused) { took.refused.push_back(std::move(refused)); }, From::session, events_a_chunk);
    for (const ReadEvent& event : events) intaker.take(event);
    took.intake = intaker.finish();
    book.refresh();
    return took;
}

inline std::vector<ReadEvent> entity(const std::string& name = "E", const std::string& currency = "USD")
{
    return {event_of(
        "entity.defined",
        R"({"entity":")" + name + R"(","name":")" + name + R"(","currency":")" + currency +
            R"(","country":"US","date":"2020-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})")};
}

// A year of access at 1,200.00, invoiced at signing; goods at 500.00, invoiced on delivery.
inline std::vector<ReadEvent> contract(const std::string& id, const std::string& customer,
                                       const std::string& entity_name = "E")
{
    return {
        event_of(
            "contract.signed",
            R"({"contract":")" + id + R"(","entity":")" + entity_name + R"(","customer":")" + customer +
                R"(","date":"2026-01-01","lines":[)"
                R"({"line":"access","price":1200.00,"start":"2026-01-01","end":"2026-12-31","tax":{"rate":0},"treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"on_signing"}},)"
                R"({"line":"goods","price":500.00,"tax":{"rate":0},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_fulfilment"}}]})"),
        event_of("order.fulfilled", R"({"contract":")" + id + R"(","line":"goods","date":"2026-02-10"})")};
}

inline std::vector<ReadEvent> operator+(std::vector<ReadEvent> left, const std::vector<ReadEvent>& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

inline std::vector<ReadEvent> three_contracts()
{
    return entity() + contract("C1", "A") + contract("C2", "B") + contract("C3", "B");
}

class AppBooks : public db::Books {
protected:
    void SetUp() override
    {
        db::Books::SetUp();
        if (store == nullptr) return;
        book = open();
        book->store().create();
        book->refresh();
    }
    void TearDown() override
    {
        book.reset();
        db::Books::TearDown();
    }
    std::unique_ptr<Book> open() const { return std::make_unique<Book>(url_, test_packages()); }

    Ledger ledger(const std::string& entity_name = "E") const { return book->ledgers(entity_name, "IFRS").front(); }
    Closed close_month(Period period, int jobs = 1, std::int64_t part_size = homes_a_part)
    {
        Progress quiet("", Progress::Shown::never);
        return close(*book,
                     {.ledger = ledger(),
                      .through = FiscalCalendar().last(period),
                      .jobs = jobs,
                      .by = "test",
                      .part_size = part_size},
                     quiet);
    }
    std::vector<BilledDocument> bill(Date through, std::int64_t part_size = homes_a_part)
    {
        Progress quiet("", Progress::Shown::never);
        std::vector<BilledDocument> documents;
        const BillOrder order{.through = through, .only_customer = {}, .by = "test", .part_size = part_size};
        last_bill = bill_through(
            *book, order, [&](const BilledDocument& document) { documents.push_back(document); }, quiet);
        return documents;
    }
    std::int64_t match(Date through)
    {
        Progress quiet("", Progress::Shown::never);
        return match_through(
            *book, through, "test", [](const Home&, const Match&) {}, quiet);
    }
    // The named reports tie on the day, and the book holds together.
    void expect_sound(Date day, const std::vector<std::string_view>& reports)
    {
        ReportOrder order;
        order.as_of = day;
        for (const ReportKind& kind : report_kinds()) {
            if (std::ranges::find(reports, kind.name) == reports.end()) continue;
            Feed feed(*book, ledger(), order);
            for (const Table& table : tables_of(kind, feed, ""))
                for (const TieOut& tie : table.tie_outs)
                    EXPECT_TRUE(tie.ties()) << kind.name << ": " << tie.what.en << " on " << day.text();
        }
        Progress quiet("", Progress::Shown::never);
        for (const Check& check : verify(*book, "", quiet).checks)
            EXPECT_TRUE(check.holds()) << check.what << ": " << check.wrong.front();
    }
    std::int64_t balance(Role role, Date as_of)
    {
        std::int64_t minor = 0;
        for (const Posted& line : posted_in(*book))
            if (line.role == role && line.date <= as_of) minor += line.minor;
        return normal_side(role) == Side::debit ? minor : -minor;
    }

    std::unique_ptr<Book> book;
    BillRun last_bill;
};

}  // namespace earned::app
