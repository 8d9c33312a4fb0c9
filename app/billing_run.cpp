#include "app/billing_run.h"

#include "app/billing_part.h"
#include "app/closing_run.h"
#include "app/intake.h"
#include "app/issuing.h"
#include "app/run_hash.h"
#include "billing/einvoice/present.h"
#include "billing/pending.h"
#include "rules/approval.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace earned::app {

namespace {

// A credit note of an invoice that is drafted with it learns that one's number.
void name_invoices(std::vector<BilledDocument>& documents)
{
    for (BilledDocument& document : documents) {
        if (!document.draft.of_drafted) continue;
        const auto invoice = std::find_if(documents.begin(), documents.end(), [&](const BilledDocument& other) {
            return !other.draft.credit && other.draft.contract == document.draft.contract &&
                   other.draft.date == *document.draft.of_drafted;
        });
        CHECK(invoice != documents.end(), "a credit note is drafted with its invoice, or after it");
        document.draft.of = InvoiceId(invoice->number);
    }
}

// What a document is asked about before it is issued.
DocumentFacts facts_of(const Group& group, const Contract& contract, const Draft& draft)
{
    DocumentFacts facts{.kind = DocumentKind::invoice, .date = draft.date, .first = true};
    Money total = Money::zero(group.currency);
    for (const IssuedLine& line : draft.lines) total += line.net + line.tax;
    facts.total = total.decimal();
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

// A case issues whatever is owed: its documents are its expectations.
enum class Approvals { asked, left_out };

struct WithdrawnDraft {
    std::int64_t home = 0;
    InvoiceId name;
};

// Drafts the documents of a range of homes. A contract is billed by the rules of its entity's first
// book: an invoice is one, books are many.
class Drafter {
public:
    Drafter(Book& book, Date through, Date not_before, Approvals approvals = Approvals::asked)
        : book_(book), through_(through), not_before_(not_before), approvals_(approvals)
    {
        for (const Ledger& ledger : book.ledgers()) policies_.try_emplace(ledger.entity, book.policy(ledger));
    }

    std::vector<BilledDocument> draft(db::HomeRange range)
    {
        std::vector<BilledDocument> documents;
        withdrawn_.clear();
        book_.each_home(book_.store(), range, [&](std::int64_t number, const Home& home) {
            for (const Group& group : home.groups) {
                Result<std::vector<BilledDocument>> drafts = draft(number, home, group);
                if (!drafts)
                    left_out_.emplace_back(group.id, drafts.fault());
                else
                    std::move(drafts->begin(), drafts->end(), std::back_inserter(documents));
            }
        });
        std::sort(documents.begin(), documents.end(),
                  [](const BilledDocument& a, const BilledDocument& b) { return rank_key(a) < rank_key(b); });
        return documents;
    }
    std::vector<std::pair<ContractId, Fault>>& left_out() { return left_out_; }
    const std::vector<WithdrawnDraft>& withdrawn() const { return withdrawn_; }  // of the range last drafted

private:
    Result<std::vector<BilledDocument>> draft(std::int64_t number, const Home& home, const Group& group)
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
        const Result<Billed> billed = bill(group, *terms, through_);
        if (!billed) return billed.fault();
        std::vector<Draft> drafts = drafts_of(number, group, *terms, *billed);
        if (const EntityDefined* entity = book_.reference().entity(group.entity, through_))
            for (Draft& each : drafts)
                if (!each.credit) each.due = business_day(*entity, each.due);
        const einvoice::Known known{book_.reference(), group, *terms, *billed};
        if (const std::optional<Fault> fault = einvoice::unfit(known, drafts)) return *fault;
        return asked(policy->second, number, home, group, std::move(drafts));
    }

    std::vector<Draft> drafts_of(std::int64_t number, const Group& group, const Terms& terms, const Billed& billed)
    {
        if (group.drafts.empty()) return earned::draft(group, terms, billed, through_, not_before_);
        const billing::WaitingDrafts waiting = billing::waiting_drafts(group, terms, billed);
        for (const DocumentDraft* draft : waiting.overtaken)
            if (draft->at.date <= through_) withdrawn_.push_back({number, draft->name});
        return billing::drafted_besides(group, terms, billed, waiting, through_, not_before_);
    }

    // Whom each invoice waits for. What a credit note takes back of one that waits, waits with it.
    Result<std::vector<BilledDocument>> asked(const Policy& policy, std::int64_t number, const Home& home,
                                              const Group& group, std::vector<Draft> drafts) const
    {
        std::vector<BilledDocument> documents;
        std::set<std::pair<ContractId, Date>> waiting;
        for (Draft& each : drafts) {
            int persons = 0;
            if (!each.credit && approvals_ == Approvals::asked) {
                const Contract& contract = *group.contract(each.contract);
                const Result<int> asks = persons_to_approve(policy, group, contract, facts_of(group, contract, each));
                if (!asks) return asks.fault();
                persons = *asks;
                if (persons > 0) waiting.insert({each.contract, each.date});
            }
            if (each.of_drafted && waiting.contains({each.contract, *each.of_drafted})) continue;
            documents.push_back({number, home.customer, group.currency, std::move(each), "", persons});
        }
        return documents;
    }

    static std::tuple<Date, std::int64_t, std::string, bool, std::string> rank_key(const BilledDocument& document)
    {
        const Draft& draft = document.draft;
        return {draft.date, document.home, draft.contract.text(), draft.credit, draft.of.text()};
    }

    Book& book_;
    Date through_, not_before_;
    Approvals approvals_;
    std::map<EntityId, Policy> policies_;
    std::vector<WithdrawnDraft> withdrawn_;
    std::vector<std::pair<ContractId, Fault>> left_out_;
};

// What is found late is dated after the last run: a document is not issued into the past.
Date not_before(Book& book, const BillOrder& order)
{
    Date earliest = Date::dawn();
    for (const db::RunRow& run : book.store().runs())
        if (run.kind == "bill" && run.book.empty())
            earliest = std::max(earliest, Date::from_serial(run.through).next());
    return std::min(earliest, order.through);
}

std::vector<db::HomeRange> parts_of(Book& book, const CustomerId& only, std::int64_t size)
{
    db::Store& store = book.store();
    std::vector<db::HomeRange> parts;
    if (!only.empty()) {
        const db::Key key{db::KeyKind::customer, only.text()};
        const std::int64_t home = store.homes_of(std::span(&key, 1)).front();
        if (home == 0) {
            throw Refused({.code = "customer-unknown",
                           .where = "customer " + only.text(),
                           .what = "no contract or payment names this customer",
                           .hint = "check the spelling, or leave --customer out"});
        }
        return {{home, home}};
    }
    const std::int64_t homes = store.next_home() - 1;
    for (std::int64_t first = 1; first <= homes; first += size)
        parts.push_back({first, std::min(homes, first + size - 1)});
    return parts;
}

// The run that is open, when it is this one; nothing when none is.
std::optional<db::RunRow> begun_before(Book& book, const BillOrder& order)
{
    const auto open = book.store().open_run();
    if (!open) return std::nullopt;
    const bool same =
        open->kind == "bill" && open->through == order.through.serial() && open->book == order.only_customer.text();
    if (!same) throw unfinished(*open);
    return open;
}

std::string policy_hash(Book& book)
{
    Sha256 hash;
    for (const Ledger& ledger : book.ledgers()) hash.add(book.policy_hash(ledger));
    return hash.hex();
}

// A run's documents: counted, then numbered and written part by part.
class Issuing {
public:
    Issuing(Book& book, const BillOrder& order, const DocumentSeen& seen, Progress& progress)
        : book_(book),
          order_(order),
          seen_(seen),
          progress_(progress),
          drafter_(book, order.through, not_before(book, order)),
          parts_(parts_of(book, order.only_customer, order.part_size))
    {
        progress.total(static_cast<std::int64_t>(parts_.size()) * 2);
    }

