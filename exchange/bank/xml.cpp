#include "exchange/bank/xml.h"

#include "exchange/bank/faults.h"
#include "exchange/bank/text.h"

#include <algorithm>

namespace earned::bank {

std::optional<Fault> Xml::load()
{
    for (std::size_t at = 0; at < bytes_.size(); ++at)
        if (bytes_[at] == '\n') line_ends_.push_back(at);
    if (const std::size_t at = bytes_.find("<!DOCTYPE"); at != std::string_view::npos)
        return fault_at(line_at(at), "xml-doctype", "the file has a document type, which could draw in other files",
                        "a statement has none: ask the bank where this file comes from");
    if (const std::size_t at = bytes_.find("<!ENTITY"); at != std::string_view::npos)
        return fault_at(line_at(at), "xml-doctype", "the file defines an entity", "a statement defines none");
    const pugi::xml_parse_result parsed =
        document_.load_buffer(bytes_.data(), bytes_.size(), pugi::parse_default, pugi::encoding_auto);
    if (!parsed)
        return fault_at(line_at(static_cast<std::size_t>(parsed.offset)), "xml-broken",
                        std::string("the file is no XML: ") + parsed.description());
    if (!document_.document_element()) return fault_at(1, "xml-broken", "the file has no element");
    return std::nullopt;
}

std::size_t Xml::line_at(std::size_t offset) const
{
    return static_cast<std::size_t>(std::lower_bound(line_ends_.begin(), line_ends_.end(), offset) -
                                    line_ends_.begin()) +
           1;
}

std::size_t Xml::line(pugi::xml_node node) const
{
    const std::ptrdiff_t offset = node.offset_debug();
    return offset < 0 ? 0 : line_at(static_cast<std::size_t>(offset));
}

std::string_view local_name(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name)
{
    for (const pugi::xml_node each : node.children())
        if (local_name(each) == name) return each;
    return {};
}

pugi::xml_node first_of(pugi::xml_node node, std::initializer_list<std::string_view> names)
{
    for (const pugi::xml_node each : node.children())
        if (std::find(names.begin(), names.end(), local_name(each)) != names.end()) return each;
    return {};
}

std::vector<pugi::xml_node> children(pugi::xml_node node, std::initializer_list<std::string_view> names)
{
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node each : node.children())
        if (std::find(names.begin(), names.end(), local_name(each)) != names.end()) found.push_back(each);
    return found;
}

std::string text(pugi::xml_node node, const Path& path)
{
    for (const char* name : path) node = child(node, name);
    return node ? squeezed(node.child_value()) : std::string();
}

std::string first_text(pugi::xml_node node, const std::vector<Path>& paths)
{
    for (const Path& path : paths)
        if (std::string found = text(node, path); !found.empty()) return found;
    return {};
}

}  // namespace earned::bank
