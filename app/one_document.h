// A run of one document: what a person decides is numbered, written, read back and sealed in one
// transaction, as a bill run's documents are.
#pragma once

#include "app/billing_run.h"

#include <functional>
#include <vector>

namespace earned::app {

// The events that make the document a fact, once it has its number; its own is the last.
using EventsOfDocument = std::function<std::vector<Event>(const BilledDocument&)>;

// Gives the document its number. Refused: `run-unfinished`.
void write_one(Book& book, BilledDocument& document, const std::string& by, const EventsOfDocument& events);

}  // namespace earned::app
