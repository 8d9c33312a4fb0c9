// What the events of a chunk are known by, each with the place of the first that has it.
//
// Law:      an identity keeps the place that it was first given
// Requires: no more identities than were expected (CHECK)
#pragma once

#include "app/event_key.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earned::app {

class IdentityPlaces {
public:
    explicit IdentityPlaces(std::size_t expected);
    // The place of the first that has it; `place`, if that is this one.
    std::size_t first_of(const EventKey& key, std::size_t place);
    bool contains(const EventKey& key) const { return slots_[slot_of(key)] != nothing; }

private:
    struct Entry {
        EventKey key{};
        std::size_t place = 0;
    };
    static constexpr std::uint32_t nothing = UINT32_MAX;
    std::size_t slot_of(const EventKey& key) const;  // its own, or the free one

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // as many as a power of two, at most half of them taken
    int shift_ = 0;                     // leaves as many bits of a hash as slots have
};

}  // namespace earned::app
