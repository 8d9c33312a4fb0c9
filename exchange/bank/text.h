// The bytes of a file as text: in UTF-8, in lines that know their number.
#pragma once

#include "base/date.h"
#include "base/decimal.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned::bank {

bool is_utf8(std::string_view bytes);
// In UTF-8; nothing when a byte of it has no meaning in that encoding, or there is no such encoding.
std::optional<std::string> converted(std::string_view bytes, const std::string& encoding);
std::string_view without_mark(std::string_view bytes);  // without a byte order mark
std::string wide_encoding(std::string_view bytes);      // UTF-16LE, UTF-16BE, by its first bytes; else empty
std::string western(std::string_view bytes);            // from Windows-1252, where that gives no letter Latin 1
// In UTF-8 but for its last letter, which is cut: how many bytes are whole.
std::optional<std::size_t> whole_letters(std::string_view bytes);
// Every letter beyond ASCII is a pair of GB 2312, and most are its common ones.
bool is_chinese(std::string_view bytes);

struct TextLine {
    std::size_t number = 0;  // from 1
    std::string_view text;   // without its end
};
std::vector<TextLine> lines_of(std::string_view text);

std::string_view stripped(std::string_view text);  // of spaces, tabs and line ends at both ends
std::string squeezed(std::string_view text);       // and every run of them inside is one space
std::string upper(std::string_view text);          // plain letters only

bool digits_only(std::string_view text);
std::optional<Date> day_of(int year, int month, int day);
std::optional<Date> date_compact(std::string_view yyyymmdd);
// 1.234,56 | 1,234.56 | 1234.5 | -3 | 1125250,4 by its decimal mark; the other mark only groups.
std::optional<Decimal> amount_of(std::string_view text, char decimal_mark);

}  // namespace earned::bank
