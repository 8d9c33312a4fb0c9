#include "app/peers/vocabulary.h"

#include "base/currency.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>
#include <vector>

namespace earned::app {

namespace {

bool is_digit_letter(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }
bool is_word_letter(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0; }
char in_small(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

// Between spaces in a list of words.
bool is_listed(std::string_view list, std::string_view word)
{
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        const bool begins = at == 0 || list[at - 1] == ' ';
        const std::size_t end = at + word.size();
        if (begins && (end == list.size() || list[end] == ' ')) return true;
    }
    return false;
}

// Without its ending, so that "prorated", "prorates" and "prorating" are one word; American spelling
// is read as British.
std::string root_of(std::string word)
{
    for (std::size_t at = word.find("iz"); at != std::string::npos; at = word.find("iz", at + 1)) word[at + 1] = 's';
    const auto cut = [&](std::initializer_list<std::string_view> endings) {
        for (const std::string_view ending : endings)
            if (word.size() >= ending.size() + 3 && word.ends_with(ending))
                return word.resize(word.size() - ending.size());
    };
    cut({"ally", "ly"});
    cut({"ies", "ing", "ed", "es", "s", "e", "y"});
    // "dropped" is "drop"
    if (word.size() > 4 && word.back() == word[word.size() - 2] && word.back() != 'l' && word.back() != 's')
        word.pop_back();
    return word;
}

struct Token {
    std::string text, root;  // a figure has no root
    bool is_figure() const { return root.empty(); }
};

std::optional<std::string> figure_named(std::string_view word)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> names{{{"two", "2"},
                                                                                   {"three", "3"},
                                                                                   {"four", "4"},
                                                                                   {"five", "5"},
                                                                                   {"six", "6"},
                                                                                   {"seven", "7"},
                                                                                   {"eight", "8"},
                                                                                   {"nine", "9"},
                                                                                   {"ten", "10"},
                                                                                   {"eleven", "11"},
                                                                                   {"twelve", "12"},
                                                                                   {"fifteen", "15"},
                                                                                   {"twenty", "20"},
                                                                                   {"thirty", "30"},
                                                                                   {"hundred", "100"},
                                                                                   {"dozen", "12"}}};
    for (const auto& [name, figure] : names)
        if (name == word) return std::string(figure);
    return std::nullopt;
}

bool passes_by(std::string_view word)
{
    return is_listed("the a an is are was were be been being its it this that these those", word);
}

// A figure keeps its point, and ends where a letter begins: "9dp" is two tokens, "13th" one figure.
std::size_t figure_end(std::string_view words, std::size_t at)
{
    std::size_t end = at;
    while (end < words.size() &&
           (is_digit_letter(words[end]) ||
            ((words[end] == '.' || words[end] == ',') && end + 1 < words.size() && is_digit_letter(words[end + 1]))))
        ++end;
    return end;
}

bool is_code_of_currency(std::string_view word)
{
    return word.size() == 3 && std::ranges::all_of(word, [](char c) { return 'A' <= c && c <= 'Z'; }) &&
           Currency::parse(word).has_value();
}

std::vector<Token> tokens_of(std::string_view words)
{
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < words.size();) {
        if (is_digit_letter(words[at])) {
            const std::size_t end = figure_end(words, at);
            tokens.push_back({std::string(words.substr(at, end - at)), ""});
            at = end;
            const std::string_view rest = words.substr(at);
            for (const std::string_view ordinal : {"st", "nd", "rd", "th", "h", "d"})
                if (rest.starts_with(ordinal) &&
                    (rest.size() == ordinal.size() || !is_word_letter(rest[ordinal.size()]))) {
                    at += ordinal.size();
                    break;
                }
            continue;
        }
        if (!is_word_letter(words[at])) {
            if (words[at] == '[' && words.substr(at, words.find_first_of(")]", at) - at + 1).ends_with(')'))
                tokens.insert(tokens.end(), {{"half", root_of("half")}, {"open", root_of("open")}});
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < words.size() && is_word_letter(words[end])) ++end;
        const std::string_view written = words.substr(at, end - at);
        std::string word(written);
        std::ranges::transform(word, word.begin(), in_small);
        at = end;
        if (words.substr(at).starts_with("'s")) at += 2;
        if (passes_by(word)) continue;
        if (const std::optional<std::string> figure = figure_named(word))
            tokens.push_back({*figure, ""});
        else if (is_code_of_currency(written) && !is_listed(peer_neutral_words(), word))
            tokens.push_back({"1", ""});
        else
            tokens.push_back({word, root_of(word)});
    }
    return tokens;
}

struct PhraseRead {
    std::vector<Token> tokens;
    std::string_view policies;
};

