#include "contract/group.h"

#include "contract/fold_lookup.h"

#include <algorithm>

namespace earned {

const LineLife* Contract::line(const LineId& id_of_line) const
{
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const LineLife& life) { return life.id == id_of_line; });
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

Money Collected::in_cash() const
{
    Money cash = amount;
    if (charge != Money()) cash -= charge;
    if (withheld != Money()) cash -= withheld;
    return cash;
}

Money DocumentDraft::net() const { return sum(lines, &IssuedLine::net); }
Money DocumentDraft::tax() const { return sum(lines, &IssuedLine::tax); }

std::vector<Money> open_on(const Home& home, Date as_of)
{
    std::vector<Money> open;
    folding::Lookup places;
    for (const Receipt& receipt : home.receipts) {
        open.push_back(Money::zero(receipt.amount.currency()));
        places.add(receipt.payment.text());
    }
    const auto count = [&](const std::vector<Collected>& moves) {
        for (const Collected& move : moves)
            if (move.invoice.empty() && move.at.date <= as_of) open[places.find(move.payment.text())] += move.amount;
    };
    count(home.unapplied);
    for (const Group& group : home.groups) count(group.cash);
    // Interest refunded beyond the receipt leaves the account of its contract, not the receipt.
    for (Money& amount : open) amount = std::max(amount, Money::zero(amount.currency()));
    return open;
}

}  // namespace earned
