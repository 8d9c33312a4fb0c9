// Plans of documents: derived, so they may be rewritten; a home's ends with its news, in the same transaction.
#include "db/book_store.h"

#include <algorithm>

namespace earned::db {

void BookStore::bill_plans(HomeRange homes, const std::function<void(const BillPlanRow&)>& sink)
{
    BillPlanRow plan;
    session_->read("select home_id, run, basis, since, until, bytes from bill_plan where " +
                       between("home_id", homes.first, homes.last) + " order by home_id",
                   [&](const Row& row) {
                       plan.home = row.number(0);
                       plan.run = row.number(1);
                       plan.basis = row.number(2);
                       plan.since = row.as<std::int32_t>(3);
                       plan.until = row.as<std::int32_t>(4);
                       plan.bytes.assign(row.text(5));
                       sink(plan);
                   });
}

void BookStore::put_bill_plans(std::span<const std::int64_t> homes, std::span<const BillPlanRow> plans)
{
    if (homes.empty() && plans.empty()) return;
    deed("put_bill_plans", [&] {
        end_bill_plans({homes.begin(), homes.end()});
        if (plans.empty()) return;
        const auto writer = session_->writer("bill_plan", {{"home_id", Type::i64},
                                                           {"run", Type::i64},
                                                           {"basis", Type::i64},
                                                           {"since", Type::i32},
                                                           {"until", Type::i32},
                                                           {"bytes", Type::bytes}});
        for (const BillPlanRow& plan : plans) {
            writer->put(plan.home);
            writer->put(plan.run);
            writer->put(plan.basis);
            writer->put(std::int64_t{plan.since});
            writer->put(std::int64_t{plan.until});
            writer->put(plan.bytes);
            writer->end();
        }
        writer->finish();
    });
}

// One question spares the rest where no home of the range has a plan: a first intake, a first run.
void BookStore::end_bill_plans(std::vector<std::int64_t> homes)
{
    if (homes.empty()) return;
    std::sort(homes.begin(), homes.end());
    homes.erase(std::unique(homes.begin(), homes.end()), homes.end());
    const std::int64_t first = homes.front(), last = homes.back();
    if (!session_->number("select 1 from bill_plan where home_id between :a and :b limit 1", first, last)) return;
    session_->apply(
        "delete from bill_plan {using} where bill_plan.home_id = {1} and " + between("bill_plan.home_id", first, last),
        KeyTable::of(std::move(homes)));
}

}  // namespace earned::db
