#include "app/explain_yaml.h"

#include "base/date.h"
#include "base/decimal.h"

#include <algorithm>
#include <cctype>

namespace earned::app {

namespace {

constexpr std::size_t widest_line = 118;

bool is_plain(const std::string& text)
{
    if (text.empty() || Decimal::parse(text)) return false;
    if (Date::parse(text)) return true;
    if (std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
    for (const char* word :
         {"true", "false", "null", "yes",  "no",    "on",   "off", "y",  "n",  "True", "False", "Null", "Yes",
          "No",   "On",    "Off",  "TRUE", "FALSE", "NULL", "YES", "NO", "ON", "OFF",  "Y",     "N"})
        if (text == word) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == '/';
    });
}

std::string quoted(const std::string& text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += std::string("\\") + c;
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\t')
            quoted += "\\t";
        else if (c == '\r')
            quoted += "\\r";
        else
            quoted += c;
    }
    return quoted + "\"";
}

std::string block(const Value& value, std::size_t indent)
{
    const std::string margin(indent, ' ');
    std::string text;
    for (const auto& [name, field] : value.fields()) {
        const std::string flow = yaml_flow(field);
        const bool fits = indent + name.size() + 2 + flow.size() <= widest_line;
        if (fits || !field.is_list() || field.items().empty()) {
            text += margin + yaml_scalar(name) + ": " + flow + "\n";
            continue;
        }
        text += margin + yaml_scalar(name) + ":\n";
        for (const Value& item : field.items()) text += margin + "  - " + yaml_flow(item) + "\n";
    }
    return text;
}

}  // namespace

std::string yaml_scalar(const std::string& text) { return is_plain(text) ? text : quoted(text); }

std::string yaml_flow(const Value& value)
{
    if (value.is_text()) return yaml_scalar(value.text());
    if (value.is_list()) {
        std::string text;
        for (const Value& item : value.items()) text += (text.empty() ? "" : ", ") + yaml_flow(item);
        return "[" + text + "]";
    }
    if (value.is_record()) {
        std::string text;
        for (const auto& [name, field] : value.fields())
            text += (text.empty() ? "" : ", ") + yaml_scalar(name) + ": " + yaml_flow(field);
        return "{" + text + "}";
    }
    return json(value);
}

std::string yaml_event(const std::string& type, const Value& data)
{
    const std::string flow = yaml_flow(data);
    if (type.size() + flow.size() + 6 <= widest_line || !data.is_record()) return "  - " + type + ": " + flow + "\n";
    return "  - " + type + ":\n" + block(data, 6);
}

}  // namespace earned::app
