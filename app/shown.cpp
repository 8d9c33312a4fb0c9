#include "app/shown.h"

#include "app/chinese.h"
#include "app/column_widths.h"
#include "app/file_shelf.h"
#include "app/put_tables.h"
#include "app/say.h"
#include "exchange/csv.h"
#include "exchange/json_table.h"
#include "exchange/terminal.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace earned::app {

namespace {

void add_lang(CLI::App& command, Shell& shell, const std::shared_ptr<ShownAs>& shown)
{
    command
        .add_option_function<std::string>(
            "--lang", [&shell, shown](const std::string& asked) { shell.lang = shown->lang = asked; },
            "en or zh: of headings, words and faults")
        ->check(CLI::IsMember({"en", "zh"}));
}

}  // namespace

void add_format(CLI::App& command, Shell& shell, const std::shared_ptr<ShownAs>& shown)
{
    command.add_option("--format", shown->format, "table, json or csv")->check(CLI::IsMember({"table", "json", "csv"}));
    add_lang(command, shell, shown);
}

std::shared_ptr<ShownAs> add_language(CLI::App& command, Shell& shell)
{
    auto shown = std::make_shared<ShownAs>();
    add_lang(command, shell, shown);
    return shown;
}

namespace {

// For a program a word is the same whatever language people read.
Table for_programs(const Table& table)
{
    Table plain = table;
    plain.rows = Rows(shelf_in_file());
    for (Row row : table.rows) {
        for (Cell& cell : row.cells)
            if (const auto* words = std::get_if<Label>(&cell)) cell = std::string(words->en);
        plain.rows.add(std::move(row));
    }
    return plain;
}

std::size_t widest_line(std::string_view text)
{
    std::size_t widest = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        widest = std::max(widest, width_of(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return widest;
}

// As a person reads them.
std::vector<std::string> cells_of(const Row& row, const Table& table, exchange::Language language)
{
    std::vector<std::string> cells;
    for (std::size_t place = 0; place < table.columns.size(); ++place) {
        const bool none = place >= row.cells.size() || std::holds_alternative<std::monostate>(row.cells[place]);
        const auto* amount = none ? nullptr : std::get_if<Money>(&row.cells[place]);
        cells.push_back(none     ? ""
                        : amount ? amount->text()
                                 : exchange::shown(row.cells[place], table.columns[place], language));
    }
    return cells;
}

}  // namespace

// Its rows are walked to measure them and walked again to write them: a long list is kept by nobody.
void show(const Table& table, const ShownAs& shown)
{
    const auto language = shown.lang == "zh" ? exchange::Language::zh : exchange::Language::en;
    const Table plain = shown.is_for_people() ? Table{} : for_programs(table);
    if (shown.format == "json") return exchange::write_json(std::span(&plain, 1), std::cout);
    if (shown.format == "csv") return exchange::write_csv(plain, language, std::cout);
    if (table.rows.empty()) return;
    std::vector<std::string> titles;
    for (const Column& column : table.columns) titles.push_back(exchange::said(column.label, language));
    ColumnWidths widths(titles);
    for (const Row& row : table.rows) widths.measure(cells_of(row, table, language));
    if (const auto width = width_of_terminal()) {
        std::size_t widest = widest_line(widths.line(titles));
        for (const Row& row : table.rows)
            widest = std::max(widest, widest_line(widths.line(cells_of(row, table, language))));
        if (widest > *width) return exchange::write_body(table, language, std::cout, *width);
    }
    std::cout << widths.line(titles) << '\n';
    for (const Row& row : table.rows) std::cout << widths.line(cells_of(row, table, language)) << '\n';
}

void say(const Label& line, const ShownAs& shown) { say(shown.is_chinese() ? line.zh : line.en); }

void say_beside(const Label& line, const ShownAs& shown)
{
    const std::string& text = shown.is_chinese() ? line.zh : line.en;
    shown.is_for_people() ? say(text) : tell(text);
}

void tell_beside(const Label& line, const ShownAs& shown) { tell(shown.is_chinese() ? line.zh : line.en); }

void tell(const Fault& fault, const ShownAs& shown) { shown.is_chinese() ? tell(in_chinese(fault)) : tell(fault); }

Label own_words(const std::string& english) { return {english, words_in_chinese(english, ", ")}; }
Label own_sentence(const std::string& english) { return {english, address_and_words_in_chinese(english)}; }

std::string chinese_count(std::int64_t number, const std::string& of_what) { return grouped(number) + " " + of_what; }

Column text_column(std::string key, std::string en, std::string zh)
{
    return {.key = std::move(key), .label = {std::move(en), std::move(zh)}, .type = ColumnType::text, .currency = {}};
}

Column date_column(std::string key, std::string en, std::string zh)
{
    return {.key = std::move(key), .label = {std::move(en), std::move(zh)}, .type = ColumnType::date, .currency = {}};
}

Column count_column(std::string key, std::string en, std::string zh)
{
    return {.key = std::move(key), .label = {std::move(en), std::move(zh)}, .type = ColumnType::count, .currency = {}};
}

Column money_column(std::string key, std::string en, std::string zh)
{
    return {.key = std::move(key), .label = {std::move(en), std::move(zh)}, .type = ColumnType::money, .currency = {}};
}

}  // namespace earned::app
