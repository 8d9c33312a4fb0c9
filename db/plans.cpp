// Plans: derived, so they may be rewritten, and nothing but them and what is yet to plan may.
#include "db/book_store.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

namespace earned::db {

namespace {

// "3:abc0:" - a name may hold any character.
std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) text += std::to_string(name.size()) + ":" + name;
    return text;
}

std::vector<std::string> parted(std::string_view text)
{
    std::vector<std::string> names;
    while (!text.empty()) {
        std::size_t size = 0;
        const auto [colon, error] = std::from_chars(text.data(), text.data() + text.size(), size);
        const auto at = static_cast<std::size_t>(colon - text.data());
        if (error != std::errc{} || at >= text.size() || size > text.size() - at - 1) {
            throw Failure("a plan's obligations are damaged: drop the plans and close again");
        }
        names.emplace_back(text.substr(at + 1, size));
        text.remove_prefix(at + 1 + size);
    }
    return names;
}

constexpr std::size_t homes_marked_at_once = 4'000;

std::tuple<std::int64_t, std::int16_t, std::int32_t> key_of(const PlanRow& plan, std::int16_t book)
{
    return {plan.home, book, plan.group};
}

const std::vector<Column> plan_columns = {
    {"home_id", Type::i64}, {"book", Type::i16}, {"grp", Type::i32}, {"posted_through", Type::i32},
    {"batch", Type::i64}, {"lags", Type::i16}, {"entity", Type::text}, {"contract", Type::text},
    {"currency", Type::text}, {"fault", Type::text}, {"obligations", Type::text}, {"bytes", Type::bytes}};

void write(Writer& writer, const PlanRow& plan, std::int16_t book)
{
    writer.put(plan.home);
    writer.put(std::int64_t{book});
    writer.put(std::int64_t{plan.group});
    writer.put(std::int64_t{plan.posted_through});
    writer.put(plan.batch);
    writer.put(std::int64_t{plan.lags});
    writer.put(plan.entity);
    writer.put(plan.contract);
    writer.put(plan.currency);
    writer.put(plan.fault);
    const std::string obligations = joined(plan.obligations);
    writer.put(obligations);
    writer.put(plan.bytes);
    writer.end();
}

}  // namespace

std::int16_t BookStore::found_book(const std::string& book)
{
    if (const auto known = books_.find(book); known != books_.end()) return known->second;
    const auto number = session_->number("select number from book_name where name = :a", book);
    if (!number) return 0;
    return books_[book] = static_cast<std::int16_t>(*number);
}

std::int16_t BookStore::book_number(const std::string& book)
{
    constexpr int tries = 100;  // others name books too
    for (int i = 0; i < tries; ++i) {
        if (const std::int16_t number = found_book(book); number != 0) return number;
        deed("book_number", [&] {
            session_->execute("insert into book_name (number, name)"
                              " select coalesce(max(number), 0) + 1, :a from book_name where true on conflict do nothing",
                              book);
        });
    }
    throw Retry("the book " + book + " could not be given a number");
}

// Most of a book's rows are read for their bytes alone; a column that is not asked for is not sent.
void BookStore::read_plans(HomeRange homes, const std::string& book, const std::string& more,
                           const std::function<void(PlanRow&, const Row&)>& sink)
{
    const std::int16_t number = found_book(book);
    if (number == 0) return;
    PlanRow plan;
    plan.book = book;
    // A book that is equal to something leaves the order, by which SQLite would not know its key any more.
    const std::string of_book = (is_postgres() ? "book = " : "+book = ") + std::to_string(number);
    session_->read("select home_id, grp, posted_through, lags, contract, fault, bytes" + more + " from plan where " +
                       between("home_id", homes.first, homes.last) + " and " + of_book + " order by home_id, book, grp",
                   [&](const Row& row) {
                       plan.home = row.number(0);
                       plan.group = row.as<std::int32_t>(1);
                       plan.posted_through = row.as<std::int32_t>(2);
                       plan.lags = row.number(3) != 0;
                       plan.contract.assign(row.text(4));
                       plan.fault.assign(row.text(5));
                       plan.bytes.assign(row.text(6));
                       sink(plan, row);
                   });
}

void BookStore::plans(HomeRange homes, const std::string& book, const std::function<void(const PlanRow&)>& sink)
{
    read_plans(homes, book, ", batch, entity, currency, obligations", [&](PlanRow& plan, const Row& row) {
        plan.batch = row.number(7);
        plan.entity.assign(row.text(8));
        plan.currency.assign(row.text(9));
        plan.obligations = parted(row.text(10));
        sink(plan);
    });
}

void BookStore::plan_bytes(HomeRange homes, const std::string& book, const std::function<void(const PlanRow&)>& sink)
{
    read_plans(homes, book, "", [&](const PlanRow& plan, const Row&) { sink(plan); });
}

// A plan takes the place of the one with its key; others stay.
void BookStore::put_plans(std::span<const PlanRow> plans)
{
    if (plans.empty()) return;
    deed("put_plans", [&] {
        std::vector<std::pair<std::int16_t, const PlanRow*>> order;
        for (const PlanRow& plan : plans) order.emplace_back(book_number(plan.book), &plan);
        std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return key_of(*a.second, a.first) < key_of(*b.second, b.first);
        });
        std::vector<std::int64_t> homes, books, groups;
        for (const auto& [book, plan] : order) {
            homes.push_back(plan->home);
            books.push_back(book);
            groups.push_back(plan->group);
        }
        // The first plans of a range have nothing to replace: one question spares one for each.
        const auto old = session_->number("select 1 from plan where home_id between :a and :b limit 1",
                                          homes.front(), homes.back());
        if (old) {
            const std::string range = between("home_id", homes.front(), homes.back());
            session_->apply("delete from plan {using} where home_id = {1} and book = {2} and grp = {3} and " + range,
                            KeyTable::of(std::move(homes)).with(std::move(books)).with(std::move(groups)));
        }
        const auto writer = session_->writer("plan", plan_columns);
        for (const auto& [book, plan] : order) write(*writer, *plan, book);
        writer->finish();
    });
}

void BookStore::planned(std::span<const std::int64_t> homes, const std::string& book, std::int64_t known_at)
{
    if (homes.empty()) return;
    deed("planned", [&] {
        std::vector<std::int64_t> sorted(homes.begin(), homes.end());
        std::sort(sorted.begin(), sorted.end());
        sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
        for (std::size_t first = 0; first < sorted.size(); first += homes_marked_at_once) {
            mark_planned(std::span(sorted).subspan(first, std::min(homes_marked_at_once, sorted.size() - first)),
                         book_number(book), known_at);
        }
    });
}

// Jobs that every book has done are done.
void BookStore::mark_planned(std::span<const std::int64_t> homes, std::int16_t book, std::int64_t known_at)
{
    const std::string batch = std::to_string(known_at);
    const KeyTable keys = KeyTable::of({homes.begin(), homes.end()});
    session_->apply("insert into planned (home_id, book, batch) select {1}, " + std::to_string(book) + ", " + batch +
                        " {from} where true on conflict (home_id, book) do update set batch = excluded.batch"
                        " where excluded.batch > planned.batch",
                    keys);
    session_->apply("delete from job {using} where job.home_id = {1} and job.batch <= " + batch + " and " +
                        between("job.home_id", homes.front(), homes.back()) +
                        " and not exists (select 1 from planned p where p.home_id = job.home_id"
                        " and p.batch < job.batch and " + between("p.home_id", homes.front(), homes.back()) + ")",
                    keys);
}

}  // namespace earned::db
