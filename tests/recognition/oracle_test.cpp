// The engine against a model of it that counts single days (oracle/life.h): random lives, and planted errors.
#include "tests/recognition/figures.h"
#include "tests/recognition/oracle/agree.h"
#include "tests/recognition/oracle/stretches.h"
#include "tests/recognition/oracle/tell.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <random>

namespace earned::oracle {

namespace {

// The days on which something may show: of each thing that happens, the day before it, and each month's last.
std::vector<Date> days_of(const Drawn& drawn)
{
    std::vector<Date> days;
    for (Date date = signing_day(); date < signing_day() + 900; date = date.next()) {
        const bool happens = std::any_of(drawn.events.begin(), drawn.events.end(), [&](const Happened& happened) {
            return happened.day == date || happened.day == date.next();
        });
        if (happens || date.is_last_of_month()) days.push_back(date);
    }
    return days;
}

// The life as the model lives it: of a contract that may be left, stretch by stretch.
Stretched modelled(const Drawn& drawn, Flaw flaw)
{
    const Drawn known = with_rights(drawn);
    if (drawn.may_leave_every == 0 || flaw == Flaw::binds_for_the_whole_term) return {known, names_of(drawn)};
    return stretched(known, drawn.may_leave_every);
}

// Of each line that comes back less than a cent is with the others (docs/decisions/0094).
std::size_t lines_that_come_back(const std::vector<Promised>& promised)
{
    return static_cast<std::size_t>(std::count_if(promised.begin(), promised.end(),
                                                  [](const Promised& one) { return one.comes_back.has_value(); }));
}

// The first day on which the two differ by a cent or more a turn; empty where they agree.
std::string difference(const Drawn& drawn, Flaw flaw)
{
    const Result<Earned> earned = earned_by(drawn);
    if (!earned) return earned.fault().text() + as_case(events_of(drawn), signing_day(), Ratio());
    const auto [life, names] = modelled(drawn, flaw);
    Life model(signing_day(), life.promised, life.varying, flaw);
    std::size_t next = 0;
    const auto cents =
        static_cast<std::int64_t>(1 + life.events.size() + life.varying.size() + lines_that_come_back(life.promised));
    for (const Date date : days_of(drawn)) {
        for (; next < life.events.size() && life.events[next].day <= date; ++next) model.happen(life.events[next]);
        model.through(date);
        const std::string day = date.text();
        const auto differs = [&](const Ratio& slow, std::int64_t fast, std::size_t lines) {
            return Ratio(cents * static_cast<std::int64_t>(lines)) * model.magnified() <= abs(slow - Ratio(fast));
        };
        const auto told = [&](const std::string& what, const Ratio& slow, std::int64_t fast) {
            return day + ", " + what + ": " + Money(fast, usd()).plain() + ", and day by day " +
                   (slow / Ratio(100)).decimal(4, Round::half_away).text() +
                   as_case(events_of(drawn), date, model.earned());
        };
        std::map<std::string, Ratio> lines;
        for (std::size_t line = 0; line < model.size(); ++line) lines[names[line]] += model.earned(line);
        for (const auto& [name, slow] : lines)
            if (const std::int64_t one = at(of(*earned, name), day); !model.is_ended() && differs(slow, one, 1))
                return told(name, slow, one);
        const std::int64_t all = revenue(*earned, day);
        if (differs(model.earned(), all, model.size())) return told("in all", model.earned(), all);
    }
    return {};
}

// A life that doesn't end early, all of which is done in the end, and after that nothing more can come back.
Drawn completed(Drawn drawn)
{
    std::erase_if(drawn.events, [](const Happened& happened) { return happened.kind == Happened::ended; });
    const Date over = signing_day() + 2'000;
    const auto end_right = [&](Promised& promised) {
        if (promised.comes_back) promised.comes_back->until = std::min(promised.comes_back->until.value_or(over), over);
    };
    for (Promised& promised : drawn.promised) end_right(promised);
    for (Happened& happened : drawn.events)
        if (!happened.more.id.empty()) end_right(happened.more);
    std::vector<Promised> all = drawn.promised;
    for (const Happened& happened : drawn.events) {
        if (!happened.more.id.empty()) all.push_back(happened.more);
        if (happened.kind == Happened::resized) all[happened.place].parts[happened.part].size = happened.amount;
    }
    Life model(signing_day(), drawn.promised, drawn.varying);
    for (const Happened& happened : drawn.events) model.happen(happened);
    Date day = drawn.events.empty() ? signing_day() : drawn.events.back().day;
    for (std::size_t place = 0; place < all.size(); ++place) {
        if (passes_with_time(all[place].work) || model.is_removed(place)) continue;
        for (std::size_t part = 0; part < all[place].parts.size(); ++part) {
            const Ratio rest = model.left(place, part) * Ratio(all[place].parts[part].size);
            day = day.next();
            if (rest.sign() > 0)
                drawn.events.push_back({.day = day, .place = place, .part = part, .amount = rest.rounded(Round::down)});
        }
    }
    return drawn;
}

bool is_a_unit(const Varying& varying) { return varying.estimate.a_unit; }

bool has_amounts_a_unit(const Drawn& drawn)
{
    return std::ranges::any_of(drawn.varying, is_a_unit) || std::ranges::any_of(drawn.events, [](const Happened& one) {
               return one.varying && is_a_unit(*one.varying);
           });
}

// What the amounts beside the stated price come to, as they were estimated last.
Ratio estimated_last(const Drawn& drawn)
{
    std::vector<Varying> amounts = drawn.varying;
    for (const Happened& happened : drawn.events) {
        if (!happened.varying) continue;
        if (happened.kind == Happened::estimated)
            amounts[happened.place] = *happened.varying;
        else
            amounts.push_back(*happened.varying);
    }
    Ratio sum;
    for (const Varying& varying : amounts)
        if (!varying.concession) sum += varying.estimate.counted(1);
    return sum;
}

// By what all that is earned differs from what is owed for it at stated prices, and the amounts beside; empty where by
// less than a cent a turn.
std::string not_owed(const Drawn& drawn)
{
    const Result<Earned> earned = earned_by(drawn);
    if (!earned) return earned.fault().text() + as_case(events_of(drawn), signing_day(), Ratio());
    const std::string last = "2032-12-31";
    std::int64_t back = 0;
    for (const Obligation& obligation : earned->obligations)
        if (!obligation.segments.empty()) back += obligation.segments.back().back;
    const Ratio owed = Ratio(rights(*earned, last) - back) + estimated_last(drawn);
    const auto cents = static_cast<std::int64_t>(1 + drawn.events.size() + drawn.varying.size());
    if (abs(Ratio(revenue(*earned, last)) - owed) < Ratio(cents)) return {};
    return "earned in the end: " + Money(revenue(*earned, last), usd()).plain() + ", and owed is " +
           (owed / Ratio(100)).decimal(2, Round::half_away).text() + as_case(events_of(drawn), day(last), owed);
}

rc::Gen<Throw> some_throw()
{
    return rc::gen::resize(rc::kNominalSize,
                           rc::gen::container<Throw>(rc::gen::inRange<std::uint32_t>(0, 4'000'000'000)));
}

Throws some_throws()
{
    const auto several = [](std::size_t most) {
        return *rc::gen::mapcat(
            rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, most + 1)),
            [](std::size_t count) { return rc::gen::container<std::vector<Throw>>(count, some_throw()); });
    };
    return {several(4), several(3), several(16)};
}

// Lives by a seed, where they need not be made smaller.
Throws throws_of(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto several = [&](std::uint64_t most) {
        std::vector<Throw> throws(random() % (most + 1));
        for (Throw& thrown : throws)
            for (std::uint32_t& number : thrown) number = static_cast<std::uint32_t>(random() % 4'000'000'000);
        return throws;
    };
    return {several(4), several(3), several(16)};
}

bool is_found(Flaw flaw, Drawn (*drawn_by)(const Throws&))
{
    for (std::uint64_t seed = 1; seed <= 300; ++seed)
        if (!difference(drawn_by(throws_of(seed)), flaw).empty()) return true;
    return false;
}

}  // namespace

TEST(Oracle, AgreesWithTheEngine)
{
    expect_agreement(2'000, [] { return difference(draw(some_throws()), Flaw::none); });
}
TEST(Oracle, AgreesOnContractsThatMayBeLeft)
{
    expect_agreement(500, [] { return difference(draw_cancellable(some_throws()), Flaw::none); });
}

// Whatever was modified, estimated anew or came back on the way (606-10-32-5 to 32-9, 55-22 to 55-29, IFRS 15.50-54).
TEST(Oracle, EarnsInTheEndWhatIsOwed)
{
    expect_agreement(1'000, [] {
        const Drawn drawn = draw(some_throws());
        return has_amounts_a_unit(drawn) ? std::string() : not_owed(completed(drawn));
    });
}

// Each of these errors, planted in the model, is a difference that the comparison sees: so it would
// see the same error in the engine.
TEST(Oracle, FindsEachPlantedError)
{
    for (int flaw = 1; flaw < static_cast<int>(Flaw::binds_for_the_whole_term); ++flaw)
        EXPECT_TRUE(is_found(static_cast<Flaw>(flaw), draw)) << "flaw " << flaw;
    EXPECT_TRUE(is_found(Flaw::binds_for_the_whole_term, draw_cancellable));
}

}  // namespace earned::oracle
