#include "rules/supported.h"

#include "base/check.h"
#include "rules/desk.h"
#include "rules/enforceable.h"
#include "rules/ramp.h"
#include "rules/rating/metered.h"

#include <algorithm>
#include <array>
#include <string>

namespace earned {

namespace {

constexpr std::array all_unsupported{
    // Of a line.
    Unsupported{"option", "option",
                "an option is computed by redemption, or looked through where the line is earned with time, alone",
                "let the option be earned by redemption, or look_through a line measured daily or monthly"},
    Unsupported{"warranty", "warranty", "the warranty of what is not handed over at a point in time is not provided for yet",
                "book the provision in your ledger, and leave it out of the line"},
    Unsupported{"tax-point", "tax.point", "tax that falls due by payment is not computed yet",
                "leave the tax point out, or keep the contract outside until it is"},
    Unsupported{"pricing", "billing.pricing",
                "tiers, minimums and included quantities rate usage that is billed as usage, or a quantity agreed beforehand",
                "measure the line by usage and give it the billing plan usage, or agree its quantity"},
    Unsupported{"ramp", "billing.ramp",
                "a price steps with time where the line is earned with time, ends, and has no price but the steps'",
                "give the line an end, and no `price`; or make each step a line of its own"},
    // What happened to a line.
    Unsupported{"returns", "goods.returned", "what comes back of a line that is served over time is not computed yet",
                "send a contract.modified that lowers the quantity or the price"},
    Unsupported{"cancellable", "cancellable",
                "a price moves between lines, and how long the customer is bound can't be told of each",
                "give each line its own price, measure what is "
                "served daily or monthly, say `for` which days a variable amount is, and leave financing out"},
};

const Unsupported& entry(std::string_view feature)
{
    const auto found = std::find_if(all_unsupported.begin(), all_unsupported.end(),
                                    [&](const Unsupported& each) { return each.feature == feature; });
    CHECK(found != all_unsupported.end(), "every unsupported feature is on the list");
    return *found;
}

Fault refuse(std::string_view feature, std::string where)
{
    const Unsupported& asked = entry(feature);
    return {"unsupported-" + std::string(asked.feature), std::move(where) + ", " + std::string(asked.field),
            std::string(asked.what), std::string(asked.hint)};
}

// Called off, and not billed by the periods of its usage: then nothing says what a tier counts.
bool is_rated_elsewhere(const LineTerms& terms)
{
    const bool as_used = terms.measure == Measure::usage || terms.measure == Measure::as_invoiced;
    if (terms.open_quantity && terms.satisfied == Satisfied::point_in_time) return true;
    const bool called_off = terms.satisfied == Satisfied::over_time && (terms.open_quantity || as_used);
    return called_off != (terms.billing.plan == BillingPlan::usage);
}

bool is_taxed(const LineTerms& terms) { return terms.tax && !terms.tax->rate.is_zero(); }

std::string_view asked_by(const Line& line, const LineTerms& terms)
{
    const bool over_time = terms.satisfied == Satisfied::over_time;
    const bool with_time = terms.measure == Measure::daily || terms.measure == Measure::monthly;
    const bool redeemed = terms.measure == Measure::redemption;
    if (line.option && !(over_time && (line.option->look_through ? with_time : redeemed))) return "option";
    if (line.return_right && over_time) return "returns";
    if (line.warranty_expected_cost && over_time) return "warranty";
    if (is_taxed(terms) && terms.tax->point == TaxPoint::payment) return "tax-point";
    if (rating::is_priced_by_model(terms.billing.pricing) && is_rated_elsewhere(terms)) return "pricing";
    if (!terms.billing.ramp.empty() && !line.noncash && !is_stepped(line, terms)) return "ramp";
    return {};
}

// An amount for lines that nobody can leave is of no stretch, and one of an increment is of its own days.
bool is_for_what_binds(const Contract& contract, const ContractTerms& terms, const Variable& words)
{
    if (words.increment) return true;
    for (const LineId& named : words.allocate_to)
        for (std::size_t line = 0; line < terms.lines.size(); ++line) {
            const Line& promised = contract.lines[line].versions.front().line;
            const bool own = contract.lines[line].id == named;
            if (own && (stretch_of(contract, promised, terms.lines[line].front()) ||
                        may_leave_at_any_time(contract, promised, terms.lines[line].front())))
                return false;
        }
    return !words.allocate_to.empty();
}

// Something is priced by the whole of the contract, of which nobody knows how much is enforceable.
bool is_priced_as_a_whole(const Contract& contract, const ContractTerms& terms)
{
    return contract.terms.price || contract.terms.financing ||
           !std::ranges::all_of(contract.terms.variable,
                                [&](const Variable& words) { return is_for_what_binds(contract, terms, words); });
}

bool all_bind_as_said(const Contract& contract, const ContractTerms& terms)
{
    for (std::size_t line = 0; line < terms.lines.size(); ++line)
        if (!is_bound_as_said(contract, contract.lines[line].versions.front().line, terms.lines[line].front()))
            return false;
    return true;
}

std::string_view asked_by(const Contract& contract, const ContractTerms& terms)
{
    if (!can_be_left(contract)) return {};
    const bool between_lines = moves_between_lines(terms);
    const bool moves = between_lines || moves_between_steps(terms);
    const bool unknown = is_priced_as_a_whole(contract, terms) || (between_lines && !all_bind_as_said(contract, terms));
    return moves && unknown ? "cancellable" : "";
}

}  // namespace

std::span<const Unsupported> unsupported_features() { return all_unsupported; }

Outcome supported(const Contract& contract, const LineLife& life, const Line& line, const LineTerms& terms)
{
    if (const std::string_view feature = asked_by(line, terms); !feature.empty())
        return refuse(feature, where_of(contract, life));
    return Done{};
}

Outcome supported(const Contract& contract, const ContractTerms& terms)
{
    if (const std::string_view feature = asked_by(contract, terms); !feature.empty())
        return refuse(feature, where_of(contract));
    return Done{};
}

}  // namespace earned
