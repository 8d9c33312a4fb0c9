#include "rules/dmn/source_boxed.h"

#include <algorithm>
#include <array>

namespace earned::dmn {

namespace {

using Node = pugi::xml_node;

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blank) - first + 1));
}

template <class T, std::size_t count>
T named(const std::array<std::pair<std::string_view, T>, count>& all, const std::string& name)
{
    for (const auto& [each, value] : all)
        if (each == name) return value;
    return all[0].second;
}

constexpr std::array<std::pair<std::string_view, Hit>, 7> hits{{{"UNIQUE", Hit::unique},
                                                                {"ANY", Hit::any},
                                                                {"PRIORITY", Hit::priority},
                                                                {"FIRST", Hit::first},
                                                                {"COLLECT", Hit::collect},
                                                                {"RULE ORDER", Hit::rule_order},
                                                                {"OUTPUT ORDER", Hit::output_order}}};
constexpr std::array<std::pair<std::string_view, Aggregator>, 5> aggregators{{{"", Aggregator::none},
                                                                              {"SUM", Aggregator::sum},
                                                                              {"COUNT", Aggregator::count},
                                                                              {"MIN", Aggregator::least},
                                                                              {"MAX", Aggregator::most}}};

}  // namespace

std::string_view local(Node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Node child(Node node, std::string_view name)
{
    for (const Node each : node.children())
        if (local(each) == name) return each;
    return {};
}

std::string whole_text(Node node)
{
    std::string all;
    for (const Node each : node.children())
        if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) all += each.value();
    return trimmed(all);
}

std::string text_in(Node node, std::string_view name) { return whole_text(child(child(node, name), "text")); }
std::string attribute(Node node, const char* name) { return trimmed(node.attribute(name).value()); }

// Types were written `feel:string` with a prefix of the file's own in DMN 1.1.
std::string type_ref(Node node)
{
    std::string type = attribute(node, "typeRef");
    const std::size_t colon = type.find(':');
    return colon == std::string::npos ? type : type.substr(colon + 1);
}

std::string variable_type(Node node) { return type_ref(child(node, "variable")); }

template <class T, std::size_t count>
bool is_one_of(const std::array<std::pair<std::string_view, T>, count>& all, const std::string& name)
{
    return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.first == name; });
}

bool is_hit_policy(const std::string& name) { return is_one_of(hits, name); }
bool is_aggregation(const std::string& name) { return is_one_of(aggregators, name); }

