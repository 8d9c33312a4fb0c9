// The whole engine on published examples: events in, targets and cuts out.
#include "tests/journal/book.h"

namespace earned::end_to_end_test {
namespace {

using journal_test::Amounts;
using journal_test::Book;

Book product_of_example_38(const std::string& cancellable, Policies policies = {})
{
    Book book(std::move(policies));
    book.tell("contract.signed",
              "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'terms': 'net 30'" + cancellable +
                  ", 'lines': [{'line': 'product', 'price': 1000.00, 'treatment': {'satisfied': 'point_in_time',"
                  "'trigger': 'fulfilment'}, 'billing': {'plan': 'on_signing'}}]}");
    book.tell("payment.received",
              "{'payment': 'P1', 'customer': 'A', 'contract': 'C1', 'date': '2026-03-01', 'amount': 1000.00}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'product', 'date': '2026-03-31'}");
    book.run("2026-12-31");
    return book;
}

TEST(EndToEnd, Example38B)
{
    const Book book = product_of_example_38("");
    EXPECT_EQ(book.balances("2026-01-30"), Amounts());
    EXPECT_EQ(book.journal("2026-01-31"), (Amounts{{"receivable", "1000.00"}, {"contract_liability", "1000.00"}}));
    EXPECT_EQ(book.journal("2026-03-01"), (Amounts{{"cash", "1000.00"}, {"receivable", "-1000.00"}}));
    EXPECT_EQ(book.journal("2026-03-31"), (Amounts{{"contract_liability", "-1000.00"}, {"revenue", "1000.00"}}));
}

TEST(EndToEnd, Example38A)
{
    const Book book = product_of_example_38(", 'cancellable': {'by': 'either', 'refund': 'all'}",
                                            {{"refundable_prepayment", "contract_liability"}});
    EXPECT_EQ(book.balances("2026-02-28"), Amounts());
    EXPECT_EQ(book.journal("2026-03-01"), (Amounts{{"cash", "1000.00"}, {"contract_liability", "1000.00"}}));
    EXPECT_EQ(book.balances("2026-03-31"), (Amounts{{"cash", "1000.00"}, {"revenue", "1000.00"}}));
}

TEST(EndToEnd, Example39)
{
    Book book;
    book.tell("contract.signed",
              "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'price': 1000.00, 'lines': ["
              "{'line': 'A', 'ssp': 400.00, 'treatment': {'satisfied': 'point_in_time', 'trigger': 'fulfilment'},"
              " 'billing': {'plan': 'on_fulfilment', 'after': ['B']}},"
              "{'line': 'B', 'ssp': 600.00, 'treatment': {'satisfied': 'point_in_time', 'trigger': 'fulfilment'},"
              " 'billing': {'plan': 'on_fulfilment', 'after': ['A']}}]}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'A', 'date': '2026-02-01'}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'B', 'date': '2026-03-01'}").run("2026-12-31");
    EXPECT_EQ(book.balances("2026-02-01"), (Amounts{{"contract_asset", "400.00"}, {"revenue", "400.00"}}));
    EXPECT_EQ(book.journal("2026-03-01"),
              (Amounts{{"receivable", "1000.00"}, {"contract_asset", "-400.00"}, {"revenue", "600.00"}}));
}

TEST(EndToEnd, Example40)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'lines': [{'line': 'product', 'quantity': 'open',"
        "'unit_price': 150.00, 'treatment': {'satisfied': 'point_in_time', 'trigger': 'fulfilment'},"
        "'billing': {'plan': 'on_fulfilment'}}], 'variable': [{'id': 'volume', 'kind': 'rebate', 'per_unit': -25.00,"
        "'method': 'most_likely', 'allocate_to': ['product']}]}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'product', 'quantity': 100, 'date': '2026-01-31'}")
        .run("2026-12-31");
    EXPECT_EQ(book.journal("2026-01-31"),
              (Amounts{{"receivable", "15000.00"}, {"revenue", "12500.00"}, {"refund_liability", "2500.00"}}));
}

TEST(EndToEnd, Example1)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'collectable': false, 'lines': [{'line': 'building',"
        "'price': 1000000.00, 'unit_cost': 600000.00, 'treatment': {'satisfied': 'point_in_time',"
        "'trigger': 'fulfilment'}, 'billing': {'plan': 'none'}}]}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'building', 'date': '2026-01-01'}");
    book.tell("payment.received",
              "{'payment': 'P1', 'customer': 'A', 'contract': 'C1', 'date': '2026-01-01', 'amount': 50000.00}");
    book.tell("contract.assessed", "{'contract': 'C1', 'date': '2026-12-31', 'collectable': false}").run("2026-12-31");
    EXPECT_EQ(book.balances("2026-12-31"), (Amounts{{"cash", "50000.00"}, {"customer_deposit", "50000.00"}}));
    EXPECT_EQ(book.journal("2026-01-01"), book.balances("2026-12-31"));
}

TEST(EndToEnd, AnInvoiceForTooMuch)
{
    for (const bool invoiced : {true, false}) {
        Book book(invoiced ? Policies{{"receivable_when", "invoiced"}} : Policies{});
        book.tell(
            "contract.signed",
            "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'lines': [{'line': 'service', 'price': 12000.00,"
            "'start': '2026-01-01', 'end': '2026-12-31', 'treatment': {'satisfied': 'over_time', 'measure': 'monthly'},"
            "'billing': {'plan': 'none'}}]}");
        book.tell("invoice.issued", "{'invoice': 'I1', 'contract': 'C1', 'date': '2026-01-01', 'due': '2026-01-01',"
                                    "'lines': [{'line': 'service', 'amount': 13000.00, 'tax': 0.00}]}");
        book.tell("credit.issued",
                  "{'credit': 'R1', 'invoice': 'I1', 'date': '2026-01-20', 'reason': 'error', 'settle': 'offset',"
                  "'lines': [{'line': 'service', 'amount': 1000.00, 'tax': 0.00}]}");
        const std::string first = invoiced ? "13000.00" : "12000.00";
        EXPECT_EQ(book.balances("2026-01-01"), (Amounts{{"receivable", first}, {"contract_liability", first}}));
        EXPECT_EQ(book.balances("2026-01-31"),
                  (Amounts{{"receivable", "12000.00"}, {"contract_liability", "11000.00"}, {"revenue", "1000.00"}}));
    }
}

TEST(EndToEnd, ACancelledYearIsPaidBackInPart)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'lines': [{'line': 'service', 'price': 12000.00,"
        "'start': '2026-01-01', 'end': '2026-12-31', 'treatment': {'satisfied': 'over_time', 'measure': 'monthly'},"
        "'billing': {'plan': 'none'}}]}");
    book.tell("payment.received",
              "{'payment': 'P1', 'customer': 'A', 'contract': 'C1', 'date': '2026-01-01', 'amount': 12000.00}");
    book.tell("contract.terminated", "{'contract': 'C1', 'date': '2026-09-30', 'refund': 2700.00}");
    book.tell("payment.refunded",
              "{'payment': 'P1', 'date': '2026-10-10', 'amount': 2700.00, 'reason': 'cancellation'}")
        .run("2026-12-31");
    EXPECT_EQ(book.journal("2026-09-30"),
              (Amounts{{"contract_liability", "-4000.00"}, {"revenue", "1300.00"}, {"refund_liability", "2700.00"}}));
    EXPECT_EQ(book.journal("2026-10-10"), (Amounts{{"cash", "-2700.00"}, {"refund_liability", "-2700.00"}}));
    EXPECT_EQ(book.balances("2026-12-31"), (Amounts{{"cash", "9300.00"}, {"revenue", "9300.00"}}));
}

TEST(EndToEnd, APrepaymentThatCanBeHadBackMonthByMonth)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01',"
        "'cancellable': {'by': 'customer', 'every': '1 month', 'refund': 'pro_rata'}, 'lines': [{'line': 'service',"
        "'price': 12000.00, 'start': '2026-01-01', 'end': '2026-12-31', 'treatment': {'satisfied': 'over_time',"
        "'measure': 'monthly'}, 'billing': {'plan': 'none'}}]}");
    book.tell("payment.received",
              "{'payment': 'P1', 'customer': 'A', 'contract': 'C1', 'date': '2026-01-01', 'amount': 12000.00}")
        .run("2026-12-31");
    EXPECT_EQ(book.journal("2026-01-01"),
              (Amounts{{"cash", "12000.00"}, {"contract_liability", "1000.00"}, {"refund_liability", "11000.00"}}));
    EXPECT_EQ(book.journal("2026-01-31"), (Amounts{{"contract_liability", "-1000.00"}, {"revenue", "1000.00"}}));
    EXPECT_EQ(book.journal("2026-02-01"),
              (Amounts{{"contract_liability", "1000.00"}, {"refund_liability", "-1000.00"}}));
}

