#include "rules/feel/builtin.h"
#include "rules/feel/strings.h"

#include <array>

namespace earned::feel {

namespace {

Value text_made(const Given& given, std::string text)
{
    given.run.grow(text.size());
    return Value(std::move(text));
}

Value part(const Given& given)
{
    const auto cut = [&](std::size_t at) { return given.number(at).integral(Round::down).to_int64(); };
    const auto start = cut(1), length = given.has(2) ? cut(2) : std::nullopt;
    if (!start || (given.has(2) && !length)) return given.null("substring: no string is so long");
    auto found = substring(given.string(0), *start, length);
    return found ? text_made(given, std::move(*found)) : given.null("substring: the string has no such place");
}

template <bool (*has)(const std::string&, const std::string&)>
Value whether(const Given& given)
{
    return Value(has(given.string(0), given.string(1)));
}
bool contains(const std::string& text, const std::string& match) { return text.find(match) != std::string::npos; }
bool starts(const std::string& text, const std::string& match) { return text.starts_with(match); }
bool ends(const std::string& text, const std::string& match) { return text.ends_with(match); }

std::string flags_of(const Given& given, std::size_t at) { return given.has(at) ? given.string(at) : std::string(); }

Value matching(const Given& given)
{
    const auto answer = feel::matches(given.string(0), given.string(1), flags_of(given, 2));
    return answer ? Value(*answer) : given.null("matches: " + answer.fault().what);
}

Value replaced(const Given& given)
{
    auto answer = feel::replace(given.string(0), given.string(1), given.string(2), flags_of(given, 3));
    return answer ? text_made(given, std::move(*answer)) : given.null("replace: " + answer.fault().what);
}

Value parted(const Given& given)
{
    const auto answer = feel::split(given.string(0), given.string(1));
    if (!answer) return given.null("split: " + answer.fault().what);
    Items items;
    for (const std::string& each : *answer) items.emplace_back(each);
    given.run.grow(items.size() + given.string(0).size());
    return Value(std::move(items));
}

Value joined(const Given& given)
{
    std::string all;
    bool first = true;
    for (const Value& item : given.list(0)) {
        if (item.is_null()) continue;
        if (!item.string()) return given.null("string join: a list of strings is wanted");
        if (!first && given.has(1)) all += given.string(1);
        first = false;
        all += *item.string();
        given.run.grow(item.string()->size());
    }
    return text_made(given, std::move(all));
}

constexpr std::array<BuiltinRow, 13> strings_rows{{
    {"substring", "string: string, start position: number, length: number?", part},
    {"string length", "string: string",
     [](const Given& given) { return Value::number(static_cast<std::int64_t>(string_length(given.string(0)))); }},
    {"upper case", "string: string", [](const Given& given) { return text_made(given, upper_case(given.string(0))); }},
    {"lower case", "string: string", [](const Given& given) { return text_made(given, lower_case(given.string(0))); }},
    {"substring before", "string: string, match: string",
     [](const Given& given) { return text_made(given, substring_before(given.string(0), given.string(1))); }},
    {"substring after", "string: string, match: string",
     [](const Given& given) { return text_made(given, substring_after(given.string(0), given.string(1))); }},
    {"replace", "input: string, pattern: string, replacement: string, flags: string?|null", replaced},
    {"contains", "string: string, match: string", whether<contains>},
    {"starts with", "string: string, match: string", whether<starts>},
    {"ends with", "string: string, match: string", whether<ends>},
    {"matches", "input: string, pattern: string, flags: string?|null", matching},
    {"split", "string: string, delimiter: string", parted},
    {"string join", "list: list, delimiter: string?|null", joined},
}};

}  // namespace

std::span<const BuiltinRow> string_builtins() { return strings_rows; }

}  // namespace earned::feel
