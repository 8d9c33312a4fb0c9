#include "app/billing_run.h"

#include "app/bill_plans.h"
#include "app/billing_part.h"
#include "app/closing_run.h"
#include "app/draft_spool.h"
#include "app/drafting.h"
#include "app/in_order.h"
#include "app/intake.h"
#include "app/issuing.h"
#include "app/placing.h"
#include "app/run_chain.h"
#include "app/run_hash.h"
#include "app/turns.h"

#include <algorithm>
#include <iterator>
#include <map>
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
        const std::int64_t home = home_of_key(store, key);
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

// A part whose documents have their numbers, as it is written.
struct NumberedPart {
    std::size_t number = 0;
    std::int64_t first_event = 0;
    DraftedPart drafted;
    std::vector<db::EventRow> events;  // of the documents, in their order; then of what is withdrawn
    std::vector<db::Key> names;        // found by the events' identities: no rows of theirs are written
    std::vector<db::DocumentRow> rows;
    DocumentCounts counts;
};

// A run's documents: drafted and counted, then numbered and written part by part. Parts are numbered in their order
// and committed in it, so that a killed run leaves the first of them; between the two, several are made ready at once.
class Issuing {
public:
    Issuing(Book& book, const BillOrder& order, const DocumentSeen& seen, Progress& progress)
        : book_(book),
          order_(order),
          seen_(seen),
          progress_(progress),
          not_before_(not_before(book, order)),
          parts_(parts_of(book, order.only_customer, order.part_size))
    {
        progress.total(static_cast<std::int64_t>(parts_.size()) * 2);
    }

    BillRun run(const std::optional<db::RunRow>& open)
    {
        BillRun result{.resumed = open.has_value()};
        is_resumed_ = result.resumed;
        // A killed run has plans of parts that it wrote, and events may have come since it began.
        std::optional<BillPlans> plans;
        if (!open) plans.emplace(book_, order_.through, not_before_, goes_by());
        keeps_plans_ = !open && !book_.store().intake_is_open();
        const DocumentCounts all =
            draft(Drafter(book_, order_.through, not_before_, Approvals::asked, plans ? &*plans : nullptr), result);
        if (all.empty() && result.withdrawn + result.voided == 0 && !open) return result;
        row_ = open ? *open
                    : book_.store().begin_run({.kind = "bill",
                                               .book = order_.only_customer.text(),
                                               .through = order_.through.serial(),
                                               .known_at = book_.known_at(),
                                               .policy_hash = hash_of_policies(book_),
                                               .by = order_.by});
        result.run = row_.run;
        reserve(all);
        write_parts();
        seal();
        return result;
    }

private:
    // A plan doesn't tell what a run of one customer alone has issued: that run makes it anew.
    BillPlans::Use goes_by() const
    {
        return order_.only_customer.empty() ? BillPlans::Use::gone_by : BillPlans::Use::made_anew;
    }

