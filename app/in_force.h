// The rule package in force on a day: the last that is so by then, else the first.
#pragma once

#include "rules/terms.h"

namespace earned::app {

inline const Package& package_on(const Policy& policy, Date date)
{
    const Package* package = policy.packages.front().second;
    for (const auto& [from, in_force] : policy.packages)
        if (from <= date) package = in_force;
    return *package;
}

}  // namespace earned::app
