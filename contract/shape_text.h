// What texts may look like, form by form: a pattern for the published schema, and a matcher for the
// decoder.
//
// Law: matches(kind, text) exactly when the regular expression pattern(kind) finds it, and it is at
//      most most_characters long where the form is `name`
// Source: ISO 8601 (dates), ISO 3166 (countries), RFC 3339 (instants), events.md (terms, intervals)
#pragma once

#include "contract/shape.h"

#include <string>
#include <string_view>

namespace earned {

constexpr std::size_t most_characters = 200;  // of a name
constexpr int most_whole_digits = 15;         // of a decimal

bool matches(const Kind& kind, std::string_view text);
std::string pattern(const Kind& kind);  // empty: any text

// Of a decimal that is written as a text: its syntax, its sign and its range, all in one pattern.
std::string decimal_pattern(const Kind& kind);
bool is_decimal_text(std::string_view text);
int most_written_places(int places);  // zeros at the end of a text included: 34 digits hold it

bool is_instant(std::string_view text);  // RFC 3339
std::string_view instant_pattern();

}  // namespace earned
