// A contract with its terms as decided, built by hand: what the tests of billing are about.
#pragma once

#include "billing/billed.h"
#include "billing/collect/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace earned::testing {

inline Currency usd() { return *Currency::parse("USD"); }
inline Date day(std::string_view text) { return *Date::parse(text); }
inline Decimal number(std::string_view text) { return *Decimal::parse(text); }
inline Money money(std::string_view text) { return *Money::of(number(text), usd()); }
inline Term term(std::string_view first, std::string_view last) { return {day(first), day(last)}; }

inline BillingTerms plan(BillingPlan which)
{
    BillingTerms billing;
    billing.plan = which;
    return billing;
}
inline BillingTerms every(std::string_view interval, Timing timing = Timing::advance)
{
    BillingTerms billing = plan(BillingPlan::recurring);
    billing.every = Interval::parse(interval);
    billing.timing = timing;
    return billing;
}
inline Installment part(std::string_view date, std::string_view amount)
{
    return {.date = day(date), .milestone = {}, .amount = number(amount), .percent = {}};
}
inline Installment percent_at(std::string milestone, std::string_view percent)
{
    return {.date = {}, .milestone = std::move(milestone), .amount = {}, .percent = number(percent)};
}

// A service by days or months of its term.
inline LineTerms service(std::string_view price, Term of, BillingTerms billing, Measure measure = Measure::monthly)
{
    LineTerms terms;
    terms.measure = measure;
    terms.quantity = Decimal::of(1);
    terms.stated = money(price);
    terms.term = of;
    terms.billing = std::move(billing);
    return terms;
}
inline LineTerms goods(std::string_view price, std::string_view quantity, BillingTerms billing)
{
    LineTerms terms;
    terms.satisfied = Satisfied::point_in_time;
    terms.quantity = number(quantity);
    terms.stated = money(price);
    terms.billing = std::move(billing);
    return terms;
}
inline LineTerms open_goods(BillingTerms billing)
{
    LineTerms terms = goods("0.00", "0", std::move(billing));
    terms.open_quantity = true;
    return terms;
}
inline TaxTerms tax(std::string_view rate)
{
    return {.rate = number(rate), .included = false, .category = "", .point = TaxPoint::invoice};
}
inline Line per_month(std::string_view unit_price)
{
    Line line;
    line.unit_price = number(unit_price);
    line.per = Interval{1, Interval::month};
    return line;
}

class Deal {
public:
    explicit Deal(std::string_view signed_on, std::string id = "C1");

    LineTerms& line(const std::string& id, LineTerms terms, Line words = {});  // at signing
    LineTerms& add(const std::string& id, std::string_view date, LineTerms terms, Line words = {});
    LineTerms& change(const std::string& id, std::string_view date, LineTerms terms);  // a new version
    void remove(const std::string& id, std::string_view date);
    void reprice(std::string_view date, PriceChange change);
    void treat(Modifies treatment) { contract_terms().modifications.back().treatment = treatment; }
    void terminate(std::string_view date, const char* refund = nullptr, const char* penalty = nullptr);
    void happen(const std::string& id, std::string_view date, Performed fact);
    void deliver(const std::string& id, std::string_view date, const char* quantity = nullptr);

    // As a bill run does: the drafts become documents, with numbers.
    void issue(const std::vector<Draft>& drafts);
    void issue(const std::string& number, std::string_view date, const std::string& line, std::string_view net,
               std::string_view tax = "0");
    void credit(const std::string& number, std::string_view date, const std::string& of, const std::string& line,
                std::string_view net);
    std::vector<Draft> draft(std::string_view through, Date not_before = Date::dawn()) const;
    std::vector<std::string> items(Date horizon = Date::never()) const;  // "2026-01-31 100.00"
    std::string fault() const;                                           // its code

    Contract& contract() { return group.contracts.front(); }
    const Contract& contract() const { return group.contracts.front(); }
    ContractTerms& contract_terms() { return terms.contracts.front(); }
    LineLife& life(const std::string& id);

    Group group;
    Terms terms;

private:
    std::size_t place(const std::string& id) const;
    Moment now(std::string_view date, Rank rank);
    void modified(std::string_view date);

    std::int64_t events_ = 1;
    std::uint32_t order_ = 0;
};

// "invoice 2026-01-01 due 2026-01-31: seats 100.00 + 19.00", "credit 2026-05-01 of INV1: ..."
std::vector<std::string> told(const std::vector<Draft>& drafts);

}  // namespace earned::testing
