#include "app/crm_file.h"

#include "base/csv_record.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>

namespace earned::app {

namespace {

using Words = std::initializer_list<std::string_view>;

Refused crm_unreadable(const std::string& where, std::string what, std::string hint)
{
    return Refused({.code = "crm-unreadable", .where = where, .what = std::move(what), .hint = std::move(hint)});
}

// Small letters without spaces and marks: "Close Date" and "close_date" are one.
std::string crm_word(std::string_view text)
{
    std::string plain;
    for (const char c : text) {
        if (c == ' ' || c == '_' || c == '-' || c == '"') continue;
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

bool is_any_word(const std::string& plain, Words words)
{
    return std::find(words.begin(), words.end(), plain) != words.end();
}

DealStage crm_stage(const std::string& text)
{
    const std::string plain = crm_word(text);
    if (is_any_word(plain, {"won", "closedwon", "signed", "activated", "true", "赢单", "已赢单", "赢单关闭", "签约",
                            "已签约", "成交", "已成交"}))
        return DealStage::won;
    if (is_any_word(plain,
                    {"lost", "closedlost", "cancelled", "canceled", "输单", "丢单", "输单关闭", "已取消", "已作废"}))
        return DealStage::lost;
    return DealStage::open;
}

struct DealColumns {
    std::optional<std::size_t> contract, customer, amount, currency, date, stage;

    static DealColumns of(const std::vector<std::string>& titles, const std::string& where)
    {
        DealColumns columns;
        for (std::size_t at = 0; at < titles.size(); ++at) {
            const std::string title = crm_word(titles[at]);
            const auto claim = [&](std::optional<std::size_t>& column, Words words) {
                if (!column && is_any_word(title, words)) column = at;
            };
            claim(columns.contract, {"contract", "contractid", "contractnumber", "opportunity", "opportunityid", "deal",
                                     "dealid", "recordid", "id", "合同号", "合同编号"});
            claim(columns.customer, {"customer", "customerid", "account", "accountname", "客户", "客户名称"});
            claim(columns.amount, {"amount", "价款", "金额", "合同金额", "成交金额"});
            claim(columns.currency, {"currency", "currencyisocode", "dealcurrencycode", "币种"});
            claim(columns.date, {"date", "closedate", "signed", "签约日期", "签订日期", "成交日期", "日期"});
            claim(columns.stage, {"stage", "stagename", "dealstage", "status", "阶段", "状态"});
        }
        if (!columns.contract || !columns.amount || !columns.stage)
            throw crm_unreadable(where, "its first line doesn't name a contract, an amount and a stage",
                                 "name the columns contract, amount, stage, and if there customer, date, currency");
        return columns;
    }
};

std::string crm_field(const std::vector<std::string>& fields, const std::optional<std::size_t>& column)
{
    return column && *column < fields.size() ? fields[*column] : std::string();
}

// The day of an instant, or as a spreadsheet writes it anew: 2026/3/31, 2026年3月31日. The year comes first.
std::optional<Date> crm_day(const std::string& text)
{
    if (const auto day = Date::parse(text.substr(0, 10))) return day;
    std::array<int, 3> parts{};
    std::size_t found = 0;
    for (std::size_t at = 0; at < text.size() && found < parts.size(); ++found) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
        if (end == at || end - at > 4 || (found == 0) != (end - at == 4)) return std::nullopt;
        parts[found] = std::stoi(text.substr(at, end - at));
        at = std::min(text.find_first_of("0123456789", end), text.size());
    }
    return found == parts.size() ? bank::day_of(parts[0], parts[1], parts[2]) : std::nullopt;
}

// A deal that isn't won may have no amount yet; groups of thousands are read as such.
std::optional<Money> crm_amount(const std::string& text, DealStage stands, Currency currency)
{
    if (text.empty() && stands != DealStage::won) return Money::zero(currency);
    const auto number = bank::amount_of(text, '.');
    return number ? Money::of(number->reduced(), currency) : std::nullopt;
}

CrmDeal deal_of(const std::vector<std::string>& fields, const DealColumns& columns, const std::string& where,
                Currency otherwise)
{
    const std::string code = crm_field(fields, columns.currency), text = crm_field(fields, columns.amount);
    const auto currency = code.empty() ? std::optional(otherwise) : Currency::parse(code);
    if (!currency) throw crm_unreadable(where, "'" + code + "' is no currency", "write a code of ISO 4217");
    const std::string stage = crm_field(fields, columns.stage);
    const auto amount = crm_amount(text, crm_stage(stage), *currency);
    if (!amount)
        throw crm_unreadable(where, "'" + text + "' is no amount of " + currency->code(),
                             "write digits and a point, as 1200.00");
    CrmDeal deal{crm_field(fields, columns.contract),
                 crm_field(fields, columns.customer),
                 stage,
                 crm_stage(stage),
                 *amount,
                 std::nullopt,
                 0};
    if (deal.contract.empty()) throw crm_unreadable(where, "it names no contract", "name the contract of each deal");
    const std::string day = crm_field(fields, columns.date);
    if (!day.empty()) {
        deal.date = crm_day(day);
        if (!deal.date) throw crm_unreadable(where, "'" + day + "' is no day", "write it as YYYY-MM-DD");
    }
    return deal;
}

}  // namespace

std::vector<CrmDeal> crm_deals(std::string_view text, const std::string& name, Currency otherwise)
{
    std::string read;  // a Chinese spreadsheet writes GB18030
    if (!bank::is_utf8(text)) {
        auto chinese = bank::converted(text, "GB18030");
        if (!chinese)
            throw crm_unreadable(name, "its bytes are neither UTF-8 nor GB18030", "export it again, as UTF-8");
        text = read = std::move(*chinese);
    }
    text = bank::without_mark(text);
    std::vector<CrmDeal> deals;
    std::optional<DealColumns> columns;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::string where = name + ":" + std::to_string(line);
        const std::string_view record = next_csv_record(text);
        if (record.empty()) continue;
        const auto fields = csv_fields(record);
        if (!fields) throw crm_unreadable(where, "a quote is left open", "close it on the same line");
        if (!columns) {
            columns = DealColumns::of(*fields, where);
            continue;
        }
        deals.push_back(deal_of(*fields, *columns, where, otherwise));
        deals.back().line = line;
    }
    if (!columns) throw crm_unreadable(name, "the file is empty", "export the deals with their columns' names");
    return deals;
}

std::vector<CrmDeal> read_crm(const std::string& file, Currency otherwise)
{
    std::ifstream opened(file, std::ios::binary);
    if (!opened) throw crm_unreadable(file, "the file can't be opened", "check its name and that you may read it");
    std::ostringstream text;
    text << opened.rdbuf();
    return crm_deals(text.str(), file, otherwise);
}

std::vector<Table> crm_tables(Feed& feed, const std::vector<CrmDeal>& deals)
{
    CrmBookings report(feed.heading());
    for (const CrmDeal& deal : deals) report.take(deal);
    feed.booked(feed.heading().as_of, [&](const BookedGroup& booked) { report.take(booked); });
    return {report.table()};
}

}  // namespace earned::app
