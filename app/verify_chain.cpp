#include "app/verify_chain.h"

#include "app/billing_part.h"
#include "app/matched_part.h"
#include "app/read_back.h"

#include <algorithm>

namespace earned::app {

namespace {

Told told_by_documents(db::Store& store, const db::RunRow& run, db::HomeRange homes)
{
    std::vector<db::DocumentRow> rows;
    store.documents({.homes = homes, .run = run.run}, [&](const db::DocumentRow& row) { rows.push_back(row); });
    DocumentCounts counts;
    for (const db::DocumentRow& row : rows) ++counts[{row.entity, row.series, row.year}][Date::from_serial(row.date)];
    return {.hash = hash_of_documents(rows), .totals = written(counts)};
}

// Of any kind of run: what the rows of a part say.
Told told_of(db::Store& store, const db::RunRow& run, const db::RunPart& part, MatchedRows& matched)
{
    if (run.kind == "bill") return told_by_documents(store, run, part.homes);
    if (run.kind != "match") return read_back(store, run.run, part.homes);
    auto [hash, totals] = matched.told(part);
    return {.hash = std::move(hash), .totals = std::move(totals)};
}

std::string hash_from_rows(db::Store& store, const db::RunRow& run, const std::string& previous, MatchedRows& matched,
                           Check& check)
{
    const bool summed = run.kind != "bill" && run.kind != "match";
    Totals sums;
    std::string texts;
    std::vector<std::string> hashes;
    for (const db::RunPart& part : store.run_parts(run.run)) {
        const Told told = told_of(store, run, part, matched);
        if (told.hash != part.hash || told.totals != part.totals)
            check.fail("run " + std::to_string(run.run) + ", homes " + std::to_string(part.homes.first) + " to " +
                       std::to_string(part.homes.last) + ": its rows are not those it was sealed with");
        hashes.push_back(told.hash);
        if (summed)
            read_into(sums, told.totals);
        else
            texts += told.totals;
    }
    return hash_of_run(run.run, run.known_at, run.policy_hash, summed ? written(sums) : texts, hashes, previous);
}

}  // namespace

Check check_chain(db::Store& store, const std::vector<db::RunRow>& runs, const std::string& head)
{
    Check check{.what = "the hash chain follows from the rows", .of = "runs"};
    MatchedRows matched(store, runs);
    std::string previous;
    bool met = head.empty();
    for (const db::RunRow& run : runs) {
        ++check.looked_at;
        const std::string hash = hash_from_rows(store, run, previous, matched, check);
        if (run.previous_hash != previous)
            check.fail("run " + std::to_string(run.run) + " does not follow the run before it");
        if (hash != run.hash) check.fail("run " + std::to_string(run.run) + ": its hash is not that of its rows");
        met = met || hash == head;
        previous = run.hash;
    }
    if (!met)
        check.fail("no run has the hash " + head +
                   ": the book was written anew since that was noted, or it is another book");
    return check;
}

}  // namespace earned::app
