// The type of an expression, a variable or a parameter: what may be put there (DMN 1.5, 10.3.2.9).
//
// Law:      a value that conforms to T conforms to every type that T conforms to
// Ensures:  conversion is only from a list of one to its item, from an item to a list of one, and from a date to the
//           date and time at which it begins; what doesn't fit becomes nothing, and the caller makes it null
// Source:   DMN 1.5, 10.3.2.9.1 (conformance), 10.3.2.9.4 (conversions), 7.3.2 (item definitions)
#pragma once

#include "rules/feel/value.h"

#include <functional>

namespace earned::feel {

class Run;
struct Type;
using TypeRef = std::shared_ptr<const Type>;

struct Type {
    enum class Form : std::uint8_t { any, plain, list, context, range, function };
    struct Member {
        std::string name;
        TypeRef type;
    };

    Form form = Form::any;
    Kind kind = Kind::null;                           // of a plain one
    TypeRef item;                                     // of a list or a range; the result of a function
    std::vector<Member> members;                      // of a context; the parameters of a function
    bool open = false;                                // a context or function of which nothing more is known
    std::function<bool(Run&, const Value&)> allowed;  // an item definition's allowed values

    const Member* member(std::string_view name) const;
};

TypeRef any_type();
TypeRef plain_type(Kind kind);
TypeRef list_type(TypeRef item);
TypeRef range_type(TypeRef item);
TypeRef context_type(std::vector<Type::Member> members);
TypeRef function_type(std::vector<Type::Member> parameters, TypeRef result);
// FEEL's own types by name.
const std::vector<std::pair<std::string_view, TypeRef>>& own_types();
// One of FEEL's own, by its name: "number", "date and time", "Any", "context" ...; nullptr: it is none.
TypeRef type_named(std::string_view name);

// `shape`: whatever an item definition allows, as `instance of` asks.
enum class Strict : std::uint8_t { allowed, shape };
bool conforms(Run& run, const Value& value, const Type& type, Strict strict = Strict::allowed);
bool conforms(const Type& type, const Type& wanted);
// The value as the type wants it; nothing where it cannot be.
std::optional<Value> converted(Run& run, Value value, const Type& type);
TypeRef item_of(const TypeRef& type);  // of a list or a range; any where it isn't known
TypeRef type_of(const Value& value);   // of a literal
std::string text(const Type& type);

}  // namespace earned::feel
