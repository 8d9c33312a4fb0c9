#include "app/matching_run.h"

#include "app/run_chain.h"
#include "app/intake.h"
#include "app/matched_part.h"
#include "app/withholding.h"

#include <algorithm>

namespace earned::app {

namespace {

constexpr std::int64_t across_homes = 0;  // the part; those of ranges of homes are numbered from 1

// Found in a home: the match, and the customer whose home it is.
struct HomeMatch {
    Match match;
    CustomerId customer;
};

std::vector<Event> match_events(const HomeMatch& found, std::int64_t batch, const std::string& by)
{
    const Match& match = found.match;
    const std::string id = "match/" + match.payment.text() + "/" + match.invoice.text() + "/" + std::to_string(batch);
    if (match.step == withholding_step)
        return withheld_events({.payment = match.payment,
                                .customer = found.customer,
                                .invoice = match.invoice,
                                .tax = match.amount,
                                .date = match.date,
                                .by = by,
                                .id = id,
                                .evidence = match.evidence});
    return {{.source = "earned",
             .id = id,
             .by = by,
             .date = match.date,
             .fact = PaymentApplied{match.payment, match.invoice, match.amount.decimal(), match.step, match.evidence,
                                    Confidence::high}}};
}

// Looks through all homes, some at a time.
class HomeMatches {
public:
    // `unmatched` has each home of which nothing is matched.
    HomeMatches(Book& book, Date through, const MatchSeen& seen, Book::HomeSeen unmatched = {})
        : book_(book),
          through_(through),
          seen_(seen),
          unmatched_(std::move(unmatched)),
          homes_(book.store().next_home() - 1),
          withholding_(book)
    {
    }

    using PartSeen = std::function<void(std::int64_t part, db::HomeRange homes, const std::vector<HomeMatch>& found)>;
    std::int64_t each_part(Progress& progress, const PartSeen& seen)
    {
        std::int64_t matches = 0, part = 0;
        progress.total(homes_);
        for (std::int64_t first = 1; first <= homes_; first += homes_a_part) {
            const db::HomeRange range{first, std::min(homes_, first + homes_a_part - 1)};
            const std::vector<HomeMatch> found = matches_of(range);
            matches += static_cast<std::int64_t>(found.size());
            seen(++part, range, found);
            progress.advance(range.last - range.first + 1);
        }
        return matches;
    }
    std::int64_t homes() const { return homes_; }
    const std::vector<std::int64_t>& matched() const { return matched_; }  // homes, in order

private:
    std::vector<HomeMatch> matches_of(db::HomeRange range)
    {
        std::vector<HomeMatch> found;
        const auto withheld = [&](const Home& home, const Group& group, const Document& document) {
            return withholding_.of(home, group, document);
        };
        book_.each_home(book_.store(), range, [&](std::int64_t number, const Home& home) {
            std::vector<Match> matches = earned::match(home, through_, withheld);
            if (matches.empty() && unmatched_) unmatched_(number, home);
            if (!matches.empty()) matched_.push_back(number);
            for (Match& match : matches) {
                seen_(home, match);
                found.push_back({std::move(match), home.customer});
            }
        });
        return found;
    }

    Book& book_;
    Date through_;
    const MatchSeen& seen_;
    Book::HomeSeen unmatched_;
    std::int64_t homes_;
    std::vector<std::int64_t> matched_;
    Withholding withholding_;
};

// The run's rows: begun with the first part that has something, sealed after the last.
class MatchRecord {
public:
    MatchRecord(Book& book, Date through, std::string by) : book_(book), by_(std::move(by))
    {
        wanted_ = {.kind = "match", .through = through.serial(), .known_at = book.known_at(), .by = by_};
        const auto open = book.store().open_run();
        if (!open) return;
        if (open->kind != wanted_.kind || open->through != wanted_.through) throw unfinished(*open);
        row_ = *open;
        for (const db::RunPart& part : book.store().run_parts(row_.run)) written_.push_back(part.part);
    }

    // A part that a killed run wrote has nothing more to say.
    void write(std::int64_t part, db::HomeRange homes, std::vector<Event> events)
    {
        if (events.empty() || std::find(written_.begin(), written_.end(), part) != written_.end()) return;
        db::Store& store = book_.store();
        if (row_.run == 0) row_ = store.begin_run(wanted_);
        store.transact([&] {
            const std::vector<db::EventRow> rows = append_placed(store, std::move(events));
            store.add_run_part(row_.run, matched_part(part, homes, rows));
            store.seal_batch(store.open_batch());
        });
    }

    std::int64_t seal()
    {
        if (row_.run == 0) return 0;
        db::Store& store = book_.store();
        chain(store, row_);
        store.transact([&] { store.seal_run(row_, {}); });
        return row_.run;
    }

    const std::string& by() const { return by_; }

private:
    Book& book_;
    std::string by_;
    db::RunRow wanted_, row_;
    std::vector<std::int64_t> written_;
};

std::int64_t record_own(Book& book, HomeMatches& matches, MatchRecord& record, Progress& progress)
{
    return matches.each_part(progress,
                             [&](std::int64_t part, db::HomeRange homes, const std::vector<HomeMatch>& found) {
                                 std::vector<Event> events;
                                 const std::int64_t batch = book.store().open_batch();
                                 for (const HomeMatch& one : found)
                                     for (Event& event : match_events(one, batch, record.by()))
                                         events.push_back(std::move(event));
                                 record.write(part, homes, std::move(events));
                             });
}

}  // namespace

MatchRun match_all(Book& book, Date through, const std::string& by, const MatchSeen& seen, Progress& progress)
{
    MatchRecord record(book, through, by);
    CashGathering gathering(book, through);
    const auto gather = [&](std::int64_t number, const Home& home) { gathering.take(number, home); };
    HomeMatches matches(book, through, seen, gather);
    MatchRun run;
    run.applications = record_own(book, matches, record, progress);
    book.refresh();                                           // once: it reads what is known of the company anew
    book.each_home(book.store(), matches.matched(), gather);  // as they stand since
    run.proposed = propose_cash(book, std::move(gathering).gathered());
    std::vector<Event> events = confirmed_events(run.proposed, by, book.store().open_batch());
    for (const Event& event : events) run.applications += std::holds_alternative<PaymentApplied>(event.fact) ? 1 : 0;
    record.write(across_homes, {1, std::max<std::int64_t>(matches.homes(), 1)}, std::move(events));
    run.run = record.seal();
    book.refresh();
    return run;
}

std::int64_t match_through(Book& book, Date through, const std::string& by, const MatchSeen& seen, Progress& progress)
{
    MatchRecord record(book, through, by);
    HomeMatches matches(book, through, seen);
    const std::int64_t made = record_own(book, matches, record, progress);
    record.seal();
    book.refresh();
    return made;
}

std::int64_t preview_match(Book& book, Date through, const MatchSeen& seen, Progress& progress)
{
    return HomeMatches(book, through, seen)
        .each_part(progress, [](std::int64_t, db::HomeRange, const std::vector<HomeMatch>&) {});
}

void each_receipt_on_account(Book& book, Date as_of, const std::function<void(const Home&, const Receipt&)>& seen)
{
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        for (const Receipt& receipt : home.receipts)
            if (!receipt.open.is_zero() && receipt.at.date <= as_of) seen(home, receipt);
    });
}

}  // namespace earned::app
