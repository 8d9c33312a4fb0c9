// What the rules and the contract's own words make of one version of a line. What the words say
// stands; the rules answer what they leave open.
#include "rules/line_decision.h"
#include "rules/open_ended.h"
#include "rules/price.h"
#include "rules/rating/rate.h"
#include "rules/words.h"

#include <algorithm>
#include <array>

namespace earned {

namespace {

// Free days are taken out of a price per period that nothing changes afterwards: what is left of it
// then would be one amount for the invoices, and another for what was performed.
Outcome check_free_days(const LineLife& life, const Line& line, const std::optional<Term>& term)
{
    if (!line.billing) return Done{};
    if (line.billing->trial)
        return Fault{"trial-undated", "billing.trial", "a trial stands before the first day of a line, and none is said",
                     "give the line (or its contract) a start when it is promised"};
    const std::vector<Term>& free = line.billing->free;
    if (free.empty()) return Done{};
    const bool priced_so = line.per && line.unit_price && (!line.discount || line.discount->percent);
    if (!priced_so || line.billing->plan.value_or(BillingPlan::recurring) != BillingPlan::recurring || !term)
        return Fault{"unsupported-free", "billing.free",
                     "free days are taken out of a price per period that is billed period by period until an end",
                     "give the line a unit_price, a `per`, an end and the plan recurring, or say its price as it is"};
    if (life.versions.size() > 1 || life.removed)
        return Fault{"unsupported-free", "billing.free", "a line with free days is changed, paused or removed",
                     "terminate the line, and add what is left as a line of its own"};
    Date next = term->first;
    int days = 0;
    for (const Term& span : free) {
        if (span.first < next || term->last < span.last)
            return Fault{"free-days", "billing.free", "the free days from " + span.first.text() + " are not in the line's term, or not in order",
                         "list them in order, apart from one another, between the line's start and end"};
        next = span.last.next();
        days += span.days();
    }
    if (days == term->days())
        return Fault{"free-days", "billing.free", "every day of the line is free", "leave the price out: it is 0"};
    return Done{};
}

}  // namespace

Outcome LineDecision::find_product()
{
    if (!line_.sku) return Done{};
    product_ = desk_.policy->reference->product(*line_.sku, desk_.date);
    if (product_ != nullptr) return Done{};
    return Fault{"sku-unknown", "sku", "product " + line_.sku->text() + " is not known on " + desk_.date.text(),
                 "define it by product.defined with that date or an earlier one, or correct the sku"};
}

void LineDecision::learn_line()
{
    facts_.set_text(FactId::product_sku, line_.sku ? std::string_view(line_.sku->text()) : std::string_view());
    if (product_ != nullptr) {
        facts_.set_text(FactId::product_family, product_->family);
        facts_.set_text(FactId::product_unit, product_->unit);
        facts_.set_text(FactId::product_tax_category, product_->tax_category);
        facts_.tag(Tagged::product, &product_->attributes);
    }
    facts_.tag(Tagged::line, &line_.attributes);
    facts_.set_text(FactId::line_id, life_.id.text());
    facts_.set(FactId::line_dated, line_.start.has_value() && line_.end.has_value());
    facts_.set(FactId::line_recurring, line_.per.has_value());
    facts_.set(FactId::line_open, terms_.open_quantity);
    if (!terms_.open_quantity) facts_.set(FactId::line_quantity, terms_.quantity);
    const std::vector<Installment>* installments = line_.billing ? &line_.billing->installments : nullptr;
    facts_.set(FactId::line_installments, installments != nullptr && !installments->empty());
    facts_.set(FactId::line_milestones,
               installments != nullptr && std::any_of(installments->begin(), installments->end(),
                                                      [](const Installment& one) { return one.milestone.has_value(); }));
    if (line_.expected_cost) facts_.set(FactId::line_expected_cost, *line_.expected_cost);
    facts_.set(FactId::line_priced, terms_.priced);
}

Outcome LineDecision::choose_conventions()
{
    terms_.conventions = desk_.conventions;
    if (line_.policies.empty()) return Done{};
    const Result<Conventions> chosen = override_with(desk_.conventions, line_.policies);
    if (!chosen) return chosen.fault();
    terms_.conventions = *chosen;
    return Done{};
}

// The treatment is the accountant's documented judgement. A measure means over time, and a trigger a
// point in time, where it doesn't say which.
Outcome LineDecision::decide_obligation()
{
    const Treatment& words = line_.treatment;
    std::optional<Satisfied> satisfied = words.satisfied;
    if (!satisfied && words.measure) satisfied = Satisfied::over_time;
    if (!satisfied && words.trigger) satisfied = Satisfied::point_in_time;
    // A right to buy or to use later is earned as it is used.
    const bool is_right = line_.option && !line_.option->look_through && !satisfied;
    if (is_right) satisfied = Satisfied::over_time;
    const bool how_said = is_right || satisfied == Satisfied::over_time ? words.measure.has_value() : words.trigger.has_value();
    ObligationAnswer answer;
    if (!satisfied || !how_said || !words.obligation) {
        const auto answered = questions_.obligation.must(facts_);
        if (!answered) return answered.fault();
        answer = *answered->answer;
        if (!satisfied || !how_said || !answer.obligation.empty()) because(questions_.obligation, answered->rule);
    }
    terms_.satisfied = satisfied.value_or(answer.satisfied);
    terms_.measure =
        is_right ? Measure::redemption : words.measure.value_or(answer.measure.value_or(Measure::daily));
    terms_.trigger = words.trigger.value_or(answer.trigger.value_or(Trigger::fulfilment));
    if (words.obligation) terms_.obligation = *words.obligation;
    else terms_.obligation = answer.obligation.empty() ? ObligationId(life_.id.text()) : ObligationId(answer.obligation);
    const bool over_time = terms_.satisfied == Satisfied::over_time;
    facts_.set(FactId::line_satisfied, word(terms_.satisfied));
    if (over_time) facts_.set(FactId::line_measure, word(terms_.measure));
    else facts_.set(FactId::line_trigger, word(terms_.trigger));
    return Done{};
}

// Goods without dates have no term, though their contract may. What starts without an end has one
// day, where that day is what counts.
Outcome LineDecision::decide_term()
{
    const bool goods = terms_.satisfied == Satisfied::point_in_time;
    const bool dated = line_.start || line_.end;
    if (goods && !dated && !line_.per) return Done{};
    const Date promised = life_.versions.front().from.date;
    const Date first = line_.start.value_or(desk_.contract->terms.start.value_or(promised));
    std::optional<Date> last = line_.end ? line_.end : contract_end();
    if (!last && goods && line_.start && terms_.trigger == Trigger::start) last = first;
    if (!last) return check_open_ended();
    if (*last < first)
        return Fault{"term-backwards", "end", "it ends on " + last->text() + ", before it starts on " + first.text(),
                     "correct the line's start or end"};
    terms_.term = Term{first, *last};
    return Done{};
}

// A price per period and no end: what is earned with time goes on, and nothing else can.
Outcome LineDecision::check_open_ended() const
{
    if (!line_.per || is_called_off()) return Done{};
    if (is_open_ended(line_, terms_) && !line_.price) return Done{};
    return Fault{"term-missing", "end", "the price is per " + line_.per->text() + ", and the line has no last day",
                 "give the line (or its contract) an end, or, for a service that goes on without one, a unit_price "
                 "and the measure daily or monthly"};
}

Outcome LineDecision::decide_standalone_method()
{
    if (line_.treatment.ssp_method) {
        terms_.ssp_method = *line_.treatment.ssp_method;
        return Done{};
    }
    const auto answered = questions_.standalone_price.must(facts_);
    if (!answered) return answered.fault();
    terms_.ssp_method = answered->answer->method;
    because(questions_.standalone_price, answered->rule);
    return Done{};
}

Outcome LineDecision::decide_billing()
{
    if (line_.billing) terms_.billing = *line_.billing;
    if (const Outcome fine = check_free_days(life_, line_, terms_.term); !fine) return fine;
    std::optional<Pricing>& pricing = terms_.billing.pricing;
    if (pricing && pricing->tiers.empty() && !pricing->unit_price) pricing->unit_price = line_.unit_price;
    if (!terms_.billing.plan) {
        const auto answered = questions_.billing_plan.must(facts_);
        if (!answered) return answered.fault();
        terms_.billing.plan = answered->answer->plan;
        because(questions_.billing_plan, answered->rule);
    }
    facts_.set(FactId::line_plan, word(*terms_.billing.plan));
    const Outcome prorated = decide_proration();
    if (!prorated) return prorated.fault();
    const Outcome priced = decide_pricing();
    if (!priced) return priced.fault();
    switch (*terms_.billing.plan) {
    case BillingPlan::none:
    case BillingPlan::on_signing:
    case BillingPlan::on_fulfilment: return Done{};
    case BillingPlan::installments:
        if (!terms_.billing.installments.empty()) return Done{};
        return Fault{"installments-missing", "billing.installments", "the plan is installments, and none is listed",
                     "list them with their dates or milestones, and amounts or percentages"};
    case BillingPlan::recurring:
    case BillingPlan::usage:
    case BillingPlan::progress: return decide_recurrence();
    }
    return Done{};
}

Outcome LineDecision::decide_recurrence()
{
    BillingTerms& billing = terms_.billing;
    const auto answered = questions_.billing.must(facts_);
    if (!answered) return answered.fault();
    const BillingAnswer& answer = *answered->answer;
    const bool asked = !billing.every || !billing.timing || !billing.align;
    if (asked) because(questions_.billing, answered->rule);
    if (!billing.every) billing.every = answer.every ? answer.every : line_.per;
    if (!billing.timing) billing.timing = answer.timing.value_or(Timing::advance);
    if (!billing.align) billing.align = answer.align.value_or(Align::anniversary);
    if (!billing.anchor) billing.anchor = answer.anchor;
    if (!billing.invoice_day) billing.invoice_day = answer.invoice_day;
    if (!billing.every)
        return Fault{"interval-missing", "billing.every", "nothing says how often the line is invoiced",
                     "give it billing.every, such as \"1 month\""};
    if (!terms_.term && *billing.plan == BillingPlan::recurring && !is_open_ended(line_, terms_))
        return Fault{"term-missing", "end", "the line is invoiced again and again, and has no last day",
                     "give the line (or its contract) an end; a renewal moves it by contract.modified"};
    return decide_alignment();
}

// The day from which the periods of the contract or of the account are counted.
Outcome LineDecision::decide_alignment()
{
    BillingTerms& billing = terms_.billing;
    const bool by_contract = billing.align == Align::contract;
    if (!by_contract && billing.align != Align::account) return Done{};
    if (billing.anchor)
        return Fault{"anchor-and-alignment", "billing.anchor",
                     "the line is aligned with others, and has a billing day of its own",
                     "leave out billing.anchor, or align the line by its anniversary or the calendar"};
    if (by_contract) {
        billing.aligned_to = desk_.contract->terms.start.value_or(desk_.contract->signed_at.date);
        return Done{};
    }
    const CustomerVersion customer = desk_.policy->reference->customer(desk_.group->customer, desk_.date);
    if (customer != nullptr)
        if (const auto said = customer->attributes.find("billing_from"); said != customer->attributes.end())
            billing.aligned_to = Date::parse(said->second);
    if (billing.aligned_to) return Done{};
    return Fault{"billing-from-missing", "billing.align",
                 "the line is aligned with the account's, and no day says from when its periods are counted",
                 "give the customer the attribute billing_from, a date as YYYY-MM-DD (customer.defined)"};
}

// Of the categories of an e-invoice (UNTDID 5305), those that bear no tax have no rate.
Outcome LineDecision::check_tax(const TaxTerms& tax)
{
    constexpr std::array<std::string_view, 6> untaxed{"E", "AE", "K", "G", "O", "Z"};
    const bool bears_none = std::find(untaxed.begin(), untaxed.end(), tax.category) != untaxed.end();
    if (!bears_none || tax.rate.is_zero()) return Done{};
    return Fault{"tax-category-rate", "tax.rate",
                 "the category " + tax.category + " bears no tax, and the rate is " + tax.rate.text(),
                 "give the rate 0, or the category S"};
}

Outcome LineDecision::decide_withholding()
{
    if (!questions_.withholding.is_answered()) return Done{};
    const auto answered = questions_.withholding.ask(facts_);
    if (!answered) return answered.fault();
    if (answered->answer == nullptr) return Done{};
    terms_.withheld = answered->answer->rate;
    because(questions_.withholding, answered->rule);
    return Done{};
}

Outcome LineDecision::decide_tax()
{
    if (line_.tax) {
        terms_.tax = TaxTerms{line_.tax->rate, line_.tax->included, line_.tax->category, line_.tax->point,
                              line_.tax->reason};
        return check_tax(*terms_.tax);
    }
    const auto answered = questions_.tax.ask(facts_);
    if (!answered) return answered.fault();
    if (answered->answer == nullptr) return Done{};  // no rule, no tax
    const LineTax& tax = answered->answer->tax;
    terms_.tax = TaxTerms{tax.rate, tax.included, tax.category, tax.point, tax.reason};
    because(questions_.tax, answered->rule);
    return check_tax(*terms_.tax);
}

Outcome LineDecision::decide_confirmation()
{
    if (terms_.conventions.confirmation == ConfirmationNeeded::waived) return Done{};
    const auto answered = questions_.confirmation.must(facts_);
    if (!answered) return answered.fault();
    terms_.confirm = answered->answer->confirm;
    if (terms_.confirm) because(questions_.confirmation, answered->rule);
    return Done{};
}

Result<LineTerms> LineDecision::decide(const Desk& at_first)
{
    terms_.why.reserve(8);
    terms_.open_quantity = line_.open.value_or(false);
    terms_.quantity = terms_.open_quantity ? Decimal() : line_.quantity.value_or(Decimal::of(1));
    // Options that are looked through are goods, as many as are expected to be bought.
    if (line_.option && line_.option->look_through && line_.option->expected_exercise)
        terms_.quantity = *line_.option->expected_exercise;
    if (terms_.quantity.sign() < 0)
        return Fault{"quantity-negative", "quantity", "a quantity is less than nothing",
                     "a line that takes back is a contract.modified of the line it takes from"};
    // One price for all lines: a line then has one only if it was added later.
    const bool own_price = line_.price || line_.unit_price || line_.noncash ||
                           (line_.billing && line_.billing->pricing);
    const bool by_change = life_.added_by > 0 &&
                           !desk_.contract->modifications[life_.added_by - 1].what.price_change.empty();
    terms_.priced = own_price || terms_.open_quantity || (!desk_.contract->terms.price && !by_change);
    if (own_price && desk_.contract->terms.price && life_.added_by == 0 && &version_ == &life_.versions.front())
        return Fault{"price-twice", "price", "the contract has one price for all its lines, and the line has its own",
                     "leave one of the two out"};
    terms_.payment = desk_.payment;
    if (desk_.why_payment) terms_.why.push_back(*desk_.why_payment);
    Outcome done = find_product();
    if (!done) return done.fault();
    learn_line();
    for (const auto step : {&LineDecision::choose_conventions, &LineDecision::decide_obligation,
                            &LineDecision::decide_term, &LineDecision::decide_standalone_method,
                            &LineDecision::decide_billing, &LineDecision::decide_tax, &LineDecision::decide_withholding,
                            &LineDecision::decide_price, &LineDecision::decide_confirmation}) {
        done = (this->*step)();
        if (!done) return done.fault();
    }
    const bool by_inception = terms_.conventions.ssp_date == SspDate::inception;
    Result<StandaloneRange> standalone = standalone_on(by_inception ? at_first : desk_, line_, terms_);
    if (!standalone) return standalone.fault();
    terms_.ssp_low = std::move(standalone->low);
    terms_.ssp_high = std::move(standalone->high);
    return std::move(terms_);
}

Result<LineTerms> decide_line(const Desk& desk, const Desk& at_first, const LineLife& life, const LineVersion& version)
{
    return LineDecision(desk, life, version).decide(at_first);
}

}  // namespace earned
