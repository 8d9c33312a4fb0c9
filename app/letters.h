// Dunning letters as they were sent.
//
// Law:      a letter is told as known when it was sent: what comes later doesn't change it
#pragma once

#include "app/book.h"
#include "billing/collect/letter.h"

#include <vector>

namespace earned::app {

// Those of a day, by home; of one customer alone where it is named.
std::vector<Result<CollectionLetter>> letters_of(Book& book, Date date, const CustomerId& customer);

}  // namespace earned::app
