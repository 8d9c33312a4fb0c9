#include "journal/chart.h"

#include "base/csv_record.h"

#include <optional>
#include <vector>

namespace earned {

namespace {

constexpr std::string_view header = "role,code,name,name_zh";

Fault fault(std::string code, std::string_view where, int line, std::string what, std::string hint)
{
    return {std::move(code), std::string(where) + ":" + std::to_string(line), std::move(what), std::move(hint)};
}

}  // namespace

Result<Chart> Chart::parse(std::string_view csv, std::string_view where)
{
    Chart chart;
    if (next_csv_record(csv) != header)
        return fault("chart-header", where, 1, "a chart of accounts begins with its column names",
                     "write `" + std::string(header) + "` in the first line");
    for (int line = 2; !csv.empty(); ++line) {
        const std::string_view record = next_csv_record(csv);
        if (record.empty()) continue;
        const auto fields = csv_fields(record);
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
