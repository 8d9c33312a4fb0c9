#include "app/closing_run.h"

#include "app/run_hash.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <sstream>
#include <thread>

namespace earned::app {

namespace {

// Homes a transaction: large enough for bulk copies, small enough for memory that doesn't grow.
constexpr std::int64_t homes_a_part = 4000;

struct TotalKey {
    Period period;
    Role role;
    Cause cause;
    std::string currency;
    friend auto operator<=>(const TotalKey&, const TotalKey&) = default;
};
struct DebitsCredits { std::int64_t debits = 0, credits = 0; };
using Totals = std::map<TotalKey, DebitsCredits>;

std::string written(const Totals& totals)
{
    std::string text;
    for (const auto& [key, sum] : totals) {
        text += key.period.text() + ' ' + std::to_string(static_cast<int>(key.role)) + ' ' +
                std::to_string(static_cast<int>(key.cause)) + ' ' + key.currency + ' ' +
                std::to_string(sum.debits) + ' ' + std::to_string(sum.credits) + '\n';
    }
    return text;
}

void read_into(Totals& totals, const std::string& text)
{
    std::istringstream lines(text);
    std::string period, currency;
    int role = 0, cause = 0;
    DebitsCredits sum;
    while (lines >> period >> role >> cause >> currency >> sum.debits >> sum.credits) {
        const auto parsed = Period::parse(period);
        CHECK(parsed, "a run part's totals name a period");
        DebitsCredits& into = totals[{*parsed, static_cast<Role>(role), static_cast<Cause>(cause), currency}];
        into.debits += sum.debits;
        into.credits += sum.credits;
    }
}

std::int32_t packed(Period period) { return period.year() * 100 + period.number(); }

// What one part writes.
struct Part {
    std::vector<db::EntryRow> entries;
    std::vector<db::LineRow> lines;
    std::vector<db::PlanRow> plans;
    std::vector<std::int64_t> planned;
    Totals totals;
    std::vector<LeftOut> left_out;
    std::int64_t groups = 0, planned_groups = 0;
    PartHash hash;
};

// A home's groups, planned anew because it has news.
struct NewPlan {
    std::int32_t group = 0;   // 0: the home's own
    std::string contract;
    Result<Plan> plan;
};
struct NewsOfHome {
    std::int64_t home = 0;
    std::vector<NewPlan> plans;
};

// Works through one part: plans what is new, then walks the stored plans in key order.
class PartCloser {
public:
    PartCloser(const Book& book, const CloseOrder& order, const Policy& policy, const Closing& closing,
               Date book_posted_through, std::int64_t run, const EntrySeen* seen)
        : book_(book), order_(order), policy_(policy), closing_(closing),
          book_posted_through_(book_posted_through), run_(run), seen_(seen)
    {
    }

    std::string ledger_key() const { return order_.ledger.key(); }
    std::int64_t known_at() const { return book_.known_at(); }

    Part work(db::Store& store, db::HomeRange range)
    {
        part_ = Part{};
        const std::string ledger = order_.ledger.key();
        const auto dirty = store.dirty_homes(range, ledger, book_.known_at());
        std::vector<NewsOfHome> news = plan_anew(store, dirty);
        auto next = news.begin();
        home_ = 0;
        std::vector<db::PlanRow> old;
        const auto flush_before = [&](std::int64_t home) {
            for (; next != news.end() && next->home < home; ++next) {
                replace_all(*next, next->home == home_ ? std::span<const db::PlanRow>(old) : std::span<const db::PlanRow>());
            }
        };
        store.plans(range, ledger, [&](const db::PlanRow& row) {
            if (row.home != home_) {
                flush_before(row.home);
                start_home(row.home);
                old.clear();
            }
            if (next != news.end() && next->home == row.home) old.push_back(row);
            else post_quiet(row);
        });
        flush_before(INT64_MAX);
        start_home(0);
        part_.planned = dirty;
        return std::move(part_);
    }

private:
    std::vector<NewsOfHome> plan_anew(db::Store& store, const std::vector<std::int64_t>& dirty)
    {
        std::vector<NewsOfHome> news;
        std::vector<Event> history;
        const auto finish = [&](std::int64_t home) {
            if (!history.empty()) news.push_back({home, plans_of(fold(book_.reference(), history))});
            history.clear();
        };
        std::int64_t home = 0;
        store.events_of(dirty, book_.known_at(), [&](const db::EventRow& row) {
            if (row.home != home) finish(home);
            home = row.home;
            history.push_back(decode_stored(row));
        });
        finish(home);
        return news;
    }

