#include "rules/feel/builtin.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

Value get_value(const Given& given)
{
    const Value* found = given[0].context()->find(given.string(1));
    return found ? *found : Value();
}

Value get_entries(const Given& given)
{
    Items all;
    for (const auto& [name, value] : given[0].context()->entries()) {
        Context entry;
        entry.put("key", Value(name));
        entry.put("value", value);
        all.push_back(Value(std::move(entry)));
    }
    given.run.grow(all.size() * 3);
    return Value(std::move(all));
}

Value made(const Given& given)
{
    Context context;
    for (const Value& entry : given.list(0)) {
        const Value* key = entry.context() ? entry.context()->find("key") : nullptr;
        const Value* value = entry.context() ? entry.context()->find("value") : nullptr;
        if (!key || !key->string() || !value) return given.null("context: entries with a key and a value are wanted");
        if (context.find(*key->string())) return given.null("context: two entries have one key");
        context.put(*key->string(), *value);
    }
    given.run.grow(context.entries().size());
    return Value(std::move(context));
}

Value put(const Given& given)
{
    Context context = *given[0].context();
    context.put(given.string(1), given[2]);
    given.run.grow(context.entries().size());
    return Value(std::move(context));
}

std::optional<Value> put_deep(const Given& given, const Value& within, std::span<const Value> keys)
{
    if (keys.empty()) return given[2];
    if (!keys[0].string() || (!within.context() && !within.is_null())) return std::nullopt;
    Context context = within.context() ? *within.context() : Context();
    const Value* inner = context.find(*keys[0].string());
    std::optional<Value> deeper = put_deep(given, inner ? *inner : Value(), keys.subspan(1));
    if (!deeper) return std::nullopt;
    context.put(*keys[0].string(), std::move(*deeper));
    given.run.grow(context.entries().size());
    return Value(std::move(context));
}

Value put_at(const Given& given)
{
    if (given.list(1).empty() || given.list(1).size() > 100) return given.null("context put: keys are wanted");
    auto done = put_deep(given, given[0], given.list(1));
    return done ? *done : given.null("context put: the keys lead to no context");
}

Value merged(const Given& given)
{
    Context all;
    for (const Value& each : given.list(0)) {
        if (!each.context()) return given.null("context merge: contexts are wanted");
        for (const auto& [name, value] : each.context()->entries()) {
            given.run.step();
            all.put(name, value);
        }
    }
    given.run.grow(all.entries().size());
    return Value(std::move(all));
}

constexpr std::array<BuiltinRow, 6> rows{{
    {"get value", "m: context, key: string", get_value},
    {"get entries", "m: context", get_entries},
    {"context", "entries: list", made},
    {"context put", "context: context, key: string, value: Any", put},
    {"context put", "context: context, keys: list, value: Any", put_at},
    {"context merge", "contexts: list", merged},
}};

}  // namespace

std::span<const BuiltinRow> context_builtins() { return rows; }

}  // namespace earned::feel
