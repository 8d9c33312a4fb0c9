// From events to documents: what a bill run issues keeps the rules of EN 16931, and stays what it was.
#include "tests/out/sample.h"
#include "tests/app/books_app.h"

#include "app/invoice_documents.h"
#include "billing/collect/reference.h"
#include "exchange/einvoice/fapiao_files.h"
#include "exchange/einvoice/pdf.h"
#include "exchange/einvoice/ubl.h"

namespace earned::app::issued_test {

namespace {

using Names = std::vector<std::string>;

std::vector<ReadEvent> german(const std::string& more = "")
{
    return {
        event_of("entity.defined",
                 R"({"entity":"DE","name":"Beispiel GmbH","currency":"EUR","country":"DE","date":"2020-01-01",)"
                 R"("tax_id":"DE123456789","address":{"street":"Ring 1","city":"Berlin","postal_code":"10115"},)"
                 R"("endpoint":"9930:DE123456789","pay_into":{"account":"DE89370400440532013000","bic":"COBADEFFXXX"},)"
                 R"("e_invoice":"EN16931","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})"),
        event_of("product.defined", R"({"sku":"CLOUD","date":"2020-01-01","name":"Cloud","unit":"month"})"),
        event_of("customer.defined",
                 R"({"customer":"A","name":"Käufer AG","country":"FR","date":"2020-01-01","tax_id":"FR12345678901",)"
                 R"("address":{"street":"Rue 2","city":"Paris"}})" +
                     more)};
}

std::vector<ReadEvent> signed_with(const std::string& lines, const std::string& id = "C1")
{
    return {event_of(
        "contract.signed",
        R"({"contract":")" + id +
            R"(","entity":"DE","customer":"A","date":"2026-01-01","currency":"EUR",)"
            R"("terms":"2% 10 net 30","attributes":{"purchase_order":"PO-7","buyer_reference":"B-7"},"lines":[)" +
            lines + "]}")};
}

constexpr const char* seats =
    R"({"line":"seats","sku":"CLOUD","quantity":3,"unit_price":33.33,"per":"1 month","discount":"10%","start":"2026-01-01","end":"2026-12-31","tax":{"rate":0.19,"category":"S"},"treatment":{"satisfied":"over_time"},"billing":{"plan":"recurring","every":"1 month","timing":"advance"}})";
constexpr const char* books =
    R"({"line":"books","quantity":2,"unit_price":50.05,"tax":{"rate":0.07,"category":"S"},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_signing"}})";
constexpr const char* reverse =
    R"({"line":"work","price":500.00,"description":"Consulting","tax":{"rate":0,"category":"AE"},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_signing"}})";

class Documents : public AppBooks {
protected:
    std::vector<ShownDocument> all() { return show_documents(*book, ""); }
};
INSTANTIATE_TEST_SUITE_P(On, Documents, testing::Values(db::Where::memory, db::Where::file, db::Where::postgres),
                         db::name_of);

