// A shelf that keeps what is put on it in memory, so that tests can look at what lies there.
#pragma once

#include "base/shelf.h"

#include <vector>

namespace earned {

inline SharedShelf shelf_in_memory(std::size_t records, std::size_t rows,
                                   std::shared_ptr<std::vector<std::string>> lies = nullptr)
{
    if (!lies) lies = std::make_shared<std::vector<std::string>>();
    return std::make_shared<Shelf>(
        Shelf{.put =
                  [lies](std::string_view bytes) {
                      lies->emplace_back(bytes);
                      return Shelf::Place{static_cast<std::int64_t>(lies->size()) - 1, bytes.size()};
                  },
              .take = [lies](const Shelf::Place& place) { return lies->at(place.begin); },
              .records = records,
              .rows = rows});
}

}  // namespace earned
