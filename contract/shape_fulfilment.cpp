#include "contract/shape_events.h"
#include "contract/shape_kinds.h"
#include "contract/shape_records.h"

namespace earned {

namespace {

constexpr std::string_view cost_kinds[] = {"performance", "setup", "uninstalled", "wasted", "obtain"};

constexpr Field fulfilled_fields[] = {
    must<&OrderFulfilled::contract>("contract", kinds::name),
    must<&OrderFulfilled::line>("line", kinds::name),
    date_of_event,
    may<&OrderFulfilled::quantity>("quantity", kinds::decimal, "default: all that remains"),
    may<&OrderFulfilled::evidence>("evidence", kinds::text),
};
constexpr Shape fulfilled_shape = shape("order_fulfilled_data", fulfilled_fields);

constexpr Field accepted_fields[] = {
    must<&AcceptanceRecorded::contract>("contract", kinds::name),
    must<&AcceptanceRecorded::line>("line", kinds::name),
    date_of_event,
    may<&AcceptanceRecorded::quantity>("quantity", kinds::decimal, "default: all that remains"),
    may<&AcceptanceRecorded::evidence>("evidence", kinds::text),
};
constexpr Shape accepted_shape = shape("acceptance_recorded_data", accepted_fields);

constexpr Field milestone_fields[] = {
    must<&MilestoneReached::contract>("contract", kinds::name),
    must<&MilestoneReached::line>("line", kinds::name),
    date_of_event,
    must<&MilestoneReached::milestone>("milestone", kinds::name),
};
constexpr Shape milestone_shape = shape("milestone_reached_data", milestone_fields);

constexpr Field progress_fields[] = {
    must<&ProgressMeasured::contract>("contract", kinds::name),
    must<&ProgressMeasured::line>("line", kinds::name),
    date_of_event,
    may<&ProgressMeasured::percent>("percent", kinds::hundred, "cumulative; 40 is 40 %"),
    may<&ProgressMeasured::units>("units", kinds::from_zero, "cumulative"),
    may<&ProgressMeasured::hours>("hours", kinds::from_zero, "cumulative"),
    may<&ProgressMeasured::reason>("reason", kinds::text, "why less is done than was measured before"),
};
constexpr Shape progress_shape =
    shape("progress_measured_data", progress_fields, {{Together::exactly_one, {"percent", "units", "hours"}}});

constexpr Field usage_fields[] = {
    must<&UsageRecorded::contract>("contract", kinds::name),
    must<&UsageRecorded::line>("line", kinds::name),
    date_of_event,
    may<&UsageRecorded::meter>("meter", kinds::name),
    may<&UsageRecorded::quantity>("quantity", kinds::decimal),
    may<&UsageRecorded::amount>("amount", kinds::money, "a reported royalty"),
};
constexpr Shape usage_shape =
    shape("usage_recorded_data", usage_fields, {{Together::at_least_one, {"quantity", "amount"}}});

constexpr Field corrected_fields[] = {
    must<&UsageCorrected::contract>("contract", kinds::name),
    must<&UsageCorrected::line>("line", kinds::name),
    date_of_event,
    may<&UsageCorrected::meter>("meter", kinds::name),
    may<&UsageCorrected::quantity>("quantity", kinds::decimal),
    may<&UsageCorrected::amount>("amount", kinds::money, "a reported royalty"),
};
constexpr Shape corrected_shape =
    shape("usage_corrected_data", corrected_fields, {{Together::at_least_one, {"quantity", "amount"}}});

constexpr Field incurred_fields[] = {
    must<&CostIncurred::contract>("contract", kinds::name),
    may<&CostIncurred::line>("line", kinds::name),
    date_of_event,
    must<&CostIncurred::amount>("amount", kinds::money),
    may<&CostIncurred::amortise_over>("amortise_over", kinds::term, "of setup and obtain; default: the line's term"),
    may<&CostIncurred::kind>("kind", kinds::choice(cost_kinds), "default performance"),
};
constexpr Shape incurred_shape = shape("cost_incurred_data", incurred_fields);

constexpr Field exercised_fields[] = {
    must<&OptionExercised::contract>("contract", kinds::name),
    must<&OptionExercised::line>("line", kinds::name),
    date_of_event,
    must<&OptionExercised::quantity>("quantity", kinds::decimal),
};
constexpr Shape exercised_shape = shape("option_exercised_data", exercised_fields);

constexpr Field returned_fields[] = {
    must<&GoodsReturned::contract>("contract", kinds::name),
    must<&GoodsReturned::line>("line", kinds::name),
    date_of_event,
    must<&GoodsReturned::quantity>("quantity", kinds::decimal),
};
constexpr Shape returned_shape = shape("goods_returned_data", returned_fields);

constexpr Field estimate_fields[] = {
    must<&EstimateRevised::contract>("contract", kinds::name),
    date_of_event,
    may<&EstimateRevised::variable>("variable", kinds::name, "the variable amount that is estimated anew"),
    may<&EstimateRevised::line>("line", kinds::name, "the line that is estimated anew"),
    may<&EstimateRevised::amount>("amount", kinds::money),
    may<&EstimateRevised::per_unit>("per_unit", kinds::price),
    may<&EstimateRevised::scenarios>("scenarios", kinds::list(kinds::scenario)),
    may<&EstimateRevised::constrained>("constrained", kinds::boolean),
    may<&EstimateRevised::expected_cost>("expected_cost", kinds::money_from_zero),
    may<&EstimateRevised::expected_quantity>("expected_quantity", kinds::from_zero),
    may<&EstimateRevised::expected_rate>("expected_rate", kinds::share),
    may<&EstimateRevised::expected_exercise>("expected_exercise", kinds::from_zero),
    may<&EstimateRevised::total_units>("total_units", kinds::above_zero),
    may<&EstimateRevised::total_hours>("total_hours", kinds::above_zero),
};
constexpr Shape estimate_shape =
    shape("estimate_revised_data", estimate_fields,
          {{Together::exactly_one, {"variable", "line"}},
           {Together::first_excludes_rest,
            {"variable", "expected_cost", "expected_quantity", "expected_rate", "expected_exercise", "total_units",
             "total_hours"}},
           {Together::first_excludes_rest, {"line", "amount", "per_unit", "scenarios", "constrained"}},
           {Together::at_most_one, {"amount", "per_unit", "scenarios"}},
           {Together::at_most_one,
            {"expected_cost", "expected_quantity", "expected_rate", "expected_exercise", "total_units", "total_hours"}},
           {Together::at_least_one,
            {"amount", "per_unit", "scenarios", "constrained", "expected_cost", "expected_quantity", "expected_rate",
             "expected_exercise", "total_units", "total_hours"}}});

}  // namespace

constexpr EventShape order_fulfilled_shape =
    event<OrderFulfilled>("order.fulfilled", Rank::fulfilment, "Goods or services were delivered.", fulfilled_shape);
constexpr EventShape acceptance_recorded_shape =
    event<AcceptanceRecorded>("acceptance.recorded", Rank::fulfilment, "The customer accepted a line.", accepted_shape);
constexpr EventShape milestone_reached_shape = event<MilestoneReached>(
    "milestone.reached", Rank::fulfilment, "A milestone of a line was reached.", milestone_shape);
constexpr EventShape progress_measured_shape = event<ProgressMeasured>(
    "progress.measured", Rank::fulfilment, "How far a line is performed, counted from its beginning.", progress_shape);
constexpr EventShape usage_recorded_shape = event<UsageRecorded>(
    "usage.recorded", Rank::usage, "What the customer used, or a royalty that was reported.", usage_shape);
constexpr EventShape usage_corrected_shape =
    event<UsageCorrected>("usage.corrected", Rank::usage, "A correction of usage recorded before.", corrected_shape);
constexpr EventShape cost_incurred_shape = event<CostIncurred>(
    "cost.incurred", Rank::cost, "A cost of performing or of obtaining a contract.", incurred_shape);
constexpr EventShape option_exercised_shape = event<OptionExercised>(
    "option.exercised", Rank::fulfilment, "The customer used a right that a line gives.", exercised_shape);
constexpr EventShape goods_returned_shape =
    event<GoodsReturned>("goods.returned", Rank::fulfilment, "Goods came back.", returned_shape);
constexpr EventShape estimate_revised_shape = event<EstimateRevised>(
    "estimate.revised", Rank::estimate, "A new estimate of a variable amount, or of a line.", estimate_shape);

}  // namespace earned
