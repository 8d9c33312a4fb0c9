// Verification sees a corruption of every kind. Each is planted by SQL, past every guard.
#include "tests/app/books_app.h"

#include "app/locking.h"
#include "app/verify.h"

#include <filesystem>

namespace earned::app::verify_test {
namespace {

class Verifying : public testing::Test {
protected:
    void SetUp() override
    {
        path = (std::filesystem::temp_directory_path() / ("earned-verify-" + std::to_string(::getpid()))).string();
        TearDown();
        book = std::make_unique<Book>("sqlite:" + path, test_packages());
        book->store().create();
        book->refresh();
        Progress quiet("", Progress::Shown::never);
        take(*book, three_contracts());
        bill_through(
            *book, {.through = Date::of(2026, 2, 28), .only_customer = {}, .by = "test"}, [](const BilledDocument&) {},
            quiet);
        take(*book,
             {event_of("payment.received", R"({"payment":"P1","customer":"A","amount":1200,"date":"2026-02-05"})")});
        match_through(
            *book, Date::of(2026, 2, 28), "test", [](const Home&, const Match&) {}, quiet);
        for (const int month : {1, 2})
            close(*book,
                  {.ledger = book->ledgers().front(),
                   .through = FiscalCalendar().last(Period(2026, month)),
                   .jobs = 1,
                   .by = "test"},
                  quiet);
        ASSERT_TRUE(verify(*book, "", quiet).holds());
    }
    void TearDown() override
    {
        book.reset();
        for (const char* suffix : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(path + suffix, ignored);
        }
    }

    // Triggers are taken away first, as whoever owns the file can.
    void corrupt(const std::vector<std::string>& statements)
    {
        const auto session = db::sqlite_session(path);
        session->enter();
        std::vector<std::string> triggers;
        session->read("select name from sqlite_master where type = 'trigger'",
                      [&](const db::Row& row) { triggers.emplace_back(row.text(0)); });
        session->execute("pragma foreign_keys = off");
        session->execute("pragma ignore_check_constraints = on");
        for (const std::string& trigger : triggers) session->execute("drop trigger " + trigger);
        for (const std::string& statement : statements) session->execute(statement);
    }

    // The names of the checks that fail.
    std::vector<std::string> wrong()
    {
        book = std::make_unique<Book>("sqlite:" + path, test_packages());
        Progress quiet("", Progress::Shown::never);
        std::vector<std::string> names;
        for (const Check& check : verify(*book, "", quiet).checks) {
            if (check.holds()) continue;
            EXPECT_FALSE(check.wrong.empty());
            names.push_back(check.what);
        }
        return names;
    }
    bool sees(const std::string& what)
    {
        const auto names = wrong();
        return std::find(names.begin(), names.end(), what) != names.end();
    }

    std::string path;
    std::unique_ptr<Book> book;
};

// What a contract comes to in the end need not be the price that was last allocated.
TEST_F(Verifying, a_royalty_an_adjustment_an_end_and_a_sale_that_is_none)
{
    Progress quiet("", Progress::Shown::never);
    const char* year =
        R"("lines":[{"line":"mark","price":1200,"start":"2026-03-01","end":"2027-02-28","treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"none"}}])";
    const auto signed_as = [&](const std::string& contract, const std::string& more) {
        return event_of("contract.signed",
                        R"({"contract":")" + contract + R"(","customer":"B","date":"2026-03-01",)" + more + year + "}");
    };
    take(*book,
         {signed_as("R1", R"("variable":[{"id":"share","kind":"royalty"}],)"),
          event_of("usage.recorded",
                   R"({"contract":"R1","line":"mark","meter":"share","amount":210,"date":"2026-03-15"})"),
          signed_as("R2", ""),
          event_of(
              "revenue.adjusted",
              R"({"contract":"R2","line":"mark","amount":-50,"reason":"audit","permanent":true,"date":"2026-03-10"})"),
          signed_as("R3", ""), event_of("contract.terminated", R"({"contract":"R3","date":"2026-03-20"})"),
          signed_as("R4", R"("collectable":false,)")});
    close(
        *book,
        {.ledger = book->ledgers().front(), .through = FiscalCalendar().last(Period(2026, 3)), .jobs = 1, .by = "test"},
        quiet);
    for (const Check& check : verify(*book, "", quiet).checks)
        EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
}

