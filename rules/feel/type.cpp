#include "rules/feel/type.h"

#include "rules/feel/function.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

TypeRef made(Type type) { return std::make_shared<const Type>(std::move(type)); }

bool function_conforms(const Function& function, const Type& wanted)
{
    if (wanted.open) return true;
    if (function.parameters.size() != wanted.members.size()) return false;
    for (std::size_t at = 0; at < wanted.members.size(); ++at)  // what is wanted is given to it
        if (!conforms(*wanted.members[at].type, *function.parameters[at].type)) return false;
    const TypeRef& given = function.result ? function.result : function.body_type;
    return !given || given->form == Type::Form::any || conforms(*given, *wanted.item);
}

bool range_conforms(Run& run, const Range& range, const Type& wanted)
{
    const Value& end = range.low.is_null() ? range.high : range.low;
    return !wanted.item || conforms(run, end, *wanted.item);
}

bool shape_conforms(Run& run, const Value& value, const Type& type, Strict strict)
{
    switch (type.form) {
        case Type::Form::any:
            return true;
        case Type::Form::plain:
            return value.kind() == type.kind;
        case Type::Form::range:
            return value.range() && range_conforms(run, *value.range(), type);
        case Type::Form::function:
            return value.function() && function_conforms(*value.function(), type);
        case Type::Form::list:
            return value.list() && std::all_of(value.list()->begin(), value.list()->end(), [&](const Value& item) {
                       return conforms(run, item, *type.item, strict);
                   });
        case Type::Form::context:
            break;
    }
    if (!value.context()) return false;
    return std::all_of(type.members.begin(), type.members.end(), [&](const Type::Member& member) {
        const Value* found = value.context()->find(member.name);
        return found && conforms(run, *found, *member.type, strict);
    });
}

}  // namespace

const Type::Member* Type::member(std::string_view wanted) const
{
    for (const Member& each : members)
        if (each.name == wanted) return &each;
    return nullptr;
}

TypeRef any_type()
{
    static const TypeRef any = made({});
    return any;
}

TypeRef plain_type(Kind kind)
{
    static const std::vector<TypeRef> plain = [] {
        std::vector<TypeRef> all;
        for (int each = 0; each <= static_cast<int>(Kind::function); ++each)
            all.push_back(made({.form = Type::Form::plain, .kind = static_cast<Kind>(each)}));
        return all;
    }();
    return plain[static_cast<std::size_t>(kind)];
}

TypeRef list_type(TypeRef item) { return made({.form = Type::Form::list, .item = std::move(item)}); }
TypeRef range_type(TypeRef item) { return made({.form = Type::Form::range, .item = std::move(item)}); }

TypeRef context_type(std::vector<Type::Member> members)
{
    return made({.form = Type::Form::context, .members = std::move(members)});
}

TypeRef function_type(std::vector<Type::Member> parameters, TypeRef result)
{
    return made({.form = Type::Form::function, .item = std::move(result), .members = std::move(parameters)});
}

const std::vector<std::pair<std::string_view, TypeRef>>& own_types()
{
    static const std::vector<std::pair<std::string_view, TypeRef>> all{
        {"Any", any_type()},
        {"Null", plain_type(Kind::null)},
        {"boolean", plain_type(Kind::boolean)},
        {"number", plain_type(Kind::number)},
        {"string", plain_type(Kind::string)},
        {"date", plain_type(Kind::date)},
        {"time", plain_type(Kind::time)},
        {"date and time", plain_type(Kind::date_time)},
        {"dateTime", plain_type(Kind::date_time)},
        {"days and time duration", plain_type(Kind::days)},
        {"dayTimeDuration", plain_type(Kind::days)},
        {"years and months duration", plain_type(Kind::months)},
        {"yearMonthDuration", plain_type(Kind::months)},
        {"list", list_type(any_type())},
        {"range", range_type(any_type())},
        {"context", made({.form = Type::Form::context, .open = true})},
        {"function", made({.form = Type::Form::function, .open = true})},
    };
    return all;
}

TypeRef type_named(std::string_view name)
{
    if (name.starts_with("feel:")) name.remove_prefix(5);
    for (const auto& [own, type] : own_types())
        if (own == name) return type;
    return nullptr;
}

bool conforms(Run& run, const Value& value, const Type& type, Strict strict)
{
    if (value.is_null()) return true;
    if (!shape_conforms(run, value, type, strict)) return false;
    return strict == Strict::shape || !type.allowed || type.allowed(run, value);
}

bool conforms(const Type& type, const Type& wanted)
{
    if (&type == &wanted || wanted.form == Type::Form::any) return true;
    if (type.form == Type::Form::plain && type.kind == Kind::null) return true;
    if (type.form != wanted.form) return false;
    switch (type.form) {
        case Type::Form::any:
            return true;
        case Type::Form::plain:
            return type.kind == wanted.kind;
        case Type::Form::list:
        case Type::Form::range:
            return conforms(*type.item, *wanted.item);
        case Type::Form::context:
            return std::all_of(wanted.members.begin(), wanted.members.end(), [&](const Type::Member& member) {
                const Type::Member* found = type.member(member.name);
                return found && conforms(*found->type, *member.type);
            });
        case Type::Form::function:
            break;
    }
    if (wanted.open) return true;
    if (type.members.size() != wanted.members.size()) return false;
    for (std::size_t at = 0; at < wanted.members.size(); ++at)
        if (!conforms(*wanted.members[at].type, *type.members[at].type)) return false;
    return conforms(*type.item, *wanted.item);
}

std::optional<Value> converted(Run& run, Value value, const Type& type)
{
    if (conforms(run, value, type)) return std::optional<Value>(std::move(value));
    if (type.form == Type::Form::list && !value.list()) {
        if (conforms(run, value, *type.item)) {
            Value one(Items{value});
            if (conforms(run, one, type)) return one;
        }
        return std::nullopt;
    }
    if (value.list() && value.list()->size() == 1 && type.form != Type::Form::list)
        return conforms(run, value.list()->front(), type) ? std::optional(value.list()->front()) : std::nullopt;
    if (value.date() && type.form == Type::Form::plain && type.kind == Kind::date_time) {
        const Value moment(midnight_utc(*value.date()));
        if (conforms(run, moment, type)) return moment;
    }
    return std::nullopt;
}

TypeRef item_of(const TypeRef& type)
{
    const bool has_items = type->form == Type::Form::list || type->form == Type::Form::range;
    return has_items && type->item ? type->item : type->form == Type::Form::any ? any_type() : type;
}

TypeRef type_of(const Value& value)
{
    if (value.range())
        return range_type(type_of(value.range()->low.is_null() ? value.range()->high : value.range()->low));
    if (value.list()) return list_type(any_type());
    if (value.is_null() || value.context() || value.function()) return any_type();
    return plain_type(value.kind());
}

std::string text(const Type& type)
{
    switch (type.form) {
        case Type::Form::any:
            return "Any";
        case Type::Form::plain:
            return std::string(name(type.kind));
        case Type::Form::list:
            return "list<" + text(*type.item) + ">";
        case Type::Form::range:
            return "range<" + text(*type.item) + ">";
        case Type::Form::function:
            return "function";
        case Type::Form::context:
            break;
    }
    std::string all = "context<";
    for (const Type::Member& member : type.members)
        all += (all.size() > 8 ? ", " : "") + member.name + ": " + text(*member.type);
    return all + ">";
}

}  // namespace earned::feel
