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

namespace earned {

// Which rule decided: package, version, decision (table), rule id. Words are made by explain.
struct Why { std::string package, version, decision, rule; };

struct TaxTerms { Decimal rate; bool included = false; std::string category; TaxPoint point = TaxPoint::invoice; };

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
    std::optional<TaxTerms> tax;
    bool confirm = false;         // a person confirms this line's revenue before it is posted
    Conventions conventions;
    std::vector<Why> why;
};

struct ModificationTerms { Modifies treatment = Modifies::prospective; std::string because; std::vector<Why> why; };

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
class Package;
struct Policy {
    const Reference* reference = nullptr;
    BookName book;
    std::string framework;                                   // US-GAAP | IFRS | CAS
    std::vector<std::pair<Date, const Package*>> packages;   // in force from the date, ascending
    Policies overrides;                                      // of a case
};

Result<Terms> decide(const Policy& policy, const Group& group);

// The whole line's price: quantity x unit_price x periods of `per` in its term (proration as the
// conventions say), or its `price`, less its discount. In major units, exact.
Result<Ratio> stated_price(const Line& line, const std::optional<Term>& term, const Conventions& conventions);

}  // namespace earned
