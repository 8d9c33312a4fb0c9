#include "rules/coverage.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

constexpr std::size_t most_steps = 200'000;

}  // namespace

Coverage::Coverage(const DecisionTable& table, std::vector<Domain> domains)
    : table_(table), domains_(std::move(domains)), chosen_(table.inputs().size(), 0)
{
    const std::size_t columns = table_.inputs().size();
    CHECK(domains_.size() == columns, "a domain an input");
    for (std::size_t row = 0; row < table_.rules().size(); ++row) {
        std::size_t from = columns;
        const auto matches_all = [&](std::size_t column) {
            for (std::size_t each = 0; each < table_.columns_[column].empty.size(); ++each)
                if (can_be(column, each) && !has(rows_of(column, each), row)) return false;
            return true;
        };
        while (from > 0 && matches_all(from - 1)) --from;
        any_from_.push_back(from);
    }
}

bool Coverage::can_be(std::size_t column, std::size_t each) const
{
    const DecisionTable::Column& index = table_.columns_[column];
    const Domain& domain = domains_[column];
    if (index.empty[each]) return false;
    if (each == 0) return domain.nullable;
    if (domain.words.empty()) return true;
    // Gaps and points take turns after null. Among words, a gap is whatever is no point.
    const auto is_point = [&](std::string_view word) {
        return std::any_of(index.points.begin(), index.points.end(),
                           [&](const Literal& point) { return std::get<std::string>(point) == word; });
    };
    if (each % 2 == 1) return each == 1 && !std::all_of(domain.words.begin(), domain.words.end(), is_point);
    const std::string& point = std::get<std::string>(index.points[each / 2 - 1]);
    return std::find(domain.words.begin(), domain.words.end(), point) != domain.words.end();
}

Coverage::Rows Coverage::rows_of(std::size_t column, std::size_t each) const
{
    const std::size_t words = table_.words();
    const auto first = table_.columns_[column].rows.begin() + static_cast<std::ptrdiff_t>(each * words);
    return Rows(first, first + static_cast<std::ptrdiff_t>(words));
}

bool Coverage::is_any_after(std::size_t column, const Rows& rows) const
{
    for (std::size_t row = 0; row < any_from_.size(); ++row)
        if (any_from_[row] <= column && has(rows, row)) return true;
    return false;
}

bool Coverage::find(std::size_t column, const Rows& rows, std::optional<std::size_t> only)
{
    if (++steps_ > most_steps) return false;
    const bool none_left = std::all_of(rows.begin(), rows.end(), [](Word word) { return word == 0; });
    if (column == domains_.size()) return none_left;
    if (!none_left && is_any_after(column, rows)) return false;
    if (covered_.contains({column, rows})) return false;
    for (std::size_t each = 0; each < table_.columns_[column].empty.size(); ++each) {
        if (!can_be(column, each)) continue;
        Rows left = rows_of(column, each);
        if (only && !has(left, *only)) continue;
        for (std::size_t word = 0; word < left.size(); ++word) left[word] &= rows[word];
        chosen_[column] = each;
        if (find(column + 1, left, only)) return true;
    }
    covered_.emplace(column, rows);
    return false;
}

bool Coverage::search(const Rows& rows, std::optional<std::size_t> only)
{
    covered_.clear();
    steps_ = 0;
    return find(0, rows, only);
}

std::string Coverage::words_of(std::size_t column, std::size_t each) const
{
    const DecisionTable::Column& index = table_.columns_[column];
    if (each == 0) return "null";
    if (each % 2 == 0) return text_of(known(index.points[each / 2 - 1]));
    if (index.points.empty()) return "anything";
    if (table_.inputs()[column].type == FeelType::text) return "another text";
    const std::size_t after = each / 2;
    if (after == 0) return "below " + text_of(known(index.points.front()));
    if (after == index.points.size()) return "above " + text_of(known(index.points.back()));
    return "between " + text_of(known(index.points[after - 1])) + " and " + text_of(known(index.points[after]));
}

std::optional<std::string> Coverage::gap()
{
    Rows all(table_.words(), 0);
    for (std::size_t row = 0; row < table_.rules().size(); ++row) all[row / 64] |= Word{1} << (row % 64);
    if (table_.otherwise() != nullptr || !search(all, std::nullopt)) return std::nullopt;
    std::string facts;
    for (std::size_t column = 0; column < chosen_.size(); ++column)
        facts += (column ? ", " : "") + table_.inputs()[column].expression + " = " + words_of(column, chosen_[column]);
    return facts.empty() ? "anything" : facts;
}

bool Coverage::is_impossible(std::size_t row)
{
    return !search(Rows(table_.words(), 0), row) && steps_ <= most_steps;
}

bool Coverage::is_shadowed(std::size_t row)
{
    Rows before(table_.words(), 0);
    for (std::size_t each = 0; each < row; ++each) before[each / 64] |= Word{1} << (each % 64);
    return !search(before, row) && steps_ <= most_steps;
}

}  // namespace earned
