#include "rules/check.h"

#include "rules/computed_search.h"
#include "base/currency.h"
#include "rules/dmn.h"
#include "rules/feel_cell.h"

#include <algorithm>
#include <array>
#include <utility>

namespace earned {

namespace {

std::vector<std::string_view> words_in(std::string_view list)
{
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const std::size_t end = list.find(" | ");
        words.push_back(list.substr(0, end));
        list = end == std::string_view::npos ? std::string_view() : list.substr(end + 3);
    }
    return words;
}

void look_for_gaps(const DecisionTable& table, const QuestionName& question, std::vector<Fault>& faults)
{
    std::vector<Domain> domains;
    for (const DecisionTable::Input& input : table.inputs()) domains.push_back(domain_of_fact(input.expression));
    Coverage coverage(table, std::move(domains));
    const std::string where = table.head().place();
    for (std::size_t row = 0; row < table.rules().size(); ++row) {
        const std::string rule = where + ", rule " + table.rules()[row].id;
        if (coverage.is_impossible(row))
            faults.push_back({"rule-never", rule, "the facts that it asks for can never be together",
                              "correct the words in its cells, or remove it"});
        else if (table.hit_policy() == HitPolicy::first && coverage.is_shadowed(row))
            faults.push_back(
                {"rule-shadowed", rule, "the rules before it match whatever it matches", "move it up, or remove it"});
    }
    if (!question.must_answer) return;
    if (const std::optional<std::string> gap = coverage.gap())
        faults.push_back({"rules-gap", where, "no rule matches " + *gap,
                          "add a rule for it, or a last one that matches everything"});
}

// A limit is in a currency: a rule that compares an amount in any currency compares bare numbers.
void look_for_bare_limits(const TableSource& table, std::vector<Fault>& faults)
{
    const auto place_of = [&](std::string_view expression) {
        const auto input = std::find_if(table.inputs.begin(), table.inputs.end(),
                                        [&](const auto& each) { return each.expression == expression; });
        return static_cast<std::size_t>(input - table.inputs.begin());
    };
    const auto says_nothing = [&](const RuleSource& rule, std::size_t place) {
        return place >= rule.inputs.size() || rule.inputs[place].empty() || rule.inputs[place] == "-";
    };
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> limits = {
        {{"document.total", "contract.currency"}, {"deed.amount", "deed.currency"}}};
    for (const auto& [amount, currency] : limits)
        for (const RuleSource& rule : table.rules)
            if (!says_nothing(rule, place_of(amount)) && says_nothing(rule, place_of(currency)))
                faults.push_back({"limit-without-currency",
                                  table.file + ", decision " + table.decision + ", rule " + rule.id,
                                  "it compares " + std::string(amount) + " whatever its currency is",
                                  "say in " + std::string(currency) +
                                      " of which currencies the limit is, and let a "
                                      "later rule ask for approval of what is in another"});
}

// A currency is written as ISO 4217 has it, a country as ISO 3166-1: "usd" or "Germany" would match nobody.
void look_for_codes(const TableSource& table, std::vector<Fault>& faults)
{
    const auto is_country = [](const std::string& word) {
        return word.size() == 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    };
    for (std::size_t column = 0; column < table.inputs.size(); ++column) {
        const std::string& fact = table.inputs[column].expression;
        const bool of_currency = fact.ends_with(".currency"), of_country = fact.ends_with(".country");
        if ((!of_currency && !of_country) || !fact_named(fact, ~0U)) continue;
        for (const RuleSource& rule : table.rules) {
            const auto cell = column < rule.inputs.size() ? parse_cell(rule.inputs[column], FeelType::text)
                                                          : Result<RuleCell>(RuleCell{});
            if (!cell) continue;
            for (const CellTest& test : cell->tests) {
                const auto* word = std::get_if<std::string>(&test.low);
                if (word == nullptr || (of_currency ? bool(Currency::parse(*word)) : is_country(*word))) continue;
                faults.push_back(
                    {"code-unknown",
                     table.file + ", decision " + table.decision + ", rule " + rule.id + ", input " + fact,
                     "'" + *word + "' is no " + (of_currency ? "currency" : "country") + ", so it never matches",
                     of_currency ? "write a code of ISO 4217, as \"USD\""
                                 : "write two capital letters of ISO 3166-1, as \"DE\""});
            }
        }
    }
}

// Whether a cell asks what time it is, outside of its texts.
bool asks_the_clock(std::string_view cell)
{
    std::string code;
    bool quoted = false;
    for (const char letter : cell) {
        if (letter == '"') quoted = !quoted;
        code += quoted ? ' ' : letter;
    }
    for (const std::string_view name : {"now", "today"}) {
        const auto is_word = [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
                   (letter >= '0' && letter <= '9');
        };
        for (std::size_t at = code.find(name); at != std::string::npos; at = code.find(name, at + 1)) {
            const std::size_t after = code.find_first_not_of(' ', at + name.size());
            if ((at == 0 || !is_word(code[at - 1])) && after != std::string::npos && code[after] == '(') return true;
        }
    }
    return false;
}

// What is decided must not depend on when it is asked: every text of every decision and of all business knowledge.
void look_for_clocks(const dmn::Boxed& boxed, const std::string& where, std::vector<Fault>& faults)
{
    const auto look = [&](const std::string& text, const std::string& place) {
        if (asks_the_clock(text))
            faults.push_back({"rules-clock", place, "it asks what time it is: " + text,
                              "decide by the dates of the events, so that a period can be computed again"});
    };
    look(boxed.text, where);
    for (const dmn::Boxed& part : boxed.parts) look_for_clocks(part, where, faults);
    if (!boxed.table) return;
    const dmn::TableText& table = *boxed.table;
    for (const dmn::Clause& input : table.inputs) look(input.expression, where + ", " + input.expression);
    for (const dmn::Row& row : table.rows) {
        for (std::size_t at = 0; at < row.inputs.size() && at < table.inputs.size(); ++at)
            look(row.inputs[at], where + ", rule " + row.id + ", " + table.inputs[at].expression);
        for (std::size_t at = 0; at < row.outputs.size() && at < table.outputs.size(); ++at)
            look(row.outputs[at], where + ", rule " + row.id + ", " + table.outputs[at].name);
    }
}

void look_for_clocks(const PackageFile& file, std::vector<Fault>& faults)
{
    const Result<dmn::Source> source = dmn::read_source(file.name, file.text);
    if (!source) return;  // compiling tells why
    for (const dmn::Decision& each : source->decisions)
        look_for_clocks(each.body, file.name + ", decision " + id_of(each), faults);
    for (const dmn::Knowledge& each : source->knowledge)
        look_for_clocks(each.body, file.name + ", business knowledge " + each.name, faults);
}

Table shown(const TableSource& source)
{
    Table table;
    table.key = source.decision;
    table.title = {source.title.empty() ? source.decision : source.title, ""};
    table.facts.push_back({{"File", "文件"}, {source.file, ""}});
    table.facts.push_back({{"Hit policy", "命中策略"}, {source.hit_policy.empty() ? "UNIQUE" : source.hit_policy, ""}});
    const auto column = [&](std::string key, std::string label) {
        table.columns.push_back({std::move(key), {std::move(label), ""}, ColumnType::text, std::nullopt, 2});
    };
    column("rule", "Rule");
    for (std::size_t input = 0; input < source.inputs.size(); ++input)
        column("in_" + std::to_string(input + 1), source.inputs[input].expression);
    for (const OutputSource& output : source.outputs) column("out_" + output.name, output.name);
    column("because", "Because");
    const auto add = [&](const std::string& id, const std::vector<std::string>& inputs,
                         const std::vector<std::string>& outputs, const std::string& because) {
        std::vector<Cell> cells{id};
        for (const std::string& cell : inputs) cells.emplace_back(cell.empty() ? "-" : cell);
        for (const std::string& cell : outputs) cells.emplace_back(cell);
        cells.emplace_back(because);
        table.add(std::move(cells));
    };
    for (const RuleSource& rule : source.rules) add(rule.id, rule.inputs, rule.outputs, rule.because);
    std::vector<std::string> otherwise;
    for (const OutputSource& output : source.outputs) otherwise.push_back(output.otherwise.value_or("null"));
    const bool any = std::any_of(source.outputs.begin(), source.outputs.end(),
                                 [](const OutputSource& output) { return output.otherwise.has_value(); });
    if (any) add("default", std::vector<std::string>(source.inputs.size(), "-"), otherwise, "no rule matched");
    return table;
}

// What a boxed expression says, part by part.
void add_texts(const dmn::Boxed& boxed, const std::string& name, Table& table)
{
    if (!boxed.text.empty()) table.add({name, boxed.text});
    for (std::size_t at = 0; at < boxed.parts.size(); ++at)
        add_texts(boxed.parts[at], at < boxed.names.size() && !boxed.names[at].empty() ? boxed.names[at] : name, table);
}

Table shown_text(const std::string& file, const std::string& id, const std::string& title, const dmn::Boxed& body)
{
    Table table;
    table.key = id;
    table.title = {title, ""};
    table.facts.push_back({{"File", "文件"}, {file, ""}});
    table.columns.push_back({"part", {"Part", ""}, ColumnType::text, std::nullopt, 2});
    table.columns.push_back({"expression", {"Expression", ""}, ColumnType::text, std::nullopt, 2});
    add_texts(body, title, table);
    return table;
}

}  // namespace

