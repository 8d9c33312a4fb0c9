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
            // A quantity that isn't said is no hour where the obligation's other lines say theirs.
            const bool unsaid = !version.line.quantity && has_company(promise);
            const Ratio promised = unsaid ? Ratio() : Ratio::of(terms.quantity);
            tally.promise(version, estimated ? *estimated : promised);
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
