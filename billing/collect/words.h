// The invoices that a receipt's reference or remittance names.
//
// Law:      a number is named where it stands as a word: between other characters than letters,
//           digits and those inside numbers ("-", "/", "_", "#", "."); capitals don't matter, since
//           banks send texts as they like. A number that two invoices have names neither
#pragma once

#include "billing/collect/ledger.h"

#include <map>
#include <string>
#include <vector>

namespace earned::billing {

class Words {
public:
    explicit Words(const CashLedger& ledger);
    std::vector<std::size_t> named_in(const Receipt& receipt) const;  // oldest first, each once

private:
    void find_in(std::string_view text, std::vector<std::size_t>& found) const;

    const CashLedger& ledger_;
    std::map<std::string, std::size_t, std::less<>> by_word_;   // numbers that are one word
    std::vector<std::pair<std::string, std::size_t>> of_more_;  // numbers of several words
};

}  // namespace earned::billing
