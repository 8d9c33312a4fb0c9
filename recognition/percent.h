// Percent: progress as a surveyor or project lead has measured it.
//
// Law:      progress = the last cumulative percentage / 100
// Requires: 0 to 100
// Source:   606-10-55-17 (surveys of performance completed to date), IFRS 15.B15
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> by_percent(const Promise& promise);

}  // namespace earned
