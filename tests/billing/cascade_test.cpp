// Each step of the cascade on a handful of invoices; references with check digits; names.
#include "billing/collect/cascade.h"
#include "billing/collect/names.h"
#include "billing/collect/reference.h"

#include <gtest/gtest.h>

namespace earned::billing::cascade_test {

namespace {

const Currency usd = *Currency::parse("USD");

Money dollars(std::int64_t cents) { return Money(cents, usd); }

class CascadeSteps : public ::testing::Test {
protected:
    void SetUp() override
    {
        a_ = items_.customer(CustomerId("A"), "Nordlicht GmbH");
        b_ = items_.customer(CustomerId("B"), "晨光科技有限公司");
        child_ = items_.customer(CustomerId("A2"), "Nordlicht Sued GmbH", "A");
        add(a_, "INV-2026-000041", 119000, 1);
        add(a_, "INV-2026-000042", 50000, 2);
        add(a_, "INV-2026-000043", 50000, 3);
        add(b_, "INV-2026-000051", 238000, 1);
        add(child_, "INV-2026-000061", 77700, 1);
        items_.seal();
    }
    void add(std::uint32_t customer, const std::string& number, std::int64_t cents, int day)
    {
        items_.add({1, customer, InvoiceId(number), dollars(cents), Date::of(2026, 1, day), Date::of(2026, 2, day)});
    }
    Proposal propose(std::int64_t cents, const std::string& text, const std::string& customer = "",
                     const std::string& payer = "", const std::string& reference = "") const
    {
        const std::vector<CashRule> rules = standard_cash_rules();
        return Cascade(items_, rules)
            .propose({PaymentId("P"), Date::of(2026, 3, 1), dollars(cents), CustomerId(customer), reference, "", text,
                      payer});
    }
    std::string applied(const Proposal& proposal) const
    {
        std::string text;
        for (const Application& one : proposal.applications)
            text += (text.empty() ? "" : " ") + items_.at(one.item).invoice.text().substr(9) + "=" + one.amount.plain();
        return text;
    }

