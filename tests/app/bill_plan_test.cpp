// Plans of documents: what they tell, what ends them, and who doesn't go by them.
#include "tests/app/planned_bills.h"

#include "app/names.h"

namespace earned::app::bill_plan_test {
namespace {

class BillPlan : public AppBooks {};
INSTANTIATE_TEST_SUITE_P(On, BillPlan, testing::Values(db::Where::memory, db::Where::file, db::Where::postgres),
                         db::name_of);

TEST(BillPlanBytes, are_read_as_they_were_written_between_two_days)
{
    const Currency dollars = *Currency::parse("USD");
    const auto planned = [&](const std::string& contract, Date date, std::int64_t net) {
        PlannedDocument document{dollars, {}};
        document.draft.contract = ContractId(contract);
        document.draft.entity = EntityId("E");
        document.draft.date = date;
        document.draft.due = date + 30;
        document.draft.lines = {{LineId("a"), Money(net, dollars), Money(net / 5, dollars)},
                                {LineId("b"), Money(7, dollars), Money(0, dollars)}};
        return document;
    };
    const app::BillPlan plan{CustomerId("A"),
                             {planned("C1", Date::of(2026, 1, 1), 100'00), planned("C1", Date::of(2026, 2, 1), 100'01),
                              planned("C1", Date::of(2026, 3, 1), 99'99), planned("C2", Date::of(2025, 2, 28), 5)}};
    const app::BillPlan read = decode_bill_plan(encode(plan), Date::of(2026, 1, 1), Date::of(2026, 3, 1));
    ASSERT_EQ(read.documents.size(), 2U);
    EXPECT_EQ(read.customer, CustomerId("A"));
    EXPECT_EQ(read.documents[0].draft.date, Date::of(2026, 2, 1));
    EXPECT_EQ(read.documents[0].draft.due, Date::of(2026, 3, 3));
    EXPECT_EQ(read.documents[0].draft.lines[0].net, Money(100'01, dollars));
    EXPECT_EQ(read.documents[1].draft.lines[0].net, Money(99'99, dollars));
    EXPECT_EQ(read.documents[1].draft.lines[1].line, LineId("b"));
    EXPECT_EQ(decode_bill_plan(encode(plan), Date::dawn(), Date::never()).documents.size(), 4U);
}

// 1,000.01 over twelve months, the differences of running totals: 83.33, 83.34, 83.33 (250.00 after three), 83.34 ...
TEST_P(BillPlan, a_run_goes_by_the_plan_and_the_plan_stays_as_it_is)
{
    take(*book, two_subscriptions());
    EXPECT_EQ(bill(Date::of(2026, 1, 31)).size(), 2U);
    const auto made = plans_of(*book);
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].since, Date::of(2026, 1, 31).serial());
    const auto february = bill(Date::of(2026, 2, 28));
    ASSERT_EQ(february.size(), 2U);
    EXPECT_EQ(february[0].draft.date, Date::of(2026, 2, 1));
    EXPECT_EQ(february[0].draft.lines[0].net.text(), "83.34");  // 166.67 - 83.33
    EXPECT_EQ(february[0].draft.lines[0].tax.text(), "15.83");  // 19 % of 83.34 is 15.8346
    const auto now = plans_of(*book);
    ASSERT_EQ(now.size(), 2U);
    EXPECT_EQ(now[0].run, made[0].run) << "nothing was planned anew";
    EXPECT_TRUE(bill(Date::of(2026, 2, 28)).empty());
    EXPECT_EQ(bill(Date::of(2026, 4, 30)).size(), 4U);
    EXPECT_EQ(wrong_in(*book), std::vector<std::string>());
}

TEST_P(BillPlan, ends_with_news_of_its_home_and_no_other)
{
    take(*book, two_subscriptions());
    bill(Date::of(2026, 1, 31));
    take(*book, {event_of("payment.received", R"({"payment":"P1","customer":"A","amount":50,"date":"2026-02-05"})")});
    EXPECT_EQ(plans_of(*book).size(), 2U) << "cash moves no invoice";
    take(*book, {event_of("contract.terminated", R"({"contract":"C1","date":"2026-02-28"})")});
    const auto left = plans_of(*book);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].home, 2);
    EXPECT_EQ(told(bill(Date::of(2026, 3, 31)), "without").find("C1 2026-03"), std::string::npos);
    take(*book, {event_of("customer.defined", R"({"customer":"B","name":"B","country":"US","date":"2026-04-01"})")});
    EXPECT_EQ(plans_of(*book).size(), 1U) << "that of the contract that has ended, made anew";
}

// Everybody's are made anew when the entity is defined anew: invoices fall due on business days from now on.
TEST_P(BillPlan, is_made_anew_with_news_of_the_company)
{
    take(*book, two_subscriptions());
    bill(Date::of(2026, 1, 31));
    const auto run = plans_of(*book).front().run;
    take(
        *book,
        {event_of(
            "entity.defined",
            R"({"entity":"E","name":"E","currency":"USD","country":"US","date":"2026-01-02","due_day":"following","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})")});
    const auto february = bill(Date::of(2026, 2, 28));
    ASSERT_EQ(february.size(), 2U);
    const int weekday = (february[0].draft.due - Date::of(1900, 1, 1)) % 7;
    EXPECT_LT(weekday, 5) << february[0].draft.due.text();
    EXPECT_GT(plans_of(*book).front().run, run);
    EXPECT_EQ(wrong_in(*book), std::vector<std::string>());
}

// A run of one customer issues ahead of the others; the next run of all issues none of it again.
TEST_P(BillPlan, is_made_anew_by_a_run_of_one_customer)
{
    take(*book, two_subscriptions());
    bill(Date::of(2026, 1, 31));
    Progress quiet("", Progress::Shown::never);
    std::vector<BilledDocument> alone;
    bill_through(
        *book, {.through = Date::of(2026, 3, 31), .only_customer = CustomerId("A"), .by = "test"},
        [&](const BilledDocument& document) { alone.push_back(document); }, quiet);
    EXPECT_EQ(alone.size(), 2U);
    EXPECT_EQ(plans_of(*book).front().since, Date::of(2026, 3, 31).serial());
    EXPECT_EQ(bill(Date::of(2026, 3, 31)).size(), 2U) << "of the other";
    EXPECT_EQ(bill(Date::of(2026, 4, 30)).size(), 2U);
    EXPECT_EQ(wrong_in(*book), std::vector<std::string>());
}

// Somebody else has invoiced April already: time alone doesn't say what that leaves.
TEST_P(BillPlan, is_not_made_where_a_document_of_a_later_day_stands)
{
    take(
        *book,
        two_subscriptions() +
            std::vector<ReadEvent>{event_of(
                "invoice.issued",
                R"({"invoice":"X-1","contract":"C1","date":"2026-04-01","due":"2026-05-01","lines":[{"line":"access","amount":83.34,"tax":15.83}]})")});
    bill(Date::of(2026, 1, 31));
    const auto plans = plans_of(*book);
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_EQ(plans[0].home, 2);
    EXPECT_EQ(bill(Date::of(2026, 3, 31)).size(), 4U);
    EXPECT_EQ(told(bill(Date::of(2026, 4, 30)), "without").find("C1"), std::string::npos);
}

// Billed alone through January once the others are through March: what is due of February and March is dated after
// that, together with April. 333.34 is owed by then (4 of 12 months of 1,000.01), 83.33 was invoiced.
TEST_P(BillPlan, is_left_where_a_document_of_it_may_no_longer_be_dated)
{
    take(*book, two_subscriptions());
    bill(Date::of(2026, 3, 31));
    take(*book, {signed_on("C9", "Z", "2026-01-01", billed_line("access", "2026-01-01", "2026-12-31", monthly))});
    Progress quiet("", Progress::Shown::never);
    std::vector<BilledDocument> alone;
    bill_through(
        *book, {.through = Date::of(2026, 1, 31), .only_customer = CustomerId("Z"), .by = "test"},
        [&](const BilledDocument& document) { alone.push_back(document); }, quiet);
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_EQ(alone[0].draft.lines[0].net.text(), "83.33");
    ASSERT_EQ(plans_of(*book).size(), 3U);
    std::vector<BilledDocument> late;
    for (const BilledDocument& document : bill(Date::of(2026, 4, 30)))
        if (document.draft.contract == ContractId("C9")) late.push_back(document);
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0].draft.date, Date::of(2026, 4, 1));
    EXPECT_EQ(late[0].draft.lines[0].net.text(), "250.01");
}

TEST_P(BillPlan, that_tells_something_else_is_seen_by_verify)
{
    take(*book, two_subscriptions());
    bill(Date::of(2026, 1, 31));
    ASSERT_EQ(wrong_in(*book), std::vector<std::string>());
    db::BillPlanRow row = plans_of(*book).front();
    app::BillPlan plan = decode_bill_plan(row.bytes, Date::dawn(), Date::never());
    plan.documents.front().draft.lines.front().net += Money(1, plan.documents.front().currency);
    row.bytes = encode(plan);
    book->store().put_bill_plans(std::vector{row.home}, std::vector{row});
    EXPECT_EQ(wrong_in(*book).size(), 1U);
}

// --- names of what a run issued: no row is kept of them, and they are found all the same -----------

class Names : public AppBooks {
protected:
    static db::Key invoice(const std::string& number) { return {db::KeyKind::invoice, number}; }
};
INSTANTIATE_TEST_SUITE_P(On, Names, testing::Values(db::Where::memory, db::Where::file, db::Where::postgres),
                         db::name_of);

TEST_P(Names, of_what_a_run_issued_have_no_row_and_are_found)
{
    take(*book, two_subscriptions());
    const auto issued = bill(Date::of(2026, 1, 31));
    ASSERT_EQ(issued.size(), 2U);
    const std::vector<db::Key> keys = {invoice(issued[0].number),
                                       invoice("INV-E-2026-999999"),
                                       invoice(issued[1].number),
                                       {db::KeyKind::contract, issued[0].number}};
    EXPECT_EQ(book->store().homes_of(keys), (std::vector<std::int64_t>{0, 0, 0, 0}));
    EXPECT_EQ(homes_of_keys(book->store(), keys), (std::vector<std::int64_t>{issued[0].home, 0, issued[1].home, 0}));
}

TEST_P(Names, let_what_came_too_early_find_the_invoice_that_is_issued_later)
{
    take(*book, two_subscriptions());
    const Took early = take(
        *book, {event_of("dispute.opened", R"({"invoice":"INV-E-2026-000002","reason":"price","date":"2026-02-01"})")});
    EXPECT_EQ(early.intake.waiting, 1);
    const auto issued = bill(Date::of(2026, 1, 31));
    ASSERT_EQ(issued.back().number, "INV-E-2026-000002");
    EXPECT_TRUE(book->store().waiting_events(INT64_MAX).empty());
    EXPECT_EQ(book->history(book->store(), issued.back().home).size(), 3U) << "contract, dispute and invoice";
    EXPECT_EQ(wrong_in(*book), std::vector<std::string>());
}

// An invoice of another system that came before its contract is known by its number once that came: to a credit note
// that waited for it, to one that comes later, and to a dispute.
TEST_P(Names, of_an_invoice_that_waited_for_its_contract_are_found)
{
    const std::string line = R"("lines":[{"line":"access","amount":"100.00"}]})";
    take(*book,
         entity() + std::vector<ReadEvent>{
                        event_of("invoice.issued", R"({"invoice":"I1","contract":"C1","date":"2026-01-15",)" + line),
                        event_of("credit.issued", R"({"credit":"N1","invoice":"I1","date":"2026-01-20",)" + line)});
    EXPECT_EQ(book->store().waiting_events(INT64_MAX).size(), 2U);
    take(*book, contract("C1", "A"));
    const Took later =
        take(*book, {event_of("dispute.opened", R"({"invoice":"I1","reason":"price","date":"2026-02-01"})"),
                     event_of("credit.issued", R"({"credit":"N2","invoice":"I1","date":"2026-02-20",)" + line)});
    EXPECT_EQ(later.intake.waiting, 0);
    EXPECT_TRUE(book->store().waiting_events(INT64_MAX).empty());
    const Home home = book->folded(book->store(), 1);
    EXPECT_EQ(home.groups.front().documents.size(), 2U) << "the second credit note credits more than there is";
    EXPECT_EQ(wrong_in(*book), std::vector<std::string>());
}

// An invoice of another system under a number that was given here: the name stays the run's, as it came first.
TEST_P(Names, are_not_taken_by_an_invoice_that_comes_later)
{
    take(*book, two_subscriptions());
    const auto issued = bill(Date::of(2026, 1, 31));
    const std::string contract = issued[0].draft.contract == ContractId("C1") ? "C2" : "C1";
    take(*book, {event_of("invoice.issued", R"({"invoice":")" + issued[0].number + R"(","contract":")" + contract +
                                                R"(","date":"2026-02-01","lines":[{"line":"access","net":1}]})")});
    EXPECT_EQ(home_of_key(book->store(), invoice(issued[0].number)), issued[0].home);
}

}  // namespace
}  // namespace earned::app::bill_plan_test
