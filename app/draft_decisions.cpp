#include "app/draft_decisions.h"

#include "app/billed_group.h"
#include "app/credit_run.h"
#include "app/intake.h"
#include "app/names.h"
#include "app/issuing.h"
#include "app/one_document.h"
#include "billing/einvoice/present.h"
#include "billing/pending.h"

#include <algorithm>

namespace earned::app {

namespace {

// A draft where it was found.
struct FoundDraft {
    std::int64_t home = 0;
    Home folded;
    std::size_t group = 0, draft = 0;
    const Group& its_group() const { return folded.groups[group]; }
    const DocumentDraft& what() const { return its_group().drafts[draft]; }
    std::string where() const { return "draft " + what().name.text(); }
};

FoundDraft must_wait(Book& book, const DraftOrder& order)
{
    const db::Key key{db::KeyKind::invoice, order.name.text()};
    FoundDraft found;
    found.home = home_of_key(book.store(), key);
    if (found.home != 0) found.folded = book.folded(book.store(), found.home);
    for (found.group = 0; found.group < found.folded.groups.size(); ++found.group) {
        const std::vector<DocumentDraft>& drafts = found.its_group().drafts;
        for (found.draft = 0; found.draft < drafts.size(); ++found.draft) {
            const DocumentDraft& draft = drafts[found.draft];
            if (draft.name != order.name) continue;
            if (draft.decided)
                throw Refused({.code = "draft-decided",
                               .where = found.where(),
                               .what = draft.issued_as.empty()
                                           ? "it was rejected or withdrawn on " + draft.decided->date.text()
                                           : "it was issued as " + draft.issued_as.text(),
                               .hint = "`earned invoice drafts` shows those that wait"});
            if (order.date < draft.at.date)
                throw Refused({.code = "draft-before",
                               .where = found.where(),
                               .what = "it was drafted for " + draft.at.date.text() + ", and would be decided on " +
                                       order.date.text(),
                               .hint = "decide it on that day or later"});
            if (found.its_group().fault) throw Refused(*found.its_group().fault);
            return found;
        }
    }
    throw Refused({.code = "draft-unknown",
                   .where = "draft " + order.name.text(),
                   .what = "no draft has this name",
                   .hint = "`earned invoice drafts` shows those that wait"});
}

void must_be_another(const FoundDraft& found, const std::string& by)
{
    if (!found.what().two || found.what().by != by) return;
    throw Refused({.code = "four-eyes",
                   .where = found.where(),
                   .what = by + " made it, and the rules ask that somebody else approves it",
                   .hint = "let another person approve it"});
}

Refused overtaken(const FoundDraft& found, const std::string& what)
{
    return Refused({.code = "draft-overtaken",
                    .where = found.where(),
                    .what = what,
                    .hint = "reject it, and the next bill run drafts what is owed then"});
}

const LineTerms& in_force(const FoundDraft& found, const Terms& terms, const LineId& line, Date day)
{
    const Group& group = found.its_group();
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        if (group.contracts[place].id != found.what().contract) continue;
        const std::vector<LineLife>& lives = group.contracts[place].lines;
        for (std::size_t at = 0; at < lives.size(); ++at) {
            if (lives[at].id != line) continue;
            std::size_t version = 0;
            while (version + 1 < lives[at].versions.size() && lives[at].versions[version + 1].from.date <= day)
                ++version;
            return terms.contracts[place].lines[at][version];
        }
    }
    CHECK(false, "a draft shows lines of its contract");
    return terms.contracts.front().lines.front().front();
}

bool same_tax(const std::optional<TaxTerms>& one, const std::optional<TaxTerms>& other)
{
    if (!one || !other) return one.has_value() == other.has_value();
    return one->rate == other->rate && one->category == other->category;
}

// The earliest of its lines' due dates, from the day it is issued.
Date due_from(const Book& book, const FoundDraft& found, const Terms& terms, Date date)
{
    std::optional<Date> due;
    for (const IssuedLine& line : found.what().lines) {
        const LineTerms& now = in_force(found, terms, line.line, date);
        if (!same_tax(tax_invoiced_on(in_force(found, terms, line.line, found.what().at.date), found.what().at.date),
                      tax_invoiced_on(now, date)))
            throw overtaken(found, "the tax of line " + line.line.text() + " is another on " + date.text());
        const Date of_line = now.payment.due(date);
        due = due ? std::min(*due, of_line) : of_line;
    }
    const EntityDefined* entity = book.reference().entity(found.its_group().entity, date);
    return entity == nullptr ? due.value_or(date) : business_day(*entity, due.value_or(date));
}

std::optional<PaymentTerms> terms_borne(const FoundDraft& found, const Terms& terms, Date date)
{
    const Contract* contract = found.its_group().contract(found.what().contract);
    for (const IssuedLine& line : found.what().lines) {
        const LineTerms& now = in_force(found, terms, line.line, date);
        if (contract != nullptr && gives_discount(*contract, now)) return now.payment;
    }
    return std::nullopt;
}

// Of an invoice, or of a credit note that a bill run drafted.
BilledDocument document_of_draft(const Book& book, const FoundDraft& found, const DraftOrder& order)
{
    const Group& group = found.its_group();
    const DocumentDraft& draft = found.what();
    const BilledGroup now = billed_of(book, group, order.date);
    const billing::WaitingDrafts waiting = billing::waiting_drafts(group, now.terms, now.billed);
    if (std::find(waiting.standing.begin(), waiting.standing.end(), &draft) == waiting.standing.end())
        throw overtaken(found, "its contract has changed, and would be invoiced otherwise");
    BilledDocument document{.home = found.home, .customer = found.folded.customer, .currency = group.currency};
    const bool credit = !draft.of.empty();
    document.draft = {.credit = credit,
                      .of = draft.of,
                      .contract = draft.contract,
                      .entity = group.entity,
                      .date = order.date,
                      .due = order.date,
                      .reason = draft.why,
                      .settle = draft.settle,
                      .early_payment = draft.early_payment};
    document.draft.lines = draft.lines;
    if (!credit) document.draft.due = due_from(book, found, now.terms, order.date);
    if (!credit) document.draft.terms = terms_borne(found, now.terms, order.date);
    if (!credit && order.date != draft.at.date)
        document.draft.lines = billing::issued_later(now.terms, group, now.billed, draft);
    document.draft.what.resize(draft.lines.size());
    const einvoice::Known known{book.reference(), group, now.terms, now.billed};
    if (const auto fault = einvoice::unfit(known, std::span(&document.draft, 1))) throw Refused(*fault);
    return document;
}

CreditOrder order_of(const DocumentDraft& draft, const DraftOrder& order)
{
    const CreditProposed& proposed = *draft.proposal;
    return {.asked = {.invoice = proposed.invoice,
                      .line = proposed.line.value_or(LineId()),
                      .quantity = proposed.quantity,
                      .amount = proposed.amount,
                      .date = order.date,
                      .relates_to = proposed.relates_to},
            .settle = proposed.settle,
            .price = proposed.invoice_again ? Price::stays : Price::falls,
            .reason = proposed.reason,
            .by = draft.by,
            .draft = draft.name,
            .approved_by = order.by};
}

BilledDocument approve_credit(Book& book, const FoundDraft& found, const DraftOrder& order)
{
    const CreditOrder asked = order_of(found.what(), order);
    const Credited looked_at = credit(book, asked, Writing::left_out);
    const Money total = looked_at.note.net() + looked_at.note.tax();
    if (total.decimal() != found.what().proposal->total)
        throw overtaken(found, "it would be a credit note of " + total.text() + " now, and was proposed as " +
                                   found.what().proposal->total.text());
    return credit(book, asked).note;
}

}  // namespace

BilledDocument approve_draft(Book& book, const DraftOrder& order)
{
    const FoundDraft found = must_wait(book, order);
    must_be_another(found, order.by);
    if (found.what().proposal) return approve_credit(book, found, order);
    BilledDocument document = document_of_draft(book, found, order);
    write_one(book, document, found.what().by, [&](const BilledDocument& numbered) {
        Event event = issued_event(numbered, found.what().by);
        if (auto* invoice = std::get_if<InvoiceIssued>(&event.fact))
            invoice->draft = order.name;
        else
            std::get<CreditIssued>(event.fact).draft = order.name;
        if (order.by != found.what().by) event.approved_by = order.by;
        return std::vector{std::move(event)};
    });
    return document;
}

void reject_draft(Book& book, const DraftOrder& order)
{
    const FoundDraft found = must_wait(book, order);
    Event event{.source = "earned", .id = "rejected/" + order.name.text(), .by = order.by};
    event.date = order.date;
    event.fact = DraftRejected{order.name, order.reason};
    append_own(book, {std::move(event)});
}

}  // namespace earned::app
