#include "rules/dmn/source.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace earned::dmn {

namespace {

using Node = pugi::xml_node;

constexpr std::array<std::string_view, 6> model_namespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20240513/MODEL/"};

constexpr int most_depth = 100;  // of elements within elements

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

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blank) - first + 1));
}

std::string whole_text(Node node)  // with CDATA, and around comments
{
    std::string all;
    for (const Node each : node.children())
        if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) all += each.value();
    return trimmed(all);
}

std::string text_in(Node node, std::string_view name) { return whole_text(child(child(node, name), "text")); }
std::string attribute(Node node, const char* name) { return trimmed(node.attribute(name).value()); }
std::string href(Node node) { return attribute(node, "href"); }

// Types were written `feel:string` with a prefix of the file's own in DMN 1.1.
std::string type_ref(Node node)
{
    std::string type = attribute(node, "typeRef");
    const std::size_t colon = type.find(':');
    return colon == std::string::npos ? type : type.substr(colon + 1);
}

std::string variable_type(Node node) { return type_ref(child(node, "variable")); }

Boxed boxed(Node node, int depth);

// The expression within an element: the first child that is one.
Boxed expression_in(Node node, int depth)
{
    for (const Node each : node.children()) {
        Boxed found = boxed(each, depth + 1);
        if (found.form != Boxed::Form::missing) return found;
    }
    return {};
}

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

Item item_of(Node node, int depth)
{
    Item item;
    item.name = attribute(node, "name");
    item.type = whole_text(child(node, "typeRef"));
    const std::size_t colon = item.type.find(':');
    if (colon != std::string::npos) item.type.erase(0, colon + 1);
    item.collection = attribute(node, "isCollection") == "true";
    item.allowed = text_in(node, "allowedValues");
    item.constraint = text_in(node, "typeConstraint");
    for (const Node each : node.children())
        if (local(each) == "itemComponent" && depth < most_depth) item.components.push_back(item_of(each, depth + 1));
    const Node function = child(node, "functionItem");
    if (!function) return item;
    item.function = true;
    item.type = attribute(function, "outputTypeRef");
    for (const Node each : function.children())
        if (local(each) == "parameters")
            item.parameters.push_back({.name = attribute(each, "name"), .type = type_ref(each)});
    return item;
}

std::vector<std::string> needs_of(Node node)
{
    std::vector<std::string> all;
    for (const Node requirement : node.children()) {
        const std::string_view name = local(requirement);
        if (name != "informationRequirement" && name != "knowledgeRequirement") continue;
        for (const Node each : requirement.children())
            if (!href(each).empty()) all.push_back(href(each));
    }
    return all;
}

Service service_of(Node node)
{
    Service service{attribute(node, "id"), attribute(node, "name"), variable_type(node), {}, {}, {}, {}};
    for (const Node each : node.children()) {
        const std::string_view name = local(each);
        if (name == "outputDecision") service.outputs.push_back(href(each));
        if (name == "encapsulatedDecision") service.encapsulated.push_back(href(each));
        if (name == "inputDecision") service.input_decisions.push_back(href(each));
        if (name == "inputData") service.inputs.push_back(href(each));
    }
    return service;
}

void read_element(Node each, Source& source)
{
    const std::string_view name = local(each);
    const std::string id = attribute(each, "id"), called = attribute(each, "name");
    if (name == "itemDefinition") source.items.push_back(item_of(each, 0));
    if (name == "import") source.imports.push_back({called, attribute(each, "namespace")});
    if (name == "inputData") source.inputs.push_back({id, called, variable_type(each)});
    if (name == "decision")
        source.decisions.push_back({id, called, variable_type(each), needs_of(each), expression_in(each, 0),
                                    whole_text(child(each, "description"))});
    if (name == "decisionService") source.services.push_back(service_of(each));
    if (name != "businessKnowledgeModel") return;
    Boxed function;
    const Node logic = child(each, "encapsulatedLogic");
    read_function(logic, 0, function);
    function.form = Boxed::Form::function;
    source.knowledge.push_back({id, called, variable_type(each), needs_of(each), std::move(function)});
}

template <class T, std::size_t count>
bool is_one_of(const std::array<std::pair<std::string_view, T>, count>& all, const std::string& name)
{
    return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.first == name; });
}

// What would otherwise be read as something else, or not at all.
std::optional<Fault> misread(const std::string& file, Node element)
{
    const std::string where = file + ", <" + std::string(local(element)) + "> " + attribute(element, "id");
    const std::string hit = attribute(element, "hitPolicy"), aggregation = attribute(element, "aggregation");
    if (!hit.empty() && !is_one_of(hits, hit))
        return Fault{"hit-policy-unknown", where, "found the hit policy '" + hit + "'",
                     "write UNIQUE, ANY, PRIORITY, FIRST, COLLECT, RULE ORDER or OUTPUT ORDER"};
    if (!is_one_of(aggregators, aggregation))
        return Fault{"aggregation-unknown", where, "found the aggregation '" + aggregation + "'",
                     "write SUM, COUNT, MIN or MAX, or leave it out"};
    return std::nullopt;
}

// Every element, one after the other: the walk itself must not depend on how deep the file is.
std::optional<Fault> refusal_of(const std::string& file, Node root)
{
    int depth = 0;
    for (Node at = root;;) {
        if (auto fault = misread(file, at)) return fault;
        if (at.first_child()) {
            at = at.first_child();
            if (++depth > most_depth)
                return Fault{"dmn-too-deep", file,
                             "elements lie more than " + std::to_string(most_depth) + " deep within one another",
                             "divide the expression into decisions of their own"};
            continue;
        }
        while (at != root && !at.next_sibling()) {
            at = at.parent();
            --depth;
        }
        if (at == root) return std::nullopt;
        at = at.next_sibling();
    }
}

std::string_view prefix_of(Node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

// Drawings, and what a modeler keeps for itself: elements that are not the model's own. Not too deep by now.
void take_out_others(Node node, std::string_view own)
{
    for (Node each = node.first_child(); each;) {
        const Node next = each.next_sibling();
        if (each.type() == pugi::node_element && prefix_of(each) != own)
            node.remove_child(each);
        else
            take_out_others(each, own);
        each = next;
    }
}

}  // namespace

Result<Source> read_source(const std::string& file, const std::string& text)
{
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
    if (!parsed)
        return Fault{"dmn-unreadable", file + ", byte " + std::to_string(parsed.offset + 1), parsed.description(),
                     "mend the file: it is no XML"};
    for (const Node each : document.children())
        if (each.type() == pugi::node_doctype)
            return Fault{"dmn-doctype", file, "a DOCTYPE is refused, since it may expand to anything", "remove it"};
    const Node root = document.document_element();
    const std::string_view name = root.name();
    const std::string own(prefix_of(root));
    const std::string prefix = own.empty() ? "xmlns" : "xmlns:" + own;
    const std::string_view space = root.attribute(prefix.c_str()).value();
    const bool known = std::find(model_namespaces.begin(), model_namespaces.end(), space) != model_namespaces.end();
    if (!known || local(root) != "definitions")
        return Fault{"dmn-namespace", file,
                     "found <" + std::string(name) + "> of namespace '" + std::string(space) + "'",
                     "give a file whose root is the <definitions> of DMN 1.1 to 1.6"};
    if (auto fault = refusal_of(file, root)) return *fault;
    take_out_others(root, own);
    Source source;
    source.file = file;
    source.name = attribute(root, "name");
    source.space = attribute(root, "namespace");
    for (const Node each : root.children()) read_element(each, source);
    return source;
}

}  // namespace earned::dmn
