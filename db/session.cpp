#include "db/session.h"

#include <array>
#include <cstring>

namespace earned::db {

std::int64_t Row::number(std::size_t place) const
{
    const Field& field = fields[place + skip];
    if (field.size < 0) return 0;
    if (form_ == Form::native) return field.number;
    std::uint64_t value = 0;
    for (std::int32_t i = 0; i < field.size; ++i) {
        value = value << 8 | static_cast<unsigned char>(field.data[i]);
    }
    const int unused = 64 - 8 * field.size;  // 2, 4 or 8 bytes: carry the sign down
    return unused == 0 ? static_cast<std::int64_t>(value)
                       : static_cast<std::int64_t>(value << unused) >> unused;
}

std::string_view Row::text(std::size_t place) const
{
    const Field& field = fields[place + skip];
    if (field.size <= 0) return {};
    return {field.data, static_cast<std::size_t>(field.size)};
}

KeyTable KeyTable::of(std::vector<std::int64_t> numbers)
{
    KeyTable table;
    table.rows = numbers.size();
    table.with(std::move(numbers));
    return table;
}

KeyTable& KeyTable::with(std::vector<std::int64_t> numbers)
{
    rows = numbers.size();
    columns.push_back(KeyColumn{.numbers = std::move(numbers), .texts = {}, .textual = false});
    return *this;
}

KeyTable& KeyTable::with(std::vector<std::string_view> texts)
{
    rows = texts.size();
    columns.push_back(KeyColumn{.numbers = {}, .texts = std::move(texts), .textual = true});
    return *this;
}

// Nested work joins. When a part fails and somebody above goes on as if it hadn't, the whole is
// given up at the end: half of it must not be kept.
void Session::transact(const std::function<void()>& work,
                       const std::function<void(std::string_view)>& call)
{
    if (depth_ > 0) {
        ++depth_;
        try {
            work();
        } catch (...) {
            doomed_ = true;
            --depth_;
            throw;
        }
        --depth_;
        return;
    }
    execute(begin_text());
    depth_ = 1;
    doomed_ = false;
    try {
        work();
        if (doomed_) throw Failure("a part of the transaction failed, so all of it is given up");
        if (call) call("before commit");
        execute("commit");
    } catch (...) {
        try {
            execute("rollback");
        } catch (const Failure&) {  // the connection is gone, and the transaction with it
        }
        depth_ = 0;
        throw;
    }
    depth_ = 0;
    if (call) call("after commit");
}

std::string quoted(std::string_view text)
{
    refuse_bad_text(text);
    std::string literal = "'";
    for (const char c : text) {
        if (c == '\'') literal += '\'';
        literal += c;
    }
    return literal + "'";
}

namespace {

// The length of the UTF-8 sequence that starts here; 0: none does.
std::size_t sequence(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (lead == 0 || length == 0 || at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
    }
    if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;  // overlong
    if (lead == 0xED && byte(at + 1) > 0x9F) return 0;  // a surrogate
    if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;
    if (lead == 0xF4 && byte(at + 1) > 0x8F) return 0;
    return length;
}

// Whether the next bytes are ASCII and none is NUL, eight to a word, seen at once: most text is that.
template <std::size_t Words> bool plain(std::string_view text, std::size_t at)
{
    if (at + 8 * Words > text.size()) return false;
    std::array<std::uint64_t, Words> words;
    std::memcpy(words.data(), text.data() + at, sizeof words);
    constexpr std::uint64_t high = 0x8080808080808080, low = 0x0101010101010101;
    std::uint64_t other = 0;
    for (const std::uint64_t bytes : words) other |= bytes | (bytes - low);
    return (other & high) == 0;
}

}  // namespace

void refuse_bad_text(std::string_view text)
{
    std::size_t at = 0;
    while (plain<8>(text, at)) at += 64;
    while (at < text.size()) {
        if (plain<1>(text, at)) {
            at += 8;
            continue;
        }
        const std::size_t length = sequence(text, at);
        if (length == 0) {
            throw Refused("text that is to be stored is not UTF-8 at byte " + std::to_string(at));
        }
        at += length;
    }
}

}  // namespace earned::db
