// Words of a remittance that may be an invoice's number, and numbers that are nearly one.
//
// Law:    words are the runs of letters and digits, and what up to six neighbours make when joined
//         (a separator that was lost or added changes nothing). A number that shares its end with a
//         word, or differs by one character, is near to it
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace earned::billing {

std::vector<std::string> words_of(
    std::string_view text);  // in capitals, with four digits at least or a letter and a digit
bool is_nearly(std::string_view word, std::string_view plain_number);

}  // namespace earned::billing
