// An XML document by the local names of its elements, whatever prefix a bank gives them, with the
// line each stands on.
//
// Requires: no document type in it, so that there is no entity to expand; at most 100 levels
#pragma once

#include "base/fault.h"

#include <pugixml.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned::bank {

class Xml {
public:
    explicit Xml(std::string_view bytes) : bytes_(bytes) {}
    std::optional<Fault> load();                  // what is in the way
    bool is_guessed() const { return guessed_; }  // its bytes aren't of the encoding that it names
    pugi::xml_node root() const { return document_.document_element(); }
    std::size_t line(pugi::xml_node node) const;

private:
    std::size_t line_at(std::size_t offset) const;
    std::optional<Fault> decode();

    std::string_view bytes_;  // in UTF-8 once decoded
    std::string converted_;
    bool guessed_ = false;
    pugi::xml_document document_;
    std::vector<std::size_t> line_ends_;
};

using Path = std::vector<const char*>;
std::string_view local_name(pugi::xml_node node);
pugi::xml_node child(pugi::xml_node node, std::string_view name);
pugi::xml_node first_of(pugi::xml_node node, std::initializer_list<std::string_view> names);
std::vector<pugi::xml_node> children(pugi::xml_node node, std::initializer_list<std::string_view> names);
std::string text(pugi::xml_node node, const Path& path);                      // empty: not there
std::string first_text(pugi::xml_node node, const std::vector<Path>& paths);  // the first that isn't empty

}  // namespace earned::bank
