// Names of payers as banks shorten and miswrite them, in letters and in Chinese characters.
//
// Law:    likeness is symmetric, 100 of a name with itself, 0 of two with nothing in common: twice the
//         pairs of neighbouring characters they share, of all pairs they have, in hundredths (Dice)
// Source: Dice (1945), on bigrams
#pragma once

#include <string>
#include <string_view>

namespace earned::billing {

// Capitals without marks, legal forms (GmbH, Ltd, 有限公司 ...) and spaces; Müller, MÜLLER, Mueller and MULLER are one.
std::string plain_name_of(std::string_view name);
int likeness(std::string_view plain_one, std::string_view plain_other);

}  // namespace earned::billing
