#include "journal/quiet.h"

#include "base/check.h"
#include "journal/standing.h"
#include "journal/walk.h"

#include <algorithm>

namespace earned {

namespace {

std::int64_t earned_by(const std::vector<Live>& live, Date date)
{
    std::int64_t sum = 0;
    for (const Live& each : live) sum += earned_so_far(each, date);
    return sum;
}

// What a period end moves: each live obligation's revenue, and the face that the position shows.
Balances change_of(const Quiet& quiet, Date from, Date to)
{
    Balances change;
    const std::int64_t shown = std::max<std::int64_t>(earned_by(quiet.live, from) - quiet.credited, 0);
    const std::int64_t showing = std::max<std::int64_t>(earned_by(quiet.live, to) - quiet.credited, 0);
    change.append({0, Source::presentation, Role::contract_asset}, showing - shown);
    change.append({0, Source::presentation, Role::contract_liability}, shown - showing);
    for (const Live& live : quiet.live) {
        const auto place = static_cast<std::uint16_t>(live.obligation + 1);
        const std::int64_t moved = earned_so_far(live, to) - earned_so_far(live, from);
        change.append({place, Source::recognition, Role::contract_liability}, moved);
        change.append({place, Source::recognition, Role::revenue}, -moved);
    }
    return change;
}

// A plan's stretches in force from a moment on, that are not over and pass with time.
std::vector<Live> live_after(const Plan& plan, Date from)
{
    std::vector<Live> live;
    for (std::size_t place = 0; place < plan.stretches.size(); ++place) {
        const Stretch& stretch = plan.stretches[place];
        const bool last = place + 1 == plan.stretches.size() || plan.stretches[place + 1].obligation != stretch.obligation;
        if (!last || !stretch.by_time || stretch.term.last <= from) continue;
        const auto small = stretch.share.small();
        if (!small || stretch.unit != 1) return {};
        live.push_back({stretch.obligation, stretch.measure, stretch.months, stretch.rounding, stretch.term,
                        small->first, small->second});
    }
    return live;
}

// All but revenue and the face of the position.
Balances unmoved_by_time(const Balances& balances)
{
    Balances rest;
    for (const Balance& balance : balances)
        if (balance.key.source != Source::recognition && balance.key.source != Source::presentation)
            rest.append(balance.key, balance.minor);
    return rest;
}

bool shows_only_the_position(const Balances& balances)
{
    return std::all_of(balances.begin(), balances.end(), [](const Balance& balance) {
        return balance.key.source != Source::presentation || balance.key.role == Role::contract_asset ||
               balance.key.role == Role::contract_liability;
    });
}

bool may_be_read_off(const Plan& plan)
{
    return !plan.home && plan.frozen.empty() && plan.assessed.empty() && plan.tax_pending == TaxPending::none &&
           std::all_of(plan.obligations.begin(), plan.obligations.end(), [](const PlannedObligation& obligation) {
               return obligation.confirmed_through == Date::never() && !obligation.rebated && !obligation.firm.refundable &&
                      obligation.firm.kind == Firm::Kind::whole;
           });
}

}  // namespace

void settle(Plan& plan)
{
    plan.quiet = Quiet{};
    if (plan.cuts.empty()) {
        plan.quiet.still = Date::dawn();
        return;
    }
    plan.quiet.still = plan.cuts.back().at.date;
    if (!may_be_read_off(plan)) return;
    // The ends of the terms that run to the end are cuts, but quiet until they come.
    Date from = Date::dawn();
    for (const Cut& cut : plan.cuts) {
        const bool ends = std::any_of(plan.stretches.begin(), plan.stretches.end(), [&](const Stretch& stretch) {
            return stretch.by_time && cut.at == end_of(stretch.term.last);
        });
        if (!ends || cut.accrues || cut.cause != Cause::time) from = std::max(from, cut.at.date);
    }
    const std::vector<Live> live = live_after(plan, from);
    if (live.empty()) return;
    Date until = Date::never();
    for (const Live& each : live) until = std::min(until, each.term.last.previous());
    if (until <= from) return;
    const Balances first = target(plan, last_moment(from), from), last = target(plan, last_moment(until), until);
    if (unmoved_by_time(first) != unmoved_by_time(last)) return;
    if (!shows_only_the_position(first) || !shows_only_the_position(last)) return;
    plan.quiet.from = from;
    plan.quiet.until = until;
    plan.quiet.live = live;
    std::int64_t position = 0;
    for (const Balance& balance : first)
        if (balance.key.role == Role::contract_liability && balance.key.source != Source::presentation)
            position += balance.minor;
    plan.quiet.credited = earned_by(live, from) - position;
}

std::optional<Entries> quiet_entries(const Plan& plan, Date posted, const Closing& closing)
{
    const Quiet& quiet = plan.quiet;
    if (posted >= quiet.still || posted >= closing.through) return Entries{};
    if (posted < quiet.from || closing.through > quiet.until) return std::nullopt;
    const FiscalCalendar& calendar = *closing.calendar;
    Period period = calendar.period_of(posted.next());
    Date counted = calendar.first(period).previous();
    if (counted < quiet.from) return std::nullopt;  // an event of this period has counted time as well
    Entries entries;
    for (Date end = calendar.last(period); end <= closing.through; end = calendar.last(period)) {
        Balances change = change_of(quiet, counted, end);
        if (!change.empty()) {
            const Period own = closing.open(period) ? period : calendar.period_of(closing.dated(end));
            const Date date = own == period ? end : calendar.first(own);
            entries.push_back({date, own, period, own == period ? Cause::time : Cause::late, Cause::time, 0, std::move(change)});
        }
        counted = end;
        period = period.next();
    }
    return entries;
}

}  // namespace earned
