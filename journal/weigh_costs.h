// What a contract costs beside its performing: the asset of costs to obtain and to fulfil it, what an
// agent owes its supplier, and the loss that is still to come.
//
// Law:      contract_cost = capitalised - amortised - impaired (recoverable.h), never negative, nil at the end of its
//           horizon
//           loss_provision = max(0, min(exit penalty, costs still to incur - revenue still to come))
//           supplier_payable = round(supplier cost x progress); of a card, as it is paid (suppliers.h)
//           customer_incentive = paid - round(given back x progress), refund_liability until it is paid
// Errors:   cost-horizon-missing, cost-amount-too-fine
// Source:   340-40-25-1 to 35-6, IFRS 15.91-104, CAS 14.26-31; 605-35-25-45, IAS 37.66-69, CAS 13.8;
//           606-10-55-36 to 55-40, IFRS 15.B34-B38, CAS 14.34
#pragma once

#include "journal/weighing.h"

#include <functional>

namespace earned {

Outcome add_contract_costs(Plan& plan, const Halves& halves, const Places& places);
void add_supplier_payable(Plan& plan, const Halves& halves, const Places& places);
// What a contract pays its customer: the place is of the group's contract (recognition/payable.h).
Outcome add_payables(Plan& plan, const Halves& halves, std::size_t contract);
Outcome add_losses(Plan& plan, const Halves& halves, const Places& places);
// What the contracts still bring, by the price as it is known at the moment; and are still expected to cost, but for
// uninstalled materials.
std::int64_t price_to_come(const Earned& earned, Moment at, Date accrued);
Ratio cost_to_incur(const Plan& plan, const Halves& halves, const Places& places, Moment at);

// Every moment at which the obligation's progress changes or a period ends under it, in order.
// with_time: what stands from then on stands when the moment's day has been counted.
void each_progress(const Obligation& obligation, const FiscalCalendar& calendar,
                   const std::function<void(Moment at, bool with_time)>& visit);

// A running total between two accounts, each change of which is a row.
class RunningRow {
public:
    RunningRow(Plan& plan, Booked row) : plan_(plan), row_(row) {}
    // with_time: the change stands from when the moment's day has been counted.
    void reach(Moment at, std::int64_t total, bool with_time = false)
    {
        if (total == total_) return;
        row_.at = at;
        row_.amount = total - total_;
        row_.with_time = with_time;
        plan_.booked.push_back(row_);
        total_ = total;
    }
    std::int64_t total() const { return total_; }

private:
    Plan& plan_;
    Booked row_;
    std::int64_t total_ = 0;
};

}  // namespace earned
