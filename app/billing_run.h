// A bill run issues what ought to be invoiced by a date and has not been; a matching run applies
// receipts to invoices. What they decide is recorded as events of source `earned`, and from then on
// is a fact.
//
// Law:      a run again issues nothing; numbers are gapless per entity, series and year; a killed run
//           leaves nothing behind, because it is one transaction
// Ensures:  a number is the document's rank in (series, date, home, contract, sequence)
#pragma once

#include "app/book.h"
#include "app/progress.h"
#include "billing/billed.h"
#include "billing/collect/match.h"

#include <optional>

namespace earned::app {

enum class DryRun { no, yes };
// Real numbers are gapless per entity and year; a case counts the documents of each contract ("C1#1").
enum class Numbering { gapless, per_contract };

struct BillOrder {
    Date through;
    CustomerId only_customer;              // empty: all
    DryRun dry_run = DryRun::no;
    Numbering numbering = Numbering::gapless;
    bool earliest_date_only = false;       // a case walks day by day
    std::string by;
};

struct BilledDocument {
    std::int64_t home = 0;
    CustomerId customer;
    Currency currency;
    Draft draft;
    std::string number;                    // empty in a dry run
};

struct BillRun {
    std::vector<BilledDocument> documents; // in order of their numbers
    std::vector<std::pair<ContractId, Fault>> left_out;
    std::optional<Date> date;              // the earliest date there was something to issue for
};

BillRun bill_through(Book& book, const BillOrder& order, Progress& progress);

struct MatchRun {
    std::vector<Match> matches;
    std::vector<Receipt> on_account;       // what stays open
};
MatchRun match_through(Book& book, Date through, DryRun dry_run, const std::string& by, Progress& progress);

}  // namespace earned::app
