// A home's plan of documents: the invoices that time alone brings of it, as a book keeps them (billing/to_come.h).
//
// Law:      what was encoded is what is decoded, but for descriptions of lines, which a run doesn't write
// Ensures:  documents by contract, their days and amounts as differences: a month's invoice takes some eight bytes
#pragma once

#include "billing/billed.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

struct PlannedDocument {
    Currency currency;
    Draft draft;  // due by its terms alone: a business day is looked for when it is issued
};

struct BillPlan {
    CustomerId customer;
    std::vector<PlannedDocument> documents;  // of a contract together, in order of their dates
};

std::string encode(const BillPlan& plan);
// Those of the days after `after` and through `through`.
BillPlan decode_bill_plan(std::string_view bytes, Date after, Date through);

}  // namespace earned::app
