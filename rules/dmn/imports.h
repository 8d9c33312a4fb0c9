// Which copies of which files a model is made of.
//
// What is imported is known by the names of the imports that lead to it, `Model B.modelA.Person name`, and a file that
// is reached on two ways is two copies: each has inputs of its own, and decides on its own.
//
// Ensures: a file that imports itself, on whatever way, is one copy; so are those beyond `most_copies`
// Source:  DMN 1.5, 6.3.3 (Import)
#pragma once

#include "rules/dmn/source.h"

#include <string>
#include <vector>

namespace earned::dmn {

constexpr std::size_t most_copies = 200;

struct Copy {
    struct Imported {
        std::string name;  // empty: its elements are known by their own names
        std::size_t copy;
    };
    std::size_t source = 0;
    std::vector<std::string> path{};  // the names that lead to it, from the first source
    std::vector<Imported> imports{};
};

// The first source's copy is the first; sources that nothing imports have one as well.
std::vector<Copy> copies_of(const std::vector<Source>& sources);
// Each source after those that it imports, as far as there is such an order.
std::vector<std::size_t> imported_first(const std::vector<Source>& sources);

}  // namespace earned::dmn
