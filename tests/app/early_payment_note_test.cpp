// A discount for early payment whose tax falls: a bill run notes it, once, and takes the note back when the payment
// does.
#include "app/draft_decisions.h"
#include "app/worklist.h"
#include "books_app.h"

namespace earned::app::early_payment_note_test {

namespace {

const Date april = Date::of(2026, 4, 30), may = Date::of(2026, 5, 31), june = Date::of(2026, 6, 30);

class EarlyPaymentNote : public AppBooks {
protected:
    // 1,000.00 with 20 % tax, 2 % less within ten days: 1,176.00 are paid on 9 April.
    void pay_early(const std::string& policy)
    {
        take(*book,
             entity() +
                 std::vector{
                     event_of("contract.signed",
                              R"({"contract":"C1","customer":"A","date":"2026-04-01","terms":"2% 10 net 30",)"
                              R"("policies":{"early_payment_note":")" +
                                  policy +
                                  R"("},"lines":[{"line":"goods","price":1000.00,"tax":{"rate":0.2,"category":"S"},)"
                                  R"("treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},)"
                                  R"("billing":{"plan":"on_fulfilment"}}]})"),
                     event_of("order.fulfilled", R"({"contract":"C1","line":"goods","date":"2026-04-01"})")});
        bill(Date::of(2026, 4, 1));
        take(*book,
             {event_of("payment.received",
                       R"({"payment":"P1","customer":"A","contract":"C1","date":"2026-04-09","amount":1176.00})")});
        match(april);
    }
    void comes_back() { take(*book, {event_of("payment.reversed", R"({"payment":"P1","date":"2026-05-05"})")}); }
    Group group() { return book->folded(book->store(), 1).groups.front(); }
    // The first invoice, as it stands on a day.
    OpenInvoice standing(Date day)
    {
        home_ = book->folded(book->store(), 1);
        return open_invoices(home_, day).front();
    }
    void expect_standing(Date day, std::int64_t credited, std::int64_t let_go, std::int64_t open)
    {
        const OpenInvoice invoice = standing(day);
        EXPECT_EQ(invoice.credited.minor(), credited) << day.text();
        EXPECT_EQ(invoice.written_off.minor(), let_go) << day.text();
        EXPECT_EQ(invoice.open.minor(), open) << day.text();
    }
    void expect_books(Date day, std::int64_t receivable, std::int64_t tax, std::int64_t discount)
    {
        EXPECT_EQ(balance(Role::receivable, day), receivable) << day.text();
        EXPECT_EQ(balance(Role::tax_payable, day), tax) << day.text();
        EXPECT_EQ(balance(Role::settlement_discount, day), discount) << day.text();
    }
    void expect_sound(Date day)
    {
        AppBooks::expect_sound(day, {"aging", "reconciliation", "invoices", "invoice-register", "dso"});
    }
    void close_months(int first, int last)
    {
        for (int month = first; month <= last; ++month) close_month(Period(2026, month));
    }

private:
    Home home_;
};

TEST_P(EarlyPaymentNote, IsIssuedOnceAndCountsOnce)
{
    pay_early("issue");
    expect_standing(april, 0, 2400, 0);
    const std::vector<BilledDocument> documents = bill(april);
    ASSERT_EQ(documents.size(), 1U);
    const BilledDocument& note = documents.front();
    EXPECT_EQ(note.number, "CN-E-2026-000001");
    EXPECT_EQ(note.draft.of.text(), "INV-E-2026-000001");
    EXPECT_EQ(note.draft.date, Date::of(2026, 4, 9)) << "the day on which it was taken";
    EXPECT_EQ(note.net().minor(), 2000);
    EXPECT_EQ(note.tax().minor(), 400);
    expect_standing(april, 2400, 0, 0);
    EXPECT_TRUE(bill(april).empty());
    EXPECT_TRUE(bill(may).empty());
    close_months(4, 4);
    expect_books(april, 0, 19600, 2000);
    expect_sound(april);
}

