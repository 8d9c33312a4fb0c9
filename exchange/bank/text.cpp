#include "exchange/bank/text.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>

namespace earned::bank {

namespace {

bool is_space(char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; }

std::size_t length_of(unsigned char lead)
{
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

}  // namespace

bool is_utf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = length_of(static_cast<unsigned char>(bytes[at]));
        if (length == 0 || at + length > bytes.size()) return false;
        for (std::size_t more = 1; more < length; ++more)
            if ((static_cast<unsigned char>(bytes[at + more]) & 0xC0) != 0x80) return false;
        at += length;
    }
    return true;
}

std::optional<std::string> converted(std::string_view bytes, const std::string& encoding)
{
    if (upper(encoding) == "UTF-8") return is_utf8(bytes) ? std::optional<std::string>(bytes) : std::nullopt;
    const iconv_t way = iconv_open("UTF-8", encoding.c_str());
    if (way == iconv_t(-1)) return std::nullopt;
    std::string input(bytes), result(bytes.size() * 4 + 16, '\0');
    char* from = input.data();
    char* to = result.data();
    std::size_t left = input.size(), room = result.size();
    const std::size_t done = iconv(way, &from, &left, &to, &room);
    iconv_close(way);
    if (done == static_cast<std::size_t>(-1) || left != 0) return std::nullopt;
    result.resize(result.size() - room);
    return result;
}

std::string_view without_mark(std::string_view bytes)
{
    return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

std::string wide_encoding(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv)) return "UTF-16LE";
    if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv)) return "UTF-16BE";
    return {};
}

std::string western(std::string_view bytes)
{
    if (auto text = converted(bytes, "WINDOWS-1252")) return std::move(*text);
    return converted(bytes, "ISO-8859-1").value_or(std::string());
}

std::optional<std::size_t> whole_letters(std::string_view bytes)
{
    std::size_t at = bytes.size();
    for (std::size_t back = 1; back <= 3 && back < bytes.size(); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) break;
        if (length_of(byte) > back) at = bytes.size() - back;
        if (byte >= 0xC0) break;
    }
    const std::string_view whole = bytes.substr(0, at);
    const bool has_others =
        std::any_of(whole.begin(), whole.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return at < bytes.size() && has_others && is_utf8(whole) ? std::optional(at) : std::nullopt;
}

bool is_chinese(std::string_view bytes)
{
    std::size_t pairs = 0, common = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto high = static_cast<unsigned char>(bytes[at]);
        if (high < 0x80) continue;
        const auto low = static_cast<unsigned char>(++at < bytes.size() ? bytes[at] : 0);
        if (high < 0xA1 || high > 0xF7 || low < 0xA1 || low == 0xFF) return false;
        ++pairs;
        if (high <= 0xA3 || (high >= 0xB0 && high <= 0xD7)) ++common;
    }
    return pairs >= 2 && common * 4 >= pairs * 3;
}

std::vector<TextLine> lines_of(std::string_view text)
{
    std::vector<TextLine> lines;
    std::size_t number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        std::size_t end = text.find_first_of("\r\n", begin);
        if (end == std::string_view::npos) end = text.size();
        lines.push_back({number, text.substr(begin, end - begin)});
        begin = end + 1;
        if (end < text.size() && text[end] == '\r' && begin < text.size() && text[begin] == '\n') ++begin;
    }
    return lines;
}

std::string_view stripped(std::string_view text)
{
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string squeezed(std::string_view text)
{
    std::string plain;
    for (const char letter : stripped(text)) {
        if (!is_space(letter))
            plain += letter;
        else if (plain.back() != ' ')
            plain += ' ';
    }
    return plain;
}

std::string upper(std::string_view text)
{
    std::string capital(text);
    for (char& letter : capital)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return capital;
}

bool digits_only(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Date> day_of(int year, int month, int day)
{
    const auto padded = [](int number, std::size_t width) {
        std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return Date::parse(padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2));
}

std::optional<Date> date_compact(std::string_view text)
{
    if (text.size() != 8 || !digits_only(text)) return std::nullopt;
    return Date::parse(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                       std::string(text.substr(6, 2)));
}

std::optional<Decimal> amount_of(std::string_view text, char decimal_mark)
{
    text = stripped(text);
    std::string plain;
    std::size_t digits = 0;
    bool fraction = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (letter >= '0' && letter <= '9') {
            plain += letter;
            ++digits;
        } else if ((letter == '-' || letter == '+') && at == 0) {
            if (letter == '-') plain += '-';
        } else if (letter == decimal_mark && !fraction) {
            fraction = true;
            plain += '.';
        } else if ((letter == ',' || letter == '.' || letter == '\'') && letter != decimal_mark && !fraction &&
                   digits > 0 && at + 3 < text.size() && digits_only(text.substr(at + 1, 3))) {
            continue;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || digits > 30) return std::nullopt;
    if (plain.back() == '.') plain.pop_back();
    const std::size_t sign = plain.front() == '-' ? 1 : 0;
    std::size_t zeros = sign;
    while (zeros + 1 < plain.size() && plain[zeros] == '0' && plain[zeros + 1] != '.') ++zeros;
    plain.erase(sign, zeros - sign);
    if (plain[sign] == '.') plain.insert(sign, "0");
    return Decimal::parse(plain);
}

}  // namespace earned::bank
