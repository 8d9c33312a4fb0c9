#include "reports/decided.h"

#include "rules/decision_table.h"
#include "rules/settings.h"
#include "rules/words.h"

namespace earned {

namespace {

void add_rows(Decided& decided, const std::string& whose, const std::vector<Why>& why)
{
    for (const Why& each : why) {
        if (each.decision == nullptr || each.rule == nullptr) continue;
        std::string& rows = decided["rule of " + each.decision->decision + whose];
        rows += (rows.empty() ? "" : ", ") + each.rule->id;
    }
}

void add_policies(Decided& decided, const Conventions& conventions, const std::string& whose)
{
    for (const auto& [policy, value] : settings_of(conventions))
        decided["policy " + std::string(policy) + whose] = value;
}

void add_line(Decided& decided, const LineTerms& terms, const std::string& whose, Currency currency)
{
    const auto money = [&](const Ratio& minor) { return Money(minor.rounded(Round::half_away), currency).plain(); };
    const bool over_time = terms.satisfied == Satisfied::over_time;
    decided["satisfied" + whose] = word(terms.satisfied);
    if (over_time)
        decided["measure" + whose] = word(terms.measure);
    else
        decided["trigger" + whose] = word(terms.trigger);
    decided["obligation" + whose] = terms.obligation.text();
    decided["stated price" + whose] = terms.stated.plain();
    decided["standalone price" + whose] =
        terms.ssp_low == terms.ssp_high ? money(terms.ssp_low) : money(terms.ssp_low) + " to " + money(terms.ssp_high);
    if (terms.term) decided["term" + whose] = terms.term->first.text() + " to " + terms.term->last.text();
    if (terms.tax) decided["tax" + whose] = terms.tax->rate.text() + ", " + std::string(word(terms.tax->point));
    decided["confirmation" + whose] = terms.confirm ? "by a person" : "by itself";
    add_policies(decided, terms.conventions, whose);
    add_rows(decided, whose, terms.why);
}

}  // namespace

Decided decided_of(const Group& group, const Terms& terms)
{
    Decided decided;
    for (std::size_t c = 0; c < group.contracts.size(); ++c) {
        const Contract& contract = group.contracts[c];
        const ContractTerms& own = terms.contracts[c];
        const std::string of = group.contracts.size() == 1 ? std::string() : " of contract " + contract.id.text();
        add_policies(decided, own.conventions, of);
        for (std::size_t l = 0; l < contract.lines.size(); ++l)
            for (std::size_t version = 0; version < own.lines[l].size(); ++version) {
                std::string whose = " of line " + contract.lines[l].id.text() + of;
                if (version > 0) whose += " from " + contract.lines[l].versions[version].from.date.text();
                add_line(decided, own.lines[l][version], whose, group.currency);
            }
        for (std::size_t m = 0; m < contract.modifications.size(); ++m) {
            const std::string whose = " of the modification of " + contract.modifications[m].at.date.text() + of;
            decided["treatment" + whose] = word(own.modifications[m].treatment);
            add_rows(decided, whose, own.modifications[m].why);
        }
    }
    return decided;
}

std::string differences_of(const Decided& one, const Decided& other)
{
    const auto value = [](const Decided& decided, const std::string& what) {
        const auto found = decided.find(what);
        return found == decided.end() ? std::string("none") : found->second;
    };
    std::string said;
    const auto say = [&](const std::string& what) {
        // A line's policy is said once, where it is the contract's.
        const std::size_t of = what.find(" of line ");
        if (what.starts_with("policy ") && of != std::string::npos) {
            const std::string general = what.substr(0, of);
            if (value(one, general) == value(one, what) && value(other, general) == value(other, what)) return;
        }
        said += (said.empty() ? "" : "; ") + what + ": " + value(one, what) + " | " + value(other, what);
    };
    for (const auto& [what, how] : one)
        if (value(other, what) != how) say(what);
    for (const auto& [what, how] : other)
        if (!one.contains(what)) say(what);
    return said;
}

}  // namespace earned
