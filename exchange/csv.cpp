#include "exchange/csv.h"

#include "base/csv_record.h"

namespace earned::exchange {

bool is_formula(std::string_view text)
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

void write_csv(const Table& table, Language language, std::ostream& out)
{
    for (const Column& column : table.columns) {
        out << csv_field(column.key);
        out << ',';
    }
    out << "row\r\n";
    for (const Row& row : table.rows) {
        for (std::size_t place = 0; place < row.cells.size(); ++place) {
            std::string text = plain(row.cells[place], table.columns[place], language);
            const Cell& cell = row.cells[place];
            const bool is_text = std::holds_alternative<std::string>(cell) || std::holds_alternative<Label>(cell);
            if (is_text && is_formula(text)) text.insert(0, 1, '\'');
            out << csv_field(text);
            out << ',';
        }
        out << name(row.kind) << "\r\n";
    }
}

}  // namespace earned::exchange
