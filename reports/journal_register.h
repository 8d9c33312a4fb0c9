// Journal register (凭证序时簿): every voucher with its lines, debits and credits in columns of their
// own, never negative.
//
// Law:      a voucher's number is its rank in its period, by run, date, home and entry: a run is
//           sealed whole, so no later one renumbers it, and numbers have no gap
// Ensures:  numbers are those of the whole ledger, also when only a part of it is shown
// Requires: lines of an entry come together
#pragma once

#include "journal/chart.h"
#include "reports/heading.h"

#include <map>
#include <vector>

namespace earned {

Label voucher_name(std::int64_t number);  // JV-0012

class JournalRegister {
public:
    // Requires: the chart outlives it
    JournalRegister(Heading heading, const Chart& chart) : heading_(std::move(heading)), chart_(&chart) {}

    void take(const PostedLine& line);    // of the whole ledger, for the numbers' sake
    void take(const PostedTotal& total);  // what the register is held against
    Table table() const;

private:
    struct Voucher {
        Period period;
        std::int64_t run = 0;
        Date date;
        std::int64_t home = 0, entry = 0;
        std::vector<PostedLine> lines;  // those that are shown
        std::int64_t out_of_balance = 0;
    };
    struct Sum {
        Money debits, credits, posted_debits, posted_credits;
    };

    std::vector<const Voucher*> in_order() const;
    void add_lines(Table& table, const Voucher& voucher, std::int64_t number) const;
    Sum& sum(Currency currency);

    Heading heading_;
    const Chart* chart_;
    std::vector<Voucher> vouchers_;
    std::map<Currency, Sum> sums_;
};

}  // namespace earned
