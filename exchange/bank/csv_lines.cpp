#include "exchange/bank/csv_lines.h"

#include "exchange/bank/text.h"

namespace earned::bank {

std::vector<CsvRow> csv_rows(std::string_view text, char separator)
{
    std::vector<CsvRow> rows;
    CsvRow row{1, {}, false};
    std::string cell;
    std::size_t line = 1;
    bool quoted = false, fresh = true;
    const auto end_cell = [&] {
        row.cells.emplace_back(stripped(cell));
        cell.clear();
        fresh = true;
    };
    const auto end_row = [&] {
        end_cell();
        row.open = quoted;
        if (row.cells.size() > 1 || !row.cells.front().empty()) rows.push_back(std::move(row));
        row = {line, {}, false};
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (letter == '\n') ++line;
        if (quoted) {
            if (letter != '"')
                cell += letter;
            else if (at + 1 < text.size() && text[at + 1] == '"')
                cell += text[++at];
            else
                quoted = false;
        } else if (letter == '"' && fresh) {
            quoted = true;
            fresh = false;
        } else if (letter == separator) {
            end_cell();
        } else if (letter == '\n') {
            end_row();
        } else if (letter != '\r') {
            cell += letter;
            if (letter != ' ' && letter != '\t') fresh = false;
        }
    }
    if (!cell.empty() || !row.cells.empty()) end_row();
    return rows;
}

}  // namespace earned::bank
