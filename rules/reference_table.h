// Reference tables beside a rule package: what is too long for a decision table, and changes by its own calendar, such
// as standalone prices by product and region, tax rates by place, templates of obligations by SKU.
//
// A CSV file. Its first line names the columns: a key ends in `*`, a value may end in `:number`, `:date` or `:boolean`
// (text otherwise), and `from` and `to` are the first and the last day of a row, each of which may be empty.
//
//     sku*,region*,from,to,low:number,high:number
//     SEAT,,2026-01-01,,95,105
//     SEAT,APAC,2026-07-01,,80,90
//
// Law:      an empty key stands for whatever is asked; the row with more keys of its own is found before one with
// fewer,
//           and of as many that whose own keys come first
// Ensures:  no two rows with the same keys hold on the same day; finding costs a search, whatever the length
// Errors:   `table-header`, `table-row`, `table-value`, `table-rows-overlap`, each with file and line
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "rules/feel/function.h"
#include "rules/feel_value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

class ReferenceTable {
public:
    static constexpr std::size_t most_rows = 4'000'000, most_keys = 8, most_faults = 20;

    // Nothing when there is a fault; the first ones are added to `faults`.
    static std::optional<ReferenceTable> parse(const std::string& file, std::string text, std::vector<Fault>& faults);

    std::size_t rows() const { return rows_.size(); }
    const std::vector<std::string>& keys() const { return keys_; }

    // The values of the row that holds on the day; without a day, of rows that hold for ever.
    // Requires: a text for each key, in their order (CHECK)
    std::optional<feel::Context> find(const std::vector<std::string>& asked, const std::optional<Date>& day) const;

private:
    enum class Form : std::uint8_t { key, first_day, last_day, value };
    struct Column {
        std::string name;
        Form form = Form::value;
        FeelType type = FeelType::text;
    };
    struct Row {
        std::uint64_t hash = 0;            // of its keys
        std::size_t at = 0;                // where its record stands
        std::int32_t first = 0, last = 0;  // serials of its days
        std::uint32_t line = 0;
    };
    class Reading;

    std::string_view record_at(std::size_t at) const;
    std::vector<std::string> keys_of(const std::vector<std::string>& fields) const;
    feel::Context values_of(const std::vector<std::string>& fields) const;

    std::string text_;
    std::vector<Column> columns_;
    std::vector<std::string> keys_;
    std::vector<Row> rows_;      // by hash, then by first day
    std::vector<unsigned> own_;  // which keys rows have of their own, the most wanted first
};

using ReferenceTables = std::map<std::string, ReferenceTable, std::less<>>;  // by the file's name without .csv

// FEEL's `lookup("prices", {sku: product.sku, region: "APAC"})`: a context of the row's values, or null.
feel::Value lookup_function(const ReferenceTables& tables, const std::optional<Date>& day);

}  // namespace earned
