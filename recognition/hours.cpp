#include "recognition/hours.h"

#include "recognition/tally.h"

namespace earned {

Result<Readings> by_hours(const Promise& promise)
{
    Tally tally(promise);
    std::optional<Ratio> estimated;
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms& terms) {
            tally.promise(version, estimated ? *estimated : Ratio::of(terms.quantity));
        },
        [&](const Happening& happening) {
            if (const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
                estimate != nullptr && estimate->total_hours) {
                estimated = Ratio::of(*estimate->total_hours);
                tally.estimate(happening, *estimated);
            }
            if (const auto* progress = std::get_if<ProgressMeasured>(&happening.fact);
                progress != nullptr && progress->hours)
                tally.measure(happening, Ratio::of(*progress->hours), *progress);
        });
    return std::move(tally).readings("hours", "send estimate.revised with total_hours");
}

}  // namespace earned
