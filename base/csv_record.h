// Comma-separated values, record by record (RFC 4180): fields may be quoted, and a quote within is doubled.
//
// Requires: a record stands on one line
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

// The next record, without its line's end; `csv` goes on behind it.
std::string_view next_csv_record(std::string_view& csv);
// Nothing when a quote is left open, or stands in the middle of a field.
std::optional<std::vector<std::string>> csv_fields(std::string_view record);

// A field as it is written: in quotes where it holds a separator, a quote or a line's end.
std::string csv_field(std::string_view text);

}  // namespace earned
