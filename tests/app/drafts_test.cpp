// What the rules leave to a person waits: no number, no position, until somebody decides.
#include "tests/app/books_app.h"

#include "app/credit_run.h"
#include "app/draft_decisions.h"
#include "app/verify.h"
#include "app/worklist.h"

#include <map>

namespace earned::app::drafts_test {
namespace {

const Date january_end = Date::of(2026, 1, 31), march_end = Date::of(2026, 3, 31);
const char* const draft_name = "DRAFT-E-2026-000001";

std::vector<ReadEvent> asks(const std::string& persons)
{
    return {event_of("customer.defined",
                     R"({"customer":"A","date":"2020-01-01","attributes":{"approval":")" + persons + R"("}})")};
}

class Drafts : public AppBooks {
protected:
    void holds()
    {
        Progress quiet("", Progress::Shown::never);
        for (const Check& check : verify(*book, "", quiet).checks)
            EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
    }
    BilledDocument approve(const std::string& name, const std::string& date, const std::string& by)
    {
        return approve_draft(*book, {InvoiceId(name), *Date::parse(date), "", by});
    }
    std::string refusal(const std::string& name, const std::string& date, const std::string& by)
    {
        try {
            approve(name, date, by);
        } catch (const Refused& refused) {
            return refused.fault.code;
        }
        return "";
    }
    std::vector<DocumentDraft> drafts()
    {
        std::vector<DocumentDraft> all;
        book->each_home(book->store(), {1, book->store().next_home() - 1}, [&](std::int64_t, const Home& home) {
            for (const Group& group : home.groups) all.insert(all.end(), group.drafts.begin(), group.drafts.end());
        });
        return all;
    }
};
INSTANTIATE_TEST_SUITE_P(On, Drafts, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

TEST_P(Drafts, wait_without_a_number_and_without_a_position)
{
    take(*book, entity() + asks("two") + contract("C1", "A"));
    const std::vector<BilledDocument> billed = bill(january_end);
    ASSERT_EQ(billed.size(), 1U);
    EXPECT_EQ(billed.front().number, draft_name);
    close_month(Period(2026, 1));
    EXPECT_EQ(balance(Role::receivable, january_end), 0);
    EXPECT_EQ(balance(Role::contract_liability, january_end), 0);
    const std::vector<OpenItem> items = worklist(*book);
    ASSERT_FALSE(items.empty());
    EXPECT_EQ(items.front().kind, Open::draft);
    EXPECT_TRUE(bill(january_end).empty());  // what waits is not drafted again
    holds();
}

TEST_P(Drafts, of_a_currency_that_no_limit_names_wait_from_ten_million_on)
{
    const std::string large =
        R"({"contract":"C2","customer":"B","date":"2026-01-01","lines":[{"line":"a","price":10000000,"start":"2026-01-01","end":"2026-12-31","tax":{"rate":0},"treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"on_signing"}}]})";
    take(*book, entity("E", "KWD") + contract("C1", "A") + std::vector{event_of("contract.signed", large)});
    const std::vector<BilledDocument> billed = bill(january_end);
    ASSERT_EQ(billed.size(), 2U);
    std::map<std::string, int> persons;
    for (const BilledDocument& document : billed) persons[document.number] = document.persons;
    EXPECT_EQ(persons, (std::map<std::string, int>{{"INV-E-2026-000001", 0}, {draft_name, 2}}));
}

TEST_P(Drafts, become_invoices_when_another_person_approves)
{
    take(*book, entity() + asks("two") + contract("C1", "A"));
    bill(january_end);
    EXPECT_EQ(refusal(draft_name, "2026-02-03", "test"), "four-eyes");
    EXPECT_EQ(refusal(draft_name, "2025-12-31", "ann"), "draft-before");
    EXPECT_EQ(refusal("DRAFT-E-2026-000002", "2026-02-03", "ann"), "draft-unknown");
    const BilledDocument invoice = approve(draft_name, "2026-02-03", "ann");
    EXPECT_EQ(invoice.number, "INV-E-2026-000001");
    EXPECT_EQ(invoice.draft.date, Date::of(2026, 2, 3));
    EXPECT_EQ(refusal(draft_name, "2026-02-04", "ann"), "draft-decided");
    ASSERT_EQ(drafts().size(), 1U);
    EXPECT_EQ(drafts().front().issued_as, InvoiceId("INV-E-2026-000001"));
    EXPECT_TRUE(bill(Date::of(2026, 2, 9)).empty());
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 2, 2)), 0);
    EXPECT_GT(balance(Role::receivable, Date::of(2026, 2, 28)), 0);
    holds();
}

