// Regular expressions as FEEL has them: those of XPath (XQuery and XPath Functions 3.1, 5.6).
//
// A pattern is compiled to a short program and matched by trying and going back, code point by code
// point. It is untrusted: its length, its depth and the steps that a match may take are bounded, and
// steps are counted rather than timed, so that a match fails alike on every machine.
//
// Law:    classes subtract ([a-z-[aeiou]]); \i \c \d \w \s and \p{..} are Unicode's; `.` is no line end
//         without flag s; ^ and $ are ends of lines with m; i folds letters, not \p{..}; x drops
//         white space outside of classes; q takes the pattern as it stands
// Errors: pattern-invalid (where: the character, from 1), pattern-too-large, pattern-too-slow
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earned::feel {

// A set of code points: ranges and properties, perhaps turned round, less another set.
struct CharClass {
    struct Property {
        enum Kind : std::uint8_t { category, block, initial, name } kind;
        std::uint32_t value;
        bool negated;
    };
    std::vector<std::pair<char32_t, char32_t>> ranges;
    std::vector<Property> properties;
    bool negated = false;
    std::vector<CharClass> less;  // one or none
    bool contains(char32_t point) const;
};

class Regex {
public:
    static constexpr std::size_t most_characters = 10'000, most_instructions = 20'000, most_steps = 1'000'000;
    static constexpr int most_depth = 100, most_repeats = 1'000;

    static Result<Regex> compile(std::string_view pattern, std::string_view flags);

    struct Step {
        enum Kind : std::uint8_t {
            point,
            any,
            one_of,
            split,
            jump,
            save,
            line_start,
            line_end,
            repeat,
            again_if_moved,
            matched
        } kind;
        std::uint32_t first = 0, second = 0;  // a code point, a class, a target, a slot, a group
    };
    // Places in a text: where a match and its groups begin and end; npos where a group took no part.
    using Places = std::vector<std::size_t>;
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    std::size_t groups() const { return groups_; }
    bool is_literal() const { return literal_; }  // flag q: what replaces it is taken as it stands, too
    // The first match that begins at or after `from`; empty when there is none.
    // `steps` counts what is left of most_steps, over as many calls as one asks for.
    Result<Places> find(const std::u32string& text, std::size_t from, std::size_t& steps) const;

private:
    friend class RegexReader;
    friend class Matching;

    std::vector<Step> steps_;
    std::vector<CharClass> classes_;
    std::size_t groups_ = 0, slots_ = 2;
    bool dot_all_ = false, lines_ = false, fold_ = false, literal_ = false;
};

}  // namespace earned::feel
