// The attributes of a CloudEvents envelope: which there are and what they may say.
// Source: CloudEvents 1.0.2, and its JSON format (an attribute that is null is not set).
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace earned {

enum class Attribute {
    specversion,
    id,
    source,
    type,
    data,
    subject,
    time,
    by,
    approved_by,
    datacontenttype,
    dataschema
};

inline constexpr std::array<std::string_view, 11> attribute_names = {
    "specversion", "id",          "source",          "type",      "data", "subject", "time",
    "by",          "approved_by", "datacontenttype", "dataschema"};
constexpr std::size_t required_attributes = 5;  // the first ones

// Its place among the names, or their number.
constexpr std::size_t attribute_named(std::string_view name)
{
    for (std::size_t place = 0; place < attribute_names.size(); ++place)
        if (attribute_names[place].size() == name.size() && attribute_names[place][0] == name[0] &&
            attribute_names[place] == name)
            return place;
    return attribute_names.size();
}

inline constexpr std::array<std::string_view, 3> content_types = {"application/json", "application/json; charset=utf-8",
                                                                  "application/json;charset=utf-8"};

// Names of extensions, which are accepted and not kept: up to 20 small letters and digits.
constexpr bool is_extension(std::string_view name)
{
    if (name.empty() || name.size() > 20) return false;
    for (const char character : name)
        if ((character < 'a' || character > 'z') && (character < '0' || character > '9')) return false;
    return true;
}
inline constexpr std::string_view extension_pattern = "^([a-z0-9]{1,20}|approved_by)$";

}  // namespace earned
