#include "reports/journal_register.h"
#include "reports/captions.h"

#include <optional>

namespace earned {

namespace {

std::string padded(std::int64_t number)
{
    const std::string digits = std::to_string(number);
    return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
}

// 摘要: what happened, and to which contract.
Label memo(const PostedLine& line)
{
    Label words = caption::of(line.cause);
    if (line.cause == Cause::late) {
        const Label first = caption::of(line.first_cause);
        words = {"Late: " + first.en, "补记：" + first.zh};
    }
    const std::string& whose = line.contract.empty() ? line.customer.text() : line.contract.text();
    if (!whose.empty()) words = {words.en + " " + whose, words.zh + " " + whose};
    return words;
}

}  // namespace

JournalRegister::Sum& JournalRegister::sum(Currency currency)
{
    const Money none = Money::zero(currency);
    return sums_.try_emplace(currency, Sum{none, none, none, none}).first->second;
}

void JournalRegister::take(const PostedLine& line)
{
    if (!heading_.reported(line.period) || !heading_.scope.of_ledger(line.entity, line.book)) return;
    Line one{line, 1, heading_.scope.admits(line) && line.minor != 0};
    if (one.voucher() == last_.voucher()) one.place = last_.place + 1;
    last_ = one;
    const bool shown = one.shown;
    lines_.put(std::move(one));
    if (!shown) return;
    Sum& of_currency = sum(line.currency);
    const Money amount{line.minor, line.currency};
    (line.minor > 0 ? of_currency.debits : of_currency.credits) += abs(amount);
}

void JournalRegister::take(const PostedTotal& total)
{
    if (!heading_.reported(total.period) || !heading_.scope.of_ledger(total.entity, total.book)) return;
    Sum& of_currency = sum(total.currency);
    of_currency.posted_debits += Money{total.debits, total.currency};
    of_currency.posted_credits += Money{total.credits, total.currency};
}

Label voucher_name(std::int64_t number) { return {"JV-" + padded(number), "记-" + padded(number)}; }

void JournalRegister::add_line(Table& table, const PostedLine& line, std::int64_t number, std::int64_t place) const
{
    const Account& account = chart_->of(line.role);
    const Money amount = abs(Money{line.minor, line.currency});
    const Cell debit = line.minor > 0 ? Cell(amount) : Cell();
    const Cell credit = line.minor < 0 ? Cell(amount) : Cell();
    const Cell belongs = line.belongs_to == line.period ? Cell() : Cell(line.belongs_to.text());
    table.add({voucher_name(number),
               line.date,
               memo(line),
               account.code,
               Label{account.name, account.name_zh},
               debit,
               credit,
               line.currency.code(),
               line.customer.text(),
               line.contract.text(),
               line.obligation.text(),
               line.product.text(),
               line.period.text(),
               belongs,
               caption::of(line.cause),
               caption::of(line.source),
               line.event == 0 ? Cell() : Cell(line.event),
               line.run,
               std::to_string(line.home) + "/" + std::to_string(line.entry),
               place});
}

JournalRegister::Counted JournalRegister::add_vouchers(Table& table) const
{
    Counted counted;
    std::optional<Line> voucher;  // its first line
    std::int64_t number = 0, shown = 0, out_of_balance = 0;
    const auto end_voucher = [&] {
        if (!voucher) return;
        ++(shown == 0 ? counted.without_amount : counted.shown);
        if (shown != 0 && out_of_balance == 0) ++counted.balanced;
    };
    lines_.each([&](const Line& line) {
        if (!voucher || voucher->voucher() != line.voucher()) {
            end_voucher();
            number = voucher && voucher->posted.period == line.posted.period ? number + 1 : 1;
            voucher = line;
            shown = out_of_balance = 0;
        }
        out_of_balance += line.posted.minor;
        if (line.shown) add_line(table, line.posted, number, ++shown);
    });
    end_voucher();
    return counted;
}

void JournalRegister::add_totals(Table& table) const
{
    for (const auto& [currency, of] : sums_) {
        std::vector<Cell> cells(table.columns.size());
        cells[0] = caption::total;
        cells[5] = of.debits;
        cells[6] = of.credits;
        cells[7] = currency.code();
        table.add(std::move(cells), RowKind::total);
        if (heading_.scope.narrowed()) continue;
        table.tie_outs.push_back(
            tie(with({"Register", "序时簿"}, currency), caption::debit, of.debits, caption::credit, of.credits));
        table.tie_outs.push_back(tie(with({"Debits", "借方发生额"}, currency), {"register", "序时簿"}, of.debits,
                                     {"sealed totals", "封存合计"}, of.posted_debits));
        table.tie_outs.push_back(tie(with({"Credits", "贷方发生额"}, currency), {"register", "序时簿"}, of.credits,
                                     {"sealed totals", "封存合计"}, of.posted_credits));
    }
}

Table JournalRegister::table() const
{
    Table table = begin_table("journal-register", {"Journal register", "凭证序时簿"}, heading_);
    table.columns = {
        text_column("voucher", {"Voucher", "凭证字号"}), date_column("date", {"Date", "日期"}),
        text_column("memo", {"Narration", "摘要"}),      text_column("account", {"Account", "科目编码"}),
        text_column("name", {"Name", "科目名称"}),       money_column("debit", caption::debit),
        money_column("credit", caption::credit),         currency_column(),
        text_column("customer", caption::customer),      text_column("contract", caption::contract),
        text_column("obligation", caption::obligation),  text_column("product", caption::product),
        text_column("period", {"Period", "期间"}),       text_column("belongs_to", {"Belongs to", "所属期间"}),
        text_column("cause", {"Cause", "事由"}),         text_column("source", {"Source", "来源"}),
        count_column("event", {"Event", "事件号"}),      count_column("run", {"Run", "运行"}),
        text_column("entry", {"Entry", "分录号"}),       count_column("line", {"Line", "行号"})};
    const Counted counted = add_vouchers(table);
    add_totals(table);
    table.tie_outs.push_back(tie_count({"Vouchers", "凭证"}, {"shown", "列示"}, counted.shown,
                                       {"that balance", "借贷相等"}, counted.balanced));
    table.notes.push_back({"Vouchers are numbered from 1 in each period; debits and credits are never negative.",
                           "凭证按期间自1连续编号；借贷金额均为正数。"});
    if (counted.without_amount != 0 && !heading_.scope.narrowed())
        table.notes.push_back(
            {"Numbers that are missing are vouchers of exchange rates alone, which have no amount in the "
             "contract's currency: --by entity shows them.",
             "缺号为仅由汇率变动产生的凭证，无原币金额：见 --by entity。"});
    return table;
}

}  // namespace earned
