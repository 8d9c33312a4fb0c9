#include "rules/feel/strings.h"

#include <unicode/ucasemap.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace earned::feel {

namespace {

// The byte at which the character of that number (from 0) begins, or the text ends.
std::size_t byte_of(std::string_view text, std::size_t character)
{
    std::size_t place = 0;
    for (; place < text.size(); ++place) {
        if ((static_cast<unsigned char>(text[place]) & 0xC0) == 0x80) continue;
        if (character-- == 0) break;
    }
    return place;
}

using Mapping = std::int32_t (*)(const UCaseMap*, char*, std::int32_t, const char*, std::int32_t, UErrorCode*);

std::string mapped(std::string_view text, Mapping mapping)
{
    UErrorCode error = U_ZERO_ERROR;
    UCaseMap* const map = ucasemap_open("", 0, &error);
    std::string result(text.size() * 3 + 8, '\0');  // a character's case is at most three times as long
    const std::int32_t size = mapping(map, result.data(), static_cast<std::int32_t>(result.size()), text.data(),
                                      static_cast<std::int32_t>(text.size()), &error);
    ucasemap_close(map);
    result.resize(U_SUCCESS(error) ? static_cast<std::size_t>(size) : 0);
    return result;
}

Fault empty_pattern()
{
    return {.code = "pattern-empty",
            .where = "pattern",
            .what = "the pattern matches an empty text",
            .hint = "write a pattern that takes at least one character"};
}

// Each match after the other; a fault where the pattern matches an empty text.
template <class Each>
std::optional<Fault> each_match(const std::u32string& text, const Regex& pattern, const Each& each)
{
    std::size_t steps = Regex::most_steps;
    const Result<Regex::Places> nothing = pattern.find(U"", 0, steps);
    if (!nothing) return nothing.fault();
    if (!nothing->empty()) return empty_pattern();
    for (std::size_t from = 0;;) {
        const Result<Regex::Places> found = pattern.find(text, from, steps);
        if (!found) return found.fault();
        if (found->empty()) return std::nullopt;
        const auto [begin, end] = std::pair((*found)[0], (*found)[1]);
        if (begin == end) return empty_pattern();  // at an end of a line only
        each(*found);
        from = end;
    }
}

// A replacement's parts: text as it stands, or the number of a group.
struct Part {
    std::u32string text;
    std::size_t group = Regex::npos;
};

std::optional<std::vector<Part>> parts_of(const std::u32string& replacement, const Regex& pattern)
{
    if (pattern.is_literal()) return std::vector<Part>{{replacement}};
    std::vector<Part> parts(1);
    const auto digit_at = [&](std::size_t place) {
        return place < replacement.size() && replacement[place] >= '0' && replacement[place] <= '9';
    };
    for (std::size_t place = 0; place < replacement.size();) {
        const char32_t point = replacement[place++];
        if (point == '\\') {
            if (place == replacement.size() || (replacement[place] != '\\' && replacement[place] != '$'))
                return std::nullopt;
            parts.back().text += replacement[place++];
        } else if (point == '$') {
            if (!digit_at(place)) return std::nullopt;
            std::size_t group = replacement[place++] - '0';
            for (; digit_at(place) && group * 10 + (replacement[place] - '0') <= pattern.groups(); ++place)
                group = group * 10 + (replacement[place] - '0');
            parts.push_back({U"", group});
            parts.emplace_back();
        } else {
            parts.back().text += point;
        }
    }
    return parts;
}

}  // namespace

std::u32string code_points(std::string_view text)
{
    std::u32string points;
    points.reserve(text.size());
    const auto size = static_cast<std::int32_t>(text.size());
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::int32_t place = 0; place < size;) {
        UChar32 point = 0;
        U8_NEXT_OR_FFFD(bytes, place, size, point);
        points += static_cast<char32_t>(point);
    }
    return points;
}

std::string utf8(std::u32string_view points)
{
    std::string text;
    text.reserve(points.size());
    const auto byte = [&](char32_t bits) { text += static_cast<char>(bits); };
    for (const char32_t point : points) {
        if (point < 0x80)
            byte(point);
        else if (point < 0x800)
            byte(0xC0 | point >> 6);
        else if (point < 0x10000)
            byte(0xE0 | point >> 12);
        else
            byte(0xF0 | point >> 18);
        if (point >= 0x10000) byte(0x80 | (point >> 12 & 0x3F));
        if (point >= 0x800) byte(0x80 | (point >> 6 & 0x3F));
        if (point >= 0x80) byte(0x80 | (point & 0x3F));
    }
    return text;
}

