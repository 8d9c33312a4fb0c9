// The order in which a person looks for a document: digits that stand together are one number.
//
// Law: INV-US-2026-999999 is before INV-US-2026-1000000, and A-2 before A-10
#pragma once

#include <string_view>

namespace earned::app {

bool is_before(std::string_view one, std::string_view other);

}  // namespace earned::app
