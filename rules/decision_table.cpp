#include "rules/decision_table.h"

#include <algorithm>
#include <array>

namespace earned {

std::string place_of(const TableSource& source, std::string_view rule, std::string_view column)
{
    std::string place = source.file + ", decision " + source.decision;
    if (!rule.empty()) place.append(", rule ").append(rule);
    if (!column.empty()) place.append(", ").append(column);
    return place;
}

std::optional<std::size_t> DecisionHead::output(std::string_view name) const
{
    for (std::size_t place = 0; place < outputs.size(); ++place)
        if (outputs[place].name == name) return place;
    return std::nullopt;
}

Fault DecisionTable::fault_of(std::string code, std::string what, std::string hint,
                      std::span<const Known> values) const
{
    what += "; asked with";
    for (std::size_t column = 0; column < inputs_.size(); ++column)
        what += (column ? ", " : " ") + inputs_[column].expression + " = " + text_of(values[column]);
    return {.code = std::move(code),
            .where = head_.place(),
            .what = std::move(what),
            .hint = std::move(hint)};
}

Outcome DecisionTable::look_up(std::span<const Known> values, Word* found) const
{
    CHECK(values.size() == inputs_.size(), "a table is asked with a value an input");
    const std::size_t count = words();
    const std::size_t last = rules_.size() % 64;
    std::fill(found, found + count, ~Word{0});
    if (last && count) found[count - 1] = (Word{1} << last) - 1;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const Known& value = values[column];
        const Column& index = columns_[column];
        std::size_t place = 0;  // null
        if (value.index() != 0) {
            if (type_of(value) != inputs_[column].type) {
                return fault_of("input-type",
                                inputs_[column].expression + " is no " +
                                    std::string(name(inputs_[column].type)),
                                "give the input the type that the table declares", values);
            }
            const auto point = std::lower_bound(
                index.points.begin(), index.points.end(), value,
                [](const Literal& left, const Known& right) { return compare(known(left), right) < 0; });
            place = 1 + 2 * static_cast<std::size_t>(point - index.points.begin());
            if (point != index.points.end() && compare(known(*point), value) == 0) ++place;
        }
        const Word* rows = index.rows.data() + place * count;
        for (std::size_t word = 0; word < count; ++word) found[word] &= rows[word];
    }
    return Done{};
}

namespace {

// The first row at or after `from`; `size` when there is none.
std::size_t next_row(const std::uint64_t* rows, std::size_t from, std::size_t size)
{
    while (from < size) {
        const std::uint64_t rest = rows[from / 64] >> (from % 64);
        if (rest) return from + static_cast<std::size_t>(std::countr_zero(rest));
        from = (from / 64 + 1) * 64;
    }
    return size;
}

}  // namespace

Result<const Rule*> DecisionTable::find(std::span<const Known> values) const
{
    CHECK(hit_policy_ != HitPolicy::collect, "a COLLECT table gives a list");
    std::array<Word, most_words> found;
    const Outcome looked = look_up(values, found.data());
    if (!looked) return looked.fault();
    const std::size_t row = next_row(found.data(), 0, rules_.size());
    if (row == rules_.size()) return otherwise_ ? &*otherwise_ : nullptr;
    if (hit_policy_ == HitPolicy::unique) {
        const std::size_t other = next_row(found.data(), row + 1, rules_.size());
        if (other < rules_.size()) {
            return fault_of("rule-ambiguous",
                            "rules " + rules_[row].id + " and " + rules_[other].id + " both match",
                            "make the rules exclude one another, or use hit policy FIRST", values);
        }
    }
    return &rules_[row];
}

Result<const Rule*> DecisionTable::required(std::span<const Known> values) const
{
    const Result<const Rule*> rule = find(values);
    if (!rule || *rule) return rule;
    return fault_of("rule-missing", "no rule matches", "add a rule for these facts", values);
}

Result<std::vector<const Rule*>> DecisionTable::collect(std::span<const Known> values) const
{
    std::array<Word, most_words> found;
    const Outcome looked = look_up(values, found.data());
    if (!looked) return looked.fault();
    std::vector<const Rule*> rules;
    std::size_t row = next_row(found.data(), 0, rules_.size());
    for (; row < rules_.size(); row = next_row(found.data(), row + 1, rules_.size()))
        rules.push_back(&rules_[row]);
    if (rules.empty() && otherwise_) rules.push_back(&*otherwise_);
    return rules;
}

}  // namespace earned