TEST_F(Verifying, an_amount_that_was_changed)
{
    corrupt(
        {"update line set minor = minor + 1 where (home_id, entry, line) = (select home_id, entry, line from line "
         "order by home_id, entry, line limit 1)"});
    EXPECT_TRUE(sees("each source of each entry balances"));
    EXPECT_TRUE(sees("posted is the target, account by account"));
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
    EXPECT_TRUE(sees("the rows of every table hold together"));
}

TEST_F(Verifying, an_entry_that_balances_and_was_changed)
{
    corrupt(
        {"update line set minor = minor * 2 where (home_id, entry) = (select home_id, entry from line order by "
         "home_id, entry limit 1)"});
    EXPECT_FALSE(sees("each source of each entry balances"));
    EXPECT_TRUE(sees("posted is the target, account by account"));
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
}

TEST_F(Verifying, the_evidence_of_a_match_that_was_changed)
{
    corrupt(
        {"update event set payload = replace(payload, '\"confidence\":\"high\"', '\"confidence\":\"low\"')"
         " where type = 'payment.applied'"});
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
    EXPECT_FALSE(sees("posted is the target, account by account"));
}

TEST_F(Verifying, an_entry_that_was_taken_out)
{
    corrupt({"create table gone as select home_id h, entry e from entry order by home_id, entry limit 1",
             "delete from line where exists (select 1 from gone where h = home_id and e = entry)",
             "delete from entry where exists (select 1 from gone where h = home_id and e = entry)"});
    EXPECT_TRUE(sees("posted is the target, account by account"));
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
}

TEST_F(Verifying, a_plan_that_was_changed)
{
    corrupt({"update plan set bytes = (select bytes from plan where contract = 'C3') where contract = 'C1'"});
    EXPECT_TRUE(sees("plans are what the events make of them"));
}

TEST_F(Verifying, an_event_that_was_changed)
{
    corrupt({"update event set payload = replace(payload, '1200', '1300') where type = 'contract.signed'"});
    EXPECT_TRUE(sees("plans are what the events make of them"));
    EXPECT_TRUE(sees("posted is the target, account by account"));
}

TEST_F(Verifying, an_event_that_was_taken_out)
{
    corrupt({"delete from event where type = 'order.fulfilled' and payload like '%\"C2\"%'"});
    EXPECT_TRUE(sees("the rows of every table hold together"));
    EXPECT_TRUE(sees("plans are what the events make of them"));
}

TEST_F(Verifying, a_number_that_is_missing)
{
    corrupt({"delete from document where rank = 2"});
    EXPECT_TRUE(sees("numbers have no gap, and each its document"));
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
}

TEST_F(Verifying, a_document_that_says_something_else_than_its_event)
{
    corrupt({"update document set net = net + 100 where rank = 2"});
    EXPECT_TRUE(sees("numbers have no gap, and each its document"));
}

TEST_F(Verifying, more_cash_applied_than_received)
{
    corrupt(
        {"update event set payload = replace(payload, '\"amount\":1200', '\"amount\":1100') where type = "
         "'payment.received'"});
    const auto names = wrong();
    EXPECT_FALSE(names.empty());
    EXPECT_TRUE(std::find(names.begin(), names.end(), "posted is the target, account by account") != names.end());
}

TEST_F(Verifying, an_entry_in_a_period_after_its_lock)
{
    // The lock is dated back behind what was posted: as if it had been known when the run began.
    lock(*book, book->ledgers().front(), Period(2026, 1), {}, "", "test");
    lock(*book, book->ledgers().front(), Period(2026, 2), {}, "", "test");
    EXPECT_TRUE(wrong().empty());
    corrupt({"update event set batch = 1, seen = 1 where type = 'period.closed'"});
    EXPECT_TRUE(sees("nothing was posted in a locked period after its lock"));
}

TEST_F(Verifying, a_seal_that_was_changed)
{
    corrupt({"update run_seal set hash = 'abc' where place = 2"});
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
}

TEST_F(Verifying, a_run_that_was_taken_out)
{
    corrupt({"delete from run_seal where place = 1"});
    EXPECT_TRUE(sees("the hash chain follows from the rows"));
}

}  // namespace
}  // namespace earned::app::verify_test
