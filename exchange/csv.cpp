#include "exchange/csv.h"

namespace earned::exchange {

namespace {

// A text that a spreadsheet would take for a formula is kept a text.
bool looks_like_formula(const Cell& cell, std::string_view text)
{
    const bool is_text = std::holds_alternative<std::string>(cell) || std::holds_alternative<Label>(cell);
    return is_text && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

void write_field(std::ostream& out, std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out << text;
        return;
    }
    out << '"';
    for (const char letter : text) {
        if (letter == '"') out << '"';
        out << letter;
    }
    out << '"';
}

}  // namespace

void write_csv(const Table& table, Language language, std::ostream& out)
{
    for (const Column& column : table.columns) {
        write_field(out, column.key);
        out << ',';
    }
    out << "row\r\n";
    for (const Row& row : table.rows) {
        for (std::size_t place = 0; place < row.cells.size(); ++place) {
            std::string text = plain(row.cells[place], table.columns[place], language);
            if (looks_like_formula(row.cells[place], text)) text.insert(0, 1, '\'');
            write_field(out, text);
            out << ',';
        }
        out << name(row.kind) << "\r\n";
    }
}

}  // namespace earned::exchange
