#include "recognition/sold.h"

#include "recognition/returns.h"

#include <algorithm>

namespace earned {

namespace {

bool holds_goods(const Life& life)
{
    return !life.by_time && !life.called_off &&
           std::any_of(life.lines.begin(), life.lines.end(), [](const Promise& promise) {
               return promise.terms().satisfied == Satisfied::point_in_time &&
                      (may_come_back(promise) || has_come_back(promise));
           });
}

// A licence that begins is read as a share, of so many.
Ratio scale_of(const Promise& promise)
{
    return promise.terms().trigger == Trigger::start ? Ratio::of(promise.terms().quantity) : Ratio(1);
}

// What came back after one moment and by another.
Ratio come_back(const Life& life, std::optional<Moment> after, Moment by)
{
    Ratio units;
    for (const Happening& happening : life.lines.front().life().happenings)
        if (const auto* returned = std::get_if<GoodsReturned>(&happening.fact);
            returned != nullptr && (!after || *after < happening.at) && happening.at <= by)
            units += Ratio::of(returned->quantity);
    return units;
}

struct Parcel {
    Ratio units, earned, stated;
    VariablePart beside;
};

// So many of the first that were sold.
Parcel first_of(const std::vector<Life::Sold>& sold, Ratio units)
{
    Parcel parcel;
    for (const Life::Sold& each : sold) {
        const Ratio here = min(units, each.units);
        units -= here;
        parcel.units += here;
        parcel.earned += here * each.each;
        parcel.stated += here * each.each_stated;
        parcel.beside.add(each.beside, here);
    }
    return parcel;
}

std::int64_t in_minor(const Life& life, const Ratio& amount) { return amount.rounded(life.now.rounding); }

GivenBack given_back(const Life& life, const Parcel& sold)
{
    return {in_minor(life, sold.earned),
            in_minor(life, sold.stated),
            sold.beside,
            Ratio(),
            sold.earned - sold.stated,
            sold.units};
}

}  // namespace

Outcome hold_back(Life& life, Segment& segment, Moment at)
{
    life.held_back = 0;
    life.back = Ratio();
    segment = life.counted();
    segment.back = 0;
    if (!holds_goods(life)) return Done{};
    const Promise& promise = life.lines.front();
    if (life.lines.size() > 1) {
        const auto returnable = std::find_if(life.lines.begin(), life.lines.end(), may_come_back);
        if (life.closed || life.ended || returnable == life.lines.end()) return Done{};
        return Fault{"unsupported-return-right", address(*returnable) + ", return_right",
                     "obligation " + life.out.id.text() + " has several lines, and a right to return one of them",
                     "let a line that may come back be an obligation of its own"};
    }
    const Ratio expected = expected_back(promise, at);
    const Parcel before = first_of(life.sold, expected + come_back_of_sold(life, at));
    if (!life.closed && !life.ended) {
        const Way way = way_of(life, at);
        const Ratio ahead = (way.total - way.before) * scale_of(promise);
        if (ahead.sign() > 0) life.back = (expected - before.units) / ahead;
    }
    const Ratio progress =
        segment.steps.empty() || at < segment.steps.front().at ? Ratio() : segment.steps.front().progress;
    if (!life.back.is_zero()) {
        life.held_back += earned_total(segment, progress) - earned_total(segment, progress - life.back);
        segment.back += stated_total(segment, progress) - stated_total(segment, progress - life.back);
    }
    life.held_back += in_minor(life, before.earned);
    segment.back += in_minor(life, before.stated);
    segment.base -= life.held_back;
    return Done{};
}

Gone lay_by(Life& life, const Ratio& progress, Moment at, const VariablePart& beside)
{
    if (!holds_goods(life) || life.lines.size() > 1 || life.closed) return {};
    const Moment before = just_before(at);
    const Way way = way_of(life, before);
    const Ratio scale = scale_of(life.lines.front());
    const Ratio ahead = (way.total - way.before) * scale, handed_over = (way.done - way.before) * scale;
    const Parcel gone = first_of(life.sold, come_back_of_sold(life, before));
    Ratio left = gone.units;
    for (Life::Sold& sold : life.sold) {
        const Ratio here = min(left, sold.units);
        sold.units -= here;
        left -= here;
    }
    std::erase_if(life.sold, [](const Life::Sold& sold) { return sold.units.is_zero(); });
    life.since = at;
    if (ahead.sign() <= 0) return {};
    const Segment counted = life.counted();
    Life::Sold now{handed_over + gone.units, counted.share / ahead, Ratio(counted.stated_whole) / ahead, {}};
    now.beside.add(beside, Ratio(1) / ahead);
    Gone settled;
    if (!gone.units.is_zero()) {
        const Ratio at_now = progress + gone.units / ahead;
        settled.earned =
            in_minor(life, gone.earned) - (earned_total(counted, at_now) - earned_total(counted, progress));
        settled.stated =
            in_minor(life, gone.stated) - (stated_total(counted, at_now) - stated_total(counted, progress));
    }
    if (now.units.sign() > 0) life.sold.push_back(std::move(now));
    return settled;
}

Ratio share_ahead(const Life& life, const Ratio& units, Moment at)
{
    if (!holds_goods(life) || life.closed || life.ended) return {};
    const Way way = way_of(life, at);
    const Ratio ahead = (way.total - way.before) * scale_of(life.lines.front());
    return ahead.sign() <= 0 ? Ratio() : units / ahead;
}

Ratio come_back_by_since(const Life& life) { return life.since ? come_back(life, std::nullopt, *life.since) : Ratio(); }

Ratio come_back_since(const Life& life, Moment at) { return come_back(life, life.since, at); }

Ratio come_back_of_sold(const Life& life, Moment at) { return life.since ? come_back_since(life, at) : Ratio(); }

VariablePart held_back_beside(const Life& life, Moment at, const VariablePart& beside)
{
    if (!holds_goods(life) || life.lines.size() > 1) return {};
    VariablePart held = first_of(life.sold, expected_back(life.lines.front(), at) + come_back_of_sold(life, at)).beside;
    if (!life.closed && !life.ended) held.add(beside, life.back);
    return held;
}

GivenBack given_back_of_sold(const Life& life, Moment at)
{
    return given_back(life, first_of(life.sold, come_back_of_sold(life, at)));
}

GivenBack given_back(const Life& life, const Ratio& units, const Ratio& back_of_sold, Moment at,
                     const VariablePart& beside)
{
    GivenBack back = given_back(life, first_of(life.sold, max(units, back_of_sold)));
    if (life.closed || life.ended) return back;
    const Way way = way_of(life, at);
    const Ratio ahead = (way.total - way.before) * scale_of(life.lines.front());
    if (ahead.sign() <= 0) return back;
    back.of_rest = min((units - back.units) / ahead, Ratio(1));
    const Segment segment = life.counted();
    const Ratio kept = Ratio(1) - back.of_rest;
    back.earned += earned_total(segment, Ratio(1)) - earned_total(segment, kept);
    back.stated += stated_total(segment, Ratio(1)) - stated_total(segment, kept);
    back.beside.add(beside, back.of_rest);
    back.exact += (segment.share - Ratio(segment.stated_whole)) * back.of_rest;
    return back;
}

}  // namespace earned
