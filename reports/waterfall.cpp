#include "reports/waterfall.h"
#include "reports/captions.h"

#include <algorithm>
#include <utility>

namespace earned {

namespace {

Money& at(std::map<Currency, Money>& sums, Currency currency)
{
    return sums.try_emplace(currency, Money::zero(currency)).first->second;
}

void widen(std::optional<Date>& start, std::optional<Date>& end, const Curve& curve)
{
    for (const Segment& segment : curve.life().segments) {
        const Date first = segment.by_time ? segment.term.first : segment.from.date;
        if (!start || first < *start) start = first;
        if (segment.by_time && (!end || segment.term.last > *end)) end = segment.term.last;
    }
}

}  // namespace

Waterfall::Waterfall(Heading heading, WaterfallBy by, Recognised recognised)
    : heading_(std::move(heading)), by_(by), recognised_(recognised), lines_(heading_.shelf)
{
    const FiscalCalendar& calendar = heading_.calendar;
    const Period period = calendar.period_of(heading_.as_of);
    const Date whole = calendar.last(period) == heading_.as_of ? heading_.as_of : calendar.first(period).previous();
    cut_off_ = std::min(whole, calendar.last(heading_.last));
    for (Period column = heading_.first; column <= heading_.last; column = column.next()) periods_.push_back(column);
}

Waterfall::Key Waterfall::key(Currency currency, const Names& names) const
{
    switch (by_) {
        case WaterfallBy::obligation:
            return {currency, names.customer.text(), names.contract.text(), names.obligation.text(),
                    names.product.text()};
        case WaterfallBy::contract:
            return {currency, names.customer.text(), names.contract.text(), {}, {}};
        case WaterfallBy::customer:
            return {currency, names.customer.text(), {}, {}, {}};
        case WaterfallBy::product:
            return {currency, {}, {}, {}, names.product.text()};
    }
    broken(__FILE__, __LINE__, "a known grouping", "a waterfall is by something");
}

Waterfall::Figures Waterfall::nothing(Currency currency) const
{
    const Money none = Money::zero(currency);
    return {none, none, none, none, none, none, none, std::vector<Money>(periods_.size(), none), {}, {}};
}

template <class Name>
Waterfall::Figures& Waterfall::found(std::map<Name, Figures>& rows, const Name& name, Currency currency) const
{
    auto row = rows.lower_bound(name);
    if (row == rows.end() || name < row->first) row = rows.emplace_hint(row, name, nothing(currency));
    return row->second;
}

void Waterfall::Figures::add(const Figures& more)
{
    for (Money Figures::*const amount : {&Figures::allocated, &Figures::recognised, &Figures::before, &Figures::late,
                                         &Figures::later, &Figures::undated, &Figures::held})
        this->*amount += more.*amount;
    for (std::size_t place = 0; place < columns.size(); ++place) columns[place] += more.columns[place];
    if (more.start) start = std::min(start.value_or(*more.start), *more.start);
    if (more.end) end = std::max(end.value_or(*more.end), *more.end);
}

// No shelf is put on by several threads.
Waterfall Waterfall::part() const
{
    Heading heading = heading_;
    heading.shelf = nullptr;
    return {std::move(heading), by_, recognised_};
}

void Waterfall::settle_homes()
{
    for (auto& [key, figures] : of_homes_) lines_.put({key, std::move(figures)});
    of_homes_.clear();
}

Sorted<Waterfall::Line> Waterfall::all_lines() const
{
    Sorted<Line> all = lines_;
    for (const auto& [key, figures] : of_homes_) all.put({key, figures});
    return all;
}

void Waterfall::add(Waterfall part)
{
    for (auto& [key, figures] : part.of_homes_) lines_.put({key, std::move(figures)});
    cohorts_.merge(part.cohorts_);  // what is left of a part stands here already
    for (const auto& [key, figures] : part.cohorts_) cohorts_.at(key).add(figures);
    for (const auto& [currency, amount] : part.earned_) at(earned_, currency) += amount;
    for (const auto& [currency, amount] : part.posted_) at(posted_, currency) += amount;
    posted_in_.merge(part.posted_in_);
    for (const auto& [key, amount] : part.posted_in_) posted_in_.at(key) += amount;
}

// Adds one obligation's figures to what is there.
void Waterfall::reckon(Figures& figures, const Curve& curve, Date posted_through, Recognised recognised) const
{
    const Currency currency = figures.allocated.currency();
    const auto posted_by = [&](Date date) { return curve.recognised(std::min(date, posted_through)); };
    const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
    const Outlook to_come = curve.outlook(std::min(cut_off_, posted_through));
    figures.allocated += money(curve.allocated());
    figures.recognised += money(to_come.recognised);
    figures.held += money(to_come.held);
    figures.undated += money(to_come.undated);
    widen(figures.start, figures.end, curve);

    const Date opening = heading_.calendar.first(heading_.first).previous();
    std::int64_t reached = posted_by(std::min(opening, cut_off_));
    if (recognised == Recognised::as_earned) figures.before += money(reached);
    std::int64_t planned = to_come.recognised + to_come.held;
    if (opening > cut_off_) {
        figures.before += money(curve.performed(opening) - planned);
        planned = curve.performed(opening);
    }
    for (std::size_t place = 0; place < periods_.size(); ++place) {
        const Date last = heading_.calendar.last(periods_[place]);
        if (last <= cut_off_) {
            const std::int64_t now = posted_by(last);
            if (recognised == Recognised::as_earned) figures.columns[place] += money(now - reached);
            reached = now;
            continue;
        }
        const std::int64_t now = curve.performed(last);
        figures.columns[place] += money(now - planned);
        planned = now;
    }
    figures.later += money(curve.performed(Date::never()) - planned);
}

void Waterfall::take(const PlannedGroup& planned)
{
    const Plan& plan = planned.plan;
    if (!heading_.scope.of_ledger(plan.entity, planned.book) || !heading_.scope.admits(planned.customer, plan.group))
        return;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        const Sku& product = plan.obligations[place].product;
        curve_.read(plan, place, heading_.as_of);
        if (curve_.empty() || !heading_.scope.admits(product)) continue;
        const Key row = key(plan.currency, {planned.customer, plan.group, plan.obligations[place].id, product});
        Figures earned = nothing(plan.currency);
        reckon(earned, curve_, planned.posted_through, Recognised::as_earned);
        Figures& figures = found(of_homes_, row, plan.currency);
        if (recognised_ == Recognised::as_earned)
            figures.add(earned);
        else
            reckon(figures, curve_, planned.posted_through, recognised_);
        const Period booked = heading_.calendar.period_of(curve_.begun());
        found(cohorts_, {plan.currency, booked}, plan.currency).add(earned);
        at(earned_, plan.currency) += Money{curve_.recognised(planned.posted_through), plan.currency};
    }
}

void Waterfall::take(const PostedLine& line)
{
    if (recognised_ != Recognised::as_posted || line.role != Role::revenue || !heading_.scope.admits(line)) return;
    if (!past(line.period) && !past(line.belongs_to)) return;
    if (std::exchange(home_, line.home) != line.home) settle_homes();
    const Key row = key(line.currency, {line.customer, line.contract, line.obligation, line.product});
    Figures& figures = found(of_homes_, row, line.currency);
    const Money amount{-line.minor, line.currency};
    if (!past(line.period))
        figures.late += amount;
    else if (line.period < heading_.first)
        figures.before += amount;
    for (std::size_t place = 0; place < periods_.size(); ++place)
        if (periods_[place] == line.period && past(line.period)) figures.columns[place] += amount;
}

void Waterfall::take(const PostedTotal& total)
{
    if (total.role != Role::revenue || !heading_.scope.of_ledger(total.entity, total.book)) return;
    const Money amount = Money{total.credits, total.currency} - Money{total.debits, total.currency};
    at(posted_, total.currency) += amount;
    posted_in_.try_emplace({total.currency, total.period}, Money::zero(total.currency)).first->second += amount;
}

}  // namespace earned
