// Laws over random lives: lines of every kind, delivered bit by bit, modified on the way.
#include "tests/recognition/story.h"

#include <rapidcheck/gtest.h>

namespace earned::laws_test {

namespace {

constexpr int lines_at_most = 4, quantity = 12;

std::string text(std::int64_t amount)
{
    return Money(amount, usd()).plain();
}

std::string after(int days)
{
    return (day("2026-01-01") + days).text();
}

// One thing that happens, `days` after signing.
struct Act {
    enum Kind { deliver, add_separately, add_prospectively, remove, reprice_remaining, reprice_all, reprice_past };
    Kind kind = deliver;
    int days = 0;
    int which = 0;          // which of the lines there are
    Spec added = {};
    std::int64_t amount = 0;
};

struct Plot {
    std::vector<Spec> lines;
    std::vector<Act> acts;
};

Spec drawn_line(const std::string& id, int days)
{
    const std::string price = text(*rc::gen::inRange<std::int64_t>(0, 100'000));
    Spec spec;
    const int kind = *rc::gen::inRange(0, 4);
    if (kind == 0) spec = goods(id, price, std::to_string(quantity));
    if (kind == 1) spec = work(id, price, Measure::units, std::to_string(quantity));
    if (kind >= 2) {
        const int first = days + *rc::gen::inRange(-20, 60);
        const Measure measure = kind == 2 ? Measure::daily : Measure::monthly;
        spec = service(id, price, after(first), after(first + *rc::gen::inRange(0, 300)), measure);
    }
    spec.ssp = text(*rc::gen::inRange<std::int64_t>(1, 100'000));
    return spec;
}

bool is_time(const Spec& spec) { return !spec.first.empty(); }

Plot drawn_plot()
{
    Plot plot;
    const int lines = *rc::gen::inRange(1, lines_at_most);
    for (int line = 0; line < lines; ++line) plot.lines.push_back(drawn_line("L" + std::to_string(line), 0));
    int days = 0;
    const int acts = *rc::gen::inRange(0, 8);
    for (int act = 0; act < acts; ++act) {
        days += *rc::gen::inRange(1, 50);
        Act drawn;
        drawn.kind = *rc::gen::weightedElement<Act::Kind>(
            {{8, Act::deliver}, {2, Act::add_separately}, {3, Act::add_prospectively}, {2, Act::remove},
             {2, Act::reprice_remaining}, {2, Act::reprice_all}, {1, Act::reprice_past}});
        drawn.days = days;
        drawn.which = *rc::gen::inRange(0, 100);
        drawn.amount = *rc::gen::inRange<std::int64_t>(1, 5'000);
        drawn.added = drawn_line("M" + std::to_string(act), days);
        plot.acts.push_back(std::move(drawn));
    }
    return plot;
}

// A plot acted out, with what the parties have agreed to pay, counted beside the engine.
struct Stage {
    Story story;
    std::vector<Spec> lines;      // those there are
    std::vector<int> delivered;   // of each
    std::int64_t agreed = 0;
    bool lowered = false;         // a price was lowered for what was done
    int days = 0;

    explicit Stage(const std::vector<Spec>& specs)
    {
        for (const Spec& spec : specs) {
            story.line(spec);
            take(spec);
        }
    }
    void take(const Spec& spec)
    {
        lines.push_back(spec);
        delivered.push_back(0);
        agreed += cents(spec.price);
    }
    bool begun(std::size_t place, int by) const
    {
        return is_time(lines[place]) ? day(lines[place].first) < day(after(by)) : delivered[place] > 0;
    }
    bool open(std::size_t place, int by) const
    {
        return is_time(lines[place]) ? day(after(by)) <= day(lines[place].last) : delivered[place] < quantity;
    }
    bool any_open(int by) const
    {
        for (std::size_t place = 0; place < lines.size(); ++place)
            if (open(place, by)) return true;
        return false;
    }

    void act(const Act& what)
    {
        days = what.days;
        const std::string date = after(what.days);
        const auto place = static_cast<std::size_t>(what.which) % std::max<std::size_t>(lines.size(), 1);
        switch (what.kind) {
        case Act::deliver: return deliver(place, date, 1 + what.which % 5);
        case Act::add_separately:
        case Act::add_prospectively:
            story.modified(date, what.kind == Act::add_separately ? Modifies::separate : Modifies::prospective);
            story.adding(what.added);
            return take(what.added);
        case Act::remove:
            if (lines.empty() || begun(place, what.days)) return;
            story.modified(date, Modifies::prospective).removing(lines[place].id);
            agreed -= cents(lines[place].price);
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(place));
            delivered.erase(delivered.begin() + static_cast<std::ptrdiff_t>(place));
            lowered = true;  // what it had of the others' price, or they of its, may be given up
            return;
        case Act::reprice_remaining:
        case Act::reprice_all:
        case Act::reprice_past: return reprice(what, place, date);
        }
    }
    void deliver(std::size_t place, const std::string& date, int count)
    {
        if (lines.empty() || is_time(lines[place])) return;
        count = std::min(count, quantity - delivered[place]);
        if (count == 0) return;
        story.delivered(lines[place].id, date, std::to_string(count));
        delivered[place] += count;
    }
    void reprice(const Act& what, std::size_t place, const std::string& date)
    {
        if (lines.empty() || !open(place, what.days)) return;
        const RelatesTo relation = what.kind == Act::reprice_all    ? RelatesTo::all
                                   : what.kind == Act::reprice_past ? RelatesTo::past
                                                                    : RelatesTo::remaining;
        const std::int64_t amount = what.which % 2 == 0 ? what.amount : -what.amount;
        const bool caught_up = relation != RelatesTo::remaining && what.which % 3 == 0;
        Story repriced = story;
        repriced.modified(date, caught_up ? Modifies::catch_up : Modifies::prospective);
        repriced.repricing(text(amount), relation, {LineId(lines[place].id)});
        if (const Result<Earned> told = repriced.told(); !told) {
            RC_ASSERT(amount < 0);  // by more than there is of it
            RC_ASSERT(told.fault().code == "price-below-zero");
            return;
        }
        story = std::move(repriced);
        agreed += amount;
        lowered = lowered || amount < 0;
    }
    void finish()
    {
        for (std::size_t place = 0; place < lines.size(); ++place)
            deliver(place, after(days + 1), quantity);
    }
};

}  // namespace

// In the end the parts are the price, and so is what performance gives a right to invoice.
RC_GTEST_PROP(Laws, EarnThePriceInTheEnd, ())
{
    const Plot plot = drawn_plot();
    Stage stage(plot.lines);
    for (const Act& act : plot.acts) stage.act(act);
    stage.finish();
    const Result<Earned> earned = stage.story.told();
    RC_ASSERT(earned);
    RC_ASSERT(revenue(*earned, "2030-12-31") == stage.agreed);
    RC_ASSERT(rights(*earned, "2030-12-31") == stage.agreed);
    RC_ASSERT(earned->allocations.back().price == stage.agreed);
    for (const Allocation& allocation : earned->allocations) {
        std::int64_t sum = 0;
        for (const Share& share : allocation.shares) sum += share.amount;
        RC_ASSERT(sum == allocation.price);
    }
}

// A life is a run of segments, each with its own steps and no other's.
// (RC_ASSERT looks at both sides of an `or` that stands in no brackets of its own.)
RC_GTEST_PROP(Laws, KeepStepsInTheirSegments, ())
{
    const Plot plot = drawn_plot();
    Stage stage(plot.lines);
    for (const Act& act : plot.acts) stage.act(act);
    stage.finish();
    const Result<Earned> earned = stage.story.told();
    RC_ASSERT(earned);
    for (const Obligation& obligation : earned->obligations)
        for (std::size_t place = 0; place < obligation.segments.size(); ++place) {
            const Segment& segment = obligation.segments[place];
            const bool last = place + 1 == obligation.segments.size();
            RC_ASSERT((last || segment.from < obligation.segments[place + 1].from));
            for (const Step& step : segment.steps) {
                RC_ASSERT(segment.from <= step.at);
                RC_ASSERT((last || step.at < obligation.segments[place + 1].from));
            }
        }
}

// Nothing that happens later moves what had been earned before it.
RC_GTEST_PROP(Laws, DoNotForesee, ())
{
    const Plot plot = drawn_plot();
    if (plot.acts.empty()) return;
    Stage before(plot.lines), later(plot.lines);
    for (std::size_t act = 0; act + 1 < plot.acts.size(); ++act) before.act(plot.acts[act]);
    for (const Act& act : plot.acts) later.act(act);
    const Result<Earned> one = before.story.told(), other = later.story.told();
    RC_ASSERT(one);
    RC_ASSERT(other);
    for (int days = -40; days < plot.acts.back().days; ++days) {
        RC_ASSERT(revenue(*one, after(days)) == revenue(*other, after(days)));
        RC_ASSERT(rights(*one, after(days)) == rights(*other, after(days)));
    }
}

// Day by day each obligation only rises, but where a price is lowered.
RC_GTEST_PROP(Laws, NeverFall, ())
{
    const Plot plot = drawn_plot();
    Stage stage(plot.lines);
    for (const Act& act : plot.acts) stage.act(act);
    stage.finish();
    if (stage.lowered) return;
    const Result<Earned> earned = stage.story.told();
    RC_ASSERT(earned);
    for (const Obligation& obligation : earned->obligations) {
        std::int64_t last = 0;
        for (int days = -40; days < 800; ++days) {
            // One more day, time standing; then time counted through it.
            const std::int64_t standing =
                earned_at(obligation, {day(after(days)), Rank::lapse, 0}, day(after(days - 1)));
            const std::int64_t counted = at(obligation, after(days));
            RC_ASSERT(last <= standing);
            RC_ASSERT(standing <= counted);
            last = counted;
        }
        RC_ASSERT(last == earned_at(obligation, end_of(Date::never()), Date::never()));
    }
}

// What happened on one day happened in any order.
RC_GTEST_PROP(Laws, TakeADayInAnyOrder, ())
{
    const Plot plot = drawn_plot();
    Stage stage(plot.lines), mirrored(plot.lines);
    for (const Act& act : plot.acts) {
        stage.act(act);
        mirrored.act(act);
    }
    const std::string date = after(stage.days + 1);
    for (std::size_t place = 0; place < stage.lines.size(); ++place) {
        stage.deliver(place, date, 2);
        stage.deliver(place, date, 3);
    }
    for (std::size_t place = mirrored.lines.size(); place-- > 0;) {
        mirrored.deliver(place, date, 3);
        mirrored.deliver(place, date, 2);
    }
    const Result<Earned> one = stage.story.told(), other = mirrored.story.told();
    RC_ASSERT(one);
    RC_ASSERT(other);
    for (std::size_t place = 0; place < one->obligations.size(); ++place)
        for (int days : {stage.days, stage.days + 1, stage.days + 60})
            RC_ASSERT(at(one->obligations[place], after(days)) == at(other->obligations[place], after(days)));
}

// Terminated on any day, it is what was performed, invoiced or paid; and it stays so.
RC_GTEST_PROP(Laws, EndWithWhatIsOwed, ())
{
    const Plot plot = drawn_plot();
    Stage stage(plot.lines);
    for (const Act& act : plot.acts) stage.act(act);
    const std::string last = after(stage.days + *rc::gen::inRange(1, 200));
    const Result<Earned> open = stage.story.told();
    RC_ASSERT(open);
    const std::int64_t owed = rights(*open, last);
    const std::int64_t refund = *rc::gen::inRange<std::int64_t>(0, 1000);
    const std::int64_t penalty = *rc::gen::inRange<std::int64_t>(0, 1000);
    stage.story.terminated(last, text(refund), text(penalty));
    const Result<Earned> ended = stage.story.told();
    RC_ASSERT(ended);
    RC_ASSERT(revenue(*ended, last) == owed - refund + penalty);
    RC_ASSERT(revenue(*ended, "2030-12-31") == owed - refund + penalty);
    RC_ASSERT(rights(*ended, "2030-12-31") == owed - refund + penalty);
}

}  // namespace earned::laws_test
