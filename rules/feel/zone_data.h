// The table of all zones, which the build writes (cmake/zones.cpp).
#pragma once

#include "rules/feel/zone.h"

#include <string_view>

namespace earned::feel {

struct ZoneTable {
    std::string_view version;
    const Zone* zones;  // sorted by name
    std::size_t count;
};

const ZoneTable& zone_table();

}  // namespace earned::feel
