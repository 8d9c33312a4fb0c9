// What a rule gives, output by output, read as what the engine needs: words, numbers, choices.
//
// Ensures: what is null, or has no column, is absent; what can't be read is a fault `answer-unknown`, with the
//          decision, the rule and the output
#pragma once

#include "base/result.h"
#include "rules/decision_table.h"
#include "rules/words.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

// The type that an output has to be of, whatever decision it belongs to.
FeelType type_of_output(std::string_view output);

class AnswerRow {
public:
    AnswerRow(const DecisionHead& head, const Rule& rule, std::vector<Fault>& faults)
        : head_(head), rule_(rule), faults_(faults)
    {
    }

    std::string text(std::string_view output) const;
    std::optional<Decimal> number(std::string_view output) const;
    bool truth(std::string_view output) const;
    std::optional<int> whole(std::string_view output, int low, int high);
    template <class Choice>
    std::optional<Choice> choice(std::string_view output)
    {
        const std::string word = text(output);
        if (word.empty()) return std::nullopt;
        const std::optional<Choice> read = named<Choice>(word);
        if (!read) wrong(output, "'" + word + "' is not known", "use " + choices<Choice>());
        return read;
    }
    template <class T>
    T must(std::string_view output, std::optional<T> read)
    {
        if (!read && absent(output)) wrong(output, "a rule gives nothing here", "every rule has to give this output");
        return read.value_or(T{});
    }
    void wrong(std::string_view output, std::string what, std::string hint);

private:
    const Literal* value(std::string_view output) const;
    bool absent(std::string_view output) const;  // a value of another type has its fault already

    const DecisionHead& head_;
    const Rule& rule_;
    std::vector<Fault>& faults_;
};

}  // namespace earned
