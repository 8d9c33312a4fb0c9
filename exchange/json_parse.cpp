#include "exchange/json_parse.h"

#include "exchange/json_split.h"

#include <simdjson.h>

#include <algorithm>
#include <span>
#include <vector>

namespace earned::exchange {

namespace {

namespace on_demand = simdjson::ondemand;
using simdjson::error_code;

constexpr std::size_t few_names = 32;

struct Wrong {
    std::string_view code, what, hint;
};

Wrong wrong(error_code error)
{
    switch (error) {
        case simdjson::UTF8_ERROR:
            return {"json-not-utf8", "the text is not UTF-8", "save the file as UTF-8, and send it again"};
        case simdjson::EMPTY:
            return {"json-empty", "there is no JSON here", "send one object an event"};
        case simdjson::UNCLOSED_STRING:
            return {"json-truncated", "a text begins and does not end on its line",
                    "close its quotes, or send the document whole"};
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
            return {"json-truncated", "the document ends before its brackets are closed", "send it whole"};
        case simdjson::UNESCAPED_CHARS:
            return {"json-malformed", "a control character stands in a text", "escape it, as \\n or \\u0000"};
        case simdjson::STRING_ERROR:
            return {"json-malformed", "a text has an escape that there is not",
                    "write \\\\ for a backslash, or a whole pair of \\u escapes"};
        case simdjson::CAPACITY:
            return {"json-too-large", "the document is too large", "send one event a document"};
        default:
            return {"json-malformed", "this is not JSON", "write it as RFC 8259 says"};
    }
}

constexpr Wrong twice{"json-duplicate-name", "a name stands twice in one object", "keep one of them"};
constexpr Wrong deep{"json-too-deep", "the document is nested deeper than 64",
                     "an event needs no more than a dozen levels"};
constexpr Wrong trailing{"json-trailing", "something stands behind the document",
                         "put each document on a line of its own"};
constexpr Wrong not_number{"json-malformed", "this is no number of JSON", "write it as -12.50 or 1e3, or in quotes"};

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// Names of one object, such that a second one is noticed at once without comparing them all.
class NamesSeen {
public:
    bool may_be_twice(std::string_view name)
    {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(name[at])); };
        const unsigned mixed = name.empty() ? 0
                                            : static_cast<unsigned>(name.size()) * 7 + byte(0) * 3 +
                                                  byte(name.size() / 2) * 5 + byte(name.size() - 1);
        const std::uint64_t bit = std::uint64_t{1} << (mixed & 63);
        const bool seen = (seen_ & bit) != 0;
        seen_ |= bit;
        return seen;
    }

private:
    std::uint64_t seen_ = 0;
};