    std::vector<NewPlan> plans_of(const Home& home) const
    {
        std::vector<NewPlan> plans;
        const bool own = home.groups.empty() ? !home.unapplied.empty() && is_first_ledger()
                                             : home.groups.front().entity == order_.ledger.entity;
        if (own && !home.unapplied.empty()) {
            plans.push_back({0, "", plan_home(home, order_.ledger.entity, order_.ledger.currency)});
        }
        std::int32_t number = 0;
        for (const Group& group : home.groups) {
            ++number;
            if (group.entity == order_.ledger.entity) plans.push_back({number, group.id.text(), plan(policy_, group)});
        }
        return plans;
    }

    // Cash of a home without contracts is the first entity's until a contract says whose it is.
    bool is_first_ledger() const
    {
        const auto entities = book_.reference().entities();
        return !entities.empty() && entities.front() == order_.ledger.entity;
    }

    void start_home(std::int64_t home)
    {
        if (home_ != 0) {
            part_.hash.add_home(home_, std::span(part_.entries).subspan(home_entries_),
                                std::span(part_.lines).subspan(home_lines_));
        }
        home_ = home;
        place_ = 0;
        home_entries_ = part_.entries.size();
        home_lines_ = part_.lines.size();
    }

    Date posted_through(const db::PlanRow& row) const
    {
        const Date own = Date::from_serial(row.posted_through);
        return row.lags ? own : std::max(own, book_posted_through_);
    }

    void post_quiet(const db::PlanRow& row)
    {
        ++part_.groups;
        if (row.lags) {
            part_.left_out.push_back({home_, ContractId(row.contract), fault_of(row)});
            return;
        }
        decode_plan(row.bytes, before_);
        write(before_, row.group, close_group(&before_, posted_through(row), before_, closing_));
    }

    static Fault fault_of(const db::PlanRow& row)
    {
        return {.code = "group-in-fault", .where = "contract " + row.contract, .what = row.fault,
                .hint = "correct it by a later event; the next close posts the group"};
    }

    void replace_all(NewsOfHome& news, std::span<const db::PlanRow> stored)
    {
        if (news.home != home_) start_home(news.home);
        for (NewPlan& fresh : news.plans) {
            const auto old = std::find_if(stored.begin(), stored.end(),
                                          [&](const db::PlanRow& row) { return row.group == fresh.group; });
            ++part_.groups;
            ++part_.planned_groups;
            replace(old == stored.end() ? nullptr : &*old, fresh);
        }
    }

    // Posts a group's new plan over its old one, and keeps it.
    void replace(const db::PlanRow* old, const NewPlan& fresh)
    {
        db::PlanRow row;
        if (old != nullptr) row = *old;
        row.home = home_;
        row.group = fresh.group;
        row.book = order_.ledger.key();
        row.entity = order_.ledger.entity.text();
        row.contract = fresh.contract;
        row.currency = order_.ledger.currency.code();
        row.batch = book_.known_at();
        const Date through = old != nullptr ? posted_through(*old) : Date::dawn();
        if (!fresh.plan) {
            row.posted_through = through.serial();
            row.lags = true;
            row.fault = fresh.plan.fault().text();
            part_.left_out.push_back({home_, ContractId(fresh.contract), fresh.plan.fault()});
            part_.plans.push_back(std::move(row));
            return;
        }
        const bool known = old != nullptr && !old->bytes.empty();
        if (known) decode_plan(old->bytes, before_);
        const Plan& after = *fresh.plan;
        write(after, fresh.group, close_group(known ? &before_ : nullptr, through, after, closing_));
        row.lags = false;
        row.fault.clear();
        row.posted_through = std::max(through, order_.through).serial();
        row.bytes = encode(after);
        row.obligations.clear();
        for (const Obligation& obligation : after.obligations) row.obligations.push_back(obligation.id.text());
        part_.plans.push_back(std::move(row));
    }

