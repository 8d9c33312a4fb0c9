// Records, lists and the values that are made of more than one.
#include "contract/shape_kinds.h"
#include "contract/shape_text.h"

#include <algorithm>
#include <bit>

namespace earned {

namespace {

std::string names_of(std::span<const std::string_view> names, std::string_view joint)
{
    std::string said;
    for (const std::string_view name : names) {
        if (name.empty()) continue;
        if (!said.empty()) said += joint;
        said.append("`").append(name).append("`");
    }
    return said;
}

struct FieldPlace {
    std::string path;  // as `lines/…/billing/pricing/tiers/…/flat`
    std::size_t depth = 0;
};

// Where in the event a field of this name may stand; a record that contains itself is gone into once on each way.
void find_places(std::string_view name, const Shape& shape, const std::string& path, std::vector<const Shape*>& above,
                 std::vector<FieldPlace>& found)
{
    if (std::ranges::find(above, &shape) != above.end()) return;
    if (shape.place(name) != Shape::none) found.push_back({path + std::string(name), above.size()});
    above.push_back(&shape);
    for (const Field& field : shape.fields) {
        const Kind* kind = &field.kind;
        while (kind->item != nullptr) kind = kind->item;
        if (kind->record == nullptr) continue;
        const std::string_view joint = field.kind.item == nullptr ? "/" : "/…/";
        find_places(name, *kind->record, path + std::string(field.name) + std::string(joint), above, found);
    }
    above.pop_back();
}

// The places that lie highest, of few: nobody means one of many.
std::vector<FieldPlace> places_of(std::string_view name, const Shape* whole)
{
    constexpr std::size_t few = 3;
    std::vector<const Shape*> above;
    std::vector<FieldPlace> found;
    if (whole != nullptr) find_places(name, *whole, "", above, found);
    if (found.empty()) return found;
    const std::size_t highest = std::ranges::min(found, {}, &FieldPlace::depth).depth;
    std::erase_if(found, [&](const FieldPlace& place) { return place.depth != highest; });
    if (found.size() > few) found.clear();
    return found;
}

std::string place_meant(std::string_view name, const Shape& shape, const Shape* whole)
{
    const std::vector<FieldPlace> places = places_of(name, whole);
    if (places.size() == 1) return "it belongs at `" + places.front().path + "`: put it there";
    std::vector<std::string_view> known;
    for (const FieldPlace& place : places) known.push_back(place.path);
    if (!known.empty()) return "it belongs at one of " + names_of(known, ", ") + ": put it there";
    for (const Field& field : shape.fields) known.push_back(field.name);
    const std::string_view meant = nearest(name, known);
    return meant.empty() ? "leave it out, or put it under `attributes`; see docs/events.md"
                         : "did you mean `" + std::string(meant) + "`?";
}

bool refuse_unknown(std::string_view name, const Shape& shape, Decoding& reading)
{
    return reading.refuse_at(name, "field-unknown", "there is no field '" + std::string(name.substr(0, 60)) + "' here",
                             place_meant(name, shape, reading.whole));
}

bool refuse_missing(std::uint64_t missing, const Shape& shape, Decoding& reading)
{
    const std::string name(shape.fields[static_cast<std::size_t>(std::countr_zero(missing))].name);
    return reading.refuse_at(name, "field-missing", "the field `" + name + "` is required",
                             "add it: see docs/events.md");
}

bool starts_on_a_first(const ValueView& record)
{
    const ValueView* start = record.find("fiscal_year_start");
    const ValueView* calendar = record.find("calendar");
    if (start == nullptr || !start->is_text() || start->text().ends_with("-01")) return true;
    return calendar != nullptr && calendar->is_text() && calendar->text() != "monthly";
}

bool keeps(const ShapeRule& rule, std::uint64_t seen, const ValueView& value, Decoding& reading)
{
    const int count = std::popcount(seen & rule.fields);
    const auto refuse = [&](std::string_view code, const std::string& what) {
        return reading.refuse(code, what, "see docs/events.md for what goes together");
    };
    switch (rule.together) {
        case Together::exactly_one:
            if (count == 1) return true;
            return refuse(count == 0 ? "field-missing" : "fields-exclusive",
                          "exactly one of " + names_of(rule.names, ", ") + " belongs here");
        case Together::at_most_one:
            if (count <= 1) return true;
            return refuse("fields-exclusive", "only one of " + names_of(rule.names, ", ") + " may stand here");
        case Together::at_least_one:
            if (count >= 1) return true;
            return refuse("field-missing", "one of " + names_of(rule.names, ", ") + " belongs here");
        case Together::first_excludes_rest:
            if ((seen >> rule.first & 1) == 0 || count <= 1) return true;
            return refuse("fields-exclusive", "`" + std::string(rule.names[0]) + "` stands without " +
                                                  names_of(std::span(rule.names).subspan(1), ", "));
        case Together::months_from_a_first:
            if (starts_on_a_first(value)) return true;
            return reading.refuse_at("fiscal_year_start", "not-allowed",
                                     "a fiscal year of months starts on the first of one",
                                     "write MM-01, or name a calendar of weeks");
    }
    return false;
}

}  // namespace

std::string Decoding::where() const
{
    std::vector<const Step*> steps;
    for (const Step* step = at_; step != nullptr; step = step->above_) steps.push_back(step);
    std::string path;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        path = (*step)->name_.data() == nullptr ? pointer(path, (*step)->index_) : pointer(path, (*step)->name_);
    return path;
}

bool Decoding::refuse(std::string_view code, std::string what, std::string hint)
{
    if (!fault_) fault_ = Fault{std::string(code), where(), std::move(what), std::move(hint)};
    return false;
}

bool Decoding::refuse_at(std::string_view name, std::string_view code, std::string what, std::string hint)
{
    const Step step(*this, name);
    return refuse(code, std::move(what), std::move(hint));
}

bool read_record(void* record, const ValueView& value, const Shape& shape, Decoding& reading)
{
    if (!value.is_record())
        return reading.refuse("wrong-type", "a record (named fields) belongs here",
                              "write {…} with the fields of docs/events.md");
    std::uint64_t seen = 0;
    for (const ValueView::Field& given : value.fields()) {
        const std::size_t place = shape.place(given.name);
        if (place == Shape::none) return refuse_unknown(given.name, shape, reading);
        const Field& field = shape.fields[place];
        const Decoding::Step step(reading, field.name);
        const std::uint64_t bit = std::uint64_t{1} << place;
        if ((seen & bit) != 0) return reading.refuse("field-twice", "the field stands here twice", "keep one of them");
        seen |= bit;
        if (!field.read(record, given.value, field.kind, reading)) return false;
    }
    if (const std::uint64_t missing = shape.must & ~seen) return refuse_missing(missing, shape, reading);
    for (std::size_t at = 0; at < shape.rule_count; ++at)
        if (!keeps(shape.rules[at], seen, value, reading)) return false;
    return true;
}

bool read_list(const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_list()) return reading.refuse("wrong-type", "a list belongs here", "write […], even for one");
    if (value.items().size() >= kind.fewest) return true;
    return reading.refuse("too-few-items", "the list has too few items",
                          "give at least " + std::to_string(kind.fewest));
}

