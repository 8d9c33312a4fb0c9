// A page of explanation: headings, sentences that wrap, columns that line up.
//
// Law: a line is at most 100 columns wide, as far as its words allow
#pragma once

#include "app/say.h"
#include "base/money.h"
#include "base/table.h"
#include "exchange/table_text.h"

#include <string>
#include <string_view>

namespace earned::app {

class Page {
public:
    explicit Page(exchange::Language language) : language_(language) {}

    const std::string& in(const Label& label) const
    {
        return language_ == exchange::Language::zh ? label.zh : label.en;
    }
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
