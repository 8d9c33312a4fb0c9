#include "rules/questions.h"

#include "rules/cash_steps.h"

#include "rules/words.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

constexpr unsigned on_contract = bit(FactScope::contract);
constexpr unsigned on_line = on_contract | bit(FactScope::line);
constexpr unsigned on_obligation = on_line | bit(FactScope::obligation);
constexpr unsigned on_plan = on_obligation | bit(FactScope::plan);
constexpr unsigned on_modification = on_contract | bit(FactScope::modification);

constexpr unsigned on_dunning = on_contract | bit(FactScope::matching) | bit(FactScope::dunning);

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
    QuestionName{"dunning", on_dunning, "level, fee, interest", false, true},
    QuestionName{"cash_application", bit(FactScope::matching), "step, confirms, charges, discount", true, false},
};

}  // namespace

std::span<const QuestionName> question_names() { return all_questions; }

class QuestionReader {
public:
    QuestionReader(std::span<const DecisionTable* const> tables, std::vector<Fault>& faults)
        : tables_(tables), faults_(faults)
    {
    }

    // `read_row` gives the answer of the row that the reader stands at.
    template <class Answer, class ReadRow> void read(std::string_view decision, Question<Answer>& question, ReadRow read_row)
    {
        name_ = *std::find_if(all_questions.begin(), all_questions.end(),
                              [&](const QuestionName& each) { return each.decision == decision; });
        const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const DecisionTable* table) {
            return table->decision() == decision;
        });
        if (found == tables_.end()) {
            faults_.push_back({"decision-missing", "decision " + std::string(decision),
                               "the package doesn't answer this question",
                               "add a decision table with this id, or copy it from the standard package"});
            return;
        }
        table_ = *found;
        check_head();
        question.table_ = table_;
        question.looks_at_ = look_up_inputs();
        for (const Rule& rule : table_->rules()) question.answers_.push_back(read_row(at(rule)));
        if (table_->otherwise() != nullptr) question.answers_.push_back(read_row(at(*table_->otherwise())));
    }

    bool is_answered(std::string_view decision) const
    {
        return std::any_of(tables_.begin(), tables_.end(),
                           [&](const DecisionTable* table) { return table->decision() == decision; });
    }

    void find_unasked()
    {
        for (const DecisionTable* table : tables_) {
            const bool asked = std::any_of(all_questions.begin(), all_questions.end(), [&](const QuestionName& each) {
                return each.decision == table->decision();
            });
            if (!asked)
                faults_.push_back({"decision-unknown", table->file() + ", decision " + table->decision(),
                                   "nothing ever asks this decision", "correct its id, or remove it"});
        }
    }

    // The outputs of the row, by name. What is null or has no column is absent.
    std::string text(std::string_view output) const { return absent(output) ? "" : std::get<std::string>(*value(output)); }
    std::optional<Decimal> number(std::string_view output) const
    {
        if (absent(output)) return std::nullopt;
        return std::get<Decimal>(*value(output));
    }
    bool truth(std::string_view output) const { return !absent(output) && std::get<bool>(*value(output)); }
    std::optional<int> whole(std::string_view output, int low, int high)
    {
        const std::optional<Decimal> read = number(output);
        if (!read) return std::nullopt;
        const std::optional<std::int64_t> count = read->to_int64();
        if (count && low <= *count && *count <= high) return static_cast<int>(*count);
        wrong(output, "is no whole number from " + std::to_string(low) + " to " + std::to_string(high),
              "write such a number");
        return std::nullopt;
    }
    template <class Choice> std::optional<Choice> choice(std::string_view output)
    {
        const std::string word = text(output);
        if (word.empty()) return std::nullopt;
        const std::optional<Choice> read = named<Choice>(word);
        if (!read) wrong(output, "'" + word + "' is not known", "use " + choices<Choice>());
        return read;
    }
    template <class T> T must(std::string_view output, std::optional<T> read)
    {
        if (!read && absent(output)) wrong(output, "a rule gives nothing here", "every rule has to give this output");
        return read.value_or(T{});
    }
    void wrong(std::string_view output, std::string what, std::string hint)
    {
        faults_.push_back({"answer-unknown",
                           table_->file() + ", decision " + table_->decision() + ", rule " + rule_->id + ", output " +
                               std::string(output),
                           std::move(what), std::move(hint)});
    }

