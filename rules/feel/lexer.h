// The text of an expression, and what stands at a place in it: characters, words, known names.
#pragma once

#include "rules/feel/tree.h"

namespace earned::feel {

// Thrown by the reader where the text is no expression, and caught where reading begins.
struct Unreadable {
    std::size_t at;
    std::string what, expected;
};

bool is_name_start(char letter);  // a letter, `_`, or anything beyond ASCII
bool is_name_part(char letter);
bool is_keyword(std::string_view word);

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) { skip(); }

    std::size_t at() const { return at_; }
    void back_to(std::size_t at) { at_ = at; }
    bool at_end() const { return at_ >= text_.size(); }
    char letter(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool looks_at(std::string_view words) const { return text_.substr(at_).starts_with(words); }
    std::string_view rest() const { return text_.substr(at_); }

    void skip();                           // spaces and comments
    void skip_letters(std::size_t count);  // and the spaces after them
    bool take(std::string_view symbol);
    bool at_word(std::string_view word) const;  // a keyword, whole
    bool take_word(std::string_view word);
    void want(std::string_view symbol);
    void want_word(std::string_view word);

    // How many letters of the text the name takes here; 0: it isn't here.
    std::size_t length_of(std::string_view name) const;
    std::string take_plain_name();  // identifiers with spaces between, up to a keyword or symbol
    std::string take_word_text();   // one identifier
    // A name as it is declared, followed by one of these letters; empty: there is none.
    std::string take_name_before(std::string_view ends);
    std::string take_string();  // "..." with its escapes
    Decimal take_number();

    [[noreturn]] void fail(std::string expected) const;

private:
    void skip_comment();
    unsigned take_hex(int digits);
    void take_escape(std::string& into);

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace earned::feel
