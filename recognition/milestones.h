// Milestones: an output method; the weight of the milestones reached.
//
// Law:      progress = instalments of the milestones reached / instalments of all milestones, by
//           amount (or percent of the price). Where no instalment names a milestone, each
//           instalment is one, and they count alike. A milestone counts once
// Requires: instalments; a milestone that one of them names
// Source:   606-10-55-17, IFRS 15.B15, CAS 14.12
#pragma once

#include "recognition/reading.h"

namespace earned {

Result<Readings> by_milestones(const Promise& promise);

}  // namespace earned
