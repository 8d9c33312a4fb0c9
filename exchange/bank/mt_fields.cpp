#include "exchange/bank/mt_fields.h"

#include <algorithm>
#include <array>

namespace earned::bank {

namespace {

constexpr std::array<std::string_view, 20> tags = {"20",  "21", "25",  "25P", "28", "28C", "13", "13D", "34F", "60F",
                                                   "60M", "61", "62F", "62M", "64", "65",  "86", "90C", "90D", "NS"};

std::string_view tag_of(std::string_view line)
{
    if (line.size() < 4 || line.front() != ':') return {};
    const std::size_t end = line.find(':', 1);
    if (end == std::string_view::npos || end > 4) return {};
    const std::string_view tag = line.substr(1, end - 1);
    return std::find(tags.begin(), tags.end(), tag) == tags.end() ? std::string_view() : tag;
}

bool is_iban(std::string_view text)
{
    if (text.size() < 15 || text.size() > 34 || !is_capital(text[0]) || !is_capital(text[1])) return false;
    int rest = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[(at + 4) % text.size()];
        if (!is_digit(letter) && !is_capital(letter)) return false;
        rest = is_digit(letter) ? (rest * 10 + (letter - '0')) % 97 : (rest * 100 + (letter - 'A' + 10)) % 97;
    }
    return rest == 1;
}

}  // namespace

std::vector<Tagged> tagged_fields(std::string_view text)
{
    std::vector<Tagged> fields;
    bool inside = false;
    for (const TextLine& line : lines_of(text)) {
        if (const std::string_view tag = tag_of(line.text); !tag.empty()) {
            fields.push_back({tag, {{line.number, line.text.substr(tag.size() + 2)}}});
            inside = true;
        } else if (stripped(line.text) == "-" || line.text == "-\x03" || line.text.starts_with("-}") ||
                   line.text == "-XXX" || line.text.starts_with("{1:")) {
            inside = false;
        } else if (inside && !line.text.empty()) {
            fields.back().lines.push_back(line);
        }
    }
    return fields;
}

Tagged without_bank(Tagged field)
{
    const std::string_view last = stripped(field.lines.back().text);
    const bool is_bank = (last.size() == 8 || last.size() == 11) &&
                         std::all_of(last.begin(), last.begin() + 6, is_capital) &&
                         std::all_of(last.begin() + 6, last.end(), [](char c) { return is_digit(c) || is_capital(c); });
    if (field.tag == "25P" && field.lines.size() > 1 && is_bank) field.lines.pop_back();
    return field;
}

int number_in(std::string_view digits)
{
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

int year_of(int two_digits) { return two_digits + (two_digits < 70 ? 2000 : 1900); }

std::string without_currency(const std::string& account, const std::string& currency)
{
    if (currency.empty() || !account.ends_with(currency)) return account;
    const std::string plain = squeezed(account.substr(0, account.size() - currency.size()));
    return is_iban(plain) ? plain : account;
}

}  // namespace earned::bank
