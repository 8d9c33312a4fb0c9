// JSON Schema (draft 2020-12) out of a shape. A kind that has a name, and every record, is defined
// once under $defs and referred to.
#include "contract/decode.h"
#include "contract/envelope.h"
#include "contract/shape_kinds.h"
#include "contract/shape_text.h"

#include <map>

namespace earned {

namespace {

using Fields = std::vector<Value::Field>;

Value text(std::string_view text) { return Value::text(std::string(text)); }
Value number(std::string token) { return Value::number(std::move(token)); }
Value reference(std::string_view name) { return Value::record({{"$ref", text("#/$defs/" + std::string(name))}}); }
Value any_of(std::vector<Value> either) { return Value::record({{"anyOf", Value::list(std::move(either))}}); }

// One more thing that an anyOf allows.
Value either(Value any, Value other)
{
    any.fields().front().second.items().push_back(std::move(other));
    return any;
}

Value texts(std::span<const std::string_view> words)
{
    std::vector<Value> items;
    for (const std::string_view word : words)
        if (!word.empty()) items.push_back(text(word));
    return Value::list(std::move(items));
}

class Writer {
public:
    Value kind(const Kind& kind);
    Value record(const Shape& shape);
    void define(std::string_view name, Value schema) { defined_.emplace(std::string(name), std::move(schema)); }
    // What the amounts of a record are when its currency has so many decimals; null: it has no amounts.
    Value amounts(const Shape& shape, int places);
    Value definitions() const;

private:
    Value inline_kind(const Kind& kind);
    Value price_range();
    Value term();
    Value decimal(const Kind& kind);
    Value amount(const Kind& kind, int places);

