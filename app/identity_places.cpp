#include "app/identity_places.h"

#include "base/check.h"

#include <array>
#include <bit>
#include <cstring>

namespace earned::app {

IdentityPlaces::IdentityPlaces(std::size_t expected)
    : slots_(std::bit_ceil(2 * expected + 2), nothing), shift_(64 - std::countr_zero(slots_.size()))
{
    entries_.reserve(expected);
}

// Of ids that count both halves are nearly the same: a product spreads what differs over its first bits.
std::size_t IdentityPlaces::slot_of(const EventKey& key) const
{
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15;
    std::array<std::uint64_t, 2> halves{};
    static_assert(sizeof halves == sizeof key);
    std::memcpy(halves.data(), key.data(), sizeof halves);
    std::size_t slot = ((halves[0] ^ halves[1]) * spread) >> shift_;
    while (slots_[slot] != nothing && entries_[slots_[slot]].key != key) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

std::size_t IdentityPlaces::first_of(const EventKey& key, std::size_t place)
{
    std::uint32_t& entry = slots_[slot_of(key)];
    if (entry != nothing) return entries_[entry].place;
    CHECK(2 * (entries_.size() + 1) <= slots_.size(), "no more identities come than were expected");
    entry = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({key, place});
    return place;
}

}  // namespace earned::app
