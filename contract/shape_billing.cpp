#include "contract/shape_kinds.h"
#include "contract/shape_records.h"

namespace earned {

namespace {

constexpr std::string_view plans[] = {"none",         "on_signing", "on_fulfilment", "recurring",
                                      "installments", "usage",      "progress"};
constexpr std::string_view timings[] = {"advance", "arrears"};
constexpr std::string_view alignments[] = {"anniversary", "calendar", "contract", "account"};
constexpr std::string_view models[] = {
    "per_unit", "graduated", "volume", "package", "stairstep", "percentage", "graduated_percentage",
    "block",    "flat",      "dynamic"};
constexpr std::string_view aggregations[] = {"sum", "maximum", "last", "unique", "weighted"};

constexpr Field installment_fields[] = {
    may<&Installment::date>("date", kinds::date, "when it is due to be invoiced"),
    may<&Installment::milestone>("milestone", kinds::name, "the milestone that releases it"),
    may<&Installment::amount>("amount", kinds::money),
    may<&Installment::percent>("percent", kinds::hundred, "of the line's price"),
};
constexpr Shape installment_shape =
    shape("installment", installment_fields,
          {{Together::exactly_one, {"date", "milestone"}}, {Together::exactly_one, {"amount", "percent"}}});
constexpr Kind installment = kinds::record(installment_shape);

constexpr Field tier_fields[] = {
    may<&Tier::from>("from", kinds::from_zero, "where the tier before ends, or the next whole unit"),
    may<&Tier::up_to>("up_to", kinds::above_zero, "the last quantity of the tier; absent: no end"),
    may<&Tier::unit_price>("unit_price", kinds::price),
    may<&Tier::flat>("flat", kinds::money, "for the whole tier"),
    may<&Tier::size>("size", kinds::above_zero, "of a package or block"),
    may<&Tier::rate>("rate", kinds::hundred, "per cent, of a graduated percentage"),
};
constexpr Shape tier_shape = shape("tier", tier_fields);
constexpr Kind tier = kinds::record(tier_shape);

constexpr Field pricing_fields[] = {
    may<&Pricing::model>("model", kinds::choice(models), "how the quantity of a billing period is priced"),
    may<&Pricing::unit_price>("unit_price", kinds::price),
    may<&Pricing::included>("included", kinds::from_zero, "a quantity a billing period"),
    may<&Pricing::minimum>("minimum", kinds::money_from_zero, "an amount a billing period"),
    may<&Pricing::tiers>("tiers", kinds::list(tier)),
    may<&Pricing::rate>("rate", kinds::hundred, "per cent of the amount of each event"),
    may<&Pricing::fixed>("fixed", kinds::price, "for each event that isn't free"),
    may<&Pricing::free_events>("free_events", kinds::from_zero, "the first of a billing period"),
    may<&Pricing::event_minimum>("event_least", kinds::price, "of rate and fixed together"),
    may<&Pricing::event_maximum>("event_most", kinds::price, "of rate and fixed together"),
    may<&Pricing::aggregation>("aggregation", kinds::choice(aggregations),
                               "of the usage of a billing period; default sum"),
};
constexpr Shape pricing_shape = shape("pricing", pricing_fields);

constexpr Field ramp_fields[] = {
    must<&Ramp::from>("from", kinds::date),
    may<&Ramp::price>("price", kinds::money, "of the whole line, from then on"),
    may<&Ramp::unit_price>("unit_price", kinds::price),
};
constexpr Shape ramp_shape = shape("ramp", ramp_fields, {{Together::exactly_one, {"price", "unit_price"}}});
constexpr Kind ramp = kinds::record(ramp_shape);

constexpr Field billing_fields[] = {
    may<&BillingTerms::plan>("plan", kinds::choice(plans), "when the line is invoiced; absent: the rules decide"),
    may<&BillingTerms::every>("every", kinds::interval, "the billing period of a recurring line"),
    may<&BillingTerms::timing>("timing", kinds::choice(timings)),
    may<&BillingTerms::anchor>("anchor", kinds::whole(1, 31), "the day of the month on which a period starts"),
    may<&BillingTerms::align>("align", kinds::choice(alignments),
                              "where periods are counted from: the line's start, the calendar, the contract's start, "
                              "or the day that the customer's attribute `billing_from` says"),
    may<&BillingTerms::prorate>("prorate", kinds::name, "how a part of a period is priced (docs/policies.md)"),
    may<&BillingTerms::invoice_day>("invoice_day", kinds::whole(1, 31)),
    may<&BillingTerms::after>("after", kinds::names, "lines that must be performed first"),
    may<&BillingTerms::installments>("installments", kinds::list(installment)),
    may<&BillingTerms::retention>("retention", kinds::percent, "held back of each bill until acceptance"),
    may<&BillingTerms::pricing>("pricing", kinds::record(pricing_shape)),
    may<&BillingTerms::ramp>("ramp", kinds::list(ramp)),
    may<&BillingTerms::trial>("trial", kinds::interval, "before the line's term begins; nothing is promised in it"),
    may<&BillingTerms::free>("free", kinds::list(kinds::term), "days that are served and not billed"),
    may<&BillingTerms::retention_for>("retention_for", kinds::interval,
                                      "after acceptance: then what was held back is due; default at once"),
};

}  // namespace

constexpr Shape billing_shape = shape("billing", billing_fields);

}  // namespace earned
