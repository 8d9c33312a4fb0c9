// An invoice or a credit note explained: its lines, its tax, when it is due, and what paid it.
#include "app/explain_parts.h"

#include "billing/collect/cascade.h"
#include "billing/collect/match.h"
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
        if (why.decision != nullptr && why.decision->decision == decision) page.named(label, rule_text(why));
}

void add_line(Page& page, const Subject& subject, const Result<Reckoned>& reckoned, const Document& document,
              const IssuedLine& line)
{
    page.named({line.line.text(), line.line.text()},
               line.net.text() + " net, " + line.tax.text() + " tax, " + (line.net + line.tax).text() + " in all");
    const LineTerms* terms = reckoned ? terms_of(subject, *reckoned, document, line.line) : nullptr;
    if (terms == nullptr) return;
    for (const BillItem& item : reckoned->billed.items) {
        if (item.line != line.line || item.contract != document.contract || item.date != document.at.date) continue;
        page.named({"for", "内容"},
                   item.what + ", " + item.net.text() +
                       (item.covers ? ", for " + item.covers->first.text() + " to " + item.covers->last.text() : "") +
                       ", brought about by " + subject.traced.event(item.event));
    }
    const bool by_rule = std::any_of(terms->why.begin(), terms->why.end(), [](const Why& why) {
        return why.decision != nullptr && why.decision->decision == "billing_plan";
    });
    page.named({"plan", "开票计划"}, std::string(word(terms->billing.plan.value_or(BillingPlan::none))) +
                                         (by_rule ? "" : ", as the contract itself says"));
    add_rule(page, *terms, "billing_plan", {"by rule", "依据规则"});
    if (terms->tax)
        page.named({"tax", "税"}, line.net.text() + " x " + terms->tax->rate.text() +
                                      (terms->tax->included ? ", included in the price" : ", on top") +
                                      (terms->tax->category.empty() ? "" : ", category " + terms->tax->category));
    else
        page.named({"tax", "税"}, "none");
    add_rule(page, *terms, "tax", {"by rule", "依据规则"});
    if (!document.credit) {
        page.named({"terms", "付款条件"},
                   terms->payment.text() + ": due on " + terms->payment.due(document.at.date).text());
        add_rule(page, *terms, "payment_terms", {"by rule", "依据规则"});
    }
}

// As it was recorded; a match that says nothing is found again in what was known before it.
std::string recorded_evidence(const PaymentApplied& applied)
{
    std::string text = "found by " + applied.step;
    if (!applied.evidence.empty()) text += (applied.step.empty() ? "" : ": ") + applied.evidence;
    if (applied.confidence != Confidence::none)
        text += ", confidence " + std::string(billing::name(applied.confidence));
    return text;
}

std::string evidence_of(const Subject& subject, const Event& applied, const PaymentId& payment,
                        const InvoiceId& invoice)
{
    const PaymentApplied& fact = std::get<PaymentApplied>(applied.fact);
    if (!fact.step.empty() || !fact.evidence.empty()) return recorded_evidence(fact);
    std::vector<Event> before;
    for (const auto& [number, event] : subject.traced.events)
        if (event.batch < applied.batch) before.push_back(event);
    for (const Match& match : match(fold(subject.book.reference(), before), applied.date))
        if (match.payment == payment && match.invoice == invoice) return "found by " + match.evidence;
    return "as the event says";
}

void add_payments(Page& page, const Subject& subject, const Document& document)
{
    for (const Collected& paid : subject.group.cash) {
        if (paid.invoice != document.number) continue;
        const auto event = subject.traced.events.find(paid.event);
        std::string text =
            paid.amount.text() + " of payment " + paid.payment.text() + ", by " + subject.traced.event(paid.event);
        if (event != subject.traced.events.end() && std::holds_alternative<PaymentApplied>(event->second.fact))
            text += "; " + evidence_of(subject, event->second, paid.payment, document.number);
        page.named({paid.at.date.text(), paid.at.date.text()}, text);
        for (const Receipt& receipt : subject.traced.home.receipts)
            if (receipt.payment == paid.payment)
                page.named({}, "received " + receipt.amount.text() + " on " + receipt.at.date.text() + ", by " +
                                   subject.traced.event(receipt.event) +
                                   (receipt.reference.empty() ? "" : ", reference " + receipt.reference));
    }
    for (const Document& credit : subject.group.documents)
        if (credit.credit && credit.of == document.number)
            page.named({credit.at.date.text(), credit.at.date.text()},
                       "credited by " + credit.number.text() + ": " + abs(credit.net() + credit.tax()).text() +
                           (credit.reason.empty() ? "" : " (" + credit.reason + ")"));
    for (const Writeoff& writeoff : subject.group.writeoffs)
        if (writeoff.invoice == document.number)
            page.named({writeoff.at.date.text(), writeoff.at.date.text()},
                       writeoff.amount.text() + " written off, by " + subject.traced.event(writeoff.event));
}

void add_open(Page& page, const Subject& subject, const Document& document)
{
    page.heading({"Paid and open", "已收与未收"});
    add_payments(page, subject, document);
    for (const OpenInvoice& open : open_invoices(subject.traced.home, subject.as_of)) {
        if (open.invoice->number != document.number) continue;
        page.line(open.total.text() + " invoiced, less " + open.paid.text() + " paid, " + open.credited.text() +
                  " credited and " + open.written_off.text() + " written off: " + open.open.text() + " open on " +
                  subject.as_of.text() + ".");
        if (open.open.sign() > 0) {
            const int days = subject.as_of - document.due;
            page.line(days > 0 ? "It is " + counted(days, "day", "days") + " past its due date."
                               : "It is not past its due date.");
        }
        return;
    }
    page.line("It is not open on " + subject.as_of.text() + ".");
}

}  // namespace

void explain_document(Page& page, const Subject& subject, const Document& document)
{
    page.title(document.credit ? Label{"Credit note", "红字发票"} : Label{"Invoice", "发票"},
               document.number.text() + page.in({", as of ", "，截至 "}) + subject.as_of.text());
    page.named({"customer", "客户"}, subject.group.customer.text());
    page.named({"contract", "合同"}, document.contract.text());
    page.named({"issued", "开具"}, document.at.date.text() + ", by " + subject.traced.event(document.event));
    if (document.credit)
        page.named({"lowers", "冲减"}, document.of.text() + (document.reason.empty() ? "" : ": " + document.reason));
    else
        page.named({"due", "到期"}, document.due.text());
    if (document.approved) page.named({"approved", "批准"}, document.approved->date.text());
    if (document.voided) page.named({"void", "作废"}, "since " + document.voided->date.text());
    page.named({"amount", "金额"}, document.net().text() + " net, " + document.tax().text() + " tax, " +
                                       (document.net() + document.tax()).text() + " " + subject.group.currency.code());
    page.heading({"Lines", "明细"});
    const Result<Reckoned> reckoned = reckon(subject);
    for (const IssuedLine& line : document.lines) add_line(page, subject, reckoned, document, line);
    if (!reckoned) page.line("The contract is in fault, so its rules can't be shown: " + reckoned.fault().text());
    if (!document.credit) add_open(page, subject, document);
}

}  // namespace earned::app
