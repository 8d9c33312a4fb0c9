#include "rules/dmn/boxed.h"

#include <algorithm>

namespace earned::dmn {

namespace {

using feel::Node;
using feel::Op;
using feel::Scope;
using feel::TypeRef;

bool has_function(const Node& node)
{
    if (node.op == Op::function || node.op == Op::external || node.captured) return true;
    return std::any_of(node.parts.begin(), node.parts.end(), has_function);
}

Node node_of(Op op, std::vector<Node> parts)
{
    Node node;
    node.op = op;
    node.parts = std::move(parts);
    for (const Node& part : node.parts) node.levels = std::max(node.levels, part.levels + 1);
    return node;
}

// As the reference says; where it says nothing, as it is.
Node typed(Node node, const std::string& reference, const Reading& reading)
{
    if (reference.empty()) return node;
    return converting(std::move(node), type_by(reference, reading), reading.place);
}

Node read_invocation(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    std::vector<Node> parts;
    for (std::size_t at = 0; at < boxed.parts.size(); ++at)
        parts.push_back(
            read_boxed(boxed.parts[at], scope, at == 0 ? reading : within(reading, "argument " + boxed.names[at - 1])));
    if (parts.empty()) return {};
    const TypeRef called = parts[0].type;
    Node node = node_of(Op::call, std::move(parts));
    node.names = boxed.names;
    if (called->form == feel::Type::Form::function && called->item) node.type = called->item;
    return node;
}

// The last entry without a name is the result, if there is one.
Node read_context(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    Scope inner{.up = &scope, .types = scope.types};
    std::vector<Node> parts;
    std::vector<feel::Type::Member> members;
    std::vector<std::string> names;
    bool result = false, captured = false;
    for (std::size_t at = 0; at < boxed.parts.size() && !result; ++at) {
        const std::string& name = boxed.names[at];
        result = name.empty();
        const Reading here = within(reading, result ? "result" : "entry " + name);
        Node part = typed(read_boxed(boxed.parts[at], inner, here), boxed.types[at], here);
        captured = captured || has_function(part);
        if (!result) {
            inner.names.push_back({name, part.type});
            members.push_back({name, part.type});
            names.push_back(name);
        }
        parts.push_back(std::move(part));
    }
    const TypeRef type = result ? parts.back().type : context_type(std::move(members));
    if (!result) {
        Node node = node_of(Op::context, std::move(parts));
        node.names = std::move(names);
        node.captured = captured;
        node.type = type;
        return node;
    }
    Node node = node_of(Op::code, {});
    node.type = type;
    node.captured = captured;
    std::vector<feel::Code> codes;
    for (const Node& part : parts) {
        codes.push_back(compile(part));
        node.levels = std::max(node.levels, part.levels + 1);
    }
    node.code = [codes = std::move(codes)](feel::Run& run, const feel::Frame& frame) {
        const feel::Frame& own = run.keep(&frame, codes.size());
        for (std::size_t at = 0; at < codes.size(); ++at) own.slots[at] = codes[at](run, own);
        return own.slots[codes.size() - 1];
    };
    return node;
}

Node read_list(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    std::vector<Node> parts;
    for (const Boxed& each : boxed.parts) parts.push_back(read_boxed(each, scope, reading));
    const TypeRef item = parts.empty() ? feel::any_type() : parts[0].type;
    Node node = node_of(Op::list, std::move(parts));
    node.type = feel::list_type(item);
    return node;
}

Node read_relation(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    std::vector<Node> rows;
    for (const Boxed& row : boxed.parts) {
        Scope inner{.up = &scope, .types = scope.types};
        std::vector<Node> cells;
        std::vector<feel::Type::Member> members;
        for (std::size_t at = 0; at < boxed.names.size() && at < row.parts.size(); ++at) {
            cells.push_back(typed(read_boxed(row.parts[at], inner, reading), boxed.types[at], reading));
            members.push_back({boxed.names[at], cells.back().type});
        }
        Node node = node_of(Op::context, std::move(cells));
        node.names = boxed.names;
        node.names.resize(node.parts.size());
        node.type = context_type(std::move(members));
        rows.push_back(std::move(node));
    }
    const TypeRef item = rows.empty() ? feel::any_type() : rows[0].type;
    Node node = node_of(Op::list, std::move(rows));
    node.type = feel::list_type(item);
    return node;
}

Node read_function(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    Scope inner{.up = &scope, .types = scope.types};
    std::vector<TypeRef> types;
    std::vector<feel::Type::Member> parameters;
    for (std::size_t at = 0; at < boxed.names.size(); ++at) {
        types.push_back(type_by(boxed.types[at], reading));
        inner.names.push_back({boxed.names[at], types.back()});
        parameters.push_back({boxed.names[at], types.back()});
    }
    const bool foreign = !boxed.kind.empty() && boxed.kind != "FEEL";
    if (foreign)
        reading.faults.push_back({"function-kind", reading.place, "a function of kind " + boxed.kind + " is not called",
                                  "write it in FEEL"});
    std::vector<Node> parts;
    parts.push_back(boxed.parts.empty() || foreign ? Node()
                                                   : read_boxed(boxed.parts[0], inner, within(reading, "function")));
    const bool captured = has_function(parts[0]);
    const TypeRef result = parts[0].type;
    Node node = node_of(foreign ? Op::external : Op::function, std::move(parts));
    node.names = boxed.names;
    node.types = std::move(types);
    node.captured = captured;
    node.type = function_type(std::move(parameters), result);
    return node;
}

Node read_filter(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    std::vector<Node> parts;
    parts.push_back(read_boxed(boxed.parts[0], scope, within(reading, "in")));
    const TypeRef item = feel::item_of(parts[0].type);
    const Scope inner{.up = &scope, .names = {{"item", item}}, .item = true, .types = scope.types};
    parts.push_back(read_boxed(boxed.parts[1], inner, within(reading, "match")));
    const bool captured = has_function(parts[1]);
    Node node = node_of(Op::filter, std::move(parts));
    node.type = feel::list_type(item);
    node.captured = captured;
    node.strict = true;
    return node;
}

Node read_loop(const Boxed& boxed, Op op, const Scope& scope, const Reading& reading)
{
    // The list is looked for where the loop's own names will be, before there are any.
    Scope inner{.up = &scope, .names = {}, .types = scope.types};
    std::vector<Node> parts;
    parts.push_back(read_boxed(boxed.parts[0], inner, within(reading, "in")));
    inner.names = {{boxed.variable, feel::item_of(parts[0].type)}, {"partial", feel::list_type(feel::any_type())}};
    parts.push_back(read_boxed(boxed.parts[1], inner, within(reading, "return")));
    const bool captured = has_function(parts[1]);
    const TypeRef result = op == Op::loop ? feel::list_type(parts[1].type) : feel::plain_type(feel::Kind::boolean);
    Node node = node_of(op, std::move(parts));
    node.type = result;
    node.captured = captured;
    node.partial = op == Op::loop;
    node.strict = op != Op::loop;
    return node;
}

// In an expression that is an interval, the list is counted as in `for x in 1..3`.
Node read_form(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    using Form = Boxed::Form;
    switch (boxed.form) {
        case Form::missing:
            return {};
        case Form::literal:
            return read_literal(boxed.text, scope, reading);
        case Form::table:
            return read_table(*boxed.table, boxed.type, scope, reading);
        case Form::invocation:
            return read_invocation(boxed, scope, reading);
        case Form::context:
            return read_context(boxed, scope, reading);
        case Form::list:
            return read_list(boxed, scope, reading);
        case Form::relation:
            return read_relation(boxed, scope, reading);
        case Form::function:
            return read_function(boxed, scope, reading);
        case Form::filter:
            return read_filter(boxed, scope, reading);
        case Form::loop:
            return read_loop(boxed, Op::loop, scope, reading);
        case Form::every:
            return read_loop(boxed, Op::every, scope, reading);
        case Form::some:
            return read_loop(boxed, Op::some, scope, reading);
        case Form::conditional:
            break;
    }
    std::vector<Node> parts;
    for (const Boxed& each : boxed.parts) parts.push_back(read_boxed(each, scope, reading));
    const TypeRef type = parts[1].type;
    Node node = node_of(Op::choose, std::move(parts));
    node.type = type;
    node.strict = true;
    return node;
}

}  // namespace

Reading within(const Reading& reading, const std::string& part)
{
    return {reading.types, reading.faults, reading.place + ", " + part};
}

TypeRef type_by(const std::string& reference, const Reading& reading)
{
    return type_by(reference, reading.types, reading.place, reading.faults);
}

Node read_literal(const std::string& text, const Scope& scope, const Reading& reading)
{
    if (text.empty()) return {};
    auto node = read_expression(text, scope);
    if (node) return std::move(*node);
    const Fault& fault = node.fault();
    reading.faults.push_back({fault.code, reading.place + ", " + fault.where, fault.what, fault.hint});
    Node null = node_of(Op::code, {});
    null.code = [why = reading.place + ", " + fault.where + ": " + fault.what](feel::Run& run, const feel::Frame&) {
        return run.null(why);
    };
    return null;
}

Node converting(Node node, TypeRef type, std::string place)
{
    Node whole = node_of(Op::code, {});
    whole.levels = node.levels + 1;
    whole.captured = has_function(node);
    whole.type = type;
    whole.code = [code = compile(node), type = std::move(type), place = std::move(place)](feel::Run& run,
                                                                                          const feel::Frame& frame) {
        std::optional<feel::Value> fitting = converted(run, code(run, frame), *type);
        return fitting ? std::move(*fitting) : run.null(place + ": the result is no " + feel::text(*type));
    };
    return whole;
}

Node read_boxed(const Boxed& boxed, const Scope& scope, const Reading& reading)
{
    Node node = read_form(boxed, scope, reading);
    return boxed.form == Boxed::Form::table ? node : typed(std::move(node), boxed.type, reading);
}

}  // namespace earned::dmn
