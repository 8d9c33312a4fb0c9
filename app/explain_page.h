// A page of explanation: headings, sentences that wrap, columns that line up. All its own words are labels,
// in both languages.
//
// Law: a line is at most 100 columns wide, as far as its words allow; Chinese breaks between characters,
//      English at spaces
#pragma once

#include "app/say.h"
#include "base/fault.h"
#include "base/money.h"
#include "base/table.h"
#include "exchange/table_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

class Page {
public:
    explicit Page(exchange::Language language) : language_(language) {}

    exchange::Language language() const { return language_; }
    const std::string& in(const Label& label) const
    {
        return language_ == exchange::Language::zh ? label.zh : label.en;
    }
    // A sentence with its parts: `{1}` takes the first.
    std::string say(const Label& words, const std::vector<std::string>& parts = {}) const;
    std::string say(const Fault& fault) const;
    std::string stored(const std::string& fault) const;   // a fault that was written down as text
    std::string words(const std::string& english) const;  // what billing or cash says, ", " between its parts
    std::string side(std::int64_t minor) const;           // "Dr", and 借
    std::string joined(const std::vector<std::string>& parts) const;
    void title(const Label& what, const std::string& name);
    void heading(const Label& what, const std::string& rest = "");
    void line(const std::string& text, std::size_t indent = 2);  // continued further in
    void named(const Label& name, const std::string& text);      // "  Customer    A"
    void columns(const Columns& columns, std::size_t indent = 2);
    std::string text() const { return text_; }

private:
    void wrapped(const std::string& first, const std::string& text, std::size_t indent);

    exchange::Language language_;
    std::string text_;
};

std::string amount_text(std::int64_t minor, Currency currency);  // "1,200.00"
std::string exact_text(const Ratio& minor, Currency currency);   // "7,272.727273…" where no cents do

}  // namespace earned::app
