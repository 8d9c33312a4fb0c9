#include "exchange/table_text.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace earned::exchange {

namespace {

Decimal percent(const Decimal& share, int places)
{
    return (share * Decimal::of(100)).quantized(places, Round::half_even);
}

struct Code {
    char32_t point;
    std::size_t bytes;
};

Code code_at(std::string_view text, std::size_t place)
{
    const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[place + n]); };
    const auto follows = [&](std::size_t count) {
        for (std::size_t n = 1; n <= count; ++n)
            if (place + n >= text.size() || (byte(n) & 0xC0) != 0x80) return false;
        return true;
    };
    const char32_t lead = byte(0);
    if (lead >= 0xF0 && follows(3))
        return {((lead & 0x07) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu), 4};
    if (lead >= 0xE0 && lead < 0xF0 && follows(2))
        return {((lead & 0x0F) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu), 3};
    if (lead >= 0xC0 && lead < 0xE0 && follows(1)) return {((lead & 0x1F) << 6) | (byte(1) & 0x3Fu), 2};
    return {lead, 1};
}

struct CodeRange {
    char32_t first, last;
};
// East Asian Wide and Fullwidth of Unicode's EastAsianWidth, in large blocks.
constexpr std::array wide{CodeRange{0x1100, 0x115F},  CodeRange{0x2E80, 0x303E}, CodeRange{0x3041, 0x33FF},
                          CodeRange{0x3400, 0x4DBF},  CodeRange{0x4E00, 0x9FFF}, CodeRange{0xA000, 0xA4CF},
                          CodeRange{0xAC00, 0xD7A3},  CodeRange{0xF900, 0xFAFF}, CodeRange{0xFE30, 0xFE6F},
                          CodeRange{0xFF00, 0xFF60},  CodeRange{0xFFE0, 0xFFE6}, CodeRange{0x1F300, 0x1FAFF},
                          CodeRange{0x20000, 0x3FFFD}};
constexpr std::array combining{CodeRange{0x0300, 0x036F}, CodeRange{0x200B, 0x200F}, CodeRange{0xFE00, 0xFE0F}};

template <std::size_t N>
bool within(const std::array<CodeRange, N>& ranges, char32_t point)
{
    return std::ranges::any_of(ranges, [&](CodeRange range) { return range.first <= point && point <= range.last; });
}

std::size_t width_of(char32_t point)
{
    if (within(combining, point)) return 0;
    return within(wide, point) ? 2 : 1;
}

std::string first_characters(const std::string& text, std::size_t count)
{
    std::size_t place = 0;
    for (std::size_t n = 0; n < count && place < text.size(); ++n) place += code_at(text, place).bytes;
    return text.substr(0, place);
}

}  // namespace

std::string separated(std::string digits)
{
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t place = point; place > first + 3; place -= 3) digits.insert(place - 3, 1, ',');
    return digits;
}

std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += letter;
        }
    }
    return safe;
}

const std::string& said(const Label& label, Language language)
{
    return language == Language::zh && !label.zh.empty() ? label.zh : label.en;
}

std::string shown(const Cell& cell, const Column& column, Language language)
{
    return std::visit(
        [&](const auto& value) -> std::string {
            using T = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, std::string>)
                return value;
            else if constexpr (std::is_same_v<T, Label>)
                return said(value, language);
            else if constexpr (std::is_same_v<T, Date>)
                return value.text();
            else if constexpr (std::is_same_v<T, Money>)
                return value.is_zero() ? "-" : value.text();
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return std::to_string(value);
            else if (column.type == ColumnType::percent)
                return percent(value, column.places).text() + " %";
            else
                return separated(value.quantized(column.places, Round::half_even).text());
        },
        cell);
}

std::string shown(const TieOut::Amount& amount)
{
    if (const Money* money = std::get_if<Money>(&amount)) return money->text();
    return separated(std::get<Decimal>(amount).text());
}

std::string plain(const Cell& cell, const Column& column, Language language)
{
    if (const Money* money = std::get_if<Money>(&cell)) return money->plain();
    if (const Decimal* decimal = std::get_if<Decimal>(&cell)) return decimal->text();
    return shown(cell, column, language);
}

bool numeric(ColumnType type)
{
    switch (type) {
        case ColumnType::text:
        case ColumnType::date:
            return false;
        case ColumnType::money:
        case ColumnType::count:
        case ColumnType::decimal:
        case ColumnType::percent:
            return true;
    }
    broken(__FILE__, __LINE__, "a known column type", "a column has a type");
}

std::string_view name(ColumnType type)
{
    switch (type) {
        case ColumnType::text:
            return "text";
        case ColumnType::date:
            return "date";
        case ColumnType::money:
            return "money";
        case ColumnType::count:
            return "count";
        case ColumnType::decimal:
            return "decimal";
        case ColumnType::percent:
            return "percent";
    }
    broken(__FILE__, __LINE__, "a known column type", "a column has a type");
}

std::string_view name(RowKind kind)
{
    switch (kind) {
        case RowKind::detail:
            return "detail";
        case RowKind::subtotal:
            return "subtotal";
        case RowKind::total:
            return "total";
        case RowKind::section:
            return "section";
    }
    broken(__FILE__, __LINE__, "a known kind of row", "a row is of a kind");
}

std::string verdict(const TieOut& tie_out, Language language)
{
    if (tie_out.ties()) return language == Language::zh ? "相符" : "ties";
    const TieOut::Amount difference = tie_out.difference();
    std::string by = shown(difference);
    if (const Money* money = std::get_if<Money>(&difference)) by += " " + money->currency().code();
    return (language == Language::zh ? "不符，差额 " : "DIFFERS BY ") + by;
}

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t place = 0; place < text.size();) {
        const Code code = code_at(text, place);
        width += width_of(code.point);
        place += code.bytes;
    }
    return width;
}

std::string clipped(std::string_view text, std::size_t width)
{
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::size_t used = 0, place = 0;
    while (place < text.size()) {
        const Code code = code_at(text, place);
        if (used + width_of(code.point) > width - 1) break;
        used += width_of(code.point);
        place += code.bytes;
    }
    return std::string(text.substr(0, place)) + "…";
}

namespace {

// No longer than so many letters, and no word cut where there is a space to cut at.
std::string whole_words(const std::string& title, std::size_t longest)
{
    std::string name = first_characters(title, longest);
    const std::size_t space = name == title ? std::string::npos : name.rfind(' ');
    if (space != std::string::npos && title[name.size()] != ' ') name.erase(space);
    return name;
}

}  // namespace

std::vector<std::string> distinct_names(std::span<const Table> tables, Language language, std::size_t longest)
{
    std::vector<std::string> names;
    for (const Table& table : tables) {
        const std::string title = said(table.title, language);
        std::string name = whole_words(title, longest);
        for (int n = 2; std::ranges::find(names, name) != names.end(); ++n) {
            const std::string number = " " + std::to_string(n);
            name = whole_words(title, longest - number.size()) + number;
        }
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace earned::exchange
