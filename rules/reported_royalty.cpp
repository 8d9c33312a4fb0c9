#include "rules/reported_royalty.h"

#include <algorithm>

namespace earned {

namespace {

bool is_royalty(const Contract& contract, const std::string& meter)
{
    const auto is_it = [&](const Variable& words) { return words.id == meter && words.kind == "royalty"; };
    const auto among = [&](const std::vector<Variable>& variables) {
        return std::any_of(variables.begin(), variables.end(), is_it);
    };
    return among(contract.terms.variable) ||
           std::any_of(contract.modifications.begin(), contract.modifications.end(),
                       [&](const Modification& modification) { return among(modification.what.variable); });
}

template <class Usage>
std::optional<Royalty> read(const Contract& contract, const Usage* usage)
{
    if (usage == nullptr || !usage->amount || !is_royalty(contract, usage->meter)) return std::nullopt;
    return Royalty{usage->meter, *usage->amount};
}

}  // namespace

std::optional<Royalty> royalty_in(const Contract& contract, const Happening& happening)
{
    if (const auto* usage = std::get_if<UsageRecorded>(&happening.fact)) return read(contract, usage);
    return read(contract, std::get_if<UsageCorrected>(&happening.fact));
}

}  // namespace earned
