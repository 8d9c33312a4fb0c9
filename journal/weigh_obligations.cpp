#include "journal/weighing.h"
#include "recognition/agency.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

// What the customer (not the seller) may leave, and what it then gets back.
Firm firm_of(const std::vector<LineOf>& lines, const Halves& halves, std::int64_t& penalty)
{
    for (const LineOf& line : lines) {
        const auto place = static_cast<std::size_t>(line.contract - halves.group.contracts.data());
        std::optional<Cancellable> words = line.life->versions.front().line.cancellable;
        if (!words) words = halves.terms.contracts[place].cancellable;
        if (!words || words->by == CancelBy::entity) continue;
        Firm firm;
        firm.kind = words->every ? Firm::Kind::every : words->notice ? Firm::Kind::notice : Firm::Kind::performed;
        if (words->every) firm.interval = *words->every;
        else if (words->notice) firm.interval = *words->notice;
        const auto& term = line.versions->front().term;
        if (words->every)
            firm.start = line.contract->terms.start ? *line.contract->terms.start
                         : term                     ? term->first
                                                    : line.contract->signed_at.date;
        firm.refundable = words->refund != CancelRefund::none;
        if (const auto kept = Money::of(words->penalty.value_or(Decimal()), halves.group.currency))
            penalty = std::max(penalty, kept->minor());
        return firm;
    }
    return {};
}

Result<std::int64_t> tax_millionths(const std::vector<LineOf>& lines, const Obligation& obligation)
{
    std::optional<std::int64_t> rate;
    for (const LineOf& line : lines) {
        const auto& tax = line.versions->back().tax;
        const Ratio millionths = tax ? Ratio::of(tax->rate) * Ratio(1'000'000) : Ratio();
        const bool same = millionths.is_integer() && (!rate || *rate == millionths.rounded(Round::half_away));
        if (!same)
            return Fault{"tax-pending-unsupported", "obligation " + obligation.id.text(),
                         "output tax pending needs one rate of at most six decimals for an obligation",
                         "give lines of different rates obligations of their own"};
        rate = millionths.rounded(Round::half_away);
    }
    return rate.value_or(0);
}

bool means(const ContractId& contract, const LineId& line, const std::vector<LineOf>& lines)
{
    return std::any_of(lines.begin(), lines.end(), [&](const LineOf& each) {
        return (contract.empty() || each.contract->id == contract) && (line.empty() || each.life->id == line);
    });
}

// Revenue of a line that a person must confirm waits until its period is confirmed, or a later one.
Result<Date> confirmed_through(const std::vector<LineOf>& lines, const Halves& halves)
{
    Date through = Date::never();
    for (const LineOf& line : lines) {
        const bool waits = std::any_of(line.versions->begin(), line.versions->end(),
                                       [](const LineTerms& terms) { return terms.confirm; });
        if (!waits) continue;
        Date confirmed = Date::dawn();
        for (const Confirmation& confirmation : halves.group.confirmations) {
            if (!means(confirmation.contract, confirmation.line, {line})) continue;
            const std::optional<Period> period = Period::parse(confirmation.period);
            if (!period || period->number() > 12)
                return Fault{"period-unknown", "revenue.confirmed, period " + confirmation.period,
                             "a confirmation names no period of the calendar", "write it as YYYY-MM"};
            confirmed = std::max(confirmed, halves.terms.calendar.last(*period));
        }
        through = std::min(through, confirmed);
    }
    return through;
}

// Whether the price counts what will be given back, though the customer is invoiced without it.
bool is_rebated(const Obligation& obligation)
{
    return std::any_of(obligation.segments.begin(), obligation.segments.end(), [](const Segment& segment) {
        return segment.stated_base + segment.stated_whole > segment.base + segment.whole;
    });
}

bool gives_back(const Group& group)
{
    for (const Contract& contract : group.contracts) {
        const auto lowers = [](const Variable& words) {
            return words.kind == "rebate" || words.kind == "penalty" || words.kind == "price_protection" ||
                   words.kind == "cash_discount";
        };
        if (std::any_of(contract.terms.variable.begin(), contract.terms.variable.end(), lowers)) return true;
        for (const Modification& modification : contract.modifications)
            if (std::any_of(modification.what.variable.begin(), modification.what.variable.end(), lowers)) return true;
    }
    return false;
}

