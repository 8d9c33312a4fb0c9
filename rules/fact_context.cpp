#include "rules/fact_context.h"

#include <algorithm>
#include <array>

namespace earned {

namespace {

struct Root {
    std::string_view name;
    std::optional<Tagged> tagged{};
    FactScope scope_of_tags = FactScope::contract;
};
constexpr std::array<Root, 16> roots{{{"book"},
                                      {"decision"},
                                      {"entity"},
                                      {"customer", Tagged::customer, FactScope::contract},
                                      {"contract", Tagged::contract, FactScope::contract},
                                      {"product", Tagged::product, FactScope::line},
                                      {"line", Tagged::line, FactScope::line},
                                      {"added"},
                                      {"changed"},
                                      {"removed"},
                                      {"price_change"},
                                      {"remaining"},
                                      {"invoice"},
                                      {"document"},
                                      {"deed"},
                                      {"exposure"}}};

// What follows `line.` in `line.dated`; empty where the fact is another thing's.
std::string_view member_name(const Root& root, std::string_view expression)
{
    const std::size_t dot = expression.find('.');
    return expression.substr(0, dot) == root.name ? expression.substr(dot + 1) : std::string_view();
}

bool has_tags(const Root& root, unsigned scopes) { return root.tagged && (scopes & bit(root.scope_of_tags)) != 0; }

std::string type_name(const Root& root) { return "earned " + std::string(root.name); }
std::string input_id(const Root& root) { return "earned-" + std::string(root.name); }

template <class Visit>
void each_member(const Root& root, unsigned scopes, const Visit& visit)
{
    for (const FactName& fact : fact_names())
        if (const std::string_view member = member_name(root, fact.expression);
            !member.empty() && (scopes & bit(fact.scope)) != 0)
            visit(member, fact);
}

bool is_there(const Root& root, unsigned scopes)
{
    bool any = has_tags(root, scopes);
    each_member(root, scopes, [&](std::string_view, const FactName&) { any = true; });
    return any;
}

struct AsValue {
    feel::Value operator()(std::monostate) const { return {}; }
    feel::Value operator()(bool truth) const { return feel::Value(truth); }
    feel::Value operator()(const Decimal& number) const { return {number}; }
    feel::Value operator()(Date date) const
    {
        const auto read = feel::parse_date(date.text());
        return read ? feel::Value(*read) : feel::Value();
    }
    feel::Value operator()(std::string_view text) const { return {std::string(text)}; }
};

feel::TypeRef feel_type(FeelType type)
{
    switch (type) {
        case FeelType::text:
            return feel::plain_type(feel::Kind::string);
        case FeelType::number:
            return feel::plain_type(feel::Kind::number);
        case FeelType::boolean:
            return feel::plain_type(feel::Kind::boolean);
        case FeelType::date:
            return feel::plain_type(feel::Kind::date);
    }
    return feel::any_type();
}

}  // namespace

void add_facts(dmn::Source& source, unsigned scopes)
{
    for (const Root& root : roots) {
        const bool own = std::any_of(source.inputs.begin(), source.inputs.end(),
                                     [&](const dmn::Input& input) { return input.name == root.name; });
        if (own || !is_there(root, scopes)) continue;
        dmn::Item item{.name = type_name(root)};
        each_member(root, scopes, [&](std::string_view member, const FactName& fact) {
            item.components.push_back({.name = std::string(member), .type = std::string(name(fact.type))});
        });
        if (has_tags(root, scopes)) item.components.push_back({.name = "attributes", .type = "Any"});
        source.items.push_back(std::move(item));
        source.inputs.push_back({input_id(root), std::string(root.name), type_name(root)});
        for (dmn::Decision& decision : source.decisions) decision.needs.push_back("#" + input_id(root));
    }
    source.inputs.push_back({"earned-lookup", "lookup", ""});
    for (dmn::Decision& decision : source.decisions) decision.needs.push_back("#earned-lookup");
    for (dmn::Knowledge& knowledge : source.knowledge) knowledge.needs.push_back("#earned-lookup");
}

feel::Context context_of(const Facts& facts, unsigned scopes)
{
    feel::Context all;
    for (const Root& root : roots) {
        if (!is_there(root, scopes)) continue;
        feel::Context members;
        each_member(root, scopes, [&](std::string_view member, const FactName& fact) {
            members.put(std::string(member), std::visit(AsValue{}, facts.of({fact.id, std::nullopt, {}})));
        });
        if (has_tags(root, scopes)) {
            feel::Context tags;
            if (const Attributes* known = facts.tags(*root.tagged))
                for (const auto& [name, text] : *known) tags.put(name, feel::Value(text));
            members.put("attributes", feel::Value(std::move(tags)));
        }
        all.put(std::string(root.name), feel::Value(std::move(members)));
    }
    return all;
}

feel::Scope fact_scope(unsigned scopes)
{
    feel::Scope scope;
    for (const Root& root : roots) {
        if (!is_there(root, scopes)) continue;
        std::vector<feel::Type::Member> members;
        each_member(root, scopes, [&](std::string_view member, const FactName& fact) {
            members.push_back({std::string(member), feel_type(fact.type)});
        });
        if (has_tags(root, scopes)) members.push_back({"attributes", feel::any_type()});
        scope.names.push_back({std::string(root.name), feel::context_type(std::move(members))});
    }
    scope.names.push_back({"lookup", feel::any_type()});
    return scope;
}

std::optional<std::string> unknown_fact(const feel::Node& node)
{
    if (node.op == feel::Op::path && !node.parts.empty() && node.parts[0].op == feel::Op::variable) {
        const feel::Type& of = *node.parts[0].type;
        if (of.form == feel::Type::Form::context && !of.open && of.member(node.names[0]) == nullptr)
            return node.names[0];
    }
    for (const feel::Node& part : node.parts)
        if (auto found = unknown_fact(part)) return found;
    return std::nullopt;
}

}  // namespace earned
