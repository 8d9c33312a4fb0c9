// Dunning letters as documents, and what pauses them, on both databases.
#include "app/invoice_remark.h"
#include "app/letters.h"
#include "billing/collect/dunning.h"
#include "books_app.h"
#include "exchange/einvoice/letter.h"

namespace earned::app::letters_test {

namespace {

class Letters : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (store == nullptr) return;
        take(*book,
             three_contracts() +
                 std::vector<ReadEvent>{event_of(
                     "customer.defined", R"({"customer":"B","name":"乙公司","language":"zh","date":"2020-01-01"})")});
        bill(*Date::parse("2026-02-28"));
    }
    void send(const char* customer, const std::string& invoices, const char* more = "")
    {
        take(*book, {event_of("dunning.sent", std::string(R"({"customer":")") + customer + R"(","invoices":[)" +
                                                  invoices + R"(],"level":2,"date":"2026-03-10")" + more + "}")});
    }
    std::vector<std::string> numbers(std::int64_t home)
    {
        std::vector<std::string> all;
        book->each_home(book->store(), {home, home}, [&](std::int64_t, const Home& one) {
            for (const OpenInvoice& open : open_invoices(one, Date::never()))
                all.push_back(open.invoice->number.text());
        });
        return all;
    }
    Dunned dunned(const char* day)
    {
        Dunned found;
        book->each_home(book->store(), {1, 1}, [&](std::int64_t, const Home& home) {
            found = *dun(home, test_packages()->named("standard"), book->reference(), *Date::parse(day));
        });
        return found;
    }
};

TEST_P(Letters, SayWhatWasOwedWhenTheyWereSent)
{
    const std::vector<std::string> own = numbers(1);
    ASSERT_EQ(own.size(), 2U);
    send("A", "\"" + own[0] + "\",\"" + own[1] + "\"", R"(,"fee":"5.00","interest":"1.25")");
    const auto sent = letters_of(*book, *Date::parse("2026-03-10"), CustomerId());
    ASSERT_EQ(sent.size(), 1U);
    ASSERT_TRUE(sent.front()) << sent.front().fault().text();
    const CollectionLetter& letter = *sent.front();
    EXPECT_EQ(letter.level, 2);
    EXPECT_EQ(letter.seller.name, "E");
    EXPECT_EQ(letter.invoices.size(), 2U);
    EXPECT_EQ(letter.open.text(), "1,700.00");
    EXPECT_EQ(letter.to_pay().text(), "1,706.25");
    EXPECT_LT(letter.invoices[0].due, letter.invoices[1].due);
    EXPECT_EQ(letter.invoices[0].days, *Date::parse("2026-03-10") - letter.invoices[0].due);

    take(*book,
         {event_of("payment.received", R"({"payment":"P1","customer":"A","date":"2026-03-05","amount":"1700.00"})")});
    match(*Date::parse("2026-03-31"));
    EXPECT_EQ(letters_of(*book, *Date::parse("2026-03-10"), CustomerId("A")).front()->open.text(), "1,700.00")
        << "a payment that was learnt of later changes no letter";
    EXPECT_TRUE(letters_of(*book, *Date::parse("2026-03-11"), CustomerId()).empty());
    EXPECT_TRUE(letters_of(*book, *Date::parse("2026-03-10"), CustomerId("B")).empty());
}

TEST_P(Letters, ArePrintedInTheCustomersLanguageToTheSameBytes)
{
    send("B", "\"" + numbers(2).front() + "\"");
    const auto sent = letters_of(*book, *Date::parse("2026-03-10"), CustomerId("B"));
    ASSERT_EQ(sent.size(), 1U);
    ASSERT_TRUE(sent.front());
    EXPECT_EQ(sent.front()->language, "zh");
    EXPECT_EQ(sent.front()->buyer.name, "乙公司");
    const auto layout = exchange::read_layout(exchange::layout_that_comes_along());
    ASSERT_TRUE(layout) << layout.fault().text();
    const std::string chinese = exchange::write_letter_pdf(*sent.front(), *layout, exchange::Language::zh);
    EXPECT_TRUE(chinese.starts_with("%PDF-1."));
    EXPECT_EQ(chinese, exchange::write_letter_pdf(*sent.front(), *layout, exchange::Language::zh));
    EXPECT_NE(chinese, exchange::write_letter_pdf(*sent.front(), *layout, exchange::Language::en));
}

TEST_P(Letters, ADisputeAndAPromisePauseThem)
{
    const InvoiceId invoice(numbers(1).front());
    EXPECT_TRUE(dunned("2026-03-15").paused.empty());
    const auto order = [&](InvoiceRemark what, const char* date) {
        RemarkOrder made{.remark = what, .invoice = invoice, .date = *Date::parse(date), .amount = {}, .until = {}};
        made.by = "test";
        return made;
    };
    remark(*book, order(InvoiceRemark::disputed, "2026-03-01"));
    ASSERT_EQ(dunned("2026-03-15").paused.size(), 1U);
    EXPECT_EQ(dunned("2026-03-15").paused.front().paused, "disputed");
    remark(*book, order(InvoiceRemark::settled, "2026-03-16"));
    EXPECT_TRUE(dunned("2026-03-17").paused.empty());
    RemarkOrder promise = order(InvoiceRemark::promised, "2026-03-18");
    promise.until = Date::parse("2026-05-01");
    remark(*book, promise);
    EXPECT_EQ(dunned("2026-05-01").paused.size(), 1U) << "longer than the fourteen days without a day";
    EXPECT_TRUE(dunned("2026-05-02").paused.empty());
}

TEST_P(Letters, ARemarkThatCannotApplyIsRefused)
{
    RemarkOrder order{.remark = InvoiceRemark::settled,
                      .invoice = InvoiceId("none"),
                      .date = *Date::parse("2026-03-01"),
                      .amount = {},
                      .until = {}};
    EXPECT_THROW(remark(*book, order), Refused);
    order.invoice = InvoiceId(numbers(1).front());
    EXPECT_THROW(remark(*book, order), Refused) << "nothing is disputed";
}

INSTANTIATE_TEST_SUITE_P(On, Letters, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::letters_test
