// A run that is killed at any store call leaves a book that verifies, and that the same command
// completes to the same bytes. The process really dies: nothing is rolled back by us.
#include "tests/app/books_app.h"

#include "app/credit_run.h"
#include "app/run_hash.h"
#include "app/verify.h"

#include <sys/wait.h>

#include <atomic>

namespace earned::app::killed_test {
namespace {

class Killed : public AppBooks {};
INSTANTIATE_TEST_SUITE_P(On, Killed, testing::Values(db::Where::file, db::Where::postgres), db::name_of);

using Deed = void (*)(Book&);

void ingest_all(Book& book) { take(book, three_contracts()); }
void bill_february(Book& book)
{
    Progress quiet("", Progress::Shown::never);
    bill_through(
        book, {.through = Date::of(2026, 2, 28), .only_customer = {}, .by = "test", .part_size = 1},
        [](const BilledDocument&) {}, quiet);
}
void match_february(Book& book)
{
    Progress quiet("", Progress::Shown::never);
    match_through(
        book, Date::of(2026, 2, 28), "test", [](const Home&, const Match&) {}, quiet);
}
void close_february_by(Book& book, std::int64_t part_size)
{
    Progress quiet("", Progress::Shown::never);
    close(book,
          {.ledger = book.ledgers().front(),
           .through = Date::of(2026, 2, 28),
           .jobs = 1,
           .by = "test",
           .part_size = part_size},
          quiet);
}
void close_february(Book& book) { close_february_by(book, 1); }

// All of an invoice: once that is done, again is refused.
void credit_all(Book& book)
{
    CreditOrder order{.asked = {.invoice = InvoiceId("INV-E-2026-000001"), .line = {}, .quantity = {}, .amount = {}}};
    order.asked.date = Date::of(2026, 3, 1);
    order.reason = "goodwill";
    order.by = "test";
    try {
        credit(book, order);
    } catch (const Refused& refused) {
        EXPECT_EQ(refused.fault.code, "over-credited");
    }
}

// Everything that is kept, but for when it was done.
std::string digest(Book& book)
{
    Sha256 hash;
    const auto add_event = [&](const db::EventRow& row) {
        hash.add(row.home);
        hash.add(row.number);
        hash.add(row.batch);
        hash.add(row.payload);
    };
    book.store().company_events(INT64_MAX, add_event);
    book.store().home_events({1, INT64_MAX}, INT64_MAX, add_event);
    book.store().documents({}, [&](const db::DocumentRow& row) { hash.add(hash_of_documents(std::span(&row, 1))); });
    for (const db::RunRow& run : book.store().runs()) {
        hash.add(run.run);
        hash.add(run.known_at);
        hash.add(run.hash);
    }
    for (const Ledger& ledger : book.ledgers())
        book.store().plans({1, INT64_MAX}, ledger.key(), [&](const db::PlanRow& row) {
            hash.add(row.home);
            hash.add(std::int64_t{row.group});
            hash.add(std::int64_t{row.posted_through});
            hash.add(row.bytes);
        });
    return hash.hex();
}

enum class Ended { done, killed };

// In a process of its own, which dies at the n-th call that writes.
Ended run_and_die(const std::string& url, Deed deed, int call)
{
    const pid_t child = ::fork();
    if (child == 0) {
        std::atomic<int> count = 0;  // an intake writes by two sessions
        Book book(url, test_packages());
        book.store().on_call([&](std::string_view) {
            if (++count == call) ::_exit(9);
        });
        deed(book);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_TRUE(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 9) << WEXITSTATUS(status);
    return WEXITSTATUS(status) == 0 ? Ended::done : Ended::killed;
}

const std::vector<std::pair<const char*, std::vector<Deed>>> paths = {
    {"ingest", {ingest_all}},
    {"ingest in chunks", {[](Book& book) { take(book, three_contracts() + contract("C4", "A"), 2); }}},
    {"bill", {ingest_all, bill_february}},
    {"match",
     {ingest_all, bill_february,
      [](Book& book) {
          take(
              book,
              {event_of("payment.received", R"({"payment":"P1","customer":"A","amount":1200,"date":"2026-02-05"})"),
               event_of(
                   "payment.received",
                   R"({"payment":"P2","customer":"B","amount":2400,"date":"2026-02-05","reference":"INV-E-2026-000002"})")});
      },
      match_february}},
    {"credit", {ingest_all, bill_february, credit_all}},
    {"close", {ingest_all, bill_february, close_february}},
};

TEST_P(Killed, at_every_call_and_completed)
{
    test_packages()->named("standard");  // compiled before the forks
    for (const auto& [name, deeds] : paths) {
        std::string whole;
        for (int call = 0;; ++call) {  // 0: not killed
            store->drop();
            store->create();
            book = open();
            for (std::size_t at = 0; at + 1 < deeds.size(); ++at) deeds[at](*book);
            book.reset();
            const Ended ended = run_and_die(url_, deeds.back(), call);
            book = open();
            if (call > 0 && ended == Ended::done) break;  // there are no more calls
            if (call > 0) {
                Progress quiet("", Progress::Shown::never);
                for (const Check& check : verify(*book, "", quiet).checks)
                    EXPECT_TRUE(check.holds())
                        << name << " killed at call " << call << ": " << check.what << ": " << check.wrong.front();
                deeds.back()(*book);
            }
            const std::string now = digest(*book);
            if (call == 0) whole = now;
            EXPECT_EQ(now, whole) << name << " killed at call " << call;
            EXPECT_LT(call, 200);
            if (testing::Test::HasFailure()) return;
        }
    }
}

TEST_P(Killed, a_close_goes_on_in_the_parts_that_it_was_begun_with)
{
    test_packages()->named("standard");
    std::vector<Posted> whole;
    for (int call = 0;; call = call == 0 ? 1 : call + 4) {
        store->drop();
        store->create();
        book = open();
        ingest_all(*book);
        bill_february(*book);
        book.reset();
        const Ended ended = run_and_die(url_, close_february, call);
        book = open();
        if (call > 0 && ended == Ended::done) break;
        close_february_by(*book, 2);
        if (call == 0) whole = posted_in(*book);
        EXPECT_EQ(posted_in(*book), whole) << "killed at call " << call;
        Progress quiet("", Progress::Shown::never);
        EXPECT_TRUE(verify(*book, "", quiet).holds()) << "killed at call " << call;
        if (testing::Test::HasFailure()) return;
    }
}

}  // namespace
}  // namespace earned::app::killed_test
