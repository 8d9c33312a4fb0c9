#include "tests/recognition/oracle/draw.h"

#include <algorithm>
#include <set>

namespace earned::oracle {

namespace {

// Numbers of one throw, one after another.
class Dice {
public:
    explicit Dice(const Throw& thrown) : thrown_(thrown) {}
    std::int64_t number(std::int64_t low, std::int64_t high)
    {
        const std::uint32_t next = thrown_[place_++ % thrown_.size()];
        return low + static_cast<std::int64_t>(next) % (high - low + 1);
    }
    bool one_in(std::int64_t count) { return number(1, count) == count; }

private:
    const Throw& thrown_;
    std::size_t place_ = 0;
};

// Whole months, whose price steps on some days.
Promised stepped_by(Dice& dice, Promised line)
{
    line.first = line.first.plus_months(1, 1);
    line.last = line.first.plus_months(static_cast<int>(dice.number(0, 14)), 1).last_of_month();
    for (std::int64_t count = dice.number(1, 3); count > 0; --count) {
        const Date from =
            line.steps.empty() ? line.first : line.steps.back().from + static_cast<int>(dice.number(1, 200));
        line.steps.push_back({std::min(from, line.last), dice.number(0, 50'000)});
    }
    return line;
}

Promised promised_by(Dice dice, const std::string& id, Date from)
{
    Promised line;
    line.id = id;
    line.work = static_cast<Work>(std::min<std::int64_t>(dice.number(0, 7), 5));  // goods oftener
    line.first = from + static_cast<int>(dice.number(0, 50));
    line.last = line.first + static_cast<int>(dice.number(0, 420));
    const std::int64_t lines = line.work != Work::handed_over && dice.one_in(4) ? dice.number(2, 3) : 1;
    for (std::int64_t count = 0; count < lines; ++count) {
        Part part;
        part.id = lines == 1 ? id : id + "-" + std::to_string(count + 1);
        part.price = dice.number(0, 500'000);
        part.standalone = dice.number(1, 500'000);
        if (line.work == Work::in_units || line.work == Work::handed_over) part.size = dice.number(1, 40);
        if (line.work == Work::by_percent) part.size = 100;
        if (line.work == Work::by_cost) part.size = dice.number(100, 900'000);
        line.parts.push_back(part);
    }
    if (passes_with_time(line.work) && lines == 1 && dice.one_in(3)) return stepped_by(dice, line);
    if (line.work != Work::handed_over || dice.one_in(3)) return line;
    ComesBack& right = line.comes_back.emplace();
    right.estimable = !dice.one_in(5);
    if (right.estimable && dice.one_in(2))
        right.percent = dice.number(0, 40);
    else if (right.estimable)
        right.units = dice.number(0, line.parts.front().size);
    if (!dice.one_in(3)) right.until = from + static_cast<int>(dice.number(30, 500));
    return line;
}

Estimate estimate_by(Dice& dice, bool concession)
{
    Estimate estimate;
    const std::int64_t sign = concession || dice.one_in(2) ? -1 : 1;
    estimate.likeliest = dice.one_in(2);
    estimate.constrained = dice.one_in(3);
    const std::int64_t chances = dice.one_in(2) ? 1 : dice.number(2, 3);
    std::int64_t tenths = 10;
    for (std::int64_t count = 1; count <= chances; ++count) {
        const std::int64_t likely = count == chances ? tenths : dice.number(1, tenths - (chances - count));
        estimate.chances.push_back({sign * dice.number(0, 20'000), likely});
        tenths -= likely;
    }
    estimate.a_unit = chances == 1 && dice.one_in(3);
    if (estimate.a_unit) estimate.chances.front().amount /= 40;
    return estimate;
}

// For all that it is promised with; or for one that is worth enough to carry it.
Varying varying_by(Dice dice, const std::string& id, const std::vector<Promised>& all)
{
    Varying varying;
    varying.id = id;
    varying.concession = dice.one_in(4);
    varying.estimate = estimate_by(dice, varying.concession);
    const auto place = static_cast<std::size_t>(dice.number(0, static_cast<std::int64_t>(all.size()) - 1));
    const bool carries = all[place].parts.size() == 1 && all[place].standalone() >= 100'000;
    if (carries && dice.one_in(2)) varying.places = {place};
    return varying;
}

// Goods or a service, from the signing on.
Promised simple_by(const Throw& thrown, Promised line)
{
    line.parts.resize(1);
    line.parts.front().id = line.id;
    line.steps.clear();
    if (line.work != Work::handed_over) line.work = thrown.front() % 2 == 0 ? Work::by_day : Work::by_month;
    if (line.work != Work::handed_over) line.parts.front().size = 1;
    return line;
}

class Drawing {
public:
    explicit Drawing(int may_leave_every) { drawn_.may_leave_every = may_leave_every; }

    Drawn draw(const Throws& throws)
    {
        const bool simple = drawn_.may_leave_every != 0;
        const Date from = simple ? signing_day() : signing_day() - 20;
        std::vector<Throw> promised = throws.promised;
        if (promised.empty()) promised.push_back({});
        for (const Throw& thrown : promised) {
            const Promised line = promised_by(Dice(thrown), "L" + std::to_string(drawn_.promised.size() + 1), from);
            drawn_.promised.push_back(simple ? simple_by(thrown, line) : line);
        }
        for (const Throw& thrown : simple ? std::vector<Throw>{} : throws.varying)
            drawn_.varying.push_back(
                varying_by(Dice(thrown), "V" + std::to_string(drawn_.varying.size() + 1), drawn_.promised));
        // The model itself knows what there is left to happen to.
        model_.emplace(signing_day(), drawn_.promised, drawn_.varying);
        all_ = drawn_.promised;
        amounts_ = drawn_.varying;
        Date date = signing_day();
        for (const Throw& thrown : throws.events) {
            Dice dice(thrown);
            drawn_.shuffle ^= thrown.back();
            date = date + static_cast<int>(dice.number(1, 60));
            model_->through(date.previous());
            const Happened happened = event(dice, date);
            if (happened.day == date) take(happened);
        }
        return drawn_;
    }

private:
    void take(const Happened& happened)
    {
        if (!happened.more.id.empty()) all_.push_back(happened.more);
        const bool adds = !happened.more.id.empty();
        if (adds && happened.varying) amounts_.push_back(*happened.varying);
        drawn_.events.push_back(happened);
        if (happened.kind == Happened::returned && !all_[happened.place].comes_back) return live_anew();
        model_->happen(happened);
    }

    void live_anew()
    {
        const Drawn known = with_rights(drawn_);
        model_.emplace(signing_day(), known.promised, known.varying);
        for (const Happened& happened : known.events) model_->happen(happened);
    }

    // One of those that it can happen to; none: none of them.
    template <class Fits>
    std::optional<std::size_t> one_of(Dice& dice, Fits fits)
    {
        std::vector<std::size_t> places;
        for (std::size_t place = 0; place < all_.size(); ++place)
            if (fits(place)) places.push_back(place);
        const std::int64_t drawn =
            dice.number(0, std::max<std::int64_t>(static_cast<std::int64_t>(places.size()) - 1, 0));
        if (places.empty()) return std::nullopt;
        return places[static_cast<std::size_t>(drawn)];
    }
    bool is_open(std::size_t place) const { return model_->is_open(place) && !model_->is_removed(place); }
    bool fits(Happened::Kind kind, std::size_t place) const
    {
        const Promised& promised = all_[place];
        const bool with_customer = model_->handed_over(place) > model_->back(place);
        switch (kind) {
            case Happened::done:
                return is_open(place) && !passes_with_time(promised.work);
            case Happened::resized:
                return is_open(place) && promised.work == Work::by_cost;
            case Happened::removed:
                return is_open(place) && promised.work != Work::by_cost && promised.parts.size() == 1;
            case Happened::returned:
                return with_customer;
            case Happened::expected:
                return with_customer && promised.comes_back;
            default:
                return is_open(place);
        }
    }

    // Without a day where nothing can happen to what was drawn.
    Happened event(Dice& dice, Date date)
    {
        static constexpr Happened::Kind kinds[] = {
            Happened::done,          Happened::done,        Happened::done,          Happened::done,
            Happened::resized,       Happened::added_mixed, Happened::added_mixed,   Happened::added_apart,
            Happened::added,         Happened::removed,     Happened::repriced_rest, Happened::repriced_all,
            Happened::repriced_past, Happened::caught_up,   Happened::estimated,     Happened::estimated,
            Happened::returned,      Happened::returned,    Happened::expected,      Happened::expected,
            Happened::ended};
        static constexpr Happened::Kind simple[] = {Happened::done, Happened::done, Happened::returned,
                                                    Happened::expected};
        const auto last = static_cast<std::int64_t>(std::size(kinds)) - 1;
        Happened drawn{.day = date, .kind = kinds[static_cast<std::size_t>(dice.number(0, last))]};
        if (drawn_.may_leave_every != 0) drawn.kind = simple[static_cast<std::size_t>(dice.number(0, 3))];
        const bool later = drawn.kind == Happened::returned || drawn.kind == Happened::expected;
        if (drawn.kind == Happened::estimated) return estimated(dice, drawn);
        if (model_->is_ended() && !later) return {};
        if (drawn.kind == Happened::added || drawn.kind == Happened::added_mixed || drawn.kind == Happened::added_apart)
            return added(dice, drawn);
        if (drawn.kind == Happened::ended) return ended(dice, drawn);
        const std::optional<std::size_t> place = one_of(dice, [&](std::size_t each) { return fits(drawn.kind, each); });
        if (!place) return {};
        drawn.place = *place;
        const std::size_t parts = all_[*place].parts.size();
        drawn.part = static_cast<std::size_t>(dice.number(0, static_cast<std::int64_t>(parts) - 1));
        switch (drawn.kind) {
            case Happened::done:
            case Happened::resized:
                return worked(dice, drawn);
            case Happened::returned:
            case Happened::expected:
                return back(dice, drawn);
            case Happened::removed:
                return drawn;
            default:
                return repriced(dice, drawn);
        }
    }

    // By no more than there is of it, but for what rounding may take of that.
    Happened repriced(Dice& dice, Happened drawn)
    {
        drawn.amount = dice.number(1, 20'000) * (dice.one_in(2) ? 1 : -1);
        const auto turns = static_cast<std::int64_t>(2 + drawn_.events.size() + amounts_.size());
        const Ratio cents = Ratio(turns) * model_->magnified();
        const bool comes_back = model_->back(drawn.place) > 0 && drawn.kind != Happened::repriced_past;
        const Happened::Kind relation = comes_back ? Happened::repriced_rest : drawn.kind;
        const std::int64_t most = (model_->priced(drawn.place, relation) - cents).rounded(Round::down);
        if (drawn.amount < -most) drawn.amount = -most;
        return drawn.amount == 0 ? Happened{} : drawn;
    }

    Happened worked(Dice& dice, Happened drawn)
    {
        const Promised& promised = all_[drawn.place];
        const Part& part = promised.parts[drawn.part];
        if (drawn.kind == Happened::resized) {
            if (!resized_.insert(part.id).second) return {};
            drawn.amount = part.size + dice.number(1, part.size);
            return drawn;
        }
        const std::int64_t rest = (model_->left(drawn.place, drawn.part) * Ratio(part.size)).rounded(Round::down);
        if (rest < 1 || resized_.count(part.id) != 0) return {};
        drawn.amount = dice.number(1, rest);
        return drawn;
    }

    Happened added(Dice& dice, Happened drawn)
    {
        Throw rest;
        for (std::uint32_t& number : rest) number = static_cast<std::uint32_t>(dice.number(0, 1'000'000));
        drawn.more = promised_by(Dice(rest), "M" + drawn.day.text(), drawn.day);
        if (!dice.one_in(3)) return drawn;
        std::rotate(rest.begin(), rest.begin() + 5, rest.end());
        drawn.varying = varying_by(Dice(rest), "V" + drawn.day.text(), {drawn.more});
        drawn.varying->places.clear();
        // An addition apart is alone with its amount.
        if (drawn.kind == Happened::added_apart && drawn.more.standalone() >= 100'000 && drawn.more.parts.size() == 1)
            drawn.varying->places = {model_->size()};
        return drawn;
    }

    Happened estimated(Dice& dice, Happened drawn)
    {
        if (amounts_.empty()) return {};
        drawn.place = static_cast<std::size_t>(dice.number(0, static_cast<std::int64_t>(amounts_.size()) - 1));
        const Varying& known = amounts_[drawn.place];
        drawn.varying = known;
        Estimate& estimate = drawn.varying->estimate;
        estimate = estimate_by(dice, known.concession);
        estimate.likeliest = known.estimate.likeliest;
        if (estimate.a_unit != known.estimate.a_unit) {
            estimate.chances.resize(1);
            estimate.chances.front().tenths = 10;
            if (known.estimate.a_unit) estimate.chances.front().amount /= 40;
            estimate.a_unit = known.estimate.a_unit;
        }
        return drawn;
    }

    Happened back(Dice& dice, Happened drawn)
    {
        const Promised& promised = all_[drawn.place];
        const std::int64_t handed_over = model_->handed_over(drawn.place), back = model_->back(drawn.place);
        if (drawn.kind == Happened::returned) {
            drawn.amount = dice.number(1, std::max<std::int64_t>((handed_over - back) / 2, 1));
            return drawn;
        }
        // No fewer than have come back already.
        ComesBack& right = drawn.more.comes_back.emplace();
        const std::int64_t size = promised.parts.front().size;
        const std::int64_t least = (back * size + handed_over - 1) / handed_over;
        const std::int64_t percent = (back * 100 + handed_over - 1) / handed_over;
        if (dice.one_in(2))
            right.units = dice.number(least, std::max(least, size));
        else
            right.percent = dice.number(percent, 100);
        return drawn;
    }

    static Happened ended(Dice& dice, Happened drawn)
    {
        if (!dice.one_in(3)) return {};
        drawn.amount = dice.number(0, 1'000);
        drawn.kept = dice.number(0, 1'000);
        return drawn;
    }

    Drawn drawn_;
    std::optional<Life> model_;
    std::vector<Promised> all_;
    std::vector<Varying> amounts_;
    std::set<std::string> resized_;
};

}  // namespace

// What the seller takes back without a right to it comes back like any other.
Drawn with_rights(Drawn drawn)
{
    std::vector<Promised*> all;
    for (Promised& promised : drawn.promised) all.push_back(&promised);
    for (Happened& happened : drawn.events) {
        if (!happened.more.id.empty()) all.push_back(&happened.more);
        if (happened.kind == Happened::returned && !all[happened.place]->comes_back)
            all[happened.place]->comes_back = ComesBack{.units = 0};
    }
    return drawn;
}

Date signing_day() { return Date::of(2024, 1, 15); }

Drawn draw(const Throws& throws) { return Drawing(0).draw(throws); }

Drawn draw_cancellable(const Throws& throws)
{
    const std::uint32_t months = throws.promised.empty() ? 1 : throws.promised.front().back() % 6;
    return Drawing(months == 0 ? on_any_day : static_cast<int>(months)).draw(throws);
}

}  // namespace earned::oracle
