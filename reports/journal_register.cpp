#include "reports/journal_register.h"
#include "reports/captions.h"

#include <algorithm>
#include <tuple>

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
    const bool known = !vouchers_.empty() && vouchers_.back().home == line.home && vouchers_.back().entry == line.entry;
    if (!known) vouchers_.push_back({line.period, line.run, line.date, line.home, line.entry, {}, 0});
    Voucher& voucher = vouchers_.back();
    voucher.out_of_balance += line.minor;
    if (!heading_.scope.admits(line) || line.minor == 0) return;
    voucher.lines.push_back(line);
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

std::vector<const JournalRegister::Voucher*> JournalRegister::in_order() const
{
    std::vector<const Voucher*> order;
    order.reserve(vouchers_.size());
    for (const Voucher& voucher : vouchers_) order.push_back(&voucher);
    std::ranges::sort(order, {}, [](const Voucher* voucher) {
        return std::tuple(voucher->period, voucher->run, voucher->date, voucher->home, voucher->entry);
    });
    return order;
}

Label voucher_name(std::int64_t number) { return {"JV-" + padded(number), "记-" + padded(number)}; }

void JournalRegister::add_lines(Table& table, const Voucher& voucher, std::int64_t number) const
{
    std::int64_t place = 0;
    for (const PostedLine& line : voucher.lines) {
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
                   ++place});
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
    Period period;
    std::int64_t number = 0;
    std::size_t shown = 0, balanced = 0, without_amount = 0;
    for (const Voucher* voucher : in_order()) {
        number = voucher->period == period ? number + 1 : 1;
        period = voucher->period;
        if (voucher->lines.empty()) {
            ++without_amount;
            continue;
        }
        ++shown;
        if (voucher->out_of_balance == 0) ++balanced;
        add_lines(table, *voucher, number);
    }
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
    table.tie_outs.push_back(
        tie_count({"Vouchers", "凭证"}, {"shown", "列示"}, shown, {"that balance", "借贷相等"}, balanced));
    table.notes.push_back({"Vouchers are numbered from 1 in each period; debits and credits are never negative.",
                           "凭证按期间自1连续编号；借贷金额均为正数。"});
    if (without_amount != 0 && !heading_.scope.narrowed())
        table.notes.push_back(
            {"Numbers that are missing are vouchers of exchange rates alone, which have no amount in the "
             "contract's currency: --by entity shows them.",
             "缺号为仅由汇率变动产生的凭证，无原币金额：见 --by entity。"});
    return table;
}

}  // namespace earned
