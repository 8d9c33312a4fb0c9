// The fields of an MT940 or MT942: a line that starts with a colon begins one only if its tag is of these messages;
// else it continues the one before.
#pragma once

#include "exchange/bank/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned::bank {

struct Tagged {
    std::string_view tag;
    std::vector<TextLine> lines;  // the first without its tag
    std::size_t line() const { return lines.front().number; }
    std::string joined() const
    {
        std::string text;
        for (const TextLine& each : lines) text += each.text;
        return text;
    }
};
std::vector<Tagged> tagged_fields(std::string_view text);

Tagged without_bank(Tagged field);  // :25P: names the bank beneath the account

// Dutch banks write the currency behind the IBAN: the account is the IBAN.
std::string without_currency(const std::string& account, const std::string& currency);

// What stands at the head of a field, taken off it bit by bit.
class Cursor {
public:
    explicit Cursor(std::string text) : text_(std::move(text)) {}
    std::string_view rest() const { return std::string_view(text_).substr(at_); }
    std::string take(std::size_t count)
    {
        const std::string part(rest().substr(0, count));
        at_ += part.size();
        return part;
    }
    std::string take_while(bool (*wanted)(char))
    {
        std::size_t count = 0;
        while (count < rest().size() && wanted(rest()[count])) ++count;
        return take(count);
    }
    bool skip(std::string_view text)
    {
        if (!rest().starts_with(text)) return false;
        at_ += text.size();
        return true;
    }

private:
    std::string text_;
    std::size_t at_ = 0;
};

inline bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
inline bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }
inline bool is_amount(char letter) { return is_digit(letter) || letter == ',' || letter == '.'; }
inline bool is_blank(char letter) { return letter == ' '; }

int number_in(std::string_view digits);
int year_of(int two_digits);  // below 70: of this century

}  // namespace earned::bank
