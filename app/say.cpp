#include "app/say.h"

#include "app/column_widths.h"
#include "exchange/terminal.h"

#include <algorithm>
#include <iostream>

namespace earned::app {

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string counted(std::int64_t number, const std::string& one, const std::string& many)
{
    return grouped(number) + " " + (number == 1 ? one : many);
}

void say(const std::string& line) { std::cout << exchange::printable(line) << '\n'; }

void tell(const std::string& line)
{
    std::cout.flush();
    std::cerr << exchange::printable(line) << '\n';
}

void tell(const Fault& fault) { tell(fault.text()); }

std::size_t width_of(std::string_view text)
{
    std::size_t width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            width += 1;
        else if (byte >= 0xE3 && byte < 0xF0)
            width += 2;  // where CJK begins, U+3000
        else if (byte >= 0xC0)
            width += 1;
    }
    return width;
}

namespace {

bool is_figure(const std::string& cell)
{
    if (cell.empty()) return true;
    return cell.find_first_not_of("-0123456789.,") == std::string::npos &&
           cell.find_first_of("0123456789") != std::string::npos && std::count(cell.begin(), cell.end(), '-') < 2;
}

}  // namespace

ColumnWidths::ColumnWidths(const std::vector<std::string>& titles) : right_(titles.size(), true)
{
    for (const std::string& title : titles) widths_.push_back(width_of(title));
}

void ColumnWidths::measure(const std::vector<std::string>& cells)
{
    for (std::size_t at = 0; at < cells.size(); ++at) {
        widths_[at] = std::max(widths_[at], width_of(cells[at]));
        if (!is_figure(cells[at])) right_[at] = false;
    }
}

std::string ColumnWidths::line(const std::vector<std::string>& cells) const
{
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const std::string room(widths_[at] - width_of(cells[at]), ' ');
        line += (at == 0 ? "" : "  ") + (right_[at] ? room + cells[at] : cells[at] + room);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return exchange::printable(std::move(line));
}

std::string Columns::text() const
{
    ColumnWidths widths(rows_.front());
    for (std::size_t row = 1; row < rows_.size(); ++row) widths.measure(rows_[row]);
    std::string text;
    for (const auto& row : rows_) text += widths.line(row) + '\n';
    return text;
}

}  // namespace earned::app
