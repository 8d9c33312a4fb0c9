// Printed documents: the same bytes from the same invoice, in both languages, over several pages.
#include "tests/out/sample.h"

#include "exchange/einvoice/pdf.h"
#include "exchange/einvoice/pdf_words.h"

#include <gtest/gtest.h>

namespace earned::out::pdf_test {

namespace {

using exchange::Language;
using exchange::PageLayout;
using exchange::read_layout;
using exchange::Validity;
using exchange::write_invoice_pdf;

PageLayout along() { return *read_layout(exchange::layout_that_comes_along()); }

einvoice::Invoice many_lines(int count)
{
    einvoice::Invoice invoice = sample();
    invoice.seller.name =
        "流明云科技（上海）有限公司 Lumen Cloud Technology (Shanghai) Co., Ltd., Branch of the Free Trade Zone";
    invoice.lines.clear();
    for (int at = 1; at <= count; ++at) {
        einvoice::InvoiceLine one =
            line(std::to_string(at).c_str(), "12", "1234567.89", "14814814.68", {"S", figure("19")});
        one.name = at % 5 == 0 ? "平台订阅服务（企业版）含专属技术支持与季度巡检，按月计费，自合同生效日起连续提供"
                               : "Platform subscription, enterprise edition";
        one.period = invoice.period;
        if (at % 7 == 0)
            one.description =
                "A_very_long_word_without_any_space_that_has_to_be_broken_somewhere_or_it_would_run_into_the_figures";
        invoice.lines.push_back(one);
    }
    return invoice;
}

std::size_t pages_of(const std::string& bytes)
{
    const std::string page = "/Type /Page";
    std::size_t count = 0;
    for (std::size_t at = bytes.find(page); at != std::string::npos; at = bytes.find(page, at + 1))
        if (bytes[at + page.size()] != 's') ++count;
    return count;
}

TEST(Pdf, TheSameInvoiceGivesTheSameBytesInEachLanguage)
{
    for (const Language language : {Language::en, Language::zh}) {
        for (const einvoice::Invoice& invoice : {sample(), credit_note(), untaxed("AE", "", "Reverse charge")}) {
            const std::string bytes = write_invoice_pdf(invoice, along(), language);
            EXPECT_EQ(bytes, write_invoice_pdf(invoice, along(), language));
            EXPECT_EQ(bytes.substr(0, 5), "%PDF-");
            EXPECT_NE(bytes.find("/CreationDate (20260131000000Z)"), std::string::npos);
            keep(std::string(language == Language::zh ? "zh-" : "en-") + invoice.number +
                     invoice.lines[0].tax.category + ".pdf",
                 bytes);
        }
    }
    EXPECT_NE(write_invoice_pdf(sample(), along(), Language::en), write_invoice_pdf(sample(), along(), Language::zh));
    const std::string is_void = write_invoice_pdf(sample(), along(), Language::en, Validity::is_void);
    EXPECT_NE(is_void, write_invoice_pdf(sample(), along(), Language::en));
    keep("void.pdf", is_void);
}

TEST(Pdf, ManyLinesTakeSeveralPages)
{
    const std::string bytes = write_invoice_pdf(many_lines(60), along(), Language::en);
    EXPECT_GE(pages_of(bytes), 4U);
    keep("many-en.pdf", bytes);
    keep("many-zh.pdf", write_invoice_pdf(many_lines(24), along(), Language::zh));
    EXPECT_EQ(pages_of(write_invoice_pdf(sample(), along(), Language::zh)), 1U);
}

TEST(Pdf, ALayoutOfOnesOwnChangesWhatItSays)
{
    const Result<PageLayout> layout = read_layout("words:\n  invoice: {en: Tax invoice}\nfont: {size: 11}\n");
    ASSERT_TRUE(layout) << layout.fault().text();
    EXPECT_EQ(layout->word("invoice", Language::en), "Tax invoice");
    EXPECT_EQ(layout->word("invoice", Language::zh), "Tax invoice");
    EXPECT_EQ(layout->word("due", Language::zh), "付款到期日");
    EXPECT_EQ(layout->size, 11);
    EXPECT_EQ(layout->width, 210);
}

TEST(Pdf, ALayoutThatCannotBeIsRefused)
{
    const auto fault_of = [](std::string_view text) {
        const Result<PageLayout> layout = read_layout(text);
        return layout ? Fault{} : layout.fault();
    };
    EXPECT_EQ(fault_of("words:\n  invoce: {en: Tax invoice}\n").code, "layout-unknown");
    EXPECT_EQ(fault_of("words:\n  invoce: {en: Tax invoice}\n").where, "line 2");
    EXPECT_EQ(fault_of("colour: red\n").code, "layout-unreadable");
    EXPECT_EQ(fault_of("page: {width: 20}\n").code, "layout-unreadable");
    EXPECT_EQ(fault_of("font: {size: large}\n").code, "layout-unreadable");
    EXPECT_EQ(fault_of("words: [\n").code, "layout-unreadable");
    EXPECT_EQ(fault_of("logo: x.png\n").code, "layout-unknown");
}

TEST(Pdf, FiguresTermsAndReferencesRead)
{
    EXPECT_EQ(exchange::grouped_figure(figure("1234567.8"), 2), "1,234,567.80");
    EXPECT_EQ(exchange::grouped_figure(figure("-999"), 2), "-999.00");
    EXPECT_EQ(exchange::grouped_figure(figure("0.125"), 2), "0.125");
    EXPECT_EQ(exchange::in_fours("RF36INV202600042"), "RF36 INV2 0260 0042");
    EXPECT_EQ(exchange::terms_in_words("net 30", along(), Language::en), "net 30 days");
    EXPECT_EQ(exchange::terms_in_words("2% 10 net 30", along(), Language::zh), "10 天内付款可享 2% 折扣；30 天内付款");
    EXPECT_EQ(exchange::terms_in_words("eom+15", along(), Language::en), "15 days after the end of the month");
    EXPECT_EQ(exchange::terms_in_words("on receipt", along(), Language::en), "on receipt");
    EXPECT_EQ(exchange::rate_in_words({"AE", figure("0")}), "0 % (AE)");
}

}  // namespace

}  // namespace earned::out::pdf_test
