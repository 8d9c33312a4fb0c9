#include "billing/plans.h"

#include "rules/rating/metered.h"

namespace earned::billing {

Outcome calls_of(const Course& course, std::size_t turn, Calls& calls)
{
    switch (course.promised().plan(course.turns()[turn].version)) {
        case BillingPlan::none:
            return Done{};
        case BillingPlan::on_signing:
            return on_signing(course, turn, calls);
        case BillingPlan::on_fulfilment:
            return on_fulfilment(course, turn, calls);
        case BillingPlan::recurring:
            return recurring(course, turn, calls);
        case BillingPlan::installments:
            return installments(course, turn, calls);
        case BillingPlan::usage:
            return usage(course, turn, calls);
        case BillingPlan::progress:
            return progress(course, turn, calls);
    }
    broken(__FILE__, __LINE__, "a known plan", "a line is billed somehow");
}

Ratio owed_before(const Course& course, std::size_t turn, const Calls& calls)
{
    const std::vector<Course::Turn>& turns = course.turns();
    const Call* last = nullptr;
    for (const Call& call : calls)
        if (call.date < turns[turn].from) last = &call;
    Ratio owed = last == nullptr ? Ratio() : last->total;
    const BillingPlan plan = course.promised().plan(turns[turn].version);
    const bool starts = course.promised().terms(turns[turn].version).trigger == Trigger::start;
    const bool by_worth = plan == BillingPlan::recurring || plan == BillingPlan::progress ||
                          (plan == BillingPlan::on_fulfilment && !starts);
    if (!by_worth) return owed;  // the whole price was called, and holds it already
    for (std::size_t earlier = 0; earlier <= turn; ++earlier) {
        const bool held = last != nullptr && turns[earlier].from <= (last->covers ? last->covers->last : last->date);
        if (!held) owed += turns[earlier].at_once;
    }
    return owed;
}

namespace {

// A price a unit is all that a price can be made of yet.
Outcome simple_price(const Promised& promised, std::size_t version)
{
    const BillingTerms& billing = promised.billing(version);
    const Line& line = promised.words(version);
    const std::string here = where(promised) + ", billing";
    const std::optional<Pricing>& pricing = billing.pricing;
    if (rating::is_priced_by_model(pricing) && billing.plan != BillingPlan::usage && promised.is_called_off(version))
        return Fault{
            "pricing-unsupported", here + ".pricing",
            "what is called off is rated by tiers and minimums a period of usage, and the line isn't billed so",
            "give a unit price, or plan none and send invoice.issued"};
    if (promised.is_called_off(version) && line.discount && line.discount->amount)
        return Fault{"discount-unsupported", where(promised) + ", discount",
                     "an amount off the whole line means nothing where its quantity is open",
                     "give the discount in percent"};
    return Done{};
}

}  // namespace

Outcome supported(const Promised& promised, std::size_t version)
{
    const std::string here = where(promised);
    if (promised.plan(version) == BillingPlan::none) return Done{};
    if (promised.stated(version).sign() < 0)
        return Fault{
            "plan-unsupported", here + ", price", "a line with a price below nothing is not invoiced by itself",
            "lower the prices of the lines that it is for, or say the billing plan none and send invoice.issued"};
    const std::optional<TaxTerms>& tax = promised.terms(version).tax;
    if (tax && tax->point == TaxPoint::payment && !tax->rate.is_zero())
        return Fault{"tax-point-unsupported", here + ", tax.point", "tax that falls due by payment is not computed yet",
                     "give the line the tax point invoice or performance"};
    if (promised.plan(version) == BillingPlan::usage && promised.billing(version).timing == Timing::advance)
        return Fault{"plan-unsupported", here + ", billing.timing", "usage can't be known in advance",
                     "bill it in arrears"};
    if (promised.plan(version) == BillingPlan::recurring && promised.is_called_off(version))
        return Fault{"plan-unsupported", here + ", billing.plan",
                     "what is priced as it is called off has no price a period", "bill it by usage or on fulfilment"};
    return simple_price(promised, version);
}

}  // namespace earned::billing
