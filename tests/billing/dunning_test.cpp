// Letters by the standard rules: when, about what, and when not.
#include "billing/collect/dunning.h"

#include "tests/rules/standard.h"

#include <gtest/gtest.h>

namespace earned::dunning_test {

namespace {

class Dunning : public ::testing::Test {
protected:
    void SetUp() override
    {
        home_.customer = CustomerId("A");
        Group& group = home_.groups.emplace_back();
        group.id = ContractId("C1");
        group.customer = CustomerId("A");
        group.currency = *Currency::parse("EUR");
        add_invoice("I1", Date::of(2026, 1, 31), 100000);
        add_invoice("I2", Date::of(2026, 2, 20), 50000);
    }
    void add_invoice(const std::string& number, Date due, std::int64_t minor)
    {
        Group& group = home_.groups.front();
        Document document{
            .number = InvoiceId(number), .contract = group.id, .at = {due - 30, Rank::billing, 0}, .due = due};
        document.lines.push_back({LineId("x"), Money(minor, group.currency), Money::zero(group.currency)});
        group.documents.push_back(document);
    }
    Dunned dunned(Date as_of) const
    {
        const Result<Dunned> result = dun(home_, rules_test::standard(), reference_, as_of);
        EXPECT_TRUE(result) << (result ? "" : result.fault().text());
        return result ? *result : Dunned{};
    }
    void send(const Dunned& letters, Date date)
    {
        for (const DunningLetter& letter : letters.letters) {
            DunningSent sent{letter.customer, {}, letter.level, {}, {}};
            for (const DunnedInvoice& invoice : letter.invoices) sent.invoices.push_back(invoice.invoice);
            home_.reminders.push_back({{date, Rank::cash, 0}, 0, sent});
        }
    }

