// A person credits or voids an invoice: the books move with it, and no bill run undoes it.
#include "tests/app/books_app.h"

#include "app/credit_run.h"
#include "app/verify.h"

namespace earned::app::credit_test {
namespace {

class Credits : public AppBooks {
protected:
    Credited credit(const std::string& invoice, const std::string& date, const std::string& amount = "",
                    Settle settle = Settle::offset, Price price = Price::falls)
    {
        CreditOrder order{.asked = {.invoice = InvoiceId(invoice), .line = {}, .quantity = {}, .amount = {}},
                          .settle = settle,
                          .price = price,
                          .reason = "goodwill",
                          .by = "test"};
        order.asked.date = *Date::parse(date);
        if (!amount.empty()) order.asked.amount = Decimal::parse(amount);
        return app::credit(*book, order);
    }
    void pay(const std::string& payment, const std::string& amount, const std::string& date,
             const std::string& reference = "")
    {
        app::take(*book, {event_of("payment.received", R"({"payment":")" + payment + R"(","customer":"A","amount":")" +
                                                           amount + R"(","reference":")" + reference + R"(","date":")" +
                                                           date + R"("})")});
    }
    void holds()
    {
        Progress quiet("", Progress::Shown::never);
        for (const Check& check : verify(*book, "", quiet).checks)
            EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
    }
};
INSTANTIATE_TEST_SUITE_P(On, Credits, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

const Date january_end = Date::of(2026, 1, 31), march_end = Date::of(2026, 3, 31);

TEST_P(Credits, lower_price_schedule_and_position_together)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    close_month(Period(2026, 1));
    const Credited credited = credit("INV-E-2026-000001", "2026-02-01", "240.00");
    EXPECT_EQ(credited.note.number, "CN-E-2026-000001");
    EXPECT_EQ(credited.left.text(), "960.00");
    ASSERT_EQ(credited.moves.size(), 1U);
    EXPECT_EQ(credited.moves[0].change.of(Role::revenue), 2000);  // a twelfth of it is past
    EXPECT_EQ(credited.moves[0].change.of(Role::receivable), -24000);
    EXPECT_TRUE(bill(Date::of(2026, 2, 9)).empty());  // what was credited is not invoiced again
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 16000 + 50000);  // 2/12 of 960.00, and goods
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 2, 28)), 96000 + 50000);
    holds();
}

TEST_P(Credits, of_all_of_an_invoice_leave_nothing)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    credit("INV-E-2026-000001", "2026-01-31", "0.01");
    credit("INV-E-2026-000001", "2026-01-31", "399.99");
    const Credited last = credit("INV-E-2026-000001", "2026-02-02");
    EXPECT_EQ(last.note.number, "CN-E-2026-000003");
    EXPECT_TRUE(last.left.is_zero());
    try {
        credit("INV-E-2026-000001", "2026-02-03", "1.00");
        FAIL() << "credited twice";
    } catch (const Refused& refused) {
        EXPECT_EQ(refused.fault.code, "over-credited");
        EXPECT_EQ(refused.fault.where, "invoice INV-E-2026-000001");
        EXPECT_EQ(refused.fault.hint, "there is nothing left to credit; `earned invoice show` lists its credit notes");
    }
    EXPECT_EQ(bill(march_end).size(), 1U);  // the goods
    close_month(Period(2026, 3));
    EXPECT_EQ(balance(Role::revenue, march_end), 50000);
    EXPECT_EQ(balance(Role::contract_liability, march_end), 0);
    holds();
}

TEST_P(Credits, of_what_was_paid_pay_the_next_invoice)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    pay("P1", "1200.00", "2026-01-20", "INV-E-2026-000001");
    EXPECT_EQ(match(january_end), 1);
    const Credited credited = credit("INV-E-2026-000001", "2026-02-01", "300.00", Settle::balance);
    EXPECT_EQ(credited.to_balance.text(), "300.00");
    EXPECT_EQ(match(Date::of(2026, 2, 9)), 0);  // nothing is open yet
    bill(Date::of(2026, 2, 28));
    EXPECT_EQ(match(Date::of(2026, 2, 28)), 1);
    EXPECT_EQ(match(Date::of(2026, 2, 28)), 0);
    const Home home = book->folded(book->store(), 1);
    for (const OpenInvoice& invoice : open_invoices(home, march_end)) {
        const bool first = invoice.invoice->number.text() == "INV-E-2026-000001";
        EXPECT_EQ(invoice.open.text(), first ? "0.00" : "200.00");
    }
    EXPECT_TRUE(home.receipts[0].balance.is_zero());
    close_month(Period(2026, 2));
    holds();
}

