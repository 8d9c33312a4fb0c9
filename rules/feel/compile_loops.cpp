#include "rules/feel/builtin.h"
#include "rules/feel/compile_parts.h"

#include <algorithm>

namespace earned::feel {

namespace {

// From one whole number, or day, to another, either way.
std::optional<Items> counted(Run& run, const Value& first, const Value& last)
{
    Items items;
    std::int64_t from = 0, to = 0;
    const bool days = first.date() && last.date();
    if (days) {
        from = serial(*first.date());
        to = serial(*last.date());
    } else {
        if (!first.number() || !last.number()) return std::nullopt;
        const auto low = first.number()->to_int64(), high = last.number()->to_int64();
        if (!low || !high) return std::nullopt;
        from = *low;
        to = *high;
    }
    const std::int64_t step = from <= to ? 1 : -1;
    for (std::int64_t each = from;; each += step) {
        run.grow(1);
        run.step();
        items.push_back(days ? Value(*date_of_serial(each)) : Value::number(each));
        if (each == to) return items;
    }
}

std::optional<Items> counted(Run& run, const Range& range)
{
    if (compare(range.low, range.high) == std::strong_ordering::greater) return std::nullopt;
    std::optional<Items> items = counted(run, range.low, range.high);
    if (!items) return std::nullopt;
    if (!range.high_closed && !items->empty()) items->pop_back();
    if (!range.low_closed && !items->empty()) items->erase(items->begin());
    return items;
}

struct Loop {
    std::vector<Code> lists;
    Code body;
    bool captured = false, partial = false, strict = false;
};

// What is done with each result of the body; false: enough.
using Each = std::function<bool(Value)>;

enum class Went : std::uint8_t { on, enough, wrong };

Went go(Run& run, const Loop& loop, Frame frame, std::size_t depth, const Items& so_far, const Each& each)
{
    if (loop.captured) {
        const Frame& kept = run.keep(frame.up, loop.lists.size() + 1);
        std::copy(frame.slots, frame.slots + loop.lists.size() + 1, kept.slots);
        frame = kept;
    }
    if (depth == loop.lists.size()) {
        run.step();
        if (loop.partial) {
            run.grow(so_far.size());
            frame.slots[depth] = Value(so_far);
        }
        return each(loop.body(run, frame)) ? Went::on : Went::enough;
    }
    const Value domain = loop.lists[depth](run, frame);
    Items own;
    const Items* items = domain.list();
    if (!items && domain.range()) {
        std::optional<Items> within = counted(run, *domain.range());
        if (!within) return Went::wrong;
        own = std::move(*within);
        items = &own;
    }
    if (!items) {
        if (domain.is_null()) return Went::wrong;
        own.push_back(domain);
        items = &own;
    }
    for (const Value& item : *items) {
        frame.slots[depth] = item;
        const Went went = go(run, loop, frame, depth + 1, so_far, each);
        if (went != Went::on) return went;
    }
    return Went::on;
}

Value gathered(Run& run, const Loop& loop, const Frame& frame)
{
    Items slots(loop.lists.size() + 1), results;
    const Went went = go(run, loop, {&frame, slots.data()}, 0, results, [&](Value value) {
        run.grow(1);
        results.push_back(std::move(value));
        return true;
    });
    if (went == Went::wrong) return run.null("for: there is no list to go through");
    return Value(std::move(results));
}

// `sought`: the answer of one that decides for all.
Value quantified(Run& run, const Loop& loop, const Frame& frame, bool sought)
{
    Items slots(loop.lists.size() + 1);
    const Items none;
    bool found = false, unknown = false, refused = false;
    const Went went = go(run, loop, {&frame, slots.data()}, 0, none, [&](const Value& value) {
        unknown = unknown || !value.boolean();
        refused = loop.strict && !value.boolean() && !value.is_null();
        found = value.boolean() && *value.boolean() == sought;
        return !found && !refused;
    });
    if (refused) return run.null("some, every: a boolean is wanted");
    if (went == Went::wrong) return run.null("some, every: there is no list to go through");
    if (found) return Value(sought);
    return unknown ? Value() : Value(!sought);
}

Value at_index(Run& run, const Items& items, const Decimal& index)
{
    const auto place = index.to_int64();
    const auto count = static_cast<std::int64_t>(items.size());
    if (!place || *place == 0 || *place > count || *place < -count)
        return run.null("there is no item " + index.text() + " of " + std::to_string(count));
    return items[static_cast<std::size_t>(*place > 0 ? *place - 1 : count + *place)];
}

}  // namespace

Code compile_loop(const Node& node)
{
    Loop loop;
    for (std::size_t at = 0; at + 1 < node.parts.size(); ++at) loop.lists.push_back(compile(node.parts[at]));
    loop.body = compile(node.parts.back());
    loop.captured = node.captured;
    loop.partial = node.partial;
    loop.strict = node.strict;
    if (node.op == Op::loop) return [loop](Run& run, const Frame& frame) { return gathered(run, loop, frame); };
    return [loop, sought = node.op == Op::some](Run& run, const Frame& frame) {
        return quantified(run, loop, frame, sought);
    };
}

Code compile_span(const Node& node)
{
    return [first = compile(node.parts[0]), last = compile(node.parts[1])](Run& run, const Frame& frame) {
        const Value from = first(run, frame), to = last(run, frame);
        std::optional<Items> items = counted(run, from, to);
        if (!items) return run.null("for: from " + text(from) + " to " + text(to) + " cannot be counted");
        return Value(std::move(*items));
    };
}

Code compile_filter(const Node& node)
{
    return [subject = compile(node.parts[0]), condition = compile(node.parts[1]), captured = node.captured,
            strict = node.strict,
            index = conforms(*node.parts[1].type, *plain_type(Kind::number)) &&
                    node.parts[1].type->form == Type::Form::plain](Run& run, const Frame& frame) {
        run.step();
        Value value = subject(run, frame);
        if (value.is_null()) return Value();
        if (!value.list()) value = Value(Items{value});
        const Items& items = *value.list();
        if (items.empty()) return index ? run.null("there is no item in an empty list") : value;
        Items kept;
        for (const Value& item : items) {
            run.step();
            Value slot = item;
            const Frame own{&frame, &slot};
            Frame* held = captured ? &run.keep(&frame, 1) : nullptr;
            if (held) held->slots[0] = item;
            const Value answer = condition(run, held ? *held : own);
            if (!strict && answer.number() && &item == &items.front()) return at_index(run, items, *answer.number());
            if (!answer.boolean() && !answer.is_null())
                return run.null("a filter is true or false, or (unless boxed) a number");
            if (answer.is_true()) kept.push_back(item);
        }
        run.grow(kept.size());
        return Value(std::move(kept));
    };
}

Code compile_call(const Node& node)
{
    std::vector<Code> arguments;
    for (std::size_t at = 1; at < node.parts.size(); ++at) arguments.push_back(compile(node.parts[at]));
    const auto evaluated = [](Run& run, const Frame& frame, const std::vector<Code>& all) {
        std::vector<Value> values;
        values.reserve(all.size());
        for (const Code& each : all) values.push_back(each(run, frame));
        return values;
    };
    if (node.parts[0].op == Op::builtin)
        return
            [arguments, evaluated, names = node.names, builtin = node.parts[0].builtin](Run& run, const Frame& frame) {
                run.step();
                std::vector<Value> values = evaluated(run, frame, arguments);
                return names.empty() ? call_builtin(run, *builtin, values)
                                     : call_builtin_named(run, *builtin, names, values);
            };
    return [callee = compile(node.parts[0]), arguments, evaluated, names = node.names](Run& run, const Frame& frame) {
        run.step();
        const Value called = callee(run, frame);
        if (!called.function())
            return run.null("what is called is no function but a " + std::string(name(called.kind())));
        std::vector<Value> values = evaluated(run, frame, arguments);
        if (names.empty()) return call(run, *called.function(), std::move(values));
        return call_named(run, *called.function(), names, std::move(values));
    };
}

}  // namespace earned::feel