bool read_choice(std::size_t& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    const auto all = [&] { return names_of(kind.allowed, ", "); };
    if (!value.is_text()) return reading.refuse("wrong-type", "a word belongs here", "write one of " + all());
    for (std::size_t place = 0; place < kind.allowed.size(); ++place) {
        if (kind.allowed[place] != value.text()) continue;
        out = place;
        return true;
    }
    const std::string_view meant = nearest(value.text(), kind.allowed);
    return reading.refuse(
        "not-allowed", "'" + std::string(value.text().substr(0, 60)) + "' is not a word that may stand here",
        meant.empty() ? "write one of " + all() : "did you mean `" + std::string(meant) + "`? It may be " + all());
}

bool read_as(Term& out, const ValueView& value, const Kind&, Decoding& reading)
{
    if (!value.is_list() || value.items().size() != 2)
        return reading.refuse("wrong-type", "[first day, last day] belongs here",
                              "write two dates, as [2026-01-01, 2026-12-31]");
    const std::span<const ValueView> days = value.items();
    for (std::size_t index = 0; index < 2; ++index) {
        const Decoding::Step step(reading, index);
        if (!read_as(index == 0 ? out.first : out.last, days[index], kinds::date, reading)) return false;
    }
    return true;
}

namespace {

constexpr Field range_fields[] = {
    must<&PriceRange::low>("low", kinds::price),
    must<&PriceRange::high>("high", kinds::price),
};

}  // namespace

constexpr Shape price_range_shape = shape("price_range_record", range_fields);

bool read_as(PriceRange& out, const ValueView& value, const Kind&, Decoding& reading)
{
    if (value.is_record()) return read_record(&out, value, price_range_shape, reading);
    if (!read_as(out.low, value, kinds::price, reading)) return false;
    out.high = out.low;
    return true;
}

bool read_as(Discount& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (value.is_text() && value.text().ends_with('%'))
        return read_as(out.percent.emplace(), value, kinds::percent, reading);
    return read_as(out.amount.emplace(), value, kind, reading);
}

// Tags and policies: a name each, with a text, a number or a boolean, which are kept as texts.
bool read_as(Attributes& out, const ValueView& value, const Kind&, Decoding& reading)
{
    if (!value.is_record())
        return reading.refuse("wrong-type", "a record (names with values) belongs here", "write {name: value, …}");
    for (const auto& [name, tag] : value.fields()) {
        const Decoding::Step step(reading, name);
        if (!matches(kinds::name, name))
            return reading.refuse("not-a-name", "this is no name", "use up to 200 letters");
        std::string text;
        if (tag.is_boolean())
            text = tag.boolean() ? "true" : "false";
        else if (tag.is_number())
            text = canonical(tag);
        else if (!read_as(text, tag, kinds::text, reading))
            return false;
        if (!out.emplace(std::string(name), std::move(text)).second)
            return reading.refuse("field-twice", "the name stands here twice", "keep one of them");
    }
    return true;
}

}  // namespace earned
