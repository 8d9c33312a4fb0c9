#include "contract/group.h"

#include <algorithm>

namespace earned {

const LineLife* Contract::line(const LineId& id_of_line) const
{
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const LineLife& life) { return life.id == id_of_line; });
    return found == lines.end() ? nullptr : &*found;
}

const Contract* Group::contract(const ContractId& id_of_contract) const
{
    const auto found = std::find_if(contracts.begin(), contracts.end(),
                                    [&](const Contract& contract) { return contract.id == id_of_contract; });
    return found == contracts.end() ? nullptr : &*found;
}

namespace {

Money sum(const std::vector<IssuedLine>& lines, Money IssuedLine::*part)
{
    if (lines.empty()) return {};
    Money total = Money::zero((lines.front().*part).currency());
    for (const IssuedLine& line : lines) total += line.*part;
    return total;
}

}  // namespace

Money Document::net() const { return sum(lines, &IssuedLine::net); }
Money Document::tax() const { return sum(lines, &IssuedLine::tax); }

}  // namespace earned
