// Statement files in: which format a file is of, and what it says.
//
// Ensures:  a file is read whole, or refused with the line that can't be read; nothing is guessed
//           without a remark. Each statement says whether opening + booked entries = closing
#pragma once

#include "base/result.h"
#include "exchange/bank/profile.h"
#include "exchange/bank/statement.h"

#include <span>
#include <string_view>

namespace earned::bank {

// With its chains and totals checked (check.h).
Result<File> read_statements(std::string_view bytes, std::span<const Profile> profiles);

// One reader a format, on bytes of its own format; chains are not checked yet.
Result<File> read_camt(std::string_view bytes);
Result<File> read_mt940(std::string_view bytes);  // and MT942
Result<File> read_ofx(std::string_view bytes);    // 1 (SGML) and 2 (XML)
Result<File> read_bai2(std::string_view bytes);
Result<File> read_csv(std::string_view bytes, std::span<const Profile> profiles);

}  // namespace earned::bank
