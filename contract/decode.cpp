#include "contract/decode.h"

#include "contract/envelope.h"
#include "contract/shape_kinds.h"
#include "contract/shape_text.h"

#include <algorithm>

namespace earned {

namespace {

// `where`: the attribute that names the type; empty when the caller named it.
bool refuse_type(std::string_view type, std::string_view where, Decoding& reading)
{
    const std::string_view meant = nearest(type, event_types());
    std::string what = "there is no event type '" + std::string(type.substr(0, 60)) + "'";
    std::string hint =
        meant.empty() ? "see docs/events.md for the types" : "did you mean `" + std::string(meant) + "`?";
    if (where.empty()) return reading.refuse("type-unknown", std::move(what), std::move(hint));
    return reading.refuse_at(where, "type-unknown", std::move(what), std::move(hint));
}

// How many decimals the amounts of this event have, if it names its currency.
void note_currency(const EventShape& shape, const ValueView& data, Decoding& reading)
{
    if (!shape.names_currency) return;
    const ValueView* named = data.find("currency");
    if (named == nullptr || !named->is_text()) return;
    const std::optional<Currency> currency = Currency::parse(named->text());
    if (!currency) return;  // refused when its turn comes
    reading.money_places = currency->minor_digits();
    reading.currency = named->text();
}

Date last_day(const std::string& period) { return Date::parse(period + "-01")->last_of_month(); }

void fill_in_date(const EventShape& shape, const ValueView& data, Event& event)
{
    if (shape.date_from == DateFrom::document || data.find("date") != nullptr) return;
    if (const auto* closed = std::get_if<PeriodClosed>(&event.fact)) event.date = last_day(closed->period);
    if (const auto* reopened = std::get_if<PeriodReopened>(&event.fact)) event.date = last_day(reopened->period);
    if (const auto* rules = std::get_if<RulesActivated>(&event.fact)) event.date = rules->from;
}

bool read_data(const EventShape& shape, const ValueView& data, Event& event, Decoding& reading)
{
    shape.begin(event);
    reading.whole = &shape.data;
    note_currency(shape, data, reading);
    if (!read_record(&event, data, shape.data, reading)) return false;
    fill_in_date(shape, data, event);
    return true;
}

// The attributes of an envelope, each in its place; null where it is not set.
using Attributed = std::array<const ValueView*, attribute_names.size()>;

bool refuse_attribute(std::string_view name, Decoding& reading)
{
    const std::string_view meant = nearest(name, attribute_names);
    std::string hint = "leave it out; the fields of an event stand under `data`";
    if (event_shape("order.fulfilled")->data.place(name) == Shape::none && !meant.empty())
        hint = "did you mean `" + std::string(meant) + "`?";
    return reading.refuse_at(name, "envelope-unknown",
                             "an envelope has no attribute '" + std::string(name.substr(0, 60)) + "'", hint);
}

bool sort_attributes(const ValueView& envelope, Attributed& found, Decoding& reading)
{
    for (const auto& [name, value] : envelope.fields()) {
        const std::size_t known = attribute_named(name);
        if (known != attribute_names.size()) {
            const ValueView*& place = found[known];
            if (place != nullptr)
                return reading.refuse_at(name, "field-twice", "the attribute stands here twice", "keep one of them");
            place = &value;
        } else if (!is_extension(name)) {
            return refuse_attribute(name, reading);
        } else if (value.is_list() || value.is_record()) {
            return reading.refuse_at(name, "envelope-wrong-type",
                                     "an extension attribute is a text, a number or a boolean",
                                     "put the fields of the event under `data`");
        }
    }
    for (std::size_t at = 0; at < attribute_names.size(); ++at) {
        if (found[at] != nullptr && found[at]->is_null()) found[at] = nullptr;  // CloudEvents: not set
        if (found[at] != nullptr || at >= required_attributes) continue;
        return reading.refuse_at(
            attribute_names[at], "envelope-missing", "the envelope has no `" + std::string(attribute_names[at]) + "`",
            "add it: CloudEvents 1.0 requires specversion, id, source and type, and an event its data");
    }
    return true;
}

bool read_attribute(std::string& out, Attribute attribute, const Attributed& found, Decoding& reading)
{
    const ValueView* value = found[static_cast<std::size_t>(attribute)];
    if (value == nullptr) return true;
    const std::string_view name = attribute_names[static_cast<std::size_t>(attribute)];
    if (!value->is_text())
        return reading.refuse_at(name, "envelope-wrong-type", "the attribute is a text", "write it in quotes");
    const auto refuse = [&](std::string_view hint) {
        return reading.refuse_at(name, "envelope-value",
                                 "'" + std::string(value->text().substr(0, 60)) + "' may not stand here",
                                 std::string(hint));
    };
    if (attribute == Attribute::specversion && value->text() != "1.0") return refuse("write \"1.0\"");
    if (attribute == Attribute::time && !is_instant(value->text()))
        return refuse("write an instant as 2026-01-31T09:30:00Z");
    if (attribute == Attribute::datacontenttype &&
        std::find(content_types.begin(), content_types.end(), value->text()) == content_types.end())
        return refuse("write \"application/json\", or leave it out");
    if (!matches(kinds::name, value->text())) return refuse("write up to 200 characters, and no control characters");
    out = value->text();
    return true;
}

bool read_envelope(const ValueView& envelope, Event& event, Decoding& reading)
{
    if (!envelope.is_record())
        return reading.refuse("envelope-not-a-record", "an event is a JSON object",
                              "send CloudEvents: see docs/events.md");
    Attributed found{};
    if (!sort_attributes(envelope, found, reading)) return false;
    std::string unused, type;
    if (!read_attribute(unused, Attribute::specversion, found, reading) ||
        !read_attribute(event.id, Attribute::id, found, reading) ||
        !read_attribute(event.source, Attribute::source, found, reading) ||
        !read_attribute(type, Attribute::type, found, reading) ||
        !read_attribute(event.subject, Attribute::subject, found, reading) ||
        !read_attribute(event.time, Attribute::time, found, reading) ||
        !read_attribute(event.by, Attribute::by, found, reading) ||
        !read_attribute(event.approved_by, Attribute::approved_by, found, reading) ||
        !read_attribute(unused, Attribute::datacontenttype, found, reading) ||
        !read_attribute(unused, Attribute::dataschema, found, reading))
        return false;
    const EventShape* shape = event_shape(type);
    if (shape == nullptr) return refuse_type(type, "type", reading);
    const Decoding::Step step(reading, "data");
    return read_data(*shape, *found[static_cast<std::size_t>(Attribute::data)], event, reading);
}

}  // namespace

Result<Event> decode(const Value& envelope)
{
    ViewRoom room;
    return decode(view_of(envelope, room));
}

Result<Event> decode(const ValueView& envelope)
{
    Result<Event> decoded{Event{}};
    Decoding reading;
    if (!read_envelope(envelope, *decoded, reading)) decoded = *reading.fault();
    return decoded;
}

Result<Event> decode(std::string_view type, const Value& data)
{
    Result<Event> decoded{Event{}};
    Decoding reading;
    ViewRoom room;
    const EventShape* shape = event_shape(type);
    const bool sound =
        shape == nullptr ? refuse_type(type, {}, reading) : read_data(*shape, view_of(data, room), *decoded, reading);
    if (!sound) decoded = *reading.fault();
    return decoded;
}

std::vector<std::string_view> event_types()
{
    std::vector<std::string_view> types;
    for (const EventShape* shape : event_shapes()) types.push_back(shape->type);
    return types;
}

}  // namespace earned
