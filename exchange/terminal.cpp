#include "exchange/terminal.h"

#include "exchange/terminal_layout.h"

#include <algorithm>
#include <string>
#include <vector>

namespace earned::exchange {

namespace {

constexpr std::size_t gap = 2;

std::string padded(std::string_view text, std::size_t width, bool right)
{
    std::string fitted = clipped(text, width);
    const std::size_t seen = display_width(fitted);
    const std::string spaces(width > seen ? width - seen : 0, ' ');
    return right ? spaces + fitted : fitted + spaces;
}

void write_line(std::ostream& out, std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    std::replace(line.begin(), line.end(), '\n', ' ');
    out << printable(std::move(line)) << '\n';
}

std::size_t bytes_of_letter(unsigned char first) { return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

// The longest beginning of a text that is no wider: up to a space, or to any letter that is no ASCII.
std::size_t line_end(std::string_view text, std::size_t width)
{
    std::size_t end = 0, seen = 0, next = 0;
    while (next < text.size()) {
        const std::size_t bytes = std::min(bytes_of_letter(static_cast<unsigned char>(text[next])), text.size() - next);
        seen += display_width(text.substr(next, bytes));
        if (seen > width) return end > 0 ? end : std::max(next, bytes);
        next += bytes;
        const bool breakable = bytes >= 3 || next == text.size() || text[next] == ' ';
        if (breakable) end = next;
    }
    return text.size();
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    std::vector<std::string> lines;
    do {
        const std::size_t end = line_end(text, std::max<std::size_t>(width, 1));
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        while (text.starts_with(' ')) text.remove_prefix(1);
    } while (!text.empty());
    return lines;
}

// A text that is wider than its column goes on in the lines below.
void write_row(std::ostream& out, const Row& row, const Table& table, const Strip& strip, Language language)
{
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t place = 0; place < strip.columns.size(); ++place) {
        const std::size_t column = strip.columns[place];
        cells.push_back(wrapped(shown(row.cells[column], table.columns[column], language), strip.widths[place]));
        height = std::max(height, cells.back().size());
    }
    for (std::size_t at = 0; at < height; ++at) {
        std::string line;
        for (std::size_t place = 0; place < strip.columns.size(); ++place) {
            if (place > 0) line.append(gap, ' ');
            line += padded(at < cells[place].size() ? cells[place][at] : "", strip.widths[place],
                           numeric(table.columns[strip.columns[place]].type));
        }
        write_line(out, line);
    }
}

void write_headings(std::ostream& out, const Table& table, const Strip& strip, Language language)
{
    std::string upper, lower, rule;
    for (std::size_t place = 0; place < strip.columns.size(); ++place) {
        const Column& column = table.columns[strip.columns[place]];
        const std::string& heading = said(column.label, language);
        auto [above, below] = two_lines(heading);
        if (display_width(heading) <= strip.widths[place]) above.clear(), below = heading;
        if (place > 0) upper.append(gap, ' '), lower.append(gap, ' '), rule.append(gap, ' ');
        upper += padded(above, strip.widths[place], numeric(column.type));
        lower += padded(below, strip.widths[place], numeric(column.type));
        rule.append(strip.widths[place], '-');
    }
    if (upper.find_first_not_of(' ') != std::string::npos) write_line(out, upper);
    write_line(out, lower);
    write_line(out, rule);
}

// A rule over the amounts that are added up.
void write_rule(std::ostream& out, const Table& table, const Strip& strip, char stroke)
{
    std::string line;
    for (std::size_t place = 0; place < strip.columns.size(); ++place) {
        if (place > 0) line.append(gap, ' ');
        const bool added = table.columns[strip.columns[place]].type == ColumnType::money;
        line.append(strip.widths[place], added ? stroke : ' ');
    }
    write_line(out, line);
}

void write_rows(std::ostream& out, const Table& table, const Strip& strip, Language language)
{
    RowKind before = RowKind::section;
    bool first = true;
    for (const Row& row : table.rows) {
        const bool sums = row.kind == RowKind::total || row.kind == RowKind::subtotal;
        if (row.kind == RowKind::section) {
            if (!first) out << '\n';
            write_line(out, shown(row.cells.front(), table.columns.front(), language));
        } else {
            if (sums && before != row.kind) write_rule(out, table, strip, '-');
            write_row(out, row, table, strip, language);
            if (row.kind == RowKind::total) write_rule(out, table, strip, '=');
        }
        before = row.kind;
        first = false;
    }
    if (table.rows.empty()) out << (language == Language::zh ? "（无数据）\n" : "(nothing to show)\n");
}

void write_facts(std::ostream& out, const Table& table, Language language)
{
    std::size_t widest_label = 0;
    for (const HeaderFact& fact : table.facts)
        widest_label = std::max(widest_label, display_width(said(fact.label, language)));
    for (const HeaderFact& fact : table.facts)
        write_line(out, padded(said(fact.label, language), widest_label + gap, false) + said(fact.value, language));
}

// A tie-out on a line of its own; where that is too wide, what it is about stands above its two sides.
void write_tie_outs(std::ostream& out, const Table& table, Language language, std::size_t width)
{
    if (table.tie_outs.empty()) return;
    out << '\n' << (language == Language::zh ? "勾稽核对" : "Tie-outs") << '\n';
    std::size_t what = 0, amount = 0, left = 0, right = 0, said_so = 0;
    for (const TieOut& tie : table.tie_outs) {
        what = std::max(what, display_width(said(tie.what, language)));
        left = std::max(left, display_width(said(tie.left_name, language)));
        right = std::max(right, display_width(said(tie.right_name, language)));
        amount = std::max({amount, display_width(shown(tie.left)), display_width(shown(tie.right))});
        said_so = std::max(said_so, display_width(verdict(tie, language)));
    }
    constexpr std::size_t indent = 2, sign = 5;
    const bool above = indent + what + left + right + 2 * amount + sign + 4 * gap + said_so > width;
    for (const TieOut& tie : table.tie_outs) {
        const std::string about = said(tie.what, language);
        if (above) write_line(out, std::string(indent, ' ') + about);
        write_line(
            out, (above ? std::string(2 * indent, ' ') : std::string(indent, ' ') + padded(about, what + gap, false)) +
                     padded(said(tie.left_name, language), left + gap, false) + padded(shown(tie.left), amount, true) +
                     (tie.ties() ? "  =  " : "  ≠  ") + padded(shown(tie.right), amount, true) + "  " +
                     padded(said(tie.right_name, language), right + gap, false) + verdict(tie, language));
    }
}

void write_wrapped(std::ostream& out, std::string_view before, std::string_view text, std::size_t width)
{
    std::string begin(before);
    while (!text.empty()) {
        const std::size_t end = line_end(text, width > before.size() ? width - before.size() : 1);
        out << begin << text.substr(0, end) << '\n';
        begin.assign(before.size(), ' ');
        text.remove_prefix(end);
        while (text.starts_with(' ')) text.remove_prefix(1);
    }
}

void write_names(std::ostream& out, const Table& table, const std::vector<std::size_t>& columns, const Label& words,
                 Language language, std::size_t width)
{
    if (columns.empty()) return;
    std::string line = said(words, language);
    for (const std::size_t column : columns)
        line += (column == columns.front()  ? ""
                 : language == Language::zh ? "、"
                                            : ", ") +
                said(table.columns[column].label, language);
    write_wrapped(out, "", line, width);
}

// What is not in sight, and why.
void write_missing(std::ostream& out, const Table& table, const Layout& layout, Language language, std::size_t width)
{
    if (layout.currency.empty() && layout.empty.empty() && layout.left_out.empty()) return;
    out << '\n';
    if (!layout.currency.empty())
        out << (language == Language::zh ? "金额币种：" : "Amounts in ") << layout.currency << '\n';
    write_names(out, table, layout.empty, {"Columns with nothing in them: ", "无数据的列："}, language, width);
    write_names(out, table, layout.left_out, {"Columns left out for width: ", "因宽度未列示的列："}, language, width);
}

void write_strips(std::ostream& out, const Table& table, const Layout& layout, Language language)
{
    for (const Strip& strip : layout.strips) {
        out << '\n';
        if (!table.rows.empty()) write_headings(out, table, strip, language);
        write_rows(out, table, strip, language);
    }
}

}  // namespace

std::string printable(std::string text)
{
    for (char& letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte < 0x20 && letter != '\n' && letter != '\t') || byte == 0x7F) letter = '?';
    }
    return text;
}

void write_body(const Table& table, Language language, std::ostream& out, std::size_t width)
{
    const Layout layout = layout_of(table, language, width);
    write_strips(out, table, layout, language);
    write_missing(out, table, layout, language, width);
}

void write_terminal(const Table& table, Language language, std::ostream& out, std::size_t width)
{
    const Layout layout = layout_of(table, language, width);
    const std::string& title = said(table.title, language);
    out << title << '\n' << std::string(display_width(title), '=') << '\n';
    write_facts(out, table, language);
    write_strips(out, table, layout, language);
    write_missing(out, table, layout, language, width);
    write_tie_outs(out, table, language, width);
    if (!table.notes.empty()) out << '\n';
    for (const Label& note : table.notes) write_wrapped(out, "* ", said(note, language), width);
}

}  // namespace earned::exchange
