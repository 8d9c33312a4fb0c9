#include "exchange/sheets.h"

#include "base/csv_record.h"

#include <algorithm>

namespace earned::exchange {

namespace {

char separator_of(std::string_view text)
{
    const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
    return std::count(first.begin(), first.end(), ';') > std::count(first.begin(), first.end(), ',') ? ';' : ',';
}

// A field in quotes, from behind the first one to behind the last; false: it doesn't end.
bool read_quoted(std::string_view text, std::size_t& at, std::string& cell)
{
    for (; at < text.size(); ++at) {
        if (text[at] != '"') {
            cell += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
            cell += text[++at];
        } else {
            ++at;
            return true;
        }
    }
    return false;
}

}  // namespace

void write_csv_rows(const std::vector<TextRow>& rows, std::ostream& out)
{
    for (const TextRow& row : rows) {
        for (std::size_t at = 0; at < row.size(); ++at) {
            if (at > 0) out << ',';
            out << csv_field(row[at]);
        }
        out << "\r\n";
    }
}

Result<std::vector<TextRow>> read_csv_rows(std::string_view text, const std::string& file)
{
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const char separator = separator_of(text);
    std::vector<TextRow> rows;
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        TextRow row(1);
        const std::size_t began = line;
        while (at < text.size() && text[at] != '\n') {
            if (text[at] == separator) {
                row.emplace_back();
                ++at;
            } else if (text[at] == '"' && row.back().empty()) {
                ++at;
                if (!read_quoted(text, at, row.back()))
                    return Fault{"csv-malformed", file + ":" + std::to_string(began), "a quote begins and does not end",
                                 "close it, or write two quotes for one"};
                line += static_cast<std::size_t>(std::count(row.back().begin(), row.back().end(), '\n'));
            } else {
                if (text[at] != '\r') row.back() += text[at];
                ++at;
            }
        }
        ++at;
        ++line;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace earned::exchange