TEST(EndToEnd, HoursNotYetInvoiced)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2025-12-01', 'lines': [{'line': 'hours', 'quantity': 'open',"
        "'unit_price': 25.00, 'treatment': {'satisfied': 'over_time', 'measure': 'as_invoiced'}, 'billing': {'plan': "
        "'none'}}]}");
    book.tell("usage.recorded", "{'contract': 'C1', 'line': 'hours', 'date': '2025-12-31', 'quantity': 120}");
    book.tell("invoice.issued", "{'invoice': 'I1', 'contract': 'C1', 'date': '2026-01-15', 'due': '2026-01-15',"
                                "'lines': [{'line': 'hours', 'amount': 3000.00, 'tax': 0.00}]}");
    EXPECT_EQ(book.journal("2025-12-31"), (Amounts{{"unbilled_receivable", "3000.00"}, {"revenue", "3000.00"}}));
    EXPECT_EQ(book.journal("2026-01-15"), (Amounts{{"receivable", "3000.00"}, {"unbilled_receivable", "-3000.00"}}));
}

TEST(EndToEnd, TaxIsTheAuthoritys)
{
    Book book;
    book.tell("contract.signed",
              "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-15', 'lines': [{'line': 'goods', 'price': 1000.00,"
              "'tax': {'rate': 0.08}, 'treatment': {'satisfied': 'point_in_time', 'trigger': 'fulfilment'},"
              "'billing': {'plan': 'on_fulfilment'}}]}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'goods', 'date': '2026-01-15'}").run("2026-12-31");
    EXPECT_EQ(book.journal("2026-01-15"),
              (Amounts{{"receivable", "1080.00"}, {"revenue", "1000.00"}, {"tax_payable", "80.00"}}));
}

