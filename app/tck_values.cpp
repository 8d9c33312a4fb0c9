#include "app/tck_values.h"

namespace earned::app {

namespace {

using feel::Value;

std::string attribute_of(pugi::xml_node node, std::string_view name)
{
    for (const pugi::xml_attribute each : node.attributes()) {
        const std::string_view called = each.name();
        const std::size_t colon = called.find(':');
        if (called.substr(colon == std::string_view::npos ? 0 : colon + 1) == name) return each.value();
    }
    return {};
}

template <class T>
Value value_or_null(std::optional<T> value)
{
    return value ? Value(std::move(*value)) : Value();
}

Value simple(pugi::xml_node node)
{
    if (attribute_of(node, "nil") == "true") return {};
    std::string type = attribute_of(node, "type");
    type.erase(0, type.find(':') + 1);
    const std::string text = node.text().get();
    if (type == "boolean") return Value(text == "true" || text == "1");
    if (type == "decimal" || type == "double" || type == "integer") return value_or_null(Decimal::parse_rounded(text));
    if (type == "date") return value_or_null(feel::parse_date(text));
    if (type == "time") return value_or_null(feel::parse_time(text));
    if (type == "dateTime") {
        if (auto moment = feel::parse_date_time(text)) return Value(std::move(*moment));
        return value_or_null(feel::parse_date(text));
    }
    if (type == "duration") {
        if (const auto days = feel::parse_days_duration(text)) return Value(*days);
        return value_or_null(feel::parse_months_duration(text));
    }
    return Value(text);
}

bool close(const Decimal& one, const Decimal& other)
{
    const auto apart = checked_subtract(one, other);
    return apart && apart->abs() < Decimal::of(1, -8);
}

}  // namespace

std::string_view tck_name(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node tck_child(pugi::xml_node node, std::string_view name)
{
    for (const pugi::xml_node each : node.children())
        if (tck_name(each) == name) return each;
    return {};
}

Value tck_value(pugi::xml_node node)
{
    if (const pugi::xml_node value = tck_child(node, "value")) return simple(value);
    if (const pugi::xml_node list = tck_child(node, "list")) {
        if (attribute_of(list, "nil") == "true") return {};
        feel::Items items;
        for (const pugi::xml_node each : list.children())
            if (tck_name(each) == "item") items.push_back(tck_value(each));
        return Value(std::move(items));
    }
    if (!tck_child(node, "component")) return {};
    feel::Context context;
    for (const pugi::xml_node each : node.children())
        if (tck_name(each) == "component") context.put(each.attribute("name").value(), tck_value(each));
    return Value(std::move(context));
}

bool tck_same(const Value& expected, const Value& given)
{
    if (expected.kind() != given.kind()) return false;
    if (expected.number()) return close(*expected.number(), *given.number());
    if (expected.list()) {
        if (expected.list()->size() != given.list()->size()) return false;
        for (std::size_t at = 0; at < given.list()->size(); ++at)
            if (!tck_same((*expected.list())[at], (*given.list())[at])) return false;
        return true;
    }
    if (expected.context()) {
        if (expected.context()->entries().size() != given.context()->entries().size()) return false;
        for (const auto& [name, value] : expected.context()->entries()) {
            const Value* other = given.context()->find(name);
            if (!other || !tck_same(value, *other)) return false;
        }
        return true;
    }
    return feel::equal(expected, given) == true;
}

}  // namespace earned::app
