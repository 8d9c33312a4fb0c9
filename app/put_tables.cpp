#include "app/put_tables.h"

#include "app/say.h"
#include "app/shell.h"
#include "exchange/csv.h"
#include "exchange/html.h"
#include "exchange/json_table.h"
#include "exchange/terminal.h"
#include "exchange/xlsx.h"

#include <algorithm>
#include <fstream>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

namespace earned::app {

namespace {

// As wide as the terminal; 120 columns where the text goes elsewhere.
std::size_t width_asked(const Output& output)
{
    if (output.width > 0) return output.width;
    return output.out.empty() ? width_of_terminal().value_or(120) : 120;
}

void write(std::ostream& out, const std::vector<Table>& tables, const Output& output, const Label& title)
{
    if (output.format == "json") return exchange::write_json(tables, out);
    if (output.format == "html") return exchange::write_html(tables, title, output.language, out);
    for (const Table& table : tables) {
        if (&table != &tables.front()) out << '\n';
        if (output.format == "csv")
            exchange::write_csv(table, output.language, out);
        else
            exchange::write_terminal(table, output.language, out, width_asked(output));
    }
}

Refused unwritable(const std::string& file)
{
    return Refused({.code = "file-unwritable",
                    .where = file,
                    .what = "the report can't be written there",
                    .hint = "check the folder and that you may write in it"});
}

}  // namespace

std::optional<std::size_t> width_of_terminal()
{
    winsize size{};
    const bool seen = ::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    if (!seen || size.ws_col == 0) return std::nullopt;
    return std::max<std::size_t>(size.ws_col, 60);
}

void put_tables(const std::vector<Table>& tables, const Output& output, const Label& title)
{
    if (output.format == "xlsx") {
        if (output.out.empty()) throw Misused("a workbook is written to a file: say which with --out");
        if (!std::ofstream(output.out, std::ios::binary | std::ios::app)) throw unwritable(output.out);
        exchange::write_xlsx(tables, output.language, output.out);
    } else if (output.out.empty()) {
        return write(std::cout, tables, output, title);
    } else {
        std::ofstream file(output.out, std::ios::binary | std::ios::trunc);
        write(file, tables, output, title);
        file.close();
        if (file.fail()) throw unwritable(output.out);
    }
    say(counted(static_cast<std::int64_t>(tables.size()), "table", "tables") + " written to " + output.out);
}

}  // namespace earned::app
