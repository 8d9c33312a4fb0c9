// A business event: something that happened and changes the books. Immutable; a mistake is
// corrected by a later event. Source: events.md; the envelope is CloudEvents 1.0.
//
// Each alternative of `Fact` is one event type; its wire name stands beside it. Amounts are
// decimals of the currency that the contract, invoice or payment names.
#pragma once

#include "base/period.h"
#include "base/value.h"
#include "contract/line.h"
#include "contract/moment.h"

#include <string>
#include <variant>
#include <vector>

namespace earned {

// Reference data: effective-dated, a later event supersedes from its date.
struct BookDefined { BookName book; std::string framework, rules; };  // US-GAAP | IFRS | CAS
struct PostalAddress { std::string street, additional, city, postal_code, region; };
struct PayInto { std::string account, bank, bic, holder; };  // where invoices ask to be paid
enum class DueDay { any, following, preceding };
struct EntityDefined {  // entity.defined
    EntityId entity;
    std::string name;
    Currency currency;
    std::string country, timezone, fiscal_year_start, calendar;
    std::vector<BookDefined> books;
    // What its documents show of it (docs/documents.md). Endpoint: "SCHEME:ID" of electronic delivery.
    std::string tax_id = {}, registration = {}, phone = {}, email = {}, endpoint = {}, e_invoice = {};
    std::optional<PostalAddress> address = {};
    std::optional<PayInto> pay_into = {};
    DueDay due_day = DueDay::any;     // where a due date is no business day
    std::vector<Date> holidays = {};  // besides Saturdays and Sundays
    std::vector<std::string> bank_accounts = {};  // its own, beside the one that its invoices name
};
// The day that stands for a due date by the entity's `due_day`.
Date business_day(const EntityDefined& entity, Date due);
struct ListedSsp { Currency currency; PriceRange price; std::string region; };
struct ProductDefined {  // product.defined
    Sku sku;
    std::string name, family, unit, tax_category;
    Attributes attributes;
    std::vector<ListedSsp> ssp;
};
struct CustomerDefined {  // customer.defined
    CustomerId customer;
    std::string name, country;
    std::optional<PaymentTerms> terms;
    std::optional<Currency> currency;
    std::optional<CustomerId> parent;
    std::string tax_id, language;
    std::vector<std::string> bank_accounts;
    Attributes attributes;
    std::string registration = {}, phone = {}, email = {}, endpoint = {};
    std::optional<PostalAddress> address = {};
};
struct RatePublished { std::string from, to; Decimal rate; std::string kind = "spot"; };  // rate.published

// Contracts.
struct Scenario { Decimal amount, probability; };
struct Variable {
    std::string id, kind;
    std::optional<Decimal> amount, per_unit;
    std::vector<Scenario> scenarios;
    std::string method;
    std::optional<bool> constrained;  // absent: as it was, at first false
    std::optional<Term> increment;
    std::vector<LineId> allocate_to;
};
struct Payment { Date date; Decimal amount; };
struct Financing {
    std::optional<Decimal> rate, cash_price;
    std::string compounding;
    bool instrument = false;
    std::vector<Payment> payments;
};
struct PayableToCustomer {
    std::string id;
    Date date;
    Decimal amount;
    std::optional<Decimal> distinct_goods_fair_value;
    std::string settle;
};
struct CostToObtain {
    std::string id;
    Date date;
    Decimal amount;
    bool incremental = true;
    std::optional<Term> amortise_over;
};
struct Bundle { std::vector<LineId> lines; Decimal price; };

struct ContractSigned {  // contract.signed
    ContractId contract;
    std::optional<EntityId> entity;
    CustomerId customer;
    std::optional<Currency> currency;
    std::optional<PaymentTerms> terms;
    std::optional<Date> start, end;
    bool collectable = true;
    std::vector<Line> lines;
    std::optional<Decimal> price;
    std::vector<Bundle> bundles;
    std::vector<Variable> variable;
    std::optional<Financing> financing;
    std::vector<PayableToCustomer> payable_to_customer;
    std::vector<CostToObtain> costs;
    std::optional<Cancellable> cancellable;
    std::vector<ContractId> combine_with;
    std::optional<ContractId> renews;
    Policies policies;
    Attributes attributes;
};

}  // namespace earned

#include "contract/event_types.h"  // the other types, and Fact, the variant of them all
