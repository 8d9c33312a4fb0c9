// The world is wrong: something we were given cannot be used, and somebody can put it right.
//
// A fault is a value. `code` is for machines (lower-case-with-hyphens), `where` an address, `what`
// a sentence, `hint` the remedy.
#pragma once

#include <string>

namespace earned {

struct Fault {
    std::string code, where, what, hint;

    std::string text() const;  // "where: what (code); hint"
    friend bool operator==(const Fault&, const Fault&) = default;
};

}  // namespace earned
