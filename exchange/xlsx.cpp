#include "exchange/xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <type_traits>

namespace earned::exchange {

namespace {

constexpr std::size_t digits_kept = 15, narrowest = 9, widest = 44;

std::size_t digits_in(const std::string& number)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(number, [](char letter) { return letter >= '0' && letter <= '9'; }));
}

std::string number_format(int places, const char* zero)
{
    const std::string digits = places == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(places), '0');
    return digits + ";-" + digits + ";" + zero;
}

// A cell's look; formats are made once and shared.
struct Look {
    std::string number;
    bool bold = false, head = false, top = false, wrap = false, right = false, red = false, large = false, soft = false;
    friend auto operator<=>(const Look&, const Look&) = default;
};

class Workbook {
public:
    Workbook(const std::string& path, const Label& title, Language language)
        : language_(language), folder_(std::filesystem::temp_directory_path().string())
    {
        lxw_workbook_options options{};
        options.tmpdir = folder_.data();
        options.constant_memory = LXW_TRUE;  // rows leave memory as they are written
        book_ = workbook_new_opt(path.c_str(), &options);
        if (book_ == nullptr) throw std::runtime_error(path + ": the workbook can't be made");
        std::string name = said(title, language);
        lxw_doc_properties properties{};
        properties.title = name.data();
        properties.created = 1767225600;  // 2026-01-01: the same bytes on any day
        workbook_set_properties(book_, &properties);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook()
    {
        if (book_ != nullptr) workbook_close(book_);
    }

    lxw_worksheet* sheet(const std::string& name) { return workbook_add_worksheet(book_, name.c_str()); }

    lxw_error close()
    {
        lxw_workbook* book = std::exchange(book_, nullptr);
        return workbook_close(book);
    }

    lxw_format* format(const Look& look)
    {
        const auto [found, made] = formats_.try_emplace(look, nullptr);
        if (!made) return found->second;
        lxw_format* format = found->second = workbook_add_format(book_);
        format_set_font_name(format, language_ == Language::zh ? "Microsoft YaHei" : "Calibri");
        format_set_font_size(format, look.large ? 16 : 10);
        if (!look.number.empty()) format_set_num_format(format, look.number.c_str());
        if (look.bold) format_set_bold(format);
        if (look.head) format_set_bg_color(format, 0xF2F4F7);
        if (look.head) format_set_bottom(format, LXW_BORDER_THIN);
        if (look.top) format_set_top(format, LXW_BORDER_THIN);
        if (look.wrap) format_set_text_wrap(format);
        if (look.right) format_set_align(format, LXW_ALIGN_RIGHT);
        if (look.red) format_set_font_color(format, 0xB3261E);
        if (look.soft) format_set_font_color(format, 0x5B6675);
        return format;
    }

private:
    Language language_;
    std::string folder_;
    lxw_workbook* book_ = nullptr;
    std::map<Look, lxw_format*> formats_;
};

class Sheet {
public:
    Sheet(Workbook& book, lxw_worksheet* sheet, Language language) : book_(book), sheet_(sheet), language_(language) {}

    void write(const Table& table)
    {
        worksheet_write_string(sheet_, row_, 0, said(table.title, language_).c_str(),
                               book_.format({.bold = true, .large = true}));
        ++row_;
        for (const HeaderFact& fact : table.facts) {
            text(0, said(fact.label, language_), {.soft = true});
            text(1, said(fact.value, language_), {});
            ++row_;
        }
        ++row_;
        headings(table);
        widths_.assign(table.columns.size(), 0);
        for (const Row& row : table.rows) write_row(table, row);
        tie_outs(table);
        if (!table.notes.empty()) ++row_;
        for (const Label& note : table.notes) {
            text(0, said(note, language_), {.soft = true});
            ++row_;
        }
        widths(table);
    }

private:
    using Place = lxw_col_t;

    void text(std::size_t column, const std::string& words, const Look& look)
    {
        worksheet_write_string(sheet_, row_, static_cast<Place>(column), words.c_str(), book_.format(look));
    }

    // The library takes binary numbers; up to 15 digits they are shown as they were written.
    void number(std::size_t column, const std::string& digits, Look look)
    {
        if (digits_in(digits) > digits_kept) {
            look.right = true;
            text(column, digits, look);
            return;
        }
        worksheet_write_number(sheet_, row_, static_cast<Place>(column), std::strtod(digits.c_str(), nullptr),
                               book_.format(look));
    }

    void headings(const Table& table)
    {
        for (std::size_t place = 0; place < table.columns.size(); ++place)
            text(place, said(table.columns[place].label, language_),
                 {.bold = true, .head = true, .wrap = true, .right = numeric(table.columns[place].type)});
        worksheet_repeat_rows(sheet_, row_, row_);
        ++row_;
        worksheet_freeze_panes(sheet_, row_, 1);
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
    }

    void write_row(const Table& table, const Row& row)
    {
        const bool sums = row.kind == RowKind::total || row.kind == RowKind::subtotal;
        const Look look{.bold = row.kind != RowKind::detail, .top = sums};
        for (std::size_t place = 0; place < row.cells.size(); ++place) {
            cell(place, row.cells[place], table.columns[place], look);
            if (row.kind != RowKind::section)
                widths_[place] =
                    std::max(widths_[place], display_width(shown(row.cells[place], table.columns[place], language_)));
        }
        ++row_;
    }

