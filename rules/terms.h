// What the rules make of a group: for every line, as of the day it was promised or changed, which
// obligation it belongs to, how that is satisfied, at what price it stands, and how it is invoiced.
//
// Law: decided once. A question is decided by the rules and reference data in force on the date of
// the event that raises it (architecture.md), never again by later ones.
#pragma once

#include "base/ratio.h"
#include "contract/group.h"
#include "contract/reference.h"
#include "rules/conventions.h"

#include <memory>
#include <string_view>

namespace earned {

// Which rule decided: its package (with its version), decision table and row. It points into the
// package, which outlives the terms; explain makes the words. What the contract itself says has none.
class Package;
struct DecisionHead;
struct Rule;
struct Why {
    const Package* package = nullptr;
    const DecisionHead* decision = nullptr;
    std::shared_ptr<const Rule> rule;  // its id and because; of a decision that computes, made for the answer
};

struct TaxTerms {
    Decimal rate;
    bool included = false;
    std::string category;
    TaxPoint point = TaxPoint::invoice;
    std::string reason = {};  // why none is due: an exemption, a reverse charge
};

struct LineTerms;
const std::optional<TaxTerms>& tax_invoiced_on(const LineTerms& terms, Date day);

struct LineTerms {
    ObligationId obligation;
    Satisfied satisfied = Satisfied::over_time;
    Measure measure = Measure::daily;        // when over time
    Trigger trigger = Trigger::fulfilment;   // when at a point in time
    SspMethod ssp_method = SspMethod::observable;
    Decimal quantity;
    bool open_quantity = false;
    Money stated;                 // the price of the whole line over its term, after discount, net of tax
    bool priced = true;           // false: the contract's one price covers it
    Ratio ssp_low, ssp_high;      // standalone price of the whole line, in minor units
    std::optional<Term> term;     // service dates; absent for goods without dates
    BillingTerms billing;         // resolved: `plan` is present, and what that plan needs
    PaymentTerms payment;
    std::optional<TaxTerms> tax;  // on the day that decides the line; an invoice has that of its own date
    std::vector<std::pair<Date, std::optional<TaxTerms>>> tax_later;  // where the rules say otherwise from a day on
    Decimal withheld;             // of an invoice's net, by the customer, as tax on our income; a share
    bool confirm = false;         // a person confirms this line's revenue before it is posted
    Conventions conventions;
    std::vector<Why> why;
};

// A standalone price of a whole line, in minor units; a range when low < high.
struct StandaloneRange { Ratio low, high; };

struct ModificationTerms {
    Modifies treatment = Modifies::prospective;  // never automatic
    std::string_view because;                    // the rule's words; empty where the event itself says so
    std::vector<Why> why;
    // Under the policy ssp_date: modification, what each line (as Contract::lines) is worth on this
    // date, whether or not it was touched. Empty under `inception`: versions tell.
    std::vector<StandaloneRange> standalone;
};

struct ContractTerms {
    std::vector<std::vector<LineTerms>> lines;     // [line][version], as Contract::lines[..].versions
    std::vector<ModificationTerms> modifications;  // as Contract::modifications
    std::optional<Cancellable> cancellable;
    Conventions conventions;
};

struct Terms {
    std::vector<ContractTerms> contracts;  // as Group::contracts
    FiscalCalendar calendar = {};          // of the group's entity: which days a confirmed period holds
};

// All that isn't the home's own. Rule packages are compiled once and shared; see rules/package.h.
struct Policy {
    const Reference* reference = nullptr;
    BookName book;
    std::string framework;                                   // US-GAAP | IFRS | CAS
    std::vector<std::pair<Date, const Package*>> packages;   // in force from the date, ascending
    Policies overrides;                                      // of a case
};

// Faults: what a rule, price or reference is missing for; and `unsupported-...` (supported.h)
// Requires: reference data, and a package in force from the dawn on
Result<Terms> decide(const Policy& policy, const Group& group);

// The whole line's price: quantity x unit_price x periods of `per` in its term (proration as the
// conventions say; price.h), or its `price`, less its discount. In major units, exact.
// Fault: `price-missing`, `term-missing`, `discount-too-large`.
Result<Ratio> stated_price(const Line& line, const std::optional<Term>& term, const Conventions& conventions);

}  // namespace earned
