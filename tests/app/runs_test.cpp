// Billing, matching and closing whole books: repeatable, resumable, the same however many work.
#include "tests/app/books_app.h"

#include "app/run_chain.h"
#include "app/locking.h"
#include "app/verify.h"
#include "db/schema.h"
#include "journal/plan.h"

#include <set>

namespace earned::app::runs_test {
namespace {

class Runs : public AppBooks {};
INSTANTIATE_TEST_SUITE_P(On, Runs, testing::Values(db::Where::memory, db::Where::file, db::Where::postgres),
                         db::name_of);

const Period january(2026, 1), february(2026, 2), march(2026, 3);
Date end_of_month(Period period) { return FiscalCalendar().last(period); }

std::set<std::string> numbers(const std::vector<BilledDocument>& documents)
{
    std::set<std::string> numbers;
    for (const BilledDocument& document : documents) numbers.insert(document.number);
    return numbers;
}

TEST_P(Runs, invoices_are_numbered_without_gap_and_only_once)
{
    take(*book, three_contracts());
    EXPECT_EQ(numbers(bill(end_of_month(january))),
              (std::set<std::string>{"INV-E-2026-000001", "INV-E-2026-000002", "INV-E-2026-000003"}));
    EXPECT_TRUE(bill(end_of_month(january)).empty());
    EXPECT_EQ(last_bill.run, 0);
    EXPECT_EQ(numbers(bill(end_of_month(february))),
              (std::set<std::string>{"INV-E-2026-000004", "INV-E-2026-000005", "INV-E-2026-000006"}));
    EXPECT_TRUE(book->store().check_book().empty());
}

// A book whose plans this program can't read is refused when it is opened, by its version.
TEST(StoredPlans, have_the_format_that_the_version_of_a_book_stands_for)
{
    EXPECT_EQ(encode(Plan()).front(), static_cast<char>(db::schema_version));
}

TEST_P(Runs, parts_of_a_bill_run_change_no_number)
{
    take(*book, three_contracts());
    const auto whole = bill(end_of_month(february), 2000);
    auto other = open();
    std::vector<std::string> in_parts, in_one;
    for (const BilledDocument& document : whole)
        in_one.push_back(document.number + document.draft.contract.text() + document.draft.date.text());
    std::sort(in_one.begin(), in_one.end());
    Book parted("sqlite::memory:", test_packages());
    parted.store().create();
    parted.refresh();
    take(parted, three_contracts());
    Progress quiet("", Progress::Shown::never);
    const BillOrder order{.through = end_of_month(february), .only_customer = {}, .by = "test", .part_size = 1};
    bill_through(
        parted, order,
        [&](const BilledDocument& document) {
            in_parts.push_back(document.number + document.draft.contract.text() + document.draft.date.text());
        },
        quiet);
    std::sort(in_parts.begin(), in_parts.end());
    EXPECT_EQ(in_parts, in_one);
    EXPECT_EQ(in_parts.size(), 6U);
}

TEST_P(Runs, what_is_found_late_is_not_invoiced_into_the_past)
{
    take(*book, entity() + contract("C1", "A"));
    bill(end_of_month(february));
    take(*book, contract("C2", "B"));
    for (const BilledDocument& document : bill(end_of_month(march)))
        EXPECT_EQ(document.draft.date, Date::of(2026, 3, 1));
}

TEST_P(Runs, one_customer_alone_is_billed_when_asked)
{
    take(*book, three_contracts());
    Progress quiet("", Progress::Shown::never);
    std::int64_t count = 0;
    bill_through(
        *book, {.through = end_of_month(january), .only_customer = CustomerId("A")},
        [&](const BilledDocument& document) {
            ++count;
            EXPECT_EQ(document.customer.text(), "A");
        },
        quiet);
    EXPECT_EQ(count, 1);
    EXPECT_THROW(bill_through(
                     *book, {.through = end_of_month(january), .only_customer = CustomerId("Z")},
                     [](const BilledDocument&) {}, quiet),
                 Refused);
}

TEST_P(Runs, a_preview_writes_nothing)
{
    take(*book, three_contracts());
    Progress quiet("", Progress::Shown::never);
    std::int64_t documents = 0, entries = 0;
    preview_bill(
        *book, {.through = end_of_month(february)}, [&](const BilledDocument&) { ++documents; }, quiet);
    preview_close(*book, {.ledger = ledger(), .through = end_of_month(january)},
                  [&](std::int64_t, const Plan&, const Entry&) { ++entries; });
    EXPECT_EQ(documents, 6);
    EXPECT_GT(entries, 0);
    EXPECT_TRUE(book->store().runs().empty());
    EXPECT_EQ(book->store().last_sealed_batch(), 1);
    bill(end_of_month(january));
    const auto runs = book->store().runs().size();
    const Closed preview = preview_close(*book, {.ledger = ledger(), .through = end_of_month(january)},
                                         [](std::int64_t, const Plan&, const Entry&) {});
    EXPECT_EQ(book->store().runs().size(), runs);
    const Closed closed = close_month(january);
    EXPECT_EQ(closed.run.entries, preview.run.entries);
    EXPECT_EQ(closed.run.debits, preview.run.debits);
}

TEST_P(Runs, closing_posts_and_closing_again_posts_nothing)
{
    take(*book, three_contracts());
    bill(end_of_month(january));
    const Closed first = close_month(january);
    EXPECT_EQ(first.groups, 3);
    EXPECT_GT(first.run.entries, 0);
    EXPECT_EQ(first.run.debits, first.run.credits);
    EXPECT_EQ(balance(Role::revenue, end_of_month(january)), 3 * 100'00);
    EXPECT_EQ(balance(Role::receivable, end_of_month(january)), 3 * 1200'00);
    const std::string head = head_of(book->store());
    const Closed again = close_month(january);
    EXPECT_EQ(again.run.run, 0);
    EXPECT_EQ(again.groups, 3);
    EXPECT_EQ(head_of(book->store()), head);
}

TEST_P(Runs, a_quiet_group_is_not_planned_again)
{
    take(*book, three_contracts());
    bill(end_of_month(january));
    EXPECT_EQ(close_month(january).planned, 3);
    take(*book, {event_of("payment.received", R"({"payment":"P1","customer":"A","amount":1200,"date":"2026-02-05"})")});
    EXPECT_EQ(match(end_of_month(february)), 1);
    const Closed closed = close_month(february);
    EXPECT_EQ(closed.planned, 2) << "the contract, and the home's own cash, which came and went";
    EXPECT_EQ(closed.groups, 4);
    EXPECT_EQ(balance(Role::cash, end_of_month(february)), 1200'00);
    EXPECT_EQ(match(end_of_month(february)), 0);
}

TEST_P(Runs, the_number_of_workers_and_parts_changes_nothing_posted)
{
    take(*book, three_contracts());
    bill(end_of_month(march));
    close_month(january, 3, 1);
    close_month(march, 2, 1);
    const auto posted = posted_in(*book);
    Book plain("sqlite::memory:", test_packages());
    plain.store().create();
    plain.refresh();
    take(plain, three_contracts());
    Progress quiet("", Progress::Shown::never);
    bill_through(
        plain, {.through = end_of_month(march), .only_customer = {}, .by = "test"}, [](const BilledDocument&) {},
        quiet);
    for (const Period period : {january, march})
        close(plain,
              {.ledger = plain.ledgers().front(),
               .through = end_of_month(period),
               .jobs = 1,
               .by = "test",
               .part_size = 1},
              quiet);
    EXPECT_EQ(posted_in(plain), posted);
    EXPECT_EQ(head_of(plain.store()), head_of(book->store()))
        << "one hash on either database, with any number of workers";
}

TEST_P(Runs, what_is_late_is_posted_in_the_first_open_period)
{
    auto events = three_contracts();
    const ReadEvent late = events.back();  // goods of C3, delivered on 10 February
    events.pop_back();
    take(*book, events);
    bill(end_of_month(february));
    close_month(february);
    EXPECT_THROW(lock(*book, ledger(), february, {}, "", "test"), Refused) << "January was posted to and is open";
    lock(*book, ledger(), january, {}, "", "test");
    lock(*book, ledger(), february, {}, "", "test");
    take(*book, {late});
    Progress quiet("", Progress::Shown::never);
    EXPECT_THROW(close_month(february), Refused);
    bill(end_of_month(march));
    close_month(march);
    EXPECT_EQ(balance(Role::revenue, end_of_month(february)), 2 * 500'00 + 3 * 200'00);
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 3, 1)), 3 * 500'00 + 3 * 200'00);
    bool found = false;
    for (const Posted& line : posted_in(*book)) {
        if (line.cause != Cause::late) continue;
        found = true;
        EXPECT_EQ(line.period, march);
        EXPECT_EQ(line.belongs_to, february);
    }
    EXPECT_TRUE(found);
}

TEST_P(Runs, a_reopened_period_is_posted_to_again)
{
    auto events = three_contracts();
    const ReadEvent late = events.back();
    events.pop_back();
    take(*book, events);
    bill(end_of_month(february));
    close_month(february);
    EXPECT_THROW(lock(*book, ledger(), february, {}, "", "test"), Refused) << "January was posted to and is open";
    lock(*book, ledger(), january, {}, "", "test");
    lock(*book, ledger(), february, {}, "", "test");
    take(*book, {late});
    EXPECT_THROW(reopen(*book, ledger(), march, "no", "test"), Refused);
    reopen(*book, ledger(), february, "a delivery note turned up", "test");
    close_month(february);
    EXPECT_EQ(balance(Role::revenue, end_of_month(february)), 3 * 500'00 + 3 * 200'00);
}

TEST_P(Runs, a_period_is_not_locked_while_something_is_open_in_it)
{
    take(*book,
         three_contracts() +
             std::vector{event_of("order.fulfilled", R"({"contract":"C1","line":"nothing","date":"2026-01-20"})"),
                         event_of("order.fulfilled", R"({"contract":"C1","line":"later","date":"2026-02-20"})")});
    close_month(january);
    const auto items = in_the_way(*book, ledger(), january);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().kind, Open::exception);
    lock(*book, ledger(), january, items, "the line was mistyped", "ann");
    EXPECT_TRUE(book->reference().closed(EntityId("E"), BookName("IFRS"), january));
    std::string reason;
    book->store().company_events(book->known_at(), [&](const db::EventRow& row) {
        if (row.type == "period.closed") reason = row.payload;
    });
    EXPECT_NE(reason.find("the line was mistyped; accepted: "), std::string::npos) << reason;
    EXPECT_NE(reason.find("\"by\":\"ann\""), std::string::npos) << reason;
}

TEST_P(Runs, a_group_in_fault_is_left_and_the_others_go_on)
{
    // No rule can tell a price of a line without one.
    take(
        *book,
        three_contracts() +
            std::vector{event_of(
                "contract.signed",
                R"({"contract":"X","entity":"E","customer":"B","date":"2026-01-05",)"
                R"("lines":[{"line":"odd","price":10,"treatment":{"satisfied":"over_time","measure":"monthly"},"policies":{"no_such_policy":"x"}}]})")});
    bill(end_of_month(january));
    ASSERT_EQ(last_bill.left_out.size(), 1U);
    const Closed closed = close_month(january);
    ASSERT_EQ(closed.left_out.size(), 1U);
    EXPECT_EQ(closed.left_out.front().contract.text(), "X");
    EXPECT_FALSE(closed.left_out.front().fault.hint.empty());
    EXPECT_EQ(balance(Role::revenue, end_of_month(january)), 3 * 100'00);
    const Closed again = close_month(february);
    ASSERT_EQ(again.left_out.size(), 1U) << "it is named until it is mended";
    EXPECT_EQ(again.left_out.front().fault.code, closed.left_out.front().fault.code);
    EXPECT_EQ(in_the_way(*book, ledger(), february).size(), 1U);
    take(*book, {event_of("contract.modified", R"({"contract":"X","date":"2026-01-05","remove":["odd"]})")});
}

TEST_P(Runs, what_is_learnt_of_a_customer_plans_their_home_again)
{
    take(*book, three_contracts());
    bill(end_of_month(january));
    close_month(january);
    take(*book, {event_of("customer.defined", R"({"customer":"A","name":"Ann","country":"US","date":"2025-01-01"})")});
    EXPECT_EQ(close_month(february).planned, 1);
    take(*book, {event_of("product.defined", R"({"sku":"S","name":"S","date":"2025-01-01"})")});
    EXPECT_EQ(close_month(march).planned, 0) << "nobody sells it";
}

TEST_P(Runs, periods_are_locked_in_order)
{
    take(*book, three_contracts());
    close_month(january);
    close_month(february);
    try {
        lock(*book, ledger(), february, {}, "", "test");
        FAIL() << "January is open";
    } catch (const Refused& refused) {
        EXPECT_EQ(refused.fault.code, "period-out-of-order");
    }
    lock(*book, ledger(), january, {}, "", "test");
    lock(*book, ledger(), february, {}, "", "test");
    EXPECT_TRUE(book->reference().closed(EntityId("E"), BookName("IFRS"), february));
}

TEST_P(Runs, the_whole_path_verifies)
{
    take(*book, three_contracts());
    bill(end_of_month(february));
    take(*book, {event_of("payment.received", R"({"payment":"P1","customer":"A","amount":1200,"date":"2026-02-05"})"),
                 event_of("payment.received", R"({"payment":"P2","amount":7,"date":"2026-02-06"})")});
    match(end_of_month(february));
    close_month(january);
    close_month(february);
    Progress quiet("", Progress::Shown::never);
    const Verified verified = verify(*book, "", quiet);
    for (const Check& check : verified.checks)
        EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
    EXPECT_EQ(verified.head, head_of(book->store()));
    EXPECT_TRUE(verify(*book, verified.head, quiet).holds());
    EXPECT_FALSE(verify(*book, "abc", quiet).holds());
}

}  // namespace
}  // namespace earned::app::runs_test
