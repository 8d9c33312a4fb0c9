#include "app/locking.h"

#include "app/closing_run.h"
#include "app/run_chain.h"
#include "app/intake.h"

#include <set>

namespace earned::app {

namespace {

Event governing(Book& book, const Ledger& ledger, Period period, const std::string& deed, const std::string& by)
{
    const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
    Event event;
    event.source = "earned";
    event.id = deed + "/" + ledger.key() + "/" + period.text() + "/" + std::to_string(book.store().next_event());
    event.date = calendar.last(period);
    event.by = by;
    return event;
}

// Periods are locked in order: what is late goes to the first open one, which must be the earliest.
void refuse_open_before(Book& book, const Ledger& ledger, Period period)
{
    std::set<Period> posted;
    const db::TotalQuery query{.entity = ledger.entity.text(),
                               .book = ledger.book.text(),
                               .from_period = 0,
                               .to_period = period.previous().packed(),
                               .known_at = INT64_MAX};
    for (const db::TotalRow& total : book.store().totals(query)) posted.insert(Period::from_packed(total.period));
    for (const Period earlier : posted) {
        if (book.reference().closed(ledger.entity, ledger.book, earlier)) continue;
        throw Refused({.code = "period-out-of-order",
                       .where = ledger.key() + " " + period.text(),
                       .what = earlier.text() + " was posted to and is not locked, so a later period can't be",
                       .hint = "lock " + earlier.text() + " first: earned close " + earlier.text() + " --lock"});
    }
}

}  // namespace

std::vector<OpenItem> in_the_way(Book& book, const Ledger& ledger, Period period)
{
    const Date last = book.reference().calendar(ledger.entity).last(period);
    std::vector<OpenItem> items;
    each_open_item(book, [&](const OpenItem& item) {
        if (!item.entity.empty() && item.entity != ledger.entity) return;
        if (!item.book.empty() && item.book != ledger.book) return;
        const bool of_a_day = item.kind == Open::waiting || item.kind == Open::exception || item.kind == Open::draft ||
                              item.kind == Open::gap;
        if (!of_a_day || item.date <= last) items.push_back(item);
    });
    return items;
}

void lock(Book& book, const Ledger& ledger, Period period, const std::vector<OpenItem>& accepted,
          const std::string& reason, const std::string& by)
{
    if (const auto open = book.store().open_run()) throw unfinished(*open);
    refuse_open_before(book, ledger, period);
    Event event = governing(book, ledger, period, "lock", by);
    std::string why = reason;
    for (const OpenItem& item : accepted) why += "; accepted: " + item.fault.where + " (" + item.fault.code + ")";
    event.fact = PeriodClosed{ledger.entity, ledger.book, period.text(), why};
    append_own(book, {std::move(event)});
}

void reopen(Book& book, const Ledger& ledger, Period period, const std::string& reason, const std::string& by)
{
    if (const auto open = book.store().open_run()) throw unfinished(*open);
    if (!book.reference().closed(ledger.entity, ledger.book, period)) {
        throw Refused({.code = "period-not-locked",
                       .where = ledger.key() + " " + period.text(),
                       .what = "the period is not locked",
                       .hint = "an open period is posted to as it is"});
    }
    Event event = governing(book, ledger, period, "reopen", by);
    event.fact = PeriodReopened{ledger.entity, ledger.book, period.text(), reason};
    append_own(book, {std::move(event)});
}

}  // namespace earned::app
