// A decision table: rules that look at facts, and what the one that matches gives (DMN 1.3, ch. 8).
//
// A table is compiled once. A column cuts its type into classes between which no cell of it can
// tell: null, each value that a cell names, and each gap between two of them. For every class the
// rows that match are known beforehand, so that evaluating is one search a column and an `and` of
// rows: nothing is parsed, nothing allocated.
//
// Law:      a row is found exactly if each of its cells matches (feel_cell.h), row by row
// Ensures:  under UNIQUE no two rows of a compiled table can match together, nor is there a row
//           that can never match: both are faults of compiling
#pragma once

#include "base/result.h"
#include "rules/feel_cell.h"

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

// As it was read, before it is compiled.
struct InputSource { std::string id, label, expression, type; };
struct OutputSource { std::string id, name, type; std::optional<std::string> otherwise; };
struct RuleSource { std::string id, because; std::vector<std::string> inputs, outputs; };
struct TableSource {
    std::string file, decision, title, hit_policy;
    std::vector<InputSource> inputs;
    std::vector<OutputSource> outputs;
    std::vector<RuleSource> rules;
};

enum class HitPolicy : std::uint8_t { unique, first, collect };

// A decision as those see it who read its answers.
struct DecisionHead {
    struct Output { std::string name; FeelType type = FeelType::text; };
    std::string file, decision;
    std::vector<Output> outputs;
    std::optional<std::size_t> output(std::string_view name) const;
    std::string place() const { return file + ", decision " + decision; }
};

struct Rule {
    std::string id, because;
    std::vector<Literal> outputs;  // as the table's outputs
};

class DecisionTable {
public:
    static constexpr std::size_t most_rules = 2048, most_columns = 64;

    // Nothing when there is a fault; every fault is added to `faults`.
    static std::optional<DecisionTable> compile(const TableSource& source, std::vector<Fault>& faults);

    struct Input { std::string expression; FeelType type = FeelType::text; };

    const DecisionHead& head() const { return head_; }
    const std::string& decision() const { return head_.decision; }
    HitPolicy hit_policy() const { return hit_policy_; }
    std::span<const Input> inputs() const { return inputs_; }
    std::span<const Rule> rules() const { return rules_; }
    const Rule* otherwise() const { return otherwise_ ? &*otherwise_ : nullptr; }  // its default

    // UNIQUE and FIRST: the rule that matches, else the table's default, else null.
    // Faults: `rule-ambiguous` (several under UNIQUE), `input-type` (a value of the wrong type)
    // Requires: a value an input (CHECK)
    Result<const Rule*> find(std::span<const Known> values) const;
    // The same where there must be one. Fault: `rule-missing`.
    Result<const Rule*> required(std::span<const Known> values) const;
    // COLLECT: all that match, in the order of the table.
    Result<std::vector<const Rule*>> collect(std::span<const Known> values) const;

private:
    using Word = std::uint64_t;
    static constexpr std::size_t most_words = most_rules / 64;
    struct Column {
        std::vector<Literal> points;  // sorted, distinct
        std::vector<Word> rows;       // words() for null, then for gap, point, gap, ... gap
        std::vector<bool> empty;      // of these classes, those that hold no value at all
    };
    struct Compiling;
    friend struct Compiling;
    friend class Coverage;

    std::size_t words() const { return (rules_.size() + 63) / 64; }
    // The rows that match, into `found`; a fault when a value has the wrong type.
    Outcome look_up(std::span<const Known> values, Word* found) const;
    Fault fault_of(std::string code, std::string what, std::string hint,
                   std::span<const Known> values) const;

    DecisionHead head_;
    HitPolicy hit_policy_ = HitPolicy::unique;
    std::vector<Input> inputs_;
    std::vector<Rule> rules_;
    std::vector<Column> columns_;
    std::optional<Rule> otherwise_;
};

// Where a cell stands, for people: `billing.dmn, decision billing, rule r3, input 2 (line.per)`.
std::string place_of(const TableSource& source, std::string_view rule, std::string_view column);

}  // namespace earned