    std::map<std::string, Value, std::less<>> defined_;
};

// A number by its value, or a text by its digits.
Value Writer::decimal(const Kind& kind)
{
    const std::string limit = "1" + std::string(most_whole_digits, '0');
    const std::string step =
        kind.places == 0 ? "1" : "0." + std::string(static_cast<std::size_t>(kind.places - 1), '0') + "1";
    Fields fields = {{"type", text("number")}, {"multipleOf", number(step)}};
    if (kind.bound == Bound::any)
        fields.emplace_back("exclusiveMinimum", number("-" + limit));
    else
        fields.emplace_back(kind.bound == Bound::positive ? "exclusiveMinimum" : "minimum", number("0"));
    if (kind.bound == Bound::share)
        fields.emplace_back("maximum", number("1"));
    else if (kind.bound == Bound::hundred)
        fields.emplace_back("maximum", number("100"));
    else
        fields.emplace_back("exclusiveMaximum", number(limit));
    return any_of({Value::record(std::move(fields)),
                   Value::record({{"type", text("string")}, {"pattern", text(decimal_pattern(kind))}})});
}

Value Writer::price_range()
{
    Value low_and_high = Value::record({{"low", kind(kinds::price)}, {"high", kind(kinds::price)}});
    return any_of({kind(kinds::price), Value::record({{"type", text("object")},
                                                      {"properties", std::move(low_and_high)},
                                                      {"required", Value::list({text("low"), text("high")})},
                                                      {"additionalProperties", Value::boolean(false)}})});
}

Value Writer::term()
{
    return Value::record(
        {{"type", text("array")}, {"items", kind(kinds::date)}, {"minItems", number("2")}, {"maxItems", number("2")}});
}

Value tags()
{
    Value word = Value::record({{"type", Value::list({text("string"), text("number"), text("boolean")})},
                                {"pattern", text(pattern(kinds::text))}});
    Value name = Value::record(
        {{"pattern", text(pattern(kinds::name))}, {"maxLength", Value::number(std::int64_t{most_characters})}});
    return Value::record(
        {{"type", text("object")}, {"propertyNames", std::move(name)}, {"additionalProperties", std::move(word)}});
}

Value Writer::inline_kind(const Kind& kind)
{
    const auto a_text = [&] { return Value::record({{"type", text("string")}, {"pattern", text(pattern(kind))}}); };
    switch (kind.form) {
        case Form::text:
        case Form::date:
        case Form::period:
        case Form::day_of_year:
        case Form::country:
        case Form::interval:
        case Form::terms:
        case Form::percent:
            return a_text();
        case Form::name: {
            Value written = a_text();
            written.fields().emplace_back("maxLength", Value::number(std::int64_t{most_characters}));
            return any_of({std::move(written),
                           Value::record({{"type", text("integer")},
                                          {"minimum", number("0")},
                                          {"exclusiveMaximum", number("1" + std::string(most_whole_digits, '0'))}})});
        }
        case Form::choice:
            return Value::record({{"enum", texts(kind.allowed)}});
        case Form::currency: {
            std::vector<Value> codes;
            for (const Currency currency : Currency::all()) codes.push_back(text(currency.code()));
            return Value::record({{"enum", Value::list(std::move(codes))}});
        }
        case Form::decimal:
            return decimal(kind);
        case Form::quantity:
            return either(decimal(kind), Value::record({{"const", text("open")}}));
        case Form::discount:
            return either(decimal(kind), this->kind(kinds::percent));
        case Form::whole:
            return Value::record({{"type", text("integer")},
                                  {"minimum", Value::number(std::int64_t{kind.least})},
                                  {"maximum", Value::number(std::int64_t{kind.most})}});
        case Form::boolean:
            return Value::record({{"type", text("boolean")}});
        case Form::truth:
            return Value::record({{"const", Value::boolean(true)}});
        case Form::price_range:
            return price_range();
        case Form::term:
            return term();
        case Form::tags:
            return tags();
        case Form::list: {
            Fields fields = {{"type", text("array")}, {"items", this->kind(*kind.item)}};
            if (kind.fewest > 0) fields.emplace_back("minItems", Value::number(static_cast<std::int64_t>(kind.fewest)));
            return Value::record(std::move(fields));
        }
        case Form::record:
            return record(*kind.record);
    }
    return {};
}

Value Writer::kind(const Kind& kind)
{
    const std::string_view name = kind.form == Form::record ? kind.record->name : kind.name;
    if (name.empty()) return inline_kind(kind);
    if (defined_.find(name) == defined_.end()) {
        Value made = inline_kind(kind);
        if (kind.form != Form::record) made.fields().emplace_back("description", text(kind.words));
        define(name, std::move(made));
    }
    return reference(name);
}

Value required(std::string_view name) { return Value::record({{"required", Value::list({text(name)})}}); }

// One rule as constraints, all of which must hold.
void add_rule(const ShapeRule& rule, std::vector<Value>& all)
{
    std::vector<Value> each;
    for (const std::string_view name : rule.names)
        if (!name.empty()) each.push_back(required(name));
    const auto never = [](std::string_view one, std::string_view other) {
        return Value::record({{"not", Value::record({{"required", Value::list({text(one), text(other)})}})}});
    };
    switch (rule.together) {
        case Together::exactly_one:
            all.push_back(Value::record({{"oneOf", Value::list(std::move(each))}}));
            return;
        case Together::at_least_one:
            all.push_back(any_of(std::move(each)));
            return;
        case Together::at_most_one:
            for (std::size_t one = 0; one < each.size(); ++one)
                for (std::size_t other = one + 1; other < each.size(); ++other)
                    all.push_back(never(rule.names[one], rule.names[other]));
            return;
        case Together::first_excludes_rest:
            for (std::size_t other = 1; other < each.size(); ++other)
                all.push_back(never(rule.names[0], rule.names[other]));
            return;
        case Together::months_from_a_first: {
            const Value on_a_first = Value::record({{"pattern", text("-01$")}});
            const Value weeks = Value::record({{"not", Value::record({{"const", text("monthly")}})}});
            all.push_back(any_of({Value::record({{"properties", Value::record({{"fiscal_year_start", on_a_first}})}}),
                                  Value::record({{"required", Value::list({text("calendar")})},
                                                 {"properties", Value::record({{"calendar", weeks}})}})}));
            return;
        }
    }
}

Value Writer::record(const Shape& shape)
{
    Fields properties;
    std::vector<Value> must, all;
    for (const Field& field : shape.fields) {
        Value schema = kind(field.kind);
        if (!field.says.empty()) schema.fields().emplace_back("description", text(field.says));
        properties.emplace_back(std::string(field.name), std::move(schema));
        if (field.need == Need::must) must.push_back(text(field.name));
    }
    for (std::size_t at = 0; at < shape.rule_count; ++at) add_rule(shape.rules[at], all);
    Fields fields = {{"type", text("object")}, {"properties", Value::record(std::move(properties))}};
    if (!must.empty()) fields.emplace_back("required", Value::list(std::move(must)));
    if (!all.empty()) fields.emplace_back("allOf", Value::list(std::move(all)));
    fields.emplace_back("additionalProperties", Value::boolean(false));
    return Value::record(std::move(fields));
}

// What the decimals of a currency add to a kind; null: nothing.
Value Writer::amount(const Kind& kind, int places)
{
    if (kind.form == Form::record) return amounts(*kind.record, places);
    if (kind.form == Form::list) {
        Value item = amount(*kind.item, places);
        return item.is_null() ? Value() : Value::record({{"items", std::move(item)}});
    }
    if (!kind.money || places >= kind.places) return {};
    Kind narrower = kind;
    narrower.places = places;
    const std::string name = std::string(kind.name) + "_" + std::to_string(places);
    if (defined_.find(name) == defined_.end()) define(name, inline_kind(narrower));
    return reference(name);
}

Value Writer::amounts(const Shape& shape, int places)
{
    if (!shape.name.ends_with("_data")) {
        const std::string name = std::string(shape.name) + "_" + std::to_string(places);
        if (defined_.find(name) != defined_.end()) return reference(name);
    }
    Fields narrowed;
    for (const Field& field : shape.fields) {
        Value schema = amount(field.kind, places);
        if (!schema.is_null()) narrowed.emplace_back(std::string(field.name), std::move(schema));
    }
    if (narrowed.empty()) return {};
    Value made = Value::record({{"properties", Value::record(std::move(narrowed))}});
    if (shape.name.ends_with("_data")) return made;
    const std::string name = std::string(shape.name) + "_" + std::to_string(places);
    define(name, std::move(made));
    return reference(name);
}

Value Writer::definitions() const
{
    Fields fields;
    for (const auto& [name, schema] : defined_) fields.emplace_back(name, schema);
    return Value::record(std::move(fields));
}

// If the currency is one of so many decimals, then so are the amounts.
Value by_currency(Writer& writer, const EventShape& shape)
{
    std::vector<Value> cases;
    for (const int places : {0, 2, 3}) {
        std::vector<Value> codes;
        for (const Currency currency : Currency::all())
            if (currency.minor_digits() == places) codes.push_back(text(currency.code()));
        Value names_one = Value::record(
            {{"required", Value::list({text("currency")})},
             {"properties", Value::record({{"currency", Value::record({{"enum", Value::list(std::move(codes))}})}})}});
        cases.push_back(Value::record({{"if", std::move(names_one)}, {"then", writer.amounts(shape.data, places)}}));
    }
    return Value::list(std::move(cases));
}

Value attribute_schema(Attribute attribute, const EventShape& shape, Value data)
{
    const std::size_t place = static_cast<std::size_t>(attribute);
    Value name_or_null = Value::record({{"type", Value::list({text("string"), text("null")})},
                                        {"pattern", text(pattern(kinds::name))},
                                        {"maxLength", Value::number(std::int64_t{most_characters})}});
    switch (attribute) {
        case Attribute::specversion:
            return Value::record({{"const", text("1.0")}});
        case Attribute::type:
            return Value::record({{"const", text(shape.type)}});
        case Attribute::data:
            return data;
        case Attribute::time:
            return Value::record(
                {{"type", Value::list({text("string"), text("null")})}, {"pattern", text(instant_pattern())}});
        case Attribute::datacontenttype: {
            Value allowed = texts(content_types);
            allowed.items().push_back(Value::null());
            return Value::record({{"enum", std::move(allowed)}});
        }
        case Attribute::id:
        case Attribute::source:
        case Attribute::subject:
        case Attribute::by:
        case Attribute::approved_by:
        case Attribute::dataschema:
            break;
    }
    if (place < required_attributes) name_or_null.fields().front().second = text("string");
    return name_or_null;
}

// A list of words, as many on a line as there is room for.
void write_words(std::string& out, const std::vector<Value>& words, const std::string& indent)
{
    std::string line = indent + " ";
    out += "[\n";
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string word = json(words[at]) + (at + 1 < words.size() ? "," : "");
        if (line.size() + word.size() > 100) {
            out.append(line).append("\n");
            line = indent + " ";
        }
        line.append(" ").append(word);
    }
    out.append(line).append("\n").append(indent).append("]");
}

void write_indented(std::string& out, const Value& value, const std::string& indent)
{
    const bool is_list = value.is_list();
    const std::size_t size = is_list ? value.items().size() : value.is_record() ? value.fields().size() : 0;
    const std::string flat = json(value), deeper = indent + "  ";
    if (size == 0 || indent.size() + flat.size() <= 100) {
        out += flat;
        return;
    }
    if (is_list && value.items().front().is_text()) return write_words(out, value.items(), indent);
    out += is_list ? "[" : "{";
    for (std::size_t at = 0; at < size; ++at) {
        out.append(at == 0 ? "\n" : ",\n").append(deeper);
        if (!is_list) out.append(json(Value::text(value.fields()[at].first))).append(": ");
        write_indented(out, is_list ? value.items()[at] : value.fields()[at].second, deeper);
    }
    out.append("\n").append(indent).append(is_list ? "]" : "}");
}

}  // namespace

