#include "app/close_part.h"

#include <algorithm>
#include <sstream>

namespace earned::app {

namespace {

std::vector<std::string> names_of(const Plan& plan)
{
    std::vector<std::string> names;
    for (const PlannedObligation& obligation : plan.obligations) names.push_back(obligation.id.text());
    return names;
}

}  // namespace

void Totalling::add(Period period, Cause cause, const std::string& currency, Role role, std::int64_t minor)
{
    if (period != key_.period || cause != key_.cause || currency != key_.currency) {
        key_ = {period, role, cause, currency};
        found_.fill(nullptr);
    }
    DebitsCredits*& sum = found_.at(static_cast<std::size_t>(role));
    if (sum == nullptr) sum = &(*totals_)[{period, role, cause, currency}];
    (minor > 0 ? sum->debits : sum->credits) += std::abs(minor);
}

std::string written(const Totals& totals)
{
    std::string text;
    for (const auto& [key, sum] : totals) {
        text += key.period.text() + ' ' + std::to_string(static_cast<int>(key.role)) + ' ' +
                std::to_string(static_cast<int>(key.cause)) + ' ' + key.currency + ' ' + std::to_string(sum.debits) +
                ' ' + std::to_string(sum.credits) + '\n';
    }
    return text;
}

void read_into(Totals& totals, const std::string& text)
{
    std::istringstream lines(text);
    std::string period, currency;
    int role = 0, cause = 0;
    DebitsCredits sum;
    while (lines >> period >> role >> cause >> currency >> sum.debits >> sum.credits) {
        const auto parsed = Period::parse(period);
        CHECK(parsed, "a run part's totals name a period");
        DebitsCredits& into = totals[{*parsed, static_cast<Role>(role), static_cast<Cause>(cause), currency}];
        into.debits += sum.debits;
        into.credits += sum.credits;
    }
}

// News is gathered before the stored plans are read: a store that reads is busy.
ClosedPart PartCloser::work(db::Store& store, db::HomeRange range)
{
    part_ = ClosedPart{};
    totalling_ = Totalling(part_.totals);
    home_ = 0;
    part_.planned = homes_to_plan(store, range);
    std::vector<News> news = plan_anew(store, part_.planned);
    auto next = news.begin();
    std::vector<db::PlanRow> stored;
    const auto flush_before = [&](std::int64_t home) {
        for (; next != news.end() && next->home < home; ++next) {
            if (next->home != home_) stored.clear();
            replace_all(*next, stored);
        }
    };
    const auto take = [&](const db::PlanRow& row) {
        if (row.home != home_) {
            flush_before(row.home);
            start_home(row.home);
            stored.clear();
        }
        if (next != news.end() && next->home == row.home)
            stored.push_back(row);
        else
            post_quiet(row);
    };
    if (news.empty())
        store.plan_bytes(range, under_.order.ledger.key(), take);
    else
        store.plans(range, under_.order.ledger.key(), take);
    flush_before(INT64_MAX);
    finish_home();
    return std::move(part_);
}

std::vector<std::int64_t> PartCloser::homes_to_plan(db::Store& store, db::HomeRange range) const
{
    std::vector<std::int64_t> homes;
    if (under_.stale.all) {
        for (const db::HomeRow& home : store.homes(range)) homes.push_back(home.home);
        return homes;
    }
    const auto first = std::lower_bound(under_.stale.homes.begin(), under_.stale.homes.end(), range.first);
    const auto last = std::upper_bound(first, under_.stale.homes.end(), range.last);
    homes.assign(first, last);
    return homes;
}

std::vector<PartCloser::News> PartCloser::plan_anew(db::Store& store, const std::vector<std::int64_t>& homes) const
{
    std::vector<News> news;
    std::vector<Event> history;
    std::int64_t home = 0;
    const auto finish = [&] {
        if (!history.empty()) news.push_back({home, plans_of(fold(under_.book.reference(), history))});
        history.clear();
    };
    store.events_of(homes, under_.book.known_at(), [&](const db::EventRow& row) {
        if (row.home != home) finish();
        home = row.home;
        history.push_back(decode_stored(row));
    });
    finish();
    return news;
}

std::vector<PartCloser::NewPlan> PartCloser::plans_of(const Home& home) const
{
    const Ledger& ledger = under_.order.ledger;
    std::vector<NewPlan> plans;
    for (OwnCashPlan& own : own_cash_plans(under_.book.reference(), ledger, home))
        plans.push_back({"", own.currency, std::move(own.plan)});
    for (const Group& group : home.groups)
        if (group.entity == ledger.entity) plans.push_back({group.id.text(), group.currency, plan_of(group)});
    return plans;
}

Result<Plan> PartCloser::plan_of(const Group& group) const { return under_.book.plan_of(under_.policy, group); }

void PartCloser::start_home(std::int64_t home)
{
    finish_home();
    home_ = home;
    place_ = 0;
}

// A home's entries in key order: by period, and within it as they came.
void PartCloser::finish_home()
{
    const auto before = [](const Placed& a, const Placed& b) { return a.entry.entry < b.entry.entry; };
    if (!std::is_sorted(of_home_.begin(), of_home_.end(), before)) std::sort(of_home_.begin(), of_home_.end(), before);
    const std::size_t entries = part_.entries.size(), lines = part_.lines.size();
    for (Placed& placed : of_home_) {
        part_.entries.push_back(std::move(placed.entry));
        const auto first = lines_of_home_.begin() + static_cast<std::ptrdiff_t>(placed.first);
        part_.lines.insert(part_.lines.end(), first, first + static_cast<std::ptrdiff_t>(placed.count));
    }
    of_home_.clear();
    lines_of_home_.clear();
    part_.hash.add_home(home_, std::span(part_.entries).subspan(entries), std::span(part_.lines).subspan(lines));
}

Date PartCloser::posted_through(const db::PlanRow& row) const
{
    const Date own = Date::from_serial(row.posted_through);
    return row.lags ? own : std::max(own, under_.posted_through);
}

void PartCloser::post_quiet(const db::PlanRow& row)
{
    ++part_.groups;
    if (row.lags) {
        part_.left_out.push_back({home_, ContractId(row.contract), lagging(row)});
        return;
    }
    decode_plan(row.bytes, quiet_);
    write(quiet_, row.group, close_group(&quiet_, posted_through(row), quiet_, under_.closing));
}

// A group that was combined with another is no longer there: what was posted for it is taken back.
void PartCloser::replace_all(News& news, std::vector<db::PlanRow>& stored)
{
    if (news.home != home_) start_home(news.home);
    std::int32_t last = 0;
    for (const db::PlanRow& row : stored) last = std::max(last, row.group);
    for (NewPlan& fresh : news.plans) {
        const auto old =
            std::find_if(stored.begin(), stored.end(), [&](const db::PlanRow& row) { return fresh.is_of(row); });
        db::PlanRow row;
        if (old != stored.end()) {
            row = std::move(*old);
            stored.erase(old);
        } else {
            row.home = home_;
            const bool own = fresh.contract.empty() && fresh.currency == under_.order.ledger.currency;
            row.group = own ? 0 : ++last;
            row.contract = fresh.contract;
            row.currency = fresh.currency.code();
            row.posted_through = Date::dawn().serial();
            row.lags = true;
        }
        replace(std::move(row), std::move(fresh.plan));
    }
    for (db::PlanRow& row : stored) {
        Plan gone;
        gone.group = ContractId(row.contract);
        gone.entity = under_.order.ledger.entity;
        const auto currency = Currency::parse(row.currency);
        gone.currency = currency.value_or(under_.order.ledger.currency);
        replace(std::move(row), std::move(gone));
    }
}

// Posts a group's new plan over its old one, and keeps it. One in fault stays posted as it was.
void PartCloser::replace(db::PlanRow row, Result<Plan> fresh)
{
    const Ledger& ledger = under_.order.ledger;
    ++part_.groups;
    ++part_.planned_groups;
    const Date through = posted_through(row);
    row.book = ledger.key();
    row.entity = ledger.entity.text();
    row.batch = under_.book.known_at();
    if (!fresh) {
        row.posted_through = through.serial();
        row.lags = true;
        row.fault = kept(fresh.fault());
        part_.left_out.push_back({home_, ContractId(row.contract), fresh.fault()});
        part_.plans.push_back(std::move(row));
        return;
    }
    const Plan after = placed(std::move(*fresh), row.obligations);
    if (row.bytes.empty()) {
        write(after, row.group, close_group(nullptr, through, after, under_.closing));
    } else {
        const Plan before = placed(decode_plan(row.bytes), names_of(after));
        write(after, row.group, close_group(&before, through, after, under_.closing));
    }
    row.currency = after.currency.code();
    row.lags = false;
    row.fault.clear();
    row.posted_through = std::max(through, under_.order.through).serial();
    row.bytes = encode(after);
    row.obligations = names_of(after);
    part_.plans.push_back(std::move(row));
}

// A foreign contract's lines have their functional amounts beside them.
void PartCloser::add_lines(const Plan& plan, const Entry& entry, std::int64_t number)
{
    std::int16_t place = 0;
    const auto add_line = [&](AccountKey key, std::int64_t minor, std::optional<std::int64_t> functional) {
        lines_of_home_.push_back({.home = home_,
                                  .entry = number,
                                  .line = ++place,
                                  .obligation = static_cast<std::int16_t>(key.obligation),
                                  .role = static_cast<std::int16_t>(key.role),
                                  .source = static_cast<std::int16_t>(key.source),
                                  .minor = minor,
                                  .functional = functional});
    };
    const std::string currency(plan.currency.code());
    const bool foreign = plan.currency != under_.order.ledger.currency;
    for (const Balance& balance : entry.lines) {
        const auto worth = foreign ? std::optional(entry.translated.of(balance.key)) : std::nullopt;
        add_line(balance.key, balance.minor, worth);
        totalling_.add(entry.period, entry.cause, currency, balance.key.role, balance.minor);
    }
    // What the rates alone moved.
    for (const Balance& worth : entry.translated)
        if (entry.lines.of(worth.key) == 0) add_line(worth.key, 0, worth.minor);
}

void PartCloser::write(const Plan& plan, std::int32_t group, const Entries& entries)
{
    const std::string currency(plan.currency.code());
    for (const Entry& entry : entries) {
        if (under_.seen != nullptr) (*under_.seen)(home_, plan, entry);
        const std::int64_t number = db::entry_number(entry.period.packed(), under_.run, place_++);
        const std::size_t first = lines_of_home_.size();
        add_lines(plan, entry, number);
        of_home_.push_back({{.home = home_,
                             .entry = number,
                             .run = under_.run,
                             .group = group,
                             .book = under_.book_number,
                             .cause = static_cast<std::int16_t>(entry.cause),
                             .first_cause = static_cast<std::int16_t>(entry.first_cause),
                             .date = entry.date.serial(),
                             .belongs_to = entry.belongs_to.packed(),
                             .event = entry.event,
                             .currency = currency},
                            first,
                            lines_of_home_.size() - first});
    }
}

}  // namespace earned::app
