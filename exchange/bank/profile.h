// How a bank writes its CSV: a mapping that is kept and used again. Profiles are data
// (exchange/profiles); a company adds its own beside them.
//
// Law:  the profile that reads a file is the one whose `header` names all stand in one line of it;
//       of several, the one that names most
#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace earned::bank {

enum class Movement { in, out, none, pending };

struct Profile {
    std::string name;
    std::vector<std::string> encodings;  // tried in turn
    char separator = ',';
    char decimal_mark = '.';
    std::vector<std::string> header;                          // titles that must all stand in the line of titles
    std::map<std::string, std::vector<std::string>> columns;  // what a column is -> its titles
    std::map<std::string, Movement> direction, status;        // what is written there -> what it means
    std::string date_format = "YYYY-MM-DD";
    std::string timezone, currency;
    std::map<std::string, std::string> currencies;  // as the bank writes them -> ISO 4217
    std::string account_label, count_label;         // what stands before it above the titles
    std::vector<std::string> strip;                 // taken off amounts: ¥, 元
    std::vector<std::string> footers;               // a line that begins so ends the entries
    std::vector<std::string> absent;                // written where nothing is: "-", "/"
    std::string lead;                               // written before every cell: `
    bool out_is_negative = false;                   // what goes out has a minus of its own in its column
};

Result<Profile> read_profile(std::string_view yaml, const std::string& where);

}  // namespace earned::bank