Value schema_of(std::string_view type)
{
    const EventShape* shape = event_shape(type);
    CHECK(shape != nullptr, "a schema is of one of the event types");
    Writer writer;
    Value data = writer.record(shape->data);
    if (shape->names_currency) {
        Value cases = by_currency(writer, *shape);
        const auto all = std::find_if(data.fields().begin(), data.fields().end(),
                                      [](const auto& field) { return field.first == "allOf"; });
        CHECK(all == data.fields().end(), "an event in a named currency has no other rules");
        data.fields().emplace_back("allOf", std::move(cases));
    }
    Fields properties;
    for (std::size_t place = 0; place < attribute_names.size(); ++place)
        properties.emplace_back(std::string(attribute_names[place]),
                                attribute_schema(static_cast<Attribute>(place), *shape, data));
    Value extension =
        Value::record({{"type", Value::list({text("string"), text("number"), text("boolean"), text("null")})}});
    return Value::record({{"$schema", text("https://json-schema.org/draft/2020-12/schema")},
                          {"$id", text("urn:earned:schema:" + std::string(type))},
                          {"title", text(type)},
                          {"description", text(shape->says)},
                          {"type", text("object")},
                          {"properties", Value::record(std::move(properties))},
                          {"required", texts(std::span(attribute_names).first(required_attributes))},
                          {"propertyNames", Value::record({{"pattern", text(extension_pattern)}})},
                          {"additionalProperties", std::move(extension)},
                          {"$defs", writer.definitions()}});
}

std::string schema_text(std::string_view type)
{
    std::string out;
    write_indented(out, schema_of(type), "");
    return out + "\n";
}

}  // namespace earned
