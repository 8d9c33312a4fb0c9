// The questions that the engine asks of a rule package. Each is a decision of that name, which may look at the facts that
// are known by then, and gives the outputs named here. What a table of constants answers is read once, when the package
// is compiled, so that a wrong word is found then.
#pragma once

#include "base/result.h"
#include "contract/event.h"
#include "rules/answer_row.h"
#include "rules/cash_steps.h"
#include "rules/conventions.h"
#include "rules/day_count.h"
#include "rules/decision_table.h"
#include "rules/facts.h"
#include "rules/model_decision.h"

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
struct WithholdingAnswer { Decimal rate; };      // of the net amount, as a share of one
struct ConfirmationAnswer { bool confirm = false; };
struct ModificationAnswer { Modifies treatment = Modifies::prospective; };
struct MatchingAnswer { Decimal tolerance; };   // in the invoice's currency
struct DunningAnswer {
    int level = 0;          // 0: no letter
    Decimal fee, interest;  // of a letter; of a year, as a share of one
    DayCount day_count = DayCount::actual_365;
    bool doubtful = false;  // it is not probable any more that the customer pays (606-10-25-1(e))
};

struct ApprovalAnswer { int persons = 0; };  // 0, 1, or 2: of whom one drafted it
struct AuthorityAnswer { int persons = 1; };     // who must agree: the one who decides, or somebody else too
struct LossAnswer { Decimal rate; };            // of what is owed, as a share of one

// A question, and the decision that answers it: a table of constants, whose answers were read when the package was
// compiled, or one that computes (model_decision.h), whose answers are read as they are given.
template <class Answer> class Question {
public:
    struct Answered {
        std::shared_ptr<const Answer> answer;  // null: no rule matches
        std::shared_ptr<const Rule> rule;
    };

    bool is_answered() const { return table_ != nullptr || model_ != nullptr; }
    const DecisionHead& head() const { return table_ != nullptr ? table_->head() : model_->head(); }

    Result<Answered> ask(const Facts& facts) const { return one(facts, Must::no); }
    // Where there must be an answer. Fault: `rule-missing`.
    Result<Answered> must(const Facts& facts) const { return one(facts, Must::yes); }
    // Of a question that collects: all of them, in the order of the table.
    Result<std::vector<Answered>> all(const Facts& facts) const
    {
        if (model_) return computed(facts, Must::no);
        std::array<Known, DecisionTable::most_columns> values;
        const Result<std::vector<const Rule*>> rules = table_->collect(known_to(facts, values));
        if (!rules) return rules.fault();
        std::vector<Answered> found;
        for (const Rule* rule : *rules) found.push_back(answered(rule));
        return found;
    }

private:
    friend class QuestionReader;
    enum class Must : bool { no, yes };

    Result<Answered> one(const Facts& facts, Must must) const
    {
        if (model_) {
            const Result<std::vector<Answered>> found = computed(facts, must);
            if (!found) return found.fault();
            return found->empty() ? Answered{} : found->front();
        }
        std::array<Known, DecisionTable::most_columns> values;
        const std::span<const Known> known = known_to(facts, values);
        const Result<const Rule*> rule = must == Must::yes ? table_->required(known) : table_->find(known);
        if (!rule) return rule.fault();
        return answered(*rule);
    }
    Result<std::vector<Answered>> computed(const Facts& facts, Must must) const
    {
        const auto rules = model_->rules(facts, must == Must::yes);
        if (!rules) return rules.fault();
        std::vector<Answered> found;
        std::vector<Fault> faults;
        for (const std::shared_ptr<const Rule>& rule : *rules) {
            AnswerRow row(model_->head(), *rule, faults);
            found.push_back({std::make_shared<const Answer>(read_(row)), rule});
        }
        if (!faults.empty()) return faults.front();
        return found;
    }
    std::span<const Known> known_to(const Facts& facts, std::array<Known, DecisionTable::most_columns>& values) const
    {
        for (std::size_t column = 0; column < looks_at_.size(); ++column) values[column] = facts.of(looks_at_[column]);
        return {values.data(), looks_at_.size()};
    }
    // They stay where they are for as long as the package, so nothing counts who looks at them.
    template <class T> static std::shared_ptr<const T> lent(const T* stays)
    {
        return {std::shared_ptr<const T>(), stays};
    }
    Answered answered(const Rule* rule) const
    {
        if (rule == nullptr) return {};
        const std::span<const Rule> rules = table_->rules();
        const bool is_row = rule >= rules.data() && rule < rules.data() + rules.size();
        const std::size_t place = is_row ? static_cast<std::size_t>(rule - rules.data()) : rules.size();
        return {lent(&answers_[place]), lent(rule)};
    }

    const DecisionTable* table_ = nullptr;
    std::vector<FactRef> looks_at_;
    std::vector<Answer> answers_;  // a rule, and then the table's default
    std::shared_ptr<const ModelDecision> model_;
    Answer (*read_)(AnswerRow&) = nullptr;
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
    Question<AuthorityAnswer> authority;
    Question<LossAnswer> expected_loss;
    Question<CashRule> cash_application;  // need not be answered
    Question<ApprovalAnswer> approval;    // nor this one
    Question<WithholdingAnswer> withholding;  // nor this one
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

const QuestionName* question_named(std::string_view decision);

// What a package's decisions were made: tables of constants, and decisions that compute.
struct Decisions {
    std::vector<const DecisionTable*> tables;
    std::vector<std::shared_ptr<const ModelDecision>> models;
};
// Finds each question's decision and reads the answers of tables. Requires: the tables stay where they are. Every fault
// is added to `faults`.
Questions read_questions(const Decisions& decisions, std::vector<Fault>& faults);

}  // namespace earned
