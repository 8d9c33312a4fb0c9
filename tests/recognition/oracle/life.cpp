#include "tests/recognition/oracle/life.h"

#include <algorithm>

namespace earned::oracle {

namespace {

Ratio day_of(Work work, Date day) { return work == Work::by_month ? Ratio(1, day.last_of_month().day()) : Ratio(1); }

}  // namespace

bool passes_with_time(Work work) { return work == Work::by_day || work == Work::by_month; }

// By steps, a day costs its part of what its month does; what they come to is a price, and that is whole cents.
Ratio Promised::price() const
{
    Ratio sum;
    if (steps.empty())
        for (const Part& part : parts) sum += Ratio(part.price);
    for (Date day = first; !steps.empty() && day <= last; day = day.next()) {
        std::int64_t a_month = steps.front().a_month;
        for (const Step& step : steps)
            if (step.from <= day) a_month = step.a_month;
        sum += Ratio(a_month, day.last_of_month().day());
    }
    return Ratio(sum.rounded(Round::half_away));
}

Ratio Life::price_of(const Promised& promised) const
{
    Promised told = promised;
    if (flaw_ == Flaw::keeps_the_first_step && !told.steps.empty()) told.steps.resize(1);
    return told.price();
}

std::int64_t Promised::standalone() const
{
    std::int64_t sum = 0;
    for (const Part& part : parts) sum += part.standalone;
    return sum;
}

Life::Life(Date signed_on, std::vector<Promised> promised, std::vector<Varying> varying, Flaw flaw)
    : today_(signed_on.previous()), flaw_(flaw)
{
    Ratio price;
    for (const Promised& each : promised) {
        promise(each, 0);
        price += price_of(each);
    }
    for (const Varying& each : varying) vary(each, 0, false);
    share(0, price, false);
    share_what_is_kept({});
}

std::size_t Life::promise(const Promised& promised, std::size_t price)
{
    Line line;
    line.promised = promised;
    line.price = price;
    line.to_be_right = price_of(promised);
    for (const Part& part : promised.parts) line.doing.push_back({Ratio(), Ratio(part.size), Ratio()});
    if (passes_with_time(promised.work)) {
        Work& work = line.promised.work;
        if (flaw_ == Flaw::counts_months_as_days) work = Work::by_day;
        line.doing.assign(1, {});
        Doing& time = line.doing.front();
        for (Date day = promised.first; day <= promised.last; day = day.next()) time.all += day_of(work, day);
        for (Date day = promised.first; day <= today_; day = day.next()) count(line, day);
    }
    lines_.push_back(line);
    for (Amount& amount : amounts_) amount.shared.resize(lines_.size());
    return lines_.size() - 1;
}

// What was done of an obligation since the turn, of what was left of it then: costs together, else each of its
// lines by what that is worth standing alone.
Ratio Life::done_since(const Line& line) const
{
    Ratio done, all;
    for (std::size_t part = 0; part < line.doing.size(); ++part) {
        const Doing& doing = line.doing[part];
        const Ratio ahead = doing.all - doing.turned_at;
        if (ahead.is_zero()) continue;
        const bool together = line.promised.work == Work::by_cost || line.doing.size() == 1;
        Ratio weight = together ? Ratio(1) : Ratio(line.promised.parts[part].standalone) / doing.all;
        if (flaw_ == Flaw::weighs_parts_alike && !together) weight = Ratio(1) / doing.all;
        done += weight * (doing.done - doing.turned_at);
        all += weight * ahead;
    }
    return all.is_zero() ? Ratio() : done / all;
}

void Life::count(Line& line, Date day) const
{
    const bool first = line.promised.first == day && flaw_ == Flaw::forgets_the_first_day;
    if (first || day < line.promised.first || line.promised.last < day) return;
    line.doing.front().done += day_of(line.promised.work, day);
}

Ratio Life::left(std::size_t place, std::size_t part) const { return left(lines_[place].doing[part]); }

bool Life::is_open(std::size_t place) const
{
    const std::vector<Doing>& doing = lines_[place].doing;
    return std::any_of(doing.begin(), doing.end(), [&](const Doing& part) { return left(part).sign() > 0; });
}

// What was earned stays; what is left is counted from here. Goods that were handed over keep their price.
void Life::turn(std::size_t place, Ahead ahead)
{
    Line& line = lines_[place];
    const Ratio part = done_since(line), variable_before = variable(place);
    const Ratio twice = ahead == Ahead::anew ? taken_again(place) : Ratio();
    if (ahead == Ahead::anew) settle(place);
    std::vector<Ratio> whole_before;
    for (const Amount& amount : amounts_)
        whole_before.push_back(amount.is_for_the_whole() ? amount.counted * amount.shared[place].ahead : Ratio());
    for (Amount& amount : amounts_) {
        Shared& shared = amount.shared[place];
        const Ratio done = shared.ahead * (ahead == Ahead::anew ? part + done_again(line, amount) : part);
        shared.before += done;
        shared.ahead -= done;
    }
    if (line.promised.work == Work::handed_over) {
        const Ratio price = each(line), owed = right(line);
        const Ratio ahead = line.doing.front().all - line.doing.front().turned_at;
        for (Sold& sold : line.sold) {
            if (sold.each) continue;
            sold.each = price;
            sold.right = owed;
            sold.variable = ahead.is_zero() ? Ratio() : variable_before / ahead;
            for (const Ratio& whole : whole_before)
                sold.of_amounts.push_back(ahead.is_zero() ? Ratio() : whole / ahead);
        }
        line.sold_at_turn = line.sold;
        line.back_at_turn = line.back;
        ++line.turns;
    } else {
        line.earned_before += line.to_earn * part;
        line.right_before += line.to_be_right * part;
    }
    line.to_earn -= line.to_earn * part + twice;
    line.to_be_right -= line.to_be_right * part;
    if (flaw_ == Flaw::counts_from_the_beginning) return;
    for (Doing& doing : line.doing) doing.turned_at = doing.done;
}

void Life::reprice(const Happened& happened)
{
    Line& line = lines_[happened.place];
    const Ratio amount(happened.amount), part = done_since(line);
    if (happened.kind == Happened::caught_up) {
        // The same life at its new price: what was done of it takes its part.
        if (flaw_ == Flaw::waits_with_a_catch_up) turn(happened.place);
        line.to_earn += amount;
        line.to_be_right += amount;
        return;
    }
    Ratio at_once;
    if (happened.kind == Happened::repriced_past && flaw_ != Flaw::spreads_the_past) at_once = amount;
    if (happened.kind == Happened::repriced_all && flaw_ != Flaw::waits_with_a_catch_up) at_once = amount * part;
    // A change for the past alone names no price to be shared anew, so it is the contract's own.
    const std::size_t price = happened.kind == Happened::repriced_past ? 0 : line.price;
    if (line.price == price) turn(happened.place);
    line.earned_before += at_once;
    line.right_before += at_once;
    line.to_be_right += amount - at_once;
    share(price, amount - at_once, true);
}

void Life::modify(const Happened& happened)
{
    switch (happened.kind) {
        case Happened::added_apart: {
            const bool joins = flaw_ == Flaw::joins_what_is_apart;
            const std::size_t price = joins ? 0 : prices_++;
            promise(happened.more, price);
            if (happened.varying && !joins) vary(*happened.varying, price, false);
            return share(price, price_of(happened.more), joins);
        }
        case Happened::added:
        case Happened::added_mixed: {
            promise(happened.more, 0);
            mixed_ = happened.kind == Happened::added_mixed && flaw_ != Flaw::shares_all_alike;
            share(0, flaw_ == Flaw::drops_what_was_added ? Ratio() : price_of(happened.more), true);
            if (happened.varying) vary(*happened.varying, 0, true);
            mixed_ = false;
            return;
        }
        case Happened::removed: {
            Line& line = lines_[happened.place];
            const Ratio less = price_of(line.promised) * left(line.doing.front());
            leaving_ = happened.place;
            turn(happened.place);
            line.removed = true;
            line.to_be_right -= less;
            share(line.price, -less, true);
            leaving_.reset();
            return;
        }
        case Happened::repriced_rest:
        case Happened::repriced_all:
        case Happened::repriced_past:
        case Happened::caught_up:
            return reprice(happened);
        default:
            return;
    }
}

void Life::through(Date day)
{
    for (; today_ < day; today_ = today_.next()) {
        if (ended_) continue;
        for (Line& line : lines_)
            if (passes_with_time(line.promised.work) && !line.removed) count(line, today_.next());
        const auto ends = [&](const Line& line) {
            return line.promised.comes_back && line.promised.comes_back->until == today_.next();
        };
        if (std::none_of(lines_.begin(), lines_.end(), ends)) continue;
        const std::vector<Gap> before = gaps();
        today_ = today_.next();
        share_what_is_kept(before);
        today_ = today_.previous();
    }
}

void Life::happen(const Happened& happened)
{
    if (happened.kind == Happened::ended) return end(happened);
    through(happened.day.previous());
    const std::vector<Gap> before = gaps();
    if (happened.kind == Happened::estimated)
        recount(estimated(happened.place), happened.varying->estimate);
    else
        take_place(happened);
    share_what_is_kept(before);
}

void Life::take_place(const Happened& happened)
{
    Line& line = lines_[happened.place];
    switch (happened.kind) {
        case Happened::done:
            line.doing[happened.part].done += Ratio(happened.amount);
            if (line.promised.work != Work::handed_over) return;
            line.handed_over += happened.amount;
            return line.sold.push_back({happened.amount});
        case Happened::resized:
            if (flaw_ == Flaw::ignores_what_is_resized) return;
            line.doing[happened.part].all = Ratio(happened.amount);
            return;
        case Happened::returned:
            return take_back(line, happened.amount);
        case Happened::expected:
            if (flaw_ == Flaw::expects_as_at_first) return;
            line.promised.comes_back->estimable = true;
            line.promised.comes_back->units = happened.more.comes_back->units;
            line.promised.comes_back->percent = happened.more.comes_back->percent;
            return;
        default:
            return modify(happened);
    }
}

// The day it ends on is served. Of a variable amount what was earned stays, until it is estimated again.
void Life::end(const Happened& happened)
{
    through(happened.day);
    std::vector<Ratio> taken(amounts_.size());
    for (std::size_t amount = 0; amount < amounts_.size(); ++amount)
        for (std::size_t place = 0; place < lines_.size() && amounts_[amount].is_for_the_whole(); ++place)
            taken[amount] += taken_so_far(amount, place);
    for (std::size_t place = 0; place < lines_.size(); ++place) {
        turn(place, Ahead::nothing);
        settled_ += lines_[place].right_before;
    }
    for (std::size_t place = 0; place < amounts_.size(); ++place) {
        Amount& amount = amounts_[place];
        amount.done = Ratio();
        for (const Shared& shared : amount.shared) amount.done += shared.before;
        amount.counted = amount.counted * amount.done - taken[place];
        amount.beyond = Ratio();
        if (!amount.varying.concession && !amount.what_is_kept) settled_ += amount.counted;
    }
    settled_ += Ratio(happened.kept);
    if (flaw_ != Flaw::keeps_what_is_paid_back) settled_ -= Ratio(happened.amount);
    ended_ = true;
}

Ratio Life::earned(std::size_t place) const { return now_earned(lines_[place]); }

Ratio Life::priced(std::size_t place, Happened::Kind relation) const
{
    const Line& line = lines_[place];
    const Ratio done = now_earned(line), rest = line.to_earn * (Ratio(1) - done_since(line)) - taken_again(place);
    return relation == Happened::repriced_past ? done : relation == Happened::repriced_rest ? rest : done + rest;
}

Ratio Life::earned() const
{
    Ratio sum = settled_;
    for (const Line& line : lines_)
        if (ended_) sum += kept(line);
    if (ended_) return sum;
    for (const Line& line : lines_) sum += now_earned(line);
    return sum;
}

}  // namespace earned::oracle
