#include "rules/feel/compile.h"

namespace earned::feel {

namespace {

std::optional<bool> compared(Op op, const Value& value, const Value& end)
{
    if (op == Op::equal || op == Op::unequal) {
        const auto same = equal(value, end);
        return same ? std::optional(*same == (op == Op::equal)) : std::nullopt;
    }
    const auto order = compare(value, end);
    if (!order) return std::nullopt;
    if (op == Op::less) return *order < 0;
    if (op == Op::at_most) return *order <= 0;
    return op == Op::more ? *order > 0 : *order >= 0;
}

// What a value is compared with may be a range that holds it, a list that has it, or the same.
std::optional<bool> passes(const Value& value, const Value& wanted)
{
    if (wanted.range() && !value.range()) return includes(*wanted.range(), value);
    if (const auto is = equal(value, wanted)) return is;
    if (!wanted.list()) return std::nullopt;
    std::optional<bool> any = false;
    for (const Value& item : *wanted.list()) {
        const auto one = item.range() && !value.range() ? includes(*item.range(), value) : equal(value, item);
        if (one == true) return true;
        if (!one && (value.is_null() || item.is_null() || item.range())) any = std::nullopt;
    }
    return any;
}

std::optional<bool> passes_list(const Value& value, const Value& wanted)
{
    if (wanted.list()) {
        for (const Value& item : *wanted.list()) {
            if (equal(value, item) == true) return true;
            if (item.range() && !value.range() && includes(*item.range(), value) == true) return true;
        }
        if (value.list()) return equal(value, wanted);
        return false;
    }
    return passes(value, wanted);
}

Test compile_test(const Node& node, TestOf of)
{
    if (node.op == Op::comparison)
        return [op = static_cast<Op>(node.slot), end = compile(node.parts[0])](
                   Run& run, const Frame& frame, const Value& value) { return compared(op, value, end(run, frame)); };
    if (node.asks)
        return [code = compile(node)](Run& run, const Frame& frame, const Value& value) -> std::optional<bool> {
            const Value answer = code(run, frame);
            if (answer.boolean()) return *answer.boolean();
            return answer.is_null() ? std::nullopt : passes_list(value, answer);
        };
    return [code = compile(node), of](Run& run, const Frame& frame, const Value& value) -> std::optional<bool> {
        const Value answer = code(run, frame);
        if (of == TestOf::cell && answer.boolean() && !value.boolean() && !value.is_null()) return *answer.boolean();
        return passes_list(value, answer);
    };
}

}  // namespace

Test compile_tests(const Node& node, TestOf of)
{
    if (node.op == Op::anything) return [](Run&, const Frame&, const Value&) { return std::optional(true); };
    if (node.op == Op::negation)
        return [test = compile_tests(node.parts[0], of)](Run& run, const Frame& frame, const Value& value) {
            const std::optional<bool> answer = test(run, frame, value);
            return answer ? std::optional(!*answer) : std::nullopt;
        };
    std::vector<Test> tests;
    if (node.op == Op::tests)
        for (const Node& part : node.parts) tests.push_back(compile_test(part, of));
    else
        tests.push_back(compile_test(node, of));
    if (tests.size() == 1) return tests.front();
    return [tests = std::move(tests)](Run& run, const Frame& frame, const Value& value) {
        std::optional<bool> any = false;
        for (const Test& test : tests) {
            run.step();
            const std::optional<bool> one = test(run, frame, value);
            if (one == true) return one;
            if (!one) any = std::nullopt;
        }
        return any;
    };
}

}  // namespace earned::feel
