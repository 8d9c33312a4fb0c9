#include "rules/computed_search.h"

#include "rules/check.h"
#include "rules/coverage.h"
#include "rules/dmn.h"

#include <algorithm>

namespace earned {

namespace {

// A table whose outputs don't matter: which rules match is all that is asked.
struct SearchedTable {
    TableSource source;
    std::vector<Domain> domains;
    std::vector<std::string> computing;  // "input x, rule r2": what can't be searched
    bool facts_only = true, typed = true;
};

bool says_constants(const std::string& cell, FeelType type) { return bool(parse_cell(cell, type)); }

void look_at_input(SearchedTable& table, std::size_t column, const QuestionName* question)
{
    InputSource& input = table.source.inputs[column];
    const std::optional<FoundFact> fact =
        question == nullptr ? std::nullopt : fact_named(input.expression, question->scopes);
    table.facts_only = table.facts_only && fact;
    if (fact && input.type.empty()) input.type = std::string(name(fact->type));
    table.domains.push_back(fact ? domain_of_fact(input.expression) : Domain{false, {}});
    const std::optional<FeelType> type = feel_type_named(input.type);
    if (!type) {
        table.typed = false;
        table.computing.push_back("input " + input.expression + " has no type of string, number, boolean or date");
        return;
    }
    for (const RuleSource& rule : table.source.rules)
        if (column < rule.inputs.size() && !says_constants(rule.inputs[column], *type))
            table.computing.push_back("rule " + rule.id + " computes in input " + input.expression);
}

SearchedTable searched_table(TableSource source, const QuestionName* question)
{
    SearchedTable table{std::move(source), {}, {}};
    std::size_t count = 0;
    for (RuleSource& rule : table.source.rules) {
        if (rule.id.empty()) rule.id = "#" + std::to_string(count + 1);
        ++count;
        rule.outputs = {"\"\""};
    }
    table.source.outputs = {{"", "o", "string", std::nullopt}};
    for (std::size_t column = 0; column < table.source.inputs.size(); ++column) look_at_input(table, column, question);
    return table;
}

// The cells that compute match anything, or their rules are left out.
enum class Computing : std::uint8_t { matches_all, left_out };

TableSource constants_of(const SearchedTable& table, Computing how, const std::string& policy)
{
    TableSource made = table.source;
    made.hit_policy = policy;
    std::erase_if(made.rules, [&](RuleSource& rule) {
        bool computes = rule.inputs.size() != made.inputs.size();
        for (std::size_t column = 0; column < rule.inputs.size() && column < made.inputs.size(); ++column) {
            if (says_constants(rule.inputs[column], *feel_type_named(made.inputs[column].type))) continue;
            computes = true;
            rule.inputs[column] = "-";
        }
        return computes && how == Computing::left_out;
    });
    return made;
}

Fault doubt_of(Fault fault)
{
    fault.hint = "see that it can't be, or add a rule: " + fault.hint;
    return fault;
}

void search_gaps(const SearchedTable& table, bool must_answer, ComputedSearch& found)
{
    std::vector<Fault> unreadable;
    const TableSource source = constants_of(table, Computing::matches_all, "FIRST");
    const std::optional<DecisionTable> compiled = DecisionTable::compile(source, unreadable);
    if (!compiled) return;
    Coverage coverage(*compiled, table.domains);
    const std::optional<std::string> gap = coverage.gap();
    if (!gap) return;
    Fault fault{"rules-gap", compiled->head().place(), "no rule matches " + *gap,
                "add a rule for it, or a last one that matches everything"};
    const bool is_certain = table.facts_only && must_answer;
    (is_certain ? found.faults : found.doubts).push_back(is_certain ? std::move(fault) : doubt_of(std::move(fault)));
}

void search_overlaps(const SearchedTable& table, ComputedSearch& found)
{
    std::vector<Fault> told;
    const TableSource source = constants_of(table, Computing::left_out, "UNIQUE");
    static_cast<void>(DecisionTable::compile(source, told));
    for (Fault& fault : told) {
        if (fault.code != "rules-overlap" && fault.code != "rule-never") continue;
        if (table.facts_only)
            found.faults.push_back(std::move(fault));
        else
            found.doubts.push_back(doubt_of(std::move(fault)));
    }
}

bool has_default(const TableSource& table)
{
    return std::any_of(table.outputs.begin(), table.outputs.end(),
                       [](const OutputSource& output) { return output.otherwise.has_value(); });
}

void search(const TableSource& source, const QuestionName* question, ComputedSearch& found)
{
    const SearchedTable table = searched_table(source, question);
    if (!table.computing.empty()) {
        std::string all;
        for (const std::string& each : table.computing) all += (all.empty() ? "" : "; ") + each;
        found.doubts.push_back({"not-searched", source.file + ", decision " + source.decision,
                                "gaps and overlaps are searched by its constants alone: " + all,
                                "let an input compute, and the cells say constants"});
    }
    if (!table.typed) return;
    // What collects may find nothing; so may what need not answer.
    const bool collects = source.hit_policy.starts_with("COLLECT") || source.hit_policy.ends_with("ORDER");
    if (!collects && !has_default(source)) search_gaps(table, question != nullptr && question->must_answer, found);
    if (source.hit_policy.empty() || source.hit_policy == "UNIQUE") search_overlaps(table, found);
}

bool holds_table(const dmn::Boxed& boxed)
{
    return boxed.table != nullptr || std::any_of(boxed.parts.begin(), boxed.parts.end(), holds_table);
}

}  // namespace

ComputedSearch search_computed(const Package& package)
{
    ComputedSearch found;
    for (const dmn::Source& source : package.models())
        for (const dmn::Decision& decision : source.decisions) {
            const std::string id = id_of(decision);
            if (package.table(id) != nullptr) continue;
            const QuestionName* question = question_named(id);
            if (const std::optional<TableSource> table = table_of(source, decision)) {
                search(*table, question, found);
            } else if (question != nullptr && question->must_answer) {
                found.doubts.push_back({"not-searched", source.file + ", decision " + id,
                                        holds_table(decision.body) ? "a table within an expression isn't searched"
                                                                   : "an expression isn't searched for gaps",
                                        "give the package cases that ask it"});
            }
        }
    return found;
}

}  // namespace earned
