// A decision of a package that computes its answer: any boxed expression of the whole language, a table whose cells are
// more than constants, one with another hit policy than UNIQUE, FIRST or COLLECT, or decisions that require others and
// call business knowledge (rules/dmn).
//
// Law:     it decides from the facts that its question may look at, and from nothing else; a table of constants would
//          answer the same by either way
// Ensures: the rule of an answer is the last row that matched on the way, or the decision itself where none did
// Errors:  of compiling: those of rules/dmn, and `fact-unknown`, `table-unknown`, `output-unknown`; of asking:
// `answer-type` (no text,
//          number, boolean or date), `rule-missing`, `evaluation-spent`
#pragma once

#include "rules/decision_table.h"
#include "rules/dmn/model.h"
#include "rules/facts.h"
#include "rules/reference_table.h"

#include <memory>

namespace earned {

struct QuestionName;

// Whether a decision table says constants only, so that it can be compiled to a DecisionTable and be searched for gaps.
// What can't be read at all counts as constants: its fault is told there.
bool is_constant(const TableSource& table, const QuestionName& question);

class ModelDecision {
public:
    // Of the source `home`, with the others for what it imports. Nothing where there is a fault.
    static std::shared_ptr<const ModelDecision> compile(const std::vector<dmn::Source>& sources, std::size_t home,
                                                        const dmn::Decision& decision, const QuestionName& question,
                                                        std::shared_ptr<const ReferenceTables> tables,
                                                        std::vector<Fault>& faults);

    const DecisionHead& head() const { return head_; }
    // One answer, or none; of a question that collects, all. `must`: none is a fault.
    Result<std::vector<std::shared_ptr<const Rule>>> rules(const Facts& facts, bool must) const;

private:
    ModelDecision(dmn::Model model, unsigned scopes) : model_(std::move(model)), scopes_(scopes) {}

    Result<std::shared_ptr<const Rule>> rule_of(const feel::Value& value, const dmn::Evaluated& evaluated,
                                                const dmn::Matched* row) const;

    DecisionHead head_;
    std::string name_, because_;
    std::string single_;  // the output that a value which is no context stands for
    bool collects_ = false;
    dmn::Model model_;
    unsigned scopes_;
    std::shared_ptr<const ReferenceTables> tables_;
};

}  // namespace earned
