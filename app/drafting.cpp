#include "app/drafting.h"

#include "app/by_ranges.h"
#include "billing/discount_note.h"
#include "billing/pending.h"
#include "billing/to_come.h"
#include "rules/approval.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace earned::app {

namespace {

constexpr int months_ahead = 13;  // of a plan: a year of documents, and the month in which it is made anew

Decimal total_of(const Group& group, const Draft& draft)
{
    Money total = Money::zero(group.currency);
    for (const IssuedLine& line : draft.lines) total += line.net + line.tax;
    return total.decimal();
}

// What a document is asked about before it is issued, once the earlier ones are.
DocumentFacts facts_of(const Group& group, const Contract& contract, const Draft& draft,
                       std::span<const Draft> earlier = {})
{
    const DocumentKind kind = draft.credit ? DocumentKind::credit_note : DocumentKind::invoice;
    DocumentFacts facts{.kind = kind, .date = draft.date, .first = !draft.credit};
    facts.total = total_of(group, draft);
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
    for (const Draft& one : earlier) {
        if (one.contract != contract.id || one.credit) continue;
        facts.first = false;
        for (const IssuedLine& line : one.lines) shown.insert(sku_of(line.line));
    }
    facts.new_product = std::any_of(draft.lines.begin(), draft.lines.end(),
                                    [&](const IssuedLine& line) { return !shown.contains(sku_of(line.line)); });
    return facts;
}

// Whether somebody is asked about a document of a later run, whichever of its kind that one has issued before it.
Result<bool> is_asked_about(const Policy& policy, const Group& group, const Draft& draft, DocumentFacts facts)
{
    const Contract& contract = *group.contract(draft.contract);
    for (;;) {
        const Result<int> persons = persons_to_approve(policy, group, contract, facts);
        if (!persons) return persons.fault();
        if (*persons > 0) return true;
        if (!facts.first && !facts.new_product) return false;
        (facts.first ? facts.first : facts.new_product) = false;
    }
}

bool shows_the_same(const Draft& one, const Draft& other)
{
    return one.contract == other.contract &&
           std::ranges::equal(one.lines, other.lines, {}, &IssuedLine::line, &IssuedLine::line);
}

// In the order of their numbers. Documents are large: they are moved once, when their places are known.
void put_in_order(std::vector<BilledDocument>& documents)
{
    using Key = std::tuple<Date, std::int64_t, std::string_view, bool, std::string_view>;
    const auto key_of = [](const BilledDocument* document) {
        const Draft& draft = document->draft;
        return Key(draft.date, document->home, draft.contract.text(), draft.credit, draft.of.text());
    };
    std::vector<BilledDocument*> order;
    for (BilledDocument& document : documents) order.push_back(&document);
    std::ranges::stable_sort(order, {}, key_of);
    std::vector<BilledDocument> sorted;
    sorted.reserve(documents.size());
    for (BilledDocument* document : order) sorted.push_back(std::move(*document));
    documents = std::move(sorted);
}

}  // namespace

Drafter::Drafter(Book& book, Date through, Date not_before, Approvals approvals, const BillPlans* plans)
    : book_(book), through_(through), not_before_(not_before), approvals_(approvals), plans_(plans)
{
    for (const Ledger& ledger : book.ledgers()) policies_.try_emplace(ledger.entity, book.policy(ledger));
}

Date Drafter::ahead() const
{
    return plans_ == nullptr ? through_ : through_.plus_months(months_ahead, through_.day());
}

DraftedPart Drafter::draft(db::Store& store, db::HomeRange range) const
{
    DraftedPart part;
    const auto fold = [&](std::int64_t number, const Home& home) { draft(number, home, part); };
    if (plans_ == nullptr) {
        book_.each_home(store, range, fold);
    } else {
        const std::vector<std::int64_t> others = draft_by_plans(store, range, part);
        if (static_cast<std::int64_t>(others.size()) == range.last - range.first + 1)
            book_.each_home(store, range, fold);
        else if (!others.empty())
            book_.each_home(store, others, fold);
    }
    put_in_order(part.documents);
    return part;
}

void Drafter::draft(std::int64_t number, const Home& home, DraftedPart& part) const
{
    HomePlan plan{.holds = plans_ != nullptr, .until = ahead(), .documents = {}};
    for (const Group& group : home.groups) {
        Result<std::vector<BilledDocument>> drafts = drafted(number, home, group, part.withdrawn, plan);
        if (drafts) {
            std::move(drafts->begin(), drafts->end(), std::back_inserter(part.documents));
        } else {
            part.left_out.emplace_back(group.id, drafts.fault());
            plan.holds = false;
        }
    }
    if (plans_ != nullptr) keep_plan(number, home, std::move(plan), part);
}

// What is due by plans that hold; the homes that have none.
std::vector<std::int64_t> Drafter::draft_by_plans(db::Store& store, db::HomeRange range, DraftedPart& part) const
{
    std::vector<std::int64_t> others;
    std::int64_t next = range.first;
    store.bill_plans(range, [&](const db::BillPlanRow& row) {
        for (; next < row.home; ++next) others.push_back(next);
        std::optional<BillPlan> plan = plans_->due(row);
        if (!plan) return;
        ++next;
        for (PlannedDocument& due : plan->documents)
            part.documents.push_back({row.home, plan->customer, due.currency, std::move(due.draft), "", 0});
    });
    for (; next <= range.last; ++next) others.push_back(next);
    return others;
}

