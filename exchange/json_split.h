// Where one document of a stream ends and the next begins: lines (NDJSON), the elements of one
// array, or objects that span lines.
//
// Ensures:  memory for the largest document and a block, and a document is at most `largest` bytes (or the limit
// given);
//           in NDJSON a broken line costs that line and no other
#pragma once

#include "base/fault.h"

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace earned::exchange {

struct JsonText {
    std::string_view text;       // until the next call; the parser's padding may be read behind it
    std::size_t line = 0;        // on which it begins
    std::optional<Fault> fault;  // why it can't be taken apart; `text` is then what there is of it
};

// Follows brackets and quotes until they balance.
class JsonBrackets {
public:
    // Takes from `text` on; the number of bytes to the end of the document, or npos when it goes on.
    std::size_t take(std::string_view text);
    bool in_text() const { return in_text_; }
    // Whether a document that is not closed may go on with that character on another line.
    bool may_go_on_with(char first) const;

private:
    std::string open_;
    bool in_text_ = false, escaped_ = false;
    char last_ = 0;  // outside of texts, and no space
};

class JsonSplitter {
public:
    static constexpr std::size_t largest = std::size_t{64} << 20;

    explicit JsonSplitter(std::istream& stream, std::size_t limit = largest) : stream_(stream), limit_(limit) {}
    std::optional<JsonText> next();

private:
    enum class Form { unknown, lines, array, spanning, done };

    std::optional<JsonText> begin();
    Form form_of_objects();
    std::optional<JsonText> next_line();
    std::optional<JsonText> next_element();
    std::optional<JsonText> next_spanning();
    std::optional<JsonText> closed_array();
    std::optional<JsonText> balanced();

    std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
    bool more();                                  // reads another block; false: there is none
    bool skip_spaces();                           // false: nothing but spaces is left
    std::size_t find_line_end(std::size_t from);  // npos: the line goes on to the end of the stream
    JsonText take(std::size_t size);
    JsonText refuse(std::size_t size, std::string_view code, std::string_view what, std::string_view hint);

    std::istream& stream_;
    std::size_t limit_;
    std::string buffer_;
    std::size_t begin_ = 0, line_ = 1;
    bool ended_ = false, first_element_ = true;
    Form form_ = Form::unknown;
};

}  // namespace earned::exchange