bool has_name_twice(std::span<const ValueView::Field> fields)
{
    std::vector<std::string_view> names;
    names.reserve(fields.size());
    for (const ValueView::Field& field : fields) names.push_back(field.name);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace

bool is_json_number(std::string_view text)
{
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t first = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - first;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const std::size_t first = at, whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

// What looks at a value gives null at a failure, and `failed` says so.
struct JsonParser::Engine {
    on_demand::parser parser;
    std::string copy, bracketed;
    ViewRoom room;
    // Of the records and lists that are open, each behind those of the one around it.
    std::vector<ValueView::Field> fields;
    std::vector<ValueView> items;
    Wrong fault{};
    bool failed = false;

    ValueView refuse(const Wrong& what)
    {
        fault = what;
        failed = true;
        return {};
    }
    ValueView refuse(error_code error) { return refuse(wrong(error)); }

    ValueView document(std::string_view text, std::size_t readable, const char*& stopped);
    ValueView look(on_demand::value node, int depth);
    ValueView object(on_demand::value node, int depth);
    ValueView array(on_demand::value node, int depth);
    ValueView token(std::string_view token);
};

ValueView JsonParser::Engine::object(on_demand::value node, int depth)
{
    if (depth > deepest_nesting) return refuse(deep);
    on_demand::object members;
    if (const auto error = node.get_object().get(members)) return refuse(error);
    const std::size_t first = fields.size();
    const auto own = [&] { return std::span<const ValueView::Field>(fields).subspan(first); };
    NamesSeen seen;
    bool many_to_check = false;
    for (auto member : members) {
        std::string_view name;
        if (const auto error = member.unescaped_key().get(name)) return refuse(error);
        if (seen.may_be_twice(name)) {
            if (own().size() >= few_names)
                many_to_check = true;
            else if (std::ranges::find(own(), name, &ValueView::Field::name) != own().end())
                return refuse(twice);
        }
        on_demand::value value;
        if (const auto error = member.value().get(value)) return refuse(error);
        const ValueView said = look(value, depth);
        if (failed) return {};
        fields.push_back({name, said});
    }
    if (many_to_check && has_name_twice(own())) return refuse(twice);
    const auto kept = room.keep(own());
    fields.resize(first);
    return ValueView::record(kept);
}

ValueView JsonParser::Engine::array(on_demand::value node, int depth)
{
    if (depth > deepest_nesting) return refuse(deep);
    on_demand::array elements;
    if (const auto error = node.get_array().get(elements)) return refuse(error);
    const std::size_t first = items.size();
    for (auto element : elements) {
        on_demand::value value;
        if (const auto error = element.get(value)) return refuse(error);
        const ValueView said = look(value, depth);
        if (failed) return {};
        items.push_back(said);
    }
    const auto kept = room.keep(std::span<const ValueView>(items).subspan(first));
    items.resize(first);
    return ValueView::list(kept);
}

ValueView JsonParser::Engine::token(std::string_view token)
{
    if (token == "true" || token == "false") return ValueView::boolean(token == "true");
    if (token == "null") return {};
    if (is_json_number(token)) return ValueView::number(token);
    return refuse(not_number);
}

ValueView JsonParser::Engine::look(on_demand::value node, int depth)
{
    on_demand::json_type type;
    if (const auto error = node.type().get(type)) return refuse(error);
    switch (type) {
        case on_demand::json_type::object:
            return object(node, depth + 1);
        case on_demand::json_type::array:
            return array(node, depth + 1);
        case on_demand::json_type::string: {
            std::string_view text;
            if (const auto error = node.get_string().get(text)) return refuse(error);
            return ValueView::text(text);
        }
        case on_demand::json_type::number:
        case on_demand::json_type::boolean:
        case on_demand::json_type::null:
            return token(trimmed(node.raw_json_token()));
    }
    return refuse(simdjson::TAPE_ERROR);
}

ValueView JsonParser::Engine::document(std::string_view text, std::size_t readable, const char*& stopped)
{
    failed = false;
    fields.clear();
    items.clear();
    room.clear();
    on_demand::document read;
    if (const auto error = parser.iterate(text.data(), text.size(), readable).get(read)) return refuse(error);
    on_demand::value root;
    if (const auto error = read.get_value().get(root)) return refuse(error);
    const ValueView said = look(root, 0);
    const char* next = nullptr;
    if (read.current_location().get(next) != simdjson::SUCCESS) return said;
    stopped = next;
    return failed ? ValueView() : refuse(trailing);
}

JsonParser::JsonParser() : engine_(std::make_unique<Engine>()) {}
JsonParser::~JsonParser() = default;

// No scalar stands at a root otherwise.
Result<ValueView> JsonParser::parse_scalar(std::string_view text, std::string_view where)
{
    std::string& bracketed = engine_->bracketed;
    bracketed.assign("[").append(text).append("]");
    bracketed.reserve(bracketed.size() + padding);
    const Result<ValueView> one = parse(bracketed, where, 0);
    if (!one || one->items().size() == 1) return one ? one->items().front() : one;
    return Fault{std::string(trailing.code), std::string(where), std::string(trailing.what),
                 std::string(trailing.hint)};
}

Result<ValueView> JsonParser::parse(std::string_view text, std::string_view where, std::size_t first_line)
{
    const std::size_t begins = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    if (begins < text.size() && text[begins] != '{' && text[begins] != '[') return parse_scalar(text, where);
    const char* stopped = nullptr;
    const ValueView said = engine_->document(text, text.size() + padding, stopped);
    if (!engine_->failed) return said;
    const bool cut_off = begins < text.size() && engine_->fault.code == "json-malformed" &&
                         JsonBrackets().take(text) == std::string_view::npos;
    if (cut_off) engine_->refuse(simdjson::INCOMPLETE_ARRAY_OR_OBJECT);
    std::string what(engine_->fault.what);
    if (stopped != nullptr && stopped >= text.data() && stopped <= text.data() + text.size()) {
        const std::string_view before = text.substr(0, static_cast<std::size_t>(stopped - text.data()));
        const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
        const std::size_t column = before.size() - (lines == 0 ? 0 : before.rfind('\n') + 1) + 1;
        what += lines > 0 && first_line > 0 ? ", near line " + std::to_string(first_line + lines) + ", byte "
                                            : ", near byte ";
        what += std::to_string(column);
    }
    return Fault{std::string(engine_->fault.code), std::string(where), std::move(what),
                 std::string(engine_->fault.hint)};
}

Result<ValueView> JsonParser::parse_copy(std::string_view text, std::string_view where)
{
    std::string& copy = engine_->copy;
    copy.reserve(text.size() + padding);
    copy.assign(text);
    return parse(copy, where, 0);
}

}  // namespace earned::exchange
