#include "reports/trial_balance.h"
#include "reports/captions.h"

#include <array>
#include <set>

namespace earned {

namespace {

bool of_a_year(Role role) { return nature(role) == Nature::income || nature(role) == Nature::expense; }

Money debit_side(Money net) { return net.sign() > 0 ? net : Money::zero(net.currency()); }
Money credit_side(Money net) { return net.sign() < 0 ? -net : Money::zero(net.currency()); }

struct Pair {
    const char* key;
    Label label;
};
const std::array<Pair, 4>& pairs()
{
    static const std::array<Pair, 4> all{{{"opening", {"Opening", "期初"}},
                                          {"period", {"Period", "本期发生"}},
                                          {"year", {"Year to date", "本年累计"}},
                                          {"closing", {"Closing", "期末"}}}};
    return all;
}

}  // namespace

TrialBalance::Figures& TrialBalance::figures(Currency currency, const Account& account)
{
    const auto [found, made] = accounts_.try_emplace(Key{currency, account.code});
    if (made) {
        const Money none = Money::zero(currency);
        found->second = {account, none, none, none, none, none, none};
    }
    return found->second;
}

void TrialBalance::take(const PostedTotal& total)
{
    if (!heading_.scope.of_ledger(total.entity, total.book) || total.period > heading_.last) return;
    const int year = heading_.calendar.fiscal_year(total.period);
    const bool ended = of_a_year(total.role) && year < heading_.calendar.fiscal_year(heading_.first);
    Figures& account = ended ? figures(total.currency, {"", "Results of earlier years", "以前年度损益结转"})
                             : figures(total.currency, chart_->of(total.role));
    const Money debits{total.debits, total.currency}, credits{total.credits, total.currency};
    account.closing += debits - credits;
    if (heading_.reported(total.period)) {
        account.debits += debits;
        account.credits += credits;
    } else {
        account.opening += debits - credits;
    }
    if (year == heading_.calendar.fiscal_year(heading_.last)) {
        account.year_debits += debits;
        account.year_credits += credits;
    }
}

void TrialBalance::add_account(Table& table, const Figures& account, std::vector<Money>& sums) const
{
    const std::vector<Money> amounts{debit_side(account.opening),
                                     credit_side(account.opening),
                                     account.debits,
                                     account.credits,
                                     account.year_debits,
                                     account.year_credits,
                                     debit_side(account.closing),
                                     credit_side(account.closing)};
    std::vector<Cell> cells{account.account.code, Label{account.account.name, account.account.name_zh},
                            account.closing.currency().code()};
    for (std::size_t place = 0; place < amounts.size(); ++place) {
        sums[place] += amounts[place];
        cells.emplace_back(amounts[place]);
    }
    table.add(std::move(cells));
}

void TrialBalance::add_currency(Table& table, Currency currency) const
{
    std::vector<Money> sums(8, Money::zero(currency));
    Money closing = Money::zero(currency), moved = closing;
    for (const auto& [key, account] : accounts_) {
        if (key.first != currency) continue;
        add_account(table, account, sums);
        closing += debit_side(account.closing);
        moved += debit_side(account.opening + account.debits - account.credits);
    }
    std::vector<Cell> cells{std::string(), caption::total, currency.code()};
    cells.insert(cells.end(), sums.begin(), sums.end());
    table.add(std::move(cells), RowKind::total);
    for (std::size_t pair = 0; pair < pairs().size(); ++pair)
        table.tie_outs.push_back(tie(with(pairs()[pair].label, currency), caption::debit, sums[2 * pair],
                                     caption::credit, sums[2 * pair + 1]));
    table.tie_outs.push_back(tie(with({"Closing debits", "期末借方"}, currency), {"all that was posted", "全部过账"},
                                 closing, {"opening + movement", "期初＋本期发生"}, moved));
}

Table TrialBalance::table() const
{
    Table table = begin_table("trial-balance", {"Trial balance", "科目余额表"}, heading_);
    table.columns = {text_column("account", {"Account", "科目编码"}), text_column("name", {"Name", "科目名称"}),
                     currency_column()};
    for (const Pair& pair : pairs()) {
        const std::string key = pair.key;
        table.columns.push_back(money_column(key + "_debit", {pair.label.en + " Dr", pair.label.zh + "借方"}));
        table.columns.push_back(money_column(key + "_credit", {pair.label.en + " Cr", pair.label.zh + "贷方"}));
    }
    std::set<Currency> currencies;
    for (const auto& [key, account] : accounts_) currencies.insert(key.first);
    for (const Currency currency : currencies) add_currency(table, currency);
    table.notes.push_back(
        {"Each balance stands on the side it is on; no amount is negative.", "余额列示于其所在方向，金额均为正数。"});
    return table;
}

}  // namespace earned
