// Places of a table by the hash of what they are looked up by: laid out by counting, not by sorting, so that
// a million are ready in a few dozen milliseconds and a look-up touches memory once.
//
// Ensures: `at` gives every place of that hash, lowest first, and may give others: the asker compares
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace earned::billing {

struct HashedPlace {
    std::uint64_t hash = 0;
    std::uint32_t place = 0;
};

class PlacesByHash {
public:
    PlacesByHash() = default;
    explicit PlacesByHash(std::span<const HashedPlace> all)
        : shift_(64 - static_cast<int>(std::bit_width(all.size() | 1))),
          begins_((std::size_t{1} << (64 - shift_)) + 1),
          places_(all.size())
    {
        for (const HashedPlace& one : all) ++begins_[bucket(one.hash) + 1];
        for (std::size_t at = 1; at < begins_.size(); ++at) begins_[at] += begins_[at - 1];
        std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
        for (const HashedPlace& one : all) places_[next[bucket(one.hash)]++] = {tag(one.hash), one.place};
    }

    template <class Seen>
    void at(std::uint64_t hash, const Seen& seen) const
    {
        if (places_.empty()) return;
        const std::size_t home = bucket(hash);
        for (std::uint32_t at = begins_[home]; at < begins_[home + 1]; ++at)
            if (places_[at].tag == tag(hash)) seen(places_[at].place);
    }

    std::size_t bytes() const
    {
        return begins_.capacity() * sizeof(std::uint32_t) + places_.capacity() * sizeof(Tagged);
    }

private:
    struct Tagged {
        std::uint32_t tag, place;
    };
    static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;
    std::size_t bucket(std::uint64_t hash) const { return static_cast<std::size_t>((hash * golden) >> shift_); }
    static std::uint32_t tag(std::uint64_t hash) { return static_cast<std::uint32_t>(hash ^ (hash >> 32)); }

    int shift_ = 63;
    std::vector<std::uint32_t> begins_;  // of each bucket, in places_
    std::vector<Tagged> places_;
};

}  // namespace earned::billing
