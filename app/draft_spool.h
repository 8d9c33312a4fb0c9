// Drafts between the counting of a bill run and its numbering, in a file of its own that is gone with it.
//
// Law:      what was put under a part is what is taken from it, but for descriptions of lines, which no row keeps
// Requires: parts are put in their order, and taken in it
// Errors:   a disk that is full is an exception
#pragma once

#include "app/billing_run.h"
#include "app/drafting.h"

#include <cstdio>
#include <map>
#include <memory>

namespace earned::app {

class DraftSpool {
public:
    DraftSpool();
    void put(std::size_t part, const DraftedPart& drafted);
    bool holds(std::size_t part) const { return places_.contains(part); }
    DraftedPart take(std::size_t part);

private:
    struct Place {
        std::int64_t begin = 0;
        std::size_t size = 0;
    };
    struct Closes {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Closes> file_;
    std::map<std::size_t, Place> places_;
    std::int64_t end_ = 0;
};

}  // namespace earned::app
