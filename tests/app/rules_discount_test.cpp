// A discount for early payment that the rules alone give: the invoice bears it, so that ledger and lists agree.
#include "tests/app/package_books.h"

namespace earned::app::rules_discount_test {

namespace {

class RulesDiscount : public PackageBooks {
protected:
    void alter() override { replace("policy/payment-terms.dmn", "\"net 0\"", "\"2% 10 net 30\""); }
    void SetUp() override
    {
        PackageBooks::SetUp();
        if (book == nullptr) return;
        take(*book,
             std::vector<ReadEvent>{event_of(
                 "entity.defined", R"({"entity":"E","name":"E","currency":"USD","country":"US","date":"2020-01-01",)"
                                   R"("books":[{"book":"IFRS","framework":"IFRS","rules":"policy"}]})")} +
                 contract("C1", "A"));
        bill(Date::of(2026, 2, 28));
    }
    std::vector<OpenInvoice> open(const Home& home) const { return open_invoices(home, Date::of(2026, 3, 31)); }
    Home first_home() { return book->folded(book->store(), 1); }
};

TEST_P(RulesDiscount, IsBorneByTheInvoiceAndOpenNoMoreOnceItIsTaken)
{
    const Home billed = first_home();
    const Document& access = billed.groups.front().documents.front();
    ASSERT_TRUE(access.terms);
    EXPECT_EQ(access.terms->text(), "2% 10 net 30");
    EXPECT_EQ(access.due, access.at.date + 30);
    take(*book,
         {event_of("payment.received", R"({"payment":"P1","customer":"A","date":"2026-01-08","amount":"1176.00",)"
                                       R"("reference":")" +
                                           access.number.text() + R"("})")});
    match(Date::of(2026, 3, 31));
    EXPECT_EQ(open(first_home()).front().open, Money::zero(*Currency::parse("USD"))) << "24.00 were the discount";
    for (const int month : {1, 2, 3}) close_month(Period(2026, month));
    const Date end = Date::of(2026, 3, 31);
    EXPECT_EQ(balance(Role::settlement_discount, end), 2400);
    EXPECT_EQ(balance(Role::receivable, end), 50000) << "the goods' invoice alone";
    expect_sound(end, {"aging", "reconciliation"});
}

// 1,176.00 is 1,200.00 less 2 %; what came as 24.00 pays nothing of it.
TEST_P(RulesDiscount, IsRecognisedInAPaymentThatNamesNoInvoice)
{
    for (const char* payment : {R"({"payment":"P1","customer":"A","date":"2026-01-08","amount":"1176.00"})",
                                R"({"payment":"P2","customer":"A","date":"2026-01-08","amount":"24.00"})"})
        take(*book, {event_of("payment.received", payment)});
    Progress quiet("", Progress::Shown::never);
    const auto matched = match_all(
        *book, Date::of(2026, 1, 31), "test", [](const Home&, const Match&) {}, quiet);
    EXPECT_EQ(matched.applications, 1);
    const Home home = first_home();
    EXPECT_EQ(open(home).front().open, Money::zero(*Currency::parse("USD")));
    for (const Receipt& receipt : home.receipts)
        EXPECT_EQ(receipt.open.minor(), receipt.payment == PaymentId("P1") ? 0 : 2400);
}

INSTANTIATE_TEST_SUITE_P(On, RulesDiscount, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::rules_discount_test
