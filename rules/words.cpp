#include "rules/words.h"

namespace earned {

template <> std::span<const Word<Satisfied>> words<Satisfied>()
{
    static constexpr Word<Satisfied> all[] = {{"point_in_time", Satisfied::point_in_time},
                                              {"over_time", Satisfied::over_time}};
    return all;
}

template <> std::span<const Word<Measure>> words<Measure>()
{
    static constexpr Word<Measure> all[] = {
        {"daily", Measure::daily},           {"monthly", Measure::monthly},
        {"units", Measure::units},           {"milestones", Measure::milestones},
        {"hours", Measure::hours},           {"cost_to_cost", Measure::cost_to_cost},
        {"percent", Measure::percent},       {"as_invoiced", Measure::as_invoiced},
        {"usage", Measure::usage},           {"redemption", Measure::redemption}};
    return all;
}

template <> std::span<const Word<Trigger>> words<Trigger>()
{
    static constexpr Word<Trigger> all[] = {{"fulfilment", Trigger::fulfilment},
                                            {"acceptance", Trigger::acceptance},
                                            {"start", Trigger::start}};
    return all;
}

template <> std::span<const Word<SspMethod>> words<SspMethod>()
{
    static constexpr Word<SspMethod> all[] = {{"observable", SspMethod::observable},
                                              {"adjusted_market", SspMethod::adjusted_market},
                                              {"cost_plus", SspMethod::cost_plus},
                                              {"residual", SspMethod::residual}};
    return all;
}

template <> std::span<const Word<BillingPlan>> words<BillingPlan>()
{
    static constexpr Word<BillingPlan> all[] = {
        {"none", BillingPlan::none},
        {"on_signing", BillingPlan::on_signing},
        {"on_fulfilment", BillingPlan::on_fulfilment},
        {"recurring", BillingPlan::recurring},
        {"installments", BillingPlan::installments},
        {"usage", BillingPlan::usage},
        {"progress", BillingPlan::progress}};
    return all;
}

template <> std::span<const Word<Timing>> words<Timing>()
{
    static constexpr Word<Timing> all[] = {{"advance", Timing::advance}, {"arrears", Timing::arrears}};
    return all;
}

template <> std::span<const Word<Align>> words<Align>()
{
    static constexpr Word<Align> all[] = {{"anniversary", Align::anniversary},
                                          {"calendar", Align::calendar},
                                          {"contract", Align::contract},
                                          {"account", Align::account}};
    return all;
}

template <> std::span<const Word<TaxPoint>> words<TaxPoint>()
{
    static constexpr Word<TaxPoint> all[] = {{"invoice", TaxPoint::invoice},
                                             {"performance", TaxPoint::performance},
                                             {"payment", TaxPoint::payment}};
    return all;
}

template <> std::span<const Word<Modifies>> words<Modifies>()
{
    static constexpr Word<Modifies> all[] = {{"auto", Modifies::automatic},
                                             {"separate", Modifies::separate},
                                             {"prospective", Modifies::prospective},
                                             {"catch_up", Modifies::catch_up},
                                             {"mixed", Modifies::mixed}};
    return all;
}

template <> std::span<const Word<Proration>> words<Proration>()
{
    static constexpr Word<Proration> all[] = {
        {"actual", Proration::actual},
        {"thirty_360", Proration::thirty_360},
        {"none", Proration::none},
        {"fixed_30", Proration::fixed_30},
        {"fixed_28", Proration::fixed_28},
        {"whole_months", Proration::whole_months},
        {"half_months", Proration::half_months}};
    return all;
}

template <> std::span<const Word<DayCount>> words<DayCount>()
{
    static constexpr Word<DayCount> all[] = {{"actual_365", DayCount::actual_365},
                                             {"actual_360", DayCount::actual_360},
                                             {"actual_actual", DayCount::actual_actual},
                                             {"thirty_360", DayCount::thirty_360},
                                             {"thirty_e_360", DayCount::thirty_e_360}};
    return all;
}

}  // namespace earned
