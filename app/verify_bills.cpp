#include "app/verify_bills.h"

#include "app/drafting.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

// As bytes, so that they can be compared.
std::string told(const Home& home, std::vector<BilledDocument> documents)
{
    BillPlan plan{.customer = home.customer, .documents = {}};
    for (BilledDocument& document : documents) plan.documents.push_back({document.currency, std::move(document.draft)});
    std::ranges::stable_sort(plan.documents, {}, [](const PlannedDocument& one) { return one.draft.contract.text(); });
    return encode(plan);
}

}  // namespace

BillPlanCheck::BillPlanCheck(Book& book)
    : book_(book), plans_(book, Date::dawn(), Date::dawn(), BillPlans::Use::made_anew)
{
    if (const auto open = book.store().open_run()) open_run_ = open->run;
}

void BillPlanCheck::look_at(db::HomeRange range)
{
    std::map<std::int64_t, db::BillPlanRow> rows;
    book_.store().bill_plans(range, [&](const db::BillPlanRow& row) {
        if (row.run != open_run_ && row.basis == plans_.basis()) rows.emplace(row.home, row);
    });
    std::vector<std::int64_t> homes;
    for (const auto& [home, row] : rows) homes.push_back(home);
    if (homes.empty()) return;
    book_.each_home(book_.store(), homes,
                    [&](std::int64_t number, const Home& home) { look_at(rows.at(number), home); });
}

// What a run through the plan's last day would issue of the home if it folded it.
void BillPlanCheck::look_at(const db::BillPlanRow& row, const Home& home)
{
    ++check.looked_at;
    const Date issued = plans_.issued_through(row), until = Date::from_serial(row.until);
    if (until <= issued) return;
    DraftedPart part;
    Drafter(book_, until, issued.next()).draft(row.home, home, part);
    BillPlan planned = decode_bill_plan(row.bytes, issued, until);
    const bool waits = std::ranges::any_of(part.documents, [](const BilledDocument& one) { return one.persons > 0; });
    if (!part.left_out.empty() || !part.withdrawn.empty() || waits ||
        told(home, std::move(part.documents)) != encode(planned))
        check.fail("customer " + home.customer.text() + ": the plan from " + issued.next().text() + " through " +
                   until.text() + " is not what its events make; any event of it makes it anew");
}

}  // namespace earned::app
