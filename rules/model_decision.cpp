#include "rules/model_decision.h"

#include "rules/answer_row.h"
#include "rules/dmn.h"
#include "rules/dmn/table_cells.h"
#include "rules/fact_context.h"
#include "rules/questions.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

bool is_name_of_fact(const std::string& expression)
{
    return std::all_of(expression.begin(), expression.end(), [](char letter) {
        return letter == '.' || letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9');
    });
}

// Whether a cell is more than constants; one that can't be read is not.
bool computes(const std::string& cell, const feel::Scope& facts)
{
    const feel::Scope scope{.up = &facts, .names = {{"?", feel::any_type()}}};
    const Result<feel::Node> tests = read_tests(cell, scope);
    std::deque<std::string> texts;
    return tests && dmn::index_cell(*tests, texts).open;
}

bool gives_constant(const std::string& cell, const feel::Scope& facts)
{
    if (parse_literal(cell, std::nullopt)) return true;
    return !read_expression(cell, facts);
}

std::vector<std::string> names_in(std::string_view list)
{
    std::vector<std::string> names;
    while (!list.empty()) {
        const std::size_t end = list.find(", ");
        names.emplace_back(list.substr(0, end));
        list = end == std::string_view::npos ? std::string_view() : list.substr(end + 2);
    }
    return names;
}

// Whether each fact that a text looks at is one, and each table that it names.
struct Looking {
    feel::Scope facts;  // without names: none may be looked at here
    const ReferenceTables& tables;
    std::vector<Fault>& faults;

    void at_text(const std::string& text, const std::string& where) const
    {
        look_up_tables(text, where);
        if (facts.names.empty()) return;
        const feel::Scope cell{.up = &facts, .names = {{"?", feel::any_type()}}};
        const Result<feel::Node> node = read_tests(text, cell);
        if (!node) return;  // a name of its own is in it; the model's own reader tells what it is
        if (const auto unknown = unknown_fact(*node))
            faults.push_back({"fact-unknown", where,
                              "there is no fact " + *unknown + ", or it isn't known when this is asked",
                              "use a fact of docs/rules.md that this question may look at"});
    }
    void look_up_tables(const std::string& text, const std::string& where) const
    {
        constexpr std::string_view call = "lookup(\"";
        for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
            const std::size_t first = at + call.size();
            const std::string table = text.substr(first, text.find('"', first) - first);
            if (tables.contains(table)) continue;
            faults.push_back({"table-unknown", where, "the package has no reference table " + table,
                              "add " + table + ".csv to its folder, or correct the name"});
        }
    }
    void into(const dmn::Boxed& boxed, const std::string& where) const
    {
        if (!boxed.text.empty()) at_text(boxed.text, where);
        for (const dmn::Boxed& part : boxed.parts) into(part, where);
        if (!boxed.table) return;
        for (const dmn::Clause& input : boxed.table->inputs) at_text(input.expression, where);
        for (const dmn::Row& row : boxed.table->rows) {
            const std::string rule = where + ", rule " + row.id;
            for (const std::string& text : row.inputs) at_text(text, rule);
            for (const std::string& text : row.outputs) at_text(text, rule);
        }
    }
};

std::optional<Literal> literal_of(const feel::Value& value)
{
    if (value.is_null()) return Literal{};
    if (value.boolean()) return Literal{*value.boolean()};
    if (value.number()) return Literal{*value.number()};
    if (value.string()) return Literal{*value.string()};
    if (value.date()) {
        const auto date = Date::parse(feel::text(value));
        return date ? std::optional<Literal>(*date) : std::nullopt;
    }
    return std::nullopt;
}

std::string named_by(const std::string& href) { return href.substr(href.find('#') + 1); }

// The ids of a decision and of all that it requires, whatever file they are in.
class Reached {
public:
    explicit Reached(const std::vector<dmn::Source>& sources) : sources_(sources) {}

    void reach(const std::string& id)
    {
        if (!ids_.insert(id).second) return;
        for (const dmn::Source& source : sources_) {
            for (const dmn::Decision& each : source.decisions)
                if (id_of(each) == id) reach_all(each.needs);
            for (const dmn::Knowledge& each : source.knowledge)
                if (each.id == id) reach_all(each.needs);
            for (const dmn::Service& each : source.services) {
                if (each.id != id) continue;
                for (const auto* hrefs : {&each.outputs, &each.encapsulated, &each.input_decisions}) reach_all(*hrefs);
            }
        }
    }
    bool has(const std::string& id) const { return ids_.contains(id); }

private:
    void reach_all(const std::vector<std::string>& hrefs)
    {
        for (const std::string& href : hrefs) reach(named_by(href));
    }

    const std::vector<dmn::Source>& sources_;
    std::set<std::string> ids_;
};

// Other decisions look at facts that this question doesn't know.
void keep_only(dmn::Source& source, const Reached& reached)
{
    std::erase_if(source.decisions, [&](const dmn::Decision& each) { return !reached.has(id_of(each)); });
    std::erase_if(source.knowledge, [&](const dmn::Knowledge& each) { return !reached.has(each.id); });
    std::erase_if(source.services, [&](const dmn::Service& each) { return !reached.has(each.id); });
}

std::string joined(const std::vector<std::string>& warnings)
{
    std::string all;
    for (const std::string& each : warnings) all += (all.empty() ? " (" : "; ") + each;
    return all.empty() ? all : all + ")";
}

}  // namespace

