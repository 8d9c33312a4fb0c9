#include "rules/dmn/model.h"

#include "rules/dmn/boxed.h"
#include "rules/dmn/graph.h"

#include <algorithm>
#include <set>

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
    void add(Element element, std::size_t copy, std::vector<std::string> wanted, const Boxed* body,
             const std::string& type);
    void add_elements();
    std::size_t found(std::size_t copy, const std::string& href, std::string_view place);
    // The name by which the copy imports the element's; nullptr where it doesn't.
    const std::string* import_of(std::size_t copy, std::size_t element) const;
    void connect(std::size_t at);
    void connect_service(const Service& service, std::size_t at);
    void compile(std::size_t at);
};

// Imported types first: those of files that import one another are read as far as it goes.
void Compiling::read_types()
{
    types.resize(graph.sources.size());
    for (const std::size_t each : imported_first(graph.sources)) {
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

void Compiling::add(Element element, std::size_t copy, std::vector<std::string> wanted, const Boxed* body,
                    const std::string& type)
{
    element.copy = copy;
    element.source = graph.copies[copy].source;
    if (element.role == Role::input) element.path = graph.copies[copy].path;
    element.place = graph.sources[element.source].file + ", " + element.name;
    element.typed = !type.empty();
    element.type = type_by(type, types[element.source], element.place, faults);
    graph.elements.push_back(std::move(element));
    needs.push_back(std::move(wanted));
    bodies.push_back(body);
}

void Compiling::add_elements()
{
    for (std::size_t at = 0; at < graph.copies.size(); ++at) {
        const Source& source = graph.sources[graph.copies[at].source];
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

// The element that is meant: one of the same file, else one of a file that this imports, else one of that namespace.
std::size_t Compiling::found(std::size_t copy, const std::string& href, std::string_view place)
{
    const std::size_t hash = href.find('#');
    const std::string& own = graph.sources[graph.copies[copy].source].space;
    const std::string space = hash == std::string::npos || hash == 0 ? own : href.substr(0, hash);
    const std::string id = hash == std::string::npos ? href : href.substr(hash + 1);
    std::size_t best = nowhere, near = 0;
    for (std::size_t at = 0; at < graph.elements.size(); ++at) {
        const Element& element = graph.elements[at];
        if (element.id != id) continue;
        std::size_t nearness = 0;
        if (graph.sources[element.source].space == space) nearness = import_of(copy, at) ? 2 : 1;
        if (element.copy == copy && space == own) nearness = 3;
        if (nearness > near) best = at, near = nearness;
    }
    if (best != nowhere && (near == 3 || space != own)) return best;
    faults.push_back({"requirement-unknown", std::string(place), "it requires " + href + ", which is not there",
                      "mend the reference, or give the file that is imported"});
    return nowhere;
}

const std::string* Compiling::import_of(std::size_t copy, std::size_t element) const
{
    for (const Copy::Imported& each : graph.copies[copy].imports)
        if (each.copy == graph.elements[element].copy) return &each.name;
    return nullptr;
}

void Compiling::connect(std::size_t at)
{
    std::vector<Element::Slot> slots;
    for (const std::string& href : needs[at]) {
        const std::size_t copy = graph.elements[at].copy, needed = found(copy, href, graph.elements[at].place);
        if (needed == nowhere) continue;
        const std::string& name = graph.elements[needed].name;
        const std::string* import = graph.elements[needed].copy == copy ? nullptr : import_of(copy, needed);
        if (!import || import->empty()) {
            slots.push_back({name, {}, needed});
            continue;
        }
        auto slot =
            std::find_if(slots.begin(), slots.end(), [&](const Element::Slot& each) { return each.name == *import; });
        if (slot == slots.end()) slot = slots.insert(slots.end(), {*import, {}, needed});
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
            if (const std::size_t needed = found(element.copy, href, element.place); needed != nowhere)
                into.push_back(needed);
    };
    all(service.outputs, element.outputs);
    all(service.inputs, element.parameters);
    all(service.input_decisions, element.parameters);
}

// Of business knowledge, whose variable is typed as the function that it is, or (DMN 1.1, 1.2) by what it gives.
void give_result_type(feel::Node& function, const TypeRef& type, const std::string& place)
{
    if (function.op != feel::Op::function) return;
    const TypeRef& result = type->form == feel::Type::Form::function ? type->item : type;
    if (!result || result->form == feel::Type::Form::any) return;
    function.parts[0] = converting(std::move(function.parts[0]), result, place);
    function.levels = std::max(function.levels, function.parts[0].levels + 1);
    function.type = function_type(function.type->members, result);
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
    if (const Boxed* body = bodies[at]; body && body->form != Boxed::Form::missing) {
        const Reading reading{types[element.source], faults, element.place};
        feel::Node node = read_boxed(*body, scope, reading);
        if (element.typed && element.role == Role::knowledge) give_result_type(node, element.type, element.place);
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
    graph->copies = copies_of(graph->sources);
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
    std::set<std::string> told;  // copies of one file have the same faults
    std::erase_if(faults, [&](const Fault& fault) { return !told.insert(fault.text()).second; });
    return Model(std::move(graph));
}

}  // namespace earned::dmn