    BillRun run(const std::optional<db::RunRow>& open)
    {
        DocumentCounts all;
        std::int64_t withdrawn = 0;
        for (const db::HomeRange& part : parts_) {
            drafted_ = drafter_.draft(part);
            for (const BilledDocument& document : drafted_) ++all[series_of(document)][document.draft.date];
            withdrawn += static_cast<std::int64_t>(drafter_.withdrawn().size());
            progress_.advance(1);
        }
        BillRun result;
        result.withdrawn = withdrawn;
        result.left_out = std::move(drafter_.left_out());
        result.resumed = open.has_value();
        if (all.empty() && withdrawn == 0 && !open) return result;
        row_ = open ? *open
                    : book_.store().begin_run({.kind = "bill",
                                               .book = order_.only_customer.text(),
                                               .through = order_.through.serial(),
                                               .known_at = book_.known_at(),
                                               .policy_hash = policy_hash(book_),
                                               .by = order_.by});
        result.run = row_.run;
        reserve(all);
        write_parts();
        seal();
        return result;
    }

private:
    // The first number of each day of each series, from the run's block.
    void reserve(const DocumentCounts& all)
    {
        std::vector<db::NumberBlock> blocks;
        for (const auto& [key, days] : all) {
            std::int64_t count = 0;
            for (const auto& [date, documents] : days) count += documents;
            blocks.push_back({key.entity, key.series, key.year, count});
        }
        const std::vector<std::int64_t> firsts = book_.store().reserve_numbers(row_.run, blocks);
        std::size_t block = 0;
        for (const auto& [key, days] : all) {
            std::int64_t next = firsts[block++];
            for (const auto& [date, documents] : days) {
                next_[key][date] = next;
                next += documents;
            }
        }
    }

    void write_parts()
    {
        std::map<std::int64_t, db::RunPart> done;
        for (const db::RunPart& part : book_.store().run_parts(row_.run)) done[part.part] = part;
        for (std::size_t at = 0; at < parts_.size(); ++at) {
            const auto number = static_cast<std::int64_t>(at);
            if (const auto written = done.find(number); written != done.end()) {
                DocumentCounts counts;
                read_into(counts, written->second.totals);
                for (const auto& [key, days] : counts)
                    for (const auto& [date, count] : days) next_[key][date] += count;
            } else {
                if (parts_.size() > 1) drafted_ = drafter_.draft(parts_[at]);
                write_part(number, parts_[at]);
            }
            progress_.advance(1);
        }
    }

