// Whole numbers as bytes: seven bits each, the least first, small ones of either sign in one byte.
//
// Ensures:  reading beyond the end, or a number of more than 64 bits, is Broken
#pragma once

#include "base/check.h"
#include "base/date.h"

#include <bit>
#include <concepts>
#include <cstring>
#include <string>
#include <string_view>

namespace earned {

class ByteWriter {
public:
    void number(std::int64_t value)
    {
        auto bits = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
        for (; bits >= 0x80; bits >>= 7) bytes_ += static_cast<char>(bits | 0x80);
        bytes_ += static_cast<char>(bits);
    }
    void text(std::string_view text)
    {
        number(static_cast<std::int64_t>(text.size()));
        bytes_ += text;
    }
    void raw(std::string_view text) { bytes_ += text; }
    // As many bytes as it has, the least first: read without looking at each.
    template <std::integral Number>
    void fixed(Number number)
    {
        static_assert(std::endian::native == std::endian::little, "bytes are written and read as they stand");
        bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    // The days since the last one written: mostly one byte.
    void date(Date date)
    {
        number(date - last_);
        last_ = date;
    }
    std::string bytes() && { return std::move(bytes_); }

private:
    std::string bytes_;
    Date last_;
};

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    std::int64_t number()
    {
        if (next_ != end_ && (*next_ & 0x80) == 0)
            return signed_of(static_cast<unsigned char>(*next_++));  // most are small
        return long_number();
    }
    template <class Small>
    Small small()
    {
        const std::int64_t value = number();
        const auto result = static_cast<Small>(value);
        CHECK(static_cast<std::int64_t>(result) == value, "a stored number is of its kind");
        return result;
    }
    // A number below `count`, as what it stands for.
    template <class Kind>
    Kind kind(Kind last)
    {
        const std::int64_t value = number();
        CHECK(value >= 0 && value <= static_cast<std::int64_t>(last), "stored bytes name known kinds");
        return static_cast<Kind>(value);
    }
    bool flag() { return kind(1) == 1; }
    Date date()
    {
        const std::int64_t serial = number() + last_.serial();
        CHECK(serial >= Date::dawn().serial() && serial <= Date::never().serial(), "stored bytes hold days");
        return last_ = Date::from_serial(static_cast<std::int32_t>(serial));
    }
    std::string_view text() { return raw(number()); }
    std::string_view raw(std::int64_t size)
    {
        CHECK(size >= 0 && size <= end_ - next_, "stored bytes hold every text of it");
        const std::string_view text(next_, static_cast<std::size_t>(size));
        next_ += size;
        return text;
    }
    template <std::integral Number>
    Number fixed()
    {
        Number number;
        std::memcpy(&number, raw(sizeof number).data(), sizeof number);
        return number;
    }
    // A count of rows, each of which takes a byte at least.
    std::size_t count()
    {
        const std::int64_t value = number();
        CHECK(value >= 0 && value <= end_ - next_, "stored bytes hold every row of it");
        return static_cast<std::size_t>(value);
    }
    bool at_end() const { return next_ == end_; }
    std::string_view rest() const { return {next_, static_cast<std::size_t>(end_ - next_)}; }

private:
    // Zigzag: 0, -1, 1, -2 ... as 0, 1, 2, 3 ...
    static std::int64_t signed_of(std::uint64_t bits)
    {
        return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
    }
    std::int64_t long_number()
    {
        std::uint64_t bits = 0;
        for (int shift = 0;; shift += 7) {
            CHECK(next_ != end_, "stored bytes hold every number of it");
            const auto byte = static_cast<unsigned char>(*next_++);
            CHECK(shift < 63 || byte <= 1, "a number of stored bytes fits 64 bits");
            bits |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) break;
        }
        return signed_of(bits);
    }

    const char* next_;
    const char* end_;
    Date last_;
};

}  // namespace earned
