// Aging: the open amount of each invoice by the days it has been due, as of a date; what is on
// account stands beside it and lowers no bucket.
//
// Law:      the sum over the buckets is what is open; an invoice is in one bucket
// Requires: limits that rise: {30, 60} makes not due, 1 to 30, 31 to 60, more than 60
// Ensures:  an invoice is past due from the day after its due date; what is overpaid counts negative
//           where its invoice does, until it is paid back
#pragma once

#include "billing/collect/match.h"

#include <array>
#include <span>
#include <vector>

namespace earned {

enum class AgedFrom { due, issued };

// The one definition of a bucket, for every report: 0 is not past due; then up to and with each limit.
std::size_t aging_bucket(int days, std::span<const int> limits);
inline constexpr std::array aging_days{30, 60, 90, 120};
inline constexpr std::array aging_years{365, 730, 1095};  // in days, the first of them counted

struct AgedInvoice {
    OpenInvoice of;
    int days = 0;            // past due, or since it was issued; negative: not yet
    std::size_t bucket = 0;  // 0: not past due
};
struct OnAccount {
    CustomerId customer;
    ContractId contract;
    PaymentId payment;
    Money amount;
};

struct Aged {
    std::vector<AgedInvoice> invoices;  // with something open, in the order of their groups
    std::vector<OnAccount> on_account;  // by payment; contract empty: none known
};

Aged age(const Home& home, Date as_of, std::span<const int> limits, AgedFrom from = AgedFrom::due);

}  // namespace earned
