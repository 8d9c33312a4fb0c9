#include "rules/questions.h"

#include <algorithm>

namespace earned {

namespace {

constexpr unsigned on_contract = bit(FactScope::contract);
constexpr unsigned on_line = on_contract | bit(FactScope::line);
constexpr unsigned on_obligation = on_line | bit(FactScope::obligation);
constexpr unsigned on_plan = on_obligation | bit(FactScope::plan);
constexpr unsigned on_modification = on_contract | bit(FactScope::modification);

constexpr unsigned on_dunning = on_contract | bit(FactScope::matching) | bit(FactScope::dunning);

constexpr unsigned on_document = on_contract | bit(FactScope::document);
constexpr unsigned on_exposure = on_contract | bit(FactScope::exposure);

constexpr std::array all_questions{
    QuestionName{"policies", on_contract, "policy, value", true, false},
    QuestionName{"obligation", on_line, "satisfied, measure, trigger, obligation", false, true},
    QuestionName{"standalone_price", on_obligation, "method", false, true},
    QuestionName{"billing_plan", on_obligation, "plan", false, true},
    QuestionName{"billing", on_plan, "every, timing, align, anchor, invoice_day", false, true},
    QuestionName{"payment_terms", on_contract, "terms", false, true},
    QuestionName{"tax", on_line, "rate, category, included, point, reason", false, false},
    QuestionName{"confirmation", on_plan, "confirm", false, true},
    QuestionName{"modification", on_modification, "treatment", false, true},
    QuestionName{"matching", bit(FactScope::matching), "tolerance", false, true},
    QuestionName{"dunning", on_dunning, "level, fee, interest, day_count, doubtful", false, true},
    QuestionName{"authority", bit(FactScope::deed), "persons", false, true},
    QuestionName{"expected_loss", on_exposure, "rate", false, true},
    QuestionName{"cash_application", bit(FactScope::matching), "step, confirms, charges, discount", true, false},
    QuestionName{"approval", on_document, "persons", false, false},
    QuestionName{"withholding", on_line, "rate", false, false},
};

}  // namespace

std::span<const QuestionName> question_names() { return all_questions; }

const QuestionName* question_named(std::string_view decision)
{
    const auto found = std::find_if(all_questions.begin(), all_questions.end(),
                                    [&](const QuestionName& each) { return each.decision == decision; });
    return found == all_questions.end() ? nullptr : &*found;
}

class QuestionReader {
public:
    QuestionReader(const Decisions& decisions, std::vector<Fault>& faults) : decisions_(decisions), faults_(faults) {}

    template <class Answer>
    void read(std::string_view decision, Question<Answer>& question, Answer (*read_row)(AnswerRow&))
    {
        name_ = *question_named(decision);
        question.read_ = read_row;
        for (const auto& model : decisions_.models)
            if (model->head().decision == decision) question.model_ = model;
        const auto found = std::find_if(decisions_.tables.begin(), decisions_.tables.end(),
                                        [&](const DecisionTable* table) { return table->decision() == decision; });
        if (question.model_ || found == decisions_.tables.end()) return;
        table_ = *found;
        check_head();
        question.table_ = table_;
        question.looks_at_ = look_up_inputs();
        const auto add = [&](const Rule& rule) {
            AnswerRow row(table_->head(), rule, faults_);
            question.answers_.push_back(read_row(row));
        };
        for (const Rule& rule : table_->rules()) add(rule);
        if (table_->otherwise() != nullptr) add(*table_->otherwise());
    }
    template <class Answer>
    void must_read(std::string_view decision, Question<Answer>& question, Answer (*read_row)(AnswerRow&))
    {
        read(decision, question, read_row);
        if (question.is_answered()) return;
        faults_.push_back({"decision-missing", "decision " + std::string(decision),
                           "the package doesn't answer this question",
                           "add a decision with this id, or copy it from the standard package"});
    }

private:
    bool gives(std::string_view output) const
    {
        std::string_view rest = name_.outputs;
        while (!rest.empty()) {
            const std::size_t end = rest.find(", ");
            if (rest.substr(0, end) == output) return true;
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
        }
        return false;
    }
    void check_head()
    {
        const std::string where = table_->head().place();
        if ((table_->hit_policy() == HitPolicy::collect) != name_.collects)
            faults_.push_back({"hit-policy-wrong", where,
                               name_.collects ? "this question takes all rules that match"
                                              : "this question takes one answer",
                               name_.collects ? "use hit policy COLLECT" : "use hit policy UNIQUE or FIRST"});
        for (const DecisionHead::Output& output : table_->head().outputs) {
            const std::string column = where + ", output " + output.name;
            if (!gives(output.name))
                faults_.push_back({"output-unknown", column, "nothing reads this output",
                                   "the outputs of this question are " + std::string(name_.outputs)});
            else if (output.type != type_of_output(output.name))
                faults_.push_back({"output-type", column, "the output has the wrong type",
                                   "set its typeRef to " + std::string(name(type_of_output(output.name)))});
        }
    }
    std::vector<FactRef> look_up_inputs()
    {
        std::vector<FactRef> refs;
        for (const DecisionTable::Input& input : table_->inputs()) {
            const std::optional<FoundFact> fact = fact_named(input.expression, name_.scopes);
            const std::string where = table_->head().place() + ", input " + input.expression;
            if (!fact)
                faults_.push_back({"fact-unknown", where, "there is no such fact, or it isn't known when this is asked",
                                   "use a fact of docs/rules.md that this question may look at"});
            else if (fact->type != input.type)
                faults_.push_back({"fact-type", where, "the fact is a " + std::string(name(fact->type)),
                                   "set typeRef to " + std::string(name(fact->type))});
            refs.push_back(fact ? fact->ref : FactRef{});
        }
        return refs;
    }

