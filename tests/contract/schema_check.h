// A small validator of JSON Schema 2020-12: the keywords that our schemas use, and no others (an
// unknown one is an error). It knows nothing of the decoder; numbers are compared exactly.
#pragma once

#include "base/decimal.h"
#include "base/value.h"

#include <algorithm>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace earned {

class SchemaCheck {
public:
    explicit SchemaCheck(Value schema) : root_(std::move(schema)) {}
    bool accepts(const Value& instance) { return keeps(root_, instance); }

private:
    static bool is_number(const Value& value) { return value.is_number(); }

    // Nothing when the number is beyond any bound that a schema has.
    static std::optional<Decimal> decimal(const Value& value)
    {
        const std::optional<Decimal> written = Decimal::parse(value.number_token());
        return written ? written : Decimal::parse(canonical(value));
    }
    static Decimal bound(const Value& value) { return decimal(value).value(); }

    static bool is_of(const Value& instance, const std::string& type)
    {
        if (type == "null") return instance.is_null();
        if (type == "boolean") return instance.is_boolean();
        if (type == "number") return instance.is_number();
        if (type == "string") return instance.is_text();
        if (type == "array") return instance.is_list();
        if (type == "object") return instance.is_record();
        if (type != "integer") throw std::logic_error("no type " + type);
        return instance.is_number() && decimal(instance) && decimal(instance)->is_integer();
    }
    static bool has_type(const Value& types, const Value& instance)
    {
        if (types.is_text()) return is_of(instance, types.text());
        return std::any_of(types.items().begin(), types.items().end(),
                           [&](const Value& type) { return is_of(instance, type.text()); });
    }
    static std::size_t characters(const std::string& text)
    {
        return static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }));
    }
    bool matches(const std::string& pattern, const std::string& text)
    {
        auto known = patterns_.find(pattern);
        if (known == patterns_.end()) known = patterns_.emplace(pattern, Pattern{std::regex(pattern), {}}).first;
        const auto [tried, is_new] = known->second.tried.emplace(text, false);
        if (is_new) tried->second = std::regex_search(text, known->second.expression);
        return tried->second;
    }
    static bool same(const Value& left, const Value& right)
    {
        return left.is_text() && right.is_text() ? left.text() == right.text() : left == right;
    }
    static bool is_among(const std::vector<Value>& values, const Value& instance)
    {
        return std::any_of(values.begin(), values.end(), [&](const Value& value) { return same(value, instance); });
    }
    bool keeps_number(const std::string& keyword, const Value& wanted, const Value& instance)
    {
        const std::optional<Decimal> number = decimal(instance);
        if (!number) return false;  // so large or so small that every one of our bounds is broken
        if (keyword == "minimum") return *number >= bound(wanted);
        if (keyword == "maximum") return *number <= bound(wanted);
        if (keyword == "exclusiveMinimum") return *number > bound(wanted);
        if (keyword == "exclusiveMaximum") return *number < bound(wanted);
        return number->reduced().places() <= bound(wanted).places();  // multipleOf: ours are 1, 0.1, 0.01 ...
    }
    const Value& resolved(const std::string& reference)
    {
        const Value* found = root_.find("$defs")->find(reference.substr(std::string("#/$defs/").size()));
        if (found == nullptr) throw std::logic_error("no " + reference);
        return *found;
    }
    int count_kept(const Value& schemas, const Value& instance)
    {
        return static_cast<int>(std::count_if(schemas.items().begin(), schemas.items().end(),
                                              [&](const Value& schema) { return keeps(schema, instance); }));
    }
    bool keeps_properties(const Value& schema, const Value& instance)
    {
        const Value* properties = schema.find("properties");
        const Value* others = schema.find("additionalProperties");
        const Value* names = schema.find("propertyNames");
        for (const auto& [name, value] : instance.fields()) {
            const Value* known = properties != nullptr ? properties->find(name) : nullptr;
            if (known != nullptr && !keeps(*known, value)) return false;
            if (known == nullptr && others != nullptr && !keeps(*others, value)) return false;
            if (names != nullptr && !keeps(*names, Value::text(name))) return false;
        }
        return true;
    }
    bool keeps_keyword(const Value& schema, const std::string& keyword, const Value& wanted, const Value& instance)
    {
        static const std::set<std::string> numeric = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
                                                      "multipleOf"};
        static const std::set<std::string> silent = {
            "$schema", "$id", "$defs", "title", "description", "propertyNames", "additionalProperties", "then"};
        if (silent.count(keyword) > 0) return true;
        if (numeric.count(keyword) > 0) return !is_number(instance) || keeps_number(keyword, wanted, instance);
        if (keyword == "type") return has_type(wanted, instance);
        if (keyword == "const") return same(instance, wanted);
        if (keyword == "enum") return is_among(wanted.items(), instance);
        if (keyword == "$ref") return keeps(resolved(wanted.text()), instance);
        if (keyword == "pattern") return !instance.is_text() || matches(wanted.text(), instance.text());
        if (keyword == "maxLength")
            return !instance.is_text() || characters(instance.text()) <= std::stoul(wanted.number_token());
        if (keyword == "minItems")
            return !instance.is_list() || instance.items().size() >= std::stoul(wanted.number_token());
        if (keyword == "maxItems")
            return !instance.is_list() || instance.items().size() <= std::stoul(wanted.number_token());
        if (keyword == "items")
            return !instance.is_list() || std::all_of(instance.items().begin(), instance.items().end(),
                                                      [&](const Value& item) { return keeps(wanted, item); });
        if (keyword == "properties") return true;  // with the other names, below
        if (keyword == "required")
            return !instance.is_record() ||
                   std::all_of(wanted.items().begin(), wanted.items().end(),
                               [&](const Value& name) { return instance.find(name.text()) != nullptr; });
        if (keyword == "anyOf") return count_kept(wanted, instance) >= 1;
        if (keyword == "oneOf") return count_kept(wanted, instance) == 1;
        if (keyword == "allOf") return count_kept(wanted, instance) == static_cast<int>(wanted.items().size());
        if (keyword == "not") return !keeps(wanted, instance);
        if (keyword == "if") return !keeps(wanted, instance) || keeps(*schema.find("then"), instance);
        throw std::logic_error("the keyword " + keyword + " is not known here");
    }
    bool keeps(const Value& schema, const Value& instance)
    {
        if (schema.is_boolean()) return schema.boolean();
        for (const auto& [keyword, wanted] : schema.fields())
            if (!keeps_keyword(schema, keyword, wanted, instance)) return false;
        return !instance.is_record() || keeps_properties(schema, instance);
    }

    Value root_;
    struct Pattern {
        std::regex expression;
        std::unordered_map<std::string, bool> tried;  // most texts are seen again and again
    };
    std::unordered_map<std::string, Pattern> patterns_;
};

}  // namespace earned