    Home home_;
    Reference reference_;
};

TEST_F(Dunning, NothingIsSentBeforeItIsOverdue) { EXPECT_TRUE(dunned(Date::of(2026, 1, 31)).letters.empty()); }

TEST_F(Dunning, OneLetterACustomerAndTheSameDaySendsNoneAgain)
{
    const Date day = Date::of(2026, 2, 25);
    const Dunned first = dunned(day);
    ASSERT_EQ(first.letters.size(), 1u);
    EXPECT_EQ(first.letters.front().level, 1);
    EXPECT_EQ(first.letters.front().invoices.size(), 2u);
    EXPECT_EQ(first.letters.front().open.plain(), "1500.00");
    send(first, day);
    EXPECT_TRUE(dunned(day).letters.empty());
}

TEST_F(Dunning, TheLevelRisesWithAge)
{
    send(dunned(Date::of(2026, 2, 25)), Date::of(2026, 2, 25));
    const Dunned second = dunned(Date::of(2026, 3, 10));
    ASSERT_EQ(second.letters.size(), 1u);
    EXPECT_EQ(second.letters.front().level, 2);
    ASSERT_EQ(second.letters.front().invoices.size(), 1u) << "the younger one is still at its first level";
    EXPECT_EQ(second.letters.front().invoices.front().invoice.text(), "I1");
}

TEST_F(Dunning, ADisputePausesUntilItIsClosed)
{
    std::vector<Dispute>& disputes = home_.groups.front().disputes;
    disputes.push_back({{Date::of(2026, 2, 1), Rank::cash, 0}, 0, InvoiceId("I1"), {}, "wrong price", true});
    const Dunned held = dunned(Date::of(2026, 2, 25));
    ASSERT_EQ(held.paused.size(), 1u);
    EXPECT_EQ(held.paused.front().paused, "disputed");
    EXPECT_EQ(held.letters.front().invoices.size(), 1u);
    disputes.push_back({{Date::of(2026, 2, 26), Rank::cash, 0}, 0, InvoiceId("I1"), {}, "settled", false});
    EXPECT_TRUE(dunned(Date::of(2026, 2, 26)).paused.empty());
}

TEST_F(Dunning, APromiseHoldsForFourteenDays)
{
    home_.groups.front().promises.push_back(
        {{Date::of(2026, 2, 10), Rank::cash, 0}, 0, InvoiceId("I1"), {}, "on the phone"});
    EXPECT_EQ(dunned(Date::of(2026, 2, 24)).paused.size(), 1u);
    EXPECT_TRUE(dunned(Date::of(2026, 2, 25)).paused.empty());
}

TEST_F(Dunning, WhatIsPaidIsNotWrittenAbout)
{
    Group& group = home_.groups.front();
    group.cash.push_back(
        {{Date::of(2026, 2, 5), Rank::cash, 0}, 0, PaymentId("P"), InvoiceId("I1"), Money(100000, group.currency)});
    EXPECT_EQ(dunned(Date::of(2026, 2, 25)).letters.front().invoices.size(), 1u);
    group.cash.push_back(
        {{Date::of(2026, 2, 24), Rank::cash, 0}, 0, PaymentId("P"), InvoiceId("I1"), Money(-100000, group.currency)});
    EXPECT_EQ(dunned(Date::of(2026, 2, 25)).letters.front().invoices.size(), 2u) << "its payment was returned";
}

// The standard package, but for its decision `dunning`.
Package package_with(const std::string& answer)
{
    std::vector<PackageFile> files = rules_test::standard_files();
    for (PackageFile& file : files)
        if (file.name == "cash.dmn")
            file.text.replace(file.text.find("<decision id=\"dunning\""),
                              file.text.find("</decision>", file.text.find("<decision id=\"dunning\"")) -
                                  file.text.find("<decision id=\"dunning\""),
                              "<decision id=\"dunning\" name=\"Dunning level\"><literalExpression><text>" + answer +
                                  "</text></literalExpression>");
    Result<Package> package = Package::compile("altered", files);
    EXPECT_TRUE(package) << (package ? "" : package.fault().text());
    return std::move(*package);
}

TEST_F(Dunning, InterestIsReckonedByTheDayCountThatTheRulesName)
{
    // 1,000.00 from 31 January to 31 March 2026: 59 days, or two months of thirty.
    const std::pair<const char*, const char*> wanted[] = {
        {"actual_365", "19.40"}, {"actual_360", "19.67"}, {"thirty_360", "20.00"}, {"actual_actual", "19.40"}};
    home_.groups.front().documents.pop_back();
    for (const auto& [day_count, interest] : wanted) {
        const Package package =
            package_with(std::string("{level: 1, interest: 0.12, day_count: \"") + day_count + "\"}");
        const Result<Dunned> result = dun(home_, package, reference_, Date::of(2026, 3, 31));
        ASSERT_TRUE(result) << result.fault().text();
        ASSERT_EQ(result->letters.size(), 1u);
        EXPECT_EQ(result->letters.front().interest.plain(), interest) << day_count;
    }
}

TEST_F(Dunning, AContractIsDoubtfulByTheRulesUntilItIsPaidOrPaused)
{
    const Package package = package_with("{level: 1, doubtful: invoice.days_past_due &gt; 60}");
    const auto doubtful = [&](Date day) {
        const Result<Dunned> result = dun(home_, package, reference_, day);
        EXPECT_TRUE(result) << (result ? "" : result.fault().text());
        return result->doubtful;
    };
    const std::set<ContractId> own{ContractId("C1")};
    EXPECT_TRUE(doubtful(Date::of(2026, 4, 1)).empty()) << "60 days past due";
    EXPECT_EQ(doubtful(Date::of(2026, 4, 2)), own);
    home_.groups.front().disputes.push_back(
        {{Date::of(2026, 4, 3), Rank::cash, 0}, 0, InvoiceId("I1"), {}, "wrong price", true});
    EXPECT_EQ(doubtful(Date::of(2026, 4, 2)), own);
    EXPECT_TRUE(doubtful(Date::of(2026, 4, 3)).empty()) << "it is disputed";
}

}  // namespace

}  // namespace earned::dunning_test
