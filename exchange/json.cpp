#include "exchange/json.h"

#include "exchange/json_parse.h"
#include "exchange/json_split.h"

#include <algorithm>

namespace earned::exchange {

namespace {

// The text without spaces around it, and a space for each end of a line within.
std::string on_one_line(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t last = text.find_last_not_of(spaces);
    if (last == std::string_view::npos) return {};
    std::string line(text.substr(0, last + 1));
    if (line.find('\n') == std::string::npos) return line;
    std::replace_if(
        line.begin(), line.end(), [](char character) { return character == '\n' || character == '\r'; }, ' ');
    return line;
}

}  // namespace

Result<Value> parse_json(std::string_view text, std::string_view where)
{
    thread_local JsonParser parser;
    return parser.parse_copy(text, where);
}

void each_json(std::istream& stream, const std::string& name, const std::function<void(ReadJson)>& sink)
{
    JsonParser parser;
    JsonSplitter splitter(stream);
    while (const std::optional<JsonText> next = splitter.next()) {
        std::string where = name + ":" + std::to_string(next->line);
        std::string raw = on_one_line(next->text);
        if (next->fault) {
            Fault fault = *next->fault;
            fault.where = where;
            sink({std::move(where), std::move(raw), std::move(fault)});
            continue;
        }
        Result<Value> value = parser.parse(next->text, where, next->line);
        sink({std::move(where), std::move(raw), std::move(value)});
    }
}

}  // namespace earned::exchange
