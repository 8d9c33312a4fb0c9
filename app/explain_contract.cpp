// A contract explained: what was signed, what the rules made of it, and the price.
#include "app/explain_parts.h"

#include "app/explain_words.h"

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

std::string promise_text(const Page& page, const Line& line, const LineTerms& terms, Currency currency)
{
    std::string text = line.description.value_or("");
    if (line.sku)
        text += (text.empty() ? "" : page.in({", ", "，"})) + page.say({"sku {1}", "产品 {1}"}, {line.sku->text()});
    if (!text.empty()) text += page.in({": ", "："});
    if (terms.open_quantity)
        text += page.in({"as called off", "按需调用"});
    else if (line.unit_price)
        text += terms.quantity.text() + " x " + line.unit_price->text();
    else
        text += page.in({"one price", "一口价"});
    if (line.per) text += page.say({" per {1}", "，每 {1}"}, {line.per->text()});
    if (line.discount)
        text += line.discount->percent
                    ? page.say({", less {1} %", "，折扣 {1} %"}, {line.discount->percent->text()})
                    : page.say({", less {1}", "，折扣 {1}"}, {line.discount->amount.value_or(Decimal()).text()});
    if (terms.priced && !terms.open_quantity)
        text +=
            page.say({", {1} {2} in all without tax", "，不含税合计 {1} {2}"}, {terms.stated.text(), currency.code()});
    if (terms.term) text += page.in({", ", "，"}) + term_text(page, *terms.term);
    return text;
}

std::string satisfied_text(const Page& page, const LineTerms& terms)
{
    if (terms.satisfied == Satisfied::over_time)
        return page.in({"over time, ", "时段履行，"}) + page.in(measure_words(terms.measure));
    switch (terms.trigger) {
        case Trigger::fulfilment:
            return page.in({"at a point in time: when it is delivered", "时点履行：交付时"});
        case Trigger::acceptance:
            return page.in({"at a point in time: when it is accepted", "时点履行：验收时"});
        case Trigger::start:
            return page.in({"at a point in time: when it starts", "时点履行：开始时"});
    }
    return "";
}

std::string billing_text(const Page& page, const LineTerms& terms)
{
    std::string text = page.in(plan_words(terms.billing.plan.value_or(BillingPlan::none)));
    if (terms.billing.every)
        text += page.say({", every {1}", "，每 {1}"}, {page.in(every_words(*terms.billing.every))});
    if (terms.billing.timing && terms.billing.plan == BillingPlan::recurring)
        text += page.say({", in {1}", "，{1}"}, {page.in(timing_words(*terms.billing.timing))});
    text += page.say({"; terms {1}", "；付款条件 {1}"}, {terms.payment.text()});
    if (terms.tax)
        text += page.say(terms.tax->included ? Label{"; tax {1} included", "；税率 {1}，价内"}
                                             : Label{"; tax {1} on top", "；税率 {1}，价外"},
                         {terms.tax->rate.text()});
    return text;
}

// What the line says about itself, so that no rule is asked.
std::string said_by_the_contract(const Page& page, const Line& line)
{
    std::vector<std::string> parts;
    const auto add = [&](bool said, const Label& what) {
        if (said) parts.push_back(page.in(what));
    };
    const Treatment& treatment = line.treatment;
    add(treatment.obligation.has_value(), {"its obligation", "履约义务"});
    add(treatment.satisfied || treatment.measure || treatment.trigger, {"how it is satisfied", "履行方式"});
    add(line.ssp || line.unit_ssp, {"its standalone price", "单独售价"});
    add(line.billing && line.billing->plan, {"its billing plan", "开票计划"});
    add(line.tax.has_value(), {"its tax", "税"});
    return page.joined(parts);
}

void add_version(Page& page, const Subject& subject, const LineVersion& version, const LineTerms& terms)
{
    page.named({"promised", "承诺"}, promise_text(page, version.line, terms, subject.group.currency));
    page.named({"since", "自"}, by_event(page, version.from.date.text(), subject.traced.event(page, version.event)));
    page.named({"earned", "确认方式"}, satisfied_text(page, terms));
    page.named({"invoiced", "开票"}, billing_text(page, terms));
    const std::string low = exact_text(terms.ssp_low, subject.group.currency),
                      high = exact_text(terms.ssp_high, subject.group.currency);
    page.named(
        {"standalone", "单独售价"},
        page.say({"{1} ({2})", "{1}（{2}）"}, {low == high ? low : page.say({"{1} to {2}", "{1} 至 {2}"}, {low, high}),
                                               page.in(ssp_words(terms.ssp_method))}));
    if (terms.confirm)
        page.named({"confirmation", "确认人"},
                   page.in({"a person confirms this revenue before it is posted", "此收入须经人工确认后入账"}));
    if (version.line.treatment.memo) page.named({"memo", "备忘"}, *version.line.treatment.memo);
    for (const Why& why : terms.why) page.named({"decided by", "依据规则"}, rule_text(page, why));
    if (const std::string itself = said_by_the_contract(page, version.line); !itself.empty())
        page.named({"decided by", "依据规则"}, page.say({"the contract itself: {1}", "合同本身：{1}"}, {itself}));
}

