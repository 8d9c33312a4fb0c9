#include "billing/course.h"

#include "billing/steps.h"
#include "rules/price.h"
#include "rules/words.h"

#include <algorithm>

namespace earned::billing {

namespace {

Fault termless(const Promised& promised)
{
    return {"term-missing", where(promised), "the line is billed for days of service, and has no first and last day",
            "give the line (or its contract) a start and an end, or a price `per` month"};
}

// Whether the modification that made the version counts as if it had always been so.
bool is_caught_up(const Promised& promised, std::size_t version)
{
    const std::vector<Modification>& all = promised.contract->modifications;
    for (std::size_t place = 0; place < all.size(); ++place)
        if (all[place].at == promised.versions()[version].from)
            return promised.decided->modifications[place].treatment == Modifies::catch_up;
    return false;
}

Ratio last_done(const std::vector<Step>& steps, Date day)
{
    Ratio units;
    for (const Step& step : steps)
        if (step.date <= day) units = step.units;
    return units;
}

}  // namespace

Result<Grid> grid_of(const Promised& promised, std::size_t version)
{
    return grid_of(promised.words(version), promised.terms(version), where(promised));
}

Course::Kind Course::kind(std::size_t version) const
{
    const LineTerms& terms = promised_.terms(version);
    const BillingPlan plan = promised_.plan(version);
    const bool starts = terms.trigger == Trigger::start && !promised_.words(version).option;
    if (promised_.is_called_off(version)) return Kind::unknown;
    if (plan == BillingPlan::recurring) return Kind::periods;
    if (plan == BillingPlan::on_fulfilment || terms.satisfied == Satisfied::point_in_time)
        return starts ? Kind::first_day : Kind::delivered;
    switch (terms.measure) {
        case Measure::daily:
            return terms.term ? Kind::days : Kind::unknown;
        case Measure::monthly:
            return terms.term ? Kind::periods : Kind::unknown;
        case Measure::units:
            return Kind::units;
        case Measure::percent:
            return Kind::percent;
        case Measure::milestones:
            return Kind::milestones;
        case Measure::hours:
        case Measure::cost_to_cost:
        case Measure::as_invoiced:
        case Measure::usage:
        case Measure::redemption:
            return Kind::unknown;
    }
    broken(__FILE__, __LINE__, "a known measure", "a line is measured somehow");
}

bool Course::is_told() const
{
    const std::size_t last = promised_.versions().size() - 1;
    return kind(last) != Kind::unknown || promised_.is_called_off(last);
}

Ratio Course::served(Date day) const
{
    const std::size_t last = promised_.versions().size() - 1;
    return promised_.is_called_off(last) ? last_done(steps_, day) : worth(turns_.size() - 1, day);
}

Outcome Course::prepare(std::size_t version)
{
    if (kind(version) != Kind::periods || periods_[version]) return Done{};
    const Result<Grid> grid = grid_of(promised_, version);
    if (!grid) return grid.fault();
    if (promised_.is_open_ended(version)) {
        if (grid->per->months().has_value() != grid->every.months().has_value())
            return Fault{
                "interval-mismatch", where(promised_) + ", billing.every",
                "a price per " + grid->per->text() + " can't be billed every " + grid->every.text() + " without an end",
                "bill months by months and days by days, or give the line an end"};
        periods_[version] = Periods::open(*grid, promised_.first_day(version), promised_.horizon);
        return Done{};
    }
    const std::optional<Term>& term = promised_.terms(version).term;
    if (!term || term->last < term->first || term->last == Date::never()) return termless(promised_);
    periods_[version] = Periods::of(*grid, *term);
    return Done{};
}

Ratio Course::share(std::size_t version, Date day) const
{
    switch (kind(version)) {
        case Kind::periods:
            return periods_[version]->share_through(day);
        case Kind::days: {
            const Term term = *promised_.terms(version).term;
            if (day < term.first || term.days() == 0) return day < term.first ? Ratio() : Ratio(1);
            return Ratio(std::min(day, term.last) - term.first + 1, term.days());
        }
        case Kind::first_day:
            return day < promised_.first_day(version) ? Ratio() : Ratio(1);
        case Kind::delivered:
        case Kind::units: {
            const Ratio all = Ratio::of(promised_.terms(version).quantity);
            return all.sign() <= 0 ? Ratio() : last_done(steps_, day) / all;
        }
        case Kind::percent:
        case Kind::milestones:
            return last_done(steps_, day);
        case Kind::unknown:
            return {};
    }
    broken(__FILE__, __LINE__, "a known kind", "a line is performed somehow");
}

Ratio Course::worth(std::size_t turn, Date day) const
{
    while (turn > 0 && day < turns_[turn].from) --turn;
    const Turn& in_force = turns_[turn];
    const Ratio performed = share(in_force.version, day);
    if (turn == 0) return in_force.rate * performed;
    return in_force.before + in_force.at_once + in_force.rate * max(performed - in_force.done, 0);
}

Ratio Course::price(std::size_t turn) const
{
    const Turn& in_force = turns_[turn];
    return in_force.before + in_force.at_once + in_force.rate * (Ratio(1) - in_force.done);
}

void Course::turn(std::size_t version, const Addition& addition)
{
    const Turn& last = turns_.back();
    const std::size_t place = turns_.size() - 1;
    const Date eve = addition.from.previous();
    Turn next{.from = addition.from, .version = version, .event = addition.event};
    next.before = worth(place, eve);
    next.done = share(version, eve);
    const bool from_the_start = version != last.version && is_caught_up(promised_, version);
    const Ratio left = Ratio(1) - next.done, amount(addition.amount.minor());
    const Ratio past = addition.relates_to == RelatesTo::all ? amount * next.done : Ratio();
    const Ratio left_before = Ratio(1) - share(last.version, eve);
    const Ratio added = (last.rate - last.base) * left_before + amount - past;
    const bool same_price =
        version == last.version ||
        is_spread_anew(promised_.words(version), promised_.terms(last.version), promised_.terms(version));
    next.base = promised_.stated(version);
    if (same_price && !from_the_start && left.sign() > 0) next.base = last.base * left_before / left;
    next.rate = next.base;
    next.at_once = past;
    if (from_the_start) next.at_once += promised_.stated(version) * next.done - next.before;
    if (left.sign() > 0)
        next.rate += added / left;
    else
        next.at_once += added;
    turns_.push_back(std::move(next));
}

Result<Course> Course::of(const Promised& promised, const std::vector<Addition>& additions)
{
    Course course(promised);
    const std::vector<LineVersion>& versions = promised.versions();
    course.periods_.resize(versions.size());
    for (std::size_t version = 0; version < versions.size(); ++version)
        if (const Outcome ready = course.prepare(version); !ready) return ready.fault();
    switch (course.kind(0)) {
        case Kind::delivered:
            course.steps_ = deliveries(promised);
            break;
        case Kind::units:
            course.steps_ = measured_units(promised);
            break;
        case Kind::percent:
            course.steps_ = measured_percent(promised);
            break;
        case Kind::milestones:
            course.steps_ = milestones_reached(promised);
            break;
        case Kind::unknown:
            if (is_rated_by_model(promised)) {
                Result<std::vector<Step>> rated = rated_usage(promised);
                if (!rated) return rated.fault();
                course.steps_ = std::move(*rated);
            } else if (promised.is_called_off(0)) {
                course.steps_ = called_off(promised);
            }
            break;
        case Kind::periods:
        case Kind::days:
        case Kind::first_day:
            break;
    }
    Turn first{.from = promised.promised_on(), .event = versions.front().event};
    first.base = promised.stated(0);
    first.rate = first.base;
    course.turns_.push_back(std::move(first));
    const Money nothing = Money::zero(promised.currency());
    auto addition = additions.begin();
    for (std::size_t version = 0; version < versions.size(); ++version) {
        const Date from = versions[version].from.date;
        if (version > 0) course.turn(version, {from, versions[version].event, nothing});
        const Date until = version + 1 < versions.size() ? versions[version + 1].from.date : Date::never();
        for (; addition != additions.end() && addition->from < until; ++addition) course.turn(version, *addition);
    }
    return course;
}

std::optional<Date> Course::performed_on() const
{
    const std::size_t version = promised_.versions().size() - 1;
    switch (kind(version)) {
        case Kind::periods:
        case Kind::days:
            if (!promised_.terms(version).term || promised_.is_open_ended(version)) return std::nullopt;
            return promised_.terms(version).term->last;
        case Kind::first_day:
            return promised_.first_day(version);
        case Kind::delivered:
        case Kind::units:
        case Kind::percent:
        case Kind::milestones:
            for (const Step& step : steps_)
                if (Ratio(1) <= share(version, step.date)) return step.date;
            return std::nullopt;
        case Kind::unknown:
            return std::nullopt;
    }
    broken(__FILE__, __LINE__, "a known kind", "a line is performed somehow");
}

}  // namespace earned::billing
