#include "exchange/einvoice/fapiao_files.h"

#include "base/csv_record.h"
#include "base/value.h"
#include "exchange/csv.h"

#include <initializer_list>

namespace earned::exchange {

namespace {

using einvoice::FapiaoItem;
using einvoice::FapiaoRequest;

std::string csv_cell(std::string text)
{
    if (is_formula(text) && !Decimal::parse(text)) text.insert(0, "'");
    return csv_field(text);
}

void add_row(std::string& csv, std::initializer_list<std::string> cells)
{
    bool first = true;
    for (const std::string& cell : cells) {
        csv += (first ? "" : ",") + csv_cell(cell);
        first = false;
    }
    csv += "\r\n";
}

std::string kind_code(const FapiaoRequest& request) { return std::to_string(static_cast<int>(request.kind)); }
std::string reason_code(const FapiaoRequest& request)
{
    return request.reason == einvoice::RedReason::none ? "" : std::to_string(static_cast<int>(request.reason));
}
std::string text_of(const std::optional<Decimal>& figure) { return figure ? figure->text() : ""; }

std::string address_of(const einvoice::Trader& trader)
{
    return trader.place.region + trader.place.city + trader.place.street + trader.place.additional;
}

Value trader_value(const einvoice::Trader& trader)
{
    return Value::record({{"taxpayer_id", Value::text(trader.tax_id)},
                          {"name", Value::text(trader.name)},
                          {"address", Value::text(address_of(trader))},
                          {"phone", Value::text(trader.phone)},
                          {"bank", Value::text(trader.bank)},
                          {"account", Value::text(trader.account)}});
}

Value item_value(const FapiaoItem& item)
{
    const auto figure = [](const std::optional<Decimal>& number) {
        return number ? Value::text(number->text()) : Value::null();
    };
    return Value::record({{"nature", Value::number(std::int64_t{item.nature})},
                          {"name", Value::text(item.name)},
                          {"model", Value::text(item.model)},
                          {"unit", Value::text(item.unit)},
                          {"quantity", figure(item.quantity)},
                          {"price", figure(item.price)},
                          {"amount", figure(item.amount)},
                          {"rate", Value::text(item.rate)},
                          {"tax", figure(item.tax)},
                          {"tax_code", Value::text(item.tax_code)}});
}

}  // namespace

std::string requests_csv(std::span<const FapiaoRequest> requests)
{
    std::string csv = "\xEF\xBB\xBF";
    add_row(csv, {"单据号",         "单据日期",
                  "票种",           "销售方纳税人识别号",
                  "销售方名称",     "购买方纳税人识别号",
                  "购买方名称",     "购买方地址",
                  "购买方电话",     "购买方开户银行",
                  "购买方银行账号", "行号",
                  "发票行性质",     "项目名称",
                  "规格型号",       "单位",
                  "数量",           "单价",
                  "金额",           "税率",
                  "税额",           "税收分类编码",
                  "合计金额",       "合计税额",
                  "价税合计",       "价税合计大写",
                  "备注",           "蓝字发票号码",
                  "红字原因"});
    for (const FapiaoRequest& request : requests) {
        int row = 0;
        for (const FapiaoItem& item : request.items)
            add_row(csv, {request.document,
                          request.date.text(),
                          kind_code(request),
                          request.seller.tax_id,
                          request.seller.name,
                          request.buyer.tax_id,
                          request.buyer.name,
                          address_of(request.buyer),
                          request.buyer.phone,
                          request.buyer.bank,
                          request.buyer.account,
                          std::to_string(++row),
                          std::to_string(item.nature),
                          item.name,
                          item.model,
                          item.unit,
                          text_of(item.quantity),
                          text_of(item.price),
                          item.amount.text(),
                          item.rate,
                          item.tax.text(),
                          item.tax_code,
                          request.net.text(),
                          request.tax.text(),
                          request.total.text(),
                          request.in_words,
                          request.remark,
                          request.blue,
                          reason_code(request)});
    }
    return csv;
}

std::string requests_json(std::span<const FapiaoRequest> requests)
{
    std::vector<Value> all;
    for (const FapiaoRequest& request : requests) {
        std::vector<Value> items;
        for (const FapiaoItem& item : request.items) items.push_back(item_value(item));
        std::vector<Value::Field> fields = {
            {"document", Value::text(request.document)},  {"date", Value::text(request.date.text())},
            {"kind", Value::text(kind_code(request))},    {"seller", trader_value(request.seller)},
            {"buyer", trader_value(request.buyer)},       {"items", Value::list(std::move(items))},
            {"net", Value::text(request.net.text())},     {"tax", Value::text(request.tax.text())},
            {"total", Value::text(request.total.text())}, {"total_in_words", Value::text(request.in_words)},
            {"remark", Value::text(request.remark)}};
        if (!request.blue.empty()) {
            fields.emplace_back("blue_invoice", Value::text(request.blue));
            fields.emplace_back("red_reason", Value::text(reason_code(request)));
        }
        all.push_back(Value::record(std::move(fields)));
    }
    return json(Value::list(std::move(all))) + "\n";
}

}  // namespace earned::exchange
