// What stands between an amount and its invoice: other lines that must be performed first, and
// the part of each bill that is held back until the line is accepted.
#include "billing/line_bill.h"

#include <algorithm>

namespace earned::billing {

namespace {

struct Gate {
    std::optional<Date> opens;
};

// A line that is gone no longer stands in the way.
Result<Gate> gate_of(const Promised& other, const LineBill* bill)
{
    const LineLife& life = other.life();
    std::optional<Date> performed;
    bool is_told = false;
    if (bill != nullptr) {
        performed = bill->course.performed_on();
        is_told = bill->course.is_told() && !other.is_called_off(0);
    } else {
        const Result<Course> course = Course::of(other, {});
        if (!course) return course.fault();
        performed = course->performed_on();
        is_told = course->is_told() && !other.is_called_off(0);
    }
    std::optional<Date> gone;
    if (life.removed) gone = life.removed->date;
    if (life.terminated) gone = life.terminated->date;
    if (!is_told && !gone)
        return Fault{"after-unsupported", where(other),
                     "other lines are billed after this one, and its measure doesn't tell when it is performed",
                     "measure it by delivery, acceptance, time, units, percent or milestones"};
    if (gone && (!performed || *gone < *performed)) performed = gone;
    return Gate{performed};
}

}  // namespace

Outcome wait_for_others(LineBill& line, const std::vector<LineBill>& lines, const std::vector<Promised>& all)
{
    const Promised& promised = line.promised();
    const std::vector<LineId>& others = promised.billing(promised.versions().size() - 1).after;
    for (const LineId& id : others) {
        const auto other =
            std::find_if(all.begin(), all.end(), [&](const Promised& one) { return one.life().id == id; });
        if (other == all.end())
            return Fault{"line-unknown", where(promised) + ", billing.after", "the contract has no line " + id.text(),
                         "name lines of the contract"};
        const auto bill = std::find_if(lines.begin(), lines.end(),
                                       [&](const LineBill& one) { return one.promised().place == other->place; });
        const Result<Gate> gate = gate_of(*other, bill == lines.end() ? nullptr : &*bill);
        if (!gate) return gate.fault();
        if (!gate->opens) {
            line.items.clear();
            return Done{};
        }
        for (BillItem& item : line.items) item.date = std::max(item.date, *gate->opens);
    }
    return Done{};
}

// The part held back is the exact running total x the percentage, so that it adds up when released.
void hold_back(LineBill& line)
{
    const Promised& promised = line.promised();
    const std::optional<Decimal>& percent = promised.billing(promised.versions().size() - 1).retention;
    if (!percent || percent->is_zero()) return;
    line.sort();
    const Ratio kept = Ratio::of(*percent) / Ratio(100);
    const Happening* accepted = nullptr;
    for (const Happening& happening : promised.life().happenings)
        if (accepted == nullptr && std::holds_alternative<AcceptanceRecorded>(happening.fact)) accepted = &happening;
    const std::optional<Interval>& kept_for = promised.billing(promised.versions().size() - 1).retention_for;
    Date due = Date::never();
    if (accepted != nullptr) {
        const Date on = accepted->at.date;
        due = kept_for ? after(on, *kept_for, 1, on.day()) : on;
    }
    Money total = Money::zero(promised.currency()), held = total;
    for (BillItem& item : line.items) {
        if (due <= item.date) break;
        total += item.net;
        const Money held_now = total.share(kept, Round::half_away);
        item.net -= held_now - held;
        if (held_now != held) item.tax.reset();
        held = held_now;
    }
    if (accepted == nullptr || held.is_zero()) return;
    line.add(due, held, std::nullopt, accepted->event, "retention released");
    line.sort();
}

}  // namespace earned::billing
