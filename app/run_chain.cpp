#include "app/run_chain.h"

#include "app/run_hash.h"

namespace earned::app {

std::string head_of(db::Store& store)
{
    const auto sealed = store.runs();
    return sealed.empty() ? "" : sealed.back().hash;
}

void chain(db::Store& store, db::RunRow& run)
{
    std::vector<std::string> hashes;
    std::string totals;
    for (const db::RunPart& part : store.run_parts(run.run)) {
        hashes.push_back(part.hash);
        totals += part.totals;
    }
    run.previous_hash = head_of(store);
    run.hash = hash_of_run(run.run, run.known_at, run.policy_hash, totals, hashes, run.previous_hash);
}

std::string hash_of_policies(const Book& book)
{
    Sha256 hash;
    for (const Ledger& ledger : book.ledgers()) hash.add(book.policy_hash(ledger));
    return hash.hex();
}

Refused unfinished(const db::RunRow& open)
{
    const std::string of = open.entity.empty() ? "" : " of " + open.entity + "/" + open.book;
    const Date through = Date::from_serial(open.through);
    const std::string until = through == Date::never() ? "" : " through " + through.text();
    return Refused({.code = "run-unfinished",
                    .where = "run " + std::to_string(open.run),
                    .what = "a " + open.kind + " run" + of + until + " was begun and not finished",
                    .hint = "give that command again; it completes what was begun"});
}

}  // namespace earned::app