TEST(EndToEnd, TaxBeforeItsPointIsPending)
{
    Book book({{"tax_pending", "posted"}}, "CNY");
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-31', 'lines': [{'line': 'service', 'price': 100000.00,"
        "'tax': {'rate': 0.13, 'point': 'invoice'}, 'treatment': {'satisfied': 'point_in_time', 'trigger': "
        "'fulfilment'},"
        "'billing': {'plan': 'none'}}]}");
    book.tell("order.fulfilled", "{'contract': 'C1', 'line': 'service', 'date': '2026-01-31'}");
    book.tell("invoice.issued", "{'invoice': 'I1', 'contract': 'C1', 'date': '2026-03-10',"
                                "'lines': [{'line': 'service', 'amount': 100000.00, 'tax': 13000.00}]}");
    EXPECT_EQ(book.journal("2026-01-31"),
              (Amounts{{"contract_asset", "113000.00"}, {"revenue", "100000.00"}, {"output_tax_pending", "13000.00"}}));
    EXPECT_EQ(book.journal("2026-03-10"), (Amounts{{"receivable", "113000.00"}, {"contract_asset", "-113000.00"},
                                                   {"output_tax_pending", "-13000.00"}, {"tax_payable", "13000.00"}}));
}

TEST(EndToEnd, ARampIsAContractAssetWhileItIsServed)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'lines': [{'line': 'service', 'price': 600000.00,"
        "'start': '2026-01-01', 'end': '2028-12-31', 'treatment': {'satisfied': 'over_time', 'measure': 'monthly'},"
        "'billing': {'plan': 'installments', 'installments': [{'date': '2026-01-01', 'amount': 100000.00},"
        "{'date': '2027-01-01', 'amount': 200000.00}, {'date': '2028-01-01', 'amount': 300000.00}]}}]}");
    book.tell("payment.received", "{'payment': 'P1', 'customer': 'A', 'date': '2026-01-01', 'amount': 100000.00}");
    book.tell("payment.received", "{'payment': 'P2', 'customer': 'A', 'date': '2027-01-01', 'amount': 200000.00}");
    book.tell("payment.received", "{'payment': 'P3', 'customer': 'A', 'date': '2028-01-01', 'amount': 300000.00}")
        .run("2028-12-31");
    EXPECT_EQ(book.balances("2026-12-31"),
              (Amounts{{"cash", "100000.00"}, {"contract_asset", "100000.00"}, {"revenue", "200000.00"}}));
    EXPECT_EQ(book.journal("2027-01-01"),
              (Amounts{{"cash", "200000.00"}, {"contract_asset", "-100000.00"}, {"contract_liability", "100000.00"}}));
    EXPECT_EQ(book.journal("2026-07-31"), (Amounts{{"contract_asset", "16666.67"}, {"revenue", "16666.67"}}));
    EXPECT_EQ(book.balances("2028-12-31"), (Amounts{{"cash", "600000.00"}, {"revenue", "600000.00"}}));
}