    void cell(std::size_t place, const Cell& cell, const Column& column, Look look)
    {
        std::visit(
            [&](const auto& value) {
                using T = std::remove_cvref_t<decltype(value)>;
                if constexpr (std::is_same_v<T, std::monostate>) {
                    worksheet_write_blank(sheet_, row_, static_cast<Place>(place), book_.format(look));
                } else if constexpr (std::is_same_v<T, std::string>) {
                    text(place, value, look);
                } else if constexpr (std::is_same_v<T, Label>) {
                    text(place, said(value, language_), look);
                } else if constexpr (std::is_same_v<T, Date>) {
                    look.number = "yyyy-mm-dd";
                    lxw_datetime day{.year = value.year(),
                                     .month = value.month(),
                                     .day = value.day(),
                                     .hour = 0,
                                     .min = 0,
                                     .sec = 0};
                    worksheet_write_datetime(sheet_, row_, static_cast<Place>(place), &day, book_.format(look));
                } else if constexpr (std::is_same_v<T, Money>) {
                    look.number = number_format(value.currency().minor_digits(), "\"-\"");
                    number(place, value.plain(), look);
                } else if constexpr (std::is_same_v<T, std::int64_t>) {
                    look.number = "0";
                    number(place, std::to_string(value), look);
                } else {
                    const bool share = column.type == ColumnType::percent;
                    look.number = number_format(column.places, "0") + (share ? "%" : "");
                    if (share)
                        look.number = column.places == 0
                                          ? "0%"
                                          : "0." + std::string(static_cast<std::size_t>(column.places), '0') + "%";
                    number(place, value.text(), look);
                }
            },
            cell);
    }

    void tie_outs(const Table& table)
    {
        if (table.tie_outs.empty()) return;
        ++row_;
        text(0, language_ == Language::zh ? "勾稽核对" : "Tie-outs", {.bold = true});
        ++row_;
        for (const TieOut& tie : table.tie_outs) {
            const Look look{.bold = !tie.ties(), .red = !tie.ties()};
            text(0, said(tie.what, language_), look);
            text(1, said(tie.left_name, language_), look);
            amount(2, tie.left, look);
            text(3, said(tie.right_name, language_), look);
            amount(4, tie.right, look);
            text(5, verdict(tie, language_), look);
            ++row_;
        }
    }

    // The words of a tie-out that stand in a column.
    std::string beside(const TieOut& tie, std::size_t column) const
    {
        if (column == 0) return said(tie.what, language_);
        if (column == 1) return said(tie.left_name, language_);
        return column == 3 ? said(tie.right_name, language_) : std::string();
    }

    void amount(std::size_t place, const TieOut::Amount& amount, Look look)
    {
        if (const Money* money = std::get_if<Money>(&amount))
            look.number = number_format(money->currency().minor_digits(), "\"-\"");
        const Money* money = std::get_if<Money>(&amount);
        number(place, money != nullptr ? money->plain() : std::get<Decimal>(amount).text(), look);
    }

    void widths(const Table& table)
    {
        for (std::size_t place = 0; place < table.columns.size(); ++place) {
            std::size_t width = std::max(narrowest, display_width(said(table.columns[place].label, language_)) * 3 / 5);
            width = std::max(width, widths_[place]);
            if (place == 0)
                for (const HeaderFact& fact : table.facts)
                    width = std::max(width, display_width(said(fact.label, language_)));
            for (const TieOut& tie : table.tie_outs) width = std::max(width, display_width(beside(tie, place)));
            const auto column = static_cast<Place>(place);
            worksheet_set_column(sheet_, column, column, static_cast<int>(std::min(width, widest) + 2), nullptr);
        }
    }

    Workbook& book_;
    lxw_worksheet* sheet_;
    Language language_;
    lxw_row_t row_ = 0;
    std::vector<std::size_t> widths_;  // of the rows' cells, by column
};

// Rather no workbook than one with rows left out.
void require_room(std::span<const Table> tables, const std::string& path)
{
    constexpr std::size_t room = LXW_ROW_MAX, around = 8;  // titles, headings, empty rows
    for (const Table& table : tables)
        if (table.rows.size() + table.facts.size() + table.tie_outs.size() + table.notes.size() + around > room)
            throw std::runtime_error(path + ": a sheet has room for " + std::to_string(room) + " rows, and \"" +
                                     table.title.en + "\" has " + std::to_string(table.rows.size()) +
                                     ": take --format csv, or ask for less");
}

}  // namespace

void write_xlsx(std::span<const Table> tables, Language language, const std::string& path)
{
    require_room(tables, path);
    Workbook book(path, tables.empty() ? Label{} : tables.front().title, language);
    const std::vector<std::string> names = distinct_names(tables, language, 31);
    for (std::size_t place = 0; place < tables.size(); ++place) {
        std::string name = names[place];
        std::ranges::replace_if(
            name, [](char letter) { return std::string_view("[]:*?/\\").find(letter) != std::string_view::npos; }, ' ');
        Sheet(book, book.sheet(name), language).write(tables[place]);
    }
    if (const lxw_error error = book.close(); error != LXW_NO_ERROR)
        throw std::runtime_error(path + ": " + lxw_strerror(error));
}

}  // namespace earned::exchange
