// Explaining: where a figure comes from, in words, down to the row of the rule and the event.
//
// Law:      what is said is computed from the book, as known now; nothing is written
// Ensures:  lines of at most 100 columns (a name or a sentence without a blank may be longer)
// Errors:   Refused, when the book holds no such thing or the figure's parts can't be told apart
#pragma once

#include "app/book.h"
#include "exchange/table_text.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::app {

// `what`: a contract, an invoice or credit note, an entry ("JV-0012@2026-06", "HOME/ENTRY"), or a
// cell of a report ("revenue@2026-06", "trial-balance/revenue/2026-06").
struct ExplainOrder {
    std::string what, entity, book;  // empty: any
    std::optional<Date> as_of;       // absent: the day through which the book is posted
    exchange::Language language = exchange::Language::en;
};

std::string explain(Book& book, const ExplainOrder& order);

// The events of a contract's group as a case, with the balances of the day as what must come out.
// `differences`: what differs when the case is run; empty: it passes.
struct CaseText {
    std::string yaml;
    std::vector<std::string> differences;
};
CaseText explain_as_case(Book& book, const std::shared_ptr<Packages>& packages, const ExplainOrder& order);

}  // namespace earned::app
