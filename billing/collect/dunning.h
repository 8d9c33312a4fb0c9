// Dunning: which customer is written to about which overdue invoices, and how sternly.
//
// A promise holds through the day that it names, else for fourteen days from that on which it was made.
//
// Law:      an invoice is written about when the rules' level is above that of its last letter: the
//           same day again sends nothing. A dispute or a promise that still runs pauses it; an invoice
//           that is open again (its payment was returned) goes on from the level it had reached
// Ensures:  one letter a customer and currency; its level is its invoices' highest; interest is for
//           the days since the due date, or since the last letter about that invoice: open × rate ×
//           years by the rules' day count (rules/day_count.h; else actual days of 365), rounded half away from zero
//
// States of a whole account, as other systems have them:
// Law:      thresholds are met when they are reached; the last rule of a list that is met is the state; nothing unpaid
//           is clear
// Ensures:  age counts from the earliest unpaid invoice's date; an attempt follows the last one when more than the days
//           between have passed; retries are days added one after the other
#pragma once

#include "billing/collect/match.h"
#include "rules/collections.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace earned {

struct DunnedInvoice {
    InvoiceId invoice;
    Date due;
    Money open;
    int days = 0, level = 0;
    std::string paused;  // why it is not written about; empty: it is
};
struct DunningLetter {
    CustomerId customer;
    int level = 0;
    Money open, fee, interest;
    std::vector<DunnedInvoice> invoices;
};
struct Dunned {
    std::vector<DunningLetter> letters;
    std::vector<DunnedInvoice> paused;
    std::set<ContractId> doubtful;  // that have an overdue invoice, not paused, which the rules call doubtful
};

Result<Dunned> dun(const Home& home, const Package& package, const Reference& reference, Date as_of);

bool is_overdue(Date due, Date today);  // on the day after it was due

struct Unpaid {
    Date invoiced, due;
    Money open;
};

struct OverdueRule {
    std::string state;
    std::optional<int> earliest_age;  // days, at least
    std::optional<int> count;         // of unpaid invoices, at least
    std::optional<Money> balance;     // unpaid, at least
};
bool meets(const OverdueRule& rule, std::span<const Unpaid> unpaid, Date today, Currency currency);
std::string overdue_state(std::span<const OverdueRule> rules, std::span<const Unpaid> unpaid, Date today,
                          Currency currency);  // "CLEAR" where none is met

// What is past due, if it is enough to ask for.
std::optional<Money> request(std::span<const Unpaid> unpaid, Date today, Money threshold);

struct Elapsed {
    std::int64_t days = 0, seconds = 0;
};
bool may_ask_again(Elapsed since_last, int days_between);
std::vector<Date> retry_dates(Date failed, std::span<const int> days_between);

}  // namespace earned
