// The moments at which a difference is posted (docs/design.md, "Cuts").
#include "journal/weighing.h"

#include <algorithm>

namespace earned {

namespace {

class Cutting {
public:
    void at(Moment moment, Cause cause, std::int64_t event)
    {
        cuts_.try_emplace(moment, Cut{.at = moment, .cause = cause, .event = event});
    }
    // What passes with time is counted up to the day before, and is dated that day.
    void accrue_before(Moment moment)
    {
        const Date day = moment.rank > Rank::accrual ? moment.date : moment.date.previous();
        Cut& cut = cuts_.try_emplace(end_of(day), Cut{.at = end_of(day)}).first->second;
        cut.accrues = true;
    }
    std::vector<Cut> all() const
    {
        std::vector<Cut> all;
        for (const auto& [moment, cut] : cuts_) all.push_back(cut);
        return all;
    }

private:
    std::map<Moment, Cut> cuts_;
};

Cause cause_of(const Performed& fact)
{
    if (std::holds_alternative<EstimateRevised>(fact)) return Cause::estimate;
    if (std::holds_alternative<CostIncurred>(fact)) return Cause::cost;
    return Cause::performance;
}

// A cost of performing moves revenue too where it counts as progress: then it is performance.
void cut_curves(Cutting& cutting, const Halves& halves)
{
    for (const Obligation& obligation : halves.earned.obligations) {
        for (std::size_t place = 0; place < obligation.segments.size(); ++place) {
            const Segment& segment = obligation.segments[place];
            cutting.at(segment.from, segment.cause, segment.event);
            const bool counts_time = segment.cause != Cause::performance && segment.cause != Cause::time;
            if (place != 0 && counts_time) cutting.accrue_before(segment.from);
            if (segment.by_time) {
                const Moment ends = end_of(segment.term.last);
                const bool replaced =
                    place + 1 < obligation.segments.size() && obligation.segments[place + 1].from <= ends;
                if (!replaced && segment.from < ends) cutting.at(ends, Cause::time, 0);
                continue;
            }
            for (const Step& step : segment.steps) cutting.at(step.at, step.cause, step.event);
        }
    }
    for (const Refundable& refund : halves.earned.refunds) cutting.at(refund.at, Cause::termination, refund.event);
}

void cut_contract(Cutting& cutting, const Contract& contract)
{
    for (const Modification& each : contract.modifications) {
        cutting.accrue_before(each.at);
        cutting.at(each.at, Cause::modification, each.event);
    }
    for (const Termination& each : contract.terminations) {
        cutting.accrue_before(each.at);
        cutting.at(each.at, Cause::termination, each.event);
    }
    for (const Assessment& each : contract.assessments) {
        if (contract.signed_at < each.at) cutting.accrue_before(each.at);
        cutting.at(each.at, Cause::performance, each.event);
    }
    cutting.at(contract.signed_at, Cause::performance, contract.event);
    const auto happened = [&](const Happening& each) {
        if (cause_of(each.fact) == Cause::estimate) cutting.accrue_before(each.at);
        cutting.at(each.at, cause_of(each.fact), each.event);
    };
    for (const Happening& each : contract.happenings) happened(each);
    for (const LineLife& line : contract.lines)
        for (const Happening& each : line.happenings) happened(each);
}

void cut_documents(Cutting& cutting, const Group& group)
{
    for (const Document& document : group.documents) {
        cutting.at(document.at, document.credit ? Cause::credit : Cause::billing, document.event);
        if (!document.credit) cutting.at({document.due, Rank::due, 0}, Cause::billing, document.event);
        if (document.voided) cutting.at(*document.voided, Cause::credit, document.event);
    }
    for (const Collected& collected : group.cash) cutting.at(collected.at, Cause::collection, collected.event);
    for (const Writeoff& writeoff : group.writeoffs) cutting.at(writeoff.at, Cause::allowance, writeoff.event);
    for (const Hold& hold : group.holds) {
        if (hold.held) cutting.accrue_before(hold.at);
        cutting.at(hold.at, Cause::performance, hold.event);
    }
}

// The days from which a period can no longer be cancelled, as long as anything is served.
void cut_firm_periods(Cutting& cutting, const Plan& plan)
{
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        const Firm& firm = plan.obligations[place].firm;
        if (firm.kind != Firm::Kind::every) continue;
        Date last = Date::dawn();
        for (const Stretch& stretch : plan.stretches)
            if (stretch.obligation == place && stretch.by_time) last = std::max(last, stretch.term.last);
        if (plan.terminated) last = std::min(last, plan.terminated->date);
        for (int n = 0;; ++n) {
            const Date day = after(firm.start, firm.interval, n, firm.start.day());
            if (day > last) break;
            cutting.at(Moment{day, Rank::reference, 0}, Cause::time, 0);
        }
    }
}

}  // namespace

void add_cuts(Plan& plan, const Halves& halves, const Places&)
{
    Cutting cutting;
    cut_curves(cutting, halves);
    for (const Contract& contract : halves.group.contracts) cut_contract(cutting, contract);
    cut_documents(cutting, halves.group);
    cut_firm_periods(cutting, plan);
    for (const Spent& spent : plan.spent) cutting.at(spent.at, Cause::cost, 0);
    for (const Booked& booked : plan.booked)
        if (!booked.with_time) cutting.at(booked.at, Cause::cost, 0);
    // What passes with time moves at the ends of periods, so the last of it alone is a cut.
    for (auto booked = plan.booked.rbegin(); booked != plan.booked.rend(); ++booked) {
        if (!booked->with_time) continue;
        cutting.at(booked->at, Cause::time, 0);
        break;
    }
    for (const Scheduled& scheduled : plan.scheduled) cutting.at(scheduled.at, Cause::billing, 0);
    for (const Cut& own : plan.cuts) cutting.at(own.at, own.cause, own.event);  // ends of terms of costs
    plan.cuts = cutting.all();
}

}  // namespace earned
