// The register of issued numbers. A number is given in two steps: a block for the run, in one short
// statement, then each document's rank in it.
#include "db/book_store.h"

#include <algorithm>

namespace earned::db {

// The highest number of the series by which an invoice or credit note is known: it is used, wherever that was issued.
// What was imported under such a number isn't given out, nor is anything below it: another system may have given it.
std::int64_t BookStore::highest_known(const NumberBlock& block)
{
    const std::string stem = key_text(KeyKind::invoice, block.series + '-' + block.entity + '-' + std::to_string(block.year) + '-');
    const std::string behind = stem.substr(0, stem.size() - 1) + '.';  // the sign after '-'
    return session_
        ->number("select max(cast(substr(name, length(:a) + 1) as bigint)) from key_home where name >= :b"
                 " and name < :c and length(name) - length(:d) between 6 and 15"
                 " and trim(substr(name, length(:e) + 1), '0123456789') = ''",
                 stem, stem, behind, stem, stem)
        .value_or(0);
}

// The same run asking again gets what it has; another run gets what comes next.
std::int64_t BookStore::reserve(std::int64_t run, const NumberBlock& block)
{
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        const auto held = session_->number(
            "select first from number_block where run = :a and entity = :b and series = :c and year = :d", run,
            block.entity, block.series, block.year);
        if (held) {
            const auto count = session_->number(
                "select count from number_block where run = :a and entity = :b and series = :c and year = :d", run,
                block.entity, block.series, block.year);
            if (count == block.count) return *held;
            throw Refused("run " + std::to_string(run) + " holds " + std::to_string(*count) + " numbers of " +
                          block.entity + " " + block.series + " " + std::to_string(block.year) + " and now asks for " +
                          std::to_string(block.count));
        }
        std::int64_t next =
            session_->number("select max(first + count) from number_block where entity = :a and series = :b"
                             " and year = :c",
                             block.entity, block.series, block.year)
                .value_or(1);
        if (block.count == 0) return next;
        next = std::max(next, highest_known(block) + 1);
        session_->execute("insert into number_block (entity, series, year, first, count, run)"
                          " values (:a, :b, :c, :d, :e, :f) on conflict do nothing",
                          block.entity, block.series, block.year, next, block.count, run);
    }
    throw Retry("numbers could not be reserved: too many ask at once");
}

std::vector<std::int64_t> BookStore::reserve_numbers(std::int64_t run, std::span<const NumberBlock> blocks)
{
    std::vector<std::int64_t> firsts;
    deed("reserve_numbers", [&] {
        firsts.clear();
        for (const NumberBlock& block : blocks) {
            refuse_bad_text(block.entity);
            refuse_bad_text(block.series);
            if (block.count < 0) throw Refused("a block of numbers has a count of at least 0");
            firsts.push_back(reserve(run, block));
        }
    });
    return firsts;
}

void BookStore::add_documents(std::span<const DocumentRow> documents)
{
    if (documents.empty()) return;
    std::vector<const DocumentRow*> order;
    std::set<std::int64_t> runs;
    for (const DocumentRow& document : documents) {
        order.push_back(&document);
        runs.insert(document.run);
    }
    std::sort(order.begin(), order.end(), [](const DocumentRow* a, const DocumentRow* b) {
        return std::tie(a->home, a->event) < std::tie(b->home, b->event);
    });
    deed("add_documents", [&] {
        checked_run_ = 0;
        for (const std::int64_t run : runs) {
            if (session_->number("select 1 from run_seal where run = :a", run)) {
                throw Refused("run " + std::to_string(run) + " is sealed: nothing is added to it");
            }
        }
        const auto writer = session_->writer(
            "document", {{"home_id", Type::i64}, {"entity", Type::text}, {"series", Type::text}, {"year", Type::i32},
                         {"rank", Type::i64}, {"run", Type::i64}, {"number", Type::text}, {"contract", Type::text},
                         {"date", Type::i32}, {"due", Type::i32}, {"credit", Type::i16}, {"net", Type::i64},
                         {"tax", Type::i64}, {"currency", Type::text}, {"event", Type::i64}});
        for (const DocumentRow* row : order) {
            writer->put(row->home);
            writer->put(row->entity);
            writer->put(row->series);
            writer->put(std::int64_t{row->year});
            writer->put(row->rank);
            writer->put(row->run);
            writer->put(row->number);
            writer->put(row->contract);
            writer->put(std::int64_t{row->date});
            writer->put(std::int64_t{row->due});
            writer->put(std::int64_t{row->credit});
            writer->put(row->net);
            writer->put(row->tax);
            writer->put(row->currency);
            writer->put(row->event);
            writer->end();
        }
        writer->finish();
    });
}

void BookStore::documents(const DocumentQuery& query, const std::function<void(const DocumentRow&)>& sink)
{
    std::string where = between("home_id", query.homes.first, query.homes.last) + " and " +
                        between("date", query.from, query.to);
    if (!query.entity.empty()) where += " and entity = " + quoted(query.entity);
    if (query.run != 0) where += " and run = " + std::to_string(query.run);
    if (!query.unsealed) where += " and run in (select run from run_seal)";
    DocumentRow document;
    session_->read("select home_id, entity, series, year, rank, run, number, contract, date, due, credit, net, tax,"
                   " currency, event from document where " +
                       where + " order by home_id, event",
                   [&](const Row& row) {
                       document.home = row.number(0);
                       document.entity.assign(row.text(1));
                       document.series.assign(row.text(2));
                       document.year = row.as<std::int32_t>(3);
                       document.rank = row.number(4);
                       document.run = row.number(5);
                       document.number.assign(row.text(6));
                       document.contract.assign(row.text(7));
                       document.date = row.as<std::int32_t>(8);
                       document.due = row.as<std::int32_t>(9);
                       document.credit = row.number(10) != 0;
                       document.net = row.number(11);
                       document.tax = row.number(12);
                       document.currency.assign(row.text(13));
                       document.event = row.number(14);
                       sink(document);
                   });
}

}  // namespace earned::db
