// China: what is asked for, what is delivered, and the red-letter states.
#include "tests/out/sample.h"

#include "exchange/einvoice/fapiao_files.h"
#include "exchange/json.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace earned::out::fapiao_test {

namespace {

using namespace einvoice;
using exchange::read_fapiao;

// One year of a platform at 1,200.00 less 200.00, at 6 %.
Invoice platform()
{
    Invoice invoice = sample();
    const TaxKind six{"S", figure("6")};
    invoice.number = "INV-CN-2026-000001";
    invoice.currency = "CNY";
    invoice.seller.tax_id = "91310000MA1FL00001";
    invoice.seller.name = "流明云科技（上海）有限公司";
    invoice.buyer.tax_id = "91440000MA5EX00002";
    invoice.buyer.name = "示例客户有限公司";
    invoice.lines = {line("1", "1", "1200.00", "1000.00", six)};
    invoice.lines[0].name = "平台年费";
    invoice.lines[0].china = {"3040201010000000000", "信息技术服务", "", "年"};
    invoice.lines[0].allowances = {{.amount = figure("200.00"), .code = "95", .reason = "Discount"}};
    invoice.allowances.clear();
    return invoice;
}

const std::vector<Decimal> taxes = {figure("60.00")};

std::string fixture()
{
    std::ifstream stream(std::string(EARNED_SOURCE) + "/tests/out/fixtures/fapiao.xml", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string with(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(FapiaoRequest, ADiscountIsALineOfItsOwnAndTheFiguresStay)
{
    const Result<FapiaoRequest> request = request_fapiao(platform(), taxes, FapiaoKind::special);
    ASSERT_TRUE(request) << request.fault().text();
    ASSERT_EQ(request->items.size(), 2U);
    EXPECT_EQ(request->items[0].nature, 2);
    EXPECT_EQ(request->items[0].name, "*信息技术服务*平台年费");
    EXPECT_EQ(request->items[0].amount, figure("1200.00"));
    EXPECT_EQ(request->items[0].tax, figure("72.00"));
    EXPECT_EQ(request->items[1].nature, 1);
    EXPECT_EQ(request->items[1].amount, figure("-200.00"));
    EXPECT_EQ(request->items[1].tax, figure("-12.00"));
    EXPECT_EQ(request->items[0].rate, "6%");
    EXPECT_EQ(request->net, figure("1000.00"));
    EXPECT_EQ(request->total, figure("1060.00"));
    EXPECT_EQ(request->in_words, "壹仟零陆拾圆整");
}

TEST(FapiaoRequest, ACreditNoteAsksForARedOne)
{
    Invoice note = platform();
    note.type = "381";
    EXPECT_EQ(request_fapiao(note, taxes, FapiaoKind::special).fault().code, "fapiao-blue");
    const Result<FapiaoRequest> request =
        request_fapiao(note, taxes, FapiaoKind::special, {"26312000000000000001", RedReason::service_stopped});
    ASSERT_TRUE(request) << request.fault().text();
    EXPECT_EQ(request->total, figure("-1060.00"));
    EXPECT_EQ(request->items[0].quantity, figure("-1"));
    EXPECT_EQ(request->in_words, "负壹仟零陆拾圆整");
    EXPECT_NE(exchange::requests_csv(std::span(&*request, 1)).find("26312000000000000001,3\r\n"), std::string::npos);
}

TEST(FapiaoRequest, WhatThePlatformWouldRefuseIsRefusedFirst)
{
    const auto code_of = [](const auto& change) {
        Invoice invoice = platform();
        change(invoice);
        const Result<FapiaoRequest> request = request_fapiao(invoice, taxes, FapiaoKind::special);
        return request ? std::string() : request.fault().code;
    };
    EXPECT_EQ(code_of([](Invoice& i) { i.currency = "USD"; }), "fapiao-currency");
    EXPECT_EQ(code_of([](Invoice& i) { i.seller.tax_id = "123"; }), "fapiao-seller-id");
    EXPECT_EQ(code_of([](Invoice& i) { i.buyer.tax_id.clear(); }), "fapiao-buyer-id");
    EXPECT_EQ(code_of([](Invoice& i) { i.lines[0].china.tax_code = "304"; }), "fapiao-tax-code");
    EXPECT_EQ(code_of([](Invoice& i) { i.lines[0].tax.percent = figure("19"); }), "fapiao-rate");
    Invoice normal = platform();
    normal.buyer.tax_id.clear();
    EXPECT_TRUE(request_fapiao(normal, taxes, FapiaoKind::normal));
}

TEST(FapiaoRequest, AFileHasEachLineAndIsSafeInASpreadsheet)
{
    Invoice invoice = platform();
    invoice.buyer.name = "=1+1,\"x\"";
    const FapiaoRequest request = *request_fapiao(invoice, taxes, FapiaoKind::normal);
    const std::string csv = exchange::requests_csv(std::span(&request, 1));
    EXPECT_EQ(csv.substr(0, 3), "\xEF\xBB\xBF");
    EXPECT_NE(csv.find("\"'=1+1,\"\"x\"\"\""), std::string::npos) << csv;
    EXPECT_NE(csv.find(",-200.00,6%,-12.00,3040201010000000000,1000.00,60.00,1060.00,"), std::string::npos) << csv;
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
    const std::string text = exchange::requests_json(std::span(&request, 1));
    const Result<Value> read = exchange::parse_json(text.substr(1, text.size() - 3), "json");
    ASSERT_TRUE(read) << read.fault().text();
    EXPECT_EQ(read->find("items")->items().size(), 2U);
    EXPECT_EQ(read->find("total")->text(), "1060.00");
}

TEST(FapiaoRequest, AmountsInCapitals)
{
    const std::vector<std::pair<const char*, const char*>> known = {{"0.00", "零圆整"},
                                                                    {"0.05", "伍分"},
                                                                    {"1.00", "壹圆整"},
                                                                    {"10.50", "壹拾圆伍角整"},
                                                                    {"1005.03", "壹仟零伍圆零叁分"},
                                                                    {"10000.00", "壹万圆整"},
                                                                    {"10010.10", "壹万零壹拾圆壹角整"},
                                                                    {"100000000.00", "壹亿圆整"},
                                                                    {"100010000.00", "壹亿零壹万圆整"},
                                                                    {"16409.02", "壹万陆仟肆佰零玖圆零贰分"},
                                                                    {"100000001.00", "壹亿零壹圆整"},
                                                                    {"-12.34", "负壹拾贰圆叁角肆分"}};
    for (const auto& [amount, words] : known) EXPECT_EQ(in_capitals(figure(amount)), words) << amount;
}

TEST(FapiaoDelivered, ItIsReadAndAnswersTheRequestThatItNames)
{
    const Result<Fapiao> fapiao = read_fapiao(fixture());
    ASSERT_TRUE(fapiao) << fapiao.fault().text();
    EXPECT_EQ(fapiao->number, "26312000000000000001");
    EXPECT_EQ(fapiao->buyer.tax_id, "91440000MA5EX00002");
    EXPECT_EQ(fapiao->total, figure("1060.00"));
    EXPECT_EQ(fapiao->items.size(), 2U);
    EXPECT_EQ(fapiao->items[1].rate, "6%");
    std::vector<FapiaoRequest> requests = {*request_fapiao(platform(), taxes, FapiaoKind::special)};
    EXPECT_EQ(answered_by(*fapiao, requests)->document, "INV-CN-2026-000001");
    Fapiao nameless = *fapiao;
    nameless.remark.clear();
    EXPECT_EQ(answered_by(nameless, requests)->document, "INV-CN-2026-000001");
    requests.push_back(requests[0]);
    requests[1].document = "INV-CN-2026-000002";
    EXPECT_EQ(answered_by(nameless, requests).fault().code, "fapiao-ambiguous");
    EXPECT_EQ(answered_by(*fapiao, requests)->document, "INV-CN-2026-000001");
    requests[0].document = "INV-CN-2026-00000";  // no part of a longer number
    requests.pop_back();
    EXPECT_EQ(answered_by(nameless, std::vector<FapiaoRequest>()).fault().code, "fapiao-unmatched");
    requests[0].document = "INV-CN-2026-000001";
    requests[0].tax = figure("60.01");
    EXPECT_EQ(answered_by(*fapiao, requests).fault().code, "fapiao-differs");
}

TEST(FapiaoDelivered, WhatDoesNotAddUpIsRefused)
{
    const std::string file = fixture();
    EXPECT_EQ(read_fapiao(with(file, ">1060.00<", ">1060.01<")).fault().code, "fapiao-sums");
    EXPECT_EQ(read_fapiao(with(file, ">-12.00<", ">-12.01<")).fault().code, "fapiao-sums");
    EXPECT_EQ(read_fapiao(with(file, ">1200.00<", ">1,200.00<")).fault().code, "number-unreadable");
    EXPECT_EQ(read_fapiao(with(file, "<InvoiceNumber>26312000000000000001", "<InvoiceNumber>2631")).fault().code,
              "fapiao-number");
    EXPECT_EQ(read_fapiao("<EInvoice/>").fault().code, "not-fapiao");
    EXPECT_EQ(read_fapiao("<!DOCTYPE x><EInvoice/>").fault().code, "xml-doctype");
}

TEST(RedLetter, OnlyWhatIsConfirmedOrNeedsNoneMayBeIssued)
{
    int allowed = 0;
    for (const char* code : {"01", "02", "03", "04", "05", "06", "07", "08", "09"})
        allowed += may_issue_red(*red_status(code)) ? 1 : 0;
    EXPECT_EQ(allowed, 2);
    EXPECT_FALSE(red_status("10"));
    EXPECT_EQ(*after(RedStatus::for_the_buyer, RedStep::confirm), RedStatus::confirmed);
    EXPECT_EQ(*after(RedStatus::for_the_buyer, RedStep::deny), RedStatus::denied_by_buyer);
    EXPECT_EQ(*after(RedStatus::for_the_seller, RedStep::deny), RedStatus::denied_by_seller);
    EXPECT_EQ(*after(RedStatus::for_the_seller, RedStep::expire), RedStatus::expired);
    EXPECT_EQ(*after(RedStatus::confirmed, RedStep::revoke), RedStatus::revoked_later);
    EXPECT_EQ(after(RedStatus::needs_none, RedStep::confirm).fault().code, "red-letter-step");
    EXPECT_EQ(after(RedStatus::expired, RedStep::confirm).fault().code, "red-letter-step");
}

}  // namespace

}  // namespace earned::out::fapiao_test
