// The vocabulary of conventions: a sentence that nobody wrote down before is read by its words.
//
// Law:      a phrase says the same in whatever sentence it stands, and the longest one counts
// Ensures:  a sentence is understood when each of its words is known and no two phrases contradict;
//           else the first word that isn't, or the two that do, are named
// Source:   docs/policies.md, "Words that are understood"
#pragma once

#include "base/result.h"
#include "rules/conventions.h"

#include <span>
#include <string_view>

namespace earned::app {

// "half even": "rounding: half_even". '#' stands for any figure, which '$' in the policies repeats.
// Articles and forms of "to be" don't count, nor does the ending of a word.
// "refused" is no policy: what the phrase says, nothing does.
struct PeerPhrase {
    std::string_view words, policies;
};
std::span<const PeerPhrase> peer_phrases();
std::string_view peer_neutral_words();

// Whether the words of the phrase stand in the sentence, one after the other.
bool says_phrase(std::string_view sentence, std::string_view phrase);

// Faults: `wording-unknown`, `wording-contradicts`.
Result<Policies> policies_by_vocabulary(std::string_view sentence);

}  // namespace earned::app
