#include "recognition/cost_to_cost.h"

#include "recognition/tally.h"

namespace earned {

namespace {

// All that it will cost but for uninstalled materials: as expected, or delivered where that is more. Nothing: nobody knows.
std::optional<Ratio> expected_cost(const Line& line, const std::optional<Decimal>& revised, const Ratio& delivered)
{
    const std::optional<Decimal>& all = revised ? revised : line.expected_cost;
    if (!all) return std::nullopt;
    return Ratio::of(*all) - max(Ratio::of(line.expected_uninstalled.value_or(Decimal())), delivered);
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
    Tally tally(promise);
    std::optional<Decimal> revised;
    Ratio delivered;
    const Line* words = &promise.life().versions.front().line;
    walk_line(
        promise,
        [&](const LineVersion& version, const LineTerms&) {
            // A modification that names another expected cost is the newer estimate.
            if (version.line.expected_cost != words->expected_cost) revised.reset();
            words = &version.line;
            tally.promise(version, expected_cost(*words, revised, delivered));
        },
        [&](const Happening& happening) {
            if (const auto* estimate = std::get_if<EstimateRevised>(&happening.fact);
                estimate != nullptr && estimate->expected_cost) {
                revised = estimate->expected_cost;
                tally.estimate(happening, expected_cost(*words, revised, delivered));
            }
            if (const auto* cost = std::get_if<CostIncurred>(&happening.fact);
                cost != nullptr && counts(*cost))
                tally.move(happening, Ratio::of(cost->amount));
            else if (cost != nullptr && cost->kind == CostKind::uninstalled) {
                delivered += Ratio::of(cost->amount);
                tally.estimate(happening, expected_cost(*words, revised, delivered));
            }
        });
    return std::move(tally).readings("cost", "send estimate.revised with the line's expected_cost");
}

}  // namespace earned
