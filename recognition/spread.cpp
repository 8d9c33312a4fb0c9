#include "recognition/spread.h"

#include "base/check.h"
#include "recognition/earned.h"

#include <algorithm>

namespace earned {

namespace {

// From shares done by the end of each entry's date; the last is 1.
std::vector<SpreadEntry> spread_slices(Money amount, std::vector<std::pair<Date, Ratio>> done, Slices slices)
{
    std::vector<SpreadEntry> entries;
    Money so_far = Money::zero(amount.currency());
    Ratio before;
    for (std::size_t place = 0; place < done.size(); ++place) {
        const auto& [date, share] = done[place];
        Money here = amount.share(share, Round::half_away) - so_far;
        if (slices == Slices::each) here = amount.share(share - before, Round::half_away);
        if (place + 1 == done.size()) here = amount - so_far;
        entries.push_back({date, here});
        so_far += here;
        before = share;
    }
    return entries;
}

// The last days of the months that the service touches, the last of them its own.
std::vector<Date> month_ends_of(Term service)
{
    CHECK(service.first <= service.last, "a service has a day");
    std::vector<Date> ends;
    for (Date day = service.first; day <= service.last; day = ends.back().next())
        ends.push_back(std::min(day.last_of_month(), service.last));
    return ends;
}

}  // namespace

std::vector<SpreadEntry> spread_by_days(Money amount, Term service, Slices slices)
{
    std::vector<std::pair<Date, Ratio>> done;
    for (const Date end : month_ends_of(service))
        done.emplace_back(end, Ratio(end - service.first + 1, service.days()));
    return spread_slices(amount, std::move(done), slices);
}

std::vector<SpreadEntry> spread_by_months(Money amount, Term service, PartialMonths partial, Slices slices)
{
    std::vector<std::pair<Date, Ratio>> done;
    for (const Date end : month_ends_of(service))
        done.emplace_back(end.last_of_month(), progress_by_time(Measure::monthly, partial, service, end));
    return spread_slices(amount, std::move(done), slices);
}

std::vector<SpreadEntry> spread_by_amount(Money amount, Date first, int periods, int months_each)
{
    CHECK(periods > 0 && months_each > 0, "a spread has a period");
    const Money of_period = amount.share({1, periods}, Round::half_away);
    std::vector<SpreadEntry> entries;
    Money left = amount;
    const int place = (first.month() - 1) % months_each;  // of its month in the period
    const Date begin = first.plus_months(-place, 1).first_of_month();
    const Date end_of_first = begin.plus_months(months_each - 1, 1).last_of_month();
    const Ratio part(end_of_first - first + 1, end_of_first - begin + 1);
    const int lines = part == Ratio(1) ? periods : periods + 1;
    for (int line = 0; line < lines; ++line) {
        const Date date = begin.plus_months(line * months_each + months_each - 1, 1).last_of_month();
        Money here = line == 0 ? of_period.share(part, Round::half_away) : of_period;
        if (line + 1 == lines) here = left;
        entries.push_back({date, here});
        left -= here;
    }
    return entries;
}

std::vector<SpreadEntry> spread_by_second(Money amount, std::int64_t from, std::int64_t to)
{
    CHECK(from < to, "a span has a second");
    constexpr std::int64_t day = 86400;
    const auto date_of = [](std::int64_t second) { return Date::from_serial(static_cast<std::int32_t>(second / day)); };
    std::vector<std::pair<Date, Ratio>> done;
    const Date last = date_of(to - 1);
    for (Date end = date_of(from).last_of_month();; end = end.next().last_of_month()) {
        const std::int64_t midnight = (end.serial() + std::int64_t{1}) * day;
        done.emplace_back(end, Ratio(std::min(midnight, to) - from, to - from));
        if (last <= end) break;
    }
    return spread_slices(amount, std::move(done), Slices::running_total);
}

std::vector<SpreadEntry> after_closed(std::vector<SpreadEntry> entries, Date closed_through)
{
    for (SpreadEntry& entry : entries)
        if (entry.date <= closed_through) entry.date = closed_through.next().last_of_month();
    return entries;
}

}  // namespace earned
