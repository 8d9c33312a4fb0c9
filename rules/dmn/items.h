// Item definitions made types: what they are made of, and which values they allow (DMN 1.5, 7.3.2).
#pragma once

#include "rules/dmn/source.h"
#include "rules/feel/tree.h"

namespace earned::dmn {

// The types of a source by name; those of what it imports are there as `import.name`.
feel::TypeNames types_of(const Source& source, const feel::TypeNames& imported, std::vector<Fault>& faults);
// A type by its reference; any, and a fault, where it is unknown.
feel::TypeRef type_by(const std::string& reference, const feel::TypeNames& types, const std::string& place,
                      std::vector<Fault>& faults);

}  // namespace earned::dmn
