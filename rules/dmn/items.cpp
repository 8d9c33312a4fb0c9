#include "rules/dmn/items.h"

#include "rules/feel/compile.h"

#include <algorithm>

namespace earned::dmn {

namespace {

using feel::Type;
using feel::TypeRef;

struct Making {
    const Source& source;
    feel::TypeNames& types;
    std::vector<Fault>& faults;
    std::vector<std::string> under_way{};

    TypeRef by(const std::string& reference, const std::string& place);
    TypeRef made(const Item& item, const std::string& place);
    TypeRef shape(const Item& item, const std::string& place);
    TypeRef limited(const TypeRef& type, const std::string& tests, const std::string& place);
};

TypeRef Making::by(const std::string& reference, const std::string& place)
{
    if (const auto found = types.find(reference); found != types.end()) return found->second;
    const auto item = std::find_if(source.items.begin(), source.items.end(),
                                   [&](const Item& each) { return each.name == reference; });
    if (item == source.items.end()) return type_by(reference, types, place, faults);
    if (std::find(under_way.begin(), under_way.end(), reference) != under_way.end())
        return feel::any_type();  // recursive
    under_way.push_back(reference);
    const TypeRef type = made(*item, source.file + ", item definition " + reference);
    under_way.pop_back();
    types[reference] = type;
    return type;
}

// The type, of which only values that pass the tests are allowed.
TypeRef Making::limited(const TypeRef& type, const std::string& tests, const std::string& place)
{
    if (tests.empty()) return type;
    const feel::Scope scope{.names = {{"?", type}}};
    const auto node = read_tests(tests, scope);
    if (!node) {
        faults.push_back({node.fault().code, place + ", allowed values, " + node.fault().where, node.fault().what,
                          node.fault().hint});
        return type;
    }
    Type narrow = *type;
    narrow.allowed = [before = type->allowed, test = compile_tests(*node, feel::TestOf::cell)](
                         feel::Run& run, const feel::Value& value) {
        if (before && !before(run, value)) return false;
        feel::Value slot = value;
        return test(run, {nullptr, &slot}, value) == true;
    };
    return std::make_shared<const Type>(std::move(narrow));
}

TypeRef Making::shape(const Item& item, const std::string& place)
{
    if (item.function) {
        std::vector<Type::Member> parameters;
        for (const Item& each : item.parameters) parameters.push_back({each.name, by(each.type, place)});
        return function_type(std::move(parameters), by(item.type, place));
    }
    if (item.components.empty()) return by(item.type, place);
    std::vector<Type::Member> members;
    for (const Item& each : item.components) members.push_back({each.name, made(each, place + "." + each.name)});
    return context_type(std::move(members));
}

TypeRef Making::made(const Item& item, const std::string& place)
{
    TypeRef type = limited(shape(item, place), item.allowed, place);
    if (item.collection) type = feel::list_type(std::move(type));
    return limited(type, item.constraint, place);
}

}  // namespace

TypeRef type_by(const std::string& reference, const feel::TypeNames& types, const std::string& place,
                std::vector<Fault>& faults)
{
    if (reference.empty()) return feel::any_type();
    if (const auto found = types.find(reference); found != types.end()) return found->second;
    if (const TypeRef own = feel::type_named(reference)) return own;
    faults.push_back({"type-unknown", place, "there is no type " + reference, "define it, or name one of FEEL's own"});
    return feel::any_type();
}

feel::TypeNames types_of(const Source& source, const feel::TypeNames& imported, std::vector<Fault>& faults)
{
    feel::TypeNames types = imported;
    Making making{source, types, faults};
    for (const Item& each : source.items) making.by(each.name, source.file);
    return types;
}

}  // namespace earned::dmn
