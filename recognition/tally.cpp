#include "recognition/tally.h"

#include <utility>

namespace earned {

void Tally::expect(std::optional<Ratio> total)
{
    open_ = !total;
    total_ = std::move(total).value_or(Ratio());
}

void Tally::promise(const LineVersion& version, std::optional<Ratio> total)
{
    expect(std::move(total));
    record(version.from, Cause::modification, version.event);
}

void Tally::estimate(const Happening& happening, std::optional<Ratio> total)
{
    expect(std::move(total));
    record(happening.at, Cause::estimate, happening.event);
}

void Tally::move(const Happening& happening, const Ratio& by)
{
    reach(happening, done_ + by);
}

void Tally::reach(const Happening& happening, Ratio done)
{
    reach(happening.at, happening.event, std::move(done));
}

void Tally::reach(Moment at, std::int64_t event, Ratio done)
{
    done_ = std::move(done);
    record(at, Cause::performance, event);
}

void Tally::measure(const Happening& happening, Ratio done, const ProgressMeasured& words)
{
    if (done < done_ && done.sign() >= 0 && words.reason.empty() && !fault_)
        fault_ = Fault{"progress-backwards", address(promise_) + ", " + happening.at.date.text(),
                       "less is measured (" + done.decimal(2, Round::half_away).text() + ") than had been before (" +
                           done_.decimal(2, Round::half_away).text() + "), and nothing says why",
                       "give the measurement a `reason`, or correct it: it counts all that was done so far"};
    reach(happening, std::move(done));
}

void Tally::record(Moment at, Cause cause, std::int64_t event)
{
    readings_.push_back({at, cause, event, done_, total_, open_});
}

Result<Readings> Tally::readings_at_most(const char* what, const char* remedy) &&
{
    for (Reading& reading : readings_)
        if (reading.total.sign() > 0) reading.done = min(reading.done, reading.total);
    return std::move(*this).readings(what, remedy);
}

Result<Readings> Tally::readings(const char* what, const char* remedy) &&
{
    if (fault_) return *fault_;
    for (const Reading& reading : readings_) {
        const std::string where = address(promise_) + ", " + reading.at.date.text();
        const bool says_nothing = reading.total.is_zero() && reading.done.is_zero();
        if (says_nothing && is_summed(promise_.terms()) && has_company(promise_)) continue;
        if (reading.total.sign() <= 0 && !reading.open)
            return Fault{"nothing-to-measure", where,
                         std::string("there is no total of ") + what + " to measure progress by",
                         remedy};
        if (reading.done.sign() < 0)
            return Fault{"progress-below-nothing", where,
                         std::string("fewer than no ") + what + " are reported",
                         "correct the event that took back more than there was"};
        if (reading.total < reading.done && !reading.open)
            return Fault{"estimate-below-certain", where,
                         reading.done.decimal(2, Round::half_away).text() + " " + what +
                             " are certain, more than the total of " +
                             reading.total.decimal(2, Round::half_away).text(),
                         remedy};
    }
    return std::move(readings_);
}

}  // namespace earned
