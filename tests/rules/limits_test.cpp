// Limits of approval are in a currency: what is in another waits, and a bare number is remarked.
#include "rules/check.h"
#include "rules/collections.h"
#include "tests/rules/standard.h"

namespace earned::rules_test {

namespace {

int persons(std::string_view kind, std::string_view amount, std::string_view currency)
{
    const Result<int> asked = persons_for(standard(), {kind, *Decimal::parse(amount), *Currency::parse(currency)});
    EXPECT_TRUE(asked);
    return asked ? *asked : -1;
}

TEST(Limits, AreOfTheCurrenciesBesideThem)
{
    EXPECT_EQ(persons("write_off", "1000.00", "EUR"), 1);
    EXPECT_EQ(persons("write_off", "1000.01", "EUR"), 2);
    EXPECT_EQ(persons("write_off", "7000.00", "CNY"), 1);
    EXPECT_EQ(persons("refund", "7000.01", "SEK"), 2);
    EXPECT_EQ(persons("refund", "150000", "JPY"), 1);
    EXPECT_EQ(persons("refund", "1300001", "KRW"), 2);
}

TEST(Limits, WhatIsInAnotherCurrencyTakesTwo)
{
    EXPECT_EQ(persons("write_off", "0.001", "KWD"), 2) << "no limit says what a dinar is worth";
    EXPECT_EQ(persons("refund", "999", "IDR"), 2);
    EXPECT_EQ(persons("apply", "1000000", "KWD"), 1);
}

TEST(Limits, WithoutACurrencyAreRemarked)
{
    std::vector<PackageFile> files = standard_files();
    EXPECT_TRUE(check_package("standard", files).empty());
    const std::string cell =
        "<inputEntry id=\"large_credit_in3\"><text>\"USD\", \"EUR\", \"GBP\", \"CHF\", \"AUD\", "
        "\"CAD\", \"SGD\", \"NZD\"</text>";
    for (PackageFile& file : files) {
        if (file.name != "approval.dmn") continue;
        const std::size_t at = file.text.find(cell);
        ASSERT_NE(at, std::string::npos);
        file.text.replace(at, cell.size(), "<inputEntry id=\"large_credit_in3\"><text>-</text>");
    }
    bool found = false;
    for (const Fault& fault : check_package("standard", files))
        if (fault.code == "limit-without-currency") {
            found = true;
            EXPECT_EQ(fault.where, "approval.dmn, decision approval, rule large_credit");
        }
    EXPECT_TRUE(found);
}

}  // namespace

}  // namespace earned::rules_test
