// An invoice as a tax authority and a buyer's system read it: the business model of EN 16931.
//
// A document says its figures over again (sums, the tax of each category and rate), so that whoever
// receives it can check them; `broken` (rules.h) is that check. Amounts are decimals as they are
// written, of the document's currency, so that a figure with a decimal too many can be held and told.
// A credit note's amounts are positive: its type says that they are owed the other way.
// Source: EN 16931-1:2017, chapter 6; BT-n and BG-n are its business terms and groups
#pragma once

#include "base/date.h"
#include "base/decimal.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::einvoice {

// A category of UNTDID 5305: S standard, Z zero, E exempt, AE reverse charge, K within the Union,
// G export, O outside the scope. Empty: nobody said.
struct TaxKind {
    std::string category;
    std::optional<Decimal> percent;  // absent: of category O
    friend bool operator==(const TaxKind&, const TaxKind&) = default;
};

struct Allowance {  // BG-20, BG-21, BG-27, BG-28: taken off, or charged on top
    bool charge = false;
    Decimal amount;
    std::optional<Decimal> base, percent;
    std::string code, reason;  // UNTDID 5189 or 7161
    TaxKind tax;               // of the document's own
    friend bool operator==(const Allowance&, const Allowance&) = default;
};

struct TaxSubtotal {  // BG-23
    Decimal taxable, tax;
    TaxKind kind;
    std::string exemption_code, exemption_reason;
    friend bool operator==(const TaxSubtotal&, const TaxSubtotal&) = default;
};

struct Place {
    std::string street, additional, city, postal_code, region, country;
    friend bool operator==(const Place&, const Place&) = default;
};

struct Trader {  // BG-4, BG-7
    std::string name, trading_name, tax_id, registration;
    std::string endpoint_scheme, endpoint;
    Place place;
    std::string phone, email;
    std::string bank = {}, account = {};  // that a Chinese invoice names; UBL doesn't have them
    friend bool operator==(const Trader&, const Trader&) = default;
};

struct PaymentMeans {        // BG-16, BG-17
    std::string code;        // UNTDID 4461: 30 credit transfer, 58 SEPA
    std::string remittance;  // BT-83: the ISO 11649 reference
    std::string account, holder, bic;
    friend bool operator==(const PaymentMeans&, const PaymentMeans&) = default;
};

struct Preceding {  // BG-3
    std::string number;
    std::optional<Date> date;
    friend bool operator==(const Preceding&, const Preceding&) = default;
};

// What a Chinese invoice says of a line besides; UBL doesn't have it.
struct ChinaItem {
    std::string tax_code, tax_name;  // of the State's classification: 19 digits, and its short name
    std::string model, unit;
    friend bool operator==(const ChinaItem&, const ChinaItem&) = default;
};

struct InvoiceLine {  // BG-25
    std::string id, note, order_line;
    Decimal quantity;
    std::string unit;  // UNECE Rec 20
    Decimal net;       // BT-131
    std::optional<Term> period;
    std::string name, description, seller_item;
    Decimal price;                         // BT-146, without tax
    std::optional<Decimal> base_quantity;  // BT-149; absent: 1
    TaxKind tax;
    std::vector<Allowance> allowances;
    ChinaItem china;
    friend bool operator==(const InvoiceLine&, const InvoiceLine&) = default;
};

struct Totals {  // BG-22; BT-106 to BT-115
    Decimal lines, allowances, charges, without_tax, tax, with_tax, paid, rounding, payable;
    friend bool operator==(const Totals&, const Totals&) = default;
};

struct Invoice {
    std::string number, type, currency;  // type of UNTDID 1001: 380 invoice, 381 credit note, ...
    Date issued;
    std::optional<Date> due, tax_point;
    std::string note, buyer_reference, project, contract, purchase_order, sales_order;
    std::vector<Preceding> preceding;
    std::optional<Term> period;
    std::optional<Date> delivered;
    std::string deliver_to_country;
    Trader seller, buyer;
    PaymentMeans means;
    std::string terms;
    std::vector<Allowance> allowances;
    std::vector<TaxSubtotal> subtotals;
    Totals totals;
    std::vector<InvoiceLine> lines;
    bool is_credit() const { return type == "381" || type == "396"; }
    friend bool operator==(const Invoice&, const Invoice&) = default;
};

}  // namespace earned::einvoice
