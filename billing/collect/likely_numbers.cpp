#include "billing/collect/likely_numbers.h"

#include <algorithm>

namespace earned::billing {

namespace {

constexpr std::size_t most_joined = 6, most_letters = 32, least_digits = 4;

std::size_t digits_in(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

// Letters that are taken for digits when they are copied by hand.
std::string folded(std::string_view text)
{
    std::string same(text);
    for (char& letter : same) {
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        if (letter == 'S') letter = '5';
        if (letter == 'B') letter = '8';
    }
    return same;
}

// Equal but for one character that was changed, lost or added, or two neighbours that changed places.
bool one_apart(std::string_view one, std::string_view other)
{
    if (one.size() < other.size()) std::swap(one, other);
    if (one.size() - other.size() > 1) return false;
    std::size_t at = 0;
    while (at < other.size() && one[at] == other[at]) ++at;
    const std::string_view a = one.substr(at), b = other.substr(at);
    if (one.size() > other.size()) return a.substr(1) == b;
    if (a.empty() || a.substr(1) == b.substr(1)) return true;
    return a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

}  // namespace

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> runs{""};
    for (const char letter : text) {
        const bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        if (is_letter || (letter >= '0' && letter <= '9'))
            runs.back() += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
        else if (!runs.back().empty())
            runs.emplace_back();
    }
    if (runs.back().empty()) runs.pop_back();
    std::vector<std::string> words;
    for (std::size_t first = 0; first < runs.size(); ++first) {
        std::string joined;
        for (std::size_t last = first; last < std::min(runs.size(), first + most_joined); ++last) {
            joined += runs[last];
            if (joined.size() > most_letters) break;
            if (digits_in(joined) > 0 && joined.size() >= 3) words.push_back(joined);
        }
    }
    return words;
}

bool is_nearly(std::string_view word, std::string_view plain_number)
{
    if (digits_in(word) < least_digits || digits_in(plain_number) < least_digits) return false;
    const std::string a = folded(word), b = folded(plain_number);
    if (a.size() >= 6 && one_apart(a, b)) return true;
    if (b.size() > a.size() && b.ends_with(a)) return true;
    return a.size() >= 6 && a.size() < b.size() && b.size() - a.size() <= 2 && b.starts_with(a);
}

}  // namespace earned::billing