    const Decisions& decisions_;
    std::vector<Fault>& faults_;
    QuestionName name_{};
    const DecisionTable* table_ = nullptr;
};

namespace {

PolicyAnswer policy_answer(AnswerRow& row)
{
    const Result<PolicySetting> setting = PolicySetting::read(row.text("policy"), row.text("value"));
    if (!setting) {
        row.wrong("value", setting.fault().where + ": " + setting.fault().what, setting.fault().hint);
        return {};
    }
    return {*setting};
}

ObligationAnswer obligation_answer(AnswerRow& row)
{
    ObligationAnswer answer{row.must("satisfied", row.choice<Satisfied>("satisfied")), row.choice<Measure>("measure"),
                            row.choice<Trigger>("trigger"), row.text("obligation")};
    const bool over_time = answer.satisfied == Satisfied::over_time;
    if (over_time && !answer.measure)
        row.wrong("measure", "over time, and no measure", "say how progress is measured: " + choices<Measure>());
    if (!over_time && !answer.trigger)
        row.wrong("trigger", "at a point in time, and no trigger", "say what transfers it: " + choices<Trigger>());
    return answer;
}

BillingAnswer billing_answer(AnswerRow& row)
{
    BillingAnswer answer{std::nullopt, row.choice<Timing>("timing"), row.choice<Align>("align"),
                         row.whole("anchor", 1, 31), row.whole("invoice_day", 1, 31)};
    if (const std::string every = row.text("every"); !every.empty()) {
        answer.every = Interval::parse(every);
        if (!answer.every) row.wrong("every", "'" + every + "' is no interval", "write \"1 month\" or \"3 months\"");
    }
    return answer;
}

PaymentAnswer payment_answer(AnswerRow& row)
{
    const std::string text = row.text("terms");
    const std::optional<PaymentTerms> terms = PaymentTerms::parse(text);
    if (!terms) row.wrong("terms", "'" + text + "' are no payment terms", "write \"net 30\" or \"eom+15\"");
    return {terms.value_or(PaymentTerms{})};
}

TaxAnswer tax_answer(AnswerRow& row)
{
    const Decimal rate = row.must("rate", row.number("rate"));
    if (rate.sign() < 0 || rate >= Decimal::of(1))
        row.wrong("rate", "a rate is a share of one", "write 0.13 for 13 per cent");
    return {{rate, row.truth("included"), row.text("category"), row.choice<TaxPoint>("point").value_or(TaxPoint::invoice),
             row.text("reason")}};
}

WithholdingAnswer withholding_answer(AnswerRow& row)
{
    const Decimal rate = row.must("rate", row.number("rate"));
    if (rate.sign() < 0 || rate >= Decimal::of(1))
        row.wrong("rate", "a rate is a share of one", "write 0.1 for 10 per cent");
    return {rate};
}

ModificationAnswer modification_answer(AnswerRow& row)
{
    const Modifies treatment = row.must("treatment", row.choice<Modifies>("treatment"));
    if (treatment == Modifies::automatic || treatment == Modifies::mixed)
        row.wrong("treatment", "a rule has to decide", "use separate, prospective or catch_up");
    return {treatment};
}

MatchingAnswer matching_answer(AnswerRow& row)
{
    const Decimal tolerance = row.must("tolerance", row.number("tolerance"));
    if (tolerance.sign() < 0) row.wrong("tolerance", "a tolerance is not negative", "write 0 for none");
    return {tolerance};
}

DunningAnswer dunning_answer(AnswerRow& row)
{
    DunningAnswer answer{row.must("level", row.whole("level", 0, 9)), row.number("fee").value_or(Decimal()),
                         row.number("interest").value_or(Decimal()),
                         row.choice<DayCount>("day_count").value_or(DayCount::actual_365), row.truth("doubtful")};
    if (answer.fee.sign() < 0) row.wrong("fee", "a fee is not negative", "write 0 for none");
    if (answer.interest.sign() < 0 || answer.interest >= Decimal::of(1))
        row.wrong("interest", "interest is a share of one for a year", "write 0.09 for 9 per cent");
    return answer;
}

AuthorityAnswer authority_answer(AnswerRow& row) { return {row.must("persons", row.whole("persons", 1, 2))}; }

LossAnswer loss_answer(AnswerRow& row)
{
    const Decimal rate = row.must("rate", row.number("rate"));
    if (rate.sign() < 0 || Decimal::of(1) < rate)
        row.wrong("rate", "a rate of loss is a share of one", "write 0.05 for 5 per cent");
    return {rate};
}

CashRule cash_rule(AnswerRow& row)
{
    const std::string step = row.text("step");
    const std::optional<CashStep> named_step = cash_step_named(step);
    const CashRule rule{named_step.value_or(CashStep::reference), row.truth("confirms"),
                        row.number("charges").value_or(Decimal()), row.number("discount").value_or(Decimal())};
    if (!named_step)
        row.wrong("step", "'" + step + "' is no step",
                  "use reference, number, near_number, account, subset, payer_name or tolerance");
    if (rule.charges.sign() < 0) row.wrong("charges", "charges are not negative", "write 0 for none");
    if (rule.discount.sign() < 0 || Decimal::of(100) < rule.discount)
        row.wrong("discount", "a discount is a percentage", "write 3 for 3 per cent");
    return rule;
}

ApprovalAnswer approval_answer(AnswerRow& row) { return {row.must("persons", row.whole("persons", 0, 2))}; }
StandaloneAnswer standalone_answer(AnswerRow& row) { return {row.must("method", row.choice<SspMethod>("method"))}; }
PlanAnswer plan_answer(AnswerRow& row) { return {row.must("plan", row.choice<BillingPlan>("plan"))}; }
ConfirmationAnswer confirmation_answer(AnswerRow& row) { return {row.truth("confirm")}; }

}  // namespace

Questions read_questions(const Decisions& decisions, std::vector<Fault>& faults)
{
    Questions all;
    QuestionReader reader(decisions, faults);
    reader.must_read("policies", all.policies, policy_answer);
    reader.must_read("obligation", all.obligation, obligation_answer);
    reader.must_read("standalone_price", all.standalone_price, standalone_answer);
    reader.must_read("billing_plan", all.billing_plan, plan_answer);
    reader.must_read("billing", all.billing, billing_answer);
    reader.must_read("payment_terms", all.payment_terms, payment_answer);
    reader.must_read("tax", all.tax, tax_answer);
    reader.must_read("confirmation", all.confirmation, confirmation_answer);
    reader.must_read("modification", all.modification, modification_answer);
    reader.must_read("matching", all.matching, matching_answer);
    reader.must_read("dunning", all.dunning, dunning_answer);
    reader.read("authority", all.authority, authority_answer);
    reader.read("expected_loss", all.expected_loss, loss_answer);
    reader.read("cash_application", all.cash_application, cash_rule);
    reader.read("approval", all.approval, approval_answer);
    reader.read("withholding", all.withholding, withholding_answer);
    return all;
}

}  // namespace earned