bool is_same_word(const Token& asked, const Token& said)
{
    if (asked.text == "hash") return said.is_figure();
    if (asked.is_figure()) return said.is_figure() && said.text == asked.text;
    return !said.is_figure() && asked.root == said.root;
}

std::string without_hash(std::string_view words)
{
    std::string text;
    for (const char letter : words) text += letter == '#' ? std::string("hash") : std::string(1, letter);
    return text;
}

bool stands_at(const std::vector<Token>& phrase, std::span<const Token> sentence)
{
    if (phrase.size() > sentence.size()) return false;
    for (std::size_t place = 0; place < phrase.size(); ++place)
        if (!is_same_word(phrase[place], sentence[place])) return false;
    return true;
}

bool is_known_alone(const Token& token)
{
    if (token.is_figure() || token.text.size() == 1) return true;
    if (is_listed(peer_neutral_words(), token.text)) return true;
    std::string_view rest = peer_neutral_words();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (root_of(std::string(rest.substr(0, end))) == token.root) return true;
        rest = end == rest.size() ? std::string_view() : rest.substr(end + 1);
    }
    return false;
}

Fault contradiction(std::string_view name, std::string_view one, std::string_view other)
{
    return {.code = "wording-contradicts",
            .where = std::string(name),
            .what = "the convention says both " + std::string(one) + " and " + std::string(other),
            .hint = "say one of them"};
}

// "9 decimals" of a ratio; of an amount, places say nothing that its currency doesn't.
Outcome take(Policies& policies, std::string_view said, std::string_view figure, bool of_ratio)
{
    while (!said.empty()) {
        const std::size_t end = std::min(said.find("; "), said.size());
        const std::string_view one = said.substr(0, end);
        said = end == said.size() ? std::string_view() : said.substr(end + 2);
        const std::size_t colon = one.find(": ");
        const std::string name(one.substr(0, colon));
        std::string value(one.substr(colon + 2));
        if (value == "$") {
            int places = 0;
            std::from_chars(figure.data(), figure.data() + figure.size(), places);
            if (places < 1 || places > 12 || (places <= 4 && !of_ratio)) continue;
            value = std::string(figure);
        }
        const auto [known, is_new] = policies.emplace(name, value);
        if (is_new || known->second == value) continue;
        // Both ways are told, and the case says which: "in advance ...; in arrears ..."
        if (name == "timing")
            known->second = "either";
        else if (known->second != "either")
            return contradiction(name, known->second, value);
    }
    return Done{};
}

}  // namespace

bool says_phrase(std::string_view sentence, std::string_view phrase)
{
    const std::vector<Token> said = tokens_of(sentence), asked = tokens_of(without_hash(phrase));
    for (std::size_t at = 0; at < said.size(); ++at)
        if (stands_at(asked, std::span(said).subspan(at))) return true;
    return false;
}

Result<Policies> policies_by_vocabulary(std::string_view sentence)
{
    std::vector<PhraseRead> phrases;
    for (const PeerPhrase& phrase : peer_phrases())
        phrases.push_back({tokens_of(without_hash(phrase.words)), phrase.policies});
    const std::vector<Token> tokens = tokens_of(sentence);
    const bool of_ratio = std::ranges::any_of(tokens, [](const Token& token) {
        return is_listed("ratio ratios factor factors fraction proportion share shares quotient", token.text);
    });
    Policies policies;
    for (std::size_t at = 0; at < tokens.size();) {
        const std::span<const Token> rest = std::span(tokens).subspan(at);
        const PhraseRead* longest = nullptr;
        for (const PhraseRead& phrase : phrases)
            if (stands_at(phrase.tokens, rest) && (longest == nullptr || longest->tokens.size() < phrase.tokens.size()))
                longest = &phrase;
        if (longest != nullptr) {
            std::string figure;
            for (std::size_t place = 0; place < longest->tokens.size(); ++place)
                if (longest->tokens[place].text == "hash") figure = rest[place].text;
            if (longest->policies == "refused")
                return Fault{.code = "wording-unknown",
                             .where = rest[0].text,
                             .what = "no policy is what '" + std::string(rest[0].text) + "' says here",
                             .hint = "docs/policies.md says which there are"};
            if (const Outcome taken = take(policies, longest->policies, figure, of_ratio); !taken) return taken.fault();
            at += longest->tokens.size();
            continue;
        }
        if (!is_known_alone(tokens[at]))
            return Fault{.code = "wording-unknown",
                         .where = tokens[at].text,
                         .what = "the word '" + tokens[at].text + "' isn't in the vocabulary of conventions",
                         .hint = "add the sentence or the word (docs/policies.md)"};
        ++at;
    }
    std::erase_if(policies, [](const auto& one) { return one.second == "either"; });
    return policies;
}

}  // namespace earned::app
