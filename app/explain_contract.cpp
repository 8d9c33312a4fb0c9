// A contract explained: what was signed, what the rules made of it, and the price.
#include "app/explain_parts.h"

#include "recognition/allocation.h"
#include "rules/words.h"

#include <algorithm>

namespace earned::app {

namespace {

const LineTerms* terms_at(const LineLife& life, const std::vector<LineTerms>& versions, Moment at)
{
    const LineTerms* counts = versions.empty() ? nullptr : &versions.front();
    for (std::size_t version = 0; version < versions.size() && version < life.versions.size(); ++version)
        if (life.versions[version].from <= at) counts = &versions[version];
    return counts;
}

bool holds(const Obligation& obligation, const Contract& contract, const LineLife& life, const LineTerms& terms)
{
    const bool named = std::find(obligation.lines.begin(), obligation.lines.end(), life.id) != obligation.lines.end();
    return named && (obligation.contract == contract.id || terms.obligation == obligation.id);
}

std::string promise_text(const Line& line, const LineTerms& terms, Currency currency)
{
    std::string text = line.description.value_or("");
    if (line.sku) text += (text.empty() ? "" : ", ") + ("sku " + line.sku->text());
    if (!text.empty()) text += ": ";
    if (terms.open_quantity)
        text += "as called off";
    else if (line.unit_price)
        text += terms.quantity.text() + " x " + line.unit_price->text();
    else
        text += "one price";
    if (line.per) text += " per " + line.per->text();
    if (line.discount)
        text += line.discount->percent ? ", less " + line.discount->percent->text() + " %"
                                       : ", less " + line.discount->amount.value_or(Decimal()).text();
    if (terms.priced && !terms.open_quantity)
        text += ", " + terms.stated.text() + " " + currency.code() + " in all without tax";
    if (terms.term) text += ", " + terms.term->first.text() + " to " + terms.term->last.text();
    return text;
}

std::string satisfied_text(const Page& page, const LineTerms& terms)
{
    if (terms.satisfied == Satisfied::over_time) return "over time, " + page.in(measure_words(terms.measure));
    switch (terms.trigger) {
        case Trigger::fulfilment:
            return "at a point in time: when it is delivered";
        case Trigger::acceptance:
            return "at a point in time: when it is accepted";
        case Trigger::start:
            return "at a point in time: when it starts";
    }
    return "";
}

std::string billing_text(const LineTerms& terms)
{
    std::string text = std::string(word(terms.billing.plan.value_or(BillingPlan::none)));
    if (terms.billing.every) text += ", every " + terms.billing.every->text();
    if (terms.billing.timing && terms.billing.plan == BillingPlan::recurring)
        text += ", in " + std::string(word(*terms.billing.timing));
    text += "; terms " + terms.payment.text();
    if (terms.tax) text += "; tax " + terms.tax->rate.text() + (terms.tax->included ? " included" : " on top");
    return text;
}

// What the line says about itself, so that no rule is asked.
std::string said_by_the_contract(const Line& line)
{
    std::string text;
    const auto add = [&](bool said, const char* what) {
        if (said) text += (text.empty() ? "" : ", ") + std::string(what);
    };
    const Treatment& treatment = line.treatment;
    add(treatment.obligation.has_value(), "its obligation");
    add(treatment.satisfied || treatment.measure || treatment.trigger, "how it is satisfied");
    add(line.ssp || line.unit_ssp, "its standalone price");
    add(line.billing && line.billing->plan, "its billing plan");
    add(line.tax.has_value(), "its tax");
    return text;
}

void add_version(Page& page, const Subject& subject, const LineVersion& version, const LineTerms& terms)
{
    page.named({"promised", "承诺"}, promise_text(version.line, terms, subject.group.currency));
    page.named({"since", "自"}, version.from.date.text() + ", by " + subject.traced.event(version.event));
    page.named({"earned", "确认方式"}, satisfied_text(page, terms));
    page.named({"invoiced", "开票"}, billing_text(terms));
    const std::string low = exact_text(terms.ssp_low, subject.group.currency),
                      high = exact_text(terms.ssp_high, subject.group.currency);
    page.named({"standalone", "单独售价"},
               (low == high ? low : low + " to " + high) + " (" + std::string(word(terms.ssp_method)) + ")");
    if (terms.confirm) page.named({"confirmation", "确认人"}, "a person confirms this revenue before it is posted");
    if (version.line.treatment.memo) page.named({"memo", "备忘"}, *version.line.treatment.memo);
    for (const Why& why : terms.why) page.named({"decided by", "依据规则"}, rule_text(why));
    if (const std::string itself = said_by_the_contract(version.line); !itself.empty())
        page.named({"decided by", "依据规则"}, "the contract itself: " + itself);
}

void add_modifications(Page& page, const Subject& subject, const Contract& contract, const ContractTerms& terms)
{
    for (std::size_t at = 0; at < contract.modifications.size(); ++at) {
        const Modification& modification = contract.modifications[at];
        page.named({"modified", "变更"},
                   modification.at.date.text() + ", by " + subject.traced.event(modification.event));
        if (at >= terms.modifications.size()) continue;
        const ModificationTerms& decided = terms.modifications[at];
        page.named({"treated as", "处理"},
                   std::string(word(decided.treatment)) +
                       (decided.because.empty() ? ": the event says so" : ": " + std::string(decided.because)));
        for (const Why& why : decided.why) page.named({"decided by", "依据规则"}, rule_text(why));
    }
    for (const Termination& termination : contract.terminations)
        page.named({"terminated", "终止"}, termination.at.date.text() + " was the last day served, by " +
                                               subject.traced.event(termination.event));
}

void add_signing(Page& page, const Subject& subject)
{
    page.named({"customer", "客户"}, subject.group.customer.text());
    page.named({"books", "账簿"},
               subject.ledger.key() + ", " + subject.ledger.framework + ", " + subject.group.currency.code());
    for (const Contract& contract : subject.group.contracts) {
        page.named({"signed", "签订"}, contract.signed_at.date.text() +
                                           (subject.group.contracts.size() > 1 ? ", " + contract.id.text() : "") +
                                           ", by " + subject.traced.event(contract.event));
        for (const Assessment& assessed : contract.assessments)
            if (assessed.event != contract.event || !assessed.collectable)
                page.named({"assessed", "评估"},
                           assessed.at.date.text() +
                               (assessed.collectable ? ": collection is probable"
                                                     : ": collection is not probable, so it is no contract yet") +
                               ", by " + subject.traced.event(assessed.event));
    }
}

// What the lines of an obligation are worth by themselves when its price is shared out.
Ratio standalone_of(const Subject& subject, const Reckoned& reckoned, const ObligationId& id, Moment at)
{
    Ratio sum;
    for (const Obligation& obligation : reckoned.earned.obligations) {
        if (obligation.id != id) continue;
        for (std::size_t c = 0; c < subject.group.contracts.size(); ++c) {
            const Contract& contract = subject.group.contracts[c];
            for (std::size_t l = 0; l < contract.lines.size(); ++l) {
                const LineLife& life = contract.lines[l];
                const LineTerms* terms = terms_at(life, reckoned.terms.contracts[c].lines[l], at);
                const bool promised = terms != nullptr && !life.versions.empty() && life.versions.front().from <= at;
                if (promised && holds(obligation, contract, life, *terms)) sum += standalone_price(*terms);
            }
        }
    }
    return sum;
}

void add_allocation(Page& page, const Subject& subject, const Reckoned& reckoned, const Allocation& allocation)
{
    const Currency currency = subject.group.currency;
    page.line("From " + allocation.from.date.text() + ", by " + subject.traced.event(allocation.event) +
              ": the transaction price is " + subject.money(allocation.price) +
              (allocation.pool == allocation.price
                   ? ""
                   : ", of which " + subject.money(allocation.pool) + " is left to share out") +
              ".");
    Ratio total;
    for (const Share& share : allocation.shares)
        total += standalone_of(subject, reckoned, share.obligation, allocation.from);
    Columns columns({page.in({"obligation", "履约义务"}), page.in({"standalone", "单独售价"}),
                     page.in({"exact share", "精确份额"}), page.in({"allocated", "分摊"}),
                     page.in({"left from then", "此后剩余"})});
    bool proportional = !total.is_zero() && allocation.pool == allocation.price;
    for (const Share& share : allocation.shares) {
        const Ratio standalone = standalone_of(subject, reckoned, share.obligation, allocation.from);
        const Ratio exact = total.is_zero() ? Ratio() : Ratio(allocation.price) * standalone / total;
        if (abs(exact - Ratio(share.amount)) >= Ratio(1)) proportional = false;
    }
    for (const Share& share : allocation.shares) {
        const Ratio standalone = standalone_of(subject, reckoned, share.obligation, allocation.from);
        columns.add({share.obligation.text(), exact_text(standalone, currency),
                     proportional ? exact_text(Ratio(allocation.price) * standalone / total, currency) : "",
                     subject.money(share.amount), subject.money(share.remaining)});
    }
    page.columns(columns, 4);
    if (proportional && allocation.shares.size() > 1)
        page.line(
            "Shared by relative standalone prices of " + exact_text(total, currency) +
                " in all; what rounding leaves goes to the largest remainders, so that the parts sum to the price.",
            4);
    else if (allocation.shares.size() > 1)
        page.line(
            "Not in proportion to these prices alone: a change, a residual, a bundle or a variable amount of its own "
            "has a part in it.",
            4);
    for (const Why& why : allocation.why) page.named({"decided by", "依据规则"}, rule_text(why));
}

}  // namespace

Result<Reckoned> reckon(const Subject& subject)
{
    if (subject.group.fault) return *subject.group.fault;
    Result<Terms> terms = decide(subject.book.policy(subject.ledger), subject.group);
    if (!terms) return terms.fault();
    Result<Billed> billed = bill(subject.group, *terms);
    if (!billed) return billed.fault();
    Result<Earned> earned = earn(subject.group, *terms);
    if (!earned) return earned.fault();
    return Reckoned{std::move(*terms), std::move(*billed), std::move(*earned)};
}

void explain_promises(Page& page, const Subject& subject, const Reckoned& reckoned)
{
    for (const Obligation& obligation : reckoned.earned.obligations) {
        page.heading({"Obligation", "履约义务"}, obligation.id.text());
        for (std::size_t c = 0; c < subject.group.contracts.size(); ++c) {
            const Contract& contract = subject.group.contracts[c];
            for (std::size_t l = 0; l < contract.lines.size(); ++l) {
                const LineLife& life = contract.lines[l];
                const std::vector<LineTerms>& versions = reckoned.terms.contracts[c].lines[l];
                if (versions.empty() || !holds(obligation, contract, life, versions.front())) continue;
                page.named({"line", "合同行"}, contract.id.text() + " " + life.id.text());
                for (std::size_t v = 0; v < versions.size() && v < life.versions.size(); ++v)
                    add_version(page, subject, life.versions[v], versions[v]);
                if (life.removed) page.named({"removed", "取消"}, life.removed->date.text());
            }
        }
        if (obligation.held)
            page.named({"held", "暂缓"},
                       "since " + obligation.held_from.text() + " a person holds its revenue, or must confirm it");
    }
}

void explain_price(Page& page, const Subject& subject, const Reckoned& reckoned)
{
    page.heading({"Price and allocation", "交易价格与分摊"});
    for (const Allocation& allocation : reckoned.earned.allocations)
        add_allocation(page, subject, reckoned, allocation);
    for (const Refundable& refund : reckoned.earned.refunds)
        page.line(refund.at.date.text() + ": " + subject.money(refund.amount) + " is owed back, by " +
                  subject.traced.event(refund.event) + ".");
}

void explain_contract(Page& page, const Subject& subject)
{
    page.title({"Contract", "合同"}, subject.group.id.text() + page.in({", as of ", "，截至 "}) + subject.as_of.text());
    add_signing(page, subject);
    const Stored stored = stored_plan(subject.book, subject.ledger, subject.traced.number, subject.group.id);
    const Result<Reckoned> reckoned = reckon(subject);
    if (!reckoned) {
        page.heading({"In fault", "无法计算"});
        page.line(reckoned.fault().text());
    } else {
        for (std::size_t at = 0; at < subject.group.contracts.size(); ++at)
            add_modifications(page, subject, subject.group.contracts[at], reckoned->terms.contracts[at]);
        explain_promises(page, subject, *reckoned);
        explain_price(page, subject, *reckoned);
        explain_billing(page, subject, *reckoned);
        explain_revenue(page, subject, *reckoned, stored);
        explain_position(page, subject);
    }
    explain_entries(page, subject, stored);
    explain_open_ends(page, subject, stored);
}

}  // namespace earned::app