namespace {

Boxed boxed(Node node, int depth);

Clause input_clause(Node node)
{
    const Node expression = child(node, "inputExpression");
    return {attribute(node, "id"),        attribute(node, "label"),
            type_ref(expression),         text_in(node, "inputExpression"),
            text_in(node, "inputValues"), {}};
}

Clause output_clause(Node node)
{
    return {attribute(node, "id"),
            attribute(node, "name"),
            type_ref(node),
            {},
            text_in(node, "outputValues"),
            text_in(node, "defaultOutputEntry")};
}

Row row_of(Node node)
{
    Row row;
    row.id = attribute(node, "id");
    row.because = whole_text(child(node, "description"));
    for (const Node each : node.children()) {
        if (local(each) == "inputEntry") row.inputs.push_back(whole_text(child(each, "text")));
        if (local(each) == "outputEntry") row.outputs.push_back(whole_text(child(each, "text")));
        const std::string note = local(each) == "annotationEntry" ? whole_text(child(each, "text")) : "";
        if (!note.empty()) row.because += (row.because.empty() ? "" : "; ") + note;
    }
    return row;
}

Boxed table_of(Node node)
{
    TableText table;
    table.hit = named(hits, attribute(node, "hitPolicy"));
    table.aggregator = named(aggregators, attribute(node, "aggregation"));
    for (const Node each : node.children()) {
        if (local(each) == "input") table.inputs.push_back(input_clause(each));
        if (local(each) == "output") table.outputs.push_back(output_clause(each));
        if (local(each) == "rule") table.rows.push_back(row_of(each));
    }
    Boxed all;
    all.form = Boxed::Form::table;
    all.table = std::make_shared<const TableText>(std::move(table));
    return all;
}

void read_invocation(Node node, int depth, Boxed& all)
{
    all.parts.push_back(expression_in(node, depth));
    for (const Node each : node.children()) {
        if (local(each) != "binding") continue;
        all.names.push_back(attribute(child(each, "parameter"), "name"));
        all.parts.push_back(expression_in(each, depth));
    }
}

void read_context(Node node, int depth, Boxed& all)
{
    for (const Node each : node.children()) {
        if (local(each) != "contextEntry") continue;
        all.names.push_back(attribute(child(each, "variable"), "name"));
        all.types.push_back(variable_type(each));
        all.parts.push_back(expression_in(each, depth));
    }
}

void read_relation(Node node, int depth, Boxed& all)
{
    for (const Node each : node.children()) {
        if (local(each) == "column") {
            all.names.push_back(attribute(each, "name"));
            all.types.push_back(type_ref(each));
        }
        if (local(each) != "row") continue;
        Boxed row;
        for (const Node cell : each.children()) row.parts.push_back(boxed(cell, depth + 1));
        all.parts.push_back(std::move(row));
    }
}

void read_list(Node node, int depth, Boxed& all)
{
    for (const Node each : node.children()) {
        Boxed item = boxed(each, depth + 1);
        if (item.form != Boxed::Form::missing) all.parts.push_back(std::move(item));
    }
}

Boxed boxed(Node node, int depth)
{
    using Form = Boxed::Form;
    constexpr std::array<std::pair<std::string_view, Form>, 13> forms{{{"", Form::missing},
                                                                       {"literalExpression", Form::literal},
                                                                       {"decisionTable", Form::table},
                                                                       {"invocation", Form::invocation},
                                                                       {"context", Form::context},
                                                                       {"list", Form::list},
                                                                       {"relation", Form::relation},
                                                                       {"functionDefinition", Form::function},
                                                                       {"conditional", Form::conditional},
                                                                       {"filter", Form::filter},
                                                                       {"for", Form::loop},
                                                                       {"every", Form::every},
                                                                       {"some", Form::some}}};
    const Form form = named(forms, std::string(local(node)));
    if (form == Form::missing || depth > most_depth) return {};
    Boxed all;
    const auto inner = [&](std::string_view name) { all.parts.push_back(expression_in(child(node, name), depth)); };
    switch (form) {
        case Form::missing:
            break;
        case Form::literal:
            all.text = whole_text(child(node, "text"));
            break;
        case Form::table:
            all = table_of(node);
            break;
        case Form::invocation:
            read_invocation(node, depth, all);
            break;
        case Form::context:
            read_context(node, depth, all);
            break;
        case Form::list:
            read_list(node, depth, all);
            break;
        case Form::relation:
            read_relation(node, depth, all);
            break;
        case Form::function:
            read_function(node, depth, all);
            break;
        case Form::conditional:
            inner("if"), inner("then"), inner("else");
            break;
        case Form::filter:
            inner("in"), inner("match");
            break;
        case Form::loop:
            inner("in"), inner("return");
            break;
        case Form::every:
        case Form::some:
            inner("in"), inner("satisfies");
            break;
    }
    all.form = form;
    all.id = attribute(node, "id");
    all.type = type_ref(node);
    all.variable = attribute(node, "iteratorVariable");
    return all;
}

}  // namespace

Boxed expression_in(Node node, int depth)
{
    for (const Node each : node.children()) {
        Boxed found = boxed(each, depth + 1);
        if (found.form != Boxed::Form::missing) return found;
    }
    return {};
}

void read_function(Node node, int depth, Boxed& all)
{
    all.kind = attribute(node, "kind");
    for (const Node each : node.children()) {
        if (local(each) != "formalParameter") continue;
        all.names.push_back(attribute(each, "name"));
        all.types.push_back(type_ref(each));
    }
    all.parts.push_back(expression_in(node, depth));
}

}  // namespace earned::dmn