TEST_P(Drafts, of_one_person_may_be_approved_by_who_ran)
{
    take(*book, entity() + asks("one") + contract("C1", "A"));
    bill(january_end);
    EXPECT_EQ(approve(draft_name, "2026-01-31", "test").number, "INV-E-2026-000001");
    holds();
}

TEST_P(Drafts, that_are_rejected_are_drafted_anew_and_leave_no_gap)
{
    take(*book, entity() + asks("two") + contract("C1", "A") + contract("C2", "B"));
    EXPECT_EQ(bill(january_end).size(), 2U);
    reject_draft(*book, {InvoiceId(draft_name), january_end, "wrong address", "ann"});
    EXPECT_EQ(drafts().front().reason, "wrong address");
    const std::vector<BilledDocument> again = bill(Date::of(2026, 2, 1));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again.front().number, "DRAFT-E-2026-000002");
    EXPECT_EQ(approve("DRAFT-E-2026-000002", "2026-02-05", "ann").number, "INV-E-2026-000002");
    holds();
}

TEST_P(Drafts, whose_contract_changed_are_withdrawn)
{
    take(*book, entity() + asks("two") + contract("C1", "A"));
    bill(january_end);
    take(*book, {event_of("contract.modified", R"({"contract":"C1","date":"2026-01-01","treatment":"catch_up",)"
                                               R"("change":[{"line":"access","price":600.00}]})")});
    EXPECT_EQ(refusal(draft_name, "2026-02-03", "ann"), "draft-overtaken");
    const std::vector<BilledDocument> again = bill(Date::of(2026, 2, 1));
    EXPECT_EQ(last_bill.withdrawn, 1);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again.front().net().text(), "600.00");
    EXPECT_EQ(approve(again.front().number, "2026-02-03", "ann").number, "INV-E-2026-000001");
    EXPECT_TRUE(bill(Date::of(2026, 2, 9)).empty());
    holds();
}

TEST_P(Drafts, keep_the_last_day_served_until_they_are_issued)
{
    take(*book, entity() + asks("two") + contract("C1", "A"));
    bill(january_end);
    take(*book,
         {event_of("contract.terminated", R"({"contract":"C1","line":"access","date":"2026-03-31","refund":900.00})")});
    for (const BilledDocument& document : bill(march_end)) EXPECT_EQ(document.persons, 2) << document.number;
    EXPECT_EQ(last_bill.withdrawn, 0);
    approve(draft_name, "2026-03-31", "ann");
    bool credited = false;
    for (const BilledDocument& document : bill(Date::of(2026, 4, 1))) credited = credited || document.draft.credit;
    EXPECT_TRUE(credited);  // what had waited for the invoice
    holds();
}

