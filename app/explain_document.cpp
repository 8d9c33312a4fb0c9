// An invoice or a credit note explained: its lines, its tax, when it is due, and what paid it.
#include "app/explain_parts.h"

#include "app/explain_words.h"

#include "billing/collect/cascade.h"
#include "billing/collect/match.h"
#include "contract/settled_early.h"
#include "rules/words.h"

#include <algorithm>

namespace earned::app {

namespace {

// The line's terms as of the document, where the contract still has the line.
const LineTerms* terms_of(const Subject& subject, const Reckoned& reckoned, const Document& document, const LineId& id)
{
    const LineTerms* counts = nullptr;
    for (std::size_t c = 0; c < subject.group.contracts.size(); ++c) {
        const Contract& contract = subject.group.contracts[c];
        if (contract.id != document.contract) continue;
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            const LineLife& life = contract.lines[l];
            if (life.id != id) continue;
            for (std::size_t v = 0; v < life.versions.size() && v < reckoned.terms.contracts[c].lines[l].size(); ++v)
                if (v == 0 || life.versions[v].from <= document.at) counts = &reckoned.terms.contracts[c].lines[l][v];
        }
    }
    return counts;
}

void add_rule(Page& page, const LineTerms& terms, std::string_view decision, const Label& label)
{
    for (const Why& why : terms.why)
        if (why.decision != nullptr && why.decision->decision == decision) page.named(label, rule_text(page, why));
}

void add_line(Page& page, const Subject& subject, const Result<Reckoned>& reckoned, const Document& document,
              const IssuedLine& line)
{
    page.named({line.line.text(), line.line.text()},
               page.say({"{1} net, {2} tax, {3} in all", "不含税 {1}，税额 {2}，合计 {3}"},
                        {line.net.text(), line.tax.text(), (line.net + line.tax).text()}));
    const LineTerms* terms = reckoned ? terms_of(subject, *reckoned, document, line.line) : nullptr;
    if (terms == nullptr) return;
    for (const BillItem& item : reckoned->billed.items) {
        if (item.line != line.line || item.contract != document.contract || item.date != document.at.date) continue;
        page.named({"for", "内容"},
                   page.say({"{1}, {2}{3}, brought about by {4}", "{1}，{2}{3}，起因 {4}"},
                            {page.words(item.what), item.net.text(),
                             item.covers ? page.say({", for {1}", "，期间 {1}"}, {term_text(page, *item.covers)}) : "",
                             subject.traced.event(page, item.event)}));
    }
    const bool by_rule = std::any_of(terms->why.begin(), terms->why.end(), [](const Why& why) {
        return why.decision != nullptr && why.decision->decision == "billing_plan";
    });
    page.named({"plan", "开票计划"}, page.in(plan_words(terms->billing.plan.value_or(BillingPlan::none))) +
                                         (by_rule ? "" : page.in({", as the contract itself says", "，依合同约定"})));
    add_rule(page, *terms, "billing_plan", {"by rule", "依据规则"});
    if (terms->tax)
        page.named({"tax", "税"}, line.net.text() + " x " + terms->tax->rate.text() +
                                      page.in(terms->tax->included ? Label{", included in the price", "，价内"}
                                                                   : Label{", on top", "，价外"}) +
                                      (terms->tax->category.empty()
                                           ? ""
                                           : page.say({", category {1}", "，类别 {1}"}, {terms->tax->category})));
    else
        page.named({"tax", "税"}, page.in({"none", "无"}));
    add_rule(page, *terms, "tax", {"by rule", "依据规则"});
    if (!document.credit) {
        page.named({"terms", "付款条件"},
                   page.say({"{1}: due on {2}", "{1}：{2} 到期"},
                            {terms->payment.text(), terms->payment.due(document.at.date).text()}));
        add_rule(page, *terms, "payment_terms", {"by rule", "依据规则"});
    }
}

// As it was recorded; a match that says nothing is found again in what was known before it.
std::string recorded_evidence(const Page& page, const PaymentApplied& applied)
{
    std::string text = applied.step == "by_hand"
                           ? page.in({"decided by a person", "由人决定"})
                           : page.say({"found by {1}", "匹配方式 {1}"}, {page.words(applied.step)});
    if (!applied.evidence.empty())
        text += (applied.step.empty() ? "" : page.in({": ", "："})) + page.words(applied.evidence);
    if (applied.confidence != Confidence::none)
        text += page.say({", confidence {1}", "，可信度 {1}"},
                         {page.words(std::string(billing::name(applied.confidence)))});
    return text;
}

std::string evidence_of(const Page& page, const Subject& subject, const Event& applied, const PaymentId& payment,
                        const InvoiceId& invoice)
{
    const PaymentApplied& fact = std::get<PaymentApplied>(applied.fact);
    if (!fact.step.empty() || !fact.evidence.empty()) return recorded_evidence(page, fact);
    std::vector<Event> before;
    for (const auto& [number, event] : subject.traced.events)
        if (event.batch < applied.batch) before.push_back(event);
    for (const Match& match : match(fold(subject.book.reference(), before), applied.date))
        if (match.payment == payment && match.invoice == invoice)
            return page.say({"found by {1}", "匹配方式 {1}"}, {page.words(match.evidence)});
    return page.in({"as the event says", "依事件所述"});
}

// The credit note by which so much of a discount counts instead of the payment; null where it is the payment's own.
const Document* note_of(const Group& group, const Writeoff& discount)
{
    const auto note = std::ranges::find_if(group.documents, [&](const Document& document) {
        return document.early_payment && document.event == discount.event;
    });
    return note == group.documents.end() ? nullptr : &*note;
}

void add_payments(Page& page, const Subject& subject, const Document& document)
{
    for (const Collected& paid : subject.group.cash) {
        if (paid.invoice != document.number) continue;
        const auto event = subject.traced.events.find(paid.event);
        const std::string by = subject.traced.event(page, paid.event);
        std::string text =
            paid.exchanged == Money()
                ? page.say({"{1} of payment {2}, by {3}", "{1}，来自收款 {2}，依据 {3}"},
                           {paid.amount.text(), paid.payment.text(), by})
                : page.say({"{1} {2} for {3} {4} of payment {5}, by {6}", "{1} {2}，占用收款 {5} 的 {3} {4}，依据 {6}"},
                           {paid.amount.text(), paid.amount.currency().code(), paid.exchanged.text(),
                            paid.exchanged.currency().code(), paid.payment.text(), by});
        if (event != subject.traced.events.end() && std::holds_alternative<PaymentApplied>(event->second.fact))
            text += page.in({"; ", "；"}) + evidence_of(page, subject, event->second, paid.payment, document.number);
        page.named({paid.at.date.text(), paid.at.date.text()}, text);
        for (const Receipt& receipt : subject.traced.home.receipts)
            if (receipt.payment == paid.payment)
                page.named({}, page.say({"received {1} on {2}, by {3}{4}", "{2} 收到 {1}，依据 {3}{4}"},
                                        {receipt.amount.text() +
                                             (paid.exchanged == Money() ? "" : " " + receipt.amount.currency().code()),
                                         receipt.at.date.text(), subject.traced.event(page, receipt.event),
                                         receipt.reference.empty()
                                             ? ""
                                             : page.say({", reference {1}", "，附言 {1}"}, {receipt.reference})}));
    }
    for (const Document& credit : subject.group.documents)
        if (credit.credit && credit.of == document.number)
            page.named(
                {credit.at.date.text(), credit.at.date.text()},
                page.say(
                    {"credited by {1}: {2}{3}{4}", "由 {1} 冲红：{2}{3}{4}"},
                    {credit.number.text(), abs(credit.net() + credit.tax()).text(),
                     credit.reason.empty() ? "" : page.say({" ({1})", "（{1}）"}, {page.words(credit.reason)}),
                     credit.voided ? page.say({", voided on {1}", "，{1} 作废"}, {credit.voided->date.text()}) : ""}));
    for (const Writeoff& writeoff : subject.group.writeoffs)
        if (writeoff.invoice == document.number)
            page.named({writeoff.at.date.text(), writeoff.at.date.text()},
                       page.say({"{1} written off, by {2}", "坏账核销 {1}，依据 {2}"},
                                {writeoff.amount.text(), subject.traced.event(page, writeoff.event)}));
    for (const Writeoff& discount : discounts_let_go(subject.group)) {
        if (discount.invoice != document.number || subject.as_of < discount.at.date) continue;
        const Document* note = note_of(subject.group, discount);
        page.named({discount.at.date.text(), discount.at.date.text()},
                   note == nullptr
                       ? page.say({"{1} is the discount for early payment, by {2}", "现金折扣 {1}，依据 {2}"},
                                  {discount.amount.text(), subject.traced.event(page, discount.event)})
                       : page.say({"{1} of discount: credit note {2} has it", "现金折扣 {1}：计入红字账单 {2}"},
                                  {discount.amount.text(), note->number.text()}));
    }
}

void add_open(Page& page, const Subject& subject, const Document& document)
{
    page.heading({"Paid and open", "已收与未收"});
    add_payments(page, subject, document);
    for (const OpenInvoice& open : open_invoices(subject.traced.home, subject.as_of)) {
        if (open.invoice->number != document.number) continue;
        page.line(page.say(
            {"{1} invoiced, less {2} paid, {3} credited and {4} written off or taken as discount: {5} open on {6}.",
             "开票 {1}，减已收 {2}、冲红 {3}、坏账核销及现金折扣 {4}：{6} 未收 {5}。"},
            {open.total.text(), open.paid.text(), open.credited.text(), open.written_off.text(), open.open.text(),
             subject.as_of.text()}));
        if (open.open.sign() > 0) {
            const int days = subject.as_of - document.due;
            page.line(days > 0 ? page.say({"It is {1} past its due date.", "已逾期 {2} 天。"},
                                          {counted(days, "day", "days"), grouped(days)})
                               : page.in({"It is not past its due date.", "未逾期。"}));
        }
        return;
    }
    page.line(page.say({"It is not open on {1}.", "{1} 已无未收款。"}, {subject.as_of.text()}));
}

}  // namespace