bool is_constant(const TableSource& table, const QuestionName& question)
{
    constexpr std::array<std::string_view, 4> constant_policies{"", "UNIQUE", "FIRST", "COLLECT"};
    if (std::find(constant_policies.begin(), constant_policies.end(), table.hit_policy) == constant_policies.end())
        return false;
    const feel::Scope facts = fact_scope(question.scopes);
    for (const InputSource& input : table.inputs)
        if (!is_name_of_fact(input.expression)) return false;
    for (const RuleSource& rule : table.rules) {
        for (const std::string& cell : rule.inputs)
            if (computes(cell, facts)) return false;
        for (const std::string& cell : rule.outputs)
            if (!gives_constant(cell, facts)) return false;
    }
    return true;
}

std::shared_ptr<const ModelDecision> ModelDecision::compile(const std::vector<dmn::Source>& sources, std::size_t home,
                                                            const dmn::Decision& decision, const QuestionName& question,
                                                            std::shared_ptr<const ReferenceTables> tables,
                                                            std::vector<Fault>& faults)
{
    std::vector<Fault> found;
    std::vector<dmn::Source> all{sources[home]};
    for (std::size_t other = 0; other < sources.size(); ++other)
        if (other != home) all.push_back(sources[other]);
    Reached reached(sources);
    reached.reach(id_of(decision));
    for (dmn::Source& each : all) {
        keep_only(each, reached);
        add_facts(each, question.scopes);
    }
    std::shared_ptr<ModelDecision> made(new ModelDecision(dmn::Model::compile(std::move(all), found), question.scopes));
    made->head_ = {sources[home].file, id_of(decision), {}};
    const std::vector<std::string> outputs = names_in(question.outputs);
    for (const std::string& output : outputs) made->head_.outputs.push_back({output, type_of_output(output)});
    made->name_ = decision.name;
    made->because_ = decision.because;
    made->collects_ = question.collects;
    const bool one_column = decision.body.table && decision.body.table->outputs.size() == 1;
    made->single_ = one_column && !decision.body.table->outputs[0].name.empty() ? decision.body.table->outputs[0].name
                                                                                : outputs.front();
    made->tables_ = std::move(tables);
    for (const dmn::Source& source : sources) {
        for (const dmn::Decision& each : source.decisions)
            if (reached.has(id_of(each)))
                Looking{fact_scope(question.scopes), *made->tables_, found}.into(
                    each.body, source.file + ", decision " + id_of(each));
        for (const dmn::Knowledge& each : source.knowledge)
            if (reached.has(each.id))
                Looking{{}, *made->tables_, found}.into(each.body, source.file + ", business knowledge " + each.name);
    }
    for (Fault& fault : found)
        if (std::none_of(faults.begin(), faults.end(), [&](const Fault& told) { return told.text() == fault.text(); }))
            faults.push_back(std::move(fault));
    return found.empty() ? made : nullptr;
}

Result<std::shared_ptr<const Rule>> ModelDecision::rule_of(const feel::Value& value, const dmn::Evaluated& evaluated,
                                                           const dmn::Matched* row) const
{
    auto rule = std::make_shared<Rule>(Rule{name_, because_, std::vector<Literal>(head_.outputs.size())});
    if (row != nullptr) rule->id = *row->rule;
    if (row != nullptr && !row->because->empty()) rule->because = *row->because;
    const auto put = [&](const std::string& output, const feel::Value& given) -> Outcome {
        const auto column = head_.output(output);
        if (!column)
            return Fault{"output-unknown", head_.place(), "it gives " + output + ", which nothing reads",
                         "give what docs/rules.md says of this question"};
        std::optional<Literal> literal = literal_of(given);
        const auto type = literal ? type_of(*literal) : std::nullopt;
        if (!literal || (type && *type != head_.outputs[*column].type))
            return Fault{"answer-type", head_.place(),
                         output + " is " + feel::quoted(given) + ", and no " +
                             std::string(earned::name(head_.outputs[*column].type)) + joined(evaluated.warnings),
                         "give a value of that type, or null"};
        rule->outputs[*column] = std::move(*literal);
        return Done{};
    };
    if (!value.context()) {
        const Outcome done = put(single_, value);
        if (!done) return done.fault();
        return std::shared_ptr<const Rule>(std::move(rule));
    }
    for (const auto& [output, given] : value.context()->entries()) {
        const Outcome done = put(output, given);
        if (!done) return done.fault();
    }
    return std::shared_ptr<const Rule>(std::move(rule));
}

Result<std::vector<std::shared_ptr<const Rule>>> ModelDecision::rules(const Facts& facts, bool must) const
{
    feel::Context inputs = context_of(facts, scopes_);
    const Known day = facts.of({FactId::decision_date, std::nullopt, {}});
    const Date* date = std::get_if<Date>(&day);
    inputs.put("lookup", lookup_function(*tables_, date ? std::optional(*date) : std::nullopt));
    const Result<dmn::Evaluated> evaluated = model_.evaluate(name_, inputs);
    if (!evaluated) return evaluated.fault();
    std::vector<std::shared_ptr<const Rule>> rules;
    std::vector<feel::Value> values;
    if (collects_ && evaluated->value.list())
        values = *evaluated->value.list();
    else if (!evaluated->value.is_null())
        values.push_back(evaluated->value);
    const std::vector<dmn::Matched>& rows = evaluated->matched;  // the decision's own come last, one a value
    for (std::size_t at = 0; at < values.size(); ++at) {
        const bool has_row = rows.size() >= values.size();
        const dmn::Matched* row = has_row ? &rows[rows.size() - values.size() + at] : nullptr;
        Result<std::shared_ptr<const Rule>> rule = rule_of(values[at], *evaluated, row);
        if (!rule) return rule.fault();
        rules.push_back(std::move(*rule));
    }
    if (rules.empty() && must)
        return Fault{"rule-missing", head_.place(), "the decision gives nothing" + joined(evaluated->warnings),
                     "add a rule for these facts, or say what holds otherwise"};
    return rules;
}

}  // namespace earned
