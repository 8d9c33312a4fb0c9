// Journal register (凭证序时簿): every voucher with its lines, debits and credits in columns of their
// own, never negative.
//
// Law:      a voucher's number is its rank in its period, by run, date, home and entry: a run is
//           sealed whole, so no later one renumbers it, and numbers have no gap
// Ensures:  numbers are those of the whole ledger, also when only a part of it is shown
// Requires: lines of an entry come together
#pragma once

#include "base/sorted.h"
#include "journal/chart.h"
#include "reports/heading.h"

#include <map>

namespace earned {

Label voucher_name(std::int64_t number);  // JV-0012

class JournalRegister {
public:
    // Requires: the chart outlives it
    JournalRegister(Heading heading, const Chart& chart)
        : heading_(std::move(heading)), chart_(&chart), lines_(heading_.shelf)
    {
    }

    void take(const PostedLine& line);    // of the whole ledger, for the numbers' sake
    void take(const PostedTotal& total);  // what the register is held against
    Table table() const;

private:
    struct Line {
        PostedLine posted;
        std::int64_t place = 0;  // in its voucher
        bool shown = false;

        static auto fields(auto& of) { return std::tie(of.posted, of.place, of.shown); }
        auto voucher() const { return std::tie(posted.period, posted.run, posted.date, posted.home, posted.entry); }
        auto order() const { return std::tuple_cat(voucher(), std::tie(place)); }
    };
    // What was counted while the vouchers were written.
    struct Counted {
        std::size_t shown = 0, balanced = 0, without_amount = 0;
    };
    struct Sum {
        Money debits, credits, posted_debits, posted_credits;
    };

    Counted add_vouchers(Table& table) const;
    void add_line(Table& table, const PostedLine& line, std::int64_t number, std::int64_t place) const;
    void add_totals(Table& table) const;
    Sum& sum(Currency currency);

    Heading heading_;
    const Chart* chart_;
    Sorted<Line> lines_;
    Line last_;
    std::map<Currency, Sum> sums_;
};

}  // namespace earned
