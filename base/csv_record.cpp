#include "base/csv_record.h"

namespace earned {

std::string_view next_csv_record(std::string_view& csv)
{
    const std::size_t end = csv.find('\n');
    std::string_view record = csv.substr(0, end);
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
    return record;
}

std::optional<std::vector<std::string>> csv_fields(std::string_view record)
{
    std::vector<std::string> fields(1);
    for (std::size_t at = 0; at < record.size(); ++at) {
        if (record[at] == ',') {
            fields.emplace_back();
        } else if (record[at] != '"') {
            fields.back() += record[at];
        } else {
            if (!fields.back().empty()) return std::nullopt;
            for (++at; at < record.size() && (record[at] != '"' || record.substr(at, 2) == "\"\""); ++at) {
                if (record[at] == '"') ++at;
                fields.back() += record[at];
            }
            const bool closed = at < record.size() && (at + 1 == record.size() || record[at + 1] == ',');
            if (!closed) return std::nullopt;
        }
    }
    return fields;
}

std::string csv_field(std::string_view text)
{
    if (text.find_first_of(",;\"\r\n") == std::string_view::npos) return std::string(text);
    std::string field = "\"";
    for (const char letter : text) {
        if (letter == '"') field += '"';
        field += letter;
    }
    return field + '"';
}

}  // namespace earned
