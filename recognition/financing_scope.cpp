// Which financed contracts are computed, and what must be said of them.
#include "recognition/financing.h"

#include "recognition/returns.h"

#include <algorithm>

namespace earned {

namespace {

Fault refuse(const Contract& contract, const char* what, const char* hint)
{
    return {"unsupported-financing", address(contract) + ", financing", what, hint};
}

// Contracts that are one for accounting are one loan, at the rate of the day on which they were agreed.
Outcome check_combined(const Group& group, const Terms& terms)
{
    const Contract& first = group.contracts.front();
    for (std::size_t place = 1; place < group.contracts.size(); ++place) {
        const Contract& other = group.contracts[place];
        if (!first.terms.financing || !other.terms.financing)
            return refuse(first.terms.financing ? other : first,
                          "a contract is combined with a financed one, and nothing says when it is paid for",
                          "give it the `financing` of the other, with its own payments");
        const Financing &one = *first.terms.financing, &two = *other.terms.financing;
        const bool alike =
            one.rate == two.rate && one.cash_price.has_value() == two.cash_price.has_value() &&
            one.instrument == two.instrument &&
            compounding_of(first, terms.contracts.front()) == compounding_of(other, terms.contracts[place]);
        if (!alike)
            return refuse(other, "contracts that are combined are financed otherwise, and they are one",
                          "give them one rate, compounding and instrument, and each a cash price or neither");
    }
    return Done{};
}

bool goods_come_back(const Contract& contract, const ContractTerms& terms)
{
    for (std::size_t line = 0; line < contract.lines.size(); ++line) {
        const Promise promise{&contract, &terms, line, 0};
        if (may_come_back(promise) || has_come_back(promise)) return true;
    }
    return false;
}

bool touches_separate(const Contract& contract, const ContractTerms& terms, std::size_t place)
{
    const std::vector<LineId> touched = touched_lines(contract.modifications[place].what);
    return std::ranges::any_of(touched, [&](const LineId& id) { return is_separate(contract, terms, id); });
}

Outcome check_payments(const Contract& contract, const Modification& modification)
{
    const std::string where = address(contract) + ", " + modification.at.date.text() + ", payments";
    if (modification.what.payments.empty()) return Done{};
    if (!contract.terms.financing)
        return Fault{"financing-missing", where, "payments are said of a contract that is not financed",
                     "give the contract `financing` when it is signed, or leave the payments out"};
    for (const Payment& payment : modification.what.payments)
        if (payment.date < modification.at.date)
            return Fault{"payment-before-change", where,
                         "a payment of " + payment.date.text() + " is earlier than the change that says it",
                         "list the payments from the change on; what was agreed before stands"};
    return Done{};
}

// What changes the loan while it runs.
Outcome check_turns(const Contract& contract, const ContractTerms& terms, bool combined)
{
    bool turns =
        std::ranges::any_of(contract.terminations, [&](const Termination& end) { return combined || end.what.line; });
    for (std::size_t place = 0; place < contract.modifications.size(); ++place) {
        if (!is_repriced(contract, terms, place)) continue;
        turns = true;
        if (touches_separate(contract, terms, place))
            return refuse(contract, "a modification changes what is financed and a separate contract beside it",
                          "change them by one event each");
    }
    if (!turns) return Done{};
    if (compounding_of(contract, terms) == Compounding::straight_line)
        return refuse(contract, "interest is spread evenly, and what is changed or ended goes on at a rate",
                      "give it a rate, and `compounding: monthly` or `annual`");
    if (goods_come_back(contract, terms))
        return refuse(contract,
                      "goods may come back (or did) of a financed contract that is changed, or of which a line ends",
                      "end the contract, and sign what goes on as one of its own");
    return Done{};
}

bool lowers_what_is_paid(const Contract& contract)
{
    const auto lowers = [](const Variable& each) { return lowers_the_right(each); };
    return std::ranges::any_of(contract.terms.variable, lowers) ||
           std::ranges::any_of(contract.modifications, [&](const Modification& modification) {
               return std::ranges::any_of(modification.what.variable, lowers);
           });
}

bool can_be_financed(const LineTerms& terms)
{
    const bool with_time = terms.measure == Measure::daily || terms.measure == Measure::monthly;
    return !terms.open_quantity && (terms.satisfied == Satisfied::point_in_time || with_time);
}

Outcome check_lines(const Group& group, const Terms& terms, std::size_t place)
{
    const Contract& contract = group.contracts[place];
    const Ratio rate = rate_of_tax(terms.contracts.front().lines.front().front());
    for (const std::vector<LineTerms>& versions : terms.contracts[place].lines) {
        if (!can_be_financed(versions.front()))
            return refuse(contract, "a line is neither handed over at a point in time nor served with time",
                          "measure it daily or monthly, or leave the financing out");
        if (rate_of_tax(versions.front()) != rate)
            return refuse(contract,
                          "lines of several tax rates are paid for together, so the tax in a payment isn't known",
                          "finance each tax rate by a contract of its own");
    }
    const bool alone = contract.lines.size() == 1 && group.contracts.size() == 1;
    for (const LineLife& line : contract.lines) {
        const std::optional<ReturnRight>& right = line.versions.front().line.return_right;
        if (right && (right->estimable || !right->until || !alone))
            return refuse(contract, "a right of return that can be estimated, or has no end, is not financed yet",
                          "leave the financing out, or the right");
    }
    return Done{};
}

}  // namespace

bool is_separate(const Contract& contract, const ContractTerms& terms, const LineId& id)
{
    const LineLife* line = contract.line(id);
    return line != nullptr && line->added_by != 0 &&
           terms.modifications[line->added_by - 1].treatment == Modifies::separate;
}

std::vector<LineId> touched_lines(const ContractModified& what)
{
    std::vector<LineId> touched = what.remove;
    for (const Line& change : what.change) touched.push_back(change.line);
    for (const PriceChange& change : what.price_change)
        touched.insert(touched.end(), change.lines.begin(), change.lines.end());
    return touched;
}

bool is_repriced(const Contract& contract, const ContractTerms& terms, std::size_t place)
{
    if (terms.modifications[place].treatment == Modifies::separate) return false;
    const ContractModified& what = contract.modifications[place].what;
    const std::vector<LineId> touched = touched_lines(what);
    const bool all =
        what.end || !what.variable.empty() || !what.payments.empty() || touched.empty() ||
        std::ranges::any_of(what.price_change, [](const PriceChange& change) { return change.lines.empty(); });
    return all || !std::ranges::all_of(touched, [&](const LineId& id) { return is_separate(contract, terms, id); });
}

Outcome check_financing(const Group& group, const Terms& terms)
{
    const bool financed = std::ranges::any_of(
        group.contracts, [](const Contract& contract) { return contract.terms.financing.has_value(); });
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        for (const Modification& modification : contract.modifications)
            if (const Outcome said = check_payments(contract, modification); !said) return said;
        if (!contract.terms.financing) continue;
        const Financing& words = *contract.terms.financing;
        if (words.payments.empty() || (!words.rate && !words.cash_price))
            return Fault{"financing-incomplete", address(contract) + ", financing",
                         "interest needs the payments, and a rate or a cash price",
                         "list the payments, and give one of the two"};
        if (const Outcome turns = check_turns(contract, terms.contracts[place], 1 < group.contracts.size()); !turns)
            return turns;
        if (lowers_what_is_paid(contract))
            return refuse(contract, "a concession lowers the payments of a financed contract, and nothing says which",
                          "state the payments that are expected");
        if (const Outcome lines = check_lines(group, terms, place); !lines) return lines;
    }
    return financed ? check_combined(group, terms) : Outcome(Done{});
}

}  // namespace earned