void Drafter::keep_plan(std::int64_t number, const Home& home, HomePlan plan, DraftedPart& part) const
{
    part.folded.push_back(number);
    if (!plan.holds || plan.until < through_) return;
    std::ranges::stable_sort(plan.documents, {}, [](const PlannedDocument& one) { return one.draft.contract.text(); });
    part.plans.push_back({.home = number,
                          .basis = plans_->basis(),
                          .since = through_.serial(),
                          .until = plan.until.serial(),
                          .bytes = encode({home.customer, std::move(plan.documents)})});
}

void Drafter::each(const std::vector<db::HomeRange>& parts,
                   const std::function<void(std::size_t, DraftedPart)>& take) const
{
    by_ranges(
        book_, parts, [&](db::Store& store, db::HomeRange range) { return draft(store, range); }, take);
}

Result<std::vector<BilledDocument>> Drafter::drafted(std::int64_t number, const Home& home, const Group& group,
                                                     std::vector<WithdrawnDraft>& withdrawn, HomePlan& plan) const
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
    const Result<Billed> billed = bill(group, *terms, ahead(), std::max(ahead(), wanted_to_draft(group, through_)));
    if (!billed) return billed.fault();
    std::vector<Draft> drafts = drafts_of(number, group, *terms, *billed, withdrawn);
    if (const EntityDefined* entity = book_.reference().entity(group.entity, through_))
        for (Draft& each : drafts)
            if (!each.credit) each.due = business_day(*entity, each.due);
    const einvoice::Known known{book_.reference(), group, *terms, *billed};
    if (const std::optional<Fault> fault = einvoice::unfit(known, drafts)) return *fault;
    if (plan.holds) plan_ahead(policy->second, known, drafts, plan);
    const std::size_t count = drafts.size();
    Result<std::vector<BilledDocument>> documents = asked(policy->second, number, home, group, std::move(drafts));
    const auto waits = [](const BilledDocument& document) { return document.persons > 0; };
    if (documents && (documents->size() < count || std::ranges::any_of(*documents, waits))) plan.holds = false;
    return documents;
}

std::vector<Draft> Drafter::drafts_of(std::int64_t number, const Group& group, const Terms& terms, const Billed& billed,
                                      std::vector<WithdrawnDraft>& withdrawn) const
{
    for (const billing::OvertakenNote& note : billing::overtaken_notes(group, terms, through_, not_before_))
        withdrawn.push_back({.home = number, .name = note.number, .voided = note.date});
    if (group.drafts.empty()) return earned::draft(group, terms, billed, through_, not_before_);
    const billing::WaitingDrafts waiting = billing::waiting_drafts(group, terms, billed);
    for (const DocumentDraft* draft : waiting.overtaken)
        if (draft->at.date <= through_) withdrawn.push_back({.home = number, .name = draft->name});
    return billing::drafted_besides(group, terms, billed, waiting, through_, not_before_);
}

// Adds what is to come of the group to its home's plan, which ends before anything that the run then has to look at:
// a day on which something else is known of entity or customer, a document that somebody is asked about or that isn't
// fit to be sent.
void Drafter::plan_ahead(const Policy& policy, const einvoice::Known& known, std::span<const Draft> drafted,
                         HomePlan& plan) const
{
    const Group& group = known.group;
    std::optional<billing::ToCome> coming =
        billing::to_come(group, known.terms, known.billed, drafted, through_, plan.until);
    plan.holds = coming.has_value();
    if (!coming) return;
    plan.until = std::min(plan.until, coming->until);
    const std::vector<Date> changes =
        book_.reference().changes_after(group.entity, group.customer, std::nullopt, through_);
    if (!changes.empty()) plan.until = std::min(plan.until, changes.front().previous());
    const EntityDefined* entity = book_.reference().entity(group.entity, through_);
    DocumentFacts facts;
    const Draft* before = nullptr;
    for (Draft& each : coming->drafts) {
        if (plan.until < each.date) break;
        if (entity != nullptr) each.due = business_day(*entity, each.due);
        if (before == nullptr || !shows_the_same(*before, each))
            facts = facts_of(group, *group.contract(each.contract), each, drafted);
        before = &each;
        facts.date = each.date;
        facts.total = total_of(group, each);
        const Result<bool> is_asked = is_asked_about(policy, group, each, facts);
        if (!is_asked || *is_asked) plan.until = each.date.previous();
    }
    std::erase_if(coming->drafts, [&](const Draft& each) { return plan.until < each.date; });
    if (einvoice::unfit(known, coming->drafts)) {
        plan.holds = false;
        return;
    }
    for (Draft& each : coming->drafts) plan.documents.push_back({group.currency, std::move(each)});
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
            persons = each.asks_somebody ? std::max(*asks, 1) : *asks;
            if (persons > 0 && !each.credit) waiting.insert({each.contract, each.date});
            // Its invoice gets its number in this run, so that it can't be named by what waits: the next run asks.
            if (persons > 0 && each.of_drafted) continue;
        }
        documents.push_back({number, home.customer, group.currency, std::move(each), "", persons});
    }
    return documents;
}

}  // namespace earned::app
