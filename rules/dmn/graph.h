// The decision requirement graph: what each element needs, and how it is evaluated.
#pragma once

#include "rules/dmn/imports.h"
#include "rules/dmn/model.h"
#include "rules/feel/compile.h"

namespace earned::dmn {

struct Model::Element {
    enum class Role : std::uint8_t { input, decision, knowledge, service };
    // A variable of the frame in which it is evaluated: another element, or those of an import together.
    struct Slot {
        std::string name;
        std::vector<std::pair<std::string, std::size_t>> members;  // name and element; of an import
        std::size_t element = 0;
    };

    Role role = Role::input;
    std::string id, name, place;
    std::size_t source = 0, copy = 0;
    std::vector<std::string> path{};  // of an input: the names of the imports that lead to it
    feel::TypeRef type = feel::any_type();
    bool typed = false;
    std::vector<Slot> slots;
    feel::Code code;                               // of a decision; of business knowledge, its function
    std::vector<std::size_t> outputs, parameters;  // of a service
};

struct Model::Graph {
    std::vector<Source> sources;
    std::vector<Copy> copies;
    std::vector<Element> elements;

    const Element* named(Element::Role role, std::string_view name) const;
};

// One request: what has been worked out of a graph so far.
class Request {
public:
    Request(const Model::Graph& graph, feel::Run& run) : graph_(graph), run_(run), known_(graph.elements.size()) {}

    void give(std::size_t element, feel::Value value) { known_[element] = {State::known, nullptr, std::move(value)}; }
    // Without a copy: it has to live as long as the request.
    void give_its(std::size_t element, const feel::Value& value) { known_[element] = {State::known, &value, {}}; }
    const feel::Value& value_of(std::size_t element);

private:
    enum class State : std::uint8_t { unknown, asked, known };
    struct Known {
        State state = State::unknown;
        const feel::Value* given = nullptr;  // or its own:
        feel::Value value;
    };
    feel::Value worked_out(const Model::Element& element, std::size_t at);
    void fill(const Model::Element& element, const feel::Frame& frame);

    const Model::Graph& graph_;
    feel::Run& run_;
    std::vector<Known> known_;
    feel::Value nothing_;
};

// What a service is as a function, and what it gives for its arguments.
feel::Value service_function(const Model::Graph& graph, const Model::Element& service);
feel::Value serve(const Model::Graph& graph, const Model::Element& service, feel::Run& run,
                  std::span<feel::Value> arguments);

}  // namespace earned::dmn
