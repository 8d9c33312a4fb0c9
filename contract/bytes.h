// Looks at eight bytes of a text at once, because most texts are plain and all are looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace earned {

namespace eight_bytes {

constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;

constexpr std::uint64_t any_zero(std::uint64_t bytes) { return (bytes - ones) & ~bytes & highs; }
constexpr std::uint64_t any_of(std::uint64_t bytes, char wanted)
{
    return any_zero(bytes ^ ones * static_cast<unsigned char>(wanted));
}
constexpr std::uint64_t any_control(std::uint64_t bytes) { return (bytes - ones * 0x20) & ~bytes & highs; }

inline std::uint64_t load(const char* from)
{
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

}  // namespace eight_bytes

constexpr bool must_be_escaped(char character)
{
    return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
}

// The place of the first byte that JSON must escape; the size when there is none.
inline std::size_t first_to_escape(std::string_view text)
{
    using namespace eight_bytes;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        const std::uint64_t bytes = load(text.data() + at);
        if ((any_control(bytes) | any_of(bytes, '"') | any_of(bytes, '\\')) != 0) break;
    }
    while (at < text.size() && !must_be_escaped(text[at])) ++at;
    return at;
}

inline bool is_printable_ascii(std::string_view text)
{
    using namespace eight_bytes;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        const std::uint64_t bytes = load(text.data() + at);
        if ((any_control(bytes) | any_of(bytes, 0x7f) | (bytes & highs)) != 0) return false;
    }
    for (; at < text.size(); ++at)
        if (text[at] < 0x20 || text[at] > 0x7e) return false;
    return true;
}

}  // namespace earned
