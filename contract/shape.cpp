#include "contract/shape.h"

#include "contract/shape_events.h"
#include "contract/shape_kinds.h"

#include <unordered_map>

namespace earned {

namespace {

constexpr std::array<const EventShape*, std::variant_size_v<Fact>> shapes = {
    &entity_defined_shape,     &product_defined_shape,    &customer_defined_shape,    &rate_published_shape,
    &contract_signed_shape,    &contract_modified_shape,  &contract_terminated_shape, &contract_paused_shape,
    &contract_assessed_shape,  &order_fulfilled_shape,    &acceptance_recorded_shape, &milestone_reached_shape,
    &progress_measured_shape,  &usage_recorded_shape,     &usage_corrected_shape,     &cost_incurred_shape,
    &option_exercised_shape,   &goods_returned_shape,     &estimate_revised_shape,    &invoice_issued_shape,
    &invoice_approved_shape,   &invoice_voided_shape,     &credit_issued_shape,       &invoice_drafted_shape,
    &draft_rejected_shape,     &credit_proposed_shape,    &fapiao_delivered_shape,    &red_letter_stated_shape,
    &statement_imported_shape, &entry_noted_shape,        &payment_received_shape,    &payment_applied_shape,
    &payment_unapplied_shape,  &payment_moved_shape,      &payment_reversed_shape,    &payment_refunded_shape,
    &dispute_opened_shape,     &dispute_closed_shape,     &promise_recorded_shape,    &dunning_sent_shape,
    &writeoff_approved_shape,  &writeoff_recovered_shape, &revenue_held_shape,        &revenue_released_shape,
    &revenue_confirmed_shape,  &revenue_adjusted_shape,   &period_closed_shape,       &period_reopened_shape,
    &rules_activated_shape,    &rules_proposed_shape,     &rules_approved_shape,      &source_trusted_shape,
    &decision_proposed_shape,  &decision_withdrawn_shape,
};

// How many letters must be changed, added or left out to make one name of the other.
std::size_t distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t at = 0; at < row.size(); ++at) row[at] = at;
    for (std::size_t mine = 0; mine < left.size(); ++mine) {
        std::size_t diagonal = row[0];
        row[0] = mine + 1;
        for (std::size_t other = 0; other < right.size(); ++other) {
            const std::size_t changed = diagonal + (left[mine] == right[other] ? 0 : 1);
            diagonal = row[other + 1];
            row[other + 1] = std::min({changed, diagonal + 1, row[other] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::size_t Shape::place(std::string_view field) const
{
    const std::size_t found = slots[slot(field, seed)];
    return found != none && fields[found].name == field ? found : none;
}

std::span<const EventShape* const> event_shapes() { return shapes; }

const EventShape* event_shape(std::string_view type)
{
    static const std::unordered_map<std::string_view, const EventShape*> by_type = [] {
        std::unordered_map<std::string_view, const EventShape*> made;
        for (const EventShape* shape : shapes) made.emplace(shape->type, shape);
        return made;
    }();
    const auto found = by_type.find(type);
    return found == by_type.end() ? nullptr : found->second;
}

const EventShape& event_shape(const Fact& fact) { return *shapes[fact.index()]; }

std::string_view type_name(const Fact& fact) { return event_shape(fact).type; }

Rank rank_of(const Fact& fact) { return event_shape(fact).rank; }

std::string_view nearest(std::string_view name, std::span<const std::string_view> known)
{
    if (name.size() > 64) return {};
    std::string_view best;
    std::size_t least = name.size() / 3 + 2;  // farther away is another word
    for (const std::string_view candidate : known) {
        const std::size_t away = distance(name, candidate);
        if (away >= least) continue;
        least = away;
        best = candidate;
    }
    return best;
}

}  // namespace earned
