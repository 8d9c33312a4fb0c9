// Boxed expressions made trees of FEEL, so that one compiler serves both (DMN 1.5, 7.2, 10.2).
#pragma once

#include "rules/dmn/items.h"
#include "rules/feel/compile.h"

namespace earned::dmn {

struct Reading {
    const feel::TypeNames& types;
    std::vector<Fault>& faults;
    std::string place;  // file and element
};

feel::TypeRef type_by(const std::string& reference, const Reading& reading);
feel::Node read_boxed(const Boxed& boxed, const feel::Scope& scope, const Reading& reading);
// A literal expression; null, which warns, where it has a fault.
feel::Node read_literal(const std::string& text, const feel::Scope& scope, const Reading& reading);
feel::Node read_table(const TableText& table, const std::string& type, const feel::Scope& scope,
                      const Reading& reading);
// What the node gives, as the type wants it, or null.
feel::Node converting(feel::Node node, feel::TypeRef type, std::string place);
Reading within(const Reading& reading, const std::string& part);

}  // namespace earned::dmn