void add_modifications(Page& page, const Subject& subject, const Contract& contract, const ContractTerms& terms)
{
    for (std::size_t at = 0; at < contract.modifications.size(); ++at) {
        const Modification& modification = contract.modifications[at];
        page.named({"modified", "变更"},
                   by_event(page, modification.at.date.text(), subject.traced.event(page, modification.event)));
        if (at >= terms.modifications.size()) continue;
        const ModificationTerms& decided = terms.modifications[at];
        page.named({"treated as", "处理"}, page.in(modifies_words(decided.treatment)) + page.in({": ", "："}) +
                                               (decided.because.empty() ? page.in({"the event says so", "事件已写明"})
                                                                        : std::string(decided.because)));
        for (const Why& why : decided.why) page.named({"decided by", "依据规则"}, rule_text(page, why));
    }
    for (const Termination& termination : contract.terminations)
        page.named({"terminated", "终止"},
                   page.say({"{1} was the last day served, by {2}", "最后服务日 {1}，依据 {2}"},
                            {termination.at.date.text(), subject.traced.event(page, termination.event)}));
}

void add_signing(Page& page, const Subject& subject)
{
    page.named({"customer", "客户"}, subject.group.customer.text());
    page.named({"books", "账簿"},
               page.joined({subject.ledger.key(), subject.ledger.framework, subject.group.currency.code()}));
    for (const Contract& contract : subject.group.contracts) {
        page.named({"signed", "签订"},
                   by_event(page,
                            contract.signed_at.date.text() +
                                (subject.group.contracts.size() > 1 ? page.in({", ", "，"}) + contract.id.text() : ""),
                            subject.traced.event(page, contract.event)));
        for (const Assessment& assessed : contract.assessments)
            if (assessed.event != contract.event || !assessed.collectable)
                page.named({"assessed", "评估"},
                           page.say(assessed.collectable
                                        ? Label{"{1}: collection is probable, by {2}", "{1}：很可能收回对价，依据 {2}"}
                                        : Label{"{1}: collection is not probable, so it is no contract yet, by {2}",
                                                "{1}：对价并非很可能收回，尚不构成合同，依据 {2}"},
                                    {assessed.at.date.text(), subject.traced.event(page, assessed.event)}));
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
    page.line(
        page.say(allocation.pool == allocation.price
                     ? Label{"From {1}, by {2}: the transaction price is {3}.", "自 {1} 起，依据 {2}：交易价格 {3}。"}
                     : Label{"From {1}, by {2}: the transaction price is {3}, of which {4} is left to share out.",
                             "自 {1} 起，依据 {2}：交易价格 {3}，其中待分摊 {4}。"},
                 {allocation.from.date.text(), subject.traced.event(page, allocation.event),
                  subject.money(allocation.price), subject.money(allocation.pool)}));
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
            page.say({"Shared by relative standalone prices of {1} in all; what rounding leaves goes to the largest "
                      "remainders, so that the parts sum to the price.",
                      "按单独售价的相对比例分摊，单独售价合计 {1}；尾差归余数最大者，使各份之和等于交易价格。"},
                     {exact_text(total, currency)}),
            4);
    else if (allocation.shares.size() > 1)
        page.line(
            page.in({"Not in proportion to these prices alone: a change, a residual, a bundle or a variable amount of "
                     "its own has a part in it.",
                     "不单按上述单独售价的比例：另有合同变更、余值法、组合折扣或专属可变对价的影响。"}),
            4);
    for (const Why& why : allocation.why) page.named({"decided by", "依据规则"}, rule_text(page, why));
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
            page.named({"held", "暂缓"}, page.say({"since {1} a person holds its revenue, or must confirm it",
                                                   "自 {1} 起，收入由人工暂缓，或待人工确认"},
                                                  {obligation.held_from.text()}));
    }
}

void explain_price(Page& page, const Subject& subject, const Reckoned& reckoned)
{
    page.heading({"Price and allocation", "交易价格与分摊"});
    for (const Allocation& allocation : reckoned.earned.allocations)
        add_allocation(page, subject, reckoned, allocation);
    for (const Refundable& refund : reckoned.earned.refunds)
        page.line(
            page.say({"{1}: {2} is owed back, by {3}.", "{1}：应退 {2}，依据 {3}。"},
                     {refund.at.date.text(), subject.money(refund.amount), subject.traced.event(page, refund.event)}));
}

void explain_contract(Page& page, const Subject& subject)
{
    page.title({"Contract", "合同"}, subject.group.id.text() + page.in({", as of ", "，截至 "}) + subject.as_of.text());
    add_signing(page, subject);
    const Stored stored = stored_plan(subject.book, subject.ledger, subject.traced.number, subject.group.id);
    const Result<Reckoned> reckoned = reckon(subject);
    if (!reckoned) {
        page.heading({"In fault", "无法计算"});
        page.line(page.say(reckoned.fault()));
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
