#include "billing/collect/names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace earned::billing {

namespace {

constexpr std::array<std::string_view, 29> forms = {"AND",  "APS",     "OHG", "SAS", "SE",         "PTY", "PTE", "GMBH",
                                                    "LTD",  "LIMITED", "INC", "LLC", "AG",         "SA",  "BV",  "NV",
                                                    "CORP", "CO",      "KG",  "PLC", "OY",         "AB",  "SRL", "SARL",
                                                    "SPA",  "COMPANY", "THE", "UND", "CORPORATION"};
constexpr std::array<std::string_view, 6> chinese_forms = {"股份有限公司", "有限责任公司", "有限公司",
                                                           "公司",         "（",           "）"};

// Latin letters with marks (U+00C0 to U+017F) without them; a space is no letter.
constexpr std::string_view without_marks =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO OUUUUYTY"
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNN"
    "OOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";
static_assert(without_marks.size() == 0x180 - 0xC0);

// The letter that two bytes of UTF-8 write; nothing where it isn't one of those.
std::optional<char> letter_of(unsigned char lead, unsigned char next)
{
    if (lead < 0xC3 || lead > 0xC5 || (next & 0xC0) != 0x80) return std::nullopt;
    return without_marks[static_cast<std::size_t>((lead & 0x1F) << 6 | (next & 0x3F)) - 0xC0];
}
bool is_mark(unsigned char lead, unsigned char next)  // U+0300 to U+036F, which stand behind their letter
{
    return lead == 0xCC || (lead == 0xCD && next < 0xB0);
}

// Müller is MUELLER in a message that has no marks, and MULLER at a bank that leaves them out: all are one.
void append(std::string& whole, std::string_view word)
{
    const auto is_marked = [](char letter) { return letter == 'A' || letter == 'O' || letter == 'U'; };
    for (std::size_t at = 0; at < word.size(); ++at)
        if (at == 0 || word[at] != 'E' || !is_marked(word[at - 1])) whole += word[at];
}

// A character's place in Unicode; what is no UTF-8 counts byte by byte.
std::vector<std::uint32_t> characters(std::string_view text)
{
    std::vector<std::uint32_t> found;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xC0) == 0x80 && !found.empty())
            found.back() = (found.back() << 6 | (byte & 0x3F)) & 0x1FFFFF;
        else
            found.push_back(byte >= 0xF0   ? byte & 0x07U
                            : byte >= 0xE0 ? byte & 0x0FU
                            : byte >= 0xC0 ? byte & 0x1FU
                                           : byte);
    }
    return found;
}

std::vector<std::uint64_t> pairs_of(std::string_view text)
{
    const std::vector<std::uint32_t> letters = characters(text);
    std::vector<std::uint64_t> pairs;
    for (std::size_t at = 0; at + 1 < letters.size(); ++at)
        pairs.push_back(std::uint64_t{letters[at]} << 32 | letters[at + 1]);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

}  // namespace

std::string plain_name_of(std::string_view name)
{
    std::string text(name);
    for (const std::string_view form : chinese_forms)
        for (std::size_t at = text.find(form); at != std::string::npos; at = text.find(form))
            text.erase(at, form.size());
    std::string whole, word;
    const auto end_word = [&] {
        if (std::find(forms.begin(), forms.end(), word) == forms.end()) append(whole, word);
        word.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const auto byte = static_cast<unsigned char>(letter);
        const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : '\0');
        if (const std::optional<char> plain = letter_of(byte, next)) {
            if (*plain == ' ')
                end_word();
            else
                word += byte == 0xC3 && next == 0x9F ? "SS" : std::string(1, *plain);
            ++at;
        } else if (is_mark(byte, next))
            ++at;
        else if (letter >= 'a' && letter <= 'z')
            word += static_cast<char>(letter - 'a' + 'A');
        else if ((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || (byte & 0x80) != 0)
            word += letter;
        else if (letter != '.')
            end_word();
    }
    end_word();
    return whole;
}

int likeness(std::string_view one, std::string_view other)
{
    if (one.empty() || other.empty()) return 0;
    if (one == other) return 100;
    const auto a = pairs_of(one), b = pairs_of(other);
    if (a.empty() || b.empty()) return 0;
    std::size_t shared = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j])
            ++shared, ++i, ++j;
        else if (a[i] < b[j])
            ++i;
        else
            ++j;
    }
    return static_cast<int>(shared * 200 / (a.size() + b.size()));
}

}  // namespace earned::billing
