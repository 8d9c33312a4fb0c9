// The questions that the engine asks of a rule package. Each is a decision of that name; its table
// may look at the facts that are known by then, and gives the outputs named here. What a table
// answers is read once, when the package is compiled, so that a wrong word is found then.
#pragma once

#include "base/result.h"
#include "contract/event.h"
#include "rules/conventions.h"
#include "rules/decision_table.h"
#include "rules/facts.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace earned {

struct PolicyAnswer { PolicySetting setting; };
struct ObligationAnswer {
    Satisfied satisfied = Satisfied::point_in_time;
    std::optional<Measure> measure;   // there when over time
    std::optional<Trigger> trigger;   // there when at a point in time
    std::string obligation;           // empty: the line is one of its own
};
struct StandaloneAnswer { SspMethod method = SspMethod::observable; };
struct PlanAnswer { BillingPlan plan = BillingPlan::on_signing; };
struct BillingAnswer {
    std::optional<Interval> every;    // absent: what the line's price is per
    std::optional<Timing> timing;
    std::optional<Align> align;
    std::optional<int> anchor, invoice_day;
};
struct PaymentAnswer { PaymentTerms terms; };
struct TaxAnswer { LineTax tax; };
struct ConfirmationAnswer { bool confirm = false; };
struct ModificationAnswer { Modifies treatment = Modifies::prospective; };
struct MatchingAnswer { Decimal tolerance; };   // in the invoice's currency
struct DunningAnswer { int level = 0; };

template <class Answer> class Question {
public:
    struct Answered {
        const Answer* answer = nullptr;  // null: no rule matches
        const Rule* rule = nullptr;
    };

    const DecisionTable& table() const { return *table_; }

    Result<Answered> ask(const Facts& facts) const
    {
        std::array<Known, DecisionTable::most_columns> values;
        const Result<const Rule*> rule = table_->find(known_to(facts, values));
        if (!rule) return rule.fault();
        return answered(*rule);
    }
    // Where there must be an answer. Fault: `rule-missing`.
    Result<Answered> must(const Facts& facts) const
    {
        std::array<Known, DecisionTable::most_columns> values;
        const Result<const Rule*> rule = table_->required(known_to(facts, values));
        if (!rule) return rule.fault();
        return answered(*rule);
    }
    // Of a COLLECT table: all of them, in the order of the table.
    Result<std::vector<Answered>> all(const Facts& facts) const
    {
        std::array<Known, DecisionTable::most_columns> values;
        const Result<std::vector<const Rule*>> rules = table_->collect(known_to(facts, values));
        if (!rules) return rules.fault();
        std::vector<Answered> found;
        for (const Rule* rule : *rules) found.push_back(answered(rule));
        return found;
    }

private:
    friend class QuestionReader;

    std::span<const Known> known_to(const Facts& facts, std::array<Known, DecisionTable::most_columns>& values) const
    {
        for (std::size_t column = 0; column < looks_at_.size(); ++column) values[column] = facts.of(looks_at_[column]);
        return {values.data(), looks_at_.size()};
    }
    Answered answered(const Rule* rule) const
    {
        if (rule == nullptr) return {};
        const std::span<const Rule> rules = table_->rules();
        const bool is_row = rule >= rules.data() && rule < rules.data() + rules.size();
        return {&answers_[is_row ? static_cast<std::size_t>(rule - rules.data()) : rules.size()], rule};
    }

    const DecisionTable* table_ = nullptr;
    std::vector<FactRef> looks_at_;
    std::vector<Answer> answers_;  // a rule, and then the table's default
};

struct Questions {
    Question<PolicyAnswer> policies;
    Question<ObligationAnswer> obligation;
    Question<StandaloneAnswer> standalone_price;
    Question<PlanAnswer> billing_plan;
    Question<BillingAnswer> billing;
    Question<PaymentAnswer> payment_terms;
    Question<TaxAnswer> tax;
    Question<ConfirmationAnswer> confirmation;
    Question<ModificationAnswer> modification;
    Question<MatchingAnswer> matching;
    Question<DunningAnswer> dunning;
};

// A question as docs/rules.md has it.
struct QuestionName {
    std::string_view decision;
    unsigned scopes;       // of the facts it may look at
    std::string_view outputs;
    bool collects;         // its table is COLLECT; the others are UNIQUE or FIRST
    bool must_answer;      // some rule has to match
};
std::span<const QuestionName> question_names();

// Finds each question's table among the compiled ones and reads its answers. Requires: the tables
// stay where they are. Every fault is added to `faults`.
Questions read_questions(std::span<const DecisionTable* const> tables, std::vector<Fault>& faults);

}  // namespace earned
