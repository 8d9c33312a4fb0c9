#include "exchange/json.h"

#include "exchange/json_parse.h"
#include "exchange/json_split.h"

#include <algorithm>

namespace earned::exchange {

namespace {

std::string on_one_line(std::string_view text)
{
    const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    std::string line(text.substr(first, last == std::string_view::npos ? 0 : last - first + 1));
    std::replace_if(line.begin(), line.end(), [](char character) { return character == '\n' || character == '\r'; }, ' ');
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
        Result<Value> value = next->fault ? Result<Value>(*next->fault) : parser.parse(next->text, where, next->line);
        if (next->fault) {
            Fault fault = *next->fault;
            fault.where = where;
            value = std::move(fault);
        }
        sink({std::move(where), std::move(raw), std::move(value)});
    }
}

}  // namespace earned::exchange
