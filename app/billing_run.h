// A bill run issues what ought to be invoiced by a date and has not been. What it decides is
// recorded as events of source `earned`, and from then on is a fact.
//
// Law:      a run again issues nothing; numbers are gapless per entity, series and year; a killed
//           run is completed by the same command, to the same bytes
// Ensures:  a number is the document's rank in (series, date, home, contract). Documents are
//           counted, a block of numbers is reserved for the run, then they are drafted again and
//           written part by part: memory does not grow with the book
#pragma once

#include "app/book.h"
#include "app/progress.h"
#include "billing/billed.h"

#include <functional>
#include <optional>

namespace earned::app {

struct BillOrder {
    Date through;
    CustomerId only_customer;                   // empty: all
    std::string by;                             // evidence
    std::int64_t part_size = 2 * homes_a_part;  // homes of one transaction
};

struct BilledDocument {
    std::int64_t home = 0;
    CustomerId customer;
    Currency currency;
    Draft draft;
    std::string number;  // empty in a preview
    int persons = 0;     // it waits for them, and is drafted instead of issued
    Money net() const;
    Money tax() const;
};
using DocumentSeen = std::function<void(const BilledDocument&)>;

struct BillRun {
    std::int64_t run = 0;  // 0: there was nothing to issue
    bool resumed = false;
    std::int64_t withdrawn = 0;  // drafts that the contract has overtaken
    std::int64_t voided = 0;     // credit notes of discounts that were given up
    std::vector<std::pair<ContractId, Fault>> left_out;
};

BillRun bill_through(Book& book, const BillOrder& order, const DocumentSeen& seen, Progress& progress);
// What a run would issue, in order of date, home and contract within each part of the homes.
BillRun preview_bill(Book& book, const BillOrder& order, const DocumentSeen& seen, Progress& progress);

// A case walks from day to day, and counts the documents of each contract: "C1#1" is C1's first
// invoice, "C1#credit1" its first credit note.
struct NextDay {
    Date date;
    std::vector<BilledDocument> documents;
    std::vector<InvoiceId> voided;
    bool is_empty() const { return documents.empty() && voided.empty(); }
};
NextDay drafts_of_next_day(Book& book, Date through);
void issue_in_case(Book& book, NextDay next);

}  // namespace earned::app
