#include "exchange/json_split.h"

#include "exchange/json_parse.h"

#include <algorithm>

namespace earned::exchange {

namespace {

constexpr std::size_t block = std::size_t{1} << 18, shown_at_most = 200;
constexpr std::string_view spaces = " \t\r\n";

}  // namespace

std::size_t JsonBrackets::take(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char character = text[at];
        if (in_text_) {
            if (escaped_)
                escaped_ = false;
            else if (character == '\\')
                escaped_ = true;
            else if (character == '"')
                in_text_ = false;
            continue;
        }
        if (spaces.find(character) != std::string_view::npos) continue;
        last_ = character;
        if (character == '"')
            in_text_ = true;
        else if (character == '{' || character == '[')
            open_ += character;
        else if (character == '}' || character == ']') {
            if (!open_.empty()) open_.pop_back();
            if (open_.empty()) return at + 1;
        }
    }
    return std::string_view::npos;
}

bool JsonBrackets::may_go_on_with(char first) const
{
    if (in_text_ || open_.empty()) return false;  // no text goes on behind the end of a line
    const bool in_object = open_.back() == '{';
    if (last_ == ',' || last_ == open_.back()) return in_object ? first == '"' || first == '}' : first != '}';
    if (last_ == ':') return first != '}' && first != ']';
    return first == ',' || first == ':' || first == (in_object ? '}' : ']');
}

bool JsonSplitter::more()
{
    if (ended_) return false;
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t before = buffer_.size();
    if (buffer_.capacity() < before + block + JsonParser::padding)
        buffer_.reserve(std::max(2 * before, before + block + JsonParser::padding));
    buffer_.resize(before + block);
    stream_.read(buffer_.data() + before, static_cast<std::streamsize>(block));
    const auto count = static_cast<std::size_t>(stream_.gcount());
    buffer_.resize(before + count);
    ended_ = !stream_;
    if (stream_.bad()) throw std::ios_base::failure("the input could not be read to its end");
    return count > 0;
}

bool JsonSplitter::skip_spaces()
{
    for (;;) {
        for (; begin_ < buffer_.size(); ++begin_) {
            if (spaces.find(buffer_[begin_]) == std::string_view::npos) return true;
            if (buffer_[begin_] == '\n') ++line_;
        }
        if (!more()) return false;
    }
}

std::size_t JsonSplitter::find_line_end(std::size_t from)
{
    for (;;) {
        const std::size_t found = rest().find('\n', from);
        if (found != std::string_view::npos) return found;
        from = rest().size();
        if (from > limit_ || !more()) return from;
    }
}

JsonText JsonSplitter::take(std::size_t size)
{
    JsonText taken{rest().substr(0, size), line_, {}};
    begin_ += size;
    if (form_ != Form::lines) line_ += static_cast<std::size_t>(std::count(taken.text.begin(), taken.text.end(), '\n'));
    return taken;
}

JsonText JsonSplitter::refuse(std::size_t size, std::string_view code, std::string_view what, std::string_view hint)
{
    JsonText taken = take(size);
    taken.fault = Fault{std::string(code), {}, std::string(what), std::string(hint)};
    return taken;
}

std::optional<JsonText> JsonSplitter::next()
{
    switch (form_) {
        case Form::unknown:
            return begin();
        case Form::lines:
            return next_line();
        case Form::array:
            return next_element();
        case Form::spanning:
            return next_spanning();
        case Form::done:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<JsonText> JsonSplitter::begin()
{
    more();
    if (rest().starts_with("\xEF\xBB\xBF")) begin_ += 3;
    if (rest().starts_with("\xFF\xFE") || rest().starts_with("\xFE\xFF")) {
        form_ = Form::done;
        return refuse(0, "json-not-utf8", "the file is UTF-16", "save it as UTF-8, and send it again");
    }
    if (!skip_spaces()) return std::nullopt;
    if (rest().front() == '[') {
        ++begin_;
        form_ = Form::array;
    } else {
        form_ = rest().front() == '{' ? form_of_objects() : Form::lines;
    }
    return next();
}

// An object that ends on its line begins NDJSON. One that doesn't either spans lines, or is a broken
// line of NDJSON: what stands first on the next line tells.
JsonSplitter::Form JsonSplitter::form_of_objects()
{
    JsonBrackets brackets;
    std::size_t at = find_line_end(0);
    if (brackets.take(rest().substr(0, at)) != std::string_view::npos) return Form::lines;
    do {
        at = rest().find_first_not_of(spaces, at);
        if (at != std::string_view::npos) return brackets.may_go_on_with(rest()[at]) ? Form::spanning : Form::lines;
        at = rest().size();
    } while (at <= limit_ && more());
    return Form::lines;
}

std::optional<JsonText> JsonSplitter::next_line()
{
    if (!skip_spaces()) return std::nullopt;
    const std::size_t size = find_line_end(0);
    if (size <= limit_) return take(size);
    JsonText refused = refuse(shown_at_most, "json-too-large", "the line is longer than a document may be",
                              "send one event a line, of at most 64 MiB");
    while (rest().find('\n') == std::string_view::npos) {
        begin_ = buffer_.size();
        if (!more()) break;
    }
    begin_ += std::min(rest().find('\n'), rest().size());
    refused.text = {};  // its bytes are gone
    return refused;
}

std::optional<JsonText> JsonSplitter::balanced()
{
    JsonBrackets brackets;
    for (std::size_t looked = 0;;) {
        const std::size_t size = brackets.take(rest().substr(looked));
        if (size != std::string_view::npos && looked + size <= limit_) return take(looked + size);
        looked = rest().size();
        if (looked > limit_) {
            form_ = Form::done;
            return refuse(shown_at_most, "json-too-large",
                          "a document is larger than one may be, or a quote in it is not closed",
                          "send one event a document, and mind the quotes");
        }
        if (more()) continue;
        form_ = Form::done;
        return refuse(looked, "json-truncated", "the document ends before its brackets are closed", "send it whole");
    }
}

std::optional<JsonText> JsonSplitter::next_spanning()
{
    if (!skip_spaces()) return std::nullopt;
    if (rest().front() == '{') return balanced();
    form_ = Form::lines;
    return next_line();
}

std::optional<JsonText> JsonSplitter::next_element()
{
    constexpr std::string_view remedy = "write the array as [ {…}, {…} ], or one event a line";
    if (!skip_spaces()) {
        form_ = Form::done;
        return refuse(0, "json-truncated", "the array is not closed", "send the file whole");
    }
    if (rest().front() == ']') return closed_array();
    if (!first_element_) {
        first_element_ = rest().front() != ',';  // then the next turn asks for none
        if (first_element_) return refuse(0, "json-malformed", "a comma is missing between two elements", remedy);
        ++begin_;
        if (skip_spaces() && rest().front() == ']')
            return refuse(0, "json-malformed", "nothing follows a comma", remedy);
        if (rest().empty()) return next_element();
    }
    first_element_ = false;
    if (rest().front() == ',') return refuse(0, "json-malformed", "an element is missing before a comma", remedy);
    if (rest().front() == '{' || rest().front() == '[') return balanced();
    const std::size_t size = rest().find_first_of(",]{}\n", 1);
    return take(std::min(size, rest().size()));
}

std::optional<JsonText> JsonSplitter::closed_array()
{
    form_ = Form::done;
    ++begin_;
    if (!skip_spaces()) return std::nullopt;
    return refuse(std::min(rest().size(), shown_at_most), "json-trailing", "something stands behind the array",
                  "send one array a file, or one event a line");
}

}  // namespace earned::exchange
