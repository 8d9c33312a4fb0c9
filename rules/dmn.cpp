#include "rules/dmn.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace earned {

namespace {

constexpr std::array<std::string_view, 6> model_namespaces{
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20240513/MODEL/"};

constexpr std::array<std::string_view, 4> not_read{"import", "businessKnowledgeModel", "decisionService", "invocable"};

constexpr std::array<std::string_view, 11> boxed{"literalExpression", "invocation", "context", "list",
                                                 "relation", "functionDefinition", "conditional", "filter",
                                                 "for", "every", "some"};

// The namespace of an element, as declared on the root: prefixes declared deeper are not the model's.
std::string_view prefix_of(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view local_name(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string trimmed(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(spaces) - first + 1));
}

class DmnReader {
public:
    DmnReader(const std::string& file, std::vector<Fault>& faults) : file_(file), faults_(faults) {}

    std::vector<TableSource> read(const std::string& text)
    {
        pugi::xml_document document;
        const pugi::xml_parse_result parsed =
            document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
        if (!parsed) {
            fault("dmn-unreadable", file_ + ", byte " + std::to_string(parsed.offset),
                  std::string("this is no XML: ") + parsed.description(), "send the file that the modeler saved");
            return {};
        }
        for (const pugi::xml_node& node : document.children())
            if (node.type() == pugi::node_doctype) {
                fault("dmn-doctype", file_, "the file has a DOCTYPE, which could smuggle in other files",
                      "remove the DOCTYPE: DMN has none");
                return {};
            }
        const pugi::xml_node root = document.document_element();
        if (!is_model(root)) return {};
        for (const pugi::xml_node& child : root.children()) read_element(child);
        return std::move(tables_);
    }

private:
    void fault(std::string code, std::string where, std::string what, std::string hint)
    {
        faults_.push_back({std::move(code), std::move(where), std::move(what), std::move(hint)});
    }

    bool is_model(pugi::xml_node root)
    {
        prefix_ = prefix_of(root);
        const std::string declared = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_;
        const std::string_view space = root.attribute(declared.c_str()).value();
        const bool known = std::find(model_namespaces.begin(), model_namespaces.end(), space) != model_namespaces.end();
        if (known && local_name(root) == "definitions") return true;
        fault("dmn-version", file_, "the root is no `definitions` of DMN 1.1 to 1.6",
              "save the file as DMN 1.3; the namespace is https://www.omg.org/spec/DMN/20191111/MODEL/");
        return false;
    }

    // A child of the model's own namespace by its local name.
    pugi::xml_node child(pugi::xml_node parent, std::string_view name) const
    {
        for (const pugi::xml_node& each : parent.children())
            if (is(each, name)) return each;
        return {};
    }
    bool is(pugi::xml_node node, std::string_view name) const
    {
        return node.type() == pugi::node_element && local_name(node) == name && prefix_of(node) == prefix_;
    }
    std::string text_in(pugi::xml_node parent) const { return trimmed(child(parent, "text").text().get()); }

    void read_element(pugi::xml_node element)
    {
        if (element.type() != pugi::node_element || prefix_of(element) != prefix_) return;
        const std::string_view name = local_name(element);
        if (name == "decision") return read_decision(element);
        if (std::find(not_read.begin(), not_read.end(), name) != not_read.end())
            fault("dmn-unsupported", file_ + ", " + std::string(name) + " " + element.attribute("name").value(),
                  "only decisions with decision tables are read", "write it as a decision table");
    }

    void read_decision(pugi::xml_node decision)
    {
        TableSource table;
        table.file = file_;
        table.decision = decision.attribute("id").value();
        table.title = decision.attribute("name").value();
        if (table.decision.empty()) table.decision = table.title;
        const pugi::xml_node found = child(decision, "decisionTable");
        if (found) return read_table(found, std::move(table));
        for (const std::string_view each : boxed)
            if (child(decision, each))
                return fault("dmn-unsupported", place_of(table, "", ""),
                             "a decision by " + std::string(each) + " is not read", "write it as a decision table");
        fault("dmn-unsupported", place_of(table, "", ""), "the decision has no decision table",
              "give it a decision table, or remove it");
    }

    void read_table(pugi::xml_node node, TableSource table)
    {
        table.hit_policy = node.attribute("hitPolicy").value();
        const std::string_view aggregation = node.attribute("aggregation").value();
        if (!aggregation.empty()) {
            fault("hit-policy-unknown", place_of(table, "", ""),
                  "an aggregation (" + std::string(aggregation) + ") is not read",
                  "use COLLECT without an aggregation");
        }
        for (const pugi::xml_node& each : node.children()) {
            if (is(each, "input")) read_input(each, table);
            if (is(each, "output")) read_output(each, table);
            if (is(each, "rule")) read_rule(each, table);
        }
        tables_.push_back(std::move(table));
    }

    void read_input(pugi::xml_node node, TableSource& table)
    {
        const pugi::xml_node expression = child(node, "inputExpression");
        InputSource input{node.attribute("id").value(), node.attribute("label").value(), text_in(expression),
                          expression.attribute("typeRef").value()};
        if (input.expression.empty())
            fault("input-empty", place_of(table, "", "input " + std::to_string(table.inputs.size() + 1)),
                  "the input has no expression", "write the name of a fact, such as line.dated");
        table.inputs.push_back(std::move(input));
    }

    void read_output(pugi::xml_node node, TableSource& table)
    {
        OutputSource output{node.attribute("id").value(), node.attribute("name").value(),
                            node.attribute("typeRef").value(), std::nullopt};
        if (const pugi::xml_node otherwise = child(node, "defaultOutputEntry")) {
            const std::string text = text_in(otherwise);
            output.otherwise = text.empty() ? "null" : text;
        }
        table.outputs.push_back(std::move(output));
    }

    void read_rule(pugi::xml_node node, TableSource& table)
    {
        RuleSource rule{node.attribute("id").value(), trimmed(child(node, "description").text().get()), {}, {}};
        for (const pugi::xml_node& each : node.children()) {
            if (is(each, "inputEntry")) rule.inputs.push_back(text_in(each));
            if (is(each, "outputEntry")) {
                const std::string text = text_in(each);
                rule.outputs.push_back(text.empty() ? "null" : text);
            }
            if (is(each, "annotationEntry")) {
                const std::string text = text_in(each);
                if (!text.empty()) rule.because += (rule.because.empty() ? "" : "; ") + text;
            }
        }
        table.rules.push_back(std::move(rule));
    }

    const std::string& file_;
    std::vector<Fault>& faults_;
    std::string prefix_;
    std::vector<TableSource> tables_;
};

}  // namespace

std::vector<TableSource> read_dmn(const std::string& file, const std::string& text, std::vector<Fault>& faults)
{
    return DmnReader(file, faults).read(text);
}

}  // namespace earned
