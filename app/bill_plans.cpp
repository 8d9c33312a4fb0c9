#include "app/bill_plans.h"

#include "app/run_hash.h"

#include <algorithm>
#include <charconv>

namespace earned::app {

namespace {

template <class... F>
bool is_any_of(const Fact& fact)
{
    return (std::holds_alternative<F>(fact) || ...);
}

std::int64_t basis_of(const Book& book)
{
    Sha256 hash;
    for (const Ledger& ledger : book.ledgers()) hash.add(book.policy_hash(ledger));
    hash.add(book.last_bill_news());
    const std::string text = hash.hex();
    std::uint64_t bits = 0;
    std::from_chars(text.data(), text.data() + 16, bits, 16);
    return static_cast<std::int64_t>(bits);
}

}  // namespace

bool is_bill_news(const Fact& fact)
{
    return !is_any_of<PaymentReceived, PaymentApplied, PaymentUnapplied, PaymentMoved, PaymentReversed, PaymentRefunded,
                      DisputeOpened, DisputeClosed, PromiseRecorded, DunningSent>(fact);
}

bool is_bill_news_of_all(const Fact& fact)
{
    return !is_any_of<CustomerDefined, RatePublished, StatementImported, EntryNoted, PeriodClosed, PeriodReopened,
                      RulesProposed, RulesApproved, SourceTrusted, DecisionProposed, DecisionWithdrawn>(fact);
}

BillPlans::BillPlans(Book& book, Date through, Date not_before, Use use)
    : basis_(basis_of(book)), through_(through), not_before_(not_before), use_(use)
{
    for (const db::RunRow& run : book.store().runs())
        if (run.kind == "bill" && run.book.empty()) runs_.emplace_back(run.run, Date::from_serial(run.through));
    std::ranges::sort(runs_);
    Date latest = Date::dawn();
    for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) run->second = latest = std::max(latest, run->second);
}

Date BillPlans::issued_through(const db::BillPlanRow& row) const
{
    const auto later = std::ranges::upper_bound(runs_, row.run, {}, &std::pair<std::int64_t, Date>::first);
    const Date since = Date::from_serial(row.since);
    return later == runs_.end() ? since : std::max(since, later->second);
}

// What was due before the first day that may be dated was passed over by a run: it is dated and taxed anew.
std::optional<BillPlan> BillPlans::due(const db::BillPlanRow& row) const
{
    if (use_ == Use::made_anew || row.basis != basis_ || Date::from_serial(row.until) < through_) return std::nullopt;
    BillPlan plan = decode_bill_plan(row.bytes, issued_through(row), through_);
    const auto is_late = [&](const PlannedDocument& document) { return document.draft.date < not_before_; };
    if (std::ranges::any_of(plan.documents, is_late)) return std::nullopt;
    return plan;
}

}  // namespace earned::app
