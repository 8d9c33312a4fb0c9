#include "contract/shape_events.h"
#include "contract/shape_kinds.h"

namespace earned {

namespace {

template <class F>
constexpr std::array<Field, 4> hold_fields = {
    must<&F::contract>("contract", kinds::name),
    may<&F::line>("line", kinds::name, "absent: all lines"),
    date_of_event,
    may<&F::reason>("reason", kinds::text),
};
constexpr Shape held_shape = shape("revenue_held_data", hold_fields<RevenueHeld>);
constexpr Shape released_shape = shape("revenue_released_data", hold_fields<RevenueReleased>);

constexpr Field confirmed_fields[] = {
    must<&RevenueConfirmed::contract>("contract", kinds::name),
    may<&RevenueConfirmed::line>("line", kinds::name, "absent: all lines"),
    date_of_event,
    may<&RevenueConfirmed::period>("period", kinds::period),
    may<&RevenueConfirmed::evidence>("evidence", kinds::text),
};
constexpr Shape confirmed_shape = shape("revenue_confirmed_data", confirmed_fields);

constexpr Field adjusted_fields[] = {
    must<&RevenueAdjusted::contract>("contract", kinds::name),
    must<&RevenueAdjusted::line>("line", kinds::name),
    date_of_event,
    must<&RevenueAdjusted::amount>("amount", kinds::money),
    must<&RevenueAdjusted::reason>("reason", kinds::name),
    may<&RevenueAdjusted::until>("until", kinds::date, "the day on which it reverses itself"),
    may<&RevenueAdjusted::permanent>("permanent", kinds::truth),
};
constexpr Shape adjusted_shape =
    shape("revenue_adjusted_data", adjusted_fields, {{Together::exactly_one, {"until", "permanent"}}});

template <class F, Need reason>
constexpr std::array<Field, 5> period_fields = {
    must<&F::entity>("entity", kinds::name),
    may<&F::book>("book", kinds::name, "absent: every book"),
    must<&F::period>("period", kinds::period),
    may<&Event::date>("date", kinds::date, "default: the last day of that month"),
    member<&F::reason>("reason", reason, reason == Need::must ? kinds::name : kinds::text, {}),
};
constexpr Shape closed_shape = shape("period_closed_data", period_fields<PeriodClosed, Need::may>);
constexpr Shape reopened_shape = shape("period_reopened_data", period_fields<PeriodReopened, Need::must>);

constexpr Field rules_fields[] = {
    must<&RulesActivated::book>("book", kinds::name),
    must<&RulesActivated::package>("package", kinds::name),
    may<&RulesActivated::version>("version", kinds::name),
    must<&RulesActivated::from>("from", kinds::date, "what is decided from this day on is decided by the package"),
    may<&Event::date>("date", kinds::date, "default: `from`"),
    may<&RulesActivated::restate>("restate", kinds::boolean, "default false; true decides again from the start"),
    may<&RulesActivated::hash>("hash", kinds::name, "of the approved version; absent: the package in its folder"),
};
constexpr Field rule_file_fields[] = {
    must<&RuleFile::name>("name", kinds::name),
    must<&RuleFile::text>("text", kinds::text),
};
constexpr Shape rule_file_shape = shape("rule_file", rule_file_fields);
constexpr Kind rule_file = kinds::record(rule_file_shape);

constexpr Field proposed_fields[] = {
    must<&RulesProposed::package>("package", kinds::name),
    must<&RulesProposed::version>("version", kinds::name),
    must<&RulesProposed::hash>("hash", kinds::name, "SHA-256 of its files"),
    date_of_event,
    may<&RulesProposed::reason>("reason", kinds::text),
    must<&RulesProposed::files>("files", kinds::list(rule_file, 1)),
};
constexpr Shape proposed_shape = shape("rules_proposed_data", proposed_fields);

constexpr Field rules_approved_fields[] = {
    must<&RulesApproved::package>("package", kinds::name),
    must<&RulesApproved::hash>("hash", kinds::name, "of the version that was proposed"),
    date_of_event,
    may<&RulesApproved::reason>("reason", kinds::text),
};
constexpr Shape rules_approved_data = shape("rules_approved_data", rules_approved_fields);

constexpr Field trusted_fields[] = {
    must<&SourceTrusted::name>("name", kinds::name, "the `source` that events of a file name"),
    date_of_event,
    must<&SourceTrusted::reason>("reason", kinds::text),
    may<&SourceTrusted::withdrawn>("withdrawn", kinds::boolean, "default false; true: it is trusted no longer"),
};
constexpr Shape trusted_shape = shape("source_trusted_data", trusted_fields);

constexpr std::string_view decidable[] = {"payment.applied",  "payment.unapplied", "payment.moved",
                                          "payment.refunded", "writeoff.approved", "writeoff.recovered"};

constexpr Field decision_proposed_fields[] = {
    must<&DecisionProposed::proposal>("proposal", kinds::name),
    must<&DecisionProposed::type>("type", kinds::choice(decidable), "of the event that is proposed"),
    must<&DecisionProposed::data>("data", kinds::text, "of the event, in JSON"),
    date_of_event,
    may<&DecisionProposed::reason>("reason", kinds::text),
};
constexpr Shape decision_proposed_data = shape("decision_proposed_data", decision_proposed_fields);

constexpr Field decision_withdrawn_fields[] = {
    must<&DecisionWithdrawn::proposal>("proposal", kinds::name),
    date_of_event,
    may<&DecisionWithdrawn::reason>("reason", kinds::text),
};
constexpr Shape decision_withdrawn_data = shape("decision_withdrawn_data", decision_withdrawn_fields);

constexpr Shape rules_shape = shape("rules_activated_data", rules_fields);

consteval EventShape dated(EventShape shape, DateFrom from)
{
    shape.date_from = from;
    return shape;
}

}  // namespace

constexpr EventShape revenue_held_shape =
    event<RevenueHeld>("revenue.held", Rank::governance, "Revenue waits for a person.", held_shape);
constexpr EventShape revenue_released_shape =
    event<RevenueReleased>("revenue.released", Rank::governance, "Held revenue waits no longer.", released_shape);
constexpr EventShape revenue_confirmed_shape =
    event<RevenueConfirmed>("revenue.confirmed", Rank::governance, "A person confirmed revenue.", confirmed_shape);
constexpr EventShape revenue_adjusted_shape =
    event<RevenueAdjusted>("revenue.adjusted", Rank::governance,
                           "A documented adjustment by hand; its other side is the position.", adjusted_shape);
constexpr EventShape period_closed_shape =
    dated(event<PeriodClosed>("period.closed", Rank::governance, "A period was locked.", closed_shape),
          DateFrom::last_of_period);
constexpr EventShape period_reopened_shape = dated(
    event<PeriodReopened>("period.reopened", Rank::governance, "A locked period was opened again.", reopened_shape),
    DateFrom::last_of_period);
constexpr EventShape rules_activated_shape =
    dated(event<RulesActivated>("rules.activated", Rank::governance, "A rule package is in force from a day on.",
                                rules_shape),
          DateFrom::from);
constexpr EventShape rules_proposed_shape = event<RulesProposed>(
    "rules.proposed", Rank::governance, "A version of a rule package, with its files.", proposed_shape);
constexpr EventShape source_trusted_shape =
    event<SourceTrusted>("source.trusted", Rank::governance,
                         "Decisions of people that a source sends are taken from its files.", trusted_shape);
constexpr EventShape rules_approved_shape = event<RulesApproved>(
    "rules.approved", Rank::governance, "Somebody else than proposed it found a version right.", rules_approved_data);

constexpr EventShape decision_proposed_shape = event<DecisionProposed>(
    "decision.proposed", Rank::governance,
    "What one person may not decide alone, kept until somebody else approves it.", decision_proposed_data);
constexpr EventShape decision_withdrawn_shape = event<DecisionWithdrawn>(
    "decision.withdrawn", Rank::governance, "A proposal was taken back, or refused.", decision_withdrawn_data);

}  // namespace earned
