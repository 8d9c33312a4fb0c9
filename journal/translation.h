// A foreign contract in its entity's currency: every movement beside its amount in the functional one.
//
// What is monetary (receivables, the contract asset, what is owed back) stands at the rate of the last
// period's end, or of the day it came about; the rest of the movement is gain or loss. What is owed in
// goods, the contract liability, isn't: it stands in layers, each at the rate of its own day, and revenue
// takes the oldest first, at their rates. Costs that are an asset, and goods that may come back, keep the
// rate of the day that they were paid for or handed over. What moves through clearing is worth what it is on the other
// side: what a payment in another currency brought beyond the day's rate, or short of it, is gain or loss.
//
// Law:      each source balances in the functional currency too; a monetary account that is zero in the
//           one currency is zero in the other; gain and loss of a period are one net figure
// Requires: movements come in order, from the first of the plan
// Source:   606 names no rates: ASC 830-20-35-1, IAS 21.21-23 and 28, IFRIC 22.8, CAS 19.10-11
#pragma once

#include "journal/target.h"

#include <array>
#include <deque>
#include <map>

namespace earned {

class Translation {
public:
    Translation(const Plan& plan, const FiscalCalendar& calendar);

    // From `before` to `after` at a cut: what happened, translated, and what the rates did. Either
    // may be of nothing.
    struct Translated {
        Balances moved, revalued;
    };
    Translated at(const Cut& cut, const Balances& before, const Balances& after);

    // What stands in the functional currency after the last cut, by account.
    const Balances& standing() const { return standing_; }

private:
    struct Layer {
        std::int64_t minor = 0, functional = 0;
    };  // both positive

    std::int64_t at_rate(std::int64_t minor) const;
    std::int64_t take(std::int64_t minor);  // from the oldest layers: their functional amount
    void put(std::int64_t minor, std::int64_t functional);
    std::map<std::uint16_t, std::int64_t> earn(const Balances& change, const std::vector<Balance>& beside);
    std::vector<Balance> beside_revenue(const Balances& change, const Balances& before) const;
    std::int64_t off_rate(const Balance& line, const Balances& before) const;
    Balances moved(const Balances& change, const Balances& before, const std::map<std::uint16_t, std::int64_t>& earned,
                   const std::vector<Balance>& beside) const;
    Balances revalued(const Balances& before, const Balances& after, const Balances& moved, const Cut& cut);
    std::int64_t carried(std::size_t place, std::int64_t was, std::int64_t is, bool revalues) const;

    const Plan& plan_;
    const FiscalCalendar& calendar_;
    Ratio rate_, closing_;                               // of the cut, and of its day's end
    std::deque<Layer> layers_;                           // of the contract liability, the oldest first
    std::map<std::uint16_t, std::vector<Layer>> taken_;  // by revenue account: what was earned, at what
    std::vector<std::int64_t> carrying_;                 // of each monetary role
    std::optional<Period> period_;
    std::int64_t gained_ = 0;  // net, in that period
    std::size_t cleared_ = 0;  // rows of the plan's that are behind
    Balances standing_;
};

// Whether time alone still moves something after the plan's last cut: rates do.
bool is_monetary(Role role);

// The functional balances when a day is over.
Balances translated(const Plan& plan, const FiscalCalendar& calendar, Date through);

}  // namespace earned
