#include "journal/posting.h"

#include "journal/divergence.h"
#include "journal/quiet.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace earned {

namespace {

// What should have been posted less what was. An event is known by its number: another of its day,
// learnt of later, may have taken its place in the day.
std::vector<Movement> differences(std::vector<Movement> wanted, const std::vector<Movement>& posted)
{
    if (posted.empty()) return wanted;
    std::map<std::tuple<Date, Rank, Cause, std::int64_t>, Movement> sums;
    const auto sum_of = [&](const Movement& movement) -> Movement& {
        const Cut& cut = movement.cut;
        return sums.try_emplace({cut.at.date, cut.at.rank, cut.cause, cut.event}, Movement{cut, {}}).first->second;
    };
    for (const Movement& movement : wanted) {
        Movement& sum = sum_of(movement);
        sum.change = sum.change + movement.change;
        sum.translated = sum.translated + movement.translated;
    }
    for (const Movement& movement : posted) {
        Movement& sum = sum_of(movement);
        sum.change = sum.change - movement.change;
        sum.translated = sum.translated - movement.translated;
    }
    std::vector<Movement> all;
    for (auto& [key, movement] : sums)
        if (!movement.change.empty() || !movement.translated.empty()) all.push_back(std::move(movement));
    std::stable_sort(all.begin(), all.end(),
                     [](const Movement& one, const Movement& other) { return one.cut.at < other.cut.at; });
    return all;
}

bool is_one_entry(const Entry& one, const Entry& other)
{
    return one.date == other.date && one.belongs_to == other.belongs_to && one.first_cause == other.first_cause &&
           one.event == other.event;
}

Entries posted_as(const std::vector<Movement>& movements, const Closing& closing)
{
    Entries late, entries;
    for (const Movement& movement : movements) {
        const Date day = movement.cut.at.date, dated = closing.dated(day);
        const Period own = closing.calendar->period_of(day);
        if (dated == day) {
            entries.push_back(
                {day, own, own, movement.cut.cause, movement.cut.cause, movement.cut.event, movement.change,
                 movement.translated});
            continue;
        }
        Entry entry{dated, closing.calendar->period_of(dated), own, Cause::late, movement.cut.cause,
                    movement.cut.event, movement.change, movement.translated};
        const auto same =
            std::find_if(late.begin(), late.end(), [&](const Entry& each) { return is_one_entry(each, entry); });
        if (same == late.end()) {
            late.push_back(std::move(entry));
            continue;
        }
        same->lines = same->lines + entry.lines;
        same->translated = same->translated + entry.translated;
    }
    std::erase_if(late, [](const Entry& entry) { return entry.lines.empty() && entry.translated.empty(); });
    late.insert(late.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
    std::stable_sort(late.begin(), late.end(),
                     [](const Entry& one, const Entry& other) { return one.date < other.date; });
    return late;
}

Plan unpacked(const Plan& plan)
{
    Plan whole = plan;
    unpack(whole);
    return whole;
}

}  // namespace

bool Closing::open(Period period) const { return !std::binary_search(locked.begin(), locked.end(), period); }

Date Closing::dated(Date date) const
{
    if (locked.empty()) return date;
    Period period = calendar->period_of(date);
    if (open(period)) return date;
    while (!open(period)) period = period.next();
    return calendar->first(period);
}

Closing prepared(Closing closing)
{
    closing.alone.reset();
    const Period period = closing.calendar->period_of(closing.through);
    const Term days = closing.calendar->term(period);
    if (days.last != closing.through || !closing.open(period)) return closing;
    closing.alone = OnePeriod{period, days, std::nullopt};
    if (days.last.is_last_of_month() && days.first.previous().is_last_of_month() && days.days() <= 31)
        closing.alone->month = days.last.year() * 12 + days.last.month() - 1;
    return closing;
}

Entries close_group(const Plan* before, Date posted_through, const Plan& after, const Closing& closing)
{
    if (before == &after)
        if (std::optional<Entries> entries = quiet_entries(after, posted_through, closing)) return std::move(*entries);
    if (!after.packed.empty()) {
        const Plan whole = unpacked(after);
        return close_group(before == &after ? &whole : before, posted_through, whole, closing);
    }
    if (before != nullptr && !before->packed.empty()) {
        const Plan whole = unpacked(*before);
        return close_group(&whole, posted_through, after, closing);
    }
    const Date through = std::max(posted_through, closing.through);
    Date same = before == nullptr ? Date::dawn() : posted_through;
    if (before != nullptr && before != &after)
        same = std::min(same, first_divergence(*before, after).previous());
    std::vector<Movement> posted;
    if (before != nullptr) posted = movements(*before, *closing.calendar, same, posted_through);
    return posted_as(differences(movements(after, *closing.calendar, same, through), posted), closing);
}

}  // namespace earned
