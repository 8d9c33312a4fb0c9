#include "reports/bank_reconciliation.h"

#include "journal/walk.h"
#include "reports/captions.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace earned {

namespace {

Label words_of_entry(const std::string& kind)
{
    if (kind == "charge") return {"charge of the bank", "银行手续费"};
    if (kind == "return") return {"return of no receipt that is known", "无对应收款的退汇"};
    if (kind == "reversal") return {"a debit that the bank took back", "银行冲回的支出"};
    if (kind == "batch") return {"batch whose payments are not listed", "未列明细的批量收款"};
    if (kind == "money_out") return {"money out", "银行已付"};
    return {"entry that is no receipt", "非收款项目"};
}

}  // namespace

void BankReconciliation::take(const StatementBalance& balance)
{
    if (heading_.as_of < balance.date) return;
    const std::optional<Money>& stated = balance.closing ? balance.closing : balance.opening;
    if (!stated) return;
    Account& account = accounts_[{stated->currency(), balance.account}];
    if (balance.opening && (!account.first || balance.date < account.first->date)) account.first = balance;
    if (balance.closing && (!account.last || account.last->date <= balance.date)) account.last = balance;
}

void BankReconciliation::take(const BankMove& move)
{
    if (move.date <= heading_.as_of) accounts_[{move.amount.currency(), move.account}].moves.push_back(move);
}

void BankReconciliation::take(const StatementEntry& entry)
{
    if (entry.date <= heading_.as_of) accounts_[{entry.amount.currency(), entry.account}].entries.push_back(entry);
}

void BankReconciliation::take(const StatementMissing& missing)
{
    if (missing.opens <= heading_.as_of) missing_.push_back(missing);
}

void BankReconciliation::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book)) return;
    const Balances balances =
        target(plan, last_moment(heading_.as_of), accrued_by(plan, heading_.calendar, heading_.as_of));
    const Money cash{balances.of(Role::cash), plan.currency};
    targets_.try_emplace(plan.currency, Money::zero(plan.currency)).first->second += cash;
    posted_.take(planned);
}

void BankReconciliation::take(const PostedTotal& total)
{
    if (heading_.scope.of_ledger(total.entity, total.book)) posted_.take(total);
}

void BankReconciliation::add_account(Table& table, const Key& key, const Account& account, Money& ledger,
                                     Money& explained) const
{
    const Money none = Money::zero(key.currency);
    const auto add = [&](Label what, const std::string& document, std::optional<Date> date, const std::string& text,
                         Money amount, RowKind kind) {
        explained += amount;
        table.add(
            {key.account, std::move(what), document, date ? Cell(*date) : Cell(), text, key.currency.code(), amount},
            kind);
    };
    const std::optional<Date> through = account.last ? std::optional(account.last->date) : std::nullopt;
    if (account.last)
        add({"Statement balance", "银行对账单余额"}, "", through, "", *account.last->closing, RowKind::detail);
    if (account.last && account.first)
        add({"less the balance before the first statement", "减：首份对账单期初余额"}, "", account.first->date, "",
            -*account.first->opening, RowKind::detail);
    std::set<std::string> listed;
    for (const StatementEntry& entry : account.entries)
        if (entry.kind == "listed") listed.insert(entry.entry);
    std::vector<StatementEntry> entries = account.entries;
    std::ranges::sort(entries, {}, [](const StatementEntry& one) { return std::tie(one.date, one.entry); });
    for (const StatementEntry& entry : entries) {
        const bool counts = through && entry.date <= *through && entry.kind != "listed";
        if (counts && !(entry.kind == "batch" && listed.contains(entry.entry)))
            add(words_of_entry(entry.kind), entry.entry, entry.date, entry.text, -entry.amount, RowKind::detail);
    }
    std::vector<BankMove> moves = account.moves;
    std::ranges::sort(moves, {}, [](const BankMove& one) { return std::tie(one.date, one.document); });
    Money of_ledger = none;
    for (const BankMove& move : moves) {
        of_ledger += move.amount;
        if (move.on_statement && through && move.date <= *through) continue;
        add({move.what.en + ", on no statement", move.what.zh + "，对账单未列"}, move.document, move.date, "",
            move.amount, RowKind::detail);
    }
    ledger += of_ledger;
    table.add({key.account, Label{"Cash in the ledger", "账面银行存款"}, {}, {}, {}, key.currency.code(), of_ledger},
              RowKind::subtotal);
}

Table BankReconciliation::table() const
{
    Table table = begin_table("bank-reconciliation", {"Bank reconciliation", "银行存款余额调节表"}, heading_);
    table.columns = {text_column("account", {"Account", "账户"}),   text_column("item", {"Item", "项目"}),
                     text_column("document", {"Document", "单据"}), date_column("date", {"Date", "日期"}),
                     text_column("text", {"Text", "摘要"}),         currency_column(),
                     money_column("amount", {"Amount", "金额"})};
    std::map<Currency, Money> cash;
    for (const auto& [key, account] : accounts_) {
        Money ledger = Money::zero(key.currency), explained = ledger;
        add_account(table, key, account, ledger, explained);
        cash.try_emplace(key.currency, Money::zero(key.currency)).first->second += ledger;
        const std::string named = key.account.empty() ? "?" : key.account;
        table.tie_outs.push_back(tie({named + ", " + key.currency.code(), ""}, {"cash in the ledger", "账面余额"},
                                     ledger, {"statement balance and items", "对账单余额及调节项"}, explained));
    }
    for (const StatementMissing& missing : missing_) table.notes.push_back(missing.what);
    if (heading_.scope.narrowed()) return table;
    for (const auto& [currency, target] : targets_) {
        const auto found = cash.find(currency);
        table.tie_outs.push_back(tie(with({"Cash", "银行存款"}, currency), {"accounts", "各账户"},
                                     found == cash.end() ? Money::zero(currency) : found->second,
                                     {"targets of the plans", "计划应有余额"}, target));
    }
    posted_.add_to(table);
    table.notes.push_back(
        {"Cash of the ledger is what came from customers and went back to them; charges and other "
         "payments of the bank are another ledger's, and listed here.",
         "账面仅含客户收款及退款；银行手续费及其他收支属其他账簿，列为调节项。"});
    return table;
}

}  // namespace earned