std::size_t string_length(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::optional<std::string> substring(std::string_view text, std::int64_t start, std::optional<std::int64_t> length)
{
    const auto size = static_cast<std::int64_t>(string_length(text));
    if (start == 0 || start > size || start < -size || (length && *length < 1)) return std::nullopt;
    const std::int64_t first = start > 0 ? start - 1 : size + start;
    const std::size_t begin = byte_of(text, static_cast<std::size_t>(first));
    const std::string_view rest = text.substr(begin);
    if (!length || *length >= size - first) return std::string(rest);
    return std::string(rest.substr(0, byte_of(rest, static_cast<std::size_t>(*length))));
}

std::string upper_case(std::string_view text) { return mapped(text, ucasemap_utf8ToUpper); }
std::string lower_case(std::string_view text) { return mapped(text, ucasemap_utf8ToLower); }

std::string substring_before(std::string_view text, std::string_view match)
{
    const std::size_t place = text.find(match);
    return place == std::string_view::npos ? std::string() : std::string(text.substr(0, place));
}

std::string substring_after(std::string_view text, std::string_view match)
{
    const std::size_t place = text.find(match);
    return place == std::string_view::npos ? std::string() : std::string(text.substr(place + match.size()));
}

Result<bool> matches(std::string_view text, const Regex& pattern)
{
    std::size_t steps = Regex::most_steps;
    const Result<Regex::Places> found = pattern.find(code_points(text), 0, steps);
    if (!found) return found.fault();
    return !found->empty();
}

Result<std::string> replace(std::string_view text, const Regex& pattern, std::string_view replacement)
{
    const std::optional<std::vector<Part>> parts = parts_of(code_points(replacement), pattern);
    if (!parts)
        return Fault{.code = "replacement-invalid",
                     .where = "replacement",
                     .what = "a $ stands for no group, or a \\ before another character",
                     .hint = "write $1, \\$ or \\\\"};
    const std::u32string points = code_points(text);
    const std::u32string_view all = points;
    std::u32string result;
    std::size_t done = 0;
    const std::optional<Fault> fault = each_match(points, pattern, [&](const Regex::Places& places) {
        result += all.substr(done, places[0] - done);
        done = places[1];
        for (const Part& part : *parts) {
            result += part.text;
            const std::size_t at = 2 * part.group;
            if (part.group == Regex::npos || at + 1 >= places.size() || places[at + 1] == Regex::npos) continue;
            result += all.substr(places[at], places[at + 1] - places[at]);
        }
    });
    if (fault) return *fault;
    return utf8(result += all.substr(done));
}

Result<std::vector<std::string>> split(std::string_view text, const Regex& delimiter)
{
    const std::u32string points = code_points(text);
    const std::u32string_view all = points;
    std::vector<std::string> pieces;
    std::size_t done = 0;
    const std::optional<Fault> fault = each_match(points, delimiter, [&](const Regex::Places& places) {
        pieces.push_back(utf8(all.substr(done, places[0] - done)));
        done = places[1];
    });
    if (fault) return *fault;
    pieces.push_back(utf8(all.substr(done)));
    return pieces;
}

Result<bool> matches(std::string_view text, std::string_view pattern, std::string_view flags)
{
    const Result<Regex> regex = Regex::compile(pattern, flags);
    return regex ? matches(text, *regex) : Result<bool>(regex.fault());
}

Result<std::string> replace(std::string_view text, std::string_view pattern, std::string_view replacement,
                            std::string_view flags)
{
    const Result<Regex> regex = Regex::compile(pattern, flags);
    return regex ? replace(text, *regex, replacement) : Result<std::string>(regex.fault());
}

Result<std::vector<std::string>> split(std::string_view text, std::string_view delimiter)
{
    const Result<Regex> regex = Regex::compile(delimiter, "");
    return regex ? split(text, *regex) : Result<std::vector<std::string>>(regex.fault());
}

}  // namespace earned::feel
