#include "app/plans_of_range.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace earned::app {

namespace {

std::pair<std::int64_t, std::int32_t> key_of(const Planned& planned) { return {planned.home, planned.group}; }

}  // namespace

Planned& PlansOfRange::add(std::int64_t home, std::int32_t group)
{
    if (used_ == plans_.size()) plans_.emplace_back();
    Planned& planned = plans_[used_++];
    planned.home = home;
    planned.group = group;
    return planned;
}

void PlansOfRange::order()
{
    std::ranges::sort(plans_.begin(), plans_.begin() + static_cast<std::ptrdiff_t>(used_), {}, key_of);
}

const Planned* PlansOfRange::find(std::int64_t home, std::int32_t group) const
{
    const auto found = std::ranges::lower_bound(begin(), end(), std::pair{home, group}, {}, key_of);
    return found != end() && key_of(*found) == std::pair{home, group} ? &*found : nullptr;
}

const Planned* PlansOfRange::find(std::int64_t home, const ContractId& contract) const
{
    const std::pair first{home, std::numeric_limits<std::int32_t>::min()};
    for (auto planned = std::ranges::lower_bound(begin(), end(), first, {}, key_of);
         planned != end() && planned->home == home; ++planned)
        if (planned->contract == contract.text()) return &*planned;
    return nullptr;
}

PlansOfRange SparePlans::take()
{
    const std::scoped_lock lock(guard_);
    if (spare_.empty()) return {};
    PlansOfRange plans = std::move(spare_.back());
    spare_.pop_back();
    plans.clear();
    return plans;
}

void SparePlans::give_back(PlansOfRange plans)
{
    const std::scoped_lock lock(guard_);
    spare_.push_back(std::move(plans));
}

}  // namespace earned::app
