#include "rules/dmn/model.h"

#include "rules/dmn/boxed.h"
#include "rules/dmn/graph.h"

#include <algorithm>

namespace earned::dmn {

namespace {

using Element = Model::Element;
using Role = Model::Element::Role;
using feel::TypeRef;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

struct Compiling {
    Model::Graph& graph;
    std::vector<Fault>& faults;
    std::vector<feel::TypeNames> types;           // by source
    std::vector<std::vector<std::string>> needs;  // by element
    std::vector<const Boxed*> bodies;             // by element
    std::vector<char> done;                       // 0 not yet, 1 under way, 2 done

    void read_types();
    void add(Element element, std::size_t source, std::vector<std::string> wanted, const Boxed* body,
             const std::string& type);
    void add_elements();
    std::size_t found(std::size_t source, const std::string& href, std::string_view place);
    const Import* import_of(std::size_t source, std::size_t element) const;
    void connect(std::size_t at);
    void connect_service(const Service& service, std::size_t at);
    void compile(std::size_t at);
};

// Imported types first: whatever is imported twice, or in a circle, is read as far as it goes.
void Compiling::read_types()
{
    types.resize(graph.sources.size());
    std::vector<std::size_t> order;
    for (std::size_t each = graph.sources.size(); each-- > 0;) order.push_back(each);
    for (const std::size_t each : order) {
        feel::TypeNames imported;
        for (const Import& import : graph.sources[each].imports)
            for (std::size_t other = 0; other < graph.sources.size(); ++other) {
                if (graph.sources[other].space != import.space) continue;
                for (const auto& [name, type] : types[other])
                    imported[import.name.empty() ? name : import.name + "." + name] = type;
            }
        types[each] = types_of(graph.sources[each], imported, faults);
    }
}

void Compiling::add(Element element, std::size_t source, std::vector<std::string> wanted, const Boxed* body,
                    const std::string& type)
{
    element.source = source;
    element.place = graph.sources[source].file + ", " + element.name;
    element.typed = !type.empty();
    element.type = type_by(type, types[source], element.place, faults);
    graph.elements.push_back(std::move(element));
    needs.push_back(std::move(wanted));
    bodies.push_back(body);
}

void Compiling::add_elements()
{
    for (std::size_t at = 0; at < graph.sources.size(); ++at) {
        const Source& source = graph.sources[at];
        for (const Input& each : source.inputs)
            add({.role = Role::input, .id = each.id, .name = each.name}, at, {}, nullptr, each.type);
        for (const Decision& each : source.decisions)
            add({.role = Role::decision, .id = each.id, .name = each.name}, at, each.needs, &each.body, each.type);
        for (const Knowledge& each : source.knowledge)
            add({.role = Role::knowledge, .id = each.id, .name = each.name}, at, each.needs, &each.body, each.type);
        for (const Service& each : source.services)
            add({.role = Role::service, .id = each.id, .name = each.name}, at, {}, nullptr, each.type);
    }
}

std::size_t Compiling::found(std::size_t source, const std::string& href, std::string_view place)
{
    const std::size_t hash = href.find('#');
    const std::string space = hash == std::string::npos ? "" : href.substr(0, hash);
    const std::string id = hash == std::string::npos ? href : href.substr(hash + 1);
    for (std::size_t at = 0; at < graph.elements.size(); ++at) {
        const Element& element = graph.elements[at];
        const bool here = space.empty() ? element.source == source : graph.sources[element.source].space == space;
        if (here && element.id == id) return at;
    }
    faults.push_back({"requirement-unknown", std::string(place), "it requires " + href + ", which is not there",
                      "mend the reference, or give the file that is imported"});
    return nowhere;
}

const Import* Compiling::import_of(std::size_t source, std::size_t element) const
{
    const std::size_t other = graph.elements[element].source;
    if (other == source) return nullptr;
    for (const Import& each : graph.sources[source].imports)
        if (each.space == graph.sources[other].space && !each.name.empty()) return &each;
    return nullptr;
}

void Compiling::connect(std::size_t at)
{
    std::vector<Element::Slot> slots;
    for (const std::string& href : needs[at]) {
        const std::size_t needed = found(graph.elements[at].source, href, graph.elements[at].place);
        if (needed == nowhere) continue;
        const std::string& name = graph.elements[needed].name;
        const Import* import = import_of(graph.elements[at].source, needed);
        if (!import) {
            slots.push_back({name, {}, needed});
            continue;
        }
        auto slot = std::find_if(slots.begin(), slots.end(),
                                 [&](const Element::Slot& each) { return each.name == import->name; });
        if (slot == slots.end()) slot = slots.insert(slots.end(), {import->name, {}, needed});
        slot->members.emplace_back(name, needed);
    }
    if (graph.elements[at].role == Role::knowledge)
        slots.push_back({graph.elements[at].name, {}, at});  // it may call itself
    graph.elements[at].slots = std::move(slots);
}

void Compiling::connect_service(const Service& service, std::size_t at)
{
    Element& element = graph.elements[at];
    const auto all = [&](const std::vector<std::string>& hrefs, std::vector<std::size_t>& into) {
        for (const std::string& href : hrefs)
            if (const std::size_t needed = found(element.source, href, element.place); needed != nowhere)
                into.push_back(needed);
    };
    all(service.outputs, element.outputs);
    all(service.inputs, element.parameters);
    all(service.input_decisions, element.parameters);
}

// What it requires first, so that types which nobody declared are known from there.
void Compiling::compile(std::size_t at)
{
    if (done[at] != 0) {
        if (done[at] == 1 && graph.elements[at].role == Role::decision)
            faults.push_back(
                {"decision-circular", graph.elements[at].place, "the decision requires itself", "cut the circle"});
        return;
    }
    done[at] = 1;
    feel::Scope scope{.types = &types[graph.elements[at].source]};
    for (const Element::Slot& slot : graph.elements[at].slots) {
        std::vector<feel::Type::Member> members;
        for (const auto& [name, member] : slot.members) {
            compile(member);
            members.push_back({name, graph.elements[member].type});
        }
        if (slot.members.empty()) compile(slot.element);
        scope.names.push_back(
            {slot.name, slot.members.empty() ? graph.elements[slot.element].type : context_type(std::move(members))});
    }
    Element& element = graph.elements[at];
    if (const Boxed* body = bodies[at]) {
        const Reading reading{types[element.source], faults, element.place};
        feel::Node node = read_boxed(*body, scope, reading);
        if (!element.typed || element.role == Role::knowledge) element.type = node.type;
        element.code = feel::compile(node);
    } else if (element.role == Role::service) {
        for (const std::size_t output : element.outputs) compile(output);
        for (const std::size_t parameter : element.parameters) compile(parameter);
    }
    done[at] = 2;
}

}  // namespace

Model Model::compile(std::vector<Source> sources, std::vector<Fault>& faults)
{
    auto graph = std::make_shared<Graph>();
    graph->sources = std::move(sources);
    Compiling compiling{*graph, faults, {}, {}, {}, {}};
    compiling.read_types();
    compiling.add_elements();
    for (std::size_t at = 0; at < graph->elements.size(); ++at) {
        Element& element = graph->elements[at];
        if (element.role != Element::Role::service) {
            compiling.connect(at);
            continue;
        }
        for (const Service& each : graph->sources[element.source].services)
            if (each.id == element.id && each.name == element.name) compiling.connect_service(each, at);
    }
    compiling.done.assign(graph->elements.size(), 0);
    for (std::size_t at = 0; at < graph->elements.size(); ++at) compiling.compile(at);
    return Model(std::move(graph));
}

}  // namespace earned::dmn