    DocumentCounts draft(const Drafter& drafter, BillRun& result)
    {
        DocumentCounts all;
        drafter.each(parts_, [&](std::size_t at, DraftedPart part) {
            for (const BilledDocument& document : part.documents) ++all[series_of(document)][document.draft.date];
            for (const WithdrawnDraft& each : part.withdrawn) ++(each.voided ? result.voided : result.withdrawn);
            drafts_.put(at, part);
            std::move(part.left_out.begin(), part.left_out.end(), std::back_inserter(result.left_out));
            progress_.advance(1);
        });
        return all;
    }

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
        db::Store& store = book_.store();
        for (const db::RunPart& part : store.run_parts(row_.run)) done_[part.part] = part;
        batch_ = store.open_batch();
        next_event_ = store.next_event();
        const auto take = [&](std::size_t, const std::vector<BilledDocument>& documents) {
            for (const BilledDocument& document : documents) seen_(document);
            progress_.advance(1);
        };
        const int workers = parts_.size() == 1 ? 1 : workers_for(store, 0);
        if (workers == 1) {
            for (std::size_t at = 0; at < parts_.size(); ++at) take(at, write(store, at));
            return;
        }
        work_in_order(
            workers, parts_.size(), [&] { return book_.another_store(); },
            [&](const std::unique_ptr<db::Store>& own, std::size_t at) { return write(*own, at); }, take);
    }

    // The documents of the part; none where it was written before the run was interrupted.
    std::vector<BilledDocument> write(db::Store& store, std::size_t at)
    {
        try {
            numbering_.wait(at);
            NumberedPart part{.number = at};
            const auto written = done_.find(static_cast<std::int64_t>(at));
            if (written != done_.end())
                skip(written->second);
            else
                number(part);
            numbering_.done();
            if (written == done_.end()) make_rows(part);
            if (written == done_.end())
                write_part(store, part);
            else
                committing_.wait(at);
            committing_.done();
            return std::move(part.drafted.documents);
        } catch (...) {
            numbering_.fail(std::current_exception());
            committing_.fail(std::current_exception());
            throw;
        }
    }

    // What was written before the run was interrupted has its numbers.
    void skip(const db::RunPart& part)
    {
        DocumentCounts counts;
        read_into(counts, part.totals);
        for (const auto& [key, days] : counts)
            for (const auto& [date, count] : days) next_[key][date] += count;
    }

    void number(NumberedPart& part)
    {
        part.drafted = drafts_.take(part.number);
        part.first_event = next_event_;
        for (BilledDocument& document : part.drafted.documents) {
            const SeriesYear key = series_of(document);
            const std::int64_t rank = next_[key][document.draft.date]++;
            ++part.counts[key][document.draft.date];
            document.number = number_of(key, rank);
            part.rows.push_back(row_of(document, key, rank, row_.run));
            part.rows.back().event = next_event_++;
        }
        next_event_ += static_cast<std::int64_t>(part.drafted.withdrawn.size());
    }

    void make_rows(NumberedPart& part) const
    {
        std::vector<BilledDocument>& documents = part.drafted.documents;
        name_invoices(documents);
        for (const BilledDocument& document : documents) {
            part.names.push_back({db::KeyKind::invoice, document.number});
            add(part, document.home, issued_event(document, order_.by));
        }
        for (const WithdrawnDraft& draft : part.drafted.withdrawn)
            add(part, draft.home,
                draft.voided ? voided_event(draft.name, *draft.voided, order_.by)
                             : withdrawn_event(draft.name, order_.through, order_.by));
        if (!keeps_plans_) part.drafted.plans.clear();
        for (db::BillPlanRow& plan : part.drafted.plans) plan.run = row_.run;
        if (is_resumed_)
            for (std::int64_t home = parts_[part.number].first; home <= parts_[part.number].last; ++home)
                part.drafted.folded.push_back(home);
    }

    // A run's own documents are those that a plan tells of, or those after which one is made.
    void add(NumberedPart& part, std::int64_t home, Event event) const
    {
        event.batch = batch_;
        event.number = part.first_event + static_cast<std::int64_t>(part.events.size());
        part.events.push_back(stored_form(event));
        part.events.back().home = home;
        part.events.back().is_bill_news = false;
    }

    void write_part(db::Store& store, const NumberedPart& part)
    {
        store.transact_part([&] {
            store.put_bill_plans(part.drafted.folded, part.drafted.plans);
            if (!part.events.empty()) {
                store.add_events(part.events);
                route_waiting(store, part.names);
                store.add_documents(part.rows);
            }
            store.add_run_part(row_.run, {.part = static_cast<std::int64_t>(part.number),
                                          .homes = parts_[part.number],
                                          .hash = hash_of_documents(part.rows),
                                          .totals = written(part.counts)});
            committing_.wait(part.number);
        });
    }

    void seal()
    {
        db::Store& store = book_.store();
        chain(store, row_);
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
    Date not_before_;
    std::vector<db::HomeRange> parts_;
    bool is_resumed_ = false, keeps_plans_ = false;
    DraftSpool drafts_;
    db::RunRow row_;
    std::map<std::int64_t, db::RunPart> done_;  // written before the run was interrupted
    DocumentCounts next_;
    std::int64_t batch_ = 0, next_event_ = 0;
    Turns numbering_, committing_;
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
    const Drafter drafter(book, order.through, not_before(book, order));
    BillRun run;
    drafter.each(parts_of(book, order.only_customer, order.part_size), [&](std::size_t, DraftedPart part) {
        for (const BilledDocument& document : part.documents) seen(document);
        std::move(part.left_out.begin(), part.left_out.end(), std::back_inserter(run.left_out));
        progress.advance(1);
    });
    return run;
}

NextDay drafts_of_next_day(Book& book, Date through)
{
    const Drafter drafter(book, through, Date::dawn(), Approvals::left_out);
    DraftedPart part = drafter.draft(book.store(), {1, book.store().next_home() - 1});
    NextDay next{.date = Date::never(), .documents = {}, .voided = {}};
    for (const BilledDocument& document : part.documents) next.date = std::min(next.date, document.draft.date);
    for (const WithdrawnDraft& each : part.withdrawn)
        if (each.voided) next.date = std::min(next.date, *each.voided);
    std::erase_if(part.documents, [&](const BilledDocument& one) { return one.draft.date != next.date; });
    next.documents = std::move(part.documents);
    for (const WithdrawnDraft& each : part.withdrawn)
        if (each.voided == next.date) next.voided.push_back(each.name);
    return next;
}

void issue_in_case(Book& book, NextDay next)
{
    std::vector<BilledDocument>& documents = next.documents;
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
    for (const InvoiceId& note : next.voided) events.push_back(voided_event(note, next.date, "case"));
    append_own(book, std::move(events));
}

}  // namespace earned::app
