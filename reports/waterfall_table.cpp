#include "reports/captions.h"
#include "reports/waterfall.h"

#include <algorithm>

namespace earned {

namespace {

template <class Figures>
void add_to_total(Figures& total, const Figures& row)
{
    total.allocated += row.allocated;
    total.recognised += row.recognised;
    total.before += row.before;
    total.late += row.late;
    total.later += row.later;
    total.undated += row.undated;
    total.held += row.held;
    for (std::size_t place = 0; place < row.columns.size(); ++place) total.columns[place] += row.columns[place];
}

template <class Figures>
Money sum_of(const Figures& row)
{
    Money sum = row.before + row.late + row.later + row.undated + row.held;
    for (const Money& column : row.columns) sum += column;
    return sum;
}

template <class Figures>
void add_amounts(std::vector<Cell>& cells, const Figures& row)
{
    cells.insert(cells.end(), {row.allocated, row.before});
    cells.insert(cells.end(), row.columns.begin(), row.columns.end());
    cells.insert(cells.end(), {row.late, row.later, row.undated, row.held, sum_of(row)});
}

Money sum_in(const std::map<Currency, Money>& sums, Currency currency)
{
    const auto found = sums.find(currency);
    return found == sums.end() ? Money::zero(currency) : found->second;
}

Cell date_cell(const std::optional<Date>& date) { return date ? Cell(*date) : Cell(); }

}  // namespace

std::vector<Column> Waterfall::names() const
{
    std::vector<Column> columns;
    if (by_ != WaterfallBy::product) columns.push_back(text_column("customer", caption::customer));
    if (by_ == WaterfallBy::obligation || by_ == WaterfallBy::contract)
        columns.push_back(text_column("contract", caption::contract));
    if (by_ == WaterfallBy::obligation) columns.push_back(text_column("obligation", caption::obligation));
    if (by_ == WaterfallBy::obligation || by_ == WaterfallBy::product)
        columns.push_back(text_column("product", caption::product));
    columns.push_back(currency_column());
    columns.push_back(date_column("start", {"Start", "开始"}));
    columns.push_back(date_column("end", {"End", "结束"}));
    return columns;
}

std::vector<Cell> Waterfall::named(const Key& key) const
{
    std::vector<Cell> cells;
    if (by_ != WaterfallBy::product) cells.emplace_back(key.customer);
    if (by_ == WaterfallBy::obligation || by_ == WaterfallBy::contract) cells.emplace_back(key.contract);
    if (by_ == WaterfallBy::obligation) cells.emplace_back(key.obligation);
    if (by_ == WaterfallBy::obligation || by_ == WaterfallBy::product) cells.emplace_back(key.product);
    cells.emplace_back(key.currency.code());
    return cells;
}

Table Waterfall::table() const
{
    Table table = begin_table("revenue-waterfall", {"Revenue waterfall", "收入瀑布表"}, heading_);
    table.facts.push_back({{"Recognised through", "已确认截至"}, {cut_off_.text(), {}}});
    table.facts.push_back({{"Recognised revenue", "已确认口径"},
                           recognised_ == Recognised::as_posted ? Label{"in the period it was posted in", "按过账期间"}
                                                                : Label{"in the period it belongs to", "按所属期间"}});
    table.columns = names();
    table.columns.push_back(money_column("allocated", {"Allocated price", "分摊交易价格"}));
    table.columns.push_back(money_column("before", {"Before", "以前期间"}));
    for (const Period period : periods_) {
        const std::string text = period.text();
        std::string key = "p" + text;
        std::ranges::replace(key, '-', '_');
        table.columns.push_back(money_column(
            key, past(period) ? Label{text + " actual", text + " 已确认"} : Label{text + " planned", text + " 排期"}));
    }
    table.columns.push_back(money_column("late", {"Posted late", "以前期间补记"}));
    table.columns.push_back(money_column("later", {"Later", "以后期间"}));
    table.columns.push_back(money_column("undated", {"On events", "待事件发生"}));
    table.columns.push_back(money_column("held", {"Held", "暂缓确认"}));
    table.columns.push_back(money_column("total", caption::total));
    const Sorted<Line> lines = all_lines();
    std::set<Currency> currencies;
    lines.each([&](const Line& line) { currencies.insert(line.key.currency); });
    for (const Currency currency : currencies) add_currency(table, lines, currency);
    table.notes.push_back(
        {"Revenue is shown positive; a reversal is negative. \"On events\" is what waits for a "
         "delivery, a milestone or a measurement that isn't known yet.",
         "收入以正数列示，冲回为负数。“待事件发生”指尚待交付、里程碑或进度计量的金额。"});
    return table;
}

void Waterfall::add_currency(Table& table, const Sorted<Line>& lines, Currency currency) const
{
    Figures total = nothing(currency);
    lines.each([&](const Line& line) {
        if (line.key.currency != currency) return;
        std::vector<Cell> cells = named(line.key);
        cells.insert(cells.end(), {date_cell(line.figures.start), date_cell(line.figures.end)});
        add_amounts(cells, line.figures);
        table.add(std::move(cells));
        add_to_total(total, line.figures);
    });
    std::vector<Cell> cells(names().size());
    cells.front() = caption::total;
    cells[cells.size() - 3] = currency.code();
    add_amounts(cells, total);
    table.add(std::move(cells), RowKind::total);
    add_tie_outs(table, total);
    table.graphs.push_back(graph(total));
}

void Waterfall::add_tie_outs(Table& table, const Figures& total) const
{
    const Currency currency = total.allocated.currency();
    table.tie_outs.push_back(tie(with({"Allocated price", "分摊交易价格"}, currency), {"allocated", "已分摊"},
                                 total.allocated, {"recognised + to come", "已确认＋待确认"}, sum_of(total)));
    if (heading_.scope.narrowed()) return;
    table.tie_outs.push_back(tie(with(caption::revenue_to_date, currency), {"plans", "确认计划"},
                                 sum_in(earned_, currency), caption::journal, sum_in(posted_, currency)));
    if (recognised_ == Recognised::as_earned) return;
    for (std::size_t place = 0; place < periods_.size(); ++place) {
        if (!past(periods_[place])) break;
        const auto of_period = posted_in_.find({currency, periods_[place]});
        const Money sealed = of_period == posted_in_.end() ? Money::zero(currency) : of_period->second;
        const std::string text = periods_[place].text();
        table.tie_outs.push_back(tie(with({"Revenue of " + text, text + " 收入"}, currency), caption::report,
                                     total.columns[place], {"sealed totals", "封存合计"}, sealed));
    }
}

Graph Waterfall::graph(const Figures& total) const
{
    const Currency currency = total.allocated.currency();
    Graph graph{with({"Revenue by period", "各期收入"}, currency), ChartKind::stacked, {}};
    Series recognised{{"Recognised", "已确认"}, {}}, planned{{"Planned", "排期"}, {}};
    for (std::size_t place = 0; place < periods_.size(); ++place) {
        const Label period{periods_[place].text(), {}};
        const Decimal amount = total.columns[place].decimal(), none;
        recognised.points.push_back({period, past(periods_[place]) ? amount : none});
        planned.points.push_back({period, past(periods_[place]) ? none : amount});
    }
    graph.series = {std::move(recognised), std::move(planned)};
    return graph;
}

Table Waterfall::cohorts() const
{
    Table table = begin_table("revenue-cohorts", {"Revenue by month booked", "按签约月份的收入"}, heading_);
    table.columns = {text_column("booked", {"Booked in", "签约期间"}), currency_column(),
                     money_column("allocated", {"Booked", "签约金额"}), money_column("before", {"Before", "以前期间"})};
    for (const Period period : periods_) {
        if (!past(period)) break;
        std::string key = "p" + period.text();
        std::ranges::replace(key, '-', '_');
        table.columns.push_back(money_column(key, {period.text(), {}}));
    }
    table.columns.push_back(money_column("recognised", {"Recognised to date", "累计已确认"}));
    table.columns.push_back(money_column("remaining", {"Remaining", "剩余"}));
    std::set<Currency> currencies;
    for (const auto& [key, figures] : cohorts_) currencies.insert(key.first);
    for (const Currency currency : currencies) add_cohorts(table, currency);
    return table;
}

void Waterfall::add_cohorts(Table& table, Currency currency) const
{
    Figures total = nothing(currency);
    const auto add_row = [&](Cell name, const Figures& row, RowKind kind) {
        std::vector<Cell> cells{std::move(name), currency.code(), row.allocated, row.before};
        for (std::size_t place = 0; place < periods_.size() && past(periods_[place]); ++place)
            cells.emplace_back(row.columns[place]);
        cells.insert(cells.end(), {row.recognised, row.allocated - row.recognised});
        table.add(std::move(cells), kind);
    };
    for (const auto& [key, row] : cohorts_) {
        if (key.first != currency) continue;
        add_row(key.second.text(), row, RowKind::detail);
        add_to_total(total, row);
    }
    add_row(caption::total, total, RowKind::total);
    if (!heading_.scope.narrowed())
        table.tie_outs.push_back(tie(with(caption::revenue_to_date, currency), {"plans", "确认计划"},
                                     sum_in(earned_, currency), caption::journal, sum_in(posted_, currency)));
}

}  // namespace earned
