#include "billing/collect/reference.h"

#include <algorithm>
#include <cstdint>

namespace earned::billing {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

int modulo_97(std::string_view text)
{
    int rest = 0;
    for (const char letter : text) {
        if (is_digit(letter)) {
            rest = (rest * 10 + (letter - '0')) % 97;
        } else {
            rest = (rest * 100 + (letter - 'A' + 10)) % 97;
        }
    }
    return rest;
}

}  // namespace

std::string plain(std::string_view text)
{
    std::string kept;
    for (const char letter : text) {
        if (is_digit(letter) || (letter >= 'A' && letter <= 'Z')) kept += letter;
        if (letter >= 'a' && letter <= 'z') kept += static_cast<char>(letter - 'a' + 'A');
    }
    return kept;
}

bool is_creditor_reference(std::string_view text)
{
    const std::string reference = plain(text);
    if (reference.size() < 5 || reference.size() > 25 || !reference.starts_with("RF")) return false;
    if (!is_digit(reference[2]) || !is_digit(reference[3])) return false;
    return modulo_97(reference.substr(4) + reference.substr(0, 4)) == 1;
}

bool is_shortened(std::string_view plain_number) { return plain_number.size() > 21; }

std::string reference_body(std::string_view number)
{
    static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const std::string whole = plain(number);
    if (!is_shortened(whole)) return whole;
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char letter : whole) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    std::string body;
    for (int at = 0; at < 8; ++at, hash /= letters.size()) body += letters[hash % letters.size()];
    return body + whole.substr(whole.size() - 13);
}

std::string creditor_reference(std::string_view number)
{
    const std::string body = reference_body(number);
    if (body.empty()) return {};
    const int check = 98 - modulo_97(body + "RF00");
    return "RF" + std::string(check < 10 ? "0" : "") + std::to_string(check) + body;
}

bool is_qr_reference(std::string_view text)
{
    static constexpr int next[10] = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};
    std::string digits;
    for (const char letter : text)
        if (letter != ' ') digits += letter;
    if (digits.size() != 27 || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
    int carry = 0;
    for (std::size_t at = 0; at < 26; ++at) carry = next[(carry + (digits[at] - '0')) % 10];
    return (10 - carry) % 10 == digits[26] - '0';
}

}  // namespace earned::billing
