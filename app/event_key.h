// What an event is known by: sixteen bytes of its source and id.
//
// Law:      no two of (source, id) are known by the same bytes. Ids that count, as the numbers of invoices do, have
//           keys that lie one after another: eight bytes of a hash of what they share, five of the number, three more
//           of that hash; an index of them grows at one place. Of other ids all sixteen are a hash
// Errors:   none; two that were the same after all would be refused as one event with two contents
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace earned::app {

using EventKey = std::array<std::uint8_t, 16>;

EventKey event_key(std::string_view source, std::string_view id);

}  // namespace earned::app