TEST_P(Drafts, of_credits_above_the_limit_wait_for_a_second_person)
{
    take(*book,
         entity() +
             std::vector{event_of("contract.signed",
                                  R"({"contract":"C9","entity":"E","customer":"Z","date":"2026-01-01","lines":[)"
                                  R"({"line":"plant","price":400000.00,"tax":{"rate":0},"treatment":{"satisfied":)"
                                  R"("point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_fulfilment"}}]})"),
                         event_of("order.fulfilled", R"({"contract":"C9","line":"plant","date":"2026-01-10"})")});
    bill(january_end);
    const auto credit_of = [&](const char* amount) {
        CreditOrder order{
            .asked = {.invoice = InvoiceId("INV-E-2026-000001"), .line = {}, .quantity = {}, .amount = {}},
            .reason = "goodwill",
            .by = "test"};
        order.asked.date = Date::of(2026, 2, 2);
        order.asked.amount = Decimal::parse(amount);
        return credit(*book, order);
    };
    EXPECT_EQ(credit_of("99999.99").note.number, "CN-E-2026-000001");
    EXPECT_EQ(credit_of("100000.00").note.number, draft_name);
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 2, 28)), 40000000 - 9999999);
    EXPECT_EQ(refusal(draft_name, "2026-02-03", "test"), "four-eyes");
    EXPECT_EQ(approve(draft_name, "2026-02-03", "ann").number, "CN-E-2026-000002");
    EXPECT_TRUE(bill(Date::of(2026, 2, 9)).empty());
    close_month(Period(2026, 3));
    EXPECT_EQ(balance(Role::receivable, march_end), 40000000 - 19999999);
    holds();
}

TEST_P(Drafts, of_a_runs_own_credit_notes_wait_like_others)
{
    take(*book,
         entity() +
             std::vector{event_of("contract.signed",
                                  R"({"contract":"C9","entity":"E","customer":"Z","date":"2026-01-01","lines":[)"
                                  R"({"line":"plant","price":400000.00,"tax":{"rate":0},"treatment":{"satisfied":)"
                                  R"("point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_fulfilment"}}]})"),
                         event_of("order.fulfilled", R"({"contract":"C9","line":"plant","date":"2026-01-10"})")});
    bill(january_end);
    const auto lower = [&](const char* amount, const char* date) {
        take(*book, {event_of("contract.modified",
                              std::string(R"({"contract":"C9","date":")") + date + R"(","price_change":[{"amount":)" +
                                  amount + R"(,"relates_to":"past","lines":["plant"],"settled":"credit"}]})")});
    };
    lower("-90000.00", "2026-02-01");
    std::vector<BilledDocument> made = bill(Date::of(2026, 2, 1));
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made.front().number, "CN-E-2026-000001");  // below the limit
    lower("-150000.00", "2026-02-02");
    made = bill(Date::of(2026, 2, 2));
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made.front().number, draft_name);
    EXPECT_EQ(made.front().persons, 2);
    EXPECT_TRUE(made.front().draft.credit);
    EXPECT_TRUE(bill(Date::of(2026, 2, 3)).empty());  // it is not drafted twice
    EXPECT_EQ(last_bill.withdrawn, 0);
    EXPECT_EQ(drafts().front().of, InvoiceId("INV-E-2026-000001"));
    EXPECT_EQ(refusal(draft_name, "2026-02-05", "test"), "four-eyes");
    const BilledDocument note = approve(draft_name, "2026-02-05", "ann");
    EXPECT_EQ(note.number, "CN-E-2026-000002");
    EXPECT_EQ(note.draft.of, InvoiceId("INV-E-2026-000001"));
    EXPECT_EQ(note.net().text(), "150,000.00");
    EXPECT_TRUE(bill(Date::of(2026, 2, 9)).empty());
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 2, 28)), 16000000);
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 16000000);
    holds();
}

TEST_P(Drafts, a_run_may_withdraw_and_issue_nothing)
{
    take(*book, entity() + asks("two") + contract("C1", "A"));
    bill(january_end);
    take(*book, {event_of("contract.modified", R"({"contract":"C1","date":"2026-01-01","treatment":"catch_up",)"
                                               R"("change":[{"line":"access","price":0.00}]})")});
    EXPECT_TRUE(bill(Date::of(2026, 2, 1)).empty());
    EXPECT_EQ(last_bill.withdrawn, 1);
    ASSERT_EQ(drafts().size(), 1U);
    EXPECT_FALSE(drafts().front().waits());
    EXPECT_TRUE(bill(Date::of(2026, 2, 1)).empty());
    EXPECT_EQ(last_bill.withdrawn, 0);
    EXPECT_EQ(refusal(draft_name, "2026-02-03", "ann"), "draft-decided");
    holds();
}

}  // namespace
}  // namespace earned::app::drafts_test