// Both mechanisms of a hold agree: what recognition would let stand still, the plan holds.
TEST(EndToEnd, HeldRevenueIsTheRestOfAWholeCurve)
{
    Book book;
    book.tell(
        "contract.signed",
        "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01', 'lines': [{'line': 'service', 'price': 12000.00,"
        "'start': '2026-01-01', 'end': '2026-12-31', 'treatment': {'satisfied': 'over_time', 'measure': 'monthly'},"
        "'billing': {'plan': 'none'}}]}");
    book.tell("revenue.held", "{'contract': 'C1', 'date': '2026-04-01', 'reason': 'side letter'}");
    const Plan held = book.sound();
    ASSERT_EQ(held.stretches.size(), 1U);
    EXPECT_EQ(held.frozen.size(), 1U);
    EXPECT_EQ(book.balances("2026-12-31").at("revenue"), "3000.00");
    book.tell("revenue.released", "{'contract': 'C1', 'date': '2026-06-15', 'reason': 'read'}");
    EXPECT_EQ(book.journal("2026-06-15").at("revenue"), "2000.00");
    EXPECT_EQ(book.balances("2026-12-31").at("revenue"), "12000.00");
}

TEST(EndToEnd, WhatCannotBePostedIsAFault)
{
    const auto code = [](const std::string& more, const std::string& of_line) {
        Book book;
        book.tell("contract.signed", "{'contract': 'C1', 'customer': 'A', 'date': '2026-01-01'" + more +
                                         ", 'lines': [{'line': 'goods', 'price': 1000.00" + of_line +
                                         ", 'treatment': {'satisfied': 'point_in_time', 'trigger': 'fulfilment'},"
                                         "'billing': {'plan': 'on_fulfilment'}}]}");
        const auto made = book.planned();
        return made ? "none" : made.fault().code;
    };
    EXPECT_EQ(code("", ""), "none");
    EXPECT_EQ(code(", 'currency': 'EUR'", ""), "rate-missing");
    EXPECT_EQ(code("", ", 'tax': {'rate': 0.13, 'point': 'payment'}"), "unsupported-tax-point");
    EXPECT_EQ(code(", 'costs': [{'id': 'c', 'date': '2026-01-01', 'amount': 5.00}]", ""), "cost-horizon-missing");
}

}  // namespace
}  // namespace earned::end_to_end_test
