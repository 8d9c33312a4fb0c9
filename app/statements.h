// Statement files as the shell meets them: their bytes, and the profiles that CSV files are read by.
#pragma once

#include "app/shell.h"
#include "exchange/bank/read.h"

#include <string>
#include <vector>

namespace earned::app {

// Profiles of the folder asked for, else of EARNED_PROFILES, else those that came along. One that
// can't be read is Refused.
std::vector<bank::Profile> profiles_of(const std::string& asked);

std::string bytes_of(const std::string& file);  // throws Refused when it can't be opened

// How a file's chains stand, in words: "2 of 2 tie".
std::string chains_of(const bank::File& file);

}  // namespace earned::app