    void write(const Plan& plan, std::int32_t group, const Entries& entries)
    {
        for (const Entry& entry : entries) {
            if (seen_ != nullptr) (*seen_)(home_, plan, entry);
            const std::int64_t number = db::entry_number(packed(entry.period), run_, place_++);
            part_.entries.push_back({.home = home_, .entry = number, .run = run_, .group = group,
                                     .book = 0, .cause = static_cast<std::int16_t>(entry.cause),
                                     .first_cause = static_cast<std::int16_t>(entry.first_cause),
                                     .date = entry.date.serial(), .belongs_to = packed(entry.belongs_to),
                                     .event = entry.event});
            std::int16_t line = 0;
            for (const Balance& balance : entry.lines) {
                part_.lines.push_back({.home = home_, .entry = number, .line = ++line,
                                       .obligation = static_cast<std::int16_t>(balance.key.obligation),
                                       .role = static_cast<std::int16_t>(balance.key.role),
                                       .source = static_cast<std::int16_t>(balance.key.source),
                                       .minor = balance.minor, .functional = std::nullopt});
                DebitsCredits& sum = part_.totals[{entry.period, balance.key.role, entry.cause, plan.currency.code()}];
                (balance.minor > 0 ? sum.debits : sum.credits) += std::abs(balance.minor);
            }
        }
    }

