// Reading the log: the company's events, a home's, and which homes have news.
#include "db/book_store.h"

#include <algorithm>

namespace earned::db {

namespace {

constexpr std::size_t homes_at_once = 2'000;  // in one statement

void fill(EventRow& event, const Row& row)
{
    event.home = row.number(0) == home_of_definitions ? 0 : row.number(0);
    event.number = row.number(1);
    event.batch = row.number(2);
    event.effective = row.as<std::int32_t>(3);
    event.type.assign(row.text(4));
    event.source.assign(row.text(5));
    event.id.assign(row.text(6));
    event.payload.assign(row.text(7));
}

}  // namespace

void BookStore::read_events(const std::string& where, const EventSink& sink, const char* order)
{
    EventRow event;
    session_->read("select home_id, number, batch, effective, type, source, id, payload from event where " + where +
                       " order by " + order,
                   [&](const Row& row) {
                       fill(event, row);
                       sink(event);
                   });
}

void BookStore::company_events(std::int64_t known_at, const EventSink& sink)
{
    read_events("home_id = 0 and seen <= " + std::to_string(known_at), sink);
}

// Numbers are given batch by batch, so nothing before a number is of a later one.
void BookStore::definitions(std::int64_t after, std::int64_t known_at, const EventSink& sink)
{
    const auto first = session_->number("select min(first) from intake where batch > :a", after);
    if (!first) return;
    read_events("home_id = " + std::to_string(home_of_definitions) + " and number >= " + std::to_string(*first) +
                    " and seen > " + std::to_string(after) + " and seen <= " + std::to_string(known_at),
                sink);
}

// Key by key, whatever the planner believes of the tables: a limit keeps it from reading all of them.
std::vector<EventRow> BookStore::definitions_of(std::span<const std::string> customers, std::int64_t known_at)
{
    std::vector<std::int64_t> numbers;
    session_->ask("select number from customer_event where customer = {1} limit 1000000000",
                  KeyTable().with(std::vector<std::string_view>(customers.begin(), customers.end())),
                  [&](std::size_t, const Row& row) { numbers.push_back(row.number(0)); });
    std::sort(numbers.begin(), numbers.end());
    std::vector<EventRow> found;
    session_->ask("select home_id, number, batch, effective, type, source, id, payload from event where home_id = " +
                      std::to_string(home_of_definitions) + " and number = {1} and seen <= " + std::to_string(known_at) +
                      " limit 1",
                  KeyTable::of(std::move(numbers)), [&](std::size_t, const Row& row) { fill(found.emplace_back(), row); });
    return found;
}

void BookStore::home_events(HomeRange homes, std::int64_t known_at, const EventSink& sink)
{
    read_events(between("home_id", std::max<std::int64_t>(homes.first, 1), homes.last) +
                    " and seen <= " + std::to_string(known_at),
                sink);
}

// Some homes at a time. Where most of a range is asked for, reading all of it costs less.
void BookStore::events_of(std::span<const std::int64_t> homes, std::int64_t known_at, const EventSink& sink)
{
    for (std::size_t first = 0; first < homes.size(); first += homes_at_once) {
        const auto some = homes.subspan(first, std::min(homes_at_once, homes.size() - first));
        const std::string range = between("home_id", some.front(), some.back());
        const bool dense = (some.back() - some.front()) / 2 < static_cast<std::int64_t>(some.size());
        const std::string where = dense ? range : in_list("home_id", some);
        auto next = some.begin();
        read_events(where + " and seen <= " + std::to_string(known_at), [&](const EventRow& event) {
            while (next != some.end() && *next < event.home) ++next;
            if (next != some.end() && *next == event.home) sink(event);
        });
    }
}

// Where it waits and where it was routed to it has the same number: the home's copy is the one.
std::optional<EventRow> BookStore::event(std::int64_t number)
{
    std::optional<EventRow> found;
    read_events(
        "number = " + std::to_string(number), [&](const EventRow& event) { found = event; });
    return found;
}

std::vector<HomeRow> BookStore::homes(HomeRange homes)
{
    std::vector<HomeRow> rows;
    session_->read("select home_id, customer from home where " + between("home_id", homes.first, homes.last) +
                       " order by home_id",
                   [&](const Row& row) { rows.push_back({row.number(0), std::string(row.text(1))}); });
    return rows;
}

std::int64_t BookStore::home_count() { return session_->number("select count(*) from home").value_or(0); }

// Two kinds of home: one with news since it was planned in the book, and one that never was.
// `except` is made once, whatever the planner believes of the tables; an anti-join may be made for every home anew.
std::vector<std::int64_t> BookStore::dirty_homes(HomeRange homes, const std::string& book, std::int64_t known_at)
{
    const std::string number = std::to_string(found_book(book));
    const std::string batch = std::to_string(known_at);
    std::vector<std::int64_t> dirty;
    session_->read(
        "select j.home_id from job j join planned p on p.home_id = j.home_id and p.book = " + number + " where " +
            between("j.home_id", homes.first, homes.last) + " and " + between("p.home_id", homes.first, homes.last) +
            " and j.batch > p.batch and j.batch <= " + batch +
            " union select h.home_id from (select home_id from home where " +
            between("home_id", homes.first, homes.last) + " except select home_id from planned where book = " + number +
            " and " + between("home_id", homes.first, homes.last) + ") h" +
            " where exists (select 1 from event e where e.home_id = h.home_id and e.seen <= " + batch + ")" +
            " order by 1",
        [&](const Row& row) { dirty.push_back(row.number(0)); });
    return dirty;
}

}  // namespace earned::db
