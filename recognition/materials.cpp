#include "recognition/materials.h"

namespace earned {

bool holds_materials(const LineTerms& terms)
{
    return terms.satisfied == Satisfied::over_time && terms.measure == Measure::cost_to_cost && !terms.open_quantity;
}

Materials materials_of(const Promise& promise, Moment at)
{
    Materials materials;
    if (!holds_materials(promise.versions().front())) return materials;
    const Currency currency = currency_of(promise);
    for (const LineVersion& version : promise.life().versions)
        if (version.from <= at)
            materials.expected = minor_units(version.line.expected_uninstalled.value_or(Decimal()), currency);
    for (const Happening& happening : promise.life().happenings) {
        const auto* cost = std::get_if<CostIncurred>(&happening.fact);
        if (cost != nullptr && cost->kind == CostKind::uninstalled && happening.at <= at)
            materials.delivered += minor_units(cost->amount, currency);
    }
    materials.expected = max(materials.expected, materials.delivered);
    return materials;
}

Segment with_materials(const Segment& now, const Materials& materials)
{
    Segment counted = now;
    const std::int64_t delivered = (materials.delivered - materials.counted).rounded(Round::half_away);
    const Ratio apart = materials.expected - materials.counted;
    const std::int64_t left_out = apart.rounded(Round::half_away);
    counted.base += delivered;
    counted.share -= apart;
    counted.whole -= left_out;
    counted.stated_base += delivered;
    counted.stated_whole -= left_out;
    return counted;
}

}  // namespace earned
