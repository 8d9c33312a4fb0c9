// The schedule of a line: what its plan calls for, turn by turn. Where a modification makes that
// something else, the difference of what ought to have been invoiced by then is an item of its date.
#include "billing/included_tax.h"
#include "billing/line_bill.h"
#include "billing/plans.h"

namespace earned::billing {

namespace {

// The first day on which the line's plan no longer calls for anything.
Date day_after(const LineLife& life)
{
    Date day = Date::never();
    if (life.removed) day = life.removed->date;
    if (life.terminated) day = std::min(day, life.terminated->date.next());
    return day;
}

class Running {
public:
    explicit Running(LineBill& line)
        : line_(line), included_(line.promised()), so_far_(Money::zero(line.promised().currency()))
    {
    }
    Money so_far() const { return so_far_; }

    // An item for what the total is more or less than what has been called for.
    void reach(Money total, Date date, const std::optional<Term>& covers, std::int64_t event, std::string what)
    {
        reach(Ratio(total.minor()), total, date, covers, event, std::move(what));
    }
    // The same, where the total is known more exactly than in whole minor units.
    void reach(const Ratio& exact, Money total, Date date, const std::optional<Term>& covers, std::int64_t event,
               std::string what)
    {
        if (total == so_far_) return;
        const Money net = total - so_far_;
        line_.add(date, net, covers, event, std::move(what));
        line_.items.back().tax = included_.of(net, exact, line_.promised().version_on(date));
        so_far_ = total;
    }

private:
    LineBill& line_;
    IncludedTax included_;
    Money so_far_;
};

// Paused: what is left begins later. What was invoiced ahead stays, and the next periods use it up;
// only what is more than all of the price is credited.
bool is_paused(const Promised& promised, const Course::Turn& turn)
{
    const std::optional<Term>& term = promised.terms(turn.version).term;
    return promised.plan(turn.version) == BillingPlan::recurring && term && turn.from < term->first;
}

Money through_pause(const Promised& promised, const Course& course, std::size_t turn, Money so_far)
{
    const Course::Turn& now = course.turns()[turn];
    const Money served = rounded(promised, now.before + now.at_once);
    return std::min(std::max(so_far, served), rounded(promised, course.price(turn)));
}

// Removed: what was served until then is owed, and no more.
void end_with_what_was_served(const LineBill& line, Running& running)
{
    const Promised& promised = line.promised();
    if (!promised.life().removed) return;
    const Date date = promised.life().removed->date;
    const std::int64_t event = [&] {
        for (const Modification& modification : promised.contract->modifications)
            if (modification.at == *promised.life().removed) return modification.event;
        return promised.versions().back().event;
    }();
    running.reach(rounded(promised, line.course.served(date.previous())), date, std::nullopt, event, "line removed");
}

Outcome removable(const LineBill& line)
{
    const Promised& promised = line.promised();
    const std::size_t version = promised.versions().size() - 1;
    const bool ends = promised.life().removed && promised.plan(version) != BillingPlan::none;
    if (!ends || line.course.is_told()) return Done{};
    return Fault{"removal-unmeasured", where(promised),
                 "the line is removed, and its measure doesn't tell what of its price was performed by then",
                 "remove it with a price_change settled by credit and plan none, or terminate it with a refund"};
}

}  // namespace

Outcome schedule(LineBill& line)
{
    if (const Outcome fine = removable(line); !fine) return fine;
    const Promised& promised = line.promised();
    const std::vector<Course::Turn>& turns = line.course.turns();
    const Date end = day_after(promised.life());
    Running running(line);
    Calls calls;
    for (std::size_t turn = 0; turn < turns.size(); ++turn) {
        const Course::Turn& now = turns[turn];
        const Date until = std::min(end, turn + 1 < turns.size() ? turns[turn + 1].from : Date::never());
        if (end <= now.from || promised.plan(now.version) == BillingPlan::none) continue;
        calls.clear();
        if (const Outcome called = calls_of(line.course, turn, calls); !called) return called;
        if (turn == 0) line.items.reserve(calls.size());
        const bool paused = turn > 0 && is_paused(promised, now);
        if (paused)
            running.reach(through_pause(promised, line.course, turn, running.so_far()), now.from, std::nullopt,
                          now.event, "pause");
        else if (turn > 0)
            running.reach(rounded(promised, owed_before(line.course, turn, calls)), now.from, std::nullopt, now.event,
                          "modification");
        for (Call& call : calls) {
            const Date date = turn == 0 ? std::max(call.date, now.from) : call.date;
            if (date < now.from || until <= date) continue;
            const Money total = rounded(promised, call.total);
            if (paused && total < running.so_far()) continue;
            running.reach(call.total, total, date, call.covers, call.event, std::move(call.what));
        }
    }
    const std::size_t last = promised.versions().size() - 1;
    if (promised.plan(last) != BillingPlan::none) end_with_what_was_served(line, running);
    line.scheduled = running.so_far();
    return Done{};
}

}  // namespace earned::billing
