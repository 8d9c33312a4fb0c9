#include "rules/feel/lexer.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

constexpr std::array<std::string_view, 20> keywords{
    "and", "or",   "in",    "between",  "instance", "then", "else", "return", "satisfies", "for",
    "if",  "some", "every", "function", "external", "of",   "true", "false",  "null",      "not"};

// The length of the space that stands at a place: ASCII, and the Unicode spaces of grammar rule 61.
std::size_t space_at(std::string_view text)
{
    if (text.empty()) return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    if (first == ' ' || (first >= 9 && first <= 13)) return 1;
    if (first == 0xC2 && text.size() > 1 && (text[1] == '\x85' || text[1] == '\xA0')) return 2;
    if (text.size() < 3) return 0;
    const std::string_view three = text.substr(0, 3);
    if (three == "\xE1\x9A\x80" || three == "\xE1\xA0\x8E" || three == "\xE3\x80\x80" || three == "\xEF\xBB\xBF")
        return 3;
    if (!three.starts_with("\xE2\x80") && three != "\xE2\x81\x9F") return 0;
    const auto last = static_cast<unsigned char>(text[2]);
    return three == "\xE2\x81\x9F" || (last >= 0x80 && last <= 0x8B) || last == 0xA8 || last == 0xA9 || last == 0xAF
               ? 3
               : 0;
}

void append_code_point(std::string& into, unsigned point)
{
    const auto put = [&](unsigned byte) { into += static_cast<char>(byte); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
        put(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
    } else {
        put(0xF0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3F));
        put(0x80 | (point >> 6 & 0x3F));
    }
    put(0x80 | (point & 0x3F));
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

bool is_name_start(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
           (letter & 0x80) != 0;
}

bool is_name_part(char letter) { return is_name_start(letter) || is_digit(letter); }

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

std::string normal_name(std::string_view text)
{
    std::string name;
    bool spaced = false;
    while (!text.empty()) {
        if (const std::size_t space = space_at(text)) {
            spaced = !name.empty();
            text.remove_prefix(space);
            continue;
        }
        if (spaced) name += ' ';
        spaced = false;
        name += text.front();
        text.remove_prefix(1);
    }
    return name;
}

void Lexer::skip()
{
    while (at_ < text_.size()) {
        if (const std::size_t space = space_at(text_.substr(at_)))
            at_ += space;
        else if (looks_at("//") || looks_at("/*"))
            skip_comment();
        else
            return;
    }
}

void Lexer::skip_comment()
{
    const bool line = text_[at_ + 1] == '/';
    const std::size_t end = line ? text_.find('\n', at_) : text_.find("*/", at_ + 2);
    if (end == std::string_view::npos && !line) fail("*/");
    at_ = end == std::string_view::npos ? text_.size() : end + (line ? 1 : 2);
}

void Lexer::skip_letters(std::size_t count)
{
    at_ += count;
    skip();
}

bool Lexer::take(std::string_view symbol)
{
    if (!looks_at(symbol)) return false;
    skip_letters(symbol.size());
    return true;
}

bool Lexer::at_word(std::string_view word) const { return looks_at(word) && !is_name_part(letter(word.size())); }

bool Lexer::take_word(std::string_view word) { return at_word(word) && take(word); }

void Lexer::want(std::string_view symbol)
{
    if (!take(symbol)) fail(std::string(symbol));
}

void Lexer::want_word(std::string_view word)
{
    if (!take_word(word)) fail(std::string(word));
}

std::size_t Lexer::length_of(std::string_view name) const
{
    std::size_t place = at_;
    for (const char wanted : name) {
        if (wanted == ' ') {
            std::size_t spaces = 0;
            while (const std::size_t space = space_at(text_.substr(std::min(place, text_.size())))) {
                spaces += space;
                place += space;
            }
            if (spaces == 0) return 0;
            continue;
        }
        if (place >= text_.size() || text_[place] != wanted) return 0;
        ++place;
    }
    const bool cut = !name.empty() && is_name_part(name.back()) && place < text_.size() && is_name_part(text_[place]) &&
                     space_at(text_.substr(place)) == 0;
    return cut ? 0 : place - at_;
}

std::string Lexer::take_word_text()
{
    const std::size_t first = at_;
    if (!at_end() && !is_name_start(text_[at_])) fail("a name");
    while (at_ < text_.size() && is_name_part(text_[at_]) && space_at(text_.substr(at_)) == 0) ++at_;
    if (at_ == first) fail("a name");
    return std::string(text_.substr(first, at_ - first));
}

std::string Lexer::take_plain_name()
{
    std::string name = take_word_text();
    while (true) {
        const std::size_t before = at_;
        skip();
        if (at_ == before || at_end() || !is_name_part(text_[at_])) return name;
        std::size_t end = at_;
        while (end < text_.size() && is_name_part(text_[end]) && space_at(text_.substr(end)) == 0) ++end;
        const std::string_view word = text_.substr(at_, end - at_);
        if (is_keyword(word)) return name;
        name += ' ';
        name += word;
        at_ = end;
    }
}

std::string Lexer::take_name_before(std::string_view ends)
{
    constexpr std::string_view symbols = "./-'+*?";
    const std::size_t first = at_;
    std::size_t place = at_;
    const auto fits = [&](char each) { return is_name_part(each) || symbols.find(each) != std::string_view::npos; };
    while (place < text_.size()) {
        const std::size_t space = space_at(text_.substr(place));
        if (space == 0 && !fits(text_[place])) break;
        place += space == 0 ? 1 : space;
    }
    if (place == first || !is_name_start(text_[first])) return {};
    if (place >= text_.size() || ends.find(text_[place]) == std::string_view::npos) return {};
    at_ = place;
    return normal_name(text_.substr(first, place - first));
}

unsigned Lexer::take_hex(int digits)
{
    unsigned point = 0;
    for (; digits > 0; --digits, ++at_) {
        const char each = letter();
        const int digit = is_digit(each)               ? each - '0'
                          : each >= 'a' && each <= 'f' ? each - 'a' + 10
                          : each >= 'A' && each <= 'F' ? each - 'A' + 10
                                                       : -1;
        if (digit < 0) fail("a hexadecimal digit");
        point = point * 16 + static_cast<unsigned>(digit);
    }
    return point;
}

void Lexer::take_escape(std::string& into)
{
    constexpr std::string_view written = "\"\\nrt'/bf", meant = "\"\\\n\r\t'/\b\f";
    const char kind = letter(1);
    at_ += 2;
    if (kind == 'u' || kind == 'U') {
        unsigned point = take_hex(kind == 'u' ? 4 : 6);
        if (point >= 0xD800 && point < 0xDC00 && looks_at("\\u")) {
            at_ += 2;
            point = 0x10000 + ((point - 0xD800) << 10) + ((take_hex(4) - 0xDC00) & 0x3FF);
        }
        if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) fail("the number of a character");
        return append_code_point(into, point);
    }
    const std::size_t which = written.find(kind);
    if (which == std::string_view::npos) {  // as it stands, backslash and all: regular expressions are written so
        into += '\\';
        --at_;
        return;
    }
    into += meant[which];
}

