#include "app/say.h"

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

std::string Columns::text() const
{
    std::vector<std::size_t> widths(rows_.front().size());
    std::vector<bool> right(rows_.front().size(), true);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        for (std::size_t at = 0; at < rows_[row].size(); ++at) {
            widths[at] = std::max(widths[at], width_of(rows_[row][at]));
            if (row > 0 && !is_figure(rows_[row][at])) right[at] = false;
        }
    }
    std::string text;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t at = 0; at < row.size(); ++at) {
            const std::string room(widths[at] - width_of(row[at]), ' ');
            line += (at == 0 ? "" : "  ") + (right[at] ? room + row[at] : row[at] + room);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        std::replace(line.begin(), line.end(), '\n', ' ');
        text += exchange::printable(std::move(line)) + '\n';
    }
    return text;
}

}  // namespace earned::app
