// Seconds by the clock on the wall: what times and moments are reckoned in.
#pragma once

#include "rules/feel/temporal.h"

namespace earned::feel {

inline std::int64_t local_seconds(const Time& time) { return time.hour * 3600 + time.minute * 60 + time.second; }

inline std::int64_t local_seconds(const DateTime& moment)
{
    return serial(moment.date) * 86'400 + local_seconds(moment.time);
}

}  // namespace earned::feel
