// A table's cells as people read them, and as machines do.
//
// Law:      `plain` of a money cell has its currency's decimals and no separators; a label is said in
//           the language asked for, or in English where it has no Chinese
// Ensures:  `shown` writes 1,200.00, -1,200.00 and "-" for no money; dates are 2026-03-31 in both
#pragma once

#include "base/table.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earned::exchange {

enum class Language : std::uint8_t { en, zh };

const std::string& said(const Label& label, Language language);

std::string shown(const Cell& cell, const Column& column, Language language);
std::string shown(const TieOut::Amount& amount);
std::string plain(const Cell& cell, const Column& column, Language language);

// 1234567.5 as 1,234,567.5
std::string separated(std::string digits);
// For HTML and XML: & < > " '
std::string escaped(std::string_view text);

bool numeric(ColumnType type);
std::string_view name(ColumnType type);
std::string_view name(RowKind kind);

// "ties" or "DIFFERS BY 1.00 USD".
std::string verdict(const TieOut& tie_out, Language language);

// Columns of a terminal: two for each Chinese, Japanese or Korean character, none for a combining
// one. Bytes that are no UTF-8 count one each.
std::size_t display_width(std::string_view text);
// The longest beginning that is no wider, with "…" where something was cut off.
std::string clipped(std::string_view text, std::size_t width);

// Each table under a different name of at most so many characters: "Trial balance", "Trial balance 2".
std::vector<std::string> distinct_names(std::span<const Table> tables, Language language, std::size_t longest);

}  // namespace earned::exchange
