#include "recognition/cost_to_cost.h"

#include "recognition/tally.h"

namespace earned {

namespace {

Ratio expected_cost(const Line& line, const std::optional<Decimal>& revised)
{
    const Decimal none;
    const Ratio all = Ratio::of(revised ? *revised : line.expected_cost.value_or(none));
    return all - Ratio::of(line.expected_uninstalled.value_or(none));
}

bool counts(const CostIncurred& cost)
{
    switch (cost.kind) {
    case CostKind::performance: return true;
    case CostKind::setup:
    case CostKind::uninstalled:
    case CostKind::wasted:
    case CostKind::obtain: return false;
    }
    return false;
}

}  // namespace

Result<Readings> cost_to_cost(const Promise& promise)
{
    if (promise.words().expected_uninstalled)
        return Fault{"unsupported-uninstalled", address(promise) + ", expected_uninstalled",
                     "revenue at cost for uninstalled materials is not computed yet",
                     "measure the line by percent, with the progress you have worked out"};
    Tally tally(promise);
    std::optional<Decimal> revised;
    const Line* words = &promise.life().versions.front().line;
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms&) {
            // A modification that names another expected cost is the newer estimate.
            if (version.line.expected_cost != words->expected_cost) revised.reset();
            words = &version.line;
            tally.promise(version, expected_cost(*words, revised));
        },
        [&](const Happening& happening) {
            if (const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
                estimate != nullptr && estimate->expected_cost) {
                revised = estimate->expected_cost;
                tally.estimate(happening, expected_cost(*words, revised));
            }
            if (const auto* cost = std::get_if<CostIncurred>(&happening.fact);
                cost != nullptr && counts(*cost))
                tally.move(happening, Ratio::of(cost->amount));
        });
    return std::move(tally).readings("cost", "send estimate.revised with the line's expected_cost");
}

}  // namespace earned
