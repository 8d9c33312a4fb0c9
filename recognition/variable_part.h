// What of a price is variable, beside what is stated; and what of that is of amounts for the whole contract.
#pragma once

#include "base/ratio.h"

#include <cstddef>
#include <vector>

namespace earned {

// In minor units. `of_whole`: of each amount for the whole contract, by its place in Walk::contingencies; `all` has it
// too.
struct VariablePart {
    Ratio all;
    std::vector<Ratio> of_whole;

    Ratio of(std::size_t contingency) const { return contingency < of_whole.size() ? of_whole[contingency] : Ratio(); }
    void add(const VariablePart& other, const Ratio& times = Ratio(1))
    {
        all += other.all * times;
        if (of_whole.size() < other.of_whole.size()) of_whole.resize(other.of_whole.size());
        for (std::size_t place = 0; place < other.of_whole.size(); ++place)
            of_whole[place] += other.of_whole[place] * times;
    }
};

}  // namespace earned
