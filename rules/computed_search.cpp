#include "rules/computed_search.h"

#include "rules/check.h"
#include "rules/coverage.h"
#include "rules/dmn.h"
#include "rules/table_answers.h"

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

// What a table is to its decision: all of it, or a part of an expression that may look at it or not.
enum class Standing : std::uint8_t { whole, part };

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

void search_overlaps(const SearchedTable& table, Standing standing, ComputedSearch& found)
{
    std::vector<Fault> told;
    const TableSource source = constants_of(table, Computing::left_out, "UNIQUE");
    static_cast<void>(DecisionTable::compile(source, told));
    for (Fault& fault : told) {
        if (fault.code != "rules-overlap" && fault.code != "rule-never") continue;
        if (table.facts_only && standing == Standing::whole)
            found.faults.push_back(std::move(fault));
        else
            found.doubts.push_back(doubt_of(std::move(fault)));
    }
}

// Rules of an ANY table may match together where they say the same.
void search_conflicts(const TableSource& whole, const SearchedTable& table, Standing standing, ComputedSearch& found)
{
    const auto answers_of = [&](std::string_view id) -> const std::vector<std::string>* {
        for (std::size_t row = 0; row < whole.rules.size(); ++row)
            if (table.source.rules[row].id == id) return &whole.rules[row].outputs;
        return nullptr;
    };
    ComputedSearch overlaps;
    search_overlaps(table, standing, overlaps);
    const auto keep = [&](std::vector<Fault>& told, std::vector<Fault>& kept) {
        for (Fault& fault : told) {
            const std::string row = fault.where.substr(fault.where.rfind(", rule ") + 7),
                              before = "rules " + row + " and ", after = " can match together";
            if (fault.code == "rules-overlap" && fault.what.starts_with(before) && fault.what.ends_with(after)) {
                const std::string other =
                    fault.what.substr(before.size(), fault.what.size() - before.size() - after.size());
                const auto *one = answers_of(row), *two = answers_of(other);
                if (one != nullptr && two != nullptr && *one == *two) continue;
                fault.what += ", and don't say the same";
                fault.hint = "make them exclude one another, or say the same";
            }
            kept.push_back(std::move(fault));
        }
    };
    keep(overlaps.faults, found.faults);
    keep(overlaps.doubts, found.doubts);
}

bool has_default(const TableSource& table)
{
    return std::any_of(table.outputs.begin(), table.outputs.end(),
                       [](const OutputSource& output) { return output.otherwise.has_value(); });
}

void search(const TableSource& source, const QuestionName* question, Standing standing, ComputedSearch& found)
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
    const bool must_answer = standing == Standing::whole && question != nullptr && question->must_answer;
    if (!collects && !has_default(source)) search_gaps(table, must_answer, found);
    if (source.hit_policy.empty() || source.hit_policy == "UNIQUE") search_overlaps(table, standing, found);
    if (source.hit_policy == "ANY") search_conflicts(source, table, standing, found);
}

// The tables within an expression: of a context's entries, of what is called, of business knowledge.
class Within {
public:
    Within(std::string file, std::string place, const QuestionName* question, ComputedSearch& found)
        : file_(std::move(file)), place_(std::move(place)), question_(question), found_(found)
    {
    }

    // How many there are.
    int search_all(const dmn::Boxed& boxed, const std::string& entry = "")
    {
        int count = 0;
        if (boxed.table) {
            search_one(*boxed.table, entry);
            ++count;
        }
        const std::size_t known = types_.size();
        const bool names = boxed.form == dmn::Boxed::Form::context || boxed.form == dmn::Boxed::Form::function;
        for (std::size_t at = 0; names && at < boxed.names.size() && at < boxed.types.size(); ++at)
            types_.emplace_back(boxed.names[at], boxed.types[at]);
        const bool entries = boxed.form == dmn::Boxed::Form::context;
        for (std::size_t at = 0; at < boxed.parts.size(); ++at)
            count += search_all(boxed.parts[at], entries && !boxed.names[at].empty() ? boxed.names[at] : entry);
        types_.resize(known);
        return count;
    }

private:
    // A column without a type has that of the parameter or the entry that it looks at.
    std::string type_of(const std::string& expression) const
    {
        for (auto each = types_.rbegin(); each != types_.rend(); ++each)
            if (each->first == expression) return each->second;
        return {};
    }
    void search_one(const dmn::TableText& text, const std::string& entry)
    {
        TableSource table = table_of(file_, "d", text);
        for (InputSource& input : table.inputs)
            if (input.type.empty()) input.type = type_of(input.expression);
        ComputedSearch told;
        search(table, question_, Standing::part, told);
        const std::string before = file_ + ", decision d";
        for (Fault& doubt : told.doubts) {
            const std::string rest = doubt.where.substr(std::min(doubt.where.size(), before.size()));
            doubt.where = file_ + ", " + place_ + (entry.empty() ? "" : ", entry " + entry) + ", table" + rest;
            found_.doubts.push_back(std::move(doubt));
        }
    }

    std::string file_, place_;
    const QuestionName* question_;
    ComputedSearch& found_;
    std::vector<std::pair<std::string, std::string>> types_{};
};

}  // namespace

ComputedSearch search_computed(const Package& package)
{
    ComputedSearch found;
    for (const dmn::Source& source : package.models()) {
        for (const dmn::Decision& decision : source.decisions) {
            const std::string id = id_of(decision);
            const QuestionName* question = question_named(id);
            if (decision.body.table)
                check_answers(*decision.body.table, source.file + ", decision " + id, question, found.faults);
            if (package.table(id) != nullptr) continue;
            if (const std::optional<TableSource> table = table_of(source, decision)) {
                search(*table, question, Standing::whole, found);
                continue;
            }
            const int tables = Within(source.file, "decision " + id, question, found).search_all(decision.body);
            if (tables == 0 && question != nullptr && question->must_answer)
                found.doubts.push_back({"not-searched", source.file + ", decision " + id,
                                        "an expression isn't searched for gaps", "give the package cases that ask it"});
        }
        for (const dmn::Knowledge& each : source.knowledge)
            Within(source.file, "business knowledge " + each.name, nullptr, found).search_all(each.body);
    }
    return found;
}

}  // namespace earned
