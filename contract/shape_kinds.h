// The kinds of field by the names that docs/events.md uses, and how a shape is put together.
#pragma once

#include "contract/shape_field.h"

#include <algorithm>
#include <initializer_list>

namespace earned {

namespace kinds {

inline constexpr Kind text{.form = Form::text, .name = "text", .words = "a text"};
inline constexpr Kind name{.form = Form::name, .name = "name", .words = "a name (a text, or a whole number)"};
inline constexpr Kind date{.form = Form::date, .name = "date", .words = "a date, as YYYY-MM-DD"};
inline constexpr Kind period{.form = Form::period, .name = "period", .words = "a period, as YYYY-MM"};
inline constexpr Kind day_of_year{.form = Form::day_of_year, .words = "a day of every year, as MM-DD"};
inline constexpr Kind currency{.form = Form::currency, .name = "currency", .words = "a currency of ISO 4217"};
inline constexpr Kind country{.form = Form::country, .words = "a country of ISO 3166, as two capital letters"};
inline constexpr Kind interval{.form = Form::interval, .name = "interval", .words = "an interval, as \"1 month\""};
inline constexpr Kind terms{
    .form = Form::terms, .name = "terms", .words = "payment terms, as \"net 30\", \"2% 10 net 30\" or \"eom+15\""};
inline constexpr Kind percent{.form = Form::percent, .name = "percent", .words = "a percentage, as \"5%\""};
inline constexpr Kind boolean{.form = Form::boolean, .words = "true or false"};
inline constexpr Kind truth{.form = Form::truth, .words = "true"};
inline constexpr Kind term{.form = Form::term, .name = "term", .words = "[first day, last day]"};
inline constexpr Kind tags{.form = Form::tags, .name = "tags", .words = "names with a text, number or boolean each"};

inline constexpr Kind money{.form = Form::decimal, .name = "money", .words = "an amount of money", .places = 4, .money = true};
inline constexpr Kind money_from_zero{.form = Form::decimal, .name = "money_from_zero",
    .words = "an amount of money, not negative", .places = 4, .money = true, .bound = Bound::not_negative};
inline constexpr Kind money_above_zero{.form = Form::decimal, .name = "money_above_zero",
    .words = "an amount of money above zero", .places = 4, .money = true, .bound = Bound::positive};
inline constexpr Kind price{.form = Form::decimal, .name = "price", .words = "a price of one unit, up to 12 decimals"};
inline constexpr Kind price_range{.form = Form::price_range, .name = "price_range", .words = "a price, or {low, high}"};
inline constexpr Kind decimal{.form = Form::decimal, .name = "decimal", .words = "a number"};
inline constexpr Kind from_zero{
    .form = Form::decimal, .name = "from_zero", .words = "a number, not negative", .bound = Bound::not_negative};
inline constexpr Kind above_zero{
    .form = Form::decimal, .name = "above_zero", .words = "a number above zero", .bound = Bound::positive};
inline constexpr Kind rate{
    .form = Form::decimal, .name = "rate", .words = "a rate above zero", .places = 15, .bound = Bound::positive};
inline constexpr Kind share{.form = Form::decimal, .name = "share", .words = "a share, 0 to 1", .bound = Bound::share};
inline constexpr Kind hundred{.form = Form::decimal, .name = "hundred", .words = "a percentage, 0 to 100", .bound = Bound::hundred};
inline constexpr Kind quantity{.form = Form::quantity, .name = "quantity", .words = "a quantity, or \"open\""};
inline constexpr Kind discount{
    .form = Form::discount, .name = "discount", .words = "an amount, or a percentage as \"10%\"", .places = 4, .money = true};

constexpr Kind whole(int least, int most)
{
    return {.form = Form::whole, .words = "a whole number", .least = least, .most = most};
}
constexpr Kind choice(std::span<const std::string_view> allowed)
{
    return {.form = Form::choice, .words = "one of a few words", .allowed = allowed};
}
constexpr Kind record(const Shape& shape) { return {.form = Form::record, .words = "a record", .record = &shape}; }
constexpr Kind list(const Kind& item, std::size_t fewest = 0)
{
    return {.form = Form::list, .words = "a list", .item = &item, .fewest = fewest};
}
inline constexpr Kind names = list(name);
inline constexpr Kind some_names = list(name, 1);

}  // namespace kinds

constexpr std::size_t slot(std::string_view name, std::uint32_t seed)
{
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(name[at])); };
    if (name.empty()) return 0;
    const std::uint32_t letters = byte(0) ^ byte(name.size() / 2) << 8 ^ byte(name.size() * 3 / 4) << 16 ^ byte(name.size() - 1) << 24;
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

consteval Shape shape(std::string_view name, std::span<const Field> fields, std::initializer_list<Rule> rules = {})
{
    Shape made{.name = name, .fields = fields};
    for (std::size_t place = 0; place < fields.size(); ++place) {
        made.by_name[place] = static_cast<std::uint8_t>(place);
        if (fields[place].need == Need::must) made.must |= std::uint64_t{1} << place;
    }
    std::sort(made.by_name.begin(), made.by_name.begin() + static_cast<std::ptrdiff_t>(fields.size()),
              [&](std::uint8_t a, std::uint8_t b) { return fields[a].name < fields[b].name; });
    for (Rule rule : rules) {
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

template <class F> constexpr std::size_t index_in_fact = [] {
    std::size_t index = 0, found = 0;
    [&]<class... A>(const std::variant<A...>*) {
        ((found = std::is_same_v<A, F> ? index : found, ++index), ...);
    }(static_cast<const Fact*>(nullptr));
    return found;
}();

template <class F> consteval EventShape event(std::string_view type, Rank rank, std::string_view says, const Shape& data)
{
    return {type, rank, says, index_in_fact<F>, data, [](Event& begun) { begun.fact.emplace<F>(); }};
}

inline constexpr Field date_of_event = must<&Event::date>("date", kinds::date, "the day on which it happened");

}  // namespace earned
