#include "billing/collect/words.h"

#include <algorithm>

namespace earned::billing {

namespace {

constexpr std::size_t ambiguous = static_cast<std::size_t>(-1);

bool is_inside(char letter)
{
    const bool plain = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    return plain || letter == '-' || letter == '/' || letter == '_' || letter == '#' || letter == '.' ||
           (letter & 0x80) != 0;
}

std::string capitals(std::string_view text)
{
    std::string capital(text);
    for (char& letter : capital)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return capital;
}

// Without the full stop that ends a sentence, and what else only separates.
std::string_view trimmed(std::string_view word)
{
    const auto is_edge = [](char letter) { return letter == '.' || letter == '-' || letter == '/' || letter == '#'; };
    while (!word.empty() && is_edge(word.back())) word.remove_suffix(1);
    while (!word.empty() && is_edge(word.front())) word.remove_prefix(1);
    return word;
}

}  // namespace

Words::Words(const CashLedger& ledger) : ledger_(ledger)
{
    for (std::size_t place = 0; place < ledger.size(); ++place) {
        const std::string number = capitals(ledger.document(place).number.text());
        if (ledger.is_voided(place) || number.empty()) continue;
        if (std::all_of(number.begin(), number.end(), is_inside)) {
            const auto [known, fresh] = by_word_.try_emplace(number, place);
            if (!fresh) known->second = ambiguous;
        } else {
            of_more_.emplace_back(number, place);
        }
    }
}

void Words::find_in(std::string_view text, std::vector<std::size_t>& found) const
{
    const auto look_up = [&](std::string_view word) {
        const auto known = by_word_.find(word);
        if (known == by_word_.end()) return false;
        if (known->second != ambiguous) found.push_back(known->second);
        return true;
    };
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && is_inside(text[end])) ++end;
        const std::string_view word = text.substr(begin, end - begin);
        if (!word.empty() && !look_up(word)) look_up(trimmed(word));
        begin = end + 1;
    }
    for (const auto& [number, place] : of_more_)
        for (std::size_t at = text.find(number); at != std::string_view::npos; at = text.find(number, at + 1)) {
            const bool begins = at == 0 || !is_inside(text[at - 1]);
            const std::size_t end = at + number.size();
            if (begins && (end == text.size() || !is_inside(text[end]))) found.push_back(place);
        }
}

std::vector<std::size_t> Words::named_in(const Receipt& receipt) const
{
    std::vector<std::size_t> found;
    find_in(capitals(receipt.reference), found);
    find_in(capitals(receipt.remittance), found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::sort(found.begin(), found.end(), [&](std::size_t one, std::size_t other) {
        const Document &a = ledger_.document(one), &b = ledger_.document(other);
        return std::tie(a.at.date, a.number) < std::tie(b.at.date, b.number);
    });
    return found;
}

}  // namespace earned::billing
