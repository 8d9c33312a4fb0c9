// The parts of an explanation: each writes its section of the page.
#pragma once

#include "app/explain.h"
#include "app/explain_trace.h"

namespace earned::app {

// One group in one ledger, as of a day.
struct Subject {
    Book& book;
    const Ledger& ledger;
    const Traced& traced;
    const Group& group;
    Date as_of;
    std::string money(std::int64_t minor) const { return amount_text(minor, group.currency); }
};
// What rules, billing and recognition make of it.
struct Reckoned {
    Terms terms;
    Billed billed;
    Earned earned;
};
Result<Reckoned> reckon(const Subject& subject);

void explain_contract(Page& page, const Subject& subject);
void explain_promises(Page& page, const Subject& subject, const Reckoned& reckoned);
void explain_price(Page& page, const Subject& subject, const Reckoned& reckoned);
void explain_billing(Page& page, const Subject& subject, const Reckoned& reckoned);
void explain_revenue(Page& page, const Subject& subject, const Reckoned& reckoned, const Stored& stored);
void explain_position(Page& page, const Subject& subject);
void explain_entries(Page& page, const Subject& subject, const Stored& stored);
void explain_open_ends(Page& page, const Subject& subject, const Stored& stored);

// What paid a document, and what is open of it.
void explain_document(Page& page, const Subject& subject, const Document& document);

void explain_entry(Page& page, Book& book, const Ledger& ledger, const PostedEntry& entry, const std::string& voucher);
// The same in one line, for a list: "59/365 of ... , less ...".
std::string entry_in_short(const Page& page, Book& book, const Ledger& ledger, const PostedEntry& entry, Role role);

// A cell of any other report: REPORT/ROW/COLUMN, of a period or as of a day.
struct ReportCellAsked {
    std::string report, row, column;
    std::optional<Period> period;
    std::optional<Date> as_of;
};
// What the cell's row is about, to be explained next; empty: nothing alone.
struct FollowedCell {
    std::string subject;
    Date as_of;
};
FollowedCell explain_report_cell(Page& page, Book& book, const Ledger& ledger, const ReportCellAsked& asked);

void explain_cell(Page& page, Book& book, const Ledger& ledger, Role role, Period period);

}  // namespace earned::app
