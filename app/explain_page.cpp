#include "app/explain_page.h"

#include "app/chinese.h"

#include <algorithm>
#include <cstdlib>
#include <array>
#include <regex>
#include <sstream>

namespace earned::app {

namespace {

constexpr std::size_t widest = 100, name_width = 14;

// What stays together on a line, and whether a space stands before it.
struct Unbroken {
    std::string text;
    bool spaced = false;
};

std::size_t length_of_character(unsigned char first)
{
    return first < 0xC0 ? 1U : first < 0xE0 ? 2U : first < 0xF0 ? 3U : 4U;
}

// No line begins with a mark that closes, and none ends with one that opens.
bool closes(std::string_view character)
{
    static constexpr std::array<std::string_view, 13> marks = {"，", "。", "；", "：", "）", "、", "》",
                                                               "」", "〕", "！", "？", "”",  "…"};
    return std::find(marks.begin(), marks.end(), character) != marks.end();
}
bool opens(std::string_view character)
{
    return character == "（" || character == "《" || character == "「" || character == "〔" || character == "“";
}

std::vector<Unbroken> pieces_of(const std::string& text, bool between_characters)
{
    std::vector<Unbroken> pieces;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        pieces.push_back({"", true});
        bool may_break = false;
        for (std::size_t at = 0; at < word.size();) {
            const std::string character = word.substr(at, length_of_character(static_cast<unsigned char>(word[at])));
            const bool wide = width_of(character) > 1;
            const bool breaks = between_characters && !pieces.back().text.empty() && !closes(character) &&
                                (may_break || wide) &&
                                !opens(pieces.back().text.substr(pieces.back().text.size() -
                                                                 std::min<std::size_t>(3, pieces.back().text.size())));
            if (breaks) pieces.push_back({});
            pieces.back().text += character;
            may_break = wide;
            at += character.size();
        }
    }
    return pieces;
}

}  // namespace

std::string Page::say(const Label& words, const std::vector<std::string>& parts) const
{
    const std::string& pattern = in(words);
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool is_place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
        const std::size_t place = is_place ? static_cast<std::size_t>(pattern[at + 1] - '1') : parts.size();
        if (place < parts.size())
            text += parts[place], at += 2;
        else
            text += pattern[at];
    }
    return text;
}

std::string Page::say(const Fault& fault) const
{
    return language_ == exchange::Language::zh ? in_chinese(fault) : fault.text();
}

std::string Page::stored(const std::string& fault) const
{
    if (language_ != exchange::Language::zh) return fault;
    static const std::regex parts("(?:([^:]*): )?(.*) \\(([a-z0-9-]+)\\)(?:; (.*))?");
    std::smatch found;
    if (!std::regex_match(fault, found, parts)) return in_chinese(fault);
    return in_chinese(Fault{found[3], found[1], found[2], found[4]});
}

std::string Page::words(const std::string& english) const
{
    return language_ == exchange::Language::zh ? words_in_chinese(english, ", ") : english;
}

std::string Page::side(std::int64_t minor) const { return in(minor > 0 ? Label{"Dr", "借"} : Label{"Cr", "贷"}); }

std::string Page::joined(const std::vector<std::string>& parts) const
{
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : in({", ", "，"})) + part;
    return text;
}

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
    std::string line = first;
    bool fresh = true;
    for (const Unbroken& piece : pieces_of(text, language_ == exchange::Language::zh)) {
        const std::string space = piece.spaced && !fresh ? " " : "";
        if (!fresh && width_of(line) + space.size() + width_of(piece.text) > widest) {
            text_ += line + "\n";
            line = std::string(indent, ' ') + piece.text;
        } else {
            line += space + piece.text;
        }
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
