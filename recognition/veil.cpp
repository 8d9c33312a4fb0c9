#include "recognition/veil.h"

#include "recognition/agency.h"
#include "recognition/curve.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

// From `from` to before `until` (absent: for good).
struct Span {
    Moment from;
    std::optional<Moment> until;
    std::int64_t event = 0, end_event = 0;
};

enum class Veiled { earned, earned_and_performed };

// The life of the span stands at what counted before it.
void stand_still(Obligation& obligation, const Span& span, Veiled what)
{
    if (obligation.segments.empty()) return;
    const Moment before = just_before(span.from);
    const Date counted = span.from.date.previous();
    const std::int64_t earned = earned_at(obligation, before, counted);
    const std::int64_t performed = performed_at(obligation, before, counted);
    const std::int64_t supplied = supplied_at(obligation, before, counted);
    const std::size_t first = split(obligation, span.from, Cause::estimate, span.event);
    const std::size_t last = span.until ? split(obligation, *span.until, Cause::estimate, span.end_event)
                                        : obligation.segments.size();
    for (std::size_t place = first; place < last; ++place) {
        Segment& segment = obligation.segments[place];
        segment.base = earned;
        segment.share = Ratio();
        segment.whole = 0;
        segment.supplied_base = supplied;
        segment.supplied_whole = 0;
        if (what == Veiled::earned) continue;
        segment.stated_base = performed;
        segment.stated_whole = 0;
        segment.by_time = false;
        segment.steps.clear();
    }
}

std::vector<Span> without_contract(const Contract& contract)
{
    std::vector<Span> spans;
    bool collectable = true;
    const auto assess = [&](Moment at, std::int64_t event, bool now) {
        if (collectable && !now) spans.push_back({at, std::nullopt, event, 0});
        if (!collectable && now) {
            spans.back().until = at;
            spans.back().end_event = event;
        }
        collectable = now;
    };
    if (contract.assessments.empty()) assess(contract.signed_at, contract.event, contract.terms.collectable);
    for (const Assessment& assessment : contract.assessments)
        assess(assessment.at, assessment.event, assessment.collectable);
    return spans;
}

// The end of a contract that was none by then, or none any more: what was received beyond what it had earned and isn't
// paid back is kept, and nothing is left to do for it (606-10-25-7, IFRS 15.15).
const Termination* ended_in(const Contract& contract, const Span& span)
{
    for (const Termination& termination : contract.terminations)
        if (!termination.what.line && span.from <= termination.at && (!span.until || termination.at < *span.until))
            return &termination;
    return nullptr;
}

// What is kept of what was received, net of the tax that was invoiced.
std::int64_t kept_at(const Walk& walk, const Moment& end)
{
    std::int64_t kept = 0;
    for (const Collected& cash : walk.group.cash)
        if (cash.at <= end) kept += cash.amount.minor();
    for (const Document& document : walk.group.documents)
        for (const IssuedLine& line : document.lines)
            if (document.at <= end && !document.voided)
                kept -= document.credit ? -line.tax.minor() : line.tax.minor();
    for (const Refundable& refund : walk.earned.refunds)
        if (refund.at <= end) kept -= refund.amount;
    return std::max<std::int64_t>(kept, 0);
}

// What was earned while it was a contract, of all lives: those before this one are told already.
std::int64_t earned_before(const Walk& walk, const Span& span)
{
    const Moment before = just_before(span.from);
    const Date counted = span.from.date.previous();
    std::int64_t earned = 0;
    for (const Obligation& told : walk.earned.obligations) earned += earned_at(told, before, counted);
    for (const Life& life : walk.lives) earned += earned_at(life.out, before, counted);
    return earned;
}

// Of what is kept beyond that, what falls to a life: by what it was priced at when the contract was signed.
std::int64_t kept_of(const Walk& walk, const Life& life, const Span& span, const Moment& end)
{
    const std::int64_t kept = std::max<std::int64_t>(kept_at(walk, end) - earned_before(walk, span), 0);
    const std::vector<Share>& shares = walk.earned.allocations.front().shares;
    std::vector<Ratio> parts;
    Ratio all;
    for (const Share& share : shares) all += Ratio(share.amount);
    const auto count = static_cast<std::int64_t>(shares.size());
    for (const Share& share : shares)
        parts.push_back(Ratio(kept) * (all.is_zero() ? Ratio(1, count) : Ratio(share.amount) / all));
    const std::vector<std::int64_t> wholes = in_whole_units(kept, parts, Residue::largest_remainder, 1);
    for (std::size_t place = 0; place < shares.size(); ++place)
        if (shares[place].obligation == life.out.id) return wholes[place];
    return 0;
}

