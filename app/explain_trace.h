// What an explanation follows back: a home with its events by number, its group in one ledger with
// what the rules, billing and recognition make of it, and what is posted of it.
#pragma once

#include "app/book.h"
#include "app/explain_page.h"
#include "billing/billed.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace earned::app {

struct Traced {
    std::int64_t number = 0;  // the home's
    std::map<std::int64_t, Event> events;
    Home home;  // as of the day asked about

    // "contract.signed crm/crm-208 (event 7, batch 3)"
    std::string event(const Page& page, std::int64_t event) const;
};

// The home of a contract or an invoice, from what had happened by a day.
std::optional<std::int64_t> home_of(Book& book, db::KeyKind kind, const std::string& name);
Traced trace(Book& book, std::int64_t home, Date as_of);

// A stored plan and the entries that belong to it; the plan is empty when the group was never closed.
struct Stored {
    std::optional<Plan> plan;
    std::int32_t group = 0;
    Date posted_through = Date::dawn();
    std::string fault;
};
Stored stored_plan(Book& book, const Ledger& ledger, std::int64_t home, const ContractId& group);
Stored stored_plan(Book& book, const Ledger& ledger, std::int64_t home, std::int32_t group);

struct PostedEntry {
    db::EntryRow row;
    std::vector<db::LineRow> lines;
};
std::vector<PostedEntry> entries_of(Book& book, const Ledger& ledger, std::int64_t home, std::int32_t group);
Period period_of(const PostedEntry& entry);
// "JV-0012@2026-06", as the journal register numbers it and as explain takes it.
std::string voucher_of(const Page& page, Book& book, const Ledger& ledger, const PostedEntry& entry);
Balances balances_of(const PostedEntry& entry);

// The day through which a ledger is posted; nothing before the first close.
std::optional<Date> posted_through(Book& book, const Ledger& ledger);

// What decided: "standard 1.0, obligation.dmn, decision obligation, row service: because ..."
std::string rule_text(const Page& page, const Why& why);
// "12 days of ...": how much of a price an obligation has earned at a cut, in words.
struct Counted {
    std::string words;
    std::int64_t total = 0;
};
Counted count_up(const Page& page, const Obligation& obligation, Moment at, Date accrued, Currency currency);
// An obligation as its stored plan keeps it.
Obligation obligation_in(const Plan& plan, std::size_t place);
// "2026-01-31, by contract.signed ...".
std::string by_event(const Page& page, const std::string& what, const std::string& event);
// What a measure counts: "by the day", "by units delivered" ...
Label measure_words(Measure measure);

// The lines of an entry: "Dr 1122 Receivable 1,200.00".
void add_lines(Page& page, const PostedEntry& entry, const Plan* plan, const Chart& chart, Currency currency);

}  // namespace earned::app
