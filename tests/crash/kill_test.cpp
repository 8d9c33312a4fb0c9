// Killed at any call that writes: the book is one that `verify` accepts, the same command completes it,
// and what stands in it then is what stands in a book that nobody killed. On both databases.
#include "app/billing_run.h"
#include "app/closing_run.h"
#include "app/intake.h"
#include "app/matching_run.h"
#include "app/verify.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

const char* const first_file =
    R"({"specversion":"1.0","source":"t","id":"e","type":"entity.defined","data":{"entity":"E","name":"E","currency":"USD","country":"US","date":"2000-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]}}
{"specversion":"1.0","source":"t","id":"1","type":"contract.signed","data":{"contract":"C1","customer":"A","date":"2026-01-05","lines":[{"line":"access","price":"1200.00","start":"2026-01-05","end":"2027-01-04","billing":{"plan":"on_signing"}}]}}
{"specversion":"1.0","source":"t","id":"2","type":"contract.signed","data":{"contract":"C2","customer":"B","date":"2026-01-10","lines":[{"line":"goods","price":"500.00","quantity":5,"tax":{"rate":"0.08"},"billing":{"plan":"on_fulfilment"}}]}}
{"specversion":"1.0","source":"t","id":"3","type":"order.fulfilled","data":{"contract":"C2","line":"goods","date":"2026-01-20","quantity":3}}
{"specversion":"1.0","source":"t","id":"4","type":"payment.received","data":{"payment":"P1","customer":"A","date":"2026-01-28","amount":"1200.00"}}
{"specversion":"1.0","source":"t","id":"5","type":"order.fulfilled","data":{"contract":"C3","line":"goods","date":"2026-01-22","quantity":1}}
)";
const char* const late_file =
    R"({"specversion":"1.0","source":"t","id":"6","type":"contract.signed","data":{"contract":"C3","customer":"C","date":"2026-01-15","lines":[{"line":"goods","price":"90.00","billing":{"plan":"on_fulfilment"}}]}}
{"specversion":"1.0","source":"t","id":"7","type":"contract.modified","data":{"contract":"C1","date":"2026-01-20","add":[{"line":"seats","price":"350.00","start":"2026-01-20","end":"2027-01-04","billing":{"plan":"on_signing"}}]}}
{"specversion":"1.0","source":"t","id":"8","type":"order.fulfilled","data":{"contract":"C2","line":"goods","date":"2026-02-03","quantity":2}}
)";

// A month and what was learnt after it, command by command.
struct Script {
    fs::path folder;
    std::shared_ptr<Packages> packages;

    static constexpr int commands = 8;
    void give(int command, Book& book) const
    {
        Progress quiet("", Progress::Shown::never);
        const Date january = Date::of(2026, 1, 31), february = Date::of(2026, 2, 28);
        const auto take = [&](const char* file) {
            ingest(book, {(folder / file).string()}, Whole::each_event, [](const RefusedEvent& refused) { FAIL() << refused.fault.text(); }, quiet);
        };
        const auto bill = [&](Date through) { bill_through(book, {.through = through, .only_customer = {}, .by = "t"}, [](const BilledDocument&) {}, quiet); };
        const auto match = [&](Date through) { match_through(book, through, "t", [](const Home&, const Match&) {}, quiet); };
        const auto post = [&](Date through) {
            for (const Ledger& ledger : book.ledgers()) close(book, {.ledger = ledger, .through = through, .jobs = 1, .by = "t"}, quiet);
        };
        switch (command) {
        case 0: return take("first.ndjson");
        case 1: return bill(january);
        case 2: return match(january);
        case 3: return post(january);
        case 4: return take("late.ndjson");
        case 5: return bill(february);
        case 6: return match(february);
        default: return post(february);
        }
    }
};

