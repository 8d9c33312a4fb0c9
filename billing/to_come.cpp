#include "billing/to_come.h"

#include "billing/discount_note.h"
#include "billing/unissued.h"

#include <algorithm>
#include <map>
#include <utility>

namespace earned::billing {

namespace {

// What of a line is owed less what was issued, by its days.
using ByDay = std::map<Date, std::pair<Money, Money>>;  // owed, issued

bool is_usage_or_in_kind(const Contract& contract, const ContractTerms& terms)
{
    for (std::size_t place = 0; place < contract.lines.size(); ++place) {
        for (const LineTerms& version : terms.lines[place])
            if (version.billing.plan == BillingPlan::usage) return true;
        for (const LineVersion& version : contract.lines[place].versions)
            if (version.line.noncash) return true;
    }
    return false;
}

bool varies(const Contract& contract)
{
    const auto adds = [](const Modification& modification) { return !modification.what.variable.empty(); };
    return !contract.terms.variable.empty() || std::ranges::any_of(contract.modifications, adds);
}

// A line that is billed in one version and not in another: its documents count in part.
bool is_billed_in_part(const std::vector<LineTerms>& versions)
{
    const auto is_billed = [](const LineTerms& terms) {
        return terms.billing.plan.value_or(BillingPlan::none) != BillingPlan::none;
    };
    return std::ranges::any_of(versions, is_billed) && !std::ranges::all_of(versions, is_billed);
}

// Invoices that bear the terms of a discount say more than a plan keeps.
bool bears_terms(const Contract& contract, const ContractTerms& terms)
{
    const auto gives = [&](const LineTerms& version) { return gives_discount(contract, version); };
    return std::ranges::any_of(
        terms.lines, [&](const std::vector<LineTerms>& versions) { return std::ranges::any_of(versions, gives); });
}

bool is_plain(const Group& group, const Terms& terms)
{
    if (group.fault || !group.drafts.empty()) return false;
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        if (varies(contract) || is_usage_or_in_kind(contract, terms.contracts[place])) return false;
        if (std::ranges::any_of(terms.contracts[place].lines, is_billed_in_part)) return false;
        if (bears_terms(contract, terms.contracts[place])) return false;
        if (may_be_noted(group, contract, terms.contracts[place])) return false;
    }
    return true;
}

class Agreement {
public:
    Agreement(const Group& group, Date through) : group_(group), through_(through) {}

    void owe(const BillItem& item)
    {
        if (item.date <= through_) on(item.contract, item.line, item.date).first += item.net;
    }
    void issue(const ContractId& contract, const std::vector<IssuedLine>& lines, Date date, bool credit)
    {
        for (const IssuedLine& line : lines) on(contract, line.line, date).second += credit ? -line.net : line.net;
        latest_ = std::max(latest_, date);
    }
    // Where the days differ, a document of a later day showed the items of earlier ones together.
    bool holds() const
    {
        if (through_ < latest_) return false;
        return std::ranges::all_of(lines_, [&](const auto& line) { return agrees(line.second); });
    }

private:
    std::pair<Money, Money>& on(const ContractId& contract, const LineId& line, Date date)
    {
        const Money nothing = Money::zero(group_.currency);
        return lines_[{contract.text(), line.text()}].try_emplace(date, nothing, nothing).first->second;
    }
    bool agrees(const ByDay& days) const
    {
        Money owed = Money::zero(group_.currency), issued = owed;
        Date last_owed = Date::dawn(), last_issued = Date::dawn();
        for (const auto& [date, sides] : days) {
            if (sides.first == sides.second) continue;
            owed += sides.first;
            issued += sides.second;
            if (!sides.first.is_zero()) last_owed = date;
            if (!sides.second.is_zero()) last_issued = date;
        }
        return owed == issued && last_owed <= last_issued;
    }

    const Group& group_;
    Date through_, latest_ = Date::dawn();
    std::map<std::pair<std::string_view, std::string_view>, ByDay> lines_;
};

bool agree(const Group& group, const Billed& billed, std::span<const Draft> drafted, Date through)
{
    Agreement agreement(group, through);
    for (const BillItem& item : billed.items) agreement.owe(item);
    for (const Document& document : group.documents)
        if (stands(group, document) && !document.early_payment)
            agreement.issue(document.contract, document.lines, document.at.date, document.credit);
    for (const Draft& draft : drafted) agreement.issue(draft.contract, draft.lines, draft.date, draft.credit);
    return agreement.holds();
}

}  // namespace

std::optional<ToCome> to_come(const Group& group, const Terms& terms, const Billed& billed,
                              std::span<const Draft> drafted, Date through, Date until)
{
    if (!is_plain(group, terms) || !agree(group, billed, drafted, through)) return std::nullopt;
    const auto later = std::ranges::find_if(billed.items, [&](const BillItem& item) { return through < item.date; });
    ToCome result{until, drafted_anew(group, terms, std::span(later, billed.items.end()), until)};
    if (const auto credit = std::ranges::find_if(result.drafts, &Draft::credit); credit != result.drafts.end())
        result.until = credit->date.previous();
    // What is given back lowers what was issued by then, too.
    for (const BillItem& item : std::span(later, billed.items.end()))
        if (item.net.sign() < 0) result.until = std::min(result.until, item.date.previous());
    std::erase_if(result.drafts, [&](const Draft& draft) { return result.until < draft.date; });
    return result;
}

}  // namespace earned::billing
