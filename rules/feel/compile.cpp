#include "rules/feel/compile.h"

#include "rules/feel/builtin.h"
#include "rules/feel/compile_parts.h"

namespace earned::feel {

namespace {

const Frame& frame_up(const Frame& frame, int up)
{
    const Frame* found = &frame;
    for (; up > 0; --up) found = found->up;
    return *found;
}

using Arithmetic = Value (*)(Run&, const Value&, const Value&);

Code compile_arithmetic(const Node& node, Arithmetic work)
{
    return [left = compile(node.parts[0]), right = compile(node.parts[1]), work](Run& run, const Frame& frame) {
        run.step();
        const Value one = left(run, frame);
        return work(run, one, right(run, frame));
    };
}

Value truth(Run& run, std::optional<bool> answer, const char* operation, const Value& left, const Value& right)
{
    if (answer) return Value(*answer);
    if (left.is_null() || right.is_null()) return {};
    return run.null(std::string(operation) + ": a " + std::string(name(left.kind())) + " and a " +
                    std::string(name(right.kind())) + " cannot be compared");
}

template <class Ask>
Code compile_order(const Node& node, const char* symbol, Ask ask)
{
    return [left = compile(node.parts[0]), right = compile(node.parts[1]), symbol, ask](Run& run, const Frame& frame) {
        run.step();
        const Value one = left(run, frame), other = right(run, frame);
        const auto order = compare(one, other);
        return truth(run, order ? std::optional(ask(*order)) : std::nullopt, symbol, one, other);
    };
}

Code compile_equal(const Node& node, bool wanted)
{
    return [left = compile(node.parts[0]), right = compile(node.parts[1]), wanted](Run& run, const Frame& frame) {
        run.step();
        const Value one = left(run, frame), other = right(run, frame);
        const std::optional<bool> answer = equal(one, other);
        if (!answer) return truth(run, std::nullopt, wanted ? "=" : "!=", one, other);
        return Value(*answer == wanted);
    };
}

// `decided`: the answer of either side that makes the other's irrelevant.
Code compile_logic(const Node& node, bool decided)
{
    return [left = compile(node.parts[0]), right = compile(node.parts[1]), decided](Run& run, const Frame& frame) {
        run.step();
        const Value one = left(run, frame);
        if (one.boolean() && *one.boolean() == decided) return Value(decided);
        const Value other = right(run, frame);
        if (other.boolean() && *other.boolean() == decided) return Value(decided);
        if (one.boolean() && other.boolean()) return Value(!decided);
        return Value();
    };
}

Code compile_between(const Node& node)
{
    return [value = compile(node.parts[0]), low = compile(node.parts[1]), high = compile(node.parts[2])](
               Run& run, const Frame& frame) {
        run.step();
        const Value here = value(run, frame), from = low(run, frame), to = high(run, frame);
        const auto above = compare(here, from), below = compare(here, to);
        if (!above || !below) return truth(run, std::nullopt, "between", here, above ? to : from);
        return Value(*above >= 0 && *below <= 0);
    };
}

Code compile_in(const Node& node)
{
    return [value = compile(node.parts[0]), test = compile_tests(node.parts[1], TestOf::in)](Run& run,
                                                                                             const Frame& frame) {
        run.step();
        const std::optional<bool> answer = test(run, frame, value(run, frame));
        return answer ? Value(*answer) : Value();
    };
}

Code compile_instance(const Node& node)
{
    return [value = compile(node.parts[0]), type = node.types[0]](Run& run, const Frame& frame) {
        run.step();
        const Value here = value(run, frame);
        if (here.is_null()) return Value(type->form == Type::Form::plain && type->kind == Kind::null);
        return Value(conforms(run, here, *type, Strict::shape));
    };
}

Code compile_choice(const Node& node)
{
    return [condition = compile(node.parts[0]), then = compile(node.parts[1]), otherwise = compile(node.parts[2]),
            strict = node.strict](Run& run, const Frame& frame) {
        run.step();
        const Value answer = condition(run, frame);
        if (strict && !answer.boolean() && !answer.is_null()) return run.null("if: a boolean is wanted");
        return answer.is_true() ? then(run, frame) : otherwise(run, frame);
    };
}

Code compile_variable(const Node& node)
{
    if (node.up == 0) return [slot = node.slot](Run&, const Frame& frame) { return frame.slots[slot]; };
    return [up = node.up, slot = node.slot](Run&, const Frame& frame) { return frame_up(frame, up).slots[slot]; };
}

Code compile_open_name(const Node& node)
{
    Code fixed;
    if (!node.parts.empty()) fixed = compile(node.parts[0]);
    return [fixed, name = node.names[0], items = node.items](Run& run, const Frame& frame) {
        run.step();
        for (const int up : items) {
            const Value& item = frame_up(frame, up).slots[0];
            if (!item.context()) continue;
            if (const Value* found = item.context()->find(name)) return *found;
        }
        return fixed ? fixed(run, frame) : run.null("nothing here is called " + name);
    };
}

Code compile_builtin(const Node& node)
{
    Function function;
    function.builtin = node.builtin;
    for (const Builtin::Parameter& each : node.builtin->forms[0].parameters)
        function.parameters.push_back({each.name, each.type});
    function.result = nullptr;
    return [value = Value(std::move(function))](Run&, const Frame&) { return value; };
}

Code compile_interval(const Node& node)
{
    return [low = compile(node.parts[0]), high = compile(node.parts[1]), low_closed = node.low_closed,
            high_closed = node.high_closed](Run& run, const Frame& frame) {
        run.step();
        Range range{low(run, frame), high(run, frame), low_closed, high_closed};
        if (range.low.is_null() && range.high.is_null()) return run.null("a range has an end");
        const bool both = !range.low.is_null() && !range.high.is_null();
        if (both && !compare(range.low, range.high)) return run.null("the ends of a range cannot be compared");
        return Value(std::move(range));
    };
}

Code compile_comparison(const Node& node)
{
    return [op = static_cast<Op>(node.slot), end = compile(node.parts[0])](Run& run, const Frame& frame) {
        run.step();
        Value value = end(run, frame);
        if (value.is_null()) return run.null("a range has an end");
        if (op == Op::less) return Value(Range{{}, std::move(value), false, false, true});
        if (op == Op::at_most) return Value(Range{{}, std::move(value), false, true, true});
        if (op == Op::more) return Value(Range{std::move(value), {}, false, false, true});
        if (op == Op::at_least) return Value(Range{std::move(value), {}, true, false, true});
        if (op == Op::equal) return Value(Range{value, value, true, true});
        return run.null("what is unlike a value is no range");
    };
}

Code compile_list(const Node& node)
{
    std::vector<Code> parts;
    for (const Node& part : node.parts) parts.push_back(compile(part));
    return [parts = std::move(parts)](Run& run, const Frame& frame) {
        run.step();
        run.grow(parts.size());
        Items items;
        items.reserve(parts.size());
        for (const Code& part : parts) items.push_back(part(run, frame));
        return Value(std::move(items));
    };
}

Code compile_context(const Node& node)
{
    std::vector<Code> parts;
    for (const Node& part : node.parts) parts.push_back(compile(part));
    return [parts = std::move(parts), names = node.names, captured = node.captured](Run& run, const Frame& frame) {
        run.step();
        run.grow(parts.size());
        Items slots(captured ? 0 : parts.size());
        Frame own{&frame, slots.data()};
        const Frame& inner = captured ? run.keep(&frame, parts.size()) : own;
        Context context;
        for (std::size_t at = 0; at < parts.size(); ++at) {
            inner.slots[at] = parts[at](run, inner);
            context.put(names[at], inner.slots[at]);
        }
        return Value(std::move(context));
    };
}

Code compile_function(const Node& node)
{
    Function function;
    for (std::size_t at = 0; at < node.names.size(); ++at)
        function.parameters.push_back({node.names[at], node.types[at]});
    if (node.op == Op::function) function.body_type = node.parts[0].type;
    function.captured = node.captured;
    function.levels = node.levels + 2;
    if (node.op == Op::external)
        function.native = [](Run& run, std::span<Value>) { return run.null("an external function is not called"); };
    else
        function.body = compile(node.parts[0]);
    return [function = std::move(function)](Run& run, const Frame& frame) {
        run.step();
        Function made = function;
        made.within = &frame;
        return Value(std::move(made));
    };
}

Code compile_path(const Node& node)
{
    return [value = compile(node.parts[0]), name = node.names[0]](Run& run, const Frame& frame) {
        run.step();
        return member_of(run, value(run, frame), name);
    };
}

}  // namespace

Code compile(const Node& node)
{
    switch (node.op) {
        case Op::code:
            return node.code;
        case Op::literal:
            return [value = node.literal](Run&, const Frame&) { return value; };
        case Op::variable:
            return compile_variable(node);
        case Op::open_name:
            return compile_open_name(node);
        case Op::builtin:
            return compile_builtin(node);
        case Op::list:
            return compile_list(node);
        case Op::context:
            return compile_context(node);
        case Op::interval:
            return compile_interval(node);
        case Op::comparison:
            return compile_comparison(node);
        case Op::function:
        case Op::external:
            return compile_function(node);
        case Op::negate:
            return [value = compile(node.parts[0])](Run& run, const Frame& frame) {
                return negate(run, value(run, frame));
            };
        case Op::add:
            return compile_arithmetic(node, add);
        case Op::subtract:
            return compile_arithmetic(node, subtract);
        case Op::multiply:
            return compile_arithmetic(node, multiply);
        case Op::divide:
            return compile_arithmetic(node, divide);
        case Op::power:
            return compile_arithmetic(node, raise);
        case Op::equal:
            return compile_equal(node, true);
        case Op::unequal:
            return compile_equal(node, false);
        case Op::less:
            return compile_order(node, "<", [](std::strong_ordering order) { return order < 0; });
        case Op::at_most:
            return compile_order(node, "<=", [](std::strong_ordering order) { return order <= 0; });
        case Op::more:
            return compile_order(node, ">", [](std::strong_ordering order) { return order > 0; });
        case Op::at_least:
            return compile_order(node, ">=", [](std::strong_ordering order) { return order >= 0; });
        case Op::both:
            return compile_logic(node, false);
        case Op::either:
            return compile_logic(node, true);
        case Op::between:
            return compile_between(node);
        case Op::in:
            return compile_in(node);
        case Op::instance_of:
            return compile_instance(node);
        case Op::path:
            return compile_path(node);
        case Op::filter:
            return compile_filter(node);
        case Op::call:
            return compile_call(node);
        case Op::choose:
            return compile_choice(node);
        case Op::loop:
        case Op::some:
        case Op::every:
            return compile_loop(node);
        case Op::span:
            return compile_span(node);
        case Op::tests:
        case Op::anything:
        case Op::negation:
            break;
    }
    return [test = compile_tests(node, TestOf::cell)](Run& run, const Frame& frame) {
        const std::optional<bool> answer = test(run, frame, frame.slots[0]);
        return answer ? Value(*answer) : Value();
    };
}

}  // namespace earned::feel
