// A close: the entries of a period for every group of a ledger, written, checked and sealed.
//
// Law:      closing again posts nothing; the number of jobs, the database, and a kill at any point
//           followed by the same command leave the same bytes
// Ensures:  a group in fault is reported and left as it was; all others are posted
#pragma once

#include "app/book.h"
#include "app/progress.h"

namespace earned::app {

struct CloseOrder {
    Ledger ledger;
    Date through;                // the last day of the period
    int jobs = 0;                // workers; 0: as many as the database and the machine are good for
    std::string by;              // evidence
    std::int64_t part_size = 0;  // homes of one transaction; 0: by how much there is to post
};

struct LeftOut {
    std::int64_t home = 0;
    ContractId contract;
    Fault fault;
};

struct Closed {
    db::RunRow run;            // run 0: there was nothing to post
    std::int64_t groups = 0;   // looked at
    std::int64_t planned = 0;  // planned anew
    std::vector<LeftOut> left_out;
    bool resumed = false;  // a killed run was completed
};

// SQLite has one writer; PostgreSQL as many as the machine works with, unless so many are asked for.
int workers_for(const db::Store& store, int jobs);
// Why a group lags, as its stored plan keeps it.
std::string kept(const Fault& fault);
Fault lagging(const db::PlanRow& row);

Closed close(Book& book, const CloseOrder& order, Progress& progress);

// What a close would post, without posting it: entries by home and group.
using EntrySeen = std::function<void(std::int64_t home, const Plan& plan, const Entry& entry)>;
Closed preview_close(Book& book, const CloseOrder& order, const EntrySeen& seen);

}  // namespace earned::app
