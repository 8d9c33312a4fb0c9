#include "exchange/bank/xml.h"

#include "exchange/bank/faults.h"
#include "exchange/bank/text.h"

#include <algorithm>

namespace earned::bank {

namespace {

// What `encoding="…"` of the first line says; empty: nothing.
std::string declared_encoding(std::string_view bytes)
{
    const std::string_view head = bytes.substr(0, bytes.find('>'));
    const std::size_t at = head.find("encoding");
    if (!head.starts_with("<?xml") || at == std::string_view::npos) return {};
    const std::size_t open = head.find_first_of("\"'", at);
    if (open == std::string_view::npos) return {};
    const std::size_t close = head.find(head[open], open + 1);
    const std::string_view name = close == std::string_view::npos ? "" : head.substr(open + 1, close - open - 1);
    const auto is_plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    };
    return std::all_of(name.begin(), name.end(), is_plain) ? std::string(name) : std::string();
}

}  // namespace

// UTF-8 from here on, so that nothing can hide from a search in another encoding.
std::optional<Fault> Xml::decode()
{
    const std::string wide = wide_encoding(bytes_), declared = declared_encoding(bytes_);
    const std::string encoding = !wide.empty() ? wide : upper(declared).starts_with("UTF-16") ? "" : declared;
    if (const bool is_plain = encoding.empty() || upper(encoding) == "UTF-8"; is_plain && is_utf8(bytes_))
        return std::nullopt;
    auto text = converted(bytes_, encoding.empty() ? "UTF-8" : encoding);
    if (!text && wide.empty()) {
        guessed_ = true;
        text = western(bytes_);
    }
    if (!text) return fault_at(1, "encoding-unreadable", "the file's bytes aren't of the encoding that it names");
    converted_ = std::move(*text);
    bytes_ = without_mark(converted_);
    return std::nullopt;
}

std::optional<Fault> Xml::load()
{
    if (auto fault = decode()) return fault;
    for (std::size_t at = 0; at < bytes_.size(); ++at)
        if (bytes_[at] == '\n') line_ends_.push_back(at);
    if (const std::size_t at = bytes_.find("<!DOCTYPE"); at != std::string_view::npos)
        return fault_at(line_at(at), "xml-doctype", "the file has a document type, which could draw in other files",
                        "a statement has none: ask the bank where this file comes from");
    if (const std::size_t at = bytes_.find("<!ENTITY"); at != std::string_view::npos)
        return fault_at(line_at(at), "xml-doctype", "the file defines an entity", "a statement defines none");
    const pugi::xml_parse_result parsed =
        document_.load_buffer(bytes_.data(), bytes_.size(), pugi::parse_default, pugi::encoding_utf8);
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
