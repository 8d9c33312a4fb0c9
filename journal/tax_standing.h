// Output tax that falls due by performance (待转销项税额): asked for or received before, it waits.
//
// Law:      prepaid + asked + to be asked = due + pending, pending >= 0
//           due = rate x what is performed at stated prices, rounded as a running total; of a right that is
//           paid now and used later, what was used, and not what is expected never to be
// Ensures:  what is wholly performed and wholly invoiced owes the tax of its invoices, to the cent
// Source:   财会〔2016〕22号 二(一)2: 待转销项税额; CAS 14 application guide, rights that customers don't exercise;
//           606-10-32-2A, IFRS 15.47: tax is no part of the price
#pragma once

#include "journal/standing.h"

#include <vector>

namespace earned {

struct TaxStanding {
    std::int64_t due = 0;      // the authority's
    std::int64_t asked = 0;    // of the customer, by invoices
    std::int64_t prepaid = 0;  // in what the customer paid on account of what isn't invoiced

    // Due, and not asked for yet: the customer will owe it with the price.
    std::int64_t to_be_asked() const { return due > asked + prepaid ? due - asked - prepaid : 0; }
};

// `held`: cash on account of the contract, of whatever obligation.
TaxStanding tax_standing(const Plan& plan, const std::vector<Standing>& standings, std::size_t obligation, Moment at,
                         std::int64_t held);

}  // namespace earned
