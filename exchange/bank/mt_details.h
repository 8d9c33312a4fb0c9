// Field 86: what is said of a payment. Three ways of writing it are known: numbered parts (?20 to
// ?29 and ?60 to ?63 remittance, ?30 bank, ?31 account, ?32 and ?33 name), words between slashes
// (/EREF/…/REMI/…), and free text. In the first, SEPA keys (EREF+, SVWZ+ …) stand in the remittance.
//
// Law:    lines are joined first, and keys looked for then: a key may be broken at any byte
// Source: German banks' "Anlage 3", 8.2; SWIFT MT940 usage of Dutch banks
#pragma once

#include "exchange/bank/statement.h"

#include <string>
#include <vector>

namespace earned::bank {

// `fields`: the lines of each field 86 of one entry.
Transaction details_of(const std::vector<std::vector<std::string>>& fields, const Entry& entry);

}  // namespace earned::bank
