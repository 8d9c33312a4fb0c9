// A decision model, compiled: decisions that require inputs, other decisions, business knowledge and services.
//
// Law:      evaluating twice with the same inputs and the same `now` gives the same
// Ensures:  each decision is evaluated at most once a request, and only if something asks for it; whatever the model,
//           an evaluation ends: within its limits, or with the fault `evaluation-spent`
// Errors:   of compiling: every fault, with file, element and the column in the expression. A decision that has one
//           is null, and warns; who needs more than that refuses a model with faults
// Source:   DMN 1.5, chapters 6, 7, 10
#pragma once

#include "rules/dmn/source.h"
#include "rules/feel/function.h"

#include <map>
#include <memory>
#include <span>

namespace earned::dmn {

using Matched = feel::Run::Row;  // its texts are the model's, and live as long
struct Evaluated {
    feel::Value value;
    std::vector<std::string> warnings;  // why there is a null
    std::vector<Matched> matched;       // rows whose outputs were given, in the order of being asked
};

class Model {
public:
    // The first source, with the others for what it imports.
    static Model compile(std::vector<Source> sources, std::vector<Fault>& faults);

    Model(Model&&) noexcept = default;
    Model& operator=(Model&&) noexcept = default;

    std::vector<std::string> decisions() const;
    // Faults: `decision-unknown`, `evaluation-spent`. An input that is missing is null.
    Result<Evaluated> evaluate(std::string_view decision, const feel::Context& inputs, const feel::Limits& limits = {},
                               const std::optional<feel::DateTime>& now = {}) const;
    Result<Evaluated> evaluate_service(std::string_view service, const feel::Context& inputs,
                                       const feel::Limits& limits = {},
                                       const std::optional<feel::DateTime>& now = {}) const;

    struct Element;  // an input, a decision, a business knowledge model or a service
    struct Graph;

private:
    explicit Model(std::shared_ptr<const Graph> graph) : graph_(std::move(graph)) {}

    std::shared_ptr<const Graph> graph_;
};

}  // namespace earned::dmn
