// The plans of a range of homes, as one moment knew them, on their way into reports.
//
// Law:      in the order of home and group, each once
// Ensures:  a place that is used again keeps the memory of the plan that was there
#pragma once

#include "journal/plan.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace earned::app {

struct Planned {
    std::int64_t home = 0;
    std::int32_t group = 0;
    std::string contract;  // empty: the home's own
    Date posted_through = Date::dawn();
    Plan plan;
};

class PlansOfRange {
public:
    Planned& add(std::int64_t home, std::int32_t group);  // to be filled whole; in any order, if `order` follows
    void order();
    void clear() { used_ = 0; }
    const Planned* find(std::int64_t home, std::int32_t group) const;
    const Planned* find(std::int64_t home, const ContractId& contract) const;
    auto begin() const { return plans_.begin(); }
    auto end() const { return plans_.begin() + static_cast<std::ptrdiff_t>(used_); }

private:
    std::vector<Planned> plans_;
    std::size_t used_ = 0;
};

// Those of ranges that were told, to be used again by whoever reads the next one.
class SparePlans {
public:
    PlansOfRange take();
    void give_back(PlansOfRange plans);

private:
    std::mutex guard_;
    std::vector<PlansOfRange> spare_;
};

}  // namespace earned::app
