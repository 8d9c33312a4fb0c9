// A place's clock: where its days begin, as instants.
//
// Law:      day_of(start_of(d)) == d; a day has 23, 24 or 25 hours
// Requires: the time zones of the machine (IANA names: "America/New_York"); seconds since 1970, UTC
// Errors:   throws where the name is unknown
#pragma once

#include "base/date.h"

#include <string>

namespace earned::app {

class Zone {
public:
    explicit Zone(std::string name);
    Date day_of(std::int64_t second) const;
    std::int64_t start_of(Date day) const;

private:
    std::string name_;
};

std::string instant_text(std::int64_t second);  // 2022-01-01T05:00:00Z

}  // namespace earned::app
