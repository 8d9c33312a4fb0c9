// How a measure counts: it moves `done` or `total`, and each move is a reading.
#pragma once

#include "recognition/reading.h"

namespace earned {

class Tally {
public:
    explicit Tally(const Promise& promise) : promise_(promise) {}

    const Ratio& done() const { return done_; }
    const Ratio& total() const { return total_; }
    // A version's total, and a revised one; nothing: nobody has said it yet.
    void promise(const LineVersion& version, std::optional<Ratio> total);
    void estimate(const Happening& happening, std::optional<Ratio> total);
    void move(const Happening& happening, const Ratio& by);                     // so much more
    void reach(const Happening& happening, Ratio done);                         // so much in all
    void reach(Moment at, std::int64_t event, Ratio done);
    void measure(const Happening& happening, Ratio done, const ProgressMeasured& words);  // less only with a reason
    // `what`: "units delivered"; `remedy`: what to send when more is done than there is.
    Result<Readings> readings(const char* what, const char* remedy) &&;
    // What is done beyond the total is the total.
    Result<Readings> readings_at_most(const char* what, const char* remedy) &&;

private:
    void expect(std::optional<Ratio> total);
    void record(Moment at, Cause cause, std::int64_t event);

    const Promise& promise_;
    Ratio done_, total_;
    bool open_ = false;
    Readings readings_;
    std::optional<Fault> fault_;
};

}  // namespace earned
