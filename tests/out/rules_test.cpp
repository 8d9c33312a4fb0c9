// Each arithmetic rule of EN 16931 broken once, and caught by its name.
#include "tests/out/sample.h"

#include <gtest/gtest.h>

#include <functional>

namespace earned::out::rules_test {

namespace {

using einvoice::broken;
using einvoice::broken_sums;
using einvoice::Invoice;
using Names = std::vector<std::string>;

Names sorted(Names names)
{
    std::sort(names.begin(), names.end());
    return names;
}

struct Sin {
    const char* name;
    std::function<void(Invoice&)> commit;
    Names caught;
};

void expect_caught(const std::vector<Sin>& sins)
{
    for (const Sin& sin : sins) {
        Invoice invoice = sample();
        sin.commit(invoice);
        EXPECT_EQ(rules_of(broken(invoice)), sin.caught) << sin.name;
    }
}

TEST(EInvoiceRules, ASoundDocumentKeepsThem)
{
    EXPECT_EQ(rules_of(broken(sample())), Names());
    EXPECT_EQ(rules_of(broken(credit_note())), Names());
}

TEST(EInvoiceRules, ACentInATotalIsCaught)
{
    const Decimal cent = figure("0.01");
    expect_caught({
        {"sum of lines", [&](Invoice& i) { i.totals.lines += cent; }, {"br-co-10", "br-co-13"}},
        {"allowances", [&](Invoice& i) { i.totals.allowances += cent; }, {"br-co-11", "br-co-13"}},
        {"charges", [&](Invoice& i) { i.totals.charges += cent; }, {"br-co-12", "br-co-13"}},
        {"without tax", [&](Invoice& i) { i.totals.without_tax += cent; }, {"br-co-13", "br-co-15"}},
        {"tax", [&](Invoice& i) { i.totals.tax += cent; }, {"br-co-14", "br-co-15"}},
        {"with tax", [&](Invoice& i) { i.totals.with_tax += cent; }, {"br-co-15", "br-co-16"}},
        {"payable", [&](Invoice& i) { i.totals.payable += cent; }, {"br-co-16"}},
        {"paid", [&](Invoice& i) { i.totals.paid += cent; }, {"br-co-16"}},
        {"rounding", [&](Invoice& i) { i.totals.rounding += cent; }, {"br-co-16"}},
    });
}

TEST(EInvoiceRules, ACentInTheBreakdownOfTaxIsCaught)
{
    const Decimal cent = figure("0.01");
    expect_caught({
        {"tax of a rate", [&](Invoice& i) { i.subtotals[0].tax += cent; }, {"br-co-14", "br-co-17", "br-s-09"}},
        {"taxable of a rate", [&](Invoice& i) { i.subtotals[1].taxable += cent; }, {"br-s-08"}},
        {"a line", [&](Invoice& i) { i.lines[2].net += cent; }, {"br-co-10", "br-s-08", "line-net-amount"}},
        {"a rate without a group", [&](Invoice& i) { i.lines[2].tax.percent = figure("5"); }, {"br-s-01", "br-s-08"}},
        {"an allowance's share",
         [](Invoice& i) { i.lines[1].allowances[0].percent = figure("11"); },
         {"allowance-amount"}},
    });
}

TEST(EInvoiceRules, ACodeOfNoListIsCaught)
{
    expect_caught({
        {"currency", [](Invoice& i) { i.currency = "XXX"; }, {"br-cl-04"}},
        {"payment means", [](Invoice& i) { i.means.code = "71"; }, {"br-cl-16"}},
        {"payment means of three digits", [](Invoice& i) { i.means.code = "030"; }, {"br-cl-16"}},
        {"the seller's country", [](Invoice& i) { i.seller.place.country = "UK"; }, {"br-cl-14"}},
        {"the buyer's country", [](Invoice& i) { i.buyer.place.country = "D"; }, {"br-cl-14"}},
        {"the country of delivery", [](Invoice& i) { i.deliver_to_country = "EU"; }, {"br-cl-14"}},
        {"a scheme", [](Invoice& i) { i.buyer.endpoint_scheme = "mail"; }, {"br-cl-25"}},
        {"a reason", [](Invoice& i) { i.subtotals[0].exemption_code = "AE"; }, {"br-cl-22", "br-s-10"}},
        {"a unit", [](Invoice& i) { i.lines[0].unit = "each"; }, {"br-cl-23"}},
    });
    for (const char* code : {"1", "30", "58", "70", "97", "ZZZ"}) {
        Invoice invoice = sample();
        invoice.means.code = code;
        EXPECT_EQ(rules_of(broken(invoice)), Names()) << code;
    }
    for (const char* country : {"AD", "XI", "ZW", "CN", "US"}) {
        Invoice invoice = sample();
        invoice.seller.place.country = country;
        EXPECT_EQ(rules_of(broken(invoice)), Names()) << country;
    }
}

TEST(EInvoiceRules, TaxRoundsOnceOnTheGroupHalfAwayFromZero)
{
    // Three lines of 0.50 at 5 %: 0.025 each rounds to 0.03, and 0.09 in all; of the group it is 0.08.
    Invoice invoice = sample();
    const einvoice::TaxKind five{"S", figure("5")};
    invoice.allowances.clear();
    invoice.lines = {line("1", "1", "0.50", "0.50", five), line("2", "1", "0.50", "0.50", five),
                     line("3", "1", "0.50", "0.50", five)};
    invoice.subtotals = {{figure("1.50"), figure("0.08"), five, "", ""}};
    invoice.totals = {figure("1.50"), figure("0"), figure("0"), figure("1.50"), figure("0.08"),
                      figure("1.58"), figure("0"), figure("0"), figure("1.58")};
    EXPECT_EQ(rules_of(broken(invoice)), Names());
    invoice.subtotals[0].tax = figure("0.09");
    invoice.totals.tax = figure("0.09");
    invoice.totals.with_tax = invoice.totals.payable = figure("1.59");
    EXPECT_EQ(rules_of(broken(invoice)), Names({"br-co-17", "br-s-09"}));
    invoice.type = "381";  // of a credit note, a part of an invoice's tax: a cent a line, and no more
    EXPECT_EQ(rules_of(broken(invoice)), Names());
    invoice.subtotals[0].tax = figure("0.12");
    invoice.totals.tax = figure("0.12");
    invoice.totals.with_tax = invoice.totals.payable = figure("1.62");
    EXPECT_EQ(rules_of(broken(invoice)), Names({"br-co-17", "br-s-09"}));
}

TEST(EInvoiceRules, ThreeDecimalsAreCaughtWhereverTheyStand)
{
    const Decimal mill = figure("0.001");
    expect_caught({
        {"paid",
         [&](Invoice& i) {
             i.totals.paid += mill;
             i.totals.payable -= mill;
         },
         {"br-dec-16", "br-dec-18"}},
        {"rounding",
         [&](Invoice& i) {
             i.totals.rounding += mill;
             i.totals.payable += mill;
         },
         {"br-dec-17", "br-dec-18"}},
        {"base of a line's discount",
         [](Invoice& i) { i.lines[1].allowances[0].base = figure("120.000"); },
         {"br-dec-25"}},
    });
    Invoice invoice = sample();
    const auto widen = [](Decimal& amount) { amount = amount.quantized(3, Round::half_away); };
    for (einvoice::Allowance& one : invoice.allowances) widen(one.amount);
    for (einvoice::TaxSubtotal& one : invoice.subtotals) widen(one.taxable), widen(one.tax);
    einvoice::Totals& totals = invoice.totals;
    for (Decimal* one :
         {&totals.lines, &totals.allowances, &totals.charges, &totals.without_tax, &totals.tax, &totals.with_tax})
        widen(*one);
    widen(invoice.lines[0].net);
    widen(invoice.lines[1].allowances[0].amount);
    EXPECT_EQ(rules_of(broken(invoice)),
              Names({"br-dec-01", "br-dec-05", "br-dec-09", "br-dec-10", "br-dec-11", "br-dec-12", "br-dec-13",
                     "br-dec-14", "br-dec-19", "br-dec-20", "br-dec-23", "br-dec-24"}));
}

TEST(EInvoiceRules, EachCategoryAsksForItsOwn)
{
    struct Kind {
        const char *category, *code, *reason, *rules;
    };
    for (const Kind& kind : {Kind{"E", "", "Education", "br-e"},
                             {"AE", "VATEX-EU-AE", "Reverse charge", "br-ae"},
                             {"K", "VATEX-EU-IC", "Intra-Community supply", "br-ic"},
                             {"G", "VATEX-EU-G", "Export outside the EU", "br-g"},
                             {"Z", "", "", "br-z"}}) {
        Invoice invoice = untaxed(kind.category, kind.code, kind.reason);
        invoice.deliver_to_country = "FR";
        const std::string rules = kind.rules;
        EXPECT_EQ(rules_of(broken(invoice)), Names()) << rules;
        Invoice taxed = invoice;
        taxed.lines[0].tax.percent = taxed.subtotals[0].kind.percent = figure("19");
        EXPECT_EQ(rules_of(broken(taxed)), sorted({"br-co-17", rules + "-05", rules + "-09"}));
        Invoice reason = invoice;
        reason.subtotals[0].exemption_code = "";
        reason.subtotals[0].exemption_reason = rules == "br-z" ? "a reason" : "";
        EXPECT_EQ(rules_of(broken(reason)), Names({rules + "-10"}));
        Invoice nobody = invoice;
        nobody.seller.tax_id.clear();
        EXPECT_EQ(rules_of(broken(nobody)), Names({rules + "-02"}));
    }
}

TEST(EInvoiceRules, ReverseChargeNeedsTheBuyersIdAndAUnionSupplyItsDelivery)
{
    Invoice reverse = untaxed("AE", "VATEX-EU-AE", "Reverse charge");
    reverse.buyer.tax_id = reverse.buyer.registration = "";
    EXPECT_EQ(rules_of(broken(reverse)), Names({"br-ae-02"}));
    Invoice supply = untaxed("K", "VATEX-EU-IC", "Intra-Community supply");
    supply.period.reset();
    EXPECT_EQ(rules_of(broken(supply)), Names({"br-ic-11", "br-ic-12"}));
}

TEST(EInvoiceRules, OutsideTheScopeHasNoRateNoIdAndNoCompany)
{
    Invoice outside = untaxed("O", "VATEX-EU-O", "Not subject to VAT");
    outside.lines[0].tax.percent.reset();
    outside.subtotals[0].kind.percent.reset();
    EXPECT_EQ(rules_of(broken(outside)), Names({"br-o-02"}));
    outside.seller.tax_id = outside.buyer.tax_id = "";
    EXPECT_EQ(rules_of(broken(outside)), Names());
    outside.lines[0].tax.percent = outside.subtotals[0].kind.percent = figure("0");
    EXPECT_EQ(rules_of(broken(outside)), Names({"br-o-05"}));
}

TEST(EInvoiceRules, WhatADocumentMustHoldIsNamed)
{
    expect_caught({
        {"seller's name", [](Invoice& i) { i.seller.name.clear(); }, {"br-06"}},
        {"buyer's country", [](Invoice& i) { i.buyer.place.country.clear(); }, {"br-11"}},
        {"id without its country", [](Invoice& i) { i.seller.tax_id = "123456789"; }, {"br-co-09"}},
        {"type", [](Invoice& i) { i.type = "325"; }, {"br-04"}},
        {"negative price",
         [](Invoice& i) {
             i.lines[2].price = -i.lines[2].price;
             i.lines[2].quantity = -i.lines[2].quantity;
         },
         {"br-27"}},
        {"period reversed",
         [](Invoice& i) {
             i.period = Term{i.period->last, i.period->first};
         },
         {"br-29"}},
        {"account", [](Invoice& i) { i.means.account.clear(); }, {"br-61"}},
        {"terms",
         [](Invoice& i) {
             i.terms.clear();
             i.due.reset();
         },
         {"br-co-25"}},
        {"why a discount", [](Invoice& i) { i.allowances[0].code = i.allowances[0].reason = ""; }, {"br-33"}},
        {"category", [](Invoice& i) { i.lines[2].tax = i.subtotals[1].kind = {}; }, {"br-co-04", "br-co-17"}},
    });
}

TEST(EInvoiceRules, ACurrencyWithoutDecimalsRoundsToWholeUnits)
{
    Invoice invoice = untaxed("S", "", "");
    invoice.currency = "JPY";
    invoice.lines = {line("1", "1", "105", "105", {"S", figure("10")})};
    invoice.subtotals = {{figure("105"), figure("11"), {"S", figure("10")}, "", ""}};
    invoice.totals = {figure("105"), figure("0"), figure("0"), figure("105"), figure("11"),
                      figure("116"), figure("0"), figure("0"), figure("116")};
    EXPECT_EQ(rules_of(broken(invoice)), Names());
}

}  // namespace

}  // namespace earned::out::rules_test
