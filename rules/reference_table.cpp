#include "rules/reference_table.h"

#include "base/check.h"
#include "base/csv_record.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace earned {

namespace {

constexpr char between_keys = '\x1f';

std::uint64_t hash_of(const std::vector<std::string>& keys)
{
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
    const auto add = [&](char letter) { hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL; };
    for (const std::string& key : keys) {
        for (const char letter : key) add(letter);
        add(between_keys);
    }
    return hash;
}

std::optional<FeelType> type_after(std::string& name)
{
    const std::size_t colon = name.find(':');
    if (colon == std::string::npos) return FeelType::text;
    const auto type = feel_type_named(name.substr(colon + 1));
    name.erase(colon);
    return type;
}

std::optional<feel::Value> value_as(FeelType type, const std::string& text)
{
    if (text.empty()) return feel::Value();
    switch (type) {
        case FeelType::text:
            return feel::Value(text);
        case FeelType::number: {
            const auto number = Decimal::parse(text);
            return number ? std::optional<feel::Value>(*number) : std::nullopt;
        }
        case FeelType::boolean:
            if (text != "true" && text != "false") return std::nullopt;
            return feel::Value(text == "true");
        case FeelType::date: {
            const auto date = feel::parse_date(text);
            return date ? std::optional<feel::Value>(*date) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace

class ReferenceTable::Reading {
public:
    Reading(const std::string& file, std::vector<Fault>& faults) : file_(file), faults_(faults) {}

    std::optional<ReferenceTable> read(std::string text)
    {
        table_.text_ = std::move(text);
        std::string_view rest = table_.text_;
        if (!read_header(next_csv_record(rest))) return std::nullopt;
        for (line_ = 2; !rest.empty() && told_ < most_faults; ++line_) {
            const std::size_t at = static_cast<std::size_t>(rest.data() - table_.text_.data());
            if (const std::string_view record = next_csv_record(rest); !record.empty()) read_row(record, at);
        }
        if (told_ > 0) return std::nullopt;
        index();
        if (told_ > 0) return std::nullopt;
        return std::move(table_);
    }

private:
    void fault(std::string code, std::size_t line, std::string what, std::string hint)
    {
        ++told_;
        faults_.push_back({std::move(code), file_ + ":" + std::to_string(line), std::move(what), std::move(hint)});
    }

    bool read_header(std::string_view record)
    {
        for (std::string name : csv_fields(record).value_or(std::vector<std::string>())) {
            Column column{.name = name};
            if (name == "from" || name == "to") {
                column.form = name == "from" ? Form::first_day : Form::last_day;
            } else if (name.ends_with('*')) {
                name.pop_back();
                column = {.name = name, .form = Form::key};
                table_.keys_.push_back(name);
            } else if (const auto type = type_after(name)) {
                column = {.name = name, .type = *type};
            } else {
                fault("table-header", 1, "column " + name + " has a type that is not known here",
                      "write :number, :date or :boolean, or nothing for text");
            }
            table_.columns_.push_back(std::move(column));
        }
        if (table_.keys_.empty() || table_.keys_.size() > most_keys)
            fault("table-header", 1, "the first line names " + std::to_string(table_.keys_.size()) + " keys",
                  "name the columns, and put * behind the keys (1 to 8): sku*,region*,from,to,price:number");
        return told_ == 0;
    }

    // An empty day is open; nothing where it is no day.
    std::optional<std::int32_t> day(const std::string& text, std::int32_t open)
    {
        if (text.empty()) return open;
        const auto date = Date::parse(text);
        return date ? std::optional(date->serial()) : std::nullopt;
    }

    void read_row(std::string_view record, std::size_t at)
    {
        const auto fields = csv_fields(record);
        if (!fields || fields->size() != table_.columns_.size())
            return fault("table-row", line_, "the row has not as many values as the first line names columns",
                         "give it " + std::to_string(table_.columns_.size()) + " values on one line");
        Row row{.at = at,
                .first = std::numeric_limits<std::int32_t>::min(),
                .last = std::numeric_limits<std::int32_t>::max(),
                .line = static_cast<std::uint32_t>(line_)};
        for (std::size_t place = 0; place < fields->size(); ++place) {
            const Column& column = table_.columns_[place];
            const std::string& text = (*fields)[place];
            if (column.form == Form::value && !value_as(column.type, text))
                fault("table-value", line_, column.name + ": '" + text + "' is no " + std::string(name(column.type)),
                      "correct it, or leave it empty for null");
            if (column.form != Form::first_day && column.form != Form::last_day) continue;
            std::int32_t& bound = column.form == Form::first_day ? row.first : row.last;
            const auto read = day(text, bound);
            if (!read) fault("table-value", line_, "'" + text + "' is no day", "write YYYY-MM-DD, or nothing");
            bound = read.value_or(bound);
        }
        if (row.last < row.first)
            fault("table-value", line_, "the row ends before it begins", "exchange its days, or correct one of them");
        row.hash = hash_of(table_.keys_of(*fields));
        if (table_.rows_.size() == most_rows)
            return fault("table-row", line_, "the table has more than 4,000,000 rows", "divide it");
        table_.rows_.push_back(row);
        note_own(table_.keys_of(*fields));
    }

    void note_own(const std::vector<std::string>& keys)
    {
        unsigned own = 0;
        for (std::size_t at = 0; at < keys.size(); ++at)
            if (!keys[at].empty()) own |= 1U << (keys.size() - 1 - at);
        if (std::find(table_.own_.begin(), table_.own_.end(), own) == table_.own_.end()) table_.own_.push_back(own);
    }

    void index()
    {
        std::sort(table_.own_.begin(), table_.own_.end(), [](unsigned one, unsigned other) {
            const int more = std::popcount(one), less = std::popcount(other);
            return more != less ? more > less : one > other;
        });
        std::sort(table_.rows_.begin(), table_.rows_.end(), [](const Row& one, const Row& other) {
            return std::tie(one.hash, one.first, one.line) < std::tie(other.hash, other.first, other.line);
        });
        for (std::size_t at = 1; at < table_.rows_.size() && told_ < most_faults; ++at) look_for_overlap(at);
    }

    void look_for_overlap(std::size_t at)
    {
        const Row& row = table_.rows_[at];
        for (std::size_t other = at; other-- > 0 && table_.rows_[other].hash == row.hash;) {
            const Row& before = table_.rows_[other];
            if (before.last < row.first || keys_at(before) != keys_at(row)) continue;
            return fault("table-rows-overlap", row.line,
                         "the row has the keys of line " + std::to_string(before.line) + " and holds on the same days",
                         "end one of them in `to` before the other begins, or remove it");
        }
    }
    std::vector<std::string> keys_at(const Row& row) const
    {
        return table_.keys_of(*csv_fields(table_.record_at(row.at)));
    }

    const std::string& file_;
    std::vector<Fault>& faults_;
    ReferenceTable table_;
    std::size_t line_ = 1, told_ = 0;
};

std::optional<ReferenceTable> ReferenceTable::parse(const std::string& file, std::string text,
                                                    std::vector<Fault>& faults)
{
    return Reading(file, faults).read(std::move(text));
}

std::string_view ReferenceTable::record_at(std::size_t at) const
{
    std::string_view rest = std::string_view(text_).substr(at);
    return next_csv_record(rest);
}

std::vector<std::string> ReferenceTable::keys_of(const std::vector<std::string>& fields) const
{
    std::vector<std::string> keys;
    for (std::size_t at = 0; at < columns_.size(); ++at)
        if (columns_[at].form == Form::key) keys.push_back(fields[at]);
    return keys;
}

feel::Context ReferenceTable::values_of(const std::vector<std::string>& fields) const
{
    feel::Context values;
    for (std::size_t at = 0; at < columns_.size(); ++at)
        if (columns_[at].form == Form::value) values.put(columns_[at].name, *value_as(columns_[at].type, fields[at]));
    return values;
}

std::optional<feel::Context> ReferenceTable::find(const std::vector<std::string>& asked,
                                                  const std::optional<Date>& day) const
{
    CHECK(asked.size() == keys_.size(), "a table is asked with a text for each of its keys");
    for (const unsigned own : own_) {
        std::vector<std::string> keys = asked;
        for (std::size_t at = 0; at < keys.size(); ++at)
            if ((own >> (keys.size() - 1 - at) & 1U) == 0) keys[at].clear();
        const std::uint64_t hash = hash_of(keys);
        auto row = std::lower_bound(rows_.begin(), rows_.end(), hash,
                                    [](const Row& each, std::uint64_t wanted) { return each.hash < wanted; });
        for (; row != rows_.end() && row->hash == hash; ++row) {
            const bool for_ever = row->first == std::numeric_limits<std::int32_t>::min() &&
                                  row->last == std::numeric_limits<std::int32_t>::max();
            if (day ? day->serial() < row->first || row->last < day->serial() : !for_ever) continue;
            const auto fields = csv_fields(record_at(row->at));
            if (keys_of(*fields) == keys) return values_of(*fields);
        }
    }
    return std::nullopt;
}

feel::Value lookup_function(const ReferenceTables& tables, const std::optional<Date>& day)
{
    feel::Function function;
    function.parameters = {{"table", feel::plain_type(feel::Kind::string)}, {"keys", feel::any_type()}};
    function.native = [&tables, day](feel::Run& run, std::span<feel::Value> arguments) -> feel::Value {
        const std::string* name = arguments[0].string();
        const feel::Context* keys = arguments[1].context();
        if (name == nullptr || keys == nullptr)
            return run.null("lookup: it takes a table's name and a context of keys");
        const auto found = tables.find(*name);
        if (found == tables.end()) return run.null("lookup: there is no table " + *name);
        const ReferenceTable& table = found->second;
        std::vector<std::string> asked;
        std::string words;
        for (const std::string& key : table.keys()) {
            const feel::Value* value = keys->find(key);
            if (value == nullptr) return run.null("lookup: " + *name + " is asked without its key " + key);
            asked.push_back(value->is_null() ? "" : feel::text(*value));
            words += (words.empty() ? "" : ", ") + key + " = " + asked.back();
        }
        if (keys->entries().size() != asked.size())
            return run.null("lookup: " + *name + " is asked for keys that it hasn't");
        std::optional<feel::Context> row = table.find(asked, day);
        return row ? feel::Value(std::move(*row)) : run.null("lookup: " + *name + " has no row for " + words);
    };
    return feel::Value(std::move(function));
}

}  // namespace earned
