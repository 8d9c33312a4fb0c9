#include "rules/dmn/graph.h"

namespace earned::dmn {

using feel::Run;
using feel::Value;

const Model::Element* Model::Graph::named(Element::Role role, std::string_view name) const
{
    for (const Element& each : elements)
        if (each.role == role && each.name == name) return &each;
    return nullptr;
}

const Value& Request::value_of(std::size_t element)
{
    if (known_[element].state == State::asked)
        return nothing_ = run_.null(graph_.elements[element].place + ": it requires itself");
    if (known_[element].state == State::unknown) {
        known_[element].state = State::asked;
        Value value = worked_out(graph_.elements[element], element);
        known_[element] = {State::known, nullptr, std::move(value)};
    }
    const Known& known = known_[element];
    return known.given ? *known.given : known.value;
}

void Request::fill(const Model::Element& element, const feel::Frame& frame)
{
    for (std::size_t at = 0; at < element.slots.size(); ++at) {
        const Model::Element::Slot& slot = element.slots[at];
        if (slot.members.empty()) {
            frame.slots[at] = value_of(slot.element);
            continue;
        }
        feel::Context all;
        for (const auto& [name, member] : slot.members) all.put(name, value_of(member));
        frame.slots[at] = Value(std::move(all));
    }
}

Value Request::worked_out(const Model::Element& element, std::size_t at)
{
    using Role = Model::Element::Role;
    if (element.role == Role::input) return {};
    if (element.role == Role::service) return service_function(graph_, element);
    const feel::Deeper deeper(run_, 10);
    const feel::Frame& frame = run_.keep(nullptr, element.slots.size());
    if (element.role == Role::knowledge) {
        known_[at] = {State::known, nullptr, element.code ? element.code(run_, frame) : Value()};  // it may call itself
        fill(element, frame);
        return known_[at].value;
    }
    fill(element, frame);
    if (!element.code) return run_.null(element.place + ": the decision has no expression that could be read");
    Value value = element.code(run_, frame);
    if (!element.typed) return value;
    std::optional<Value> fitting = converted(run_, std::move(value), *element.type);
    return fitting ? std::move(*fitting) : run_.null(element.place + ": its result is no " + feel::text(*element.type));
}

namespace {

// A service's variable is typed by what it gives, or as the function that it is.
const feel::Type& result_of(const feel::Type& type)
{
    if (type.form != feel::Type::Form::function) return type;
    return type.item ? *type.item : *feel::any_type();
}

// Of an imported input: what is given under the names that lead to it, or by its own name.
const Value* given_to(const Model::Element& input, const feel::Context& inputs)
{
    const feel::Context* within = &inputs;
    for (const std::string& name : input.path) {
        const Value* const next = within->find(name);
        if (!next || !next->context()) return inputs.find(input.name);
        within = next->context();
    }
    const Value* const found = within->find(input.name);
    return found ? found : inputs.find(input.name);
}

}  // namespace

Value serve(const Model::Graph& graph, const Model::Element& service, Run& run, std::span<Value> arguments)
{
    const feel::Deeper deeper(run, 10);
    Request request(graph, run);
    for (std::size_t at = 0; at < service.parameters.size(); ++at) request.give(service.parameters[at], arguments[at]);
    Value value;
    if (service.outputs.size() == 1) {
        value = request.value_of(service.outputs[0]);
    } else {
        feel::Context all;
        for (const std::size_t output : service.outputs) all.put(graph.elements[output].name, request.value_of(output));
        value = Value(std::move(all));
    }
    const feel::Type& wanted = result_of(*service.type);
    std::optional<Value> fitting = converted(run, std::move(value), wanted);
    return fitting ? std::move(*fitting) : run.null(service.place + ": its result is no " + feel::text(wanted));
}

Value service_function(const Model::Graph& graph, const Model::Element& service)
{
    feel::Function function;
    for (const std::size_t parameter : service.parameters)
        function.parameters.push_back({graph.elements[parameter].name, graph.elements[parameter].type});
    function.native = [&graph, &service](Run& run, std::span<Value> arguments) {
        return serve(graph, service, run, arguments);
    };
    return Value(std::move(function));
}

std::vector<std::string> Model::decisions() const
{
    std::vector<std::string> all;
    for (const Element& each : graph_->elements)
        if (each.role == Element::Role::decision && each.copy == 0) all.push_back(each.name);
    return all;
}

namespace {

Fault spent(const std::string& place, const feel::Spent& what)
{
    return {"evaluation-spent", place, std::string("the evaluation has used up its ") + what.what,
            "look for a loop or a call that goes on for ever, or allow more"};
}

Evaluated told(Value value, Run& run) { return {std::move(value), run.take_warnings(), run.take_rows_matched()}; }

Fault unknown(std::string_view name)
{
    return {"decision-unknown", std::string(name), "the model has no such decision or service",
            "ask for one that it has"};
}

}  // namespace

Result<Evaluated> Model::evaluate(std::string_view decision, const feel::Context& inputs, const feel::Limits& limits,
                                  const std::optional<feel::DateTime>& now) const
{
    const Element* wanted = graph_->named(Element::Role::decision, decision);
    if (!wanted) return unknown(decision);
    Run run(limits, now);
    try {
        Request request(*graph_, run);
        for (std::size_t at = 0; at < graph_->elements.size(); ++at) {
            const Element& element = graph_->elements[at];
            if (element.role != Element::Role::input) continue;
            const Value* given = given_to(element, inputs);
            if (!given) continue;
            if (conforms(run, *given, *element.type)) {
                request.give_its(at, *given);
                continue;
            }
            std::optional<Value> fitting = converted(run, *given, *element.type);
            request.give(at, fitting ? std::move(*fitting)
                                     : run.null(element.place + ": what is given is no " + feel::text(*element.type)));
        }
        Value value = request.value_of(static_cast<std::size_t>(wanted - graph_->elements.data()));
        return told(std::move(value), run);
    } catch (const feel::Spent& what) {
        return spent(wanted->place, what);
    }
}

Result<Evaluated> Model::evaluate_service(std::string_view service, const feel::Context& inputs,
                                          const feel::Limits& limits, const std::optional<feel::DateTime>& now) const
{
    const Element* wanted = graph_->named(Element::Role::service, service);
    if (!wanted) return unknown(service);
    Run run(limits, now);
    try {
        std::vector<Value> arguments;
        for (const std::size_t parameter : wanted->parameters) {
            const Element& element = graph_->elements[parameter];
            const Value* given = given_to(element, inputs);
            std::optional<Value> fitting = given ? converted(run, *given, *element.type) : Value();
            arguments.push_back(fitting
                                    ? std::move(*fitting)
                                    : run.null(element.place + ": what is given is no " + feel::text(*element.type)));
        }
        Value value = serve(*graph_, *wanted, run, arguments);
        return told(std::move(value), run);
    } catch (const feel::Spent& what) {
        return spent(wanted->place, what);
    }
}

}  // namespace earned::dmn