std::string Lexer::take_string()
{
    std::string text;
    ++at_;
    while (letter() != '"') {
        if (at_end()) fail("the closing quote of a string");
        if (letter() == '\\')
            take_escape(text);
        else
            text += text_[at_++];
    }
    skip_letters(1);
    return text;
}

Decimal Lexer::take_number()
{
    const std::size_t first = at_;
    while (is_digit(letter())) ++at_;
    if (letter() == '.' && is_digit(letter(1))) {
        ++at_;
        while (is_digit(letter())) ++at_;
    }
    const std::size_t sign = letter(1) == '+' || letter(1) == '-' ? 2 : 1;
    if ((letter() == 'e' || letter() == 'E') && is_digit(letter(sign))) {
        at_ += sign;
        while (is_digit(letter())) ++at_;
    }
    const std::optional<Decimal> number = Decimal::parse_rounded(text_.substr(first, at_ - first));
    if (!number) fail("a number in the range of decimals");
    skip();
    return *number;
}

void Lexer::fail(std::string expected) const
{
    const std::size_t end = std::min<std::size_t>(text_.size(), at_ + 20);
    const std::string found = at_end() ? "the end" : "'" + std::string(text_.substr(at_, end - at_)) + "'";
    throw Unreadable{at_, found, std::move(expected)};
}

}  // namespace earned::feel
