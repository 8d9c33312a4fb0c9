// How a modification is treated: as a contract of its own, over what remains, or as a catch-up
// (606-10-25-10 to 25-13, IFRS 15.18-21, CAS 14.8). The facts are worked out here, a table decides.
#include "rules/desk.h"

#include <algorithm>

namespace earned {

namespace {

// Progress of one thing that is made: what remains of it isn't distinct from what was done.
bool is_one_piece(const LineTerms& terms)
{
    if (terms.satisfied == Satisfied::point_in_time) return false;
    switch (terms.measure) {
    case Measure::percent:
    case Measure::cost_to_cost:
    case Measure::milestones:
    case Measure::hours: return true;
    case Measure::daily:
    case Measure::monthly:
    case Measure::units:
    case Measure::as_invoiced:
    case Measure::usage:
    case Measure::redemption: return false;
    }
    return false;
}

bool same_scope_and_price(const LineTerms& one, const LineTerms& other)
{
    return one.quantity == other.quantity && one.stated == other.stated && one.term == other.term &&
           one.satisfied == other.satisfied && one.measure == other.measure && one.obligation == other.obligation;
}

enum class Against { at, off, unknown };

class ModificationDecision {
public:
    ModificationDecision(const Desk& desk, const ContractTerms& decided, std::size_t place)
        : desk_(desk), decided_(decided), place_(place), contract_(*desk.contract),
          modification_(contract_.modifications[place])
    {
    }

    Result<ModificationTerms> decide();

private:
    bool is_added(const LineLife& life) const { return life.added_by == place_ + 1; }
    bool was_there(const LineLife& life) const
    {
        return !life.versions.empty() && life.versions.front().from < modification_.at &&
               !(life.removed && *life.removed < modification_.at) &&
               !(life.terminated && *life.terminated < modification_.at);
    }
    void look_at_added(std::size_t line);
    void look_at_changed(std::size_t line);
    void touch(const LineTerms& terms) { remaining_distinct_ &= !is_one_piece(terms); }
    // The version in force just before.
    std::size_t version_before(const LineLife& life) const
    {
        std::size_t version = 0;
        while (version + 1 < life.versions.size() && life.versions[version + 1].from < modification_.at) ++version;
        return version;
    }
    Result<Against> against_standalone(std::size_t line) const;
    Outcome revalue(ModificationTerms& terms) const;

    const Desk& desk_;
    const ContractTerms& decided_;
    std::size_t place_;
    const Contract& contract_;
    const Modification& modification_;
    bool added_ = false, added_distinct_ = true, changed_ = false, remaining_distinct_ = true;
};

void ModificationDecision::look_at_added(std::size_t line)
{
    added_ = true;
    const LineTerms& terms = decided_.lines[line].front();
    for (std::size_t other = 0; other < contract_.lines.size(); ++other) {
        const LineLife& life = contract_.lines[other];
        if (other == line || !was_there(life) || decided_.lines[other].front().obligation != terms.obligation) continue;
        added_distinct_ = false;
        touch(decided_.lines[other][version_before(life)]);
    }
}

void ModificationDecision::look_at_changed(std::size_t line)
{
    const LineLife& life = contract_.lines[line];
    const std::size_t before = version_before(life), after = before + 1;
    if (after >= life.versions.size() || life.versions[after].from != modification_.at) return;
    const LineTerms& then = decided_.lines[line][before];
    if (same_scope_and_price(then, decided_.lines[line][after])) return;
    changed_ = true;
    touch(then);
}

Result<Against> ModificationDecision::against_standalone(std::size_t line) const
{
    const LineLife& life = contract_.lines[line];
    const LineTerms& terms = decided_.lines[line].front();
    if (!terms.priced) return Against::off;
    const Result<Standalone> standalone = standalone_of(desk_, life.versions.front().line, terms);
    if (!standalone) return told_of(standalone.fault(), where_of(contract_, life));
    if (!standalone->known) return Against::unknown;
    const Ratio stated(terms.stated.minor());
    return standalone->range.low <= stated && stated <= standalone->range.high ? Against::at : Against::off;
}

// What each line is worth on this date, by the price lists of this date.
Outcome ModificationDecision::revalue(ModificationTerms& terms) const
{
    if (desk_.conventions.ssp_date == SspDate::inception) return Done{};
    for (std::size_t line = 0; line < contract_.lines.size(); ++line) {
        const LineLife& life = contract_.lines[line];
        std::size_t version = 0;
        while (version + 1 < life.versions.size() && life.versions[version + 1].from <= modification_.at) ++version;
        Result<StandaloneRange> worth = standalone_on(desk_, life.versions[version].line, decided_.lines[line][version]);
        if (!worth) return told_of(worth.fault(), where_of(contract_, life));
        terms.standalone.push_back(std::move(*worth));
    }
    return Done{};
}

Result<ModificationTerms> ModificationDecision::decide()
{
    const ContractModified& words = modification_.what;
    ModificationTerms terms;
    const Outcome revalued = revalue(terms);
    if (!revalued) return revalued.fault();
    if (words.treatment != Modifies::automatic) {
        terms.treatment = words.treatment;
        return terms;
    }
    bool off = false, at = false;
    for (std::size_t line = 0; line < contract_.lines.size(); ++line) {
        const LineLife& life = contract_.lines[line];
        if (!is_added(life)) {
            if (was_there(life)) look_at_changed(line);
            continue;
        }
        look_at_added(line);
        const Result<Against> against = against_standalone(line);
        if (!against) return against.fault();
        off = off || *against == Against::off;
        at = at || *against == Against::at;
    }
    for (std::size_t line = 0; line < contract_.lines.size(); ++line) {
        const LineLife& life = contract_.lines[line];
        if (!was_there(life)) continue;
        const auto names = [&](const std::vector<LineId>& ids) {
            return std::find(ids.begin(), ids.end(), life.id) != ids.end();
        };
        const bool repriced = std::any_of(words.price_change.begin(), words.price_change.end(), [&](const PriceChange& change) {
            return change.lines.empty() ? !added_ : names(change.lines);
        });
        if (repriced) touch(decided_.lines[line][version_before(life)]);
    }
    Facts facts = desk_.facts;
    facts.set(FactId::added_any, added_);
    facts.set(FactId::added_distinct, added_ && added_distinct_);
    if (added_) facts.set(FactId::added_standalone, std::string_view(off ? "off" : at ? "at" : "unknown"));
    facts.set(FactId::changed_any, changed_ || words.end.has_value());
    facts.set(FactId::removed_any, !words.remove.empty());
    facts.set(FactId::price_change_any, !words.price_change.empty());
    facts.set(FactId::remaining_distinct, remaining_distinct_);
    const auto& question = desk_.package->questions().modification;
    const auto answered = question.must(facts);
    if (!answered) return told_of(answered.fault(), where_of(contract_) + ", modification of " + modification_.at.date.text());
    terms.treatment = answered->answer->treatment;
    terms.because = answered->rule->because;
    terms.why.push_back(why(desk_, question, answered->rule));
    return terms;
}

}  // namespace

Result<ModificationTerms> decide_modification(const Desk& desk, const ContractTerms& decided, std::size_t modification)
{
    return ModificationDecision(desk, decided, modification).decide();
}

}  // namespace earned
