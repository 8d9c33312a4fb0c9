// Cash application: a payment against the open invoices of a company, by the steps that the rules
// put in order, from what is certain to what is likely.
//
// Law:      cash applied never exceeds the payment, nor an invoice's open amount. A step that finds
//           two answers finds none: what is ambiguous is proposed to a person, and never confirms itself
// Ensures:  each proposal says its confidence and its evidence; looking changes nothing
#pragma once

#include "billing/collect/open_items.h"
#include "rules/cash_steps.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earned::billing {

using earned::Confidence;
std::string_view name(Confidence confidence);

// A payment as the bank gave it; of one that was exchanged what was ordered, where the bank says that. `customer`:
// known by its account, its contract or a person.
struct Incoming {
    PaymentId payment;
    Date date;
    Money amount;
    CustomerId customer;
    std::string reference, end_to_end, remittance, payer;
    // What it is worth in another currency by the day's rate; nothing: no rate is known.
    std::function<std::optional<Money>(Currency)> worth = {};
};

struct Application {
    std::uint32_t item = 0;
    Money amount;
    Money tax = {};       // withheld of the invoice beside it (withholding.h)
    Money discount = {};  // let go of the invoice by its terms, because the rest is paid in time
};

struct Proposal {
    Confidence confidence = Confidence::none;
    CashStep step = CashStep::reference;
    std::vector<Application> applications;
    Money left;            // of the payment: on account
    Money short_by;        // of the invoices that it would have paid
    std::string reason;    // why it is short
    std::string evidence;  // "invoice INV-7 named in the text, amount as open"
    bool confirms = false;
};

// What is expected to be withheld of an open item.
using TaxOf = std::function<Money(std::uint32_t item)>;

class Cascade {
public:
    Cascade(const OpenItems& items, std::span<const CashRule> rules, TaxOf tax = {})
        : items_(items), rules_(rules), tax_(std::move(tax))
    {
    }
    Proposal propose(const Incoming& payment) const;

private:
    const OpenItems& items_;
    std::span<const CashRule> rules_;
    TaxOf tax_;
};

}  // namespace earned::billing
