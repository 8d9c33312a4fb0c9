#include "rules/feel/builtin.h"

#include <algorithm>

namespace earned::feel {

namespace {

// "string: string, start position: number, length: number?"
std::vector<Builtin::Parameter> parameters_of(std::string_view text)
{
    std::vector<Builtin::Parameter> all;
    while (!text.empty()) {
        std::string_view one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        while (one.starts_with(' ')) one.remove_prefix(1);
        Builtin::Parameter parameter;
        const auto take = [&](std::string_view suffix) {
            const bool there = one.ends_with(suffix);
            if (there) one.remove_suffix(suffix.size());
            return there;
        };
        parameter.many = take("...");
        parameter.nullable = take("|null");
        parameter.optional = take("?");
        const std::size_t colon = one.find(':');
        parameter.name = one.substr(0, colon);
        parameter.type = type_named(one.substr(colon + 2));
        if (parameter.type->form == Type::Form::any) parameter.nullable = true;
        all.push_back(std::move(parameter));
    }
    return all;
}

std::vector<Builtin> gathered()
{
    std::vector<Builtin> all;
    for (const auto rows : {conversion_builtins(), string_builtins(), list_builtins(), number_builtins(),
                            range_builtins(), temporal_builtins(), context_builtins()})
        for (const BuiltinRow& row : rows) {
            auto found =
                std::find_if(all.begin(), all.end(), [&](const Builtin& each) { return each.name == row.name; });
            if (found == all.end()) {
                all.push_back({std::string(row.name), {}, any_type()});
                found = all.end() - 1;
            }
            found->forms.push_back({parameters_of(row.parameters), row.work});
        }
    std::sort(all.begin(), all.end(), [](const Builtin& one, const Builtin& other) {
        return one.name.size() != other.name.size() ? one.name.size() > other.name.size() : one.name < other.name;
    });
    return all;
}

// Arguments in the order of the parameters, those left out null; nothing: the form doesn't fit.
struct Placed {
    std::vector<Value> values;
    std::vector<char> there;
};

std::optional<Placed> by_place(const Builtin::Form& form, const std::vector<Value>& arguments)
{
    const auto& parameters = form.parameters;
    const bool many = !parameters.empty() && parameters.back().many;
    if (arguments.size() > parameters.size() && !many) return std::nullopt;
    Placed placed;
    for (std::size_t at = 0; at < parameters.size(); ++at) {
        const Builtin::Parameter& parameter = parameters[at];
        if (parameter.many) {  // one list, or what the list would hold
            if (arguments.size() <= at) return std::nullopt;
            const bool whole = at == 0 && arguments.size() == 1 && (arguments[0].list() || arguments[0].is_null());
            placed.values.push_back(whole ? arguments[at]
                                          : Value(Items(arguments.begin() + static_cast<long>(at), arguments.end())));
            placed.there.push_back(1);
            continue;
        }
        const bool there = at < arguments.size();
        if (!there && !parameter.optional) return std::nullopt;
        placed.values.push_back(there ? arguments[at] : Value());
        placed.there.push_back(there ? 1 : 0);
    }
    return placed;
}

std::optional<Placed> by_name(const Builtin::Form& form, std::span<const std::string> names,
                              const std::vector<Value>& arguments)
{
    Placed placed;
    std::size_t used = 0;
    for (const Builtin::Parameter& parameter : form.parameters) {
        const auto found = std::find(names.begin(), names.end(), parameter.name);
        const bool there = found != names.end();
        if (!there && !parameter.optional && !parameter.nullable) return std::nullopt;
        placed.values.push_back(there ? arguments[static_cast<std::size_t>(found - names.begin())] : Value());
        placed.there.push_back(there ? 1 : 0);
        used += there ? 1 : 0;
    }
    if (used != names.size()) return std::nullopt;
    return placed;
}

// Whether the names are those of the form in its own order: `before(range: r, point: p)` isn't `before(point: p, ...)`.
bool in_order(const Builtin::Form& form, std::span<const std::string> names)
{
    return std::equal(
        names.begin(), names.end(), form.parameters.begin(), form.parameters.end(),
        [](const std::string& name, const Builtin::Parameter& parameter) { return name == parameter.name; });
}

// Converted to what the parameters want: false where one cannot be.
bool convert(Run& run, const Builtin::Form& form, Placed& placed)
{
    for (std::size_t at = 0; at < form.parameters.size(); ++at) {
        const Builtin::Parameter& parameter = form.parameters[at];
        Value& value = placed.values[at];
        if (!placed.there[at]) continue;
        if (value.is_null()) {
            if (parameter.optional) placed.there[at] = 0;  // null is as good as left out
            if (!parameter.nullable) return false;
            continue;
        }
        std::optional<Value> fitting = converted(run, std::move(value), *parameter.type);
        if (!fitting || (fitting->is_null() && !parameter.nullable)) return false;
        value = std::move(*fitting);
    }
    return true;
}

template <class Place>
Value call_form(Run& run, const Builtin& builtin, Place place)
{
    bool fits = false;
    for (const Builtin::Form& form : builtin.forms) {
        std::optional<Placed> placed = place(form);
        if (!placed) continue;
        fits = true;
        if (!convert(run, form, *placed)) continue;
        return form.work({run, placed->values, placed->there});
    }
    return run.null(builtin.name + (fits ? ": an argument has a type or a value that doesn't fit"
                                         : ": so many arguments, or of these names, don't fit"));
}

}  // namespace

const std::vector<Builtin>& builtins()
{
    static const std::vector<Builtin> all = gathered();
    return all;
}

const Builtin* builtin_named(std::string_view name)
{
    for (const Builtin& each : builtins())
        if (each.name == name) return &each;
    return nullptr;
}

Value call_builtin(Run& run, const Builtin& builtin, std::vector<Value>& arguments)
{
    return call_form(run, builtin, [&](const Builtin::Form& form) { return by_place(form, arguments); });
}

Value call_builtin_named(Run& run, const Builtin& builtin, std::span<const std::string> names,
                         std::vector<Value>& arguments)
{
    const bool ordered = std::any_of(builtin.forms.begin(), builtin.forms.end(),
                                     [&](const Builtin::Form& form) { return in_order(form, names); });
    return call_form(run, builtin, [&](const Builtin::Form& form) {
        return !ordered || in_order(form, names) ? by_name(form, names, arguments) : std::nullopt;
    });
}

Value call(Run& run, const Function& function, std::vector<Value> arguments)
{
    const Deeper deeper(run, function.levels + 1);
    run.step();
    if (function.builtin) return call_builtin(run, *function.builtin, arguments);
    if (arguments.size() != function.parameters.size())
        return run.null("a function of " + std::to_string(function.parameters.size()) + " parameters is called with " +
                        std::to_string(arguments.size()));
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        std::optional<Value> fitting = converted(run, std::move(arguments[at]), *function.parameters[at].type);
        if (!fitting)
            return run.null("the argument " + function.parameters[at].name + " is no " +
                            text(*function.parameters[at].type));
        arguments[at] = std::move(*fitting);
    }
    Value result;
    if (function.native) {
        result = function.native(run, arguments);
    } else if (function.captured) {
        const Frame& kept = run.keep(function.within, arguments.size());
        std::move(arguments.begin(), arguments.end(), kept.slots);
        result = function.body(run, kept);
    } else {
        result = function.body(run, {function.within, arguments.data()});
    }
    if (!function.result) return result;
    std::optional<Value> fitting = converted(run, std::move(result), *function.result);
    return fitting ? std::move(*fitting) : run.null("what a function gave is no " + text(*function.result));
}

Value call_named(Run& run, const Function& function, std::span<const std::string> names, std::vector<Value> arguments)
{
    if (function.builtin) return call_builtin_named(run, *function.builtin, names, arguments);
    std::vector<Value> placed(function.parameters.size());
    for (std::size_t at = 0; at < names.size(); ++at) {
        const auto found = std::find_if(function.parameters.begin(), function.parameters.end(),
                                        [&](const Function::Parameter& each) { return each.name == names[at]; });
        if (found == function.parameters.end()) return run.null("a function has no parameter " + names[at]);
        placed[static_cast<std::size_t>(found - function.parameters.begin())] = std::move(arguments[at]);
    }
    if (names.size() != function.parameters.size()) return run.null("a function is called without all its arguments");
    return call(run, function, std::move(placed));
}

}  // namespace earned::feel
