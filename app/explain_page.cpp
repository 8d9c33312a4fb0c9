#include "app/explain_page.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace earned::app {

namespace {

constexpr std::size_t widest = 100, name_width = 14;

}  // namespace

void Page::title(const Label& what, const std::string& name)
{
    const std::string text = in(what) + " " + name;
    text_ += text + "\n" + std::string(std::min(width_of(text), widest), '=') + "\n";
}

void Page::heading(const Label& what, const std::string& rest)
{
    const std::string text = in(what) + (rest.empty() ? "" : " " + rest);
    text_ += "\n" + text + "\n" + std::string(std::min(width_of(text), widest), '-') + "\n";
}

void Page::wrapped(const std::string& first, const std::string& text, std::size_t indent)
{
    std::istringstream words(text);
    std::string line = first;
    bool fresh = true;
    for (std::string word; words >> word;) {
        if (!fresh && width_of(line) + 1 + width_of(word) > widest) {
            text_ += line + "\n";
            line = std::string(indent, ' ');
            fresh = true;
        }
        line += (fresh ? "" : " ") + word;
        fresh = false;
    }
    text_ += line + "\n";
}

void Page::line(const std::string& text, std::size_t indent) { wrapped(std::string(indent, ' '), text, indent + 2); }

void Page::named(const Label& name, const std::string& text)
{
    const std::string& label = in(name);
    const std::size_t width = width_of(label), room = width < name_width ? name_width - width : 1;
    wrapped("  " + label + std::string(room, ' '), text, 2 + name_width);
}

void Page::columns(const Columns& columns, std::size_t indent)
{
    std::istringstream lines(columns.text());
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) text_ += std::string(indent, ' ') + line + "\n";  // titles may be left out
}

std::string amount_text(std::int64_t minor, Currency currency) { return Money(minor, currency).text(); }

std::string exact_text(const Ratio& minor, Currency currency)
{
    if (minor.is_integer()) return amount_text(minor.rounded(Round::half_away), currency);
    const Ratio places(1'000'000);
    const std::int64_t millionths = (minor * places).rounded(Round::half_away);
    const std::string whole = amount_text(millionths / 1'000'000, currency);
    std::string rest = std::to_string(std::abs(millionths % 1'000'000));
    rest = std::string(6 - rest.size(), '0') + rest;
    const bool ends = (minor * places).is_integer();
    if (ends)
        rest.erase(rest.find_last_not_of('0') + 1);
    else
        rest.erase(4);
    return (millionths < 0 && millionths > -1'000'000 ? "-" : "") + whole + rest + (ends ? "" : "…");
}

}  // namespace earned::app
