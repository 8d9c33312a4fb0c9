// Invoices and credit notes as UBL: written, read back, and held against the schema where it is given.
#include "tests/out/sample.h"

#include "exchange/einvoice/ubl.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace earned::out::ubl_test {

namespace {

namespace fs = std::filesystem;
using exchange::read_ubl;
using exchange::write_ubl;

std::string bytes_of(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<einvoice::Invoice> samples()
{
    std::vector<einvoice::Invoice> all = {sample(), credit_note(), untaxed("E", "", "Education"),
                                          untaxed("AE", "VATEX-EU-AE", "Reverse charge"), untaxed("Z", "", "")};
    einvoice::Invoice bare = untaxed("O", "VATEX-EU-O", "Not subject to VAT");
    bare.lines[0].tax.percent.reset();
    bare.subtotals[0].kind.percent.reset();
    bare.seller.tax_id = bare.buyer.tax_id = bare.seller.endpoint = bare.seller.endpoint_scheme = "";
    bare.note = bare.project = bare.purchase_order = bare.buyer_reference = bare.terms = "";
    bare.period.reset();
    bare.delivered = Date::of(2026, 1, 15);
    bare.deliver_to_country = "FR";
    bare.tax_point = Date::of(2026, 1, 31);
    bare.lines[0].quantity = figure("-1");
    bare.lines[0].net = figure("-100.00");
    bare.lines[0].base_quantity = figure("1");
    all.push_back(bare);
    return all;
}

TEST(Ubl, WhatIsWrittenIsReadBackAsItWas)
{
    for (const einvoice::Invoice& invoice : samples()) {
        const std::string bytes = write_ubl(invoice);
        const Result<einvoice::Invoice> read = read_ubl(bytes);
        ASSERT_TRUE(read) << read.fault().text();
        EXPECT_TRUE(*read == invoice) << bytes;
        EXPECT_EQ(write_ubl(*read), bytes);
    }
}

TEST(Ubl, AnEmptyElementIsNeverWritten)
{
    for (const einvoice::Invoice& invoice : samples()) {
        const std::string bytes = write_ubl(invoice);
        EXPECT_EQ(bytes.find("/>"), std::string::npos) << bytes;
        EXPECT_EQ(bytes.find("></"), std::string::npos) << bytes;
    }
}

// XML 1.0, 2.2: no control character but tab and line ends, not even as &#1;, and not U+FFFE.
TEST(Ubl, WhatXmlCannotHoldIsLeftOut)
{
    einvoice::Invoice invoice = sample();
    invoice.lines[0].name =
        "a\x01"
        "b\x1B[31m\xEF\xBF\xBE"
        "c\td \xEF\xBC\x81";
    const std::string bytes = write_ubl(invoice);
    EXPECT_NE(bytes.find(">ab[31mc"), std::string::npos) << bytes;
    EXPECT_NE(bytes.find("\xEF\xBC\x81<"), std::string::npos) << "a wide mark of exclamation begins alike";
    EXPECT_EQ(bytes.find("&#0"), std::string::npos);
    EXPECT_EQ(bytes.find("&#27"), std::string::npos);
    invoice.lines[0].name = "\x01";
    EXPECT_EQ(write_ubl(invoice).find("<cbc:Name></"), std::string::npos) << "and nothing is left as an empty element";
}

TEST(Ubl, ItSaysThatItIsForPeppolWhereItCanBeDelivered)
{
    const std::string peppol = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
    EXPECT_NE(write_ubl(sample()).find(peppol), std::string::npos);
    einvoice::Invoice invoice = sample();
    invoice.buyer.endpoint = invoice.buyer.endpoint_scheme = "";
    EXPECT_EQ(write_ubl(invoice).find(peppol), std::string::npos);
}

TEST(Ubl, WhatCannotBeReadHasALineAndARemedy)
{
    const auto fault_of = [](std::string bytes, const std::string& from, const std::string& to) {
        const std::size_t at = bytes.find(from);
        EXPECT_NE(at, std::string::npos);
        bytes.replace(at, from.size(), to);
        const Result<einvoice::Invoice> read = read_ubl(bytes);
        return read ? Fault{} : read.fault();
    };
    const std::string bytes = write_ubl(sample());
    EXPECT_EQ(fault_of(bytes, "currencyID=\"EUR\"", "currencyID=\"USD\"").code, "currency-mixed");
    EXPECT_EQ(fault_of(bytes, ">108.00<", ">108,00<").code, "number-unreadable");
    EXPECT_EQ(fault_of(bytes, ">2026-01-31<", ">31.01.2026<").code, "date-unreadable");
    EXPECT_EQ(fault_of(bytes, ">348.68<", ">9348000000000000000000.68<").code, "amount-too-large");
    EXPECT_EQ(fault_of(bytes, "</Invoice>", "").code, "xml-broken");
    EXPECT_EQ(read_ubl("<a/>").fault().code, "not-ubl");
    EXPECT_EQ(read_ubl("").fault().hint, "give the e-invoice as it was sent");
    EXPECT_EQ(read_ubl("<!DOCTYPE a><a/>").fault().code, "xml-doctype");
    EXPECT_FALSE(fault_of(bytes, ">108.00<", ">108,00<").hint.empty());
    EXPECT_EQ(fault_of(bytes, ">108.00<", ">108,00<").where.substr(0, 5), "line ");
}

// The two that pass the schema, EN 16931 and Peppol rules elsewhere.
TEST(Ubl, TheSamplesThatOthersAcceptKeepTheRulesHereToo)
{
    const fs::path folder = fs::path(EARNED_SOURCE) / ".." / "shared" / "data" / "einvoice";
    for (const char* name : {"golden-invoice.xml", "golden-creditnote.xml"}) {
        if (!fs::exists(folder / name)) {
            std::cout << "skipped: " << name << " is not in " << folder.string() << "\n";
            continue;
        }
        const Result<einvoice::Invoice> read = read_ubl(bytes_of(folder / name));
        ASSERT_TRUE(read) << read.fault().text();
        EXPECT_EQ(rules_of(einvoice::broken(*read)), std::vector<std::string>()) << name;
        const Result<einvoice::Invoice> again = read_ubl(write_ubl(*read));
        ASSERT_TRUE(again) << again.fault().text();
        EXPECT_TRUE(*again == *read) << name;
        EXPECT_EQ(read->lines.size(), 2U);
        EXPECT_EQ(read->totals.payable, figure(read->is_credit() ? "16605.00" : "16000.00"));
    }
}

// EARNED_UBL_XSD names the folder `xsd` or `xsdrt` of UBL 2.1, which holds `maindoc`.
TEST(Ubl, TheSchemaAcceptsWhatIsWritten)
{
    const char* folder = std::getenv("EARNED_UBL_XSD");
    if (folder == nullptr || std::system("xmllint --version >/dev/null 2>&1") != 0) {
        GTEST_SKIP() << "EARNED_UBL_XSD names no folder of the UBL 2.1 schema, or there is no xmllint";
    }
    int number = 0;
    for (const einvoice::Invoice& invoice : samples()) {
        const std::string kind = invoice.is_credit() ? "UBL-CreditNote-2.1.xsd" : "UBL-Invoice-2.1.xsd";
        const fs::path file = fs::temp_directory_path() / ("earned-ubl-" + std::to_string(++number) + ".xml");
        std::ofstream(file, std::ios::binary) << write_ubl(invoice);
        const std::string command = "xmllint --noout --nonet --schema '" +
                                    (fs::path(folder) / "maindoc" / kind).string() + "' '" + file.string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << bytes_of(file);
        fs::remove(file);
    }
}

}  // namespace

}  // namespace earned::out::ubl_test
