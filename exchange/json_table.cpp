#include "exchange/json_table.h"

#include <type_traits>

namespace earned::exchange {

namespace {

Value json_of(const Label& label)
{
    std::vector<Value::Field> fields{{"en", Value::text(label.en)}};
    if (!label.zh.empty()) fields.emplace_back("zh", Value::text(label.zh));
    return Value::record(std::move(fields));
}

Value json_of(Money amount)
{
    return Value::record(
        {{"amount", Value::text(amount.plain())}, {"currency", Value::text(amount.currency().code())}});
}

Value json_of(const TieOut::Amount& amount)
{
    if (const Money* money = std::get_if<Money>(&amount)) return json_of(*money);
    return Value::text(std::get<Decimal>(amount).text());
}

Value json_of(const Cell& cell)
{
    return std::visit(
        [](const auto& value) -> Value {
            using T = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return Value::null();
            else if constexpr (std::is_same_v<T, std::string>)
                return Value::text(value);
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return Value::number(value);
            else if constexpr (std::is_same_v<T, Label> || std::is_same_v<T, Money>)
                return json_of(value);
            else
                return Value::text(value.text());
        },
        cell);
}

Value json_of(const Column& column)
{
    return Value::record({{"key", Value::text(column.key)},
                          {"label", json_of(column.label)},
                          {"type", Value::text(std::string(name(column.type)))}});
}

Value json_of(const Row& row, const std::vector<Column>& columns)
{
    std::vector<Value::Field> cells;
    for (std::size_t place = 0; place < row.cells.size(); ++place)
        cells.emplace_back(columns[place].key, json_of(row.cells[place]));
    return Value::record(
        {{"row", Value::text(std::string(name(row.kind)))}, {"cells", Value::record(std::move(cells))}});
}

Value json_of(const TieOut& tie)
{
    return Value::record({{"what", json_of(tie.what)},
                          {"left_name", json_of(tie.left_name)},
                          {"left", json_of(tie.left)},
                          {"right_name", json_of(tie.right_name)},
                          {"right", json_of(tie.right)},
                          {"difference", json_of(tie.difference())},
                          {"ties", Value::boolean(tie.ties())}});
}

Value json_of(const Graph& graph)
{
    std::vector<Value> series;
    for (const Series& one : graph.series) {
        std::vector<Value> points;
        for (const Point& point : one.points)
            points.push_back(
                Value::record({{"label", json_of(point.label)}, {"value", Value::text(point.value.text())}}));
        series.push_back(Value::record({{"name", json_of(one.name)}, {"points", Value::list(std::move(points))}}));
    }
    return Value::record({{"title", json_of(graph.title)}, {"series", Value::list(std::move(series))}});
}

template <class T, class Make>
Value list_of(const std::vector<T>& all, const Make& make)
{
    std::vector<Value> items;
    items.reserve(all.size());
    for (const T& one : all) items.push_back(make(one));
    return Value::list(std::move(items));
}

// What stands before the rows and behind them, as fields of one object.
Value head_of(const Table& table)
{
    const auto as_json = [](const auto& one) { return json_of(one); };
    return Value::record(
        {{"key", Value::text(table.key)},
         {"title", json_of(table.title)},
         {"facts", list_of(table.facts,
                           [](const HeaderFact& fact) {
                               return Value::record({{"label", json_of(fact.label)}, {"value", json_of(fact.value)}});
                           })},
         {"columns", list_of(table.columns, as_json)}});
}

Value foot_of(const Table& table)
{
    const auto as_json = [](const auto& one) { return json_of(one); };
    return Value::record({{"tie_outs", list_of(table.tie_outs, as_json)},
                          {"ties", Value::boolean(table.ties())},
                          {"notes", list_of(table.notes, as_json)},
                          {"graphs", list_of(table.graphs, as_json)}});
}

// Row by row, since a table may be larger than memory.
void write(const Table& table, std::ostream& out)
{
    const std::string head = json(head_of(table)), foot = json(foot_of(table));
    out << std::string_view(head).substr(0, head.size() - 1) << ",\"rows\":[";
    bool first = true;
    for (const Row& row : table.rows) {
        if (!first) out << ',';
        out << json(json_of(row, table.columns));
        first = false;
    }
    out << "]," << std::string_view(foot).substr(1);
}

}  // namespace

void write_json(std::span<const Table> tables, std::ostream& out)
{
    if (tables.size() == 1) {
        write(tables.front(), out);
        out << '\n';
        return;
    }
    out << '[';
    for (const Table& table : tables) {
        out << (&table == &tables.front() ? "\n" : ",\n");
        write(table, out);
    }
    out << "\n]\n";
}

}  // namespace earned::exchange
