#include "app/matching_run.h"

#include "app/intake.h"

namespace earned::app {

namespace {

enum class Purpose { record, preview };

Event applied_event(const Match& match, std::int64_t batch, const std::string& by)
{
    Event event;
    event.source = "earned";
    event.id = "match/" + match.payment.text() + "/" + match.invoice.text() + "/" + std::to_string(batch);
    event.date = match.date;
    event.by = by;
    event.fact = PaymentApplied{match.payment, match.invoice, match.amount.decimal()};
    return event;
}

std::int64_t match_parts(Book& book, Date through, const std::string& by, Purpose deed, const MatchSeen& seen,
                         Progress& progress)
{
    const std::int64_t homes = book.store().next_home() - 1;
    std::int64_t matches = 0;
    progress.total(homes);
    for (std::int64_t first = 1; first <= homes; first += homes_a_part) {
        const db::HomeRange part{first, std::min(homes, first + homes_a_part - 1)};
        std::vector<Match> found;
        book.each_home(book.store(), part, [&](std::int64_t, const Home& home) {
            for (Match& match : earned::match(home, through)) {
                seen(home, match);
                found.push_back(std::move(match));
            }
        });
        matches += static_cast<std::int64_t>(found.size());
        progress.advance(part.last - part.first + 1);
        if (deed == Purpose::preview || found.empty()) continue;
        std::vector<Event> events;
        const std::int64_t batch = book.store().open_batch();
        for (const Match& match : found) events.push_back(applied_event(match, batch, by));
        append_own(book, std::move(events));
    }
    return matches;
}

}  // namespace

std::int64_t match_through(Book& book, Date through, const std::string& by, const MatchSeen& seen, Progress& progress)
{
    return match_parts(book, through, by, Purpose::record, seen, progress);
}

std::int64_t preview_match(Book& book, Date through, const MatchSeen& seen, Progress& progress)
{
    return match_parts(book, through, "", Purpose::preview, seen, progress);
}

void each_receipt_on_account(Book& book, Date as_of, const std::function<void(const Home&, const Receipt&)>& seen)
{
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        for (const Receipt& receipt : home.receipts)
            if (!receipt.open.is_zero() && receipt.at.date <= as_of) seen(home, receipt);
    });
}

}  // namespace earned::app
