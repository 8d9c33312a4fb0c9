#include "exchange/terminal.h"

#include <algorithm>

namespace earned::exchange {

namespace {

constexpr std::size_t gap = 2, narrowest = 8, widest = 36;

// The columns that are shown, with their widths and their cells as texts.
struct Layout {
    std::vector<std::size_t> columns, widths;
    std::vector<std::size_t> left_out;
    std::vector<std::vector<std::string>> cells;  // [row][place in columns]

    std::size_t width() const
    {
        std::size_t sum = widths.empty() ? 0 : gap * (widths.size() - 1);
        for (const std::size_t width : widths) sum += width;
        return sum;
    }
};

void narrow_texts(Layout& layout, const Table& table, std::size_t width)
{
    while (layout.width() > width) {
        std::size_t* largest = nullptr;
        for (std::size_t place = 0; place < layout.columns.size(); ++place) {
            if (table.columns[layout.columns[place]].type != ColumnType::text) continue;
            std::size_t& of = layout.widths[place];
            if (of > narrowest && (largest == nullptr || of > *largest)) largest = &of;
        }
        if (largest == nullptr) return;
        --*largest;
    }
}

// How wide it is when every text is as narrow as it may be.
std::size_t least_width(const Layout& layout, const Table& table)
{
    Layout least = layout;
    for (std::size_t place = 0; place < least.columns.size(); ++place)
        if (table.columns[least.columns[place]].type == ColumnType::text)
            least.widths[place] = std::min(least.widths[place], narrowest);
    return least.width();
}

void leave_out(Layout& layout, const Table& table, std::size_t width)
{
    for (std::size_t place = layout.columns.size(); place-- > 1 && least_width(layout, table) > width;) {
        if (table.columns[layout.columns[place]].type == ColumnType::money) continue;
        layout.left_out.insert(layout.left_out.begin(), layout.columns[place]);
        layout.columns.erase(layout.columns.begin() + static_cast<std::ptrdiff_t>(place));
        layout.widths.erase(layout.widths.begin() + static_cast<std::ptrdiff_t>(place));
    }
}

// A heading may be two lines: it is broken at the space that balances them best.
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

std::size_t heading_width(const std::string& heading)
{
    const auto [above, below] = two_lines(heading);
    return std::max(display_width(above), display_width(below));
}

Layout layout_of(const Table& table, Language language, std::size_t width)
{
    Layout layout;
    for (const Column& column : table.columns) {
        layout.columns.push_back(layout.columns.size());
        layout.widths.push_back(heading_width(said(column.label, language)));
    }
    for (const Row& row : table.rows) {
        if (row.kind == RowKind::section) continue;
        for (std::size_t place = 0; place < row.cells.size(); ++place) {
            const std::size_t of = display_width(shown(row.cells[place], table.columns[place], language));
            std::size_t& widest_yet = layout.widths[place];
            widest_yet =
                std::max(widest_yet, table.columns[place].type == ColumnType::text ? std::min(of, widest) : of);
        }
    }
    const std::vector<std::size_t> widths = layout.widths;
    narrow_texts(layout, table, width);
    if (layout.width() <= width) return layout;
    layout.widths = widths;
    leave_out(layout, table, width);
    narrow_texts(layout, table, width);
    return layout;
}

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
    out << line << '\n';
}

std::string row_line(const Row& row, const Table& table, const Layout& layout, Language language)
{
    std::string line;
    for (std::size_t place = 0; place < layout.columns.size(); ++place) {
        const Column& column = table.columns[layout.columns[place]];
        if (place > 0) line.append(gap, ' ');
        line += padded(shown(row.cells[layout.columns[place]], column, language), layout.widths[place],
                       numeric(column.type));
    }
    return line;
}

void write_headings(std::ostream& out, const Table& table, const Layout& layout, Language language)
{
    std::string upper, lower, rule;
    for (std::size_t place = 0; place < layout.columns.size(); ++place) {
        const Column& column = table.columns[layout.columns[place]];
        const std::string& heading = said(column.label, language);
        auto [above, below] = two_lines(heading);
        if (display_width(heading) <= layout.widths[place]) above.clear(), below = heading;
        if (place > 0) upper.append(gap, ' '), lower.append(gap, ' '), rule.append(gap, ' ');
        upper += padded(above, layout.widths[place], numeric(column.type));
        lower += padded(below, layout.widths[place], numeric(column.type));
        rule.append(layout.widths[place], '-');
    }
    if (upper.find_first_not_of(' ') != std::string::npos) write_line(out, upper);
    write_line(out, lower);
    write_line(out, rule);
}

// A rule over the amounts that are added up.
void write_rule(std::ostream& out, const Table& table, const Layout& layout, char stroke)
{
    std::string line;
    for (std::size_t place = 0; place < layout.columns.size(); ++place) {
        if (place > 0) line.append(gap, ' ');
        const bool added = table.columns[layout.columns[place]].type == ColumnType::money;
        line.append(layout.widths[place], added ? stroke : ' ');
    }
    write_line(out, line);
}

void write_rows(std::ostream& out, const Table& table, const Layout& layout, Language language)
{
    RowKind before = RowKind::section;
    for (const Row& row : table.rows) {
        const bool sums = row.kind == RowKind::total || row.kind == RowKind::subtotal;
        if (row.kind == RowKind::section) {
            if (&row != &table.rows.front()) out << '\n';
            write_line(out, shown(row.cells.front(), table.columns.front(), language));
        } else {
            if (sums && before != row.kind) write_rule(out, table, layout, '-');
            write_line(out, row_line(row, table, layout, language));
            if (row.kind == RowKind::total) write_rule(out, table, layout, '=');
        }
        before = row.kind;
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

void write_tie_outs(std::ostream& out, const Table& table, Language language)
{
    if (table.tie_outs.empty()) return;
    out << '\n' << (language == Language::zh ? "勾稽核对" : "Tie-outs") << '\n';
    std::size_t what = 0, amount = 0, left = 0, right = 0;
    for (const TieOut& tie : table.tie_outs) {
        what = std::max(what, display_width(said(tie.what, language)));
        left = std::max(left, display_width(said(tie.left_name, language)));
        right = std::max(right, display_width(said(tie.right_name, language)));
        amount = std::max({amount, display_width(shown(tie.left)), display_width(shown(tie.right))});
    }
    for (const TieOut& tie : table.tie_outs)
        write_line(out, "  " + padded(said(tie.what, language), what + gap, false) +
                            padded(said(tie.left_name, language), left + gap, false) +
                            padded(shown(tie.left), amount, true) + (tie.ties() ? "  =  " : "  ≠  ") +
                            padded(shown(tie.right), amount, true) + "  " +
                            padded(said(tie.right_name, language), right + gap, false) + verdict(tie, language));
}

}  // namespace

void write_terminal(const Table& table, Language language, std::ostream& out, std::size_t width)
{
    const Layout layout = layout_of(table, language, width);
    const std::string& title = said(table.title, language);
    out << title << '\n' << std::string(display_width(title), '=') << '\n';
    write_facts(out, table, language);
    out << '\n';
    write_headings(out, table, layout, language);
    write_rows(out, table, layout, language);
    if (!layout.left_out.empty()) {
        out << (language == Language::zh ? "\n因宽度未列示的列：" : "\nColumns left out for width:");
        for (const std::size_t column : layout.left_out)
            out << (column == layout.left_out.front() ? " " : ", ") << said(table.columns[column].label, language);
        out << '\n';
    }
    write_tie_outs(out, table, language);
    for (const Label& note : table.notes)
        out << (&note == &table.notes.front() ? "\n* " : "* ") << said(note, language) << '\n';
}

}  // namespace earned::exchange