TEST_P(Documents, AnInvoiceOfSeveralRatesShowsThePricesAndKeepsTheRules)
{
    take(*book, german() + signed_with(std::string(seats) + "," + books));
    bill(Date::of(2026, 1, 31));
    const std::vector<ShownDocument> shown = all();
    ASSERT_EQ(shown.size(), 1U);
    ASSERT_TRUE(shown[0].invoice) << shown[0].invoice.fault().text();
    const einvoice::Invoice& invoice = *shown[0].invoice;
    EXPECT_EQ(out::rules_of(einvoice::broken(invoice)), Names());
    ASSERT_EQ(invoice.lines.size(), 2U);
    EXPECT_EQ(invoice.lines[0].quantity, out::figure("3"));
    EXPECT_EQ(invoice.lines[0].price, out::figure("33.33"));
    EXPECT_EQ(invoice.lines[0].net, out::figure("89.99"));
    ASSERT_EQ(invoice.lines[0].allowances.size(), 1U);
    EXPECT_EQ(invoice.lines[0].allowances[0].amount, out::figure("10.00"));
    EXPECT_EQ(invoice.lines[0].name, "Cloud");
    EXPECT_EQ(invoice.lines[0].period, (Term{Date::of(2026, 1, 1), Date::of(2026, 1, 31)}));
    EXPECT_EQ(invoice.lines[1].quantity, out::figure("2"));
    ASSERT_EQ(invoice.subtotals.size(), 2U);
    EXPECT_EQ(invoice.subtotals[0].tax, out::figure("17.10"));
    EXPECT_EQ(invoice.subtotals[1].tax, out::figure("7.01"));
    EXPECT_EQ(invoice.totals.payable, out::figure("214.20"));
    EXPECT_EQ(invoice.purchase_order, "PO-7");
    EXPECT_EQ(invoice.terms, "2% 10 net 30");
    EXPECT_TRUE(billing::is_creditor_reference(invoice.means.remittance)) << invoice.means.remittance;
    const Result<einvoice::Invoice> again = exchange::read_ubl(exchange::write_ubl(invoice));
    ASSERT_TRUE(again);
    EXPECT_EQ(exchange::write_ubl(*again), exchange::write_ubl(invoice));
}

// 25 x 99.99 less 10 % is 2,249.775: of the quarters one has the cent more, one the cent less.
TEST_P(Documents, ADiscountStaysOneWhereItsCentStandsOnAnotherBill)
{
    std::string quarterly = seats;
    quarterly.replace(quarterly.find("\"quantity\":3"), 12, "\"quantity\":25");
    quarterly.replace(quarterly.find("\"every\":\"1 month\""), 17, "\"every\":\"3 months\"");
    take(*book, german() + signed_with(quarterly));
    bill(Date::of(2026, 12, 31));
    const std::vector<ShownDocument> shown = all();
    ASSERT_EQ(shown.size(), 4U);
    for (const ShownDocument& one : shown) {
        EXPECT_EQ(out::rules_of(einvoice::broken(*one.invoice)), Names());
        const einvoice::InvoiceLine& line = one.invoice->lines[0];
        EXPECT_EQ(line.quantity, out::figure("25"));
        EXPECT_EQ(line.price, out::figure("99.99"));
        ASSERT_EQ(line.allowances.size(), 1U);
        EXPECT_EQ(line.allowances[0].amount, out::figure("2499.75") - line.net);
    }
}

TEST_P(Documents, ReverseChargeSaysSo)
{
    take(*book, german() + signed_with(reverse));
    bill(Date::of(2026, 1, 31));
    const std::vector<ShownDocument> shown = all();
    ASSERT_EQ(shown.size(), 1U);
    const einvoice::Invoice& invoice = *shown[0].invoice;
    EXPECT_EQ(out::rules_of(einvoice::broken(invoice)), Names());
    EXPECT_EQ(invoice.subtotals[0].exemption_code, "VATEX-EU-AE");
    EXPECT_EQ(invoice.totals.tax, out::figure("0.00"));
    EXPECT_EQ(invoice.lines[0].name, "Consulting");
}

TEST_P(Documents, ACreditNoteNamesItsInvoice)
{
    take(*book, german() + signed_with(seats));
    bill(Date::of(2026, 3, 31));
    take(*book, {event_of("credit.issued",
                          R"({"credit":"CN-1","invoice":"INV-DE-2026-000002","date":"2026-03-05","reason":"goodwill",)"
                          R"("lines":[{"line":"seats","amount":10.00,"tax":1.90}]})")});
    const std::vector<ShownDocument> shown = show_documents(*book, "CN-1");
    ASSERT_EQ(shown.size(), 1U);
    ASSERT_TRUE(shown[0].invoice) << shown[0].invoice.fault().text();
    const einvoice::Invoice& note = *shown[0].invoice;
    EXPECT_EQ(out::rules_of(einvoice::broken(note)), Names());
    EXPECT_EQ(note.type, "381");
    EXPECT_EQ(note.note, "goodwill");
    ASSERT_EQ(note.preceding.size(), 1U);
    EXPECT_EQ(note.preceding[0].number, "INV-DE-2026-000002");
    EXPECT_EQ(note.preceding[0].date, Date::of(2026, 2, 1));
    EXPECT_EQ(note.totals.payable, out::figure("11.90"));
}

