// Rules back into their DMN file. The document is read whole and written whole: what stands beside the
// decision's rules (drawings, extensions, comments) stays.
#include "rules/sheets.h"

#include "base/check.h"

#include <pugixml.hpp>

#include <algorithm>
#include <sstream>
#include <vector>

namespace earned {

namespace {

std::string prefix_in(pugi::xml_node node)
{
    const std::string name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string::npos ? "" : name.substr(0, colon + 1);
}

class RuleWriter {
public:
    RuleWriter(pugi::xml_node table, std::string prefix) : table_(table), prefix_(std::move(prefix)) {}

    void write(const TableSource& wanted)
    {
        std::vector<pugi::xml_node> rules;
        for (const RuleSource& rule : wanted.rules) rules.push_back(updated(rule));
        for (pugi::xml_node each = table_.first_child(); each;) {
            const pugi::xml_node next = each.next_sibling();
            if (is(each, "rule") && std::find(rules.begin(), rules.end(), each) == rules.end())
                table_.remove_child(each);
            each = next;
        }
        for (const pugi::xml_node& rule : rules) table_.append_move(rule);
    }

private:
    bool is(pugi::xml_node node, const char* name) const { return node.name() == prefix_ + name; }
    std::string tag(const char* name) const { return prefix_ + name; }

    pugi::xml_node updated(const RuleSource& rule)
    {
        for (const pugi::xml_node& each : table_.children())
            if (is(each, "rule") && each.attribute("id").value() == rule.id) {
                write_cells(each, rule);
                return each;
            }
        pugi::xml_node fresh = table_.append_child(tag("rule").c_str());
        fresh.append_attribute("id") = rule.id.c_str();
        write_cells(fresh, rule);
        return fresh;
    }

    void set_text(pugi::xml_node entry, const std::string& text) const
    {
        pugi::xml_node inner = entry.child(tag("text").c_str());
        if (!inner) inner = entry.append_child(tag("text").c_str());
        inner.text().set(text.c_str());
    }

    void write_because(pugi::xml_node rule, const std::string& because) const
    {
        std::string before = rule.child(tag("description").c_str()).text().get();
        for (const pugi::xml_node& each : rule.children())
            if (is(each, "annotationEntry")) {
                const std::string more = each.child(tag("text").c_str()).text().get();
                if (!more.empty()) before += (before.empty() ? "" : "; ") + more;
            }
        if (before == because) return;
        pugi::xml_node description = rule.child(tag("description").c_str());
        if (!description) description = rule.prepend_child(tag("description").c_str());
        description.text().set(because.c_str());
        for (const pugi::xml_node& each : rule.children())
            if (is(each, "annotationEntry")) set_text(each, "");
    }

    // Entries keep their ids; one that is missing gets one after its rule.
    void write_entries(pugi::xml_node rule, const char* name, const std::string& id,
                       const std::vector<std::string>& cells)
    {
        std::size_t at = 0;
        pugi::xml_node last;
        for (const pugi::xml_node& each : rule.children()) {
            if (!is(each, name)) continue;
            last = each;
            if (at < cells.size()) set_text(each, cells[at]);
            ++at;
        }
        for (; at < cells.size(); ++at) {
            last = last ? rule.insert_child_after(tag(name).c_str(), last) : rule.append_child(tag(name).c_str());
            last.append_attribute("id") = (id + std::to_string(at + 1)).c_str();
            set_text(last, cells[at]);
        }
    }

    void write_cells(pugi::xml_node node, const RuleSource& rule)
    {
        write_because(node, rule.because);
        write_entries(node, "inputEntry", rule.id + "_in", rule.inputs);
        write_entries(node, "outputEntry", rule.id + "_out", rule.outputs);
    }

    pugi::xml_node table_;
    std::string prefix_;
};

}  // namespace

std::string with_rules(const std::string& text, const TableSource& wanted)
{
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(text.data(), text.size(),
                             pugi::parse_default | pugi::parse_comments | pugi::parse_pi | pugi::parse_declaration);
    CHECK(parsed, "a DMN file that was read is read again");
    const pugi::xml_node root = document.document_element();
    const std::string prefix = prefix_in(root);
    pugi::xml_node table;
    const std::string decision_tag = prefix + "decision";  // named children keep a pointer to the name
    for (const pugi::xml_node& decision : root.children(decision_tag.c_str())) {
        const std::string id = decision.attribute("id").value();
        if ((id.empty() ? std::string(decision.attribute("name").value()) : id) == wanted.decision)
            table = decision.child((prefix + "decisionTable").c_str());
    }
    CHECK(table, "the file has the decision");
    RuleWriter(table, prefix).write(wanted);
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace earned
