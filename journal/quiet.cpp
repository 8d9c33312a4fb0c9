#include "journal/quiet.h"

#include "base/check.h"
#include "journal/standing.h"
#include "journal/walk.h"

#include <algorithm>

namespace earned {

namespace {

int month_number(Date date) { return date.year() * 12 + date.month() - 1; }

// The end of a period. `month`: counted from year 0, when it is the end of one.
struct End {
    Date date;
    std::optional<int> month;
};
End end_on(Date date) { return {date, date.is_last_of_month() ? std::optional(month_number(date)) : std::nullopt}; }

std::int64_t earned_by(const Live& live, const End& end)
{
    std::int64_t n = 0;
    if (live.monthly) {
        n = *end.month - live.first_month;
        if (n < 0) return 0;
    } else {
        n = end.date - live.first + 1;
        if (n <= 0) return 0;
    }
    return quotient(live.start + live.step * n, live.den, live.rounding);
}

// What a period end moves: each live obligation's revenue, and the face that the position shows.
Balances change_of(const Quiet& quiet, const End& from, const End& to)
{
    std::int64_t before = -quiet.credited, after = before;
    Balances moved;
    for (const Live& live : quiet.live) {
        const std::int64_t was = earned_by(live, from), is = earned_by(live, to);
        const auto place = static_cast<std::uint16_t>(live.obligation + 1);
        before += was;
        after += is;
        moved.append({place, Source::recognition, Role::contract_liability}, is - was);
        moved.append({place, Source::recognition, Role::revenue}, was - is);
    }
    if (before <= 0 && after <= 0) return moved;
    const std::int64_t shown = std::max<std::int64_t>(after, 0) - std::max<std::int64_t>(before, 0);
    Balances faces;
    faces.append({0, Source::presentation, Role::contract_asset}, shown);
    faces.append({0, Source::presentation, Role::contract_liability}, -shown);
    return faces + moved;
}

// Monthly progress grows by the same step from one month's end to the next; where a convention or a
// short term makes it otherwise, the plan is not read off.
bool in_months(Live& live, const Stretch& stretch, const Ratio& share)
{
    const auto progress = [&](int month) {
        return progress_by_time(Measure::monthly, stretch.months, stretch.term,
                                stretch.term.first.plus_months(month, 1).last_of_month());
    };
    const int last = month_number(stretch.term.last) - month_number(stretch.term.first) - 1;
    if (last < 1) return false;
    const Ratio start = progress(0), step = progress(1) - start;
    if (start + step * Ratio(last) != progress(last)) return false;
    if (stretch.months == PartialMonths::anniversary && stretch.term.first.day() != 1) return false;
    const auto from = (share * start).small(), each = (share * step).small();
    if (!from || !each) return false;
    const Wide den = Wide{from->second} * each->second;
    const Wide first = Wide{from->first} * each->second, more = Wide{each->first} * from->second;
    constexpr Wide limit = Wide{1} << 60;
    const auto fits = [](Wide number) { return -limit < number && number < limit; };
    if (!fits(den) || !fits(first) || !fits(more * last) || !fits(first + more * last)) return false;
    live.start = static_cast<std::int64_t>(first);
    live.step = static_cast<std::int64_t>(more);
    live.den = static_cast<std::int64_t>(den);
    return true;
}

bool in_days(Live& live, const Stretch& stretch, std::int64_t num, std::int64_t den)
{
    const int days = stretch.term.days();
    std::int64_t all = 0;
    if (__builtin_mul_overflow(num, days, &all) || __builtin_mul_overflow(den, days, &live.den)) return false;
    if (live.den > INT64_MAX / 2 || all == INT64_MIN) return false;
    live.step = num;
    return true;
}

// The last stretch of its obligation, that passes with time and is not over.
bool is_live(const Plan& plan, std::size_t place, Date from)
{
    const Stretch& stretch = plan.stretches[place];
    const bool last = place + 1 == plan.stretches.size() || plan.stretches[place + 1].obligation != stretch.obligation;
    return last && stretch.by_time && from < stretch.term.last;
}

// A plan's stretches in force from a moment on, that are not over and pass with time. None when one
// of them cannot be read off.
std::vector<Live> live_after(const Plan& plan, Date from)
{
    std::vector<Live> all;
    for (std::size_t place = 0; place < plan.stretches.size(); ++place) {
        const Stretch& stretch = plan.stretches[place];
        if (!is_live(plan, place, from)) continue;
        const auto small = stretch.share.small();
        if (!small || stretch.unit != 1) return {};
        Live live{.obligation = stretch.obligation, .monthly = stretch.measure == Measure::monthly,
                  .rounding = stretch.rounding, .first = stretch.term.first, .first_month = 0};
        if (live.monthly) live.first_month = month_number(live.first);
        const bool read = live.monthly ? in_months(live, stretch, stretch.share)
                                       : in_days(live, stretch, small->first, small->second);
        if (!read) return {};
        all.push_back(live);
    }
    return all;
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
    const auto passes = [](const Booked& row) { return row.with_time; };
    const auto beside = [](const Stretch& row) {
        return row.bonus_base != 0 || row.bonus_whole != 0 || row.rebate_base != 0 || row.rebate_whole != 0 ||
               row.conceded_base != 0 || row.conceded_whole != 0;
    };
    if (std::any_of(plan.booked.begin(), plan.booked.end(), passes)) return false;
    if (std::any_of(plan.stretches.begin(), plan.stretches.end(), beside)) return false;
    return !plan.home && !plan.foreign() && plan.frozen.empty() && plan.assessed.empty() && plan.tax_pending == TaxPending::none &&
           std::all_of(plan.obligations.begin(), plan.obligations.end(), [](const PlannedObligation& obligation) {
               return obligation.confirmed_through == Date::never() && obligation.tax_due == TaxDue::invoice && !obligation.rebated &&
                      !obligation.firm.refundable && obligation.firm.kind == Firm::Kind::whole;
           });
}

// Whether nothing but revenue moves from a day to another; then the plan is quiet between them.
void read_off(Plan& plan, Date from, Date until)
{
    const Balances first = target(plan, last_moment(from), from), last = target(plan, last_moment(until), until);
    const bool provided = !plan.expected.empty() && (exposures(plan, last_moment(from), from) != Exposures{} ||
                                                     exposures(plan, last_moment(until), until) != Exposures{});
    if (provided || unmoved_by_time(first) != unmoved_by_time(last) || !shows_only_the_position(first) ||
        !shows_only_the_position(last)) {
        plan.quiet.live.clear();
        return;
    }
    std::int64_t position = 0, live = 0;
    for (const Balance& balance : first)
        if (balance.key.role == Role::contract_liability && balance.key.source != Source::presentation)
            position += balance.minor;
    for (const Live& each : plan.quiet.live) live += standing_of(plan, each.obligation, last_moment(from), from).earned;
    for (std::size_t place = 0; place < plan.stretches.size(); ++place)
        if (is_live(plan, place, from)) live -= plan.stretches[place].base;
    plan.quiet.from = from;
    plan.quiet.until = until;
    plan.quiet.credited = live - position;
}

}  // namespace

void settle(Plan& plan)
{
    plan.quiet = Quiet{};
    if (plan.cuts.empty()) {
        plan.quiet.still = Date::dawn();
        return;
    }
    plan.quiet.still = plan.foreign() ? Date::never() : plan.cuts.back().at.date;
    if (!may_be_read_off(plan)) return;
    // The ends of the terms that run to the end are cuts, but quiet until they come.
    Date from = Date::dawn();
    for (const Cut& cut : plan.cuts) {
        const bool ends = std::any_of(plan.stretches.begin(), plan.stretches.end(), [&](const Stretch& stretch) {
            return stretch.by_time && cut.at == end_of(stretch.term.last);
        });
        if (!ends || cut.accrues || cut.cause != Cause::time) from = std::max(from, cut.at.date);
    }
    plan.quiet.live = live_after(plan, from);
    Date until = Date::never();
    for (std::size_t place = 0; place < plan.stretches.size(); ++place)
        if (is_live(plan, place, from)) until = std::min(until, plan.stretches[place].term.last.previous());
    if (plan.quiet.live.empty() || until <= from) plan.quiet.live.clear();
    else read_off(plan, from, until);
}

std::optional<Entries> quiet_entries(const Plan& plan, Date posted, const Closing& closing)
{
    const Quiet& quiet = plan.quiet;
    if (posted >= quiet.still || posted >= closing.through) return Entries{};
    if (posted < quiet.from || closing.through > quiet.until) return std::nullopt;
    const bool monthly =
        std::any_of(quiet.live.begin(), quiet.live.end(), [](const Live& live) { return live.monthly; });
    Entries entries;
    if (closing.alone && closing.alone->days.first == posted.next() && (closing.alone->month || !monthly)) {
        const OnePeriod& one = *closing.alone;
        const End before{posted, one.month ? std::optional(*one.month - 1) : std::nullopt};
        Balances change = change_of(quiet, before, {one.days.last, one.month});
        if (!change.empty())
            entries.push_back({one.days.last, one.period, one.period, Cause::time, Cause::time, 0, std::move(change)});
        return entries;
    }
    const FiscalCalendar& calendar = *closing.calendar;
    Period period = calendar.period_of(posted.next());
    End counted = end_on(calendar.first(period).previous());
    if (counted.date < quiet.from) return std::nullopt;  // an event of this period has counted time as well
    for (End end = end_on(calendar.last(period)); end.date <= closing.through; end = end_on(calendar.last(period))) {
        if (monthly && (!counted.month || !end.month)) return std::nullopt;  // periods that aren't months
        Balances change = change_of(quiet, counted, end);
        const Date date = closing.dated(end.date);
        const Period own = date == end.date ? period : calendar.period_of(date);
        if (!change.empty())
            entries.push_back(
                {date, own, period, own == period ? Cause::time : Cause::late, Cause::time, 0, std::move(change)});
        counted = end;
        period = period.next();
    }
    return entries;
}

}  // namespace earned
