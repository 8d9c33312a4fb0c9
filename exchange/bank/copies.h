// The same statement in two files that are looked at together: one of them is a copy.
//
// Law: a copy says all that the first says: account, number, balances and every entry. What only overlaps (a weekly
//      statement beside the daily ones) is none
#pragma once

#include "exchange/bank/statement.h"

#include <map>
#include <string>

namespace earned::bank {

class Copies {
public:
    void remark(const std::string& name, File& file);  // `statement-twice`, with the file that has it too

private:
    std::map<std::string, std::string> first_in_;
};

}  // namespace earned::bank
