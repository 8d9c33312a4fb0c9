#include "recognition/units.h"

#include "recognition/tally.h"

namespace earned {

namespace {

bool is_measured(const Promise& promise)
{
    for (const Happening& happening : promise.life().happenings)
        if (const auto* measured = std::get_if<ProgressMeasured>(&happening.fact);
            measured != nullptr && measured->units)
            return true;
    return false;
}

}  // namespace

Result<Readings> by_units(const Promise& promise)
{
    Tally tally(promise);
    const bool measured = is_measured(promise);
    const auto on_version = [&](const LineVersion& version, const LineTerms& terms) {
        tally.promise(version, Ratio::of(terms.quantity));
    };
    const auto on_happening = [&](const Happening& happening) {
        if (const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
            estimate != nullptr && estimate->total_units)
            tally.estimate(happening, Ratio::of(*estimate->total_units));
        if (const auto* progress = std::get_if<ProgressMeasured>(&happening.fact);
            progress != nullptr && progress->units)
            tally.measure(happening, Ratio::of(*progress->units), *progress);
        const auto* delivery = std::get_if<OrderFulfilled>(&happening.fact);
        if (delivery == nullptr || measured) return;
        if (delivery->quantity) tally.move(happening, Ratio::of(*delivery->quantity));
        else tally.reach(happening, tally.total());
    };
    walk_line(promise, on_version, on_happening);
    return std::move(tally).readings(
        "units", "send estimate.revised with total_units, or correct the units");
}

}  // namespace earned