std::string told(Book& book)
{
    std::ostringstream text;
    db::Store& store = book.store();
    const std::int64_t known = store.last_sealed_batch();
    const auto tell = [&](const db::EventRow& row) { text << "event " << row.home << ' ' << row.number << ' ' << row.batch << ' ' << row.payload << '\n'; };
    store.company_events(known, tell);
    store.home_events({1, INT64_MAX}, known, tell);
    for (const db::EventRow& row : store.waiting_events(known)) tell(row);
    for (const db::RunRow& run : store.runs())
        text << "run " << run.run << ' ' << run.kind << ' ' << run.through << ' ' << run.known_at << ' ' << run.entries << ' ' << run.lines << ' ' << run.debits << ' ' << run.hash << '\n';
    store.entries({}, [&](const db::EntryRow& entry, std::span<const db::LineRow> lines) {
        text << "entry " << entry.home << ' ' << entry.entry << ' ' << entry.date << ' ' << entry.belongs_to << ' ' << entry.cause << ' ' << entry.first_cause << ' ' << entry.event << '\n';
        for (const db::LineRow& line : lines) text << "line " << line.line << ' ' << line.obligation << ' ' << line.role << ' ' << line.source << ' ' << line.minor << '\n';
    });
    for (const db::TotalRow& row : store.totals({})) text << "total " << row.period << ' ' << row.role << ' ' << row.cause << ' ' << row.debits << ' ' << row.credits << '\n';
    store.documents({}, [&](const db::DocumentRow& row) { text << "document " << row.home << ' ' << row.number << ' ' << row.date << ' ' << row.net << ' ' << row.tax << '\n'; });
    for (const Ledger& ledger : book.ledgers())
        store.plans({0, INT64_MAX}, ledger.key(), [&](const db::PlanRow& row) { text << "plan " << row.home << ' ' << row.group << ' ' << row.batch << ' ' << row.fault << ' ' << row.bytes << '\n'; });
    return text.str();
}

enum class Where { file, postgres };

class Killed : public testing::TestWithParam<Where> {
protected:
    void SetUp() override
    {
        folder_ = fs::temp_directory_path() / ("earned-kill-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        std::ofstream(folder_ / "first.ndjson") << first_file;
        std::ofstream(folder_ / "late.ndjson") << late_file;
        script_ = {folder_, std::make_shared<Packages>(std::vector<std::string>{std::string(EARNED_SOURCE) + "/rules"})};
        const char* connection = std::getenv("EARNED_TEST_PG");
        if (GetParam() == Where::postgres && connection == nullptr) GTEST_SKIP() << "NOT TESTED on PostgreSQL: EARNED_TEST_PG is not set";
        url_ = GetParam() == Where::file ? "sqlite:" + (folder_ / "book.db").string()
                                         : std::string(connection) + "?schema=kill_" + std::to_string(::getpid());
    }
    void TearDown() override
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    // A book made anew, and given commands from one on; told at the end.
    std::string finished(int from)
    {
        Book book(url_, script_.packages);
        for (int command = from; command < Script::commands; ++command) script_.give(command, book);
        return told(book);
    }
    void make_anew()
    {
        Book book(url_, script_.packages);
        book.store().drop();
        Book empty(url_, script_.packages);
        empty.store().create();
    }

    // The command at which a process was killed by its n-th call; nothing when it came to its end.
    std::optional<int> killed_at(int call)
    {
        const fs::path trace = folder_ / "command";
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                Book book(url_, script_.packages);
                int calls = 0;
                book.store().on_call([&](std::string_view) {
                    if (++calls == call) ::kill(::getpid(), SIGKILL);
                });
                for (int command = 0; command < Script::commands; ++command) {
                    std::ofstream(trace) << command;
                    script_.give(command, book);
                }
            } catch (...) {
                ::_exit(3);
            }
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFEXITED(status)) {
            EXPECT_EQ(WEXITSTATUS(status), 0) << "the process neither finished nor was killed";
            return std::nullopt;
        }
        EXPECT_EQ(WTERMSIG(status), SIGKILL);
        int command = 0;
        std::ifstream(trace) >> command;
        return command;
    }

    fs::path folder_;
    Script script_;
    std::string url_;
};

INSTANTIATE_TEST_SUITE_P(Databases, Killed, testing::Values(Where::file, Where::postgres),
                         [](const auto& info) { return info.param == Where::file ? "sqlite" : "postgres"; });

TEST_P(Killed, AtAnyCallTheSameCommandsCompleteTheBook)
{
    make_anew();
    const std::string wanted = finished(0);
    ASSERT_NE(wanted.find("document"), std::string::npos);
    ASSERT_NE(wanted.find("entry"), std::string::npos);
    int kills = 0;
    for (int call = 1;; ++call) {
        make_anew();
        const std::optional<int> command = killed_at(call);
        if (!command) break;
        ++kills;
        {
            Book book(url_, script_.packages);
            const Verified verified = verify(book, {});
            EXPECT_EQ(verified.failures(), std::vector<std::string>()) << "after kill " << call << " in command " << *command;
        }
        ASSERT_EQ(finished(*command), wanted) << "after kill " << call << " in command " << *command;
    }
    EXPECT_GT(kills, 40) << "a kill at every call of eight commands";
}

}  // namespace

}  // namespace earned::app
