#include "exchange/terminal_layout.h"

#include <algorithm>

namespace earned::exchange {

namespace {

constexpr std::size_t space_between = 2, narrowest_column = 12, widest_column = 36;

struct Measured {
    const Table& table;
    Language language;
    std::vector<std::size_t> widths;  // of each column, as wide as its cells want
    std::vector<bool> text;           // may be narrowed
    std::vector<std::size_t> codes;   // the widest code in a text, which is not broken either
    std::vector<bool> says_nothing;
    std::vector<std::string> only_currency;  // that a column of currencies says in every row; empty: none, or several

    bool money(std::size_t column) const { return table.columns[column].type == ColumnType::money; }
    std::size_t least(std::size_t column) const
    {
        const std::size_t narrowest = std::max(narrowest_column, std::min(codes[column], widest_column));
        return text[column] ? std::min(widths[column], narrowest) : widths[column];
    }
    Strip strip(std::vector<std::size_t> columns) const
    {
        Strip made{std::move(columns), {}};
        for (const std::size_t column : made.columns) made.widths.push_back(widths[column]);
        return made;
    }
    std::size_t least_width(const std::vector<std::size_t>& columns) const
    {
        std::size_t sum = columns.empty() ? 0 : space_between * (columns.size() - 1);
        for (const std::size_t column : columns) sum += least(column);
        return sum;
    }
};

std::size_t heading_width(const std::string& heading)
{
    const auto [above, below] = two_lines(heading);
    return std::max(display_width(above), display_width(below));
}

// A code, such as a contract's or an invoice's number, says nothing once it is cut.
bool is_code(const std::string& cell)
{
    return std::ranges::all_of(cell, [](char letter) { return letter > ' ' && letter <= '~'; });
}

// The widest word with a digit in it.
std::size_t widest_code(std::string_view cell)
{
    std::size_t widest = 0;
    while (!cell.empty()) {
        const std::string word(cell.substr(0, cell.find(' ')));
        cell.remove_prefix(std::min(word.size() + 1, cell.size()));
        if (is_code(word) && word.find_first_of("0123456789") != std::string::npos)
            widest = std::max(widest, word.size());
    }
    return widest;
}

// A column while its cells are looked at.
struct Seen {
    std::size_t width = 0, code = 0;
    bool cuttable = false, says_nothing = true, several_currencies = false;
    std::string currency;
};

void look_at(Seen& seen, const Cell& cell, const Column& column, RowKind kind, Language language)
{
    const std::string text = shown(cell, column, language);
    seen.width = std::max(seen.width, display_width(text));
    seen.code = std::max(seen.code, widest_code(text));
    seen.cuttable = seen.cuttable || (column.type == ColumnType::text && kind == RowKind::detail && !is_code(text));
    seen.says_nothing = seen.says_nothing && (text.empty() || (column.type == ColumnType::money && text == "-"));
    const auto* code = column.key == "currency" ? std::get_if<std::string>(&cell) : nullptr;
    if (code == nullptr || code->empty()) return;
    seen.several_currencies = seen.several_currencies || (!seen.currency.empty() && *code != seen.currency);
    seen.currency = *code;
}

Measured measured(const Table& table, Language language)
{
    std::vector<Seen> columns(table.columns.size());
    for (const Row& row : table.rows)
        for (std::size_t place = 0; row.kind != RowKind::section && place < columns.size(); ++place)
            look_at(columns[place], row.cells[place], table.columns[place], row.kind, language);
    Measured made{table, language, {}, {}, {}, {}, {}};
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const Seen& seen = columns[place];
        const std::size_t width = seen.cuttable ? std::min(seen.width, widest_column) : seen.width;
        made.widths.push_back(std::max(width, heading_width(said(table.columns[place].label, language))));
        made.text.push_back(seen.cuttable);
        made.codes.push_back(seen.code);
        made.says_nothing.push_back(seen.says_nothing);
        made.only_currency.push_back(seen.several_currencies ? "" : seen.currency);
    }
    return made;
}

void set_aside(Layout& layout, std::vector<std::size_t>& columns, const Measured& measured)
{
    std::erase_if(columns, [&](std::size_t column) {
        if (column == 0) return false;
        if (measured.says_nothing[column]) {
            layout.empty.push_back(column);
            return true;
        }
        const std::string& only = measured.only_currency[column];
        if (!only.empty()) layout.currency = only;
        return !only.empty();
    });
}

Strip narrowed(Strip strip, const Measured& measured, std::size_t width)
{
    while (strip.width() > width) {
        std::size_t* largest = nullptr;
        for (std::size_t place = 0; place < strip.columns.size(); ++place) {
            std::size_t& of = strip.widths[place];
            if (of > measured.least(strip.columns[place]) && (largest == nullptr || of > *largest)) largest = &of;
        }
        if (largest == nullptr) return strip;
        --*largest;
    }
    return strip;
}

// What stands when columns after the last amount are left out from the right.
std::vector<std::size_t> without_last(std::vector<std::size_t> columns, const Measured& measured, std::size_t width)
{
    while (columns.size() > 1 && !measured.money(columns.back()) && measured.least_width(columns) > width)
        columns.pop_back();
    return columns;
}

// Columns in parts that are as even as they can be.
std::vector<std::vector<std::size_t>> parted(const std::vector<std::size_t>& columns, const Measured& measured,
                                             std::size_t room)
{
    for (std::size_t count = 1;; ++count) {
        std::vector<std::vector<std::size_t>> parts;
        bool fits = true;
        for (std::size_t part = 0, first = 0; part < count; ++part) {
            const std::size_t next = first + columns.size() / count + (part < columns.size() % count ? 1 : 0);
            parts.emplace_back(columns.begin() + static_cast<std::ptrdiff_t>(first),
                               columns.begin() + static_cast<std::ptrdiff_t>(next));
            fits = fits && (parts.back().size() == 1 || measured.least_width(parts.back()) <= room);
            first = next;
        }
        if (fits) return parts;
    }
}

void lay_in_strips(Layout& layout, const std::vector<std::size_t>& columns, const Measured& measured, std::size_t width)
{
    std::vector<std::size_t> names, others;
    for (const std::size_t column : columns)
        (others.empty() && !numeric(measured.table.columns[column].type) ? names : others).push_back(column);
    if (names.empty()) names.push_back(others.front()), others.erase(others.begin());
    while (names.size() > 1 && measured.least_width(names) > width * 2 / 5) {
        others.insert(others.begin(), names.back());
        names.pop_back();
    }
    const std::size_t taken = measured.least_width(names) + space_between;
    for (const auto& part : parted(others, measured, width > taken ? width - taken : 0)) {
        std::vector<std::size_t> of_strip = names;
        of_strip.insert(of_strip.end(), part.begin(), part.end());
        layout.strips.push_back(narrowed(measured.strip(std::move(of_strip)), measured, width));
    }
}

}  // namespace

