// What the customer will have back, and why.
//
// Law:      of invoices    = what is invoiced of goods expected back, and of rebates beyond what is kept and not
// invoiced;
//                            a debt of its own, whatever the position of the contract is
//           on leaving     = what is paid beyond what is firm, where a right to leave gives it back
//           bonus not invoiced = what is earned beside the stated price and nobody has been asked for
// Source:   606-10-32-10, 45-1, 55-22 to 55-29; IFRS 15.55, 105, B20-B27; IAS 32.42
#pragma once

#include "journal/standing.h"

#include <vector>

namespace earned {

// Of what is performed and kept, what the price counts as given back.
std::int64_t rebate_of(const PlannedObligation& obligation, const Standing& standing);
std::int64_t given_back_of_invoices(const Plan& plan, const std::vector<Standing>& standings);
// Paid: without tax.
std::int64_t given_back_on_leaving(const Plan& plan, const std::vector<Standing>& standings, std::int64_t paid);
// What was agreed at the end of a contract or of one of its lines.
std::int64_t agreed_back(const Plan& plan, Moment at);
std::int64_t bonus_not_invoiced(const std::vector<Standing>& standings);

}  // namespace earned
