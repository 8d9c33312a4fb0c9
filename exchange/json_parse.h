// What one JSON text says, seen where the text lies. The parser may be used again, which is what makes it quick.
//
// Requires: the bytes behind the text, as many as `padding`, may be read
// Ensures:  a view is valid until the next text is parsed, and as long as its own text lives
#pragma once

#include "base/result.h"
#include "base/value_view.h"

#include <memory>
#include <string_view>

namespace earned::exchange {

constexpr int deepest_nesting = 64;

class JsonParser {
public:
    static constexpr std::size_t padding = 64;

    JsonParser();
    ~JsonParser();
    JsonParser(const JsonParser&) = delete;
    JsonParser& operator=(const JsonParser&) = delete;

    // `first_line`: the line on which the text begins; 0: not known, and no line is named in a fault.
    Result<ValueView> parse(std::string_view padded_text, std::string_view where, std::size_t first_line);
    Result<ValueView> parse_copy(std::string_view text, std::string_view where);

private:
    Result<ValueView> parse_scalar(std::string_view text, std::string_view where);

    struct Engine;
    std::unique_ptr<Engine> engine_;
};

// Whether it is a number of JSON, and nothing more.
bool is_json_number(std::string_view text);

}  // namespace earned::exchange
