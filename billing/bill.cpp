#include "billing/billed.h"

#include "billing/line_bill.h"
#include "billing/plans.h"

#include <algorithm>
#include <tuple>

namespace earned {

namespace billing {

namespace {

bool is_billed(const Promised& promised)
{
    for (std::size_t version = 0; version < promised.versions().size(); ++version)
        if (promised.plan(version) != BillingPlan::none) return true;
    return false;
}

// What comes later changes what is earlier only where something happened to the line.
Date cut(const Contract& contract, const LineLife& life, Date wanted)
{
    const bool is_as_signed = contract.modifications.empty() && life.versions.size() == 1 && life.happenings.empty() &&
                              !life.removed && !life.terminated;
    return is_as_signed ? wanted : Date::never();
}

Result<std::vector<Promised>> promised_of(const Group& group, const Contract& contract, const ContractTerms& terms,
                                          Date horizon, Date wanted)
{
    const Result<std::vector<Money>> shares = shares_of_one_price(group, contract, terms);
    if (!shares) return shares.fault();
    std::vector<Promised> lines;
    lines.reserve(contract.lines.size());
    for (std::size_t place = 0; place < contract.lines.size(); ++place) {
        CHECK(terms.lines[place].size() == contract.lines[place].versions.size(), "every version of a line is decided");
        lines.push_back({&group, &contract, &terms, place, (*shares)[place], horizon,
                         cut(contract, contract.lines[place], wanted)});
        for (std::size_t version = 0; version < lines.back().versions().size(); ++version)
            if (const Outcome fine = supported(lines.back(), version); !fine) return fine.fault();
    }
    return lines;
}

// The items that a line has by itself, its plan's and what price changes bring.
Outcome bill_alone(LineBill& line, const PriceChanges* changes)
{
    if (const Outcome scheduled = schedule(line); !scheduled) return scheduled;
    if (changes == nullptr) return Done{};
    for (const Carried& now : changes->at_once) line.add(now.from, now.amount, std::nullopt, now.event, now.what);
    for (const Carried& later : changes->carried) carry(line, later);
    return Done{};
}

Outcome bill_contract(const Group& group, const Contract& contract, const ContractTerms& terms, Date horizon,
                      Date wanted, Billed& billed)
{
    const Result<std::vector<Promised>> promised = promised_of(group, contract, terms, horizon, wanted);
    if (!promised) return promised.fault();
    std::vector<PriceChanges> changes;
    if (!contract.modifications.empty()) {
        Result<std::vector<PriceChanges>> found = price_changes(*promised);
        if (!found) return found.fault();
        changes = std::move(*found);
    }
    std::vector<LineBill> lines;
    lines.reserve(promised->size());
    for (const Promised& each : *promised) {
        if (!is_billed(each)) continue;
        const PriceChanges* of_it = changes.empty() ? nullptr : &changes[each.place];
        Result<Course> course = Course::of(each, of_it == nullptr ? std::vector<Addition>() : of_it->additions);
        if (!course) return course.fault();
        LineBill& line = lines.emplace_back(LineBill{std::move(*course), Money::zero(group.currency)});
        if (const Outcome fine = bill_alone(line, of_it); !fine) return fine;
    }
    if (const Outcome ended = terminate(lines, contract); !ended) return ended;
    for (LineBill& line : lines) {
        credit_returns(line);
        if (const Outcome waited = wait_for_others(line, lines, *promised); !waited) return waited;
        hold_back(line);
        never_below_nothing(line);
        if (billed.items.empty())
            billed.items = std::move(line.items);
        else
            std::move(line.items.begin(), line.items.end(), std::back_inserter(billed.items));
    }
    return Done{};
}

}  // namespace

}  // namespace billing

Date wanted_to_draft(const Group& group, Date through)
{
    Date wanted = through;
    for (const Document& document : group.documents) wanted = std::max(wanted, document.at.date);
    for (const DocumentDraft& draft : group.drafts) wanted = std::max(wanted, draft.at.date);
    return wanted;
}

Result<Billed> bill(const Group& group, const Terms& terms, Date horizon, Date wanted)
{
    CHECK(terms.contracts.size() == group.contracts.size(), "every contract of the group is decided");
    Billed billed;
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        const Outcome done = billing::bill_contract(group, contract, terms.contracts[place], horizon, wanted, billed);
        if (!done) return done.fault();
    }
    const auto earlier = [](const BillItem& one, const BillItem& other) {
        return std::tie(one.date, one.contract, one.line) < std::tie(other.date, other.contract, other.line);
    };
    if (!std::is_sorted(billed.items.begin(), billed.items.end(), earlier))
        std::stable_sort(billed.items.begin(), billed.items.end(), earlier);
    return billed;
}

}  // namespace earned
