#include "journal/weighing.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

void add_policies(Plan& plan, const Halves& halves)
{
    plan.group = halves.group.id;
    plan.entity = halves.group.entity;
    plan.currency = halves.group.currency;
    if (halves.terms.contracts.empty()) return;
    const Conventions& conventions = halves.terms.contracts.front().conventions;
    plan.receivable_when = conventions.receivable_when;
    plan.refundable_prepayment = conventions.refundable_prepayment;
    plan.tax_pending = conventions.tax_pending;
}

// The group has ended when each of its contracts has.
void add_life(Plan& plan, const Halves& halves)
{
    std::optional<Moment> ended;
    bool all = !halves.group.contracts.empty();
    for (const Contract& contract : halves.group.contracts) {
        std::optional<Moment> own;
        for (const Termination& termination : contract.terminations)
            if (!termination.what.line && !own) own = termination.at;
        all = all && own;
        if (own && (!ended || *ended < *own)) ended = own;
    }
    if (all) plan.terminated = ended;

    bool always = true;
    std::vector<Assessed> assessed;
    for (const Contract& contract : halves.group.contracts) {
        if (contract.assessments.empty()) assessed.push_back({contract.signed_at, contract.terms.collectable});
        for (const Assessment& assessment : contract.assessments)
            assessed.push_back({assessment.at, assessment.collectable});
    }
    for (const Assessed& each : assessed) always = always && each.collectable;
    if (always) return;
    std::stable_sort(assessed.begin(), assessed.end(),
                     [](const Assessed& a, const Assessed& b) { return a.at < b.at; });
    plan.assessed = std::move(assessed);
}

template <class Row> void sort_in_time(std::vector<Row>& rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const Row& one, const Row& other) { return one.at < other.at; });
}

}  // namespace

Places::Places(const Halves& halves)
{
    lines_.resize(halves.earned.obligations.size());
    for (std::size_t c = 0; c < halves.group.contracts.size(); ++c) {
        const Contract& contract = halves.group.contracts[c];
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            const LineLife& life = contract.lines[l];
            const std::vector<LineTerms>& versions = halves.terms.contracts[c].lines[l];
            std::optional<std::size_t> found;
            for (std::size_t place = 0; place < halves.earned.obligations.size(); ++place) {
                const Obligation& obligation = halves.earned.obligations[place];
                if (std::find(obligation.lines.begin(), obligation.lines.end(), life.id) == obligation.lines.end())
                    continue;
                // Two contracts of a group may have a line of one name.
                const bool own = obligation.contract == contract.id;
                const bool named = !versions.empty() && obligation.id == versions.front().obligation;
                if (!found || own || named) found = place;
                if (own) break;
            }
            if (!found) continue;
            places_[{contract.id, life.id}] = static_cast<std::uint16_t>(*found);
            lines_[*found].push_back({&contract, &life, &versions});
        }
    }
}

std::optional<std::uint16_t> Places::of(const ContractId& contract, const LineId& line) const
{
    const auto found = places_.find({contract, line});
    if (found == places_.end()) return std::nullopt;
    return found->second;
}

Result<Plan> weigh(const Group& group, const Terms& terms, const Billed& billed, const Earned& earned)
{
    CHECK(earned.obligations.size() < of_the_group, "the obligations of a group can be numbered");
    const Halves halves{group, terms, billed, earned};
    if (const Outcome known = refuse_what_is_not_posted_yet(halves); !known) return known.fault();
    const Places places(halves);
    Plan plan;
    add_policies(plan, halves);
    add_life(plan, halves);
    if (const Outcome added = add_obligations(plan, halves, places); !added) return added.fault();
    add_curves(plan, halves);
    if (const Outcome added = add_documents(plan, halves, places); !added) return added.fault();
    if (const Outcome added = add_cash(plan, halves); !added) return added.fault();
    add_schedule(plan, halves, places);
    if (const Outcome added = add_costs(plan, halves, places); !added) return added.fault();
    if (const Outcome added = add_extras(plan, halves, places); !added) return added.fault();
    if (const Outcome added = add_tax_due(plan, halves, places); !added) return added.fault();
    merge_claims(plan.claims);
    sort_in_time(plan.booked);
    sort_in_time(plan.cash);
    sort_in_time(plan.written_off);
    sort_in_time(plan.owed);
    sort_in_time(plan.scheduled);
    sort_in_time(plan.spent);
    add_cuts(plan, halves, places);
    settle(plan);
    return plan;
}

}  // namespace earned
