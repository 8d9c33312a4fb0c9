// The built-in functions of FEEL: 86 of them, in tables by family (DMN 1.5, 10.3.4).
//
// A table's row is a name, what it is given, and what works it out. Parameters are written as "name: type", with `?`
// after a type for one that may be left out, `|null` where null is no mistake, and `...` after the last for any number
// of them. A name with several rows takes the first that fits the number, or the names, of the arguments.
//
// Law:      arguments arrive converted to their types; one that doesn't fit gives null and a warning
// Source:   DMN 1.5, tables 69 to 84
#pragma once

#include "rules/feel/function.h"

#include <span>
#include <string_view>

namespace earned::feel {

// What a built-in is given. One that was left out is null, and not there.
struct Given {
    Run& run;
    std::span<const Value> all;
    std::span<const char> there;  // 1 or 0

    const Value& operator[](std::size_t at) const { return all[at]; }
    bool has(std::size_t at) const { return at < there.size() && there[at] != 0; }
    const Decimal& number(std::size_t at) const { return *all[at].number(); }
    const std::string& string(std::size_t at) const { return *all[at].string(); }
    const Items& list(std::size_t at) const { return *all[at].list(); }
    Value null(std::string why) const { return run.null(std::move(why)); }
};

struct BuiltinRow {
    std::string_view name, parameters;
    Value (*work)(const Given&);
};

std::span<const BuiltinRow> conversion_builtins();
std::span<const BuiltinRow> string_builtins();
std::span<const BuiltinRow> list_builtins();
std::span<const BuiltinRow> number_builtins();
std::span<const BuiltinRow> range_builtins();
std::span<const BuiltinRow> temporal_builtins();
std::span<const BuiltinRow> context_builtins();

struct Builtin {
    struct Parameter {
        std::string name;
        TypeRef type;
        bool optional = false, nullable = false, many = false;
    };
    struct Form {
        std::vector<Parameter> parameters;
        Value (*work)(const Given&);
    };
    std::string name;
    std::vector<Form> forms;
    TypeRef result;
};

const std::vector<Builtin>& builtins();  // sorted, longest name first
const Builtin* builtin_named(std::string_view name);
Value call_builtin(Run& run, const Builtin& builtin, std::vector<Value>& arguments);
Value call_builtin_named(Run& run, const Builtin& builtin, std::span<const std::string> names,
                         std::vector<Value>& arguments);

}  // namespace earned::feel
