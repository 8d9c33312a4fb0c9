// How a shape is put together, while compiling: the places of its fields by a hash of their names
// that gives no two the same slot, their canonical order, and the fields that each rule is about.
#pragma once

#include "contract/shape.h"

#include <algorithm>
#include <initializer_list>

namespace earned {

constexpr std::size_t slot(std::string_view name, std::uint32_t seed)
{
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(name[at])); };
    if (name.empty()) return 0;
    const std::uint32_t letters =
        byte(0) ^ byte(name.size() / 2) << 8 ^ byte(name.size() * 3 / 4) << 16 ^ byte(name.size() - 1) << 24;
    return static_cast<std::size_t>((letters + static_cast<std::uint32_t>(name.size())) * seed >> 25);
}

// Fills the slots such that no two fields share one; false: that seed doesn't.
constexpr bool filled(Shape& shape)
{
    shape.slots.fill(static_cast<std::uint8_t>(Shape::none));
    for (std::size_t place = 0; place < shape.fields.size(); ++place) {
        std::uint8_t& taken = shape.slots[slot(shape.fields[place].name, shape.seed)];
        if (taken != Shape::none) return false;
        taken = static_cast<std::uint8_t>(place);
    }
    return true;
}

consteval Shape shape(std::string_view name, std::span<const Field> fields, std::initializer_list<ShapeRule> rules = {})
{
    Shape made{.name = name, .fields = fields};
    for (std::size_t place = 0; place < fields.size(); ++place) {
        made.by_name[place] = static_cast<std::uint8_t>(place);
        if (fields[place].need == Need::must) made.must |= std::uint64_t{1} << place;
    }
    std::sort(made.by_name.begin(), made.by_name.begin() + static_cast<std::ptrdiff_t>(fields.size()),
              [&](std::uint8_t a, std::uint8_t b) { return fields[a].name < fields[b].name; });
    for (ShapeRule rule : rules) {
        for (std::size_t place = 0; place < fields.size(); ++place)
            for (const std::string_view wanted : rule.names) {
                if (wanted != fields[place].name) continue;
                rule.fields |= std::uint64_t{1} << place;
                if (wanted == rule.names[0]) rule.first = place;
            }
        made.rules[made.rule_count++] = rule;
    }
    made.seed = 2654435769u;
    while (!filled(made)) made.seed += 2;
    return made;
}

template <class F>
constexpr std::size_t index_in_fact = [] {
    std::size_t index = 0, found = 0;
    [&]<class... A>(const std::variant<A...>*) {
        ((found = std::is_same_v<A, F> ? index : found, ++index), ...);
    }(static_cast<const Fact*>(nullptr));
    return found;
}();

template <class F>
consteval EventShape event(std::string_view type, Rank rank, std::string_view says, const Shape& data)
{
    return {type, rank, says, index_in_fact<F>, data, [](Event& begun) { begun.fact.emplace<F>(); }};
}

}  // namespace earned
