// FEEL's functions on text (DMN 1.5, table 76). A character is a code point, whatever its bytes.
//
// Law:    string_length(a + b) is the sum of both; substring counts from 1, or from -1 at the end
// Errors: those of a pattern (regex.h); pattern-empty: a pattern that matches nothing at all can
//         neither be replaced nor split at; replacement-invalid
#pragma once

#include "rules/feel/regex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned::feel {

std::u32string code_points(std::string_view text);  // bytes that are no UTF-8 become U+FFFD
std::string utf8(std::u32string_view points);

std::size_t string_length(std::string_view text);
// Nothing where the text has no such position (0, or beyond an end), or the length is below 1.
std::optional<std::string> substring(std::string_view text, std::int64_t start, std::optional<std::int64_t> length);
std::string upper_case(std::string_view text);  // Unicode's, of no language in particular
std::string lower_case(std::string_view text);
// Empty where the match isn't found; before an empty match is "", after it is the whole text.
std::string substring_before(std::string_view text, std::string_view match);
std::string substring_after(std::string_view text, std::string_view match);

Result<bool> matches(std::string_view text, const Regex& pattern);
Result<std::string> replace(std::string_view text, const Regex& pattern, std::string_view replacement);
Result<std::vector<std::string>> split(std::string_view text, const Regex& delimiter);
// The same, compiled for this once.
Result<bool> matches(std::string_view text, std::string_view pattern, std::string_view flags);
Result<std::string> replace(std::string_view text, std::string_view pattern, std::string_view replacement,
                            std::string_view flags);
Result<std::vector<std::string>> split(std::string_view text, std::string_view delimiter);

}  // namespace earned::feel
