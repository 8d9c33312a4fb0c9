// How a line is to be invoiced, as the contract says it. Source: events.md, "billing of a line".
#pragma once

#include "base/date.h"
#include "base/decimal.h"
#include "base/interval.h"
#include "base/name.h"

#include <optional>
#include <string>
#include <vector>

namespace earned {

enum class BillingPlan { none, on_signing, on_fulfilment, recurring, installments, usage, progress };
enum class Timing { advance, arrears };
enum class Align { anniversary, calendar, contract, account };

struct Installment {
    std::optional<Date> date;
    std::optional<std::string> milestone;  // due when this milestone is reached
    std::optional<Decimal> amount, percent;  // exactly one
};

enum class PriceModel {
    per_unit, graduated, volume, package, stairstep, percentage, graduated_percentage, block, flat, dynamic
};
enum class Aggregation { sum, maximum, last, unique, weighted };
struct Tier {
    std::optional<Decimal> from, up_to;  // of the quantity; absent: where the tier before ends, no end
    std::optional<Decimal> unit_price, flat, size, rate;  // rate in per cent
};
struct Pricing {
    PriceModel model = PriceModel::per_unit;
    std::optional<Decimal> unit_price, included, minimum;
    std::vector<Tier> tiers;
    // Of a percentage: per cent of each event's amount, a fee for each, and bounds of the two together.
    std::optional<Decimal> rate, fixed, free_events, event_minimum, event_maximum;
    Aggregation aggregation = Aggregation::sum;
};
struct Ramp { Date from; std::optional<Decimal> price, unit_price; };

struct BillingTerms {
    std::optional<BillingPlan> plan;
    std::optional<Interval> every;
    std::optional<Timing> timing;
    std::optional<int> anchor;  // day of month, 1..31
    std::optional<Align> align;
    std::optional<Date> aligned_to;  // decided: a day on which a period of the contract or account begins
    std::optional<std::string> prorate;  // actual | thirty_360 | none | ...
    std::optional<int> invoice_day;
    std::vector<LineId> after;
    std::vector<Installment> installments;
    std::optional<Decimal> retention;  // percent
    std::optional<Pricing> pricing;
    std::vector<Ramp> ramp;
    std::optional<Interval> trial;          // the line's term begins after it: nothing was promised before
    std::vector<Term> free;                 // served, and not billed
    std::optional<Interval> retention_for;  // after acceptance, what was held back falls due
};

// Payment terms: `net N`, `N% D net M`, `eom+N`; none: due on the invoice date.
struct PaymentTerms {
    int net_days = 0;
    bool end_of_month = false;  // counted from the last day of the invoice's month
    std::optional<Decimal> discount_percent;
    int discount_days = 0;

    static std::optional<PaymentTerms> parse(std::string_view text);
    std::string text() const;  // such that parse(text()) is the same
    Date due(Date invoiced) const;
    friend bool operator==(const PaymentTerms&, const PaymentTerms&) = default;
};

}  // namespace earned
