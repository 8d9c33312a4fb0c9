// From a name to its place in the order of adding. Most homes hold a handful of names, for which
// comparing is quicker than hashing; a large one is hashed from so many on.
//
// Requires: the text of an added name outlives the lookup; no name is added twice
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace earned::folding {

inline constexpr std::size_t nowhere = SIZE_MAX;

class Lookup {
public:
    std::size_t find(std::string_view name) const
    {
        if (!hashed_.empty()) {
            const auto found = hashed_.find(name);
            return found == hashed_.end() ? nowhere : found->second;
        }
        const auto found = std::find(names_.begin(), names_.end(), name);
        return found == names_.end() ? nowhere : static_cast<std::size_t>(found - names_.begin());
    }
    void add(std::string_view name)
    {
        names_.push_back(name);
        if (names_.size() == compared) {
            for (std::size_t place = 0; place < names_.size(); ++place) hashed_.emplace(names_[place], place);
        } else if (names_.size() > compared) {
            hashed_.emplace(name, names_.size() - 1);
        }
    }
    void reserve(std::size_t names) { names_.reserve(names); }

private:
    static constexpr std::size_t compared = 24;
    std::vector<std::string_view> names_;
    std::unordered_map<std::string_view, std::size_t> hashed_;
};

}  // namespace earned::folding
