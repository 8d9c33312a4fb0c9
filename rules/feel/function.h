// A function of FEEL: of its own language, of a decision model, or built in; and how one is called.
//
// Requires: a function is called within the Run in which it was made (frames live as long as that)
// Errors:   a call that doesn't fit (number, names or types of the arguments) gives null and a warning
// Source:   DMN 1.5, 10.3.2.13.1, 10.3.2.13.2
#pragma once

#include "rules/feel/run.h"
#include "rules/feel/type.h"

#include <span>

namespace earned::feel {

struct Builtin;

struct Function {
    struct Parameter {
        std::string name;
        TypeRef type;
    };
    using Native = std::function<Value(Run&, std::span<Value>)>;

    std::vector<Parameter> parameters;
    TypeRef result;     // to which what it gives is converted; nullptr: whatever comes
    TypeRef body_type;  // as far as its text tells, for `instance of`; nullptr: it doesn't
    Code body;          // of FEEL: runs in a frame of its arguments
    const Frame* within = nullptr;
    bool captured = false;  // a function within its body may outlive the call
    int levels = 0;         // how deep its body nests, for the bound on depth
    Native native;          // of a model: a decision service, a business knowledge model
    const Builtin* builtin = nullptr;
};

Value call(Run& run, const Function& function, std::vector<Value> arguments);
Value call_named(Run& run, const Function& function, std::span<const std::string> names, std::vector<Value> arguments);

}  // namespace earned::feel
