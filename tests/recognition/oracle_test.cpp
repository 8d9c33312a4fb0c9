// The engine against a model of it that counts single days (oracle.h): random lives, and planted errors.
#include "tests/recognition/oracle.h"
#include "tests/recognition/story.h"

#include <random>
#include <set>

namespace earned::oracle {

namespace {

Ratio day_of(Work work, Date day) { return work == Work::by_month ? Ratio(1, day.last_of_month().day()) : Ratio(1); }

bool passes(Work work) { return work == Work::by_day || work == Work::by_month; }

}  // namespace

Ratio Life::Line::part() const
{
    const Ratio ahead = all - turned_at;
    return ahead.is_zero() ? Ratio() : (done - turned_at) / ahead;
}

Life::Life(Date signed_on, std::vector<Promised> lines, Flaw flaw) : today_(signed_on.previous()), flaw_(flaw)
{
    Ratio price;
    for (const Promised& line : lines) {
        promise(line, 0);
        price += Ratio(line.price);
    }
    share(0, price, false);
}

std::size_t Life::promise(const Promised& promised, std::size_t price)
{
    Line line;
    line.promised = promised;
    line.price = price;
    line.all = Ratio(promised.size);
    line.to_be_right = Ratio(promised.price);
    if (passes(promised.work)) {
        const Work work = flaw_ == Flaw::counts_months_as_days ? Work::by_day : promised.work;
        line.promised.work = work;
        line.all = Ratio();
        for (Date day = promised.first; day <= promised.last; day = day.next()) line.all += day_of(work, day);
        for (Date day = promised.first; day <= today_; day = day.next()) count(line, day);
    }
    lines_.push_back(line);
    return lines_.size() - 1;
}

// 606-10-32-31: by what each is worth standing alone; anew, by what is left of it.
Ratio Life::worth(const Line& line, bool anew) const
{
    const Ratio whole(flaw_ == Flaw::shares_by_price ? line.promised.price + 1 : line.promised.standalone);
    return !anew || flaw_ == Flaw::shares_by_whole_worth ? whole : whole * line.left();
}

void Life::count(Line& line, Date day) const
{
    const bool first = line.promised.first == day && flaw_ == Flaw::forgets_the_first_day;
    if (first || day < line.promised.first || line.promised.last < day) return;
    line.done += day_of(line.promised.work, day);
}

// What was earned stays; what is left is counted from here.
void Life::turn(Line& line) const
{
    const Ratio earned = line.now_earned(), right = line.now_right();
    line.to_earn = line.earned_before + line.to_earn - earned;
    line.to_be_right = line.right_before + line.to_be_right - right;
    line.earned_before = earned;
    line.right_before = right;
    if (flaw_ != Flaw::counts_from_the_beginning) line.turned_at = line.done;
}

// Anew: what lines of the price have not earned joins the pool.
void Life::share(std::size_t price, Ratio pool, bool anew)
{
    std::vector<Line*> members;
    Ratio all, rights;
    for (Line& line : lines_) {
        if (line.price != price || (anew && line.left().sign() <= 0)) continue;
        if (anew) {
            turn(line);
            pool += flaw_ == Flaw::forgets_what_was_earned ? line.to_be_right : line.to_earn;
            line.to_earn = Ratio();
        }
        if (line.removed) {
            rights += line.to_be_right;
            line.to_be_right = Ratio();
            continue;
        }
        members.push_back(&line);
        all += worth(line, anew);
    }
    for (Line* line : members) {
        line->to_earn = pool * worth(*line, anew) / all;
        line->to_be_right += rights * worth(*line, anew) / all;
    }
    if (!members.empty() || !leaving_) return;
    // Nothing is left to carry it: it is earned, or given up, at once.
    lines_[*leaving_].earned_before += pool;
    lines_[*leaving_].right_before += rights;
}

void Life::reprice(const Happened& happened, Line& line)
{
    const Ratio amount(happened.amount), part = line.part();
    if (happened.kind == Happened::caught_up) {
        // The same life at its new price: what was done of it takes its part.
        if (flaw_ == Flaw::waits_with_a_catch_up) turn(line);
        line.to_earn += amount;
        line.to_be_right += amount;
        return;
    }
    Ratio at_once;
    if (happened.kind == Happened::repriced_past && flaw_ != Flaw::spreads_the_past) at_once = amount;
    if (happened.kind == Happened::repriced_all && flaw_ != Flaw::waits_with_a_catch_up) at_once = amount * part;
    // A change for the past alone names no price to be shared anew, so it is the contract's own.
    const std::size_t price = happened.kind == Happened::repriced_past ? 0 : line.price;
    if (line.price == price) turn(line);
    line.earned_before += at_once;
    line.right_before += at_once;
    line.to_be_right += amount - at_once;
    share(price, amount - at_once, true);
}

void Life::modify(const Happened& happened)
{
    switch (happened.kind) {
        case Happened::added_apart: {
            const std::size_t price = flaw_ == Flaw::joins_what_is_apart ? 0 : prices_++;
            promise(happened.more, price);
            if (price != 0)
                share(price, Ratio(happened.more.price), false);
            else
                share(price, Ratio(happened.more.price), true);
            return;
        }
        case Happened::added: {
            promise(happened.more, 0);
            share(0, flaw_ == Flaw::drops_what_was_added ? Ratio() : Ratio(happened.more.price), true);
            return;
        }
        case Happened::removed: {
            Line& line = lines_[happened.line];
            const Ratio less = Ratio(line.promised.price) * line.left();
            line.removed = true;
            leaving_ = happened.line;
            turn(line);
            line.to_be_right -= less;
            share(line.price, -less, true);
            leaving_.reset();
            return;
        }
        case Happened::repriced_rest:
        case Happened::repriced_all:
        case Happened::repriced_past:
        case Happened::caught_up:
            return reprice(happened, lines_[happened.line]);
        case Happened::done:
        case Happened::resized:
        case Happened::ended:
            return;
    }
}

void Life::through(Date day)
{
    for (; today_ < day; today_ = today_.next()) {
        if (ended_) continue;
        for (Line& line : lines_)
            if (passes(line.promised.work) && !line.removed) count(line, today_.next());
    }
}

void Life::happen(const Happened& happened)
{
    if (ended_) return;
    if (happened.kind == Happened::ended) {
        through(happened.day);  // the day it ends on is served
        for (const Line& line : lines_) settled_ += line.now_right();
        settled_ += Ratio(happened.kept);
        if (flaw_ != Flaw::keeps_what_is_paid_back) settled_ -= Ratio(happened.amount);
        ended_ = true;
        return;
    }
    through(happened.day.previous());
    if (happened.kind == Happened::done)
        lines_[happened.line].done += Ratio(happened.amount);
    else if (happened.kind != Happened::resized)
        modify(happened);
    else if (flaw_ != Flaw::ignores_what_is_resized)
        lines_[happened.line].all = Ratio(happened.amount);
}

Ratio Life::earned(std::size_t line) const { return lines_[line].now_earned(); }
Ratio Life::left(std::size_t line) const { return lines_[line].left(); }

Ratio Life::earned() const
{
    if (ended_) return settled_;
    Ratio sum;
    for (const Line& line : lines_) sum += line.now_earned();
    return sum;
}

namespace {

// A life as it is drawn: signed on one day, and what happens then.
struct Drawn {
    std::vector<Promised> lines;
    std::vector<Happened> events;
};

const Date signing = day("2024-01-15");

class Drawing {
public:
    explicit Drawing(std::uint64_t seed) : random_(seed) {}
    std::int64_t number(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
    }