TEST_P(Credits, that_keep_the_price_are_invoiced_again)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    credit("INV-E-2026-000001", "2026-02-01", "", Settle::offset, Price::stays);
    const auto documents = bill(Date::of(2026, 2, 9));
    ASSERT_EQ(documents.size(), 1U);
    EXPECT_EQ(documents[0].net().text(), "1,200.00");
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 20000 + 50000);
    holds();
}

TEST_P(Credits, are_refused_whole)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    const auto events = book->store().next_event();
    EXPECT_THROW(credit("INV-9", "2026-02-01"), Refused);
    EXPECT_THROW(credit("INV-E-2026-000001", "2025-12-31"), Refused);
    EXPECT_THROW(credit("INV-E-2026-000001", "2026-02-01", "1200.01"), Refused);
    EXPECT_EQ(book->store().next_event(), events);
    EXPECT_EQ(credit("INV-E-2026-000001", "2026-02-01", "1.00").note.number, "CN-E-2026-000001");
}

TEST_P(Credits, move_schedule_and_position_of_a_contract_that_has_ended)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    take(*book, {event_of("contract.terminated", R"({"contract":"C1","date":"2026-02-15","refund":600.00})")});
    ASSERT_EQ(bill(Date::of(2026, 2, 28)).size(), 2U);  // the goods, and what is given back
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 60000 + 50000);
    const Credited credited = credit("INV-E-2026-000001", "2026-03-05", "100.00");
    EXPECT_EQ(credited.left.text(), "500.00");
    ASSERT_EQ(credited.moves.size(), 1U);
    EXPECT_EQ(credited.moves[0].change.of(Role::revenue), 10000);
    EXPECT_EQ(credited.moves[0].change.of(Role::receivable), -10000);
    EXPECT_TRUE(bill(march_end).empty());
    close_month(Period(2026, 3));
    EXPECT_EQ(balance(Role::revenue, march_end), 50000 + 50000);
    EXPECT_EQ(balance(Role::receivable, march_end), 50000 + 50000);
    EXPECT_EQ(balance(Role::contract_liability, march_end), 0);
    credit("INV-E-2026-000001", "2026-04-01");  // and the rest of it
    EXPECT_TRUE(bill(Date::of(2026, 4, 30)).empty());
    close_month(Period(2026, 4));
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 4, 30)), 50000);
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 4, 30)), 50000);
    holds();
}

TEST_P(Credits, of_a_line_that_has_ended_leave_the_others)
{
    take(*book, entity() + contract("C1", "A"));
    bill(Date::of(2026, 2, 28));
    take(*book, {event_of("contract.terminated", R"({"contract":"C1","line":"access","date":"2026-02-28"})")});
    const Credited credited = credit("INV-E-2026-000001", "2026-02-28", "120.00");
    EXPECT_EQ(credited.moves.at(0).change.of(Role::revenue), 12000);
    EXPECT_TRUE(bill(march_end).empty());
    close_month(Period(2026, 3));
    EXPECT_EQ(balance(Role::revenue, march_end), 108000 + 50000);
    EXPECT_EQ(balance(Role::receivable, march_end), 108000 + 50000);
    holds();
}

TEST_P(Credits, are_all_that_changes_of_a_contract_that_has_ended)
{
    take(*book, entity() + contract("C1", "A"));
    take(*book,
         {event_of("contract.terminated", R"({"contract":"C1","date":"2026-02-15"})"),
          event_of("contract.modified", R"({"contract":"C1","date":"2026-03-01","price_change":[{"amount":-10.00,)"
                                        R"("relates_to":"all","lines":["access"],"settled":"credit"}]})")});
    const Home home = book->folded(book->store(), 1);
    ASSERT_EQ(home.exceptions.size(), 1U);
    EXPECT_EQ(home.exceptions[0].fault.code, "contract-terminated");
}

TEST_P(Credits, a_void_invoice_is_made_anew)
{
    take(*book, entity() + contract("C1", "A"));
    bill(january_end);
    const VoidOrder order{InvoiceId("INV-E-2026-000001"), Date::of(2026, 2, 1), "wrong address", "test"};
    void_invoice(*book, order);
    EXPECT_THROW(void_invoice(*book, order), Refused);
    EXPECT_THROW(credit("INV-E-2026-000001", "2026-02-02"), Refused);
    const auto documents = bill(Date::of(2026, 2, 9));
    ASSERT_EQ(documents.size(), 1U);
    EXPECT_EQ(documents[0].number, "INV-E-2026-000002");
    close_month(Period(2026, 2));
    EXPECT_EQ(balance(Role::receivable, Date::of(2026, 2, 28)), 120000 + 50000);
    holds();
}

}  // namespace
}  // namespace earned::app::credit_test
