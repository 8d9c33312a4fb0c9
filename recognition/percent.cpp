#include "recognition/percent.h"

#include "recognition/tally.h"

namespace earned {

Result<Readings> by_percent(const Promise& promise)
{
    Tally tally(promise);
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms&) { tally.promise(version, Ratio(100)); },
        [&](const Happening& happening) {
            if (const auto* progress = std::get_if<ProgressMeasured>(&happening.fact);
                progress != nullptr && progress->percent)
                tally.measure(happening, Ratio::of(*progress->percent), *progress);
        });
    return std::move(tally).readings("percent", "measure progress again, between 0 and 100");
}

}  // namespace earned
