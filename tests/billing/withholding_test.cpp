// Payments that are short by the tax that their customer withholds.
#include "billing/collect/cascade.h"
#include "billing/collect/withholding.h"

#include <gtest/gtest.h>

#include <map>

namespace earned::billing::withholding_test {

namespace {

const Currency usd = *Currency::parse("USD");

Money dollars(std::int64_t cents) { return Money(cents, usd); }

std::string taxes(std::int64_t paid, const std::vector<std::pair<std::int64_t, std::int64_t>>& open_and_expected)
{
    std::vector<Taxed> invoices;
    for (const auto& [open, expected] : open_and_expected) invoices.push_back({dollars(open), dollars(expected)});
    const auto found = withheld_from(dollars(paid), invoices);
    if (!found) return "none";
    std::string text;
    Money sum = dollars(paid), all = dollars(0);
    for (const Money tax : *found) {
        text += (text.empty() ? "" : " ") + tax.plain();
        sum += tax;
    }
    for (const Taxed& one : invoices) all += one.open;
    EXPECT_EQ(sum, all) << "cash and taxes are all that was open";
    return text;
}

TEST(WithheldFrom, OneInvoiceExactly)
{
    EXPECT_EQ(taxes(90000, {{100000, 10000}}), "100.00");
    EXPECT_EQ(taxes(90001, {{100000, 10000}}), "none") << "a cent more is a part payment";
    EXPECT_EQ(taxes(89999, {{100000, 10000}}), "none");
    EXPECT_EQ(taxes(100000, {{100000, 10000}}), "none") << "nothing was withheld";
    EXPECT_EQ(taxes(90000, {{100000, 0}}), "none") << "nobody expects it";
    EXPECT_EQ(taxes(0, {}), "none");
}

TEST(WithheldFrom, SeveralInvoicesShareWhatWasRoundedOnce)
{
    EXPECT_EQ(taxes(270000, {{100000, 10000}, {200000, 20000}}), "100.00 200.00");
    // 10 % of 333.35 three times is 33.34 (100.02); of 1,000.05 once it is 100.01.
    EXPECT_EQ(taxes(90004, {{33335, 3334}, {33335, 3334}, {33335, 3334}}), "33.34 33.34 33.33");
    EXPECT_EQ(taxes(90003, {{33335, 3334}, {33335, 3334}, {33335, 3334}}), "33.34 33.34 33.34");
    EXPECT_EQ(taxes(89999, {{33335, 3334}, {33335, 3334}, {33335, 3334}}), "none") << "four cents more than expected";
    EXPECT_EQ(taxes(190000, {{100000, 10000}, {100000, 0}}), "100.00 0.00") << "goods bear none";
}

class WithheldCascade : public ::testing::Test {
protected:
    void SetUp() override
    {
        a_ = items_.customer(CustomerId("A"), "Nordlicht GmbH");
        add("INV-2026-000041", 119000, 10000);
        add("INV-2026-000042", 59500, 5000);
        add("INV-2026-000043", 50000, 0);
        items_.seal();
    }
    void add(const std::string& number, std::int64_t cents, std::int64_t tax)
    {
        tax_[static_cast<std::uint32_t>(tax_.size())] = dollars(tax);
        items_.add({1, a_, InvoiceId(number), dollars(cents), Date::of(2026, 1, 1), Date::of(2026, 2, 1)});
    }
    Proposal propose(std::int64_t cents, const std::string& text, const std::string& customer = "",
                     const std::string& payer = "") const
    {
        const std::vector<CashRule> rules = standard_cash_rules();
        return Cascade(items_, rules, [&](std::uint32_t item) { return tax_.at(item); })
            .propose({PaymentId("P"), Date::of(2026, 3, 1), dollars(cents), CustomerId(customer), "", "", text, payer});
    }
    std::string applied(const Proposal& proposal) const
    {
        std::string text;
        for (const Application& one : proposal.applications)
            text += (text.empty() ? "" : " ") + items_.at(one.item).invoice.text().substr(9) + "=" +
                    one.amount.plain() + (one.tax.sign() > 0 ? "+" + one.tax.plain() : "");
        return text;
    }

    OpenItems items_;
    std::map<std::uint32_t, Money> tax_;
    std::uint32_t a_ = 0;
};

TEST_F(WithheldCascade, ANamedInvoiceIsClearedWhole)
{
    const Proposal paid = propose(109000, "INV-2026-000041", "A");
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(applied(paid), "000041=1090.00+100.00");
    EXPECT_EQ(paid.evidence, "invoice INV-2026-000041 named in the text, less tax withheld 100.00");
    EXPECT_EQ(paid.left, dollars(0));
    EXPECT_TRUE(paid.reason.empty()) << "it is no part payment";
}

TEST_F(WithheldCascade, SeveralNamedInvoicesEachWithItsTax)
{
    EXPECT_EQ(applied(propose(119000 + 59500 - 15000, "INV-2026-000041 INV-2026-000042", "A")),
              "000041=1090.00+100.00 000042=545.00+50.00");
}

TEST_F(WithheldCascade, ByPayerAndAmountAlone)
{
    const Proposal paid = propose(54500, "rent", "A");
    EXPECT_TRUE(paid.confirms);
    EXPECT_EQ(applied(paid), "000042=545.00+50.00");
    EXPECT_EQ(paid.step, CashStep::account);
}

TEST_F(WithheldCascade, OtherAmountsAndStrangersAreWhatTheyWere)
{
    const Proposal part = propose(108000, "INV-2026-000041", "A");
    EXPECT_EQ(applied(part), "000041=1080.00");
    EXPECT_EQ(part.reason, "part payment");
    EXPECT_EQ(propose(109000, "INV-2026-000041", "", "Someone Else Ltd").confirms, false);
}

}  // namespace

}  // namespace earned::billing::withholding_test
