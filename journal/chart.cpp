#include "journal/chart.h"

#include <optional>
#include <vector>

namespace earned {

namespace {

constexpr std::string_view header = "role,code,name,name_zh";

// One record of RFC 4180; nothing when a quote is left open or stands in the middle of a field.
std::optional<std::vector<std::string>> fields_of(std::string_view record)
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

std::string_view next_record(std::string_view& csv)
{
    const std::size_t end = csv.find('\n');
    std::string_view record = csv.substr(0, end);
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
    return record;
}

Fault fault(std::string code, std::string_view where, int line, std::string what, std::string hint)
{
    return {std::move(code), std::string(where) + ":" + std::to_string(line), std::move(what), std::move(hint)};
}

}  // namespace

Result<Chart> Chart::parse(std::string_view csv, std::string_view where)
{
    Chart chart;
    if (next_record(csv) != header)
        return fault("chart-header", where, 1, "a chart of accounts begins with its column names",
                     "write `" + std::string(header) + "` in the first line");
    for (int line = 2; !csv.empty(); ++line) {
        const std::string_view record = next_record(csv);
        if (record.empty()) continue;
        const auto fields = fields_of(record);
        if (!fields || fields->size() != 4)
            return fault("chart-row", where, line, "a row of a chart has four fields", "write role,code,name,name_zh");
        const std::optional<Role> role = role_named((*fields)[0]);
        if (!role)
            return fault("chart-role", where, line, "there is no account role " + (*fields)[0],
                         "take the roles from docs/accounting-positions.md");
        Account& account = chart.accounts_[static_cast<std::size_t>(*role)];
        if (!account.code.empty())
            return fault("chart-role-twice", where, line, "the role " + (*fields)[0] + " has an account already",
                         "keep one row for each role");
        if ((*fields)[1].empty() || (*fields)[2].empty())
            return fault("chart-row", where, line, "an account has a code and a name", "fill in both");
        account = {(*fields)[1], (*fields)[2], (*fields)[3]};
    }
    for (std::size_t place = 0; place < role_count; ++place)
        if (chart.accounts_[place].code.empty())
            return fault("chart-incomplete", where, 1,
                         "no account is given for the role " + std::string(name(static_cast<Role>(place))),
                         "add a row for it; several roles may share an account");
    return chart;
}

}  // namespace earned
