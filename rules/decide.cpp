#include "rules/desk.h"
#include "rules/enforceable.h"
#include "rules/reported_royalty.h"
#include "rules/supported.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

bool is_same(const std::optional<TaxTerms>& one, const std::optional<TaxTerms>& other)
{
    if (!one || !other) return one.has_value() == other.has_value();
    return one->rate == other->rate && one->included == other->included && one->category == other->category;
}

// The days after the version's own, and before the next version's, on which its tax may be another.
std::vector<Date> tax_days(const Desk& desk, const LineLife& life, std::size_t version)
{
    const Line& line = life.versions[version].line;
    std::vector<Date> days =
        desk.policy->reference->changes_after(desk.group->entity, desk.contract->terms.customer, line.sku, desk.date);
    for (const auto& [from, package] : desk.policy->packages)
        if (desk.date < from) days.push_back(from);
    std::sort(days.begin(), days.end());
    if (version + 1 < life.versions.size()) {
        const Date next = life.versions[version + 1].from.date;
        std::erase_if(days, [&](Date day) { return next <= day; });
    }
    return days;
}

// The tax of an invoice is that of its own date: as if the line were decided then.
Outcome decide_tax_later(Desks& desks, const Desk& desk, const Desk& first, const LineLife& life, std::size_t version,
                         LineTerms& terms)
{
    if (life.versions[version].line.tax) return Done{};
    for (const Date day : tax_days(desk, life, version)) {
        const Result<const Desk*> later = desks.on(day);
        if (!later) return later.fault();
        const Result<LineTerms> then = decide_line(**later, first, life, life.versions[version]);
        if (!then) return then.fault();
        const std::optional<TaxTerms>& before = tax_invoiced_on(terms, day);
        if (is_same(before, then->tax)) continue;
        const bool included = (before && before->included) || (then->tax && then->tax->included);
        if (included && (!terms.term || day <= terms.term->last))
            return Fault{"tax-included-changed", "tax",
                         "the price includes tax, and the tax is another from " + day.text() +
                             " on: nothing says which price is meant then",
                         "agree the price that counts from that day by contract.modified"};
        terms.tax_later.emplace_back(day, then->tax);
    }
    return Done{};
}

Result<std::vector<LineTerms>> decide_versions(Desks& desks, const Contract& contract, const LineLife& life)
{
    std::vector<LineTerms> versions;
    versions.reserve(life.versions.size());
    for (std::size_t place = 0; place < life.versions.size(); ++place) {
        const LineVersion& version = life.versions[place];
        const Result<const Desk*> first = desks.on(life.versions.front().from.date);
        if (!first) return first.fault();
        const Result<const Desk*> desk = desks.on(version.from.date);
        if (!desk) return desk.fault();
        Result<LineTerms> terms = decide_line(**desk, **first, life, version);
        if (!terms) return told_of(terms.fault(), where_of(contract, life));
        const Outcome taxed = decide_tax_later(desks, **desk, **first, life, place, *terms);
        if (!taxed) return told_of(taxed.fault(), where_of(contract, life));
        const Outcome computed = supported(contract, life, version.line, *terms);
        if (!computed) return computed.fault();
        versions.push_back(std::move(*terms));
    }
    return versions;
}

// Usage of a line that isn't priced by it would be passed over, by invoices and by revenue.
Outcome check_metered(const Contract& contract, const LineLife& life, const LineTerms& terms)
{
    const bool as_used = terms.measure == Measure::usage || terms.measure == Measure::as_invoiced ||
                         terms.measure == Measure::redemption;
    if (terms.open_quantity || (terms.satisfied == Satisfied::over_time && as_used)) return Done{};
    for (const Happening& happening : life.happenings) {
        const bool is_usage = std::holds_alternative<UsageRecorded>(happening.fact) ||
                              std::holds_alternative<UsageCorrected>(happening.fact);
        if (is_usage && !royalty_in(contract, happening))
            return Fault{"unsupported-usage", where_of(contract, life) + ", " + happening.at.date.text(),
                         "usage (or a royalty) is reported of a line that isn't priced by it",
                         "measure the line by usage, or report the usage of a line that is"};
    }
    return Done{};
}

Result<ContractTerms> decide_contract(const Policy& policy, const Group& group, const Contract& contract)
{
    Desks desks(policy, group, contract);
    const Result<const Desk*> signing = desks.on(contract.signed_at.date);
    if (!signing) return signing.fault();
    ContractTerms terms;
    terms.conventions = (*signing)->conventions;
    terms.cancellable = contract.terms.cancellable;
    terms.lines.reserve(contract.lines.size());
    for (const LineLife& life : contract.lines) {
        Result<std::vector<LineTerms>> versions = decide_versions(desks, contract, life);
        if (!versions) return versions.fault();
        const Outcome metered = check_metered(contract, life, versions->front());
        if (!metered) return metered.fault();
        terms.lines.push_back(std::move(*versions));
    }
    keep_own_prices(contract, terms);
    for (std::size_t place = 0; place < contract.modifications.size(); ++place) {
        const Result<const Desk*> desk = desks.on(contract.modifications[place].at.date);
        if (!desk) return desk.fault();
        Result<ModificationTerms> modification = decide_modification(**desk, terms, place);
        if (!modification) return modification.fault();
        terms.modifications.push_back(std::move(*modification));
    }
    const Outcome computed = supported(contract, terms);
    if (!computed) return computed.fault();
    return terms;
}

}  // namespace

const std::optional<TaxTerms>& tax_invoiced_on(const LineTerms& terms, Date day)
{
    const std::optional<TaxTerms>* found = &terms.tax;
    for (const auto& [from, tax] : terms.tax_later)
        if (from <= day) found = &tax;
    return *found;
}

Result<Terms> decide(const Policy& policy, const Group& group)
{
    CHECK(policy.reference != nullptr, "there is nothing to decide by");
    Terms terms;
    terms.calendar = policy.reference->calendar(group.entity);
    terms.contracts.reserve(group.contracts.size());
    for (const Contract& contract : group.contracts) {
        Result<ContractTerms> decided = decide_contract(policy, group, contract);
        if (!decided) return decided.fault();
        terms.contracts.push_back(std::move(*decided));
    }
    return terms;
}

}  // namespace earned
