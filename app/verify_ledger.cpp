#include "app/verify_ledger.h"

#include "journal/translation.h"
#include "journal/walk.h"

#include <algorithm>

namespace earned::app {

namespace {

// The periods that were locked in the ledger as known at a batch.
std::set<Period> locked_by(const std::vector<Event>& governing, const Ledger& ledger, std::int64_t known_at)
{
    std::set<Period> locked;
    const auto concerns = [&](const EntityId& entity, const BookName& book) {
        return entity == ledger.entity && (book.empty() || book == ledger.book);
    };
    for (const Event& event : governing) {
        if (event.batch > known_at) continue;
        if (const auto* closed = std::get_if<PeriodClosed>(&event.fact))
            if (const auto period = Period::parse(closed->period); period && concerns(closed->entity, closed->book))
                locked.insert(*period);
        if (const auto* opened = std::get_if<PeriodReopened>(&event.fact))
            if (const auto period = Period::parse(opened->period); period && concerns(opened->entity, opened->book))
                locked.erase(*period);
    }
    return locked;
}

std::string amount(std::int64_t minor, Currency currency) { return Money(minor, currency).text(); }

}  // namespace

LedgerCheck::LedgerCheck(Book& book, const Ledger& ledger, const std::vector<db::RunRow>& runs)
    : entries_balance{.what = "each source of each entry balances", .of = "entries"},
      plans_are_fresh{.what = "plans are what the events make of them", .of = "groups"},
      posted_is_target{.what = "posted is the target, account by account", .of = "accounts"},
      schedules_sum{.what = "schedules sum to prices", .of = "groups"},
      locked_stay{.what = "nothing was posted in a locked period after its lock", .of = "entries"},
      clearing_is_zero{.what = "cash between homes is cleared", .of = "books"},
      book_(book),
      ledger_(ledger),
      policy_(book.policy(ledger)),
      calendar_(book.reference().calendar(ledger.entity))
{
    const auto serial = book.store().posted_through(ledger.entity.text(), ledger.book.text());
    posted_through_ = Date::from_serial(static_cast<std::int32_t>(serial));
    std::vector<Event> governing;
    book.store().company_events(INT64_MAX, [&](const db::EventRow& row) {
        if (row.type == "period.closed" || row.type == "period.reopened") governing.push_back(decode_stored(row));
    });
    for (const db::RunRow& run : runs)
        if (run.kind == "close" && run.entity == ledger.entity.text() && run.book == ledger.book.text())
            locked_in_run_[run.run] = locked_by(governing, ledger, run.known_at);
    clearing_is_zero.looked_at = 1;
}

std::vector<Check*> LedgerCheck::checks()
{
    return {&entries_balance, &plans_are_fresh, &posted_is_target, &schedules_sum, &locked_stay, &clearing_is_zero};
}

void LedgerCheck::check(db::HomeRange range)
{
    posted_.clear();
    worth_.clear();
    plans_.clear();
    read_entries(range);
    read_plans(range);
    book_.each_home(book_.store(), range, [&](std::int64_t number, const Home& home) { check_home(number, home); });
    for (auto& [key, row] : plans_) {  // of which no home spoke: only a plan of nothing may be there
        if (row.bytes.empty()) continue;
        Plan gone;
        gone.group = ContractId(row.contract);
        gone.entity = ledger_.entity;
        gone.currency = Currency::parse(row.currency).value_or(ledger_.currency);
        check_group(key, row, gone);
    }
    for (const auto& [key, sums] : posted_)
        if (!sums.empty()) posted_is_target.fail(address(key) + ": entries were posted for a group without a plan");
}

void LedgerCheck::read_entries(db::HomeRange range)
{
    const db::JournalQuery query{.homes = range, .book = ledger_.book.text(), .entity = ledger_.entity.text()};
    book_.store().entries(
        query, [&](const db::EntryRow& entry, std::span<const db::LineRow> lines) { read_entry(entry, lines); });
}

void LedgerCheck::read_entry(const db::EntryRow& entry, std::span<const db::LineRow> lines)
{
    const std::string where =
        ledger_.key() + " home " + std::to_string(entry.home) + " entry " + std::to_string(entry.entry);
    std::map<std::int16_t, std::int64_t> by_source;
    Sums& sums = posted_[{entry.home, entry.group}];
    for (const db::LineRow& line : lines) {
        by_source[line.source] += line.minor;
        const AccountKey key{static_cast<std::uint16_t>(line.obligation), static_cast<Source>(line.source),
                             static_cast<Role>(line.role)};
        if ((sums[key] += line.minor) == 0) sums.erase(key);
        if (line.functional) worth_[{entry.home, entry.group}][key] += *line.functional - line.minor;
        if (key.role == Role::cash_clearing) clearing_ += line.functional.value_or(line.minor);
    }
    ++entries_balance.looked_at;
    for (const auto& [source, sum] : by_source)
        if (sum != 0)
            entries_balance.fail(where + ": " + std::string(name(static_cast<Source>(source))) + " is off by " +
                                 amount(sum, ledger_.currency));
    ++locked_stay.looked_at;
    const Period period = Period::from_packed(db::period_of_entry(entry.entry));
    if (locked_in_run_[entry.run].contains(period))
        locked_stay.fail(where + ": run " + std::to_string(entry.run) + " posted in " + period.text() +
                         ", which was locked when it began");
}

void LedgerCheck::read_plans(db::HomeRange range)
{
    book_.store().plans(range, ledger_.key(), [&](const db::PlanRow& row) { plans_[{row.home, row.group}] = row; });
}

void LedgerCheck::check_home(std::int64_t number, const Home& home)
{
    const auto row_of = [&](const std::string& contract, Currency currency) {
        return std::find_if(plans_.begin(), plans_.end(), [&](const auto& plan) {
            return plan.first.first == number && plan.second.contract == contract &&
                   (!contract.empty() || plan.second.currency == currency.code());
        });
    };
    const auto check_one = [&](const std::string& contract, Currency currency, const Result<Plan>& fresh) {
        const auto row = row_of(contract, currency);
        if (row == plans_.end()) {
            plans_are_fresh.fail(ledger_.key() + " contract " + contract + ": it was never planned");
            return;
        }
        check_group(row->first, row->second, fresh);
        plans_.erase(row);
    };
    for (const OwnCashPlan& own : own_cash_plans(book_.reference(), ledger_, home))
        check_one("", own.currency, own.plan);
    for (const Group& group : home.groups) {
        if (group.entity != ledger_.entity) continue;
        const Result<Plan> fresh = book_.plan_of(policy_, group);
        if (fresh) check_schedule(group);
        check_one(group.id.text(), group.currency, fresh);
    }
}

void LedgerCheck::check_group(const GroupKey& key, db::PlanRow& row, const Result<Plan>& fresh)
{
    ++plans_are_fresh.looked_at;
    const std::string where = ledger_.key() + " contract " + row.contract;
    if (!fresh) {
        if (!row.lags) plans_are_fresh.fail(where + ": it is in fault (" + fresh.fault().code + "), and was planned");
    } else if (row.lags) {
        plans_are_fresh.fail(where + ": it was left in fault, and can be planned");
    } else if (encode(placed(*fresh, row.obligations)) != row.bytes) {
        plans_are_fresh.fail(where + ": its plan differs from what its events make of it");
    }
    Plan plan;
    if (!row.lags && fresh)
        plan = placed(*fresh, row.obligations);
    else if (!row.bytes.empty())
        plan = decode_plan(row.bytes);
    check_posted(key, row, plan);
}

void LedgerCheck::check_posted(const GroupKey& key, const db::PlanRow& row, const Plan& plan)
{
    const Date own = Date::from_serial(row.posted_through);
    const Date through = row.lags ? own : std::max(own, posted_through_);
    Sums wanted;
    if (Date::dawn() < through && !row.bytes.empty())
        for (const Balance& balance : target(plan, last_moment(through), accrued_by(plan, calendar_, through)))
            wanted[balance.key] = balance.minor;
    const Sums& found = posted_[key];
    std::set<AccountKey> accounts;
    for (const auto& [account, minor] : wanted) accounts.insert(account);
    for (const auto& [account, minor] : found) accounts.insert(account);
    for (const AccountKey& account : accounts) {
        ++posted_is_target.looked_at;
        const auto want = wanted.find(account);
        const auto have = found.find(account);
        const std::int64_t should = want == wanted.end() ? 0 : want->second,
                           is = have == found.end() ? 0 : have->second;
        if (should == is) continue;
        posted_is_target.fail(ledger_.key() + " contract " + row.contract + ", " + std::string(name(account.role)) +
                              " (" + std::string(name(account.source)) + ") through " + through.text() + ": posted " +
                              amount(is, ledger_.currency) + ", should be " + amount(should, ledger_.currency));
    }
    check_worth(key, row, plan, found, through);
    posted_.erase(key);
}

// In the entity's currency: what each account is worth beyond the number of its foreign units.
void LedgerCheck::check_worth(const GroupKey& key, const db::PlanRow& row, const Plan& plan, const Sums& posted,
                              Date through)
{
    Sums wanted, found = worth_[key];
    if (plan.foreign() && Date::dawn() < through && !row.bytes.empty())
        for (const Balance& worth : translated(plan, calendar_, through)) wanted[worth.key] = worth.minor;
    if (plan.foreign())
        for (const auto& [account, minor] : posted) found[account] += minor;
    std::set<AccountKey> accounts;
    for (const auto& [account, minor] : wanted) accounts.insert(account);
    for (const auto& [account, minor] : found) accounts.insert(account);
    for (const AccountKey& account : accounts) {
        ++posted_is_target.looked_at;
        if (wanted[account] == found[account]) continue;
        posted_is_target.fail(ledger_.key() + " contract " + row.contract + ", " + std::string(name(account.role)) +
                              " (" + std::string(name(account.source)) + ") through " + through.text() +
                              ", translated: posted " + amount(found[account], ledger_.currency) + ", should be " +
                              amount(wanted[account], ledger_.currency));
    }
    worth_.erase(key);
}

// What passes with time comes, on the last day of its term, to the part of the price that the obligation has then. It
// need not be the part that was last allocated: goods came back, a contract ended or is none, a royalty was reported, a
// person adjusted revenue.
void LedgerCheck::check_schedule(const Group& group)
{
    const Result<Terms> terms = decide(policy_, group);
    const Result<Earned> earned = terms ? earn_as_performed(group, *terms) : Result<Earned>(terms.fault());
    if (!earned || earned->allocations.empty()) return;
    ++schedules_sum.looked_at;
    for (const Obligation& obligation : earned->obligations) {
        if (obligation.segments.empty() || !obligation.segments.back().by_time) continue;
        const Segment& last = obligation.segments.back();
        const Date end = std::max(last.term.last, last.from.date);
        const std::int64_t sum = earned_at(obligation, end_of(end), end), price = last.base + last.whole;
        if (sum != price)
            schedules_sum.fail(ledger_.key() + " contract " + group.id.text() + ", obligation " + obligation.id.text() +
                               ": its schedule sums to " + amount(sum, ledger_.currency) + ", its price is " +
                               amount(price, ledger_.currency));
    }
}

void LedgerCheck::finish()
{
    if (clearing_ != 0)
        clearing_is_zero.fail(ledger_.key() + ": " + amount(clearing_, ledger_.currency) + " stands between homes");
}

std::string LedgerCheck::address(const GroupKey& key) const
{
    return ledger_.key() + " home " + std::to_string(key.first) + " group " + std::to_string(key.second);
}

}  // namespace earned::app