// Where no obligation has more of the price than is stated, all that is stated beyond it will be given back;
// else a discount is spread, or a bonus counted, or a supplier gets a part of it, and the curves say what is given back
// (add_curves).
bool is_told_by_price(const Halves& halves)
{
    const auto& obligations = halves.earned.obligations;
    return std::none_of(obligations.begin(), obligations.end(), [](const Obligation& obligation) {
        return is_arranged(obligation) ||
               std::any_of(obligation.segments.begin(), obligation.segments.end(), [](const Segment& segment) {
                   return segment.stated_base + segment.stated_whole < segment.base + segment.whole;
               });
    });
}

void add_rebates(Plan& plan, const Halves& halves)
{
    if (!gives_back(halves.group) || !is_told_by_price(halves)) return;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place)
        plan.obligations[place].rebated = is_rebated(halves.earned.obligations[place]);
}

// A hold of no line is of all of them, and so is its release.
void add_holds(Plan& plan, std::size_t place, const std::vector<LineOf>& lines, const Halves& halves)
{
    std::set<LineId> holding;
    std::optional<Moment> since;
    for (const Hold& hold : halves.group.holds) {
        if (!means(hold.contract, hold.line, lines)) continue;
        if (hold.held) holding.insert(hold.line);
        else if (hold.line.empty()) holding.clear();
        else holding.erase(hold.line);
        if (!holding.empty() && !since) since = hold.at;
        if (!holding.empty() || !since) continue;
        plan.frozen.push_back({static_cast<std::uint16_t>(place), *since, hold.at});
        since.reset();
    }
    if (since)
        plan.frozen.push_back({static_cast<std::uint16_t>(place), *since, Moment{Date::never(), Rank::termination, 0}});
}

Sku product_of(const Contract* contract, const Obligation& obligation)
{
    const LineLife* life = contract == nullptr || obligation.lines.empty() ? nullptr : contract->line(obligation.lines.front());
    return life == nullptr || life->versions.empty() ? Sku() : life->versions.front().line.sku.value_or(Sku());
}

}  // namespace

Outcome add_obligations(Plan& plan, const Halves& halves, const Places& places)
{
    for (std::size_t place = 0; place < halves.earned.obligations.size(); ++place) {
        const Obligation& obligation = halves.earned.obligations[place];
        const std::vector<LineOf>& lines = places.lines_of(place);
        PlannedObligation planned{.id = obligation.id, .unbilled = obligation.unbilled};
        const auto contract = halves.group.contract(obligation.contract);
        planned.product = product_of(contract, obligation);
        planned.instrument = contract != nullptr && contract->terms.financing && contract->terms.financing->instrument;
        planned.firm = firm_of(lines, halves, plan.penalty);
        if (plan.tax_pending == TaxPending::posted) {
            const Result<std::int64_t> rate = tax_millionths(lines, obligation);
            if (!rate) return rate.fault();
            planned.tax_millionths = *rate;
        }
        const Result<Date> confirmed = confirmed_through(lines, halves);
        if (!confirmed) return confirmed.fault();
        planned.confirmed_through = *confirmed;
        plan.obligations.push_back(std::move(planned));
        add_holds(plan, place, lines, halves);
    }
    add_rebates(plan, halves);
    return Done{};
}

void add_curves(Plan& plan, const Halves& halves)
{
    const bool by_price = is_told_by_price(halves);
    for (std::size_t place = 0; place < halves.earned.obligations.size(); ++place)
        for (const Segment& segment : halves.earned.obligations[place].segments) {
            const auto number = static_cast<std::uint32_t>(plan.stretches.size());
            plan.stretches.push_back({.obligation = static_cast<std::uint16_t>(place), .from = segment.from,
                                      .by_time = segment.by_time, .handed_over = segment.handed_over,
                                      .measure = segment.measure, .months = segment.months,
                                      .rounding = segment.rounding, .term = segment.by_time ? segment.term : Term{},
                                      .unit = segment.unit, .base = segment.base, .whole = segment.whole,
                                      .stated_base = segment.stated_base, .stated_whole = segment.stated_whole, .back = segment.back,
                                      .bonus_base = segment.bonus_base, .bonus_whole = segment.bonus_whole,
                                      .rebate_base = by_price ? 0 : segment.rebate_base,
                                      .rebate_whole = by_price ? 0 : segment.rebate_whole,
                                      .conceded_base = segment.conceded_base, .conceded_whole = segment.conceded_whole,
                                      .share = segment.share});
            if (segment.by_time) continue;
            for (const Step& step : segment.steps) plan.strides.push_back({number, step.at, step.progress});
        }
}

}  // namespace earned