TEST_P(Documents, WhatComesLaterChangesNoDocument)
{
    take(*book, german() + signed_with(seats));
    bill(Date::of(2026, 2, 28));
    const exchange::PageLayout layout = *exchange::read_layout(exchange::layout_that_comes_along());
    const auto bytes = [&] {
        std::vector<std::string> all_bytes;
        for (const ShownDocument& one : all()) {
            all_bytes.push_back(exchange::write_ubl(*one.invoice));
            all_bytes.push_back(exchange::write_invoice_pdf(*one.invoice, layout, exchange::Language::zh));
        }
        return all_bytes;
    };
    const std::vector<std::string> before = bytes();
    ASSERT_EQ(before.size(), 4U);
    take(*book,
         {event_of("customer.defined", R"({"customer":"A","name":"Other name","country":"AT","date":"2020-01-01"})"),
          event_of("contract.terminated", R"({"contract":"C1","date":"2026-01-31"})")});
    EXPECT_EQ(bytes(), before);
}

TEST_P(Documents, WhatAReceiverWouldRefuseIsNotIssued)
{
    take(
        *book,
        german() +
            signed_with(
                R"({"line":"x","price":100.00,"tax":{"rate":0,"category":"E"},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_signing"}})") +
            signed_with(
                R"({"line":"y","price":100.00,"tax":{"rate":0.19,"category":"Q"},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_signing"}})",
                "C2") +
            signed_with(reverse, "C3"));
    EXPECT_EQ(bill(Date::of(2026, 1, 31)).size(), 1U);
    std::vector<std::string> codes;
    for (const auto& [contract, fault] : last_bill.left_out) codes.push_back(fault.code);
    std::sort(codes.begin(), codes.end());
    EXPECT_EQ(codes, Names({"br-co-04", "br-e-10"}));
}

// Three lines of 0.50 at 5 %: 0.03 each, which is a cent more than 5 % of their sum.
TEST_P(Documents, ACentTooMuchIsNotIssued)
{
    const auto line = [](const std::string& id) {
        return R"({"line":")" + id +
               R"(","price":0.50,"tax":{"rate":0.05,"category":"S"},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},"billing":{"plan":"on_signing"}})";
    };
    take(*book, german() + signed_with(line("a") + "," + line("b") + "," + line("c")));
    EXPECT_TRUE(bill(Date::of(2026, 1, 31)).empty());
    ASSERT_EQ(last_bill.left_out.size(), 1U);
    EXPECT_EQ(last_bill.left_out[0].second.code, "br-co-17");
}

TEST_P(Documents, AnUnknownNumberIsRefused)
{
    take(*book, german());
    EXPECT_THROW(show_documents(*book, "INV-9"), Refused);
}

TEST(CreditorReference, ANumberOfAnyLengthHasOne)
{
    const std::string one = billing::creditor_reference("INV-Beispiel-Holding-Europe-2026-000001");
    const std::string other = billing::creditor_reference("INV-Beispiel-Handel-Europe-2026-000001");
    EXPECT_EQ(one.size(), 25U);
    EXPECT_TRUE(billing::is_creditor_reference(one));
    EXPECT_TRUE(billing::is_creditor_reference(other));
    EXPECT_NE(one, other);
    EXPECT_TRUE(one.ends_with("OPE2026000001"));
    EXPECT_EQ(billing::creditor_reference("--"), "");
}

}  // namespace

}  // namespace earned::app::issued_test
