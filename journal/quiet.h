// A quiet plan: one in which nothing happens but that time passes. Its entries are read off a few
// integers, without looking at what was invoiced and paid.
//
// Law:      the entries are those of the walk through the whole plan
#pragma once

#include "journal/posting.h"

namespace earned {

// Nothing when the days after `posted` are not quiet, or the plan cannot be read off.
std::optional<Entries> quiet_entries(const Plan& plan, Date posted, const Closing& closing);

}  // namespace earned
