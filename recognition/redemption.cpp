#include "recognition/redemption.h"

#include "recognition/tally.h"

namespace earned {

namespace {

// So much was used; nothing where the event is of something else.
std::optional<Decimal> used(const Happening& happening)
{
    const auto said = [](const std::optional<Decimal>& quantity, const std::optional<Decimal>& amount) {
        return quantity ? quantity : amount;  // a card is used in amounts
    };
    if (const auto* exercised = std::get_if<OptionExercised>(&happening.fact)) return exercised->quantity;
    if (const auto* usage = std::get_if<UsageRecorded>(&happening.fact)) return said(usage->quantity, usage->amount);
    if (const auto* usage = std::get_if<UsageCorrected>(&happening.fact)) return said(usage->quantity, usage->amount);
    return std::nullopt;
}

Ratio expected_of(const Line& line)
{
    const bool said = line.option && line.option->expected_exercise;
    return Ratio::of(said ? *line.option->expected_exercise : line.quantity.value_or(Decimal::of(1)));
}

Outcome check_used(const Promise& promise, const Happening& happening, const Ratio& done)
{
    const Ratio most = Ratio::of(promise.words().quantity.value_or(Decimal::of(1)));
    if (done <= most) return Done{};
    return Fault{
        "over-exercised", address(promise) + ", " + happening.at.date.text(),
        done.decimal(2, Round::half_away).text() + " would be used of " + most.decimal(2, Round::half_away).text(),
        "correct the quantity used, or raise the line's by contract.modified"};
}

}  // namespace

bool is_looked_through(const Line& line) { return line.option && line.option->look_through; }

std::optional<Moment> lapses_at(const Promise& promise)
{
    const std::vector<LineVersion>& versions = promise.life().versions;
    for (std::size_t place = 0; place < versions.size(); ++place) {
        const Line& line = versions[place].line;
        std::optional<Date> last = line.option ? line.option->expires : std::nullopt;
        if (!last && !is_looked_through(line)) last = line.end;
        if (!last) continue;
        const Moment lapse{*last, Rank::lapse, 0};
        if (place + 1 == versions.size() || lapse < versions[place + 1].from) return lapse;
    }
    return std::nullopt;
}

Result<Readings> by_redemption(const Promise& promise)
{
    Ratio expected, all_used;
    std::optional<Fault> fault;
    Tally tally(promise);
    const std::optional<Moment> lapse = lapses_at(promise);
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms&) {
            expected = expected_of(version.line);
            tally.promise(version, expected);
        },
        [&](const Happening& happening) {
            if (lapse && *lapse < happening.at) return;  // all of it is earned
            if (const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
                estimate != nullptr && estimate->expected_exercise) {
                expected = Ratio::of(*estimate->expected_exercise);
                tally.estimate(happening, expected);
            }
            const std::optional<Decimal> quantity = used(happening);
            if (!quantity || fault) return;
            all_used += Ratio::of(*quantity);
            const Outcome checked = check_used(promise, happening, all_used);
            if (!checked) fault = checked.fault();
            tally.reach(happening, all_used);
        });
    if (fault) return *fault;
    Result<Readings> readings = std::move(tally).readings_at_most(
        "uses", "send estimate.revised with the expected_exercise that is left to be expected");
    if (!readings || !lapse || readings->empty() || *lapse <= readings->front().at) return readings;
    Reading last = readings->back();
    last.at = *lapse;
    last.cause = Cause::time;
    last.event = 0;
    last.done = last.total;
    readings->push_back(std::move(last));
    return readings;
}

std::vector<Reading> uses_of(const Promise& promise)
{
    std::vector<Reading> uses;
    const std::optional<Moment> lapse = lapses_at(promise);
    const Ratio most = Ratio::of(promise.words().quantity.value_or(Decimal::of(1)));
    Ratio all_used;
    for (const Happening& happening : promise.life().happenings) {
        const std::optional<Decimal> quantity = used(happening);
        if (!quantity || (lapse && *lapse < happening.at)) continue;
        all_used += Ratio::of(*quantity);
        uses.push_back({happening.at, Cause::performance, happening.event, all_used, most});
    }
    if (lapse) uses.push_back({*lapse, Cause::time, 0, most, most});
    return uses;
}

Ratio expected_to_buy(const Promise& promise, Moment at)
{
    Ratio expected, bought;
    for (const LineVersion& version : promise.life().versions)
        if (version.from <= at) expected = expected_of(version.line);
    for (const Happening& happening : promise.life().happenings) {
        if (at < happening.at) break;
        if (const auto* exercised = std::get_if<OptionExercised>(&happening.fact))
            bought += Ratio::of(exercised->quantity);
        const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
        if (estimate != nullptr && estimate->expected_exercise) expected = Ratio::of(*estimate->expected_exercise);
    }
    const std::optional<Moment> lapse = lapses_at(promise);
    return lapse && *lapse <= at ? bought : max(expected, bought);
}

}  // namespace earned
