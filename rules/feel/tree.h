// An expression as it was read: a tree in which every name has found its place (DMN 1.5, 10.3.1).
//
// A scope is what names may be said where an expression stands, each with its type; at evaluation it is a frame. A
// name may have spaces and operators in it, so the text is read with the scope at hand: the longest known name first.
//
// Law:      reading is a function of the text and the scope; equal ones give equal trees
// Ensures:  nesting and the work of reading are bounded, whatever the text
// Errors:   `feel-syntax`: where is the column (from 1) in the text, with what was found and what was expected
#pragma once

#include "base/result.h"
#include "rules/feel/type.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace earned::feel {

enum class Op : std::uint8_t {
    literal,
    variable,
    open_name,
    builtin,
    list,
    context,
    interval,
    comparison,
    function,
    external,
    negate,
    add,
    subtract,
    multiply,
    divide,
    power,
    equal,
    unequal,
    less,
    at_most,
    more,
    at_least,
    both,
    either,
    between,
    in,
    instance_of,
    path,
    filter,
    call,
    choose,
    loop,
    some,
    every,
    span,
    tests,
    anything,
    negation,
    code
};

struct Builtin;
struct Frame;

struct Node {
    Op op = Op::literal;
    std::size_t at = 0;  // where it stands in the text, from 0
    TypeRef type = any_type();
    Value literal{};           // of a literal
    int up = 0, slot = 0;      // of a variable: so many frames up, which of its slots
    std::vector<int> items{};  // of an open name: the frames whose item may have it as a member
    std::vector<Node> parts{};
    std::vector<std::string> names{};  // of members, entries, parameters, arguments, iterators
    std::vector<TypeRef> types{};      // of parameters; what an instance is compared with
    bool low_closed = false, high_closed = false;
    bool captured = false;  // a function within it may outlive its frame
    bool partial = false;   // a loop that looks at what it has so far
    bool asks = false;      // `?` is in it
    bool strict = false;    // of a boxed one (10.2.2): its condition is true, false or null, or the whole is null
    int levels = 1;
    const Builtin* builtin = nullptr;
    std::function<Value(Run&, const Frame&)> code{};  // made elsewhere: a decision table, a conversion
};

using TypeNames = std::map<std::string, TypeRef, std::less<>>;

struct Scope {
    struct Name {
        std::string name;
        TypeRef type;
    };
    const Scope* up = nullptr;
    std::vector<Name> names{};
    bool item = false;  // the frame of a filter: the members of names[0] are names as well
    const TypeNames* types = nullptr;
};

Result<Node> read_expression(std::string_view text, const Scope& scope);
// A cell of a decision table, or allowed values: unary tests, whose `?` is the innermost scope's name "?".
Result<Node> read_tests(std::string_view text, const Scope& scope);
// A type as `instance of` writes it: "list<number>", "tPerson".
Result<TypeRef> read_type(std::string_view text, const Scope& scope);

std::string normal_name(std::string_view text);  // without spaces around it, single ones within

}  // namespace earned::feel
