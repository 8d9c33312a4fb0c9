// A line of a contract: one thing promised, as the parties wrote it down.
//
// Every field but the id is optional, because a modification names only what it changes
// (`overlay`). Amounts are decimals of the contract's currency; they become money where the
// currency is known, in the fold. Source: events.md, "A line".
#pragma once

#include "base/currency.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/interval.h"
#include "base/name.h"
#include "contract/billing_terms.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace earned {

using Policies = std::map<std::string, std::string, std::less<>>;    // named policy -> value
using Attributes = std::map<std::string, std::string, std::less<>>;  // free tags -> value

struct PriceRange { Decimal low, high; };  // one price: low == high
struct Discount { std::optional<Decimal> percent, amount; };  // exactly one of the two

enum class Satisfied { point_in_time, over_time };
enum class Measure {
    daily, monthly, units, milestones, hours, cost_to_cost, percent, as_invoiced, usage, redemption
};
enum class Trigger { fulfilment, acceptance, start };
enum class SspMethod { observable, adjusted_market, cost_plus, residual };

// The accountant's documented judgement; what is present overrides the rules for this line.
struct Treatment {
    std::optional<Satisfied> satisfied;
    std::optional<Measure> measure;
    std::optional<Trigger> trigger;
    std::optional<ObligationId> obligation;
    std::optional<SspMethod> ssp_method;
    std::optional<bool> principal;
    std::optional<Decimal> supplier_cost;
    std::optional<std::string> memo;
};

enum class TaxPoint { invoice, performance, payment };
struct LineTax {
    Decimal rate;
    bool included = false;
    std::string category;
    TaxPoint point = TaxPoint::invoice;
    std::string reason = {};  // why none is due
};

enum class CancelBy { customer, entity, either };
enum class CancelRefund { none, pro_rata, all };
struct Cancellable {
    CancelBy by = CancelBy::customer;
    std::optional<Interval> notice, every;  // neither: at any time
    CancelRefund refund = CancelRefund::none;
    std::optional<Decimal> penalty;
};

struct ReturnRight {
    std::optional<Decimal> expected_quantity, expected_rate, unit_cost;
    bool estimable = true;
    std::optional<Date> until;
};
struct MaterialRight {  // `option`
    std::optional<Decimal> ssp, expected_exercise;
    std::optional<Date> expires;
    bool look_through = false;
};
enum class RepurchaseKind { forward, call, put };
struct Repurchase {
    RepurchaseKind kind = RepurchaseKind::forward;
    std::optional<Date> date;
    std::optional<Decimal> price, market_value;
};
struct Noncash { std::string item; Decimal quantity; };

struct Line {
    LineId line;
    std::optional<Sku> sku;
    std::optional<std::string> description;
    std::optional<Decimal> quantity;   // absent: 1
    std::optional<bool> open;          // quantity "open": as called off
    std::optional<Decimal> unit_price, price;
    std::optional<Interval> per;
    std::optional<Discount> discount;
    std::optional<Date> start, end;
    std::optional<PriceRange> ssp, unit_ssp;
    std::optional<Decimal> unit_cost, expected_cost, expected_uninstalled;
    std::optional<LineTax> tax;
    std::optional<Repurchase> repurchase;
    std::optional<Decimal> warranty_expected_cost;
    Treatment treatment;
    std::optional<BillingTerms> billing;
    std::optional<Noncash> noncash;
    std::optional<ReturnRight> return_right;
    std::optional<MaterialRight> option;
    std::optional<Cancellable> cancellable;
    Policies policies;
    Attributes attributes;
};

// What the line says after a later event: the fields that `change` names, over those that stay.
Line overlay(const Line& line, const Line& change);

}  // namespace earned
