// What is missing between the statements of one account: each opens with what the one before it closed with.
//
// Law:      of two statements that follow each other, closing = opening. The one before is the last that closed by the
//           day on which the next opens; of one day, the one with the number before, or without numbers the one that
//           closes with what the next opens with. A statement of days that others cover as well (a week beside its
//           days) leaves no gap, and the order in which they are given changes nothing
// Ensures:  a gap of money is `statement-gap`; a number left out between two that tie is `number-missing`, unless that
//           number was given within the half year before (weeks are numbered beside days, years begin anew)
// Cost:     n log n in the statements
#pragma once

#include "exchange/bank/statement.h"

#include <span>
#include <string>
#include <vector>

namespace earned::bank {

// A whole statement, or a page with both its balances.
struct Span {
    std::string account, currency, name;  // name: of the file or the statement, as it is told
    Date opens, closes;
    Decimal opening, closing;
    int number = 0, page = 0;  // 0: the bank doesn't count them
};

struct Gap {
    std::size_t before = 0, next = 0;  // of the spans
    bool of_money = true;
};
std::vector<Gap> gaps_between(std::span<const Span> spans);  // by account, currency and day

int number_of(const std::string& sequence);  // 0: it is none

std::string code_of(const Gap& gap);
// "account A closed at 1.00 on DAY in X, and opens with ...": `where` names the file of the later one, or is empty.
std::string words_of(const Gap& gap, std::span<const Span> spans, const std::string& where);

}  // namespace earned::bank
