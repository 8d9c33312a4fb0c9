#include "deal.h"

#include "billing/collect/aging.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>

namespace earned::match_test {
namespace {

using namespace earned::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A home with invoices of a line "x", and receipts; what is matched is recorded as the fold does.
struct Books {
    Home home;
    std::uint32_t order = 0;

    Books() { home.customer = CustomerId("A"); }
    Group& group(const std::string& contract, const std::string& customer = "A")
    {
        for (Group& known : home.groups)
            if (known.id.text() == contract) return known;
        Group& added = home.groups.emplace_back();
        added.id = ContractId(contract);
        added.customer = CustomerId(customer);
        added.currency = usd();
        return added;
    }
    Document& invoice(const std::string& number, std::string_view date, std::string_view amount,
                      const std::string& contract = "C1")
    {
        Document document{
            .number = InvoiceId(number), .contract = ContractId(contract), .at = {day(date), Rank::billing, ++order}};
        document.due = day(date) + 30;
        document.lines.push_back({LineId("x"), money(amount), money("0")});
        return group(contract).documents.emplace_back(std::move(document));
    }
    void credit(const std::string& of, std::string_view date, std::string_view amount,
                const std::string& contract = "C1")
    {
        Document& note = invoice("CN" + std::to_string(order), date, amount, contract);
        note.credit = true;
        note.of = InvoiceId(of);
    }
    Receipt& receipt(const std::string& payment, std::string_view date, std::string_view amount,
                     const std::string& remittance = "")
    {
        Receipt receipt{
            .payment = PaymentId(payment), .at = {day(date), Rank::cash, ++order}, .customer = CustomerId("A")};
        receipt.amount = receipt.open = money(amount);
        receipt.applied = receipt.refunded = receipt.reversed = Money::zero(usd());
        receipt.remittance = remittance;
        home.unapplied.push_back({receipt.at, 0, receipt.payment, InvoiceId(), receipt.amount});
        return home.receipts.emplace_back(std::move(receipt));
    }
    void refund(const std::string& payment, std::string_view date, std::string_view amount)
    {
        Receipt& of = *std::find_if(home.receipts.begin(), home.receipts.end(),
                                    [&](const Receipt& one) { return one.payment.text() == payment; });
        home.unapplied.push_back({{day(date), Rank::cash, ++order}, 0, of.payment, InvoiceId(), -money(amount)});
        of.open -= money(amount);
        of.refunded += money(amount);
    }
    void record(const std::vector<Match>& matches)
    {
        for (const Match& match : matches) {
            const Moment at{match.date, Rank::cash, ++order};
            home.unapplied.push_back({at, 0, match.payment, InvoiceId(), -match.amount});
            for (Group& each : home.groups)
                for (const Document& document : each.documents)
                    if (document.number == match.invoice)
                        each.cash.push_back({at, 0, match.payment, match.invoice, match.amount});
            for (Receipt& receipt : home.receipts)
                if (receipt.payment == match.payment) {
                    receipt.open -= match.amount;
                    receipt.applied += match.amount;
                }
        }
    }
    std::vector<std::string> matched(std::string_view through = "2026-12-31") const
    {
        std::vector<std::string> texts;
        for (const Match& match : earned::match(home, day(through)))
            texts.push_back(match.payment.text() + " " + match.invoice.text() + " " + match.date.text() + " " +
                            match.amount.plain());
        return texts;
    }
};

TEST(Match, ByTheNumberAsAWordOfTheRemittance)
{
    Books books;
    books.invoice("INV-E-2026-000001", "2026-01-01", "100.00");
    books.invoice("INV-E-2026-000011", "2026-01-02", "100.00");
    books.receipt("P1", "2026-02-01", "40.00", "payment for inv-e-2026-000011.");
    books.receipt("P2", "2026-02-01", "30.00", "INV-E-2026-0000011");  // another number
    EXPECT_THAT(books.matched(), ElementsAre("P1 INV-E-2026-000011 2026-02-01 40.00"));
    books.home.receipts.back().reference = "INV-E-2026-000001";
    EXPECT_THAT(books.matched(),
                ElementsAre("P1 INV-E-2026-000011 2026-02-01 40.00", "P2 INV-E-2026-000001 2026-02-01 30.00"));
}

TEST(Match, SeveralNumbersEachInTurnOldestFirstAndTheRestStaysOnAccount)
{
    Books books;
    books.invoice("B2", "2026-01-05", "50.00");
    books.invoice("B1", "2026-01-01", "100.00");
    books.invoice("B3", "2026-01-09", "20.00");
    books.receipt("P1", "2026-02-01", "170.00", "B2,B1");
    EXPECT_THAT(books.matched(), ElementsAre("P1 B1 2026-02-01 100.00", "P1 B2 2026-02-01 50.00"));
    books.record(match(books.home, day("2026-12-31")));
    EXPECT_THAT(books.matched(), IsEmpty());  // 20.00 are left, and B3 is open with 20.00: it was not named
}

TEST(Match, ByCustomerAndAmount)
{
    Books books;
    books.invoice("I1", "2026-01-01", "100.00");
    books.invoice("I2", "2026-01-02", "60.00", "C2");
    books.receipt("P1", "2026-02-01", "60.00");
    EXPECT_THAT(books.matched(), ElementsAre("P1 I2 2026-02-01 60.00"));
    books.home.receipts.front().customer = CustomerId("B");
    EXPECT_THAT(books.matched(), IsEmpty());
}

TEST(Match, EqualAmountsOfOneContractAreConsecutiveOfTwoAmbiguous)
{
    Books books;
    books.invoice("I2", "2026-02-01", "100.00");
    books.invoice("I1", "2026-01-01", "100.00");
    books.receipt("P1", "2026-02-05", "100.00");
    EXPECT_THAT(books.matched(), ElementsAre("P1 I1 2026-02-05 100.00"));
    books.invoice("J1", "2026-01-15", "100.00", "C2");
    EXPECT_THAT(books.matched(), IsEmpty());
    books.receipt("P2", "2026-02-06", "100.00", "J1");  // which leaves one contract
    EXPECT_THAT(books.matched(), ElementsAre("P2 J1 2026-02-06 100.00", "P1 I1 2026-02-05 100.00"));
}

TEST(Match, AReceiptThatNamesAContractPaysItsInvoicesOldestFirst)
{
    Books books;
    books.invoice("I2", "2026-02-01", "100.00");
    books.invoice("I1", "2026-01-01", "100.00");
    books.invoice("J1", "2026-01-01", "150.00", "C2");
    books.receipt("P1", "2026-02-05", "150.00").contract = ContractId("C1");
    EXPECT_THAT(books.matched(), ElementsAre("P1 I1 2026-02-05 100.00", "P1 I2 2026-02-05 50.00"));
}

TEST(Match, WhatIsOnAccountPaysTheInvoiceOfLaterOnItsDay)
{
    Books books;
    books.receipt("P1", "2026-01-15", "100.00").contract = ContractId("C1");
    books.invoice("I1", "2026-02-01", "80.00");
    EXPECT_THAT(books.matched("2026-01-31"), IsEmpty());
    EXPECT_THAT(books.matched("2026-02-01"), ElementsAre("P1 I1 2026-02-01 80.00"));
}

TEST(Match, TheWholeBalance)
{
    Books books;
    books.invoice("I1", "2026-01-01", "100.00");
    books.invoice("I2", "2026-01-02", "60.00", "C2");
    books.receipt("P1", "2026-02-01", "160.00");
    EXPECT_THAT(books.matched(), ElementsAre("P1 I1 2026-02-01 100.00", "P1 I2 2026-02-01 60.00"));
    books.invoice("I3", "2026-01-03", "1.00");
    EXPECT_THAT(books.matched(), IsEmpty());
}

// A later credit note and refund are of their own days: on 1 March the invoice was paid in full.
TEST(Match, LooksAtTheDayOfTheReceipt)
{
    Books books;
    books.invoice("I1", "2026-03-01", "10000.00");
    books.receipt("P1", "2026-03-01", "10000.00");
    books.refund("P1", "2026-03-20", "200.00");
    books.credit("I1", "2026-03-20", "200.00");
    EXPECT_THAT(books.matched(), ElementsAre("P1 I1 2026-03-01 10000.00"));
    books.record(match(books.home, day("2026-12-31")));
    EXPECT_THAT(books.matched(), IsEmpty());
}

TEST(Match, NeitherVoidedNorForeignInvoicesArePaid)
{
    Books books;
    books.invoice("I1", "2026-01-01", "100.00").voided = Moment{day("2026-01-05"), Rank::billing, 0};
    books.receipt("P1", "2026-02-01", "100.00", "I1");
    Receipt& euros = books.receipt("P2", "2026-02-01", "60.00", "I2");
    euros.amount = euros.open = euros.applied = euros.refunded = euros.reversed = Money(6000, *Currency::parse("EUR"));
    books.home.unapplied.back().amount = euros.amount;
    books.invoice("I2", "2026-01-02", "60.00");
    EXPECT_THAT(books.matched(), IsEmpty());
}

TEST(OpenInvoices, AreWhatIsLeftOnADay)
{
    Books books;
    books.invoice("I1", "2026-01-01", "100.00");
    books.credit("I1", "2026-02-01", "10.00");
    books.receipt("P1", "2026-03-01", "50.00", "I1");
    books.record(match(books.home, day("2026-12-31")));
    books.group("C1").writeoffs.push_back(
        {{day("2026-04-01"), Rank::governance, 0}, 0, InvoiceId("I1"), money("15.00")});
    const auto open = [&](std::string_view date) {
        const std::vector<OpenInvoice> invoices = open_invoices(books.home, day(date));
        return invoices.empty() ? std::string("none") : invoices.front().open.plain();
    };
    EXPECT_EQ(open("2025-12-31"), "none");
    EXPECT_EQ(open("2026-01-31"), "100.00");
    EXPECT_EQ(open("2026-02-01"), "90.00");
    EXPECT_EQ(open("2026-03-01"), "40.00");
    EXPECT_EQ(open("2026-04-01"), "25.00");
}

TEST(Aging, BeginsTheDayAfterTheDueDateAndKeepsCashOnAccountApart)
{
    Books books;
    books.invoice("I1", "2026-01-01", "100.00");  // due 31 January
    books.receipt("P1", "2026-01-10", "7.00");
    const std::array limits{30, 60};
    const auto bucket = [&](std::string_view date) {
        return age(books.home, day(date), limits).invoices.front().bucket;
    };
    EXPECT_EQ(bucket("2026-01-31"), 0U);
    EXPECT_EQ(bucket("2026-02-01"), 1U);
    EXPECT_EQ(bucket("2026-03-02"), 1U);
    EXPECT_EQ(bucket("2026-03-03"), 2U);
    EXPECT_EQ(bucket("2026-04-01"), 2U);
    EXPECT_EQ(bucket("2026-04-02"), 3U);
    const Aged aged = age(books.home, day("2026-02-01"), limits, AgedFrom::issued);
    EXPECT_EQ(aged.invoices.front().days, 31);
    EXPECT_EQ(aged.invoices.front().bucket, 2U);
    ASSERT_EQ(aged.on_account.size(), 1U);
    EXPECT_EQ(aged.on_account.front().amount, money("7.00"));
    EXPECT_THAT(age(books.home, day("2026-01-09"), limits).on_account, IsEmpty());
}

RC_GTEST_PROP(MatchLaw, NeverPaysMoreThanThereIsAndAgainNothing, ())
{
    Books books;
    const auto date = [] { return (day("2026-01-01") + *rc::gen::inRange(0, 60)).text(); };
    const auto amount = [] { return std::to_string(*rc::gen::inRange(1, 6) * 10); };
    const int invoices = *rc::gen::inRange(0, 7), receipts = *rc::gen::inRange(0, 7);
    for (int place = 0; place < invoices; ++place)
        books.invoice("I" + std::to_string(place), date(), amount(), *rc::gen::element<std::string>("C1", "C2"));
    for (int place = 0; place < receipts; ++place) {
        Receipt& receipt = books.receipt("P" + std::to_string(place), date(), amount());
        if (*rc::gen::inRange(0, 3) == 0) receipt.remittance = "I" + std::to_string(*rc::gen::inRange(0, 9));
        if (*rc::gen::inRange(0, 3) == 0) receipt.contract = ContractId(*rc::gen::element<std::string>("C1", "C2"));
    }
    const Date through = day("2026-01-01") + *rc::gen::inRange(0, 70);
    const std::vector<Match> found = match(books.home, through);
    for (const Match& one : found) {
        RC_ASSERT(one.amount.sign() > 0);
        RC_ASSERT(one.date <= through);
    }
    books.record(found);
    for (const Receipt& receipt : books.home.receipts) RC_ASSERT(receipt.open.sign() >= 0);
    for (const OpenInvoice& invoice : open_invoices(books.home, Date::never())) RC_ASSERT(invoice.open.sign() >= 0);
    const std::vector<Match> again = match(books.home, through);
    RC_ASSERT(again.empty());
}

}  // namespace
}  // namespace earned::match_test
