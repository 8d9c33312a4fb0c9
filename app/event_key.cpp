#include "app/event_key.h"

#include <algorithm>
#include <string>

#include <sodium.h>

namespace earned::app {

namespace {

constexpr std::size_t most_digits = 12;  // which five bytes hold

// The longest run of digits, the last of such; of a longer one its last twelve.
std::string_view counting_digits(std::string_view id)
{
    std::size_t begin = 0, size = 0;
    for (std::size_t at = 0, run = 0; at < id.size(); ++at) {
        run = id[at] >= '0' && id[at] <= '9' ? run + 1 : 0;
        if (run == 0 || run < size) continue;
        size = run;
        begin = at + 1 - run;
    }
    const std::size_t kept = std::min(size, most_digits);
    return id.substr(begin + size - kept, kept);
}

// Of whom the id is, what is before and behind its number, and how many digits that has.
EventKey hash_of_series(std::string_view source, std::string_view id, std::string_view digits)
{
    static_assert(crypto_shorthash_siphashx24_BYTES == EventKey().size());
    static constexpr std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES> key{};
    const std::size_t begin = digits.empty() ? id.size() : static_cast<std::size_t>(digits.data() - id.data());
    std::string text;
    text.reserve(source.size() + id.size() + 3);
    text.append(source).append(1, '\0').append(id, 0, begin).append(1, '\0');
    text.append(id, begin + digits.size()).append(1, static_cast<char>(digits.size()));
    EventKey hash{};
    crypto_shorthash_siphashx24(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                key.data());
    return hash;
}

}  // namespace

EventKey event_key(std::string_view source, std::string_view id)
{
    const std::string_view digits = counting_digits(id);
    EventKey key = hash_of_series(source, id, digits);
    if (digits.empty()) return key;
    std::uint64_t number = 0;
    for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    for (std::size_t at = 12; at >= 8; --at, number >>= 8) key[at] = static_cast<std::uint8_t>(number & 0xFF);
    return key;
}

}  // namespace earned::app