TEST_P(EarlyPaymentNote, IsVoidedWhenThePaymentComesBack)
{
    pay_early("issue");
    bill(april);
    close_months(4, 4);
    comes_back();
    expect_standing(may, 2400, -2400, 120000);
    EXPECT_TRUE(bill(may).empty());
    EXPECT_EQ(last_bill.voided, 1);
    EXPECT_EQ(group().documents.back().voided->date, Date::of(2026, 5, 5));
    expect_standing(may, 0, 0, 120000);
    bill(june);
    EXPECT_EQ(last_bill.run, 0) << "there is nothing to issue or to void";
    close_months(5, 5);
    expect_books(april, 0, 19600, 2000);
    expect_books(may, 120000, 20000, 0);
    expect_sound(may);
    // It is paid again, in full.
    take(*book, {event_of("payment.received",
                          R"({"payment":"P2","customer":"A","contract":"C1","date":"2026-06-02","amount":1200.00})")});
    match(june);
    EXPECT_TRUE(bill(june).empty());
    close_months(6, 6);
    expect_books(june, 0, 20000, 0);
    expect_sound(june);
}

// What the next run would void is no reason to refuse the money that comes before it.
TEST_P(EarlyPaymentNote, LetsTheInvoiceBePaidAgainBeforeItIsVoided)
{
    pay_early("issue");
    bill(april);
    comes_back();
    take(*book, {event_of("payment.received",
                          R"({"payment":"P2","customer":"A","contract":"C1","date":"2026-05-20","amount":1200.00})")});
    match(may);
    expect_standing(may, 2400, -2400, 0);
    EXPECT_TRUE(worklist(*book).empty());
    bill(may);
    expect_standing(may, 0, 0, 0);
}

TEST_P(EarlyPaymentNote, IsNotIssuedForADiscountThatIsKnownToBeGivenUp)
{
    pay_early("issue");
    comes_back();
    EXPECT_TRUE(bill(april).empty());
    EXPECT_TRUE(bill(may).empty());
    EXPECT_EQ(group().documents.size(), 1U);
}

TEST_P(EarlyPaymentNote, WaitsForAPersonWhereThePolicySaysSo)
{
    pay_early("draft");
    ASSERT_EQ(bill(april).size(), 1U);
    EXPECT_EQ(group().documents.size(), 1U) << "nothing is issued yet";
    EXPECT_TRUE(bill(april).empty());
    expect_standing(april, 0, 2400, 0);
    approve_draft(*book, {InvoiceId("DRAFT-E-2026-000001"), Date::of(2026, 5, 2), "", "ann"});
    expect_standing(may, 2400, 0, 0);
    EXPECT_TRUE(bill(may).empty());
    close_months(4, 5);
    expect_books(april, 0, 20000, 2400);
    expect_books(may, 0, 19600, 2000);
    expect_sound(may);
}

TEST_P(EarlyPaymentNote, AsADraftIsWithdrawnWhenThePaymentComesBack)
{
    pay_early("draft");
    bill(april);
    comes_back();
    EXPECT_THROW(approve_draft(*book, {InvoiceId("DRAFT-E-2026-000001"), Date::of(2026, 5, 6), "", "ann"}), Refused);
    EXPECT_TRUE(bill(may).empty());
    EXPECT_EQ(last_bill.withdrawn, 1);
}

TEST_P(EarlyPaymentNote, IsNotMadeWhereNothingSaysSo)
{
    pay_early("none");
    EXPECT_TRUE(bill(april).empty());
    close_months(4, 4);
    expect_books(april, 0, 20000, 2400);
}

// Any other credit note lowered what was promised.
TEST_P(EarlyPaymentNote, AloneCanBeVoided)
{
    pay_early("none");
    take(*book, {event_of("credit.issued", R"({"credit":"K1","invoice":"INV-E-2026-000001","date":"2026-04-10",)"
                                           R"("lines":[{"line":"goods","amount":0.00,"tax":4.00}]})"),
                 event_of("invoice.voided", R"({"invoice":"K1","date":"2026-04-11"})")});
    const std::vector<OpenItem> items = worklist(*book);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().fault.code, "credit-stands");
}

INSTANTIATE_TEST_SUITE_P(On, EarlyPaymentNote, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::early_payment_note_test
