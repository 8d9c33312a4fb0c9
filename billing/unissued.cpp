#include "billing/unissued.h"

#include <algorithm>

namespace earned::billing {

namespace {

// Takes out what stands on both sides under one date with one sum.
void pair_by_date(std::vector<Owed>& owed, std::vector<Issued>& issued)
{
    std::vector<Owed> left_owed;
    std::vector<Issued> left_issued;
    auto owing = owed.begin();
    auto shown = issued.begin();
    while (owing != owed.end() || shown != issued.end()) {
        const Date date =
            shown == issued.end() || (owing != owed.end() && owing->date < shown->date) ? owing->date : shown->date;
        const auto first_owing = owing;
        const auto first_shown = shown;
        Money due{}, issue{};
        for (; owing != owed.end() && owing->date == date; ++owing)
            due = owing == first_owing ? owing->net : due + owing->net;
        for (; shown != issued.end() && shown->date == date; ++shown)
            issue = shown == first_shown ? shown->net : issue + shown->net;
        if (first_owing != owing && first_shown != shown && due == issue) continue;
        left_owed.insert(left_owed.end(), std::make_move_iterator(first_owing), std::make_move_iterator(owing));
        left_issued.insert(left_issued.end(), first_shown, shown);
    }
    owed = std::move(left_owed);
    issued = std::move(left_issued);
}

// How many of the first items were issued together under a later date; nothing when none were.
std::optional<std::size_t> issued_together(const std::vector<Owed>& owed, Money issued, Date by)
{
    std::optional<std::size_t> found;
    Money sum = Money::zero(issued.currency());
    for (std::size_t place = 0; place < owed.size() && owed[place].date <= by; ++place) {
        sum += owed[place].net;
        const bool ends_a_date = place + 1 == owed.size() || owed[place + 1].date != owed[place].date;
        if (ends_a_date && sum == issued) found = place + 1;
    }
    return found;
}

// The latest items make up the difference; what none explains is of the latest document's date.
std::vector<Owed> latest(const std::vector<Owed>& owed, Money difference, Date last_issued)
{
    const Money nothing = Money::zero(difference.currency());
    std::vector<Owed> found;
    for (auto item = owed.rbegin(); item != owed.rend() && !difference.is_zero(); ++item) {
        if (item->net.sign() != difference.sign()) continue;
        Owed part = *item;
        if (abs(difference) < abs(item->net)) {
            part.net = part.rated = difference;
            part.tax = nothing;
        }
        difference -= part.net;
        found.push_back(std::move(part));
    }
    if (!difference.is_zero()) found.push_back({last_issued, difference, difference, nothing, false, {}});
    std::reverse(found.begin(), found.end());
    std::stable_sort(found.begin(), found.end(),
                     [](const Owed& one, const Owed& other) { return one.date < other.date; });
    return found;
}

}  // namespace

bool stands(const Group& group, const Document& document)
{
    if (document.voided) return false;
    if (!document.credit) return true;
    for (const Document& other : group.documents)
        if (!other.credit && other.number == document.of) return !other.voided;
    return true;
}

std::vector<Owed> unissued(std::vector<Owed> owed, const std::vector<Issued>& issued, Date through)
{
    const Date horizon = issued.empty() ? through : std::max(through, issued.back().date);
    std::erase_if(owed, [&](const Owed& one) { return horizon < one.date; });
    std::vector<Issued> shown = issued;
    if (!shown.empty()) pair_by_date(owed, shown);
    if (!shown.empty()) {
        const Money nothing = Money::zero(shown.front().net.currency());
        Money in_all = nothing, difference = nothing;
        for (const Issued& one : shown) in_all += one.net;
        for (const Owed& one : owed) difference += one.net;
        difference -= in_all;
        if (difference.is_zero()) return {};
        if (const auto together = issued_together(owed, in_all, shown.back().date))
            owed.erase(owed.begin(), owed.begin() + static_cast<std::ptrdiff_t>(*together));
        else
            owed = latest(owed, difference, shown.back().date);
    }
    std::erase_if(owed, [&](const Owed& one) { return through < one.date; });
    return owed;
}

std::vector<Owed> unissued_by_period(std::vector<Owed> owed, const std::vector<Issued>& issued, Date through)
{
    const auto owed_on = [&](Date date) {
        return std::find_if(owed.begin(), owed.end(),
                            [&](const Owed& one) { return one.date == date && !one.is_refund; });
    };
    const bool of_no_period = std::any_of(owed.begin(), owed.end(), [](const Owed& one) {
        return !one.is_refund && (one.items.empty() || !one.items.front()->covers);
    });
    if (of_no_period) return unissued(std::move(owed), issued, through);
    for (const Issued& one : issued)
        if (owed_on(one.date) == owed.end()) return unissued(std::move(owed), issued, through);
    for (const Issued& one : issued) {
        Owed& of = *owed_on(one.date);
        of.net -= one.net;
        of.rated = of.net;
        of.tax = Money::zero(of.net.currency());
    }
    std::erase_if(owed, [&](const Owed& one) { return one.net.is_zero() || through < one.date; });
    return owed;
}

std::vector<Owed> onto_the_next(std::vector<Owed> owed, Date not_before)
{
    Date next = not_before;
    for (auto one = owed.rbegin(); one != owed.rend() && not_before <= one->date; ++one) next = one->date;
    for (Owed& one : owed) {
        if (not_before <= one.date || one.is_refund) continue;
        one.late_of = one.items.empty() ? std::nullopt : one.items.front()->covers;
        one.date = next;
    }
    std::stable_sort(owed.begin(), owed.end(), [](const Owed& a, const Owed& b) { return a.date < b.date; });
    return owed;
}

}  // namespace earned::billing
