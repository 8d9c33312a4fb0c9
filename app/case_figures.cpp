#include "app/case_figures.h"

#include "journal/walk.h"
#include "reports/maturity.h"

#include <algorithm>

namespace earned::app {

namespace {

const Segment* segment_on(const Obligation& obligation, Date as_of)
{
    const Segment* counts = nullptr;
    for (const Segment& segment : obligation.segments)
        if (segment.from <= last_moment(as_of)) counts = &segment;
    return counts;
}

// The day through which time is counted: the last period end, or the last day of its own term.
Date counted_through(const Obligation& obligation, const FiscalCalendar& calendar, Date as_of)
{
    const Segment* segment = segment_on(obligation, as_of);
    if (segment != nullptr && segment->by_time && segment->term.last <= as_of) return as_of;
    const Period period = calendar.period_of(as_of);
    return calendar.last(period) == as_of ? as_of : calendar.first(period).previous();
}

// The day on which everything that has a day has happened.
Date last_day(const Obligation& obligation)
{
    Date last = Date::dawn();
    for (const Segment& segment : obligation.segments) {
        last = std::max(last, segment.from.date);
        if (segment.by_time) last = std::max(last, segment.term.last);
        for (const Step& step : segment.steps) last = std::max(last, step.at.date);
    }
    return last;
}

Date first_day(const Obligation& obligation)
{
    Date first = Date::never();
    for (const Segment& segment : obligation.segments)
        first = std::min(first, segment.by_time ? std::min(segment.from.date, segment.term.first) : segment.from.date);
    return first;
}

Decimal delivered_before(const LineLife& life, Moment at)
{
    Decimal delivered;
    for (const Happening& happening : life.happenings) {
        if (at <= happening.at) continue;
        if (const auto* fulfilled = std::get_if<OrderFulfilled>(&happening.fact))
            delivered += fulfilled->quantity.value_or(Decimal());
        if (const auto* measured = std::get_if<ProgressMeasured>(&happening.fact))
            delivered = measured->units.value_or(delivered);
    }
    return delivered;
}

Decimal units_from(const Contract& contract, const ContractTerms& terms, const LineId& id, Moment from)
{
    for (std::size_t at = 0; at < contract.lines.size(); ++at) {
        const LineLife& life = contract.lines[at];
        if (life.id != id || life.versions.empty() || at >= terms.lines.size()) continue;
        std::size_t version = 0;
        while (version + 1 < life.versions.size() && life.versions[version + 1].from <= from) ++version;
        return terms.lines[at].at(version).quantity - delivered_before(life, from);
    }
    return {};
}

}  // namespace

std::vector<Figured> figures_of(Book& book, const Ledger& ledger, Date by)
{
    std::vector<Figured> figures;
    const Policy policy = book.policy(ledger);
    std::map<std::int64_t, std::vector<Event>> histories;
    book.store().home_events({1, INT64_MAX}, book.known_at(), [&](const db::EventRow& row) {
        if (row.effective <= by.serial()) histories[row.home].push_back(decode_stored(row));
    });
    for (const auto& [number, history] : histories) {
        for (const Group& group : fold(book.reference(), history).groups) {
            if (group.entity != ledger.entity || group.fault) continue;
            Result<Terms> terms = decide(policy, group);
            if (!terms) continue;
            Result<Earned> earned = earn_as_performed(group, *terms);
            if (earned) figures.push_back({group, std::move(*terms), std::move(*earned)});
        }
    }
    return figures;
}

const Allocation* allocation_on(const Figured& figured, Date as_of)
{
    const Allocation* counts = nullptr;
    for (const Allocation& allocation : figured.earned.allocations)
        if (allocation.from <= last_moment(as_of)) counts = &allocation;
    return counts;
}

const Obligation* obligation_named(const Figured& figured, const std::string& contract, const std::string& name)
{
    const auto& obligations = figured.earned.obligations;
    const auto of_contract = [&](const Obligation& obligation) {
        return contract.empty() || obligation.contract.text() == contract;
    };
    const auto holds = [&](const Obligation& obligation) {
        return of_contract(obligation) &&
               std::find(obligation.lines.begin(), obligation.lines.end(), LineId(name)) != obligation.lines.end();
    };
    auto found = std::find_if(obligations.begin(), obligations.end(), [&](const Obligation& obligation) {
        return of_contract(obligation) && obligation.id.text() == name;
    });
    if (found == obligations.end()) found = std::find_if(obligations.begin(), obligations.end(), holds);
    return found == obligations.end() ? nullptr : &*found;
}

Ratio progress_on(const Obligation& obligation, Date as_of)
{
    return progress_at(obligation, last_moment(as_of), as_of);
}

std::optional<Ratio> unit_price_on(const Figured& figured, const Obligation& obligation, Date as_of)
{
    const Segment* segment = segment_on(obligation, as_of);
    if (segment == nullptr) return std::nullopt;
    Decimal units;
    for (std::size_t at = 0; at < figured.group.contracts.size(); ++at) {
        const Contract& contract = figured.group.contracts[at];
        if (contract.id != obligation.contract) continue;
        for (const LineId& line : obligation.lines)
            units += units_from(contract, figured.terms.contracts[at], line, segment->from);
    }
    if (units.is_zero()) return std::nullopt;
    return segment->share / Ratio::of(units);
}

std::map<Period, std::int64_t> schedule_of(const Obligation& obligation, const FiscalCalendar& calendar)
{
    std::map<Period, std::int64_t> schedule;
    const Date last = last_day(obligation);
    if (last < first_day(obligation)) return schedule;
    std::int64_t before = 0;
    for (Period period = calendar.period_of(first_day(obligation)); calendar.first(period) <= last;
         period = period.next()) {
        const Date end = calendar.last(period);
        const std::int64_t now = earned_at(obligation, last_moment(end), end);
        if (now != before) schedule[period] = now - before;
        before = now;
    }
    return schedule;
}

namespace {

bool left_out(const Obligation& obligation, const Segment* segment)
{
    return segment == nullptr || (obligation.unbilled && segment->measure == Measure::as_invoiced);
}

}  // namespace

std::int64_t remaining_on(const Obligation& obligation, const FiscalCalendar& calendar, Date as_of)
{
    const Segment* segment = segment_on(obligation, as_of);
    if (left_out(obligation, segment)) return 0;
    return segment->base + segment->whole -
           earned_at(obligation, last_moment(as_of), counted_through(obligation, calendar, as_of));
}

std::int64_t remaining_by(const Obligation& obligation, const FiscalCalendar& calendar, Date as_of, Date later)
{
    const Segment* segment = segment_on(obligation, as_of);
    if (left_out(obligation, segment) || !segment->by_time) return 0;
    // Of a line without an end nothing is promised beyond the period that has begun (recognition/renewal.h).
    const bool goes_on = std::any_of(obligation.segments.begin(), obligation.segments.end(),
                                     [](const Segment& each) { return each.from.rank == Rank::reference; });
    std::int64_t by_then = earned_at(obligation, last_moment(later), later);
    if (goes_on) by_then = std::min(by_then, segment->base + segment->whole);
    return by_then - earned_at(obligation, last_moment(as_of), counted_through(obligation, calendar, as_of));
}

std::map<std::string, std::int64_t> not_current_on(Book& book, const Ledger& ledger, const std::string& contract,
                                                   Date as_of)
{
    std::map<std::string, std::int64_t> sum;
    const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
    const Policy policy = book.policy(ledger);
    for (const Figured& figured : figures_of(book, ledger, as_of)) {
        if (!contract.empty() && figured.group.contract(ContractId(contract)) == nullptr) continue;
        const Result<Billed> billed = bill(figured.group, figured.terms, as_of);
        const Result<Plan> plan = book.plan_of(policy, figured.group);
        if (!billed || !plan) continue;
        const BookedGroup booked{0, ledger.book, figured.group, figured.terms, *billed, *plan, {}};
        const NotCurrent later = not_current(*plan, to_invoice(booked), calendar, as_of);
        sum["contract_liability"] += later.contract_liability;
        sum["receivable"] += later.receivable;
        sum["contract_asset"] += later.contract_asset;
        sum["unbilled_receivable"] += later.unbilled_receivable;
    }
    return sum;
}

}  // namespace earned::app
