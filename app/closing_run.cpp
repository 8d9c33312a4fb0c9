#include "app/closing_run.h"

#include "app/read_back.h"
#include "app/run_chain.h"
#include "app/stale.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <sstream>
#include <thread>

namespace earned::app {

namespace {

constexpr int tries = 10;  // of a transaction that met another

Closing closing_for(const Book& book, const Ledger& ledger, const FiscalCalendar& calendar, Date through)
{
    return {.calendar = &calendar,
            .through = through,
            .locked = book.reference().closed_periods(ledger.entity, ledger.book)};
}

Date ledger_posted_through(Book& book, const Ledger& ledger)
{
    const auto serial = book.store().posted_through(ledger.entity.text(), ledger.book.text());
    return Date::from_serial(static_cast<std::int32_t>(serial));
}

std::optional<db::RunRow> last_close(Book& book, const Ledger& ledger)
{
    std::optional<db::RunRow> last;
    for (db::RunRow& run : book.store().runs())
        if (run.kind == "close" && run.entity == ledger.entity.text() && run.book == ledger.book.text())
            last = std::move(run);
    return last;
}

// A run that was begun for something else must be finished first: by the same command.
db::RunRow begun(Book& book, const CloseOrder& order, bool& resumed)
{
    const FiscalCalendar calendar = book.reference().calendar(order.ledger.entity);
    const db::RunRow wanted{.kind = "close",
                            .entity = order.ledger.entity.text(),
                            .book = order.ledger.book.text(),
                            .period = calendar.period_of(order.through).packed(),
                            .through = order.through.serial(),
                            .known_at = book.known_at(),
                            .policy_hash = book.policy_hash(order.ledger),
                            .by = order.by};
    const auto open = book.store().open_run();
    if (!open) return book.store().begin_run(wanted);
    resumed = open->kind == wanted.kind && open->entity == wanted.entity && open->book == wanted.book &&
              open->through == wanted.through;
    if (!resumed) throw unfinished(*open);
    return *open;
}

void seal(Book& book, const CloseOrder& order, db::RunRow& run)
{
    db::Store& store = book.store();
    Totals totals;
    run.entries = run.lines = run.debits = run.credits = 0;
    std::vector<std::string> hashes;
    const std::vector<std::int64_t> unread = store.parts_unread(run.run);
    for (const db::RunPart& part : store.run_parts(run.run)) {
        if (std::binary_search(unread.begin(), unread.end(), part.part))
            store.transact_part([&] { confirm(store, run.run, part); });
        run.entries += part.entries;
        run.lines += part.lines;
        read_into(totals, part.totals);
        hashes.push_back(part.hash);
    }
    std::vector<db::TotalRow> rows;
    for (const auto& [key, sum] : totals) {
        rows.push_back({.run = run.run,
                        .entity = order.ledger.entity.text(),
                        .book = order.ledger.book.text(),
                        .currency = key.currency,
                        .period = key.period.packed(),
                        .role = static_cast<std::int16_t>(key.role),
                        .cause = static_cast<std::int16_t>(key.cause),
                        .debits = sum.debits,
                        .credits = sum.credits});
        run.debits += sum.debits;
        run.credits += sum.credits;
    }
    run.previous_hash = head_of(store);
    run.hash = hash_of_run(run.run, run.known_at, run.policy_hash, written(totals), hashes, run.previous_hash);
    store.seal_run(run, rows);
}

// Writes a part; what this worker wrote before is read back in the same, later, transaction.
void write_part(db::Store& store, const CloseOrder& order, std::int64_t known_at, std::int64_t run, std::int64_t number,
                db::HomeRange range, ClosedPart& part, std::optional<db::RunPart>& unread)
{
    std::vector<std::int64_t> periods;
    for (const db::EntryRow& entry : part.entries) periods.push_back(db::period_of_entry(entry.entry));
    std::sort(periods.begin(), periods.end());
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
    for (const std::int64_t period : periods) store.open_period(period);
    const db::RunPart row{.part = number,
                          .homes = range,
                          .entries = static_cast<std::int64_t>(part.entries.size()),
                          .lines = static_cast<std::int64_t>(part.lines.size()),
                          .hash = part.hash.hex(),
                          .totals = written(part.totals)};
    for (int attempt = 1;; ++attempt) {
        try {
            store.transact_part([&] {
                if (unread) confirm(store, run, *unread);
                store.add_entries(part.entries, part.lines);
                store.put_plans(part.plans);
                store.planned(part.planned, order.ledger.key(), known_at);
                store.add_run_part(run, row);
            });
            unread = row;
            return;
        } catch (const db::Retry&) {
            if (attempt == tries) throw;
        }
    }
}

// One worker works on the book's own session, several each on one of their own. The first failure
// stops the run; what other workers had begun ends with its own transaction.
template <class Work>
void run_workers(int jobs, Book& book, const Work& work)
{
    if (jobs <= 1) return work(book.store());
    std::vector<std::thread> workers;
    std::vector<std::exception_ptr> failures(static_cast<std::size_t>(jobs));
    for (int job = 0; job < jobs; ++job) {
        workers.emplace_back([&, job] {
            try {
                const auto own = book.another_store();
                work(*own);
            } catch (...) {
                failures[static_cast<std::size_t>(job)] = std::current_exception();
            }
        });
    }
    for (std::thread& worker : workers) worker.join();
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

db::HomeRange range_of(std::int64_t part, std::int64_t size, std::int64_t homes)
{
    return {part * size + 1, std::min(homes, (part + 1) * size)};
}

void count(Closed& closed, const ClosedPart& part)
{
    closed.groups += part.groups;
    closed.planned += part.planned_groups;
    closed.left_out.insert(closed.left_out.end(), part.left_out.begin(), part.left_out.end());
}

// Homes of one transaction. A month's rows are few: more homes at once spare the beginnings of many transactions; those
// of many months must fit in memory. A run that is taken up again goes on in the parts that it was begun with.
std::int64_t part_size_of(const CloseOrder& order, Date posted, const std::vector<db::RunPart>& begun)
{
    if (!begun.empty()) {
        const db::RunPart& part = begun.back();
        return part.part == 0 ? part.homes.last : (part.homes.first - 1) / part.part;
    }
    if (order.part_size > 0) return order.part_size;
    const bool few_months = Date::dawn() < posted && order.through < posted.plus_months(3, posted.day());
    return few_months ? 4 * homes_a_part : homes_a_part;
}

// Nothing to post, nothing learnt: no run is begun at all.
bool is_settled(Book& book, const CloseOrder& order, const std::optional<db::RunRow>& last, const Stale& stale,
                Date posted)
{
    return last && order.through <= posted && !stale.all && stale.homes.empty() && !book.store().open_run();
}

void count_only(Book& book, const CloseOrder& order, Closed& closed)
{
    book.store().plans({1, INT64_MAX}, order.ledger.key(), [&](const db::PlanRow& row) {
        ++closed.groups;
        if (row.lags) closed.left_out.push_back({row.home, ContractId(row.contract), lagging(row)});
    });
}

void refuse_locked(Book& book, const CloseOrder& order)
{
    const FiscalCalendar calendar = book.reference().calendar(order.ledger.entity);
    const Period period = calendar.period_of(order.through);
    if (!book.reference().closed(order.ledger.entity, order.ledger.book, period)) return;
    throw Refused(
        {.code = "period-locked",
         .where = order.ledger.key() + " " + period.text(),
         .what = "the period is locked",
         .hint = "close a later period, where late events are posted, or reopen this one by `earned reopen`"});
}

}  // namespace

int workers_for(const db::Store& store, int jobs)
{
    if (jobs > 0) return jobs;
    const unsigned cores = std::thread::hardware_concurrency();
    return store.is_postgres() ? static_cast<int>(std::clamp(cores, 1U, 16U)) : 1;
}

std::string kept(const Fault& fault)
{
    std::string text;
    for (const std::string* part : {&fault.code, &fault.where, &fault.what, &fault.hint}) {
        for (const char c : *part) text += c == '\n' ? ' ' : c;
        text += '\n';
    }
    return text;
}

Fault lagging(const db::PlanRow& row)
{
    Fault fault;
    std::istringstream parts(row.fault);
    for (std::string* part : {&fault.code, &fault.where, &fault.what, &fault.hint}) std::getline(parts, *part);
    return fault;
}

Closed close(Book& book, const CloseOrder& asked, Progress& progress)
{
    refuse_locked(book, asked);
    db::Store& store = book.store();
    const Date posted = ledger_posted_through(book, asked.ledger);
    CloseOrder order = asked;
    order.through = std::max(asked.through, posted);  // what is posted through a later day stays so
    const auto last = last_close(book, order.ledger);
    Closed closed;
    Stale stale = stale_since(book, order.ledger, last);
    if (is_settled(book, order, last, stale, posted)) {
        count_only(book, order, closed);
        return closed;
    }
    closed.run = begun(book, order, closed.resumed);
    if (closed.resumed) {
        book.know_at(closed.run.known_at);
        stale = stale_since(book, order.ledger, last);
    }
    const FiscalCalendar calendar = book.reference().calendar(order.ledger.entity);
    const Closing closing = prepared(closing_for(book, order.ledger, calendar, order.through));
    const Policy policy = book.policy(order.ledger);
    const std::vector<db::RunPart> begun_parts = store.run_parts(closed.run.run);
    const std::int64_t homes = store.next_home() - 1, size = part_size_of(order, posted, begun_parts);
    std::vector<std::int64_t> done;
    for (const db::RunPart& part : begun_parts) done.push_back(part.part);
    const PartCloser::Under under{
        book, order, policy, closing, stale, posted, closed.run.run, store.book_number(order.ledger.key()), nullptr};
    progress.total(homes);
    std::atomic<std::int64_t> next_part{0};
    std::mutex reporting;
    run_workers(workers_for(store, order.jobs), book, [&](db::Store& own) {
        PartCloser closer(under);
        std::optional<db::RunPart> unread;
        for (std::int64_t number = next_part++; number * size < homes; number = next_part++) {
            const db::HomeRange range = range_of(number, size, homes);
            if (std::find(done.begin(), done.end(), number) == done.end()) {
                ClosedPart part = closer.work(own, range);
                write_part(own, order, book.known_at(), closed.run.run, number, range, part, unread);
                const std::scoped_lock report(reporting);
                count(closed, part);
            }
            progress.advance(range.last - range.first + 1);
        }
    });
    std::sort(closed.left_out.begin(), closed.left_out.end(), [](const LeftOut& a, const LeftOut& b) {
        return std::tie(a.home, a.contract) < std::tie(b.home, b.contract);
    });
    seal(book, order, closed.run);
    if (closed.resumed) book.refresh();
    return closed;
}

Closed preview_close(Book& book, const CloseOrder& asked, const EntrySeen& seen)
{
    refuse_locked(book, asked);
    const Date posted = ledger_posted_through(book, asked.ledger);
    CloseOrder order = asked;
    order.through = std::max(asked.through, posted);
    const FiscalCalendar calendar = book.reference().calendar(order.ledger.entity);
    const Closing closing = prepared(closing_for(book, order.ledger, calendar, order.through));
    const Policy policy = book.policy(order.ledger);
    const Stale stale = stale_since(book, order.ledger, last_close(book, order.ledger));
    PartCloser closer({book, order, policy, closing, stale, posted, 0, 0, &seen});
    const std::int64_t homes = book.store().next_home() - 1, size = part_size_of(order, posted, {});
    Closed closed;
    for (std::int64_t number = 0; number * size < homes; ++number) {
        const ClosedPart part = closer.work(book.store(), range_of(number, size, homes));
        count(closed, part);
        closed.run.entries += static_cast<std::int64_t>(part.entries.size());
        closed.run.lines += static_cast<std::int64_t>(part.lines.size());
        for (const auto& [key, sum] : part.totals) {
            closed.run.debits += sum.debits;
            closed.run.credits += sum.credits;
        }
    }
    return closed;
}

}  // namespace earned::app
