#include "rules/dmn/source.h"

#include "rules/dmn/source_boxed.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace earned::dmn {

namespace {

using Node = pugi::xml_node;

constexpr std::array<std::string_view, 6> model_namespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20240513/MODEL/"};

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

std::string href(Node node) { return attribute(node, "href"); }

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

// What would otherwise be read as something else, or not at all.
std::optional<Fault> misread(const std::string& file, Node element)
{
    const std::string where = file + ", <" + std::string(local(element)) + "> " + attribute(element, "id");
    const std::string hit = attribute(element, "hitPolicy"), aggregation = attribute(element, "aggregation");
    if (!hit.empty() && !is_hit_policy(hit))
        return Fault{"hit-policy-unknown", where, "found the hit policy '" + hit + "'",
                     "write UNIQUE, ANY, PRIORITY, FIRST, COLLECT, RULE ORDER or OUTPUT ORDER"};
    if (!is_aggregation(aggregation))
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
