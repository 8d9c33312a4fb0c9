// Runs follow one another: what each is chained to, and what keeps one from beginning.
//
// Law: a run's hash follows from its rows, its rules and the run before (run_hash.h)
#pragma once

#include "app/book.h"

namespace earned::app {

// The hash that the next run is chained to; empty before the first.
std::string head_of(db::Store& store);
// Gives a run whose parts are written its own hash, chained to the last sealed run.
void chain(db::Store& store, db::RunRow& run);
// The rules of every ledger, as a run of all of them was made by.
std::string hash_of_policies(const Book& book);
// Why a run can't begin while another was begun and not finished.
Refused unfinished(const db::RunRow& open);

}  // namespace earned::app
