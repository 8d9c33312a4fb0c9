// Room for so many: on the stack where they are few, as they mostly are.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace earned::dmn {

template <class T, std::size_t few>
class Room {
public:
    explicit Room(std::size_t count) : count_(count), many_(count > few ? count : 0) {}
    std::span<T> all() { return {count_ > few ? many_.data() : few_.data(), count_}; }

private:
    std::size_t count_;
    std::array<T, few> few_{};
    std::vector<T> many_;
};

}  // namespace earned::dmn
