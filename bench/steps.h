// The steps that are measured, each beside its floor and its peer in one run.
//
//   ingest   N events into an empty book          floor: COPY of the log's rows   peer: staged jsonb
//   close    months of a book of N lines          floor: COPY of the run's rows   peer: set-based SQL
//   history  month 3 of such a book, and month 36
//   rules    decisions a second, of tables with 12, 200 and 2,000 rows (no floor; bench/peers/)
//   cash     N/10 bank lines against N open invoices   peer: set-based SQL, exact matches
//   bill     a month of N active lines, month after month   floor: COPY of the run's rows; rating of N records
//   reports  trial balance, roll-forward, waterfall of the closed book
#pragma once

#include "app/book.h"
#include "bench/book.h"
#include "bench/floor.h"
#include "bench/measure.h"

#include <memory>
#include <string>
#include <vector>

namespace earned::bench {

struct Order {
    std::string url;
    std::string folder;             // for the book's file
    std::int64_t lines = 10'000;
    int rounds = 5, jobs = 0;  // 0: as many as the database and the machine are good for
    std::shared_ptr<app::Packages> packages;
};

std::vector<Measure> ingest_step(const Order& order);
std::vector<Measure> close_step(const Order& order);
std::vector<Measure> history_step(const Order& order);
std::vector<Measure> reports_step(const Order& order);
// Prints its figures; writes the tables and questions into the folder, for peers, unless it is empty.
void rules_step(const std::string& folder, bool json);
std::vector<Measure> cash_step(const Order& order);
std::vector<Measure> bill_step(const Order& order);
std::vector<Measure> rating_step(const Order& order);

// A book with N lines, ingested and not yet closed.
std::unique_ptr<app::Book> make_book(const Order& order, Shape shape = Shape::varied);
// Closes the month that ends on the day.
std::int64_t close_month(app::Book& book, Date last, int jobs);

}  // namespace earned::bench
