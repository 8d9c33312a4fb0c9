#include "reports/in_entity_currency.h"

#include "reports/captions.h"

#include <algorithm>
#include <map>

namespace earned {

namespace {

struct Figure {
    Label report, name;
    std::map<Currency, Money> amounts;
};

// The totals of a table, figure by figure, each in its currencies.
std::vector<Figure> figures_of(const Table& table)
{
    std::vector<Figure> columns;
    for (const Column& column : table.columns) columns.push_back({table.title, column.label, {}});
    for (const Row& row : table.rows) {
        if (row.kind != RowKind::total) continue;
        for (std::size_t place = 0; place < row.cells.size(); ++place) {
            const auto* amount = std::get_if<Money>(&row.cells[place]);
            if (amount == nullptr) continue;
            columns[place].amounts.try_emplace(amount->currency(), Money::zero(amount->currency())).first->second +=
                *amount;
        }
    }
    std::erase_if(columns, [](const Figure& figure) { return figure.amounts.empty(); });
    return columns;
}

std::optional<Money> converted(Money amount, Currency functional, const std::optional<Decimal>& rate)
{
    if (amount.currency() == functional) return amount;
    if (!rate) return std::nullopt;
    return Money::rounded(Ratio::of(amount.decimal()) * Ratio::of(*rate), functional, Round::half_away);
}

void add_figure(Table& table, const Figure& figure, Currency functional, const ClosingRate& rate)
{
    Money all = Money::zero(functional);
    bool known = true;
    for (const auto& [currency, amount] : figure.amounts) {
        const std::optional<Decimal> each = currency == functional ? Decimal::of(1) : rate(currency);
        const std::optional<Money> worth = converted(amount, functional, each);
        known = known && worth;
        if (worth) all += *worth;
        table.add({figure.report, figure.name, currency.code(), amount, each ? Cell(*each) : Cell(),
                   worth ? Cell(*worth) : Cell()});
    }
    if (figure.amounts.size() > 1)
        table.add({figure.report, figure.name, {}, {}, {}, known ? Cell(all) : Cell()}, RowKind::subtotal);
}

}  // namespace

std::optional<Table> in_entity_currency(std::span<const Table> tables, const Heading& heading, Currency functional,
                                        const ClosingRate& rate)
{
    std::vector<Figure> figures;
    for (const Table& table : tables)
        for (Figure& figure : figures_of(table)) figures.push_back(std::move(figure));
    const auto is_foreign = [&](const Figure& figure) {
        return std::ranges::any_of(
            figure.amounts, [&](const auto& each) { return each.first != functional && !each.second.is_zero(); });
    };
    if (std::ranges::none_of(figures, is_foreign)) return std::nullopt;
    const Table& first = tables.front();
    Table table = begin_table(
        first.key + "-in-entity-currency",
        {"In " + functional.code() + ": " + first.title.en, "折合" + functional.code() + "：" + first.title.zh},
        heading);
    table.columns = {text_column("report", {"Report", "报表"}),
                     text_column("figure", {"Figure", "项目"}),
                     currency_column(),
                     money_column("amount", {"Amount", "原币金额"}),
                     {"rate", {"Closing rate", "期末汇率"}, ColumnType::decimal, {}, 6},
                     money_column("in_entity_currency", {"In " + functional.code(), "折合" + functional.code()})};
    for (const Figure& figure : figures)
        if (is_foreign(figure)) add_figure(table, figure, functional, rate);
    table.notes.push_back({"Totals at the closing rate of " + heading.as_of.text() + ". What was posted in " +
                               functional.code() +
                               " is in the trial balance, the roll-forward and the journal, --by entity.",
                           "合计按" + heading.as_of.text() + "期末汇率折算。按入账汇率的" + functional.code() +
                               "金额见科目余额表、余额变动表与凭证序时簿（--by entity）。"});
    return table;
}

}  // namespace earned
