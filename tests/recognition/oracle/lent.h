// A contract that is paid for long before or after it is performed: drawn at random, and told in events.
#pragma once

#include "tests/recognition/oracle/loan.h"
#include "tests/recognition/oracle/tell.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::oracle {

// Goods that are handed over in two parts of four, or a service of whole months.
struct Delivered {
    std::string id;
    std::int64_t standalone = 1;
    bool service = false;
    Date first, last;
};
struct Lent {
    Loan loan;
    std::vector<Delivered> lines;
    std::vector<Ratio> shares;
    bool rate_is_implied = false;
    std::optional<Date> ended;  // a month's last day, when all goods are handed over
};

std::int64_t some(std::int64_t low, std::int64_t high);
Lent some_loan();
// What is performed of a line, of which the price has a share, as flows of the loan.
void perform(Lent& lent, const Delivered& line, const Ratio& share);
// What each line is said to cost: all that is paid.
std::vector<std::int64_t> prices_of(const Lent& lent);
std::vector<Told> told_of(const Lent& lent);
Value text(const std::string& words);
Value money(std::int64_t cents);

}  // namespace earned::oracle