void keep_what_was_received(const Walk& walk, Life& life, const Span& span, const Termination& end)
{
    const std::int64_t more = kept_of(walk, life, span, end.at);
    const std::size_t first = split(life.out, end.at, Cause::termination, end.event);
    for (std::size_t place = first; place < life.out.segments.size(); ++place) {
        Segment& segment = life.out.segments[place];
        segment.base += more;
        segment.stated_base += more;
        segment.whole = segment.stated_whole = 0;
        segment.share = Ratio();
    }
}

// A hold of no line is of all of them, and so is its release.
std::vector<Span> held(const Walk& walk, const Life& life)
{
    std::vector<Span> spans;
    std::set<LineId> holding;
    for (const Hold& hold : walk.group.holds) {
        const bool meant = std::any_of(life.lines.begin(), life.lines.end(), [&](const Promise& promise) {
            return (hold.contract.empty() || hold.contract == promise.contract->id) &&
                   (hold.line.empty() || hold.line == promise.life().id);
        });
        if (!meant) continue;
        const bool before = !holding.empty();
        if (hold.held) holding.insert(hold.line);
        else if (hold.line.empty()) holding.clear();
        else holding.erase(hold.line);
        if (!before && !holding.empty()) spans.push_back({hold.at, std::nullopt, hold.event, 0});
        if (before && holding.empty()) {
            spans.back().until = hold.at;
            spans.back().end_event = hold.event;
        }
    }
    return spans;
}

// The last day of the latest period confirmed for a line; the dawn of time when there is none.
Date confirmed_through(const Walk& walk, const Promise& promise)
{
    Date through = Date::dawn();
    for (const Confirmation& confirmation : walk.group.confirmations) {
        const bool meant = (confirmation.contract.empty() || confirmation.contract == promise.contract->id) &&
                           (confirmation.line.empty() || confirmation.line == promise.life().id);
        const std::optional<Period> period = Period::parse(confirmation.period);
        if (meant && period && period->number() <= 12) through = std::max(through, walk.terms.calendar.last(*period));
    }
    return through;
}

std::optional<Span> unconfirmed(const Walk& walk, const Life& life)
{
    std::optional<Date> through;
    for (const Promise& promise : life.lines) {
        const std::vector<LineTerms>& versions = promise.versions();
        const bool confirm = std::any_of(versions.begin(), versions.end(),
                                         [](const LineTerms& terms) { return terms.confirm; });
        if (!confirm) continue;
        const Date confirmed = confirmed_through(walk, promise);
        through = through ? std::min(*through, confirmed) : confirmed;
    }
    if (!through) return std::nullopt;
    return Span{{through->next(), Rank::reference, 0}, std::nullopt, 0, 0};
}

// What it comes to in the end, as far as is known.
std::int64_t in_the_end(const Obligation& obligation)
{
    return earned_at(obligation, end_of(Date::never()), Date::never());
}

}  // namespace

void veil(const Walk& walk, Life& life)
{
    Obligation& out = life.out;
    const std::int64_t all = in_the_end(out);
    const std::optional<Span> waiting = unconfirmed(walk, life);
    if (waiting) stand_still(out, *waiting, Veiled::earned);
    const std::vector<Span> holds = held(walk, life);
    for (const Span& span : holds) stand_still(out, span, Veiled::earned);
    if (in_the_end(out) != all) {
        out.held = true;
        out.held_from = Date::never();
        if (waiting) out.held_from = std::min(out.held_from, waiting->from.date);
        if (!holds.empty() && !holds.back().until) out.held_from = std::min(out.held_from, holds.back().from.date);
    }
    std::vector<const Contract*> contracts;
    for (const Promise& promise : life.lines)
        if (std::find(contracts.begin(), contracts.end(), promise.contract) == contracts.end())
            contracts.push_back(promise.contract);
    for (const Contract* contract : contracts)
        for (Span span : without_contract(*contract)) {
            const Termination* end = walk.group.contracts.size() == 1 ? ended_in(*contract, span) : nullptr;
            stand_still(out, span, Veiled::earned_and_performed);
            if (end != nullptr) keep_what_was_received(walk, life, span, *end);
        }
}

}  // namespace earned