private:
    QuestionReader& at(const Rule& rule)
    {
        rule_ = &rule;
        return *this;
    }
    const Literal* value(std::string_view output) const
    {
        const std::optional<std::size_t> column = table_->output(output);
        return column ? &rule_->outputs[*column] : nullptr;
    }
    // A column of another type has its fault already.
    bool absent(std::string_view output) const
    {
        const Literal* found = value(output);
        return found == nullptr || found->index() == 0 || type_of(*found) != type_expected(output);
    }
    static FeelType type_expected(std::string_view output)
    {
        if (output == "rate" || output == "tolerance" || output == "level" || output == "anchor" ||
            output == "invoice_day" || output == "charges" || output == "discount" || output == "fee" ||
            output == "interest")
            return FeelType::number;
        return output == "included" || output == "confirm" || output == "confirms" ? FeelType::boolean : FeelType::text;
    }
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
        const std::string where = table_->file() + ", decision " + table_->decision();
        if ((table_->hit_policy() == HitPolicy::collect) != name_.collects)
            faults_.push_back({"hit-policy-wrong", where,
                               name_.collects ? "this question takes all rules that match"
                                              : "this question takes one answer",
                               name_.collects ? "use hit policy COLLECT" : "use hit policy UNIQUE or FIRST"});
        for (const DecisionTable::Output& output : table_->outputs()) {
            const std::string column = where + ", output " + output.name;
            if (!gives(output.name))
                faults_.push_back({"output-unknown", column, "nothing reads this output",
                                   "the outputs of this question are " + std::string(name_.outputs)});
            else if (output.type != type_expected(output.name))
                faults_.push_back({"output-type", column, "the output has the wrong type",
                                   "set its typeRef to " + std::string(name(type_expected(output.name)))});
        }
    }
    std::vector<FactRef> look_up_inputs()
    {
        std::vector<FactRef> refs;
        for (const DecisionTable::Input& input : table_->inputs()) {
            const std::optional<FoundFact> fact = fact_named(input.expression, name_.scopes);
            const std::string where = table_->file() + ", decision " + table_->decision() + ", input " + input.expression;
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

    std::span<const DecisionTable* const> tables_;
    std::vector<Fault>& faults_;
    QuestionName name_{};
    const DecisionTable* table_ = nullptr;
    const Rule* rule_ = nullptr;
};

namespace {

PolicyAnswer policy_answer(QuestionReader& row)
{
    const Result<PolicySetting> setting = PolicySetting::read(row.text("policy"), row.text("value"));
    if (!setting) {
        row.wrong("value", setting.fault().where + ": " + setting.fault().what, setting.fault().hint);
        return {};
    }
    return {*setting};
}

ObligationAnswer obligation_answer(QuestionReader& row)
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

BillingAnswer billing_answer(QuestionReader& row)
{
    BillingAnswer answer{std::nullopt, row.choice<Timing>("timing"), row.choice<Align>("align"),
                         row.whole("anchor", 1, 31), row.whole("invoice_day", 1, 31)};
    if (const std::string every = row.text("every"); !every.empty()) {
        answer.every = Interval::parse(every);
        if (!answer.every) row.wrong("every", "'" + every + "' is no interval", "write \"1 month\" or \"3 months\"");
    }
    return answer;
}

PaymentAnswer payment_answer(QuestionReader& row)
{
    const std::string text = row.text("terms");
    const std::optional<PaymentTerms> terms = PaymentTerms::parse(text);
    if (!terms) row.wrong("terms", "'" + text + "' are no payment terms", "write \"net 30\" or \"eom+15\"");
    return {terms.value_or(PaymentTerms{})};
}

TaxAnswer tax_answer(QuestionReader& row)
{
    const Decimal rate = row.must("rate", row.number("rate"));
    if (rate.sign() < 0 || rate >= Decimal::of(1))
        row.wrong("rate", "a rate is a share of one", "write 0.13 for 13 per cent");
    return {{rate, row.truth("included"), row.text("category"), row.choice<TaxPoint>("point").value_or(TaxPoint::invoice),
             row.text("reason")}};
}

ModificationAnswer modification_answer(QuestionReader& row)
{
    const Modifies treatment = row.must("treatment", row.choice<Modifies>("treatment"));
    if (treatment == Modifies::automatic || treatment == Modifies::mixed)
        row.wrong("treatment", "a rule has to decide", "use separate, prospective or catch_up");
    return {treatment};
}

MatchingAnswer matching_answer(QuestionReader& row)
{
    const Decimal tolerance = row.must("tolerance", row.number("tolerance"));
    if (tolerance.sign() < 0) row.wrong("tolerance", "a tolerance is not negative", "write 0 for none");
    return {tolerance};
}

void check_dunning(QuestionReader& row)
{
    const Decimal interest = row.number("interest").value_or(Decimal());
    if (row.number("fee").value_or(Decimal()).sign() < 0) row.wrong("fee", "a fee is not negative", "write 0 for none");
    if (interest.sign() < 0 || interest >= Decimal::of(1))
        row.wrong("interest", "interest is a share of one for a year", "write 0.09 for 9 per cent");
}

bool is_cash_rule(QuestionReader& row)
{
    const std::string step = row.text("step");
    const Decimal discount = row.number("discount").value_or(Decimal());
    if (!cash_step_named(step))
        row.wrong("step", "'" + step + "' is no step",
                  "use reference, number, near_number, account, subset, payer_name or tolerance");
    if (row.number("charges").value_or(Decimal()).sign() < 0)
        row.wrong("charges", "charges are not negative", "write 0 for none");
    if (discount.sign() < 0 || Decimal::of(100) < discount)
        row.wrong("discount", "a discount is a percentage", "write 3 for 3 per cent");
    return true;
}

}  // namespace

Questions read_questions(std::span<const DecisionTable* const> tables, std::vector<Fault>& faults)
{
    Questions all;
    QuestionReader reader(tables, faults);
    reader.read("policies", all.policies, policy_answer);
    reader.read("obligation", all.obligation, obligation_answer);
    reader.read("standalone_price", all.standalone_price, [](QuestionReader& row) {
        return StandaloneAnswer{row.must("method", row.choice<SspMethod>("method"))};
    });
    reader.read("billing_plan", all.billing_plan, [](QuestionReader& row) {
        return PlanAnswer{row.must("plan", row.choice<BillingPlan>("plan"))};
    });
    reader.read("billing", all.billing, billing_answer);
    reader.read("payment_terms", all.payment_terms, payment_answer);
    reader.read("tax", all.tax, tax_answer);
    reader.read("confirmation", all.confirmation, [](QuestionReader& row) {
        return ConfirmationAnswer{row.truth("confirm")};
    });
    reader.read("modification", all.modification, modification_answer);
    reader.read("matching", all.matching, matching_answer);
    reader.read("dunning", all.dunning, [](QuestionReader& row) {
        check_dunning(row);
        return DunningAnswer{row.must("level", row.whole("level", 0, 9))};
    });
    // Read again when it is asked (collections.h); what is wrong in it is found now.
    Question<bool> steps;
    if (reader.is_answered("cash_application")) reader.read("cash_application", steps, is_cash_rule);
    reader.find_unasked();
    return all;
}

}  // namespace earned
