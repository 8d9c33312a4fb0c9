#include "rules/answer_row.h"

#include <algorithm>
#include <array>

namespace earned {

FeelType type_of_output(std::string_view output)
{
    constexpr std::array<std::string_view, 10> numbers{"rate",    "tolerance", "level", "anchor",   "invoice_day",
                                                       "charges", "discount",  "fee",   "interest", "persons"};
    constexpr std::array<std::string_view, 4> truths{"included", "confirm", "confirms", "doubtful"};
    const auto is_one = [&](const auto& names) { return std::find(names.begin(), names.end(), output) != names.end(); };
    return is_one(numbers) ? FeelType::number : is_one(truths) ? FeelType::boolean : FeelType::text;
}

std::string AnswerRow::text(std::string_view output) const
{
    return absent(output) ? "" : std::get<std::string>(*value(output));
}

std::optional<Decimal> AnswerRow::number(std::string_view output) const
{
    if (absent(output)) return std::nullopt;
    return std::get<Decimal>(*value(output));
}

bool AnswerRow::truth(std::string_view output) const { return !absent(output) && std::get<bool>(*value(output)); }

std::optional<int> AnswerRow::whole(std::string_view output, int low, int high)
{
    const std::optional<Decimal> read = number(output);
    if (!read) return std::nullopt;
    const std::optional<std::int64_t> count = read->to_int64();
    if (count && low <= *count && *count <= high) return static_cast<int>(*count);
    wrong(output, "is no whole number from " + std::to_string(low) + " to " + std::to_string(high),
          "write such a number");
    return std::nullopt;
}

void AnswerRow::wrong(std::string_view output, std::string what, std::string hint)
{
    faults_.push_back({"answer-unknown", head_.place() + ", rule " + rule_.id + ", output " + std::string(output),
                       std::move(what), std::move(hint)});
}

const Literal* AnswerRow::value(std::string_view output) const
{
    const std::optional<std::size_t> column = head_.output(output);
    return column ? &rule_.outputs[*column] : nullptr;
}

bool AnswerRow::absent(std::string_view output) const
{
    const Literal* found = value(output);
    return found == nullptr || found->index() == 0 || type_of(*found) != type_of_output(output);
}

}  // namespace earned