    void write_part(std::int64_t number, db::HomeRange range)
    {
        std::vector<db::DocumentRow> rows;
        std::vector<Event> events;
        DocumentCounts counts;
        for (BilledDocument& document : drafted_) {
            const SeriesYear key = series_of(document);
            const std::int64_t rank = next_[key][document.draft.date]++;
            ++counts[key][document.draft.date];
            document.number = number_of(key, rank);
            rows.push_back(row_of(document, key, rank, row_.run));
        }
        name_invoices(drafted_);
        for (const BilledDocument& document : drafted_) events.push_back(issued_event(document, order_.by));
        for (const WithdrawnDraft& draft : drafter_.withdrawn())
            events.push_back(withdrawn_event(draft.name, order_.through, order_.by));
        db::Store& store = book_.store();
        store.transact([&] {
            if (!events.empty()) {
                const std::int64_t first = append_unsealed(store, std::move(events));
                for (std::size_t at = 0; at < rows.size(); ++at) rows[at].event = first + static_cast<std::int64_t>(at);
                store.add_documents(rows);
            }
            store.add_run_part(
                row_.run, {.part = number, .homes = range, .hash = hash_of_documents(rows), .totals = written(counts)});
        });
        for (const BilledDocument& document : drafted_) seen_(document);
    }

    void seal()
    {
        db::Store& store = book_.store();
        std::vector<std::string> hashes;
        std::string totals;
        for (const db::RunPart& part : store.run_parts(row_.run)) {
            hashes.push_back(part.hash);
            totals += part.totals;
        }
        row_.previous_hash = head_of(store);
        row_.hash = hash_of_run(row_.run, row_.known_at, row_.policy_hash, totals, hashes, row_.previous_hash);
        store.transact([&] {
            store.seal_batch(store.open_batch());
            const auto wrong = store.check_run(row_.run);
            CHECK(wrong.empty(),
                  "a bill run that is to be sealed holds together: " + (wrong.empty() ? "" : wrong.front()));
            store.seal_run(row_, {});
        });
    }

    Book& book_;
    const BillOrder& order_;
    const DocumentSeen& seen_;
    Progress& progress_;
    Drafter drafter_;
    std::vector<db::HomeRange> parts_;
    std::vector<BilledDocument> drafted_;  // of the part last drafted
    db::RunRow row_;
    DocumentCounts next_;
};

}  // namespace

Money BilledDocument::net() const
{
    Money sum = Money::zero(currency);
    for (const IssuedLine& line : draft.lines) sum += line.net;
    return sum;
}

Money BilledDocument::tax() const
{
    Money sum = Money::zero(currency);
    for (const IssuedLine& line : draft.lines) sum += line.tax;
    return sum;
}

BillRun bill_through(Book& book, const BillOrder& order, const DocumentSeen& seen, Progress& progress)
{
    const auto open = begun_before(book, order);
    if (open) book.know_at(open->known_at);
    BillRun run = Issuing(book, order, seen, progress).run(open);
    book.refresh();
    return run;
}

BillRun preview_bill(Book& book, const BillOrder& order, const DocumentSeen& seen, Progress& progress)
{
    Drafter drafter(book, order.through, not_before(book, order));
    for (const db::HomeRange& part : parts_of(book, order.only_customer, order.part_size)) {
        for (const BilledDocument& document : drafter.draft(part)) seen(document);
        progress.advance(1);
    }
    return {.left_out = std::move(drafter.left_out())};
}

std::vector<BilledDocument> drafts_of_next_day(Book& book, Date through)
{
    Drafter drafter(book, through, Date::dawn(), Approvals::left_out);
    std::vector<BilledDocument> documents = drafter.draft({1, book.store().next_home() - 1});
    if (documents.empty()) return documents;
    const Date next = documents.front().draft.date;  // they come in order of their dates
    std::erase_if(documents, [&](const BilledDocument& document) { return document.draft.date != next; });
    return documents;
}

void issue_in_case(Book& book, std::vector<BilledDocument> documents)
{
    std::map<std::pair<std::string, bool>, std::int64_t> counted;
    std::vector<Event> events;
    for (BilledDocument& document : documents) {
        const std::string contract = document.draft.contract.text(),
                          stem = contract + (document.draft.credit ? "#credit" : "#");
        const auto [place, fresh] = counted.try_emplace({contract, document.draft.credit}, 0);
        if (fresh) {
            for (const Group& group : book.folded(book.store(), document.home).groups)
                for (const Document& issued : group.documents)
                    if (issued.contract == document.draft.contract && issued.credit == document.draft.credit &&
                        issued.number.text().starts_with(stem))
                        ++place->second;
        }
        document.number = stem + std::to_string(++place->second);
    }
    name_invoices(documents);
    for (const BilledDocument& document : documents) events.push_back(issued_event(document, "case"));
    append_own(book, std::move(events));
}

}  // namespace earned::app