void explain_document(Page& page, const Subject& subject, const Document& document)
{
    page.title(document.credit ? Label{"Credit note", "红字发票"} : Label{"Invoice", "发票"},
               document.number.text() + page.in({", as of ", "，截至 "}) + subject.as_of.text());
    page.named({"customer", "客户"}, subject.group.customer.text());
    page.named({"contract", "合同"}, document.contract.text());
    page.named({"issued", "开具"}, by_event(page, document.at.date.text(), subject.traced.event(page, document.event)));
    if (document.credit)
        page.named(
            {"lowers", "冲减"},
            document.of.text() + (document.reason.empty() ? "" : page.in({": ", "："}) + page.words(document.reason)));
    else
        page.named({"due", "到期"}, document.due.text());
    if (document.approved) page.named({"approved", "批准"}, document.approved->date.text());
    if (document.voided)
        page.named({"void", "作废"}, page.say({"since {1}", "自 {1}"}, {document.voided->date.text()}));
    page.named({"amount", "金额"}, page.say({"{1} net, {2} tax, {3} {4}", "不含税 {1}，税额 {2}，合计 {3} {4}"},
                                            {document.net().text(), document.tax().text(),
                                             (document.net() + document.tax()).text(), subject.group.currency.code()}));
    page.heading({"Lines", "明细"});
    const Result<Reckoned> reckoned = reckon(subject);
    for (const IssuedLine& line : document.lines) add_line(page, subject, reckoned, document, line);
    if (!reckoned)
        page.line(
            page.say({"The contract is in fault, so its rules can't be shown: {1}", "合同无法计算，规则从缺：{1}"},
                     {page.say(reckoned.fault())}));
    if (!document.credit) add_open(page, subject, document);
}

}  // namespace earned::app