std::size_t Strip::width() const
{
    std::size_t sum = widths.empty() ? 0 : space_between * (widths.size() - 1);
    for (const std::size_t width : widths) sum += width;
    return sum;
}

std::pair<std::string, std::string> two_lines(const std::string& heading)
{
    std::pair<std::string, std::string> best{"", heading};
    for (std::size_t space = heading.find(' '); space != std::string::npos; space = heading.find(' ', space + 1)) {
        const std::string above = heading.substr(0, space), below = heading.substr(space + 1);
        const auto size = [](const auto& pair) {
            return std::max(display_width(pair.first), display_width(pair.second));
        };
        if (const std::pair<std::string, std::string> tried{above, below}; size(tried) < size(best)) best = tried;
    }
    return best;
}

Layout layout_of(const Table& table, Language language, std::size_t width)
{
    const Measured measures = measured(table, language);
    Layout layout;
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < table.columns.size(); ++column) columns.push_back(column);
    if (table.rows.empty() || columns.size() < 2 || measures.strip(columns).width() <= width) {
        layout.strips = {measures.strip(columns)};
        return layout;
    }
    set_aside(layout, columns, measures);
    const std::vector<std::size_t> fewer = without_last(columns, measures, width);
    if (measures.least_width(fewer) > width && fewer.size() > 1) {
        lay_in_strips(layout, columns, measures, width);
        return layout;
    }
    layout.left_out.assign(columns.begin() + static_cast<std::ptrdiff_t>(fewer.size()), columns.end());
    layout.strips = {narrowed(measures.strip(fewer), measures, width)};
    return layout;
}

}  // namespace earned::exchange
