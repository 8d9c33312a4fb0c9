#include "app/drafting.h"

#include "app/by_ranges.h"
#include "billing/einvoice/present.h"
#include "billing/pending.h"
#include "rules/approval.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace earned::app {

namespace {

// What a document is asked about before it is issued.
DocumentFacts facts_of(const Group& group, const Contract& contract, const Draft& draft)
{
    const DocumentKind kind = draft.credit ? DocumentKind::credit_note : DocumentKind::invoice;
    DocumentFacts facts{.kind = kind, .date = draft.date, .first = !draft.credit};
    Money total = Money::zero(group.currency);
    for (const IssuedLine& line : draft.lines) total += line.net + line.tax;
    facts.total = total.decimal();
    if (draft.credit) return facts;
    const auto sku_of = [&](const LineId& id) {
        const LineLife* life = contract.line(id);
        return life == nullptr || !life->versions.back().line.sku ? id.text() : life->versions.back().line.sku->text();
    };
    std::set<std::string> shown;
    for (const Document& document : group.documents) {
        if (document.contract != contract.id || document.credit || document.voided) continue;
        facts.first = false;
        for (const IssuedLine& line : document.lines) shown.insert(sku_of(line.line));
    }
    facts.new_product = std::any_of(draft.lines.begin(), draft.lines.end(),
                                    [&](const IssuedLine& line) { return !shown.contains(sku_of(line.line)); });
    return facts;
}

std::tuple<Date, std::int64_t, std::string, bool, std::string> rank_key(const BilledDocument& document)
{
    const Draft& draft = document.draft;
    return {draft.date, document.home, draft.contract.text(), draft.credit, draft.of.text()};
}

}  // namespace

Drafter::Drafter(Book& book, Date through, Date not_before, Approvals approvals)
    : book_(book), through_(through), not_before_(not_before), approvals_(approvals)
{
    for (const Ledger& ledger : book.ledgers()) policies_.try_emplace(ledger.entity, book.policy(ledger));
}

DraftedPart Drafter::draft(db::Store& store, db::HomeRange range) const
{
    DraftedPart part;
    book_.each_home(store, range, [&](std::int64_t number, const Home& home) {
        for (const Group& group : home.groups) {
            Result<std::vector<BilledDocument>> drafts = drafted(number, home, group, part.withdrawn);
            if (!drafts)
                part.left_out.emplace_back(group.id, drafts.fault());
            else
                std::move(drafts->begin(), drafts->end(), std::back_inserter(part.documents));
        }
    });
    std::sort(part.documents.begin(), part.documents.end(),
              [](const BilledDocument& a, const BilledDocument& b) { return rank_key(a) < rank_key(b); });
    return part;
}

void Drafter::each(const std::vector<db::HomeRange>& parts,
                   const std::function<void(std::size_t, DraftedPart)>& take) const
{
    by_ranges(
        book_, parts, [&](db::Store& store, db::HomeRange range) { return draft(store, range); }, take);
}

Result<std::vector<BilledDocument>> Drafter::drafted(std::int64_t number, const Home& home, const Group& group,
                                                     std::vector<WithdrawnDraft>& withdrawn) const
{
    const auto policy = policies_.find(group.entity);
    if (policy == policies_.end()) {
        return Fault{.code = "entity-unknown",
                     .where = "contract " + group.id.text(),
                     .what = "no entity '" + group.entity.text() + "' with a book is defined",
                     .hint = "send its entity.defined, with `books`"};
    }
    if (group.fault) return *group.fault;
    const Result<Terms> terms = decide(policy->second, group);
    if (!terms) return terms.fault();
    const Result<Billed> billed = bill(group, *terms, through_, wanted_to_draft(group, through_));
    if (!billed) return billed.fault();
    std::vector<Draft> drafts = drafts_of(number, group, *terms, *billed, withdrawn);
    if (const EntityDefined* entity = book_.reference().entity(group.entity, through_))
        for (Draft& each : drafts)
            if (!each.credit) each.due = business_day(*entity, each.due);
    const einvoice::Known known{book_.reference(), group, *terms, *billed};
    if (const std::optional<Fault> fault = einvoice::unfit(known, drafts)) return *fault;
    return asked(policy->second, number, home, group, std::move(drafts));
}

std::vector<Draft> Drafter::drafts_of(std::int64_t number, const Group& group, const Terms& terms, const Billed& billed,
                                      std::vector<WithdrawnDraft>& withdrawn) const
{
    if (group.drafts.empty()) return earned::draft(group, terms, billed, through_, not_before_);
    const billing::WaitingDrafts waiting = billing::waiting_drafts(group, terms, billed);
    for (const DocumentDraft* draft : waiting.overtaken)
        if (draft->at.date <= through_) withdrawn.push_back({number, draft->name});
    return billing::drafted_besides(group, terms, billed, waiting, through_, not_before_);
}

// Whom each document waits for. What a credit note takes back of an invoice that waits, waits with it.
Result<std::vector<BilledDocument>> Drafter::asked(const Policy& policy, std::int64_t number, const Home& home,
                                                   const Group& group, std::vector<Draft> drafts) const
{
    std::vector<BilledDocument> documents;
    std::set<std::pair<ContractId, Date>> waiting;
    for (Draft& each : drafts) {
        int persons = 0;
        const bool with_its_invoice = each.of_drafted && waiting.contains({each.contract, *each.of_drafted});
        if (with_its_invoice) continue;
        if (approvals_ == Approvals::asked) {
            const Contract& contract = *group.contract(each.contract);
            const Result<int> asks = persons_to_approve(policy, group, contract, facts_of(group, contract, each));
            if (!asks) return asks.fault();
            persons = *asks;
            if (persons > 0 && !each.credit) waiting.insert({each.contract, each.date});
            // Its invoice gets its number in this run, so that it can't be named by what waits: the next run asks.
            if (persons > 0 && each.of_drafted) continue;
        }
        documents.push_back({number, home.customer, group.currency, std::move(each), "", persons});
    }
    return documents;
}

}  // namespace earned::app