Domain domain_of_fact(std::string_view expression)
{
    for (const FactName& fact : fact_names())
        if (fact.expression == expression) return {fact.nullable, words_in(fact.words)};
    return {};
}

std::vector<Fault> check_package(std::string name, std::span<const PackageFile> files)
{
    std::vector<Fault> faults;
    for (const PackageFile& file : files)
        if (file.name.ends_with(".dmn")) look_for_clocks(file, faults);
    const std::optional<Package> package = Package::compile(std::move(name), files, faults);
    if (!package) return faults;
    for (const QuestionName& question : question_names())
        if (const DecisionTable* table = package->table(question.decision)) look_for_gaps(*table, question, faults);
    for (const TableSource& source : package->sources()) {
        look_for_bare_limits(source, faults);
        look_for_codes(source, faults);
    }
    for (Fault& fault : search_computed(*package).faults) faults.push_back(std::move(fault));
    return faults;
}

std::vector<Table> show(const Package& package)
{
    std::vector<Table> tables;
    for (const TableSource& source : package.sources()) tables.push_back(shown(source));
    for (const dmn::Source& source : package.models()) {
        for (const dmn::Decision& each : source.decisions)
            if (each.body.form != dmn::Boxed::Form::table)
                tables.push_back(shown_text(source.file, id_of(each), each.name, each.body));
        for (const dmn::Knowledge& each : source.knowledge)
            tables.push_back(shown_text(source.file, each.id, each.name, each.body));
    }
    return tables;
}

}  // namespace earned
