#include "recognition/renewal.h"

#include "recognition/agency.h"

#include "rules/enforceable.h"
#include "rules/open_ended.h"

#include <algorithm>

namespace earned {

namespace {

Date first_day_of(const Promise& promise)
{
    if (promise.words().start) return *promise.words().start;
    return promise.contract->terms.start.value_or(promise.life().versions.front().from.date);
}

Fault unsupported_open(const std::string& where, std::string what, std::string hint)
{
    return {"unsupported-open-ended", where, std::move(what), std::move(hint)};
}

// A line that may be left on any day has the price of each day: that of its step.
Date next_step(const Steps& steps, Date first, Term term)
{
    Date next = term.last.next();
    for (const Ramp& step : steps.ramp)
        if (first < step.from) next = std::min(next, step.from);
    return next;
}

// Of a line that ends: the stretches that the customer binds itself for by staying, and what of the whole
// price each is.
Result<std::vector<Commitment>> stretches_of(const Promise& promise)
{
    const LineTerms& terms = promise.terms();
    const Term term = *terms.term;
    const std::optional<Interval> every = stretch_of(*promise.contract, promise.words(), terms);
    const Result<billing::Grid> grid = billing::grid_of(promise.words(), terms, address(promise));
    if (!grid) return grid.fault();
    const bool by_invoices = terms.billing.plan == BillingPlan::recurring, by_steps = has_ramp(promise.words());
    const billing::Periods invoiced = billing::Periods::of(*grid, term);
    Steps steps;
    if (by_steps) steps = steps_of_price(promise.words(), grid->proration, grid->align, grid->ratio_places);
    const Ratio price = by_steps ? ramp_price(steps, term, term) : Ratio();
    if (by_steps && price.sign() <= 0) return std::vector<Commitment>{{term, Ratio(1)}};
    std::vector<Commitment> stretches;
    Ratio before;
    for (int count = 1; stretches.empty() || stretches.back().term.last < term.last; ++count) {
        const Date first = stretches.empty() ? term.first : stretches.back().term.last.next();
        const Date next = every ? after(term.first, *every, count, term.first.day()) : next_step(steps, first, term);
        const Date last = std::min(next.previous(), term.last);
        const Ratio through = last == term.last ? Ratio(1)
                              : by_invoices     ? invoiced.share_through(last)
                              : by_steps
                                  ? ramp_price(steps, term, {term.first, last}) / price
                                  : progress_by_time(terms.measure, terms.conventions.partial_months, term, last);
        stretches.push_back({{first, last}, through - before});
        before = through;
    }
    return stretches;
}

Outcome check_open_line(const Contract& contract, const ContractTerms& decided, std::size_t line)
{
    const LineLife& life = contract.lines[line];
    const Promise promise{&contract, &decided, line, 0};
    const std::vector<LineTerms>& versions = decided.lines[line];
    std::size_t open = 0;
    for (std::size_t version = 0; version < versions.size(); ++version)
        open += is_open_ended(life.versions[version].line, versions[version]) ? 1 : 0;
    if (open == 0) return Done{};
    if (open != versions.size())
        return unsupported_open(
            address(promise), "a line without an end is given one, or loses it",
            "end the line (contract.terminated, or contract.modified with `remove`), and add another");
    const auto is_of_its_own_days = [](const Variable& words) { return words.increment.has_value(); };
    if (!std::ranges::all_of(contract.terms.variable, is_of_its_own_days))
        return unsupported_open(address(contract) + ", variable",
                                "a variable amount of a contract of which a line has no end is for no known period",
                                "say `for` which days the amount is, or give the line an end");
    if (contract.terms.financing)
        return unsupported_open(address(contract) + ", financing", "a line without an end is not financed",
                                "give the line an end");
    if (!versions.front().priced)
        return unsupported_open(address(promise), "a line without an end has no part of a contract's one price",
                                "give each line a price of its own");
    return Done{};
}

}  // namespace

bool goes_on(const Promise& promise)
{
    return is_open_ended(promise.words(), promise.terms()) ||
           is_committed_by_stretches(*promise.contract, *promise.decided, promise.line, promise.version);
}

Result<std::vector<Commitment>> commitments_of(const Promise& promise, Date through)
{
    if (!is_open_ended(promise.words(), promise.terms())) return stretches_of(promise);
    const Result<billing::Periods> periods =
        open_periods(promise.words(), promise.terms(), first_day_of(promise), through, address(promise));
    if (!periods) return periods.fault();
    std::vector<Commitment> commitments;
    Ratio before;
    for (std::size_t period = 0; period < periods->size(); ++period) {
        const Ratio by_its_end = periods->share(period);
        commitments.push_back({periods->term(period), by_its_end - before});
        before = by_its_end;
    }
    return commitments;
}

Outcome renew(Walk& walk, std::size_t contract, std::size_t line, const Commitment& next)
{
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Life& life = walk.lives[place];
        Promise& promise = life.lines.front();
        if (promise.contract != &walk.group.contracts[contract] || promise.line != line) continue;
        if (life.ended || life.closed) return Done{};
        const Moment begins{next.term.first, Rank::reference, 0};
        promise.version = version_at(promise.life(), end_of(next.term.first));
        const Ratio exact = Ratio(promise.terms().stated.minor()) * next.part + promise.carried;
        const std::int64_t price = exact.rounded(life.now.rounding);
        promise.carried = exact - Ratio(price);
        life.now.base += life.now.whole;
        life.now.stated_base += life.now.stated_whole;
        life.now.whole = life.now.stated_whole = price;
        life.now.share = Ratio(price);
        life.now.supplied_base += life.now.supplied_whole;
        life.now.supplied_whole = (supplied_of(promise) * next.part).rounded(Round::half_away);
        life.since.reset();
        for (Contingency& contingency : walk.contingencies)
            for (Reach& reach : contingency.reaches) {
                if (reach.life != place) continue;
                reach.past += reach.remaining;  // what is spread over the period that is over reaches back to it
                reach.remaining = Ratio();
            }
        life.period = next.term;
        life.price = walk.prices++;
        if (const Outcome begun = begin(life, {begins, Cause::time, 0}); !begun) return begun;
        record_all(walk, begins, 0);
        return Done{};
    }
    return Done{};
}

Outcome check_going_on(const Group& group, const Terms& terms)
{
    for (std::size_t contract = 0; contract < group.contracts.size(); ++contract)
        for (std::size_t line = 0; line < group.contracts[contract].lines.size(); ++line)
            if (const Outcome known = check_open_line(group.contracts[contract], terms.contracts[contract], line);
                !known)
                return known;
    return Done{};
}

}  // namespace earned
