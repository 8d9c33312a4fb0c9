// Issued documents as they leave the house.
//
// Law:      a document is shown as known when it was issued: the same events, the same rules, so that
//           whatever comes later, and whoever asks, it is the same to the byte
// Errors:   Refused with `invoice-unknown`
#pragma once

#include "app/book.h"
#include "billing/einvoice/model.h"

#include <functional>
#include <string>
#include <vector>

namespace earned::app {

struct ShownDocument {
    std::string number;
    std::int64_t home = 0, batch = 0;   // in which it became known
    bool voided = false;                // as known now
    Result<einvoice::Invoice> invoice;  // or what is in the way
    std::vector<Decimal> taxes;         // of its lines
};

// One by number, or all of them: by the batch that issued them, then home.
std::vector<ShownDocument> show_documents(Book& book, const std::string& number);

}  // namespace earned::app