    Promised line(std::string id, Date from)
    {
        Promised line;
        line.id = std::move(id);
        line.price = number(0, 500'000);
        line.standalone = number(1, 500'000);
        line.work = static_cast<Work>(number(0, 4));
        line.first = from + static_cast<int>(number(0, 50));
        line.last = line.first + static_cast<int>(number(0, 420));
        if (line.work == Work::in_units) line.size = number(1, 40);
        if (line.work == Work::by_percent) line.size = 100;
        if (line.work == Work::by_cost) line.size = number(100, 900'000);
        return line;
    }

    Drawn life()
    {
        Drawn drawn;
        for (std::int64_t count = number(1, 4); count > 0; --count)
            drawn.lines.push_back(line("L" + std::to_string(count), signing - 20));
        // The model itself knows what there is left to happen to.
        Life model(signing, drawn.lines);
        std::vector<Promised> all = drawn.lines;
        Date date = signing;
        for (std::int64_t count = number(0, 9); count > 0; --count) {
            date = date + static_cast<int>(number(1, 60));
            model.through(date.previous());
            const Happened happened = event(model, all, date);
            if (happened.day != date) continue;
            if (!happened.more.id.empty()) all.push_back(happened.more);
            model.happen(happened);
            drawn.events.push_back(happened);
            if (happened.kind == Happened::ended) break;
        }
        return drawn;
    }

private:
    // Without a day where nothing can happen to the line that was drawn.
    Happened event(const Life& model, const std::vector<Promised>& all, Date date)
    {
        Happened drawn{.day = date, .kind = static_cast<Happened::Kind>(number(0, 9))};
        drawn.line = static_cast<std::size_t>(number(0, static_cast<std::int64_t>(model.size()) - 1));
        const Promised& line = all[drawn.line];
        const Ratio left = model.left(drawn.line);
        const bool open = left.sign() > 0 && !model.is_removed(drawn.line);
        const std::int64_t rest = (left * Ratio(line.size)).rounded(Round::down);
        switch (drawn.kind) {
            case Happened::done:
                if (!open || passes(line.work) || rest < 1 || resized_.count(line.id) != 0) return {};
                drawn.amount = number(1, rest);
                return drawn;
            case Happened::resized:
                if (!open || line.work != Work::by_cost || !resized_.insert(line.id).second) return {};
                drawn.amount = line.size + number(1, line.size);
                return drawn;
            case Happened::added_apart:
            case Happened::added:
                drawn.more = this->line("M" + date.text(), date);
                return drawn;
            case Happened::removed:
                if (!open || line.work == Work::by_cost) return {};
                return drawn;
            case Happened::repriced_rest:
            case Happened::repriced_all:
            case Happened::repriced_past:
            case Happened::caught_up:
                drawn.amount = number(1, 20'000) * (number(0, 1) == 0 ? 1 : -1);
                if (!open) return {};
                return drawn;
            case Happened::ended:
                if (number(0, 2) != 0) return {};
                drawn.amount = number(0, 1'000);
                drawn.kept = number(0, 1'000);
                return drawn;
        }
        return {};
    }

    std::mt19937_64 random_;
    std::set<std::string> resized_;
};

std::string in_major(std::int64_t amount) { return Money(amount, usd()).plain(); }

Spec spec_of(const Promised& line)
{
    Spec spec;
    spec.id = line.id;
    spec.price = in_major(line.price);
    spec.ssp = in_major(line.standalone);
    switch (line.work) {
        case Work::by_day:
        case Work::by_month:
            spec.measure = line.work == Work::by_day ? Measure::daily : Measure::monthly;
            spec.first = line.first.text();
            spec.last = line.last.text();
            break;
        case Work::in_units:
            spec.measure = Measure::units;
            spec.quantity = std::to_string(line.size);
            break;
        case Work::by_percent:
            spec.measure = Measure::percent;
            break;
        case Work::by_cost:
            spec.measure = Measure::cost_to_cost;
            spec.expected_cost = in_major(line.size);
            break;
    }
    return spec;
}

// The same life told to the engine.
class Telling {
public:
    explicit Telling(const Drawn& drawn) : story_(signing.text())
    {
        for (const Promised& line : drawn.lines) add(line);
        for (const Happened& happened : drawn.events) tell(happened);
    }
    Result<Earned> told() const { return story_.told(); }
    const std::vector<Promised>& lines() const { return lines_; }

private:
    void add(const Promised& line)
    {
        if (lines_.size() < 1 || story_.contract().modifications.empty())
            story_.line(spec_of(line));
        else
            story_.adding(spec_of(line));
        lines_.push_back(line);
        done_.push_back(0);
    }
    void tell_done(const Happened& happened, const std::string& date)
    {
        const Promised& line = lines_[happened.line];
        done_[happened.line] += happened.amount;
        if (line.work == Work::by_percent)
            story_.percent(line.id, date, std::to_string(done_[happened.line]));
        else if (line.work == Work::by_cost)
            story_.spent(line.id, date, in_major(happened.amount));
        else
            story_.delivered(line.id, date, std::to_string(happened.amount));
    }
    void tell_price(const Happened& happened, const std::string& date)
    {
        const bool caught_up = happened.kind == Happened::caught_up;
        const RelatesTo relation = happened.kind == Happened::repriced_rest   ? RelatesTo::remaining
                                   : happened.kind == Happened::repriced_past ? RelatesTo::past
                                                                              : RelatesTo::all;
        story_.modified(date, caught_up ? Modifies::catch_up : Modifies::prospective);
        story_.repricing(in_major(happened.amount), relation, {LineId(lines_[happened.line].id)});
    }
    void tell(const Happened& happened)
    {
        const std::string date = happened.day.text();
        switch (happened.kind) {
            case Happened::done:
                return tell_done(happened, date);
            case Happened::resized: {
                EstimateRevised fact;
                fact.expected_cost = number(in_major(happened.amount));
                story_.revised(lines_[happened.line].id, date, fact);
                return;
            }
            case Happened::added_apart:
            case Happened::added:
                story_.modified(date, happened.kind == Happened::added ? Modifies::prospective : Modifies::separate);
                return add(happened.more);
            case Happened::removed:
                story_.modified(date, Modifies::prospective).removing(lines_[happened.line].id);
                return;
            case Happened::repriced_rest:
            case Happened::repriced_all:
            case Happened::repriced_past:
            case Happened::caught_up:
                return tell_price(happened, date);
            case Happened::ended:
                story_.terminated(date, in_major(happened.amount), in_major(happened.kept));
                return;
        }
    }

    Story story_;
    std::vector<Promised> lines_;
    std::vector<std::int64_t> done_;
};

std::string told_in_words(const Drawn& drawn)
{
    std::string words;
    for (const Promised& line : drawn.lines)
        words += "\n  " + line.id + ": " + in_major(line.price) + ", worth " + in_major(line.standalone) + ", work " +
                 std::to_string(static_cast<int>(line.work)) + ", " + line.first.text() + " to " + line.last.text() +
                 ", size " + std::to_string(line.size);
    for (const Happened& each : drawn.events)
        words += "\n  " + each.day.text() + " kind " + std::to_string(each.kind) + " line " +
                 std::to_string(each.line) + " amount " + std::to_string(each.amount) + " kept " +
                 std::to_string(each.kept) + " more " + each.more.id + " " + std::to_string(each.more.price) + "/" +
                 std::to_string(each.more.standalone);
    return words;
}

// The first day on which the two differ by a cent or more a turn; empty where they agree.
std::string difference(const Drawn& drawn, Flaw flaw)
{
    const Telling telling(drawn);
    const Result<Earned> earned = telling.told();
    if (!earned) return earned.fault().text();
    Life model(signing, drawn.lines, flaw);
    std::size_t next = 0;
    const std::int64_t cents_a_line = 1 + static_cast<std::int64_t>(drawn.events.size());
    for (Date date = signing; date < signing + 900; date = date + 1) {
        for (; next < drawn.events.size() && drawn.events[next].day == date; ++next) model.happen(drawn.events[next]);
        model.through(date);
        const std::string text = date.text();
        const Ratio all = abs(model.earned() - Ratio(revenue(*earned, text)));
        const auto lines = static_cast<std::int64_t>(model.size());
        if (Ratio(cents_a_line * lines) <= all)
            return text + ": " + std::to_string(revenue(*earned, text)) + ", and day by day " +
                   model.earned().decimal(2, Round::half_away).text() + told_in_words(drawn);
        const bool ended = next > 0 && drawn.events[next - 1].kind == Happened::ended;
        for (std::size_t line = 0; line < model.size() && !ended; ++line) {
            const std::int64_t one = at(of(*earned, telling.lines()[line].id), text);
            if (abs(model.earned(line) - Ratio(one)) < Ratio(cents_a_line)) continue;
            return text + ", " + telling.lines()[line].id + ": " + std::to_string(one) + ", and day by day " +
                   model.earned(line).decimal(2, Round::half_away).text() + told_in_words(drawn);
        }
    }
    return {};
}

}  // namespace

TEST(Oracle, AgreesWithTheEngineDayByDay)
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const std::string found = difference(Drawing(seed).life(), Flaw::none);
        ASSERT_EQ(found, "") << "seed " << seed;
    }
}

// Each of these errors, planted in the model, is a difference that the comparison sees: so it would
// see the same error in the engine.
TEST(Oracle, FindsEachPlantedError)
{
    const Flaw flaws[] = {
        Flaw::forgets_the_first_day,     Flaw::counts_months_as_days,   Flaw::shares_by_price,
        Flaw::shares_by_whole_worth,     Flaw::forgets_what_was_earned, Flaw::drops_what_was_added,
        Flaw::joins_what_is_apart,       Flaw::spreads_the_past,        Flaw::waits_with_a_catch_up,
        Flaw::counts_from_the_beginning, Flaw::keeps_what_is_paid_back, Flaw::ignores_what_is_resized};
    for (const Flaw flaw : flaws) {
        bool found = false;
        for (std::uint64_t seed = 1; seed <= 200 && !found; ++seed)
            found = !difference(Drawing(seed).life(), flaw).empty();
        EXPECT_TRUE(found) << "flaw " << static_cast<int>(flaw);
    }
}

}  // namespace earned::oracle
