// A decision model as its file says it, before anything in it is given a meaning (DMN 1.5, chapters 6 to 10).
//
// Read are the model namespaces of DMN 1.1 to 1.6. A DOCTYPE is refused, so no entity is ever expanded; drawings,
// extensions, knowledge sources and questions are documentation; a description, of a rule or a decision, is its reason.
//
// Errors: `dmn-unreadable`, `dmn-namespace`, `dmn-doctype`, `dmn-too-deep` (over 100 elements within one another),
//         `hit-policy-unknown`, `aggregation-unknown`, each with the file
// Source: DMN 1.5, chapter 12 and the XML schema of each version
#pragma once

#include "base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace earned::dmn {

enum class Hit : std::uint8_t { unique, any, priority, first, collect, rule_order, output_order };
enum class Aggregator : std::uint8_t { none, sum, count, least, most };

struct Clause {
    std::string id, name, type, expression, values, otherwise;
};  // a column
struct Row {
    std::string id, because;  // its description and annotations
    std::vector<std::string> inputs, outputs;
};
struct TableText {
    Hit hit = Hit::unique;
    Aggregator aggregator = Aggregator::none;
    std::vector<Clause> inputs, outputs;
    std::vector<Row> rows;
};

// A boxed expression. `parts` are its inner ones, in the order in which the kind says them.
struct Boxed {
    enum class Form : std::uint8_t {
        missing,
        literal,
        table,
        invocation,
        context,
        list,
        relation,
        function,
        conditional,
        filter,
        loop,
        every,
        some
    };
    Form form = Form::missing;
    std::string id, text, type, variable, kind;
    std::vector<Boxed> parts{};
    std::vector<std::string> names{}, types{};  // of entries, bindings, columns, parameters
    std::shared_ptr<const TableText> table{};
};

struct Item {  // an item definition, or a component of one
    std::string name, type, allowed, constraint;
    bool collection = false, function = false;
    std::vector<Item> components, parameters;
};

struct Input {
    std::string id, name, type;
};
struct Decision {
    std::string id, name, type;
    std::vector<std::string> needs;  // what it requires, by href
    Boxed body;
    std::string because;  // its description
};
struct Knowledge {  // a business knowledge model
    std::string id, name, type;
    std::vector<std::string> needs;
    Boxed body;  // a function
};
struct Service {
    std::string id, name, type;
    std::vector<std::string> outputs, encapsulated, input_decisions, inputs;
};
struct Import {
    std::string name, space;
};

struct Source {
    std::string file, name, space;
    std::vector<Item> items;
    std::vector<Input> inputs;
    std::vector<Decision> decisions;
    std::vector<Knowledge> knowledge;
    std::vector<Service> services;
    std::vector<Import> imports;
};

Result<Source> read_source(const std::string& file, const std::string& text);

}  // namespace earned::dmn
