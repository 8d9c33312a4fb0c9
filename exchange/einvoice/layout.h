// How a printed document looks and what it calls its parts: a text file that a user may change.
//
// Ensures:  what a file leaves out is as in the layout that comes along; a word it says in one language
//           only is said so in both
// Errors:   layout-unreadable, layout-unknown (a part or word that no document has): with the line
#pragma once

#include "base/result.h"
#include "base/table.h"
#include "exchange/table_text.h"

#include <map>
#include <string>
#include <string_view>

namespace earned::exchange {

struct PageLayout {
    int width = 210, height = 297, margin = 18;  // millimetres
    std::string font;                            // families, in order of preference
    int size = 9;                                // points
    int red = 0, green = 0, blue = 0;            // of headings and rules
    std::map<std::string, Label, std::less<>> words;
    const std::string& word(std::string_view name, Language language) const;
};

std::string_view layout_that_comes_along();  // its text
Result<PageLayout> read_layout(std::string_view text);

}  // namespace earned::exchange
