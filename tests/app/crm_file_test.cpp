// A CRM's deals from CSV: columns by their names, stages by their words, and what can't be read.
#include "app/crm_file.h"
#include "books_app.h"

namespace earned::app::crm_file_test {

namespace {

const Currency usd = *Currency::parse("USD");

std::string refusal(const std::string& text)
{
    try {
        crm_deals(text, "deals.csv", usd);
    } catch (const Refused& refused) {
        return refused.fault.code + " " + refused.fault.where;
    }
    return "";
}

}  // namespace

TEST(CrmFile, FindsItsColumnsByName)
{
    const auto deals = crm_deals(
        "Opportunity ID,Account Name,Amount,Stage Name,Close Date\n"
        "C1,\"Ant, Ltd\",1200.50,Closed Won,2026-01-28T00:00:00Z\n\nC2,B,7,Prospecting,\n",
        "deals.csv", usd);
    ASSERT_EQ(deals.size(), 2U);
    EXPECT_EQ(deals[0].contract, "C1");
    EXPECT_EQ(deals[0].customer, "Ant, Ltd");
    EXPECT_EQ(deals[0].amount.text(), "1,200.50");
    EXPECT_EQ(deals[0].stands, DealStage::won);
    EXPECT_EQ(deals[0].date, Date::parse("2026-01-28"));
    EXPECT_EQ(deals[0].line, 2U);
    EXPECT_EQ(deals[1].stands, DealStage::open);
    EXPECT_FALSE(deals[1].date);
    EXPECT_EQ(deals[1].line, 4U);
}

TEST(CrmFile, ReadsChineseColumnsAndCurrencies)
{
    const auto deals = crm_deals(
        "\xEF\xBB\xBF合同编号,客户,金额,币种,阶段,签约日期\nC1,甲公司,88000,CNY,赢单,2026-02-01\n", "deals.csv", usd);
    ASSERT_EQ(deals.size(), 1U);
    EXPECT_EQ(deals[0].amount.currency().code(), "CNY");
    EXPECT_EQ(deals[0].stands, DealStage::won);
}

// 合同编号,金额,阶段 in GB18030, as a Chinese spreadsheet saves "CSV".
TEST(CrmFile, ReadsWhatASpreadsheetWroteAnew)
{
    const auto deals = crm_deals(
        "\xBA\xCF\xCD\xAC\xB1\xE0\xBA\xC5,\xBD\xF0\xB6\xEE,\xBD\xD7\xB6\xCE,date\n"
        "C1,\"1,288,000.50\",\xD3\xAE\xB5\xA5,2026/3/1\nC2,,\xCA\xE4\xB5\xA5,2026\xC4\xEA"
        "12\xD4\xC2"
        "31\xC8\xD5\n",
        "deals.csv", usd);
    ASSERT_EQ(deals.size(), 2U);
    EXPECT_EQ(deals[0].amount.text(), "1,288,000.50");
    EXPECT_EQ(deals[0].stands, DealStage::won);
    EXPECT_EQ(deals[0].date, Date::parse("2026-03-01"));
    EXPECT_EQ(deals[1].stands, DealStage::lost);
    EXPECT_TRUE(deals[1].amount.is_zero()) << "a deal that isn't won needs no amount";
    EXPECT_EQ(deals[1].date, Date::parse("2026-12-31"));
}

TEST(CrmFile, WhatCannotBeReadIsRefusedWithItsLine)
{
    EXPECT_EQ(refusal("contract,amount,stage\nC1,,won\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage\nC1,\"12,00\",won\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage,date\nC1,1,won,3/31/2026\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage,date\nC1,1,won,2026/13/1\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage\nC1,1,\xFF\xFF\n"), "crm-unreadable deals.csv");
    EXPECT_EQ(refusal(""), "crm-unreadable deals.csv");
    EXPECT_EQ(refusal("a,b\n1,2\n"), "crm-unreadable deals.csv:1");
    EXPECT_EQ(refusal("contract,amount,stage\nC1,twelve,won\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage\nC1,1.005,won\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage\n,1,won\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage,date\nC1,1,won,tomorrow\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage,currency\nC1,1,won,XYZW\n"), "crm-unreadable deals.csv:2");
    EXPECT_EQ(refusal("contract,amount,stage\nC1,\"1,won\n"), "crm-unreadable deals.csv:2");
}

}  // namespace earned::app::crm_file_test
