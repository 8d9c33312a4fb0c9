// Where a name belongs: the home of a customer, a contract, an invoice or a payment.
//
// Law:      a document that a run over the book issued is found by the identity of its event, which bears its
//           number: no second row is kept for it. Every other name has a row of its own, which is asked first
#pragma once

#include "db/store.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

std::vector<std::int64_t> homes_of_keys(db::Store& store, std::span<const db::Key> keys);  // as given; 0: unknown
std::int64_t home_of_key(db::Store& store, const db::Key& key);

// Whether the book has issued documents by runs of its own, so that names may be known by identities alone.
bool has_issued(db::Store& store);

// Of the event by which the book issues a document of that number.
std::string issued_event_id(const std::string& number);

}  // namespace earned::app
