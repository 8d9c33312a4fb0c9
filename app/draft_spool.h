// Drafts between the counting of a bill run and its numbering, in a file of its own that is gone with it.
//
// Law:      what was put under a part is what is taken from it, but for descriptions of lines, which no row keeps
// Requires: parts are put in their order, and taken in it
// Errors:   a disk that is full is an exception
#pragma once

#include "app/billing_run.h"
#include "app/drafting.h"
#include "app/file_shelf.h"

#include <map>

namespace earned::app {

class DraftSpool {
public:
    void put(std::size_t part, const DraftedPart& drafted);
    bool holds(std::size_t part) const { return places_.contains(part); }
    DraftedPart take(std::size_t part);

private:
    SharedShelf shelf_ = shelf_in_file();
    std::map<std::size_t, Shelf::Place> places_;
};

}  // namespace earned::app
