#include "exchange/json.h"

#include "exchange/json_parse.h"
#include "exchange/json_split.h"

#include <algorithm>

namespace earned::exchange {

namespace {

// The text without spaces around it, and a space for each end of a line within, which `room` then holds.
std::string_view on_one_line(std::string_view text, std::string& room)
{
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t last = text.find_last_not_of(spaces);
    if (last == std::string_view::npos) return {};
    const std::string_view line = text.substr(0, last + 1);
    if (line.find('\n') == std::string_view::npos) return line;
    room.assign(line);
    std::ranges::replace_if(
        room, [](char character) { return character == '\n' || character == '\r'; }, ' ');
    return room;
}

}  // namespace

Result<ValueView> view_json(std::string_view text, std::string_view where)
{
    thread_local JsonParser parser;
    return parser.parse_copy(text, where);
}

Result<Value> parse_json(std::string_view text, std::string_view where)
{
    const Result<ValueView> seen = view_json(text, where);
    if (!seen) return seen.fault();
    return copied(*seen);
}

void each_json(std::istream& stream, const std::string& name, const std::function<void(const ReadJson&)>& sink)
{
    JsonParser parser;
    JsonSplitter splitter(stream);
    std::string where = name + ':', joined;
    const std::size_t named = where.size();
    while (const std::optional<JsonText> next = splitter.next()) {
        where.replace(named, std::string::npos, std::to_string(next->line));
        const std::string_view raw = on_one_line(next->text, joined);
        if (next->fault) {
            Fault fault = *next->fault;
            fault.where = where;
            sink({where, raw, std::move(fault)});
            continue;
        }
        sink({where, raw, parser.parse(next->text, where, next->line)});
    }
}

}  // namespace earned::exchange
