// At what price a line stands, in money or in kind, and by which days a part of a period is prorated.
#include "rules/enforceable.h"
#include "rules/line_decision.h"
#include "rules/price.h"
#include "rules/rating/rate.h"
#include "rules/words.h"

#include <algorithm>

namespace earned {

// The line's own word is the narrowest; price and invoices follow the same one.
Outcome LineDecision::decide_proration()
{
    if (terms_.billing.prorate) {
        const std::optional<Proration> said = named<Proration>(*terms_.billing.prorate);
        if (!said)
            return Fault{"policy-unknown", "billing.prorate", "'" + *terms_.billing.prorate + "' is no way to prorate",
                         "use " + choices<Proration>()};
        terms_.conventions.proration = *said;
    }
    terms_.billing.prorate = word(terms_.conventions.proration);
    return Done{};
}

// A model without a unit price of its own has the line's.
Outcome LineDecision::decide_pricing()
{
    std::optional<Pricing>& pricing = terms_.billing.pricing;
    if (!pricing) return Done{};
    if (!pricing->unit_price) pricing->unit_price = line_.unit_price;
    // A percentage may be said as what 1.00 costs: 0.075 is 7.5 per cent.
    if (pricing->model == PriceModel::percentage && !pricing->rate && pricing->unit_price)
        pricing->rate = *pricing->unit_price * Decimal::of(100);
    if (line_.price && !line_.price->is_zero())
        return Fault{"price-twice", "billing.pricing", "the line has a price for the whole, and a price model",
                     "leave one of the two out"};
    return rating::check_pricing(*pricing);
}

// What is called off has no price yet; what the contract's one price covers has none of its own.
Outcome LineDecision::decide_price()
{
    terms_.stated = Money::zero(desk_.group->currency);
    if (is_called_off()) {
        if (line_.price && !line_.price->is_zero())
            return Fault{"price-not-called-off", "price",
                         "a price for the whole line, which is invoiced as it is called off",
                         "give it a unit_price, or measure it otherwise"};
        return Done{};
    }
    if (!terms_.priced) return Done{};
    if (line_.noncash) return decide_price_in_kind();
    Line counted = line_;
    counted.quantity = terms_.quantity;
    Result<Ratio> price =
        stated_price(counted, terms_.term, terms_.conventions.proration,
                     terms_.billing.align.value_or(Align::anniversary), terms_.conventions.ratio_precision);
    if (!price) return price.fault();
    if (terms_.tax && terms_.tax->included) *price /= Ratio(1) + Ratio::of(terms_.tax->rate);
    const Result<Money> stated = money_of(*price, desk_.group->currency, terms_.conventions.rounding);
    if (!stated) return stated.fault();
    terms_.stated = *stated;
    facts_.set(FactId::line_price, stated->decimal());
    return Done{};
}

// Whether nothing but the passing of time and of rates moves the line's price.
bool LineDecision::is_one_agreement() const
{
    return life_.versions.size() == 1 && !can_be_left(*desk_.contract) && desk_.contract->terms.variable.empty() &&
           std::ranges::all_of(desk_.contract->modifications,
                               [](const Modification& each) { return each.what.variable.empty(); });
}

// 606-10-32-21 to 32-24, IFRS 15.66-69: at its fair value, which for a thing is the rate published from it.
// Measured at inception it is a price like another; as performed, each unit has that of its day.
Outcome LineDecision::decide_price_in_kind()
{
    const Currency currency = desk_.group->currency;
    const Date promised = life_.versions.front().from.date;
    const bool at_inception = terms_.conventions.noncash_measured_at == NoncashMeasuredAt::inception;
    const bool counted = terms_.satisfied == Satisfied::point_in_time || terms_.measure == Measure::units;
    const bool with_time = !counted && (terms_.measure == Measure::daily || terms_.measure == Measure::monthly);
    if (terms_.conventions.noncash_measured_at == NoncashMeasuredAt::receipt ||
        (!at_inception && !counted && !with_time))
        return Fault{"unsupported-noncash", "noncash",
                     "what is paid in kind is measured at inception, or as units or time are performed",
                     "set noncash_measured_at to inception, or measure the line by units or with time"};
    if (!at_inception && with_time && !is_one_agreement())
        return Fault{"unsupported-noncash", "noncash",
                     "what is paid in kind is measured as time passes, and the line is changed, may be left, or has "
                     "a contract with variable amounts",
                     "set noncash_measured_at to inception, or give the line a contract of its own, as signed"};
    if (*terms_.billing.plan != BillingPlan::none || !terms_.billing.ramp.empty())
        return Fault{"unsupported-noncash", "billing", "what is paid in kind is not invoiced in money",
                     "give the line the plan none, and no ramp"};
    const auto* published = desk_.policy->reference->rates(line_.noncash->item, currency.code(), "spot");
    const auto in_minor = [&](const Decimal& rate) {
        return minor_units_of(Ratio::of(rate) * Ratio::of(line_.noncash->quantity), currency);
    };
    const auto known = desk_.policy->reference->rate(line_.noncash->item, currency.code(), "spot", promised);
    if (!known || published == nullptr)
        return Fault{"rate-missing", "noncash.item",
                     "nothing says what " + line_.noncash->item + " is worth on " + promised.text(),
                     "send rate.published from it to " + currency.code() + ", dated that day or before"};
    if (!at_inception) {
        // A price a unit that steps with the rate.
        for (const Dated<RatePublished>& rate : *published)
            terms_.billing.ramp.push_back({.from = rate.from, .unit_price = rate.value.rate * line_.noncash->quantity});
        if (counted) return Done{};  // with time, what it is worth today is its price until that changes
    }
    Line units_line = line_;
    units_line.quantity = terms_.quantity;
    const Result<Ratio> units =
        units_of(units_line, terms_.term, terms_.conventions.proration,
                 terms_.billing.align.value_or(Align::anniversary), terms_.conventions.ratio_precision);
    if (!units) return units.fault();
    terms_.stated = Money((in_minor(*known) * *units).rounded(terms_.conventions.rounding), currency);
    return Done{};
}

}  // namespace earned
