// Goods that came back, where what remains of their price is agreed anew: what they had taken of it is settled, and
// they are ahead again, because the order stands.
//
// Law:      what is agreed anew is the price that isn't earned (606-10-25-13(a), IFRS 15.21(a)): goods that are ahead
//           again bring their stated price into it, which is given back for them, and no second part of a discount or
//           of an amount for the whole contract, which others took over (kept.h). So in the end revenue is what is
//           owed at stated prices for what is kept, and the amounts for the whole contract
// Source:   606-10-25-13, 55-22 to 55-29, 32-5 to 32-9, IFRS 15.21, B20-B27, 50-54, CAS 14.8, 32
#pragma once

#include "recognition/sold.h"
#include "recognition/walk.h"

namespace earned {

// By right, or because the seller takes them back: such goods are an obligation of their own.
bool may_return(const Life& life);
// Which of Walk::contingencies is what is spread over a price (kept.h); none: the number of them.
std::size_t spread_of(const Walk& walk, std::size_t price);
// What of a life's price ahead is variable, beside what is stated.
VariablePart variable_ahead(const Walk& walk, std::size_t life);

// What came back since the price ahead was agreed.
//
// Ensures: `gone`: as lay_by says; `twice`: what of the price ahead would be its second part, in minor units. As a part
// of
//          what was ahead: `again`: what came back, where what it took has been made up for; `undone`: what came back
//          of what was sold before, where that waits
struct CameBack {
    Gone gone;
    std::int64_t twice = 0;
    Ratio again, undone;
    std::vector<Ratio> taken;  // of each amount for the whole contract, where that has been made up for

    // By so much what is done of a contingency is more than progress says.
    Ratio part_of(const Contingency& contingency) const;
};
// By a moment, without `gone`.
CameBack came_back(const Walk& walk, std::size_t life, Moment at);
// A life's price is agreed anew, or nothing of it remains: what was handed over keeps its price, and what came back is
// settled.
CameBack settle_what_came_back(Walk& walk, std::size_t life, const Ratio& progress, Moment at);

}  // namespace earned
