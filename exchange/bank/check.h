// Whether a statement ties: opening + booked entries = closing, previous closing = next opening, and
// a batch's payments are its entry.
//
// Law: nothing is put right here. What doesn't tie is said, with its line and both figures
#pragma once

#include "exchange/bank/statement.h"

namespace earned::bank {

Decimal booked_total(const Statement& statement);
void check_chains(File& file);

// The file has nothing a person must look at before its money may be taken in.
bool is_clean(const File& file);
// Remarks that only tell (an encoding guessed, a schema's order not kept) don't stop a file.
bool only_tells(const Remark& remark);

}  // namespace earned::bank