    const Book& book_;
    const CloseOrder& order_;
    const Policy& policy_;
    const Closing& closing_;
    Date book_posted_through_;
    std::int64_t run_;
    const EntrySeen* seen_;
    Part part_;
    std::int64_t home_ = 0, place_ = 0;
    std::size_t home_entries_ = 0, home_lines_ = 0;
    Plan before_;
};


Closing closing_for(const Book& book, const Ledger& ledger, const FiscalCalendar& calendar, Date through)
{
    return {.calendar = &calendar, .through = through, .locked = book.reference().closed_periods(ledger.entity, ledger.book)};
}

// A run that was begun for something else must be finished first: by the same command.
db::RunRow begun(Book& book, const CloseOrder& order, bool& resumed)
{
    db::RunRow wanted{.kind = "close", .entity = order.ledger.entity.text(), .book = order.ledger.book.text(),
                      .through = order.through.serial(), .known_at = book.known_at(),
                      .policy_hash = book.policy_hash(order.ledger), .by = order.by};
    const auto open = book.store().open_run();
    if (!open) return book.store().begin_run(wanted);
    const bool same = open->kind == wanted.kind && open->entity == wanted.entity && open->book == wanted.book &&
                      open->through == wanted.through;
    if (!same) {
        throw Refused({.code = "run-unfinished", .where = "run " + std::to_string(open->run),
                       .what = "a " + open->kind + " of " + open->entity + "/" + open->book + " through " +
                               Date::from_serial(open->through).text() + " was begun and not finished",
                       .hint = "give that command again; it completes what was begun"});
    }
    resumed = true;
    return *open;
}

void seal(Book& book, const CloseOrder& order, db::RunRow& run)
{
    db::Store& store = book.store();
    Totals totals;
    run.entries = run.lines = run.debits = run.credits = 0;
    std::vector<std::string> hashes;
    for (const db::RunPart& part : store.run_parts(run.run)) {
        run.entries += part.entries;
        run.lines += part.lines;
        read_into(totals, part.totals);
        hashes.push_back(part.hash);
    }
    std::vector<db::TotalRow> rows;
    for (const auto& [key, sum] : totals) {
        rows.push_back({.run = run.run, .entity = order.ledger.entity.text(), .book = order.ledger.book.text(),
                        .currency = key.currency, .period = packed(key.period),
                        .role = static_cast<std::int16_t>(key.role), .cause = static_cast<std::int16_t>(key.cause),
                        .debits = sum.debits, .credits = sum.credits});
        run.debits += sum.debits;
        run.credits += sum.credits;
    }
    const auto sealed = store.runs();
    run.previous_hash = sealed.empty() ? "" : sealed.back().hash;
    run.hash = hash_of_run(run.run, run.known_at, run.policy_hash, written(totals), hashes, run.previous_hash);
    store.transact([&] {
        const auto wrong = store.check_run(run.run);
        CHECK(wrong.empty(), "a run that is to be sealed holds together: " + (wrong.empty() ? "" : wrong.front()));
        store.seal_run(run, rows);
    });
}

Part write_part(PartCloser& closer, db::Store& store, std::int64_t run, std::int64_t number, db::HomeRange range)
{
    Part part = closer.work(store, range);
    std::int64_t period = 0;
    for (const db::EntryRow& entry : part.entries) {
        const std::int64_t own = db::period_of_entry(entry.entry);
        if (own != period) store.open_period(period = own);
    }
    store.add_entries(part.entries, part.lines);
    store.put_plans(part.plans);
    store.planned(part.planned, closer.ledger_key(), closer.known_at());
    store.add_run_part(run, {.part = number, .homes = range, .entries = static_cast<std::int64_t>(part.entries.size()),
                             .lines = static_cast<std::int64_t>(part.lines.size()), .hash = part.hash.hex(),
                             .totals = written(part.totals)});
    return part;
}

// One worker works on the book's own session, several each on one of their own. The first failure
// stops the run; what other workers had begun ends with its own transaction.
template <class Work> void run_workers(int jobs, Book& book, const Work& work)
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

}  // namespace

Closed close(Book& book, const CloseOrder& order, Progress& progress)
{
    Closed closed;
    closed.run = begun(book, order, closed.resumed);
    book.know_at(closed.run.known_at);
    db::Store& store = book.store();
    const FiscalCalendar calendar = book.reference().calendar(order.ledger.entity);
    const Closing closing = closing_for(book, order.ledger, calendar, order.through);
    const Policy policy = book.policy(order.ledger);
    const Date posted = Date::from_serial(static_cast<std::int32_t>(
        store.posted_through(order.ledger.entity.text(), order.ledger.book.text())));
    const std::int64_t homes = store.next_home() - 1;
    std::vector<std::int64_t> done;
    for (const db::RunPart& part : store.run_parts(closed.run.run)) done.push_back(part.part);
    progress.total(homes);

    std::atomic<std::int64_t> next_part{0};
    std::mutex reporting;
    const auto work = [&](db::Store& own) {
        PartCloser closer(book, order, policy, closing, posted, closed.run.run, nullptr);
        for (;;) {
            const std::int64_t number = next_part++;
            const db::HomeRange range{number * homes_a_part + 1, std::min(homes, (number + 1) * homes_a_part)};
            if (range.first > homes) return;
            if (std::find(done.begin(), done.end(), number) == done.end()) {
                Part part;
                own.transact([&] { part = write_part(closer, own, closed.run.run, number, range); });
                const std::scoped_lock report(reporting);
                closed.groups += part.groups;
                closed.planned += part.planned_groups;
                closed.left_out.insert(closed.left_out.end(), part.left_out.begin(), part.left_out.end());
            }
            progress.advance(range.last - range.first + 1);
        }
    };
    run_workers(order.jobs, book, work);
    std::sort(closed.left_out.begin(), closed.left_out.end(),
              [](const LeftOut& a, const LeftOut& b) { return a.home < b.home; });
    seal(book, order, closed.run);
    return closed;
}

}  // namespace earned::app