    OpenItems items_;
    std::uint32_t a_ = 0, b_ = 0, child_ = 0;
};

TEST_F(CascadeSteps, AReferenceWithCheckDigitsIsTheInvoice)
{
    const Proposal paid = propose(119000, "", "", "", creditor_reference("INV-2026-000041"));
    EXPECT_EQ(paid.step, CashStep::reference);
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(applied(paid), "000041=1190.00");
}

// Terms of 2 % within ten days: of 1,190.00 issued on 1 March 23.80, of 40.00 0.80; both until the 11th.
class CascadeDiscounts : public CascadeSteps {
protected:
    void SetUp() override
    {
        a_ = items_.customer(CustomerId("A"), "Nordlicht GmbH");
        b_ = items_.customer(CustomerId("B"), "晨光科技有限公司");
        offer("INV-2026-000071", 119000, 2380);
        offer("INV-2026-000072", 4000, 80);
        items_.seal();
    }
    void offer(const std::string& number, std::int64_t cents, std::int64_t discount)
    {
        items_.add({1, a_, InvoiceId(number), dollars(cents), Date::of(2026, 3, 1), Date::of(2026, 3, 31),
                    dollars(discount), Date::of(2026, 3, 11)});
    }
    Proposal paid_on(int day, std::int64_t cents, const std::string& text, const std::string& customer = "A") const
    {
        const std::vector<CashRule> rules = standard_cash_rules();
        return Cascade(items_, rules)
            .propose({PaymentId("P"), Date::of(2026, 3, day), dollars(cents), CustomerId(customer), "", "", text, ""});
    }
};

TEST_F(CascadeDiscounts, WhatTheTermsLetGoIsNoBanksCharge)
{
    const Proposal paid = paid_on(11, 3920, "INV-2026-000072");
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(paid.reason, "discount");
    EXPECT_EQ(paid.evidence, "invoice INV-2026-000072 named in the text, less the discount of its terms: 0.80");
    EXPECT_EQ(applied(paid), "000072=39.20");
    const Proposal late = paid_on(12, 3920, "INV-2026-000072");
    EXPECT_EQ(late.reason, "bank charges") << "the discount has lapsed";
}

TEST_F(CascadeDiscounts, AKnownPayersAmountLessTheDiscountConfirmsItself)
{
    const Proposal paid = paid_on(5, 116620, "thank you");
    EXPECT_EQ(paid.step, CashStep::account);
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(applied(paid), "000071=1166.20");
    EXPECT_FALSE(paid_on(12, 116620, "thank you").confirms);
    EXPECT_FALSE(paid_on(5, 116620, "thank you", "B").confirms) << "another customer's";
}

TEST_F(CascadeDiscounts, EachOfSeveralInvoicesIsPaidLessItsOwn)
{
    const Proposal paid = paid_on(5, 116620 + 3920, "INV-2026-000071, INV-2026-000072");
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(applied(paid), "000071=1166.20 000072=39.20");
    EXPECT_TRUE(paid.left.is_zero());
    const Proposal whole = paid_on(5, 119000 + 4000, "INV-2026-000071, INV-2026-000072");
    EXPECT_EQ(applied(whole), "000071=1190.00 000072=40.00");
}

TEST_F(CascadeSteps, ANumberIsFoundWhateverSeparatesIt)
{
    for (const char* text :
         {"inv 2026 000041", "INV2026000041", "合同款INV-2026-000041，谢谢", "re: INV/2026/000041."}) {
        const Proposal paid = propose(119000, text);
        EXPECT_TRUE(paid.confirms) << text;
        EXPECT_EQ(applied(paid), "000041=1190.00") << text;
    }
}

TEST_F(CascadeSteps, OnePaymentForManyCustomersIsSplitByTheirNumbers)
{
    const Proposal paid = propose(119000 + 238000, "INV-2026-000041 and INV-2026-000051");
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(applied(paid), "000041=1190.00 000051=2380.00");
}

TEST_F(CascadeSteps, WhatIsShortSaysWhy)
{
    const Proposal charges = propose(118500, "INV-2026-000041", "A");
    EXPECT_TRUE(charges.confirms);
    EXPECT_EQ(charges.reason, "bank charges");
    EXPECT_EQ(charges.short_by, dollars(500));
    const Proposal discount = propose(233240, "INV-2026-000051", "B");
    EXPECT_EQ(discount.reason, "discount");
    const Proposal part = propose(60000, "INV-2026-000041", "A");
    EXPECT_EQ(part.reason, "part payment");
    const Proposal doubtful = propose(77700, "INV-2026-000041", "A");
    EXPECT_FALSE(doubtful.confirms) << "the amount is the child's other invoice";
}

TEST_F(CascadeSteps, WhatIsMoreStaysOnAccount)
{
    const Proposal paid = propose(120000, "INV-2026-000041", "A");
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(paid.left, dollars(1000));
    EXPECT_EQ(applied(paid), "000041=1190.00");
}

TEST_F(CascadeSteps, AMiswrittenNumberNeedsAmountAndPayer)
{
    EXPECT_TRUE(propose(119000, "INV-2026-00O041", "A").confirms);
    EXPECT_TRUE(propose(119000, "000041", "A").confirms);
    EXPECT_FALSE(propose(119000, "000041").confirms) << "nobody says who pays";
    EXPECT_FALSE(propose(50000, "INV-2026-00044", "A").confirms) << "near to both of two equal ones";
}

TEST_F(CascadeSteps, OfTwoEqualOnesNoneIsTaken)
{
    const Proposal paid = propose(50000, "thank you", "A");
    EXPECT_EQ(paid.confidence, Confidence::low);
    EXPECT_FALSE(paid.confirms);
    EXPECT_TRUE(paid.applications.empty());
    EXPECT_EQ(paid.left, dollars(50000));
}

TEST_F(CascadeSteps, AParentPaysForItsChild)
{
    const Proposal paid = propose(77700, "", "A");
    EXPECT_EQ(paid.step, CashStep::account);
    EXPECT_EQ(applied(paid), "000061=777.00");
}

TEST_F(CascadeSteps, ASetIsProposedAndNotConfirmed)
{
    const Proposal paid = propose(119000 + 77700, "", "A");
    EXPECT_EQ(paid.step, CashStep::subset);
    EXPECT_EQ(paid.confidence, Confidence::high);
    EXPECT_FALSE(paid.confirms) << "the standard rules leave sets to a person";
    EXPECT_EQ(propose(119000 + 50000, "", "A").confidence, Confidence::low) << "two sets make it";
}

TEST_F(CascadeSteps, APayersNameIsEnoughOnlyWhenItIsTheCustomers)
{
    EXPECT_TRUE(propose(238000, "货款", "", "晨光科技").confirms);
    EXPECT_FALSE(propose(238000, "", "", "某某贸易").confirms);
    EXPECT_EQ(propose(238000, "", "", "").confidence, Confidence::none);
}

TEST_F(CascadeSteps, TheRulesOrderTheStepsAndLeaveSomeOut)
{
    const std::vector<CashRule> careful = {{CashStep::reference, true, {}, {}}, {CashStep::number, false, {}, {}}};
    const Incoming payment{
        PaymentId("P"), Date::of(2026, 3, 1), dollars(119000), CustomerId("A"), "", "", "INV-2026-000041", ""};
    EXPECT_FALSE(Cascade(items_, careful).propose(payment).confirms);
    Incoming silent = payment;
    silent.remittance = "";
    EXPECT_EQ(Cascade(items_, careful).propose(silent).confidence, Confidence::none);
}

TEST(CreditorReference, KnownOnesAreValid)
{
    EXPECT_TRUE(is_creditor_reference("RF18 5390 0754 7034"));
    EXPECT_FALSE(is_creditor_reference("RF19539007547034"));
    EXPECT_EQ(creditor_reference("INV-2026-00042"), "RF36INV202600042");
    EXPECT_TRUE(is_qr_reference("21 00000 00003 13947 14300 09017"));
    EXPECT_FALSE(is_qr_reference("210000000003139471430009018"));
}

TEST(Names, LegalFormsAndCaseDontMatter)
{
    EXPECT_EQ(plain_name_of("Nordlicht GmbH & Co. KG"), "NORDLICHT");
    EXPECT_EQ(plain_name_of("晨光科技股份有限公司"), plain_name_of("晨光科技"));
    for (const char* written : {"MÜLLER KG", "MUELLER KG", "MULLER KG", "Mu\u0308ller"})
        EXPECT_EQ(plain_name_of(written), plain_name_of("Müller KG")) << written;
    EXPECT_EQ(plain_name_of("Łódź Straße SAS"), "LODZSTRASSE");
    EXPECT_EQ(plain_name_of("Jones and Soehne Inc"), plain_name_of("Jones & Söhne, Inc."));
    EXPECT_NE(plain_name_of("Müller"), plain_name_of("Möller"));
    EXPECT_EQ(likeness("NORDLICHT", "NORDLICHT"), 100);
    EXPECT_GT(likeness("NORDLICHTSYSTEMS", "NORDLICHTSYSTEM"), 90);
    EXPECT_EQ(likeness("NORDLICHT", "QUAY"), 0);
}

TEST_F(CascadeSteps, OneInvoiceOrTwoThatMakeTheAmountTogetherWaitForAPerson)
{
    OpenItems items;
    const std::uint32_t payer = items.customer(CustomerId("C"), "Alder Foods Ltd");
    for (const auto& [number, cents] :
         {std::pair("INV-1", 30000), std::pair("INV-2", 70000), std::pair("INV-3", 100000)})
        items.add({1, payer, InvoiceId(number), dollars(cents), Date::of(2026, 1, 1), Date::of(2026, 2, 1)});
    items.seal();
    const std::vector<CashRule> rules = standard_cash_rules();
    const auto paid = [&](std::int64_t cents, const char* customer, const char* name, const char* text) {
        return Cascade(items, rules)
            .propose({PaymentId("P"), Date::of(2026, 3, 1), dollars(cents), CustomerId(customer), "", "", text, name});
    };
    EXPECT_FALSE(paid(100000, "C", "", "thank you").confirms);
    EXPECT_FALSE(paid(100000, "", "Alder Foods Ltd", "thank you").confirms);
    EXPECT_EQ(paid(100000, "C", "", "thank you").confidence, Confidence::medium);
    EXPECT_TRUE(paid(100000, "C", "", "INV-3").confirms) << "the payer says which";
    EXPECT_TRUE(paid(70000, "C", "", "thank you").confirms) << "nothing else makes it";
}

TEST_F(CascadeSteps, AnInvoiceInAnotherCurrencyWaitsForAPersonWhoKnowsTheRate)
{
    const Currency eur = *Currency::parse("EUR");
    const std::vector<CashRule> rules = standard_cash_rules();
    const auto paid = [&](std::int64_t cents, std::optional<std::int64_t> worth) {
        Incoming payment{
            PaymentId("P"), Date::of(2026, 3, 1), Money(cents, eur), CustomerId("A"), "", "", "INV-2026-000041", ""};
        payment.worth = [&](Currency) { return worth ? std::optional(dollars(*worth)) : std::nullopt; };
        return Cascade(items_, rules).propose(payment);
    };
    const Proposal near = paid(108000, 118500);
    EXPECT_EQ(near.confidence, Confidence::medium);
    EXPECT_FALSE(near.confirms);
    EXPECT_EQ(applied(near), "000041=1190.00") << "within a twentieth of what is open";
    EXPECT_EQ(near.evidence,
              "invoice INV-2026-000041 named in the text, EUR for USD: worth 1,185.00 by the day's rate, and 1,190.00 "
              "are open");
    EXPECT_EQ(applied(paid(50000, 55000)), "000041=550.00");
    EXPECT_EQ(paid(50000, 55000).reason, "part payment");
    EXPECT_EQ(paid(200000, 220000).confidence, Confidence::low);
    EXPECT_TRUE(paid(200000, 220000).applications.empty());
    EXPECT_EQ(paid(108000, std::nullopt).confidence, Confidence::low);
}

}  // namespace

}  // namespace earned::billing::cascade_test
