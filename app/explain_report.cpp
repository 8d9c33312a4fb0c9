// A cell of any report explained: the report's own row, which shows the arithmetic of the cell, the
// figures that it is held against, and then what the row is about: a contract, a document or an entry.
#include "app/explain_parts.h"

#include "app/feed.h"
#include "app/report.h"
#include "app/shell.h"

#include <algorithm>

namespace earned::app {

namespace {

std::string lower(std::string text)
{
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

// What a cell says, as a person would write it.
std::string cell_words(const Table& table, std::size_t column, const Cell& cell,
                       exchange::Language language = exchange::Language::en)
{
    return exchange::plain(cell, table.columns[column], language);
}

bool is_words(ColumnType type) { return type == ColumnType::text; }

std::optional<std::size_t> column_asked(const Table& table, const std::string& asked)
{
    for (std::size_t at = 0; at < table.columns.size(); ++at)
        if (lower(table.columns[at].key) == lower(asked) || lower(table.columns[at].label.en) == lower(asked) ||
            table.columns[at].label.zh == asked)
            return at;
    return std::nullopt;
}

bool is_row_asked(const Table& table, const Row& row, const std::string& asked)
{
    if (row.kind == RowKind::section) return false;
    if (row.kind == RowKind::total && lower(asked) == "total") return true;
    for (std::size_t at = 0; at < row.cells.size(); ++at)
        if (is_words(table.columns[at].type) && lower(cell_words(table, at, row.cells[at])) == lower(asked))
            return true;
    return false;
}

Refused no_such_cell(const ReportCellAsked& asked, const std::string& what, const std::string& hint)
{
    return Refused({.code = "cell-unknown",
                    .where = asked.report + "/" + asked.row + "/" + asked.column,
                    .what = what,
                    .hint = hint});
}

std::string column_names(const std::vector<Table>& tables)
{
    std::string names;
    for (const Table& table : tables)
        for (const Column& column : table.columns)
            if (!is_words(column.type) && names.find(" " + column.key + ",") == std::string::npos)
                names += " " + column.key + ",";
    if (!names.empty()) names.pop_back();
    return names;
}

const ReportKind& kind_asked(const ReportCellAsked& asked)
{
    for (const ReportKind& kind : report_kinds())
        if (kind.name == asked.report && kind.name != "all") return kind;
    std::string names;
    for (const ReportKind& kind : report_kinds())
        if (kind.name != "all") names += (names.empty() ? "" : ", ") + kind.name;
    throw no_such_cell(asked, "there is no report '" + asked.report + "'", "the reports are " + names);
}

// What a row is about, by the columns that name it.
std::string subject_of(const Table& table, const Row& row)
{
    if (row.kind != RowKind::detail) return "";
    for (const char* key : {"number", "document", "contract", "entry"}) {
        const auto column = table.column(key);
        if (!column) continue;
        const std::string text = cell_words(table, *column, row.cells[*column]);
        if (!text.empty()) return text;
    }
    return "";
}

// Of several rows of one name the sum, else the first that says something.
bool is_better(const Row& row, const std::optional<Row>& found, std::size_t column)
{
    if (column >= row.cells.size()) return false;
    if (!found) return true;
    if (found->kind != RowKind::detail) return false;
    return row.kind != RowKind::detail || std::holds_alternative<std::monostate>(found->cells[column]);
}

void add_row(Page& page, const Table& table, const Row& row, std::size_t asked)
{
    Columns columns({"", "", ""});
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const std::string text = cell_words(table, at, row.cells[at], page.language());
        if (is_words(table.columns[at].type) || text.empty()) continue;
        columns.add({at == asked ? "→" : "", page.in(table.columns[at].label), text});
    }
    page.heading({"The row of the report", "报表行"});
    page.columns(columns);
}

void add_tie_outs(Page& page, const Table& table)
{
    if (table.tie_outs.empty()) return;
    page.heading({"Held against", "勾稽"});
    for (const TieOut& tie_out : table.tie_outs)
        page.line(page.in(tie_out.what) + page.in({": ", "："}) + exchange::verdict(tie_out, page.language()));
}

std::vector<Table> tables_asked(Book& book, const Ledger& ledger, const ReportCellAsked& asked, Date& as_of)
{
    const ReportKind& kind = kind_asked(asked);
    ReportOrder order;
    order.first = order.last = asked.period;
    if (asked.as_of) order.as_of = asked.as_of;
    order.before = kind.before;
    order.after = kind.after;
    Feed feed(book, ledger, order);
    std::vector<Table> tables = tables_of(kind, feed, "");
    as_of = feed.heading().as_of;
    book.refresh();
    return tables;
}

}  // namespace

FollowedCell explain_report_cell(Page& page, Book& book, const Ledger& ledger, const ReportCellAsked& asked)
{
    Date as_of;
    const std::vector<Table> tables = tables_asked(book, ledger, asked, as_of);
    bool row_found = false;
    for (const Table& table : tables) {
        const auto column = column_asked(table, asked.column);
        std::optional<Row> found;
        for (const Row& row : table.rows) {
            if (!is_row_asked(table, row, asked.row)) continue;
            row_found = true;
            if (column && is_better(row, found, *column)) found = row;
        }
        if (!found) continue;
        const std::string value = cell_words(table, *column, found->cells[*column], page.language());
        page.title(table.title, asked.row + page.in({", ", "，"}) + page.in(table.columns[*column].label));
        page.named({"ledger", "账簿"}, ledger.key());
        page.named({"as of", "截止日"}, as_of.text());
        page.named({"figure", "金额"}, value.empty() ? page.in({"nothing", "无"}) : value);
        add_row(page, table, *found, *column);
        add_tie_outs(page, table);
        return {subject_of(table, *found), as_of};
    }
    if (row_found)
        throw no_such_cell(asked, "the report has no column '" + asked.column + "'",
                           "its figures are" + column_names(tables));
    throw no_such_cell(asked, "the report has no row '" + asked.row + "'",
                       "a row is named by its contract, document, account or customer, or is the total; see `earned "
                       "report " +
                           asked.report + "`");
}

}  // namespace earned::app
