// A simulation as tables: what would change by period and account, and contract by contract with the
// rule rows that cause it.
#include "app/simulate.h"

#include "reports/captions.h"

namespace earned::app {

namespace {

const Label invoiced_words{"Invoiced, net of tax", "开票（不含税）"};

Column word_column(std::string key, Label label) { return {std::move(key), std::move(label), ColumnType::text, {}}; }
Column amount_column(std::string key, Label label) { return {std::move(key), std::move(label), ColumnType::money, {}}; }

// As accountants show it: positive on the account's normal side.
std::int64_t by_normal_side(const std::string& account, std::int64_t minor)
{
    const auto role = role_named(account);
    return role && normal_side(*role) == earned::Side::credit ? -minor : minor;
}

std::pair<std::string, Label> account_of(Book& book, const Ledger& ledger, const std::string& account)
{
    const auto role = role_named(account);
    if (!role) return {"", invoiced_words};
    const Account& known = book.chart(ledger).of(*role);
    return {known.code, {known.name, known.name_zh}};
}

void add_heading(Table& table, const SimulationOrder& order, const Simulation& simulation)
{
    const auto fact = [&](Label label, const std::string& value) {
        table.facts.push_back({std::move(label), {value, ""}});
    };
    fact({"Ledger", "账簿"}, order.ledger.key());
    fact({"Package", "规则包"}, order.package->name() + " " + order.package->version());
    table.facts.push_back(
        {{"Decides", "生效"},
         order.restate ? Label{"again from the start", "从头重新决定"}
                       : Label{"what is decided from " + order.from.text() + " on", order.from.text() + " 起的决定"}});
    fact({"Periods", "期间"}, order.first.text() + " to " + order.last.text());
    fact({"Groups looked at", "合同组"}, std::to_string(simulation.groups));
    fact({"Groups that change", "变动的合同组"}, std::to_string(simulation.changed));
    table.notes.push_back(
        {"Nothing was posted. Amounts are movements of the period, positive on the account's normal "
         "side; invoices that were issued stay as they are.",
         "未过账。金额为本期发生额，按科目正常方向列示；已开票据不变。"});
}

struct SimulatedSum {
    std::int64_t now = 0, then = 0;
};

void add_amounts(std::vector<Cell>& cells, const std::string& account, const SimulatedSum& sum, Currency currency)
{
    const std::int64_t now = by_normal_side(account, sum.now), then = by_normal_side(account, sum.then);
    cells.emplace_back(Money(now, currency));
    cells.emplace_back(Money(then, currency));
    cells.emplace_back(Money(then - now, currency));
    cells.emplace_back(currency.code());
}

void add_amount_columns(Table& table)
{
    table.columns.push_back(amount_column("now", {"Now", "现行"}));
    table.columns.push_back(amount_column("then", {"Under the package", "拟用规则"}));
    table.columns.push_back(amount_column("change", {"Change", "差异"}));
    table.columns.push_back(word_column("currency", {"Currency", "币种"}));
}

// Every difference balances: what accounts gain on one side they gain on the other.
void add_tie_outs(Table& table, const Simulation& simulation)
{
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> sides;
    for (const auto& [key, change] : simulation.changes) {
        if (!role_named(key.account)) continue;
        const std::int64_t moved = change.then - change.now;
        (moved > 0 ? sides[key.currency].first : sides[key.currency].second) += moved;
    }
    for (const auto& [code, sums] : sides) {
        const Currency currency = Currency::parse(code).value_or(Currency());
        table.tie_outs.push_back({{"Changes balance, " + code, "差异借贷平衡（" + code + "）"},
                                  {"debits", "借方"},
                                  {"credits", "贷方"},
                                  Money(sums.first, currency),
                                  Money(-sums.second, currency)});
    }
}

Table summary(Book& book, const SimulationOrder& order, const Simulation& simulation)
{
    Table table;
    table.key = "simulation";
    table.title = {"What the package would change", "规则模拟"};
    add_heading(table, order, simulation);
    table.columns = {word_column("period", {"Period", "期间"}), word_column("code", {"Account", "科目"}),
                     word_column("account", {"Name", "名称"})};
    add_amount_columns(table);
    std::map<std::tuple<Period, std::string, std::string>, SimulatedSum> sums;
    for (const auto& [key, change] : simulation.changes) {
        SimulatedSum& sum = sums[{key.period, key.account, key.currency}];
        sum.now += change.now;
        sum.then += change.then;
    }
    for (const auto& [key, sum] : sums) {
        const auto& [period, account, currency] = key;
        const auto [code, name] = account_of(book, order.ledger, account);
        std::vector<Cell> cells{period.text(), code, name};
        add_amounts(cells, account, sum, Currency::parse(currency).value_or(Currency()));
        table.add(std::move(cells));
    }
    table.notes.push_back({"Now and under the package are those of the contracts that change, not of the whole ledger.",
                           "现行与拟用金额仅含有变动的合同。"});
    add_tie_outs(table, simulation);
    return table;
}

Table detail(Book& book, const SimulationOrder& order, const Simulation& simulation)
{
    Table table;
    table.key = "simulation_contracts";
    table.title = {"What the package would change, contract by contract", "规则模拟：按合同"};
    add_heading(table, order, simulation);
    table.columns = {word_column("contract", {"Contract", "合同"}), word_column("product", {"Product", "产品"}),
                     word_column("period", {"Period", "期间"}), word_column("code", {"Account", "科目"}),
                     word_column("account", {"Name", "名称"})};
    add_amount_columns(table);
    table.columns.push_back(word_column("because", {"Because of", "规则行"}));
    std::map<std::tuple<std::string, std::string, Period, std::string>, const SimulatedChange*> rows;
    std::map<const SimulatedChange*, std::string> currencies;
    for (const auto& [key, change] : simulation.changes) {
        rows[{key.contract, key.product, key.period, key.account}] = &change;
        currencies[&change] = key.currency;
    }
    for (const auto& [key, change] : rows) {
        const auto& [contract, product, period, account] = key;
        const auto [code, name] = account_of(book, order.ledger, account);
        std::vector<Cell> cells{contract, product, period.text(), code, name};
        add_amounts(cells, account, {change->now, change->then},
                    Currency::parse(currencies[change]).value_or(Currency()));
        cells.emplace_back(change->because);
        table.add(std::move(cells));
    }
    return table;
}

Table in_fault(const SimulationOrder& order, const Simulation& simulation)
{
    Table table;
    table.key = "simulation_faults";
    table.title = {"Contracts that the package can't decide", "无法判定的合同"};
    add_heading(table, order, simulation);
    table.columns = {word_column("where", {"Where", "位置"}), word_column("what", {"What", "问题"}),
                     word_column("code", {"Code", "代码"}), word_column("hint", {"Remedy", "处理"})};
    for (const Fault& fault : simulation.faults)
        table.add({Cell(fault.where), Cell(fault.what), Cell(fault.code), Cell(fault.hint)});
    return table;
}

}  // namespace

std::vector<Table> simulation_tables(Book& book, const SimulationOrder& order, const Simulation& simulation)
{
    std::vector<Table> tables{summary(book, order, simulation), detail(book, order, simulation)};
    if (!simulation.faults.empty()) tables.push_back(in_fault(order, simulation));
    return tables;
}

}  // namespace earned::app
