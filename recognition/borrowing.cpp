#include "recognition/borrowing.h"

#include "recognition/walk.h"

#include <algorithm>

namespace earned {

namespace {

// When it is to be handed over that isn't yet.
Date expected_on(const Walk& walk, const Life& life)
{
    const Contract& contract = *life.lines.front().contract;
    Date date = std::max(contract.signed_at.date, contract.terms.end.value_or(Date::dawn()));
    if (life.lines.front().terms().term) date = std::max(date, life.lines.front().terms().term->last);
    for (const Agreed& payment : walk.borrowing->payments) date = std::max(date, payment.date);
    for (const Step& step : life.out.segments.back().steps) date = std::max(date, step.at.date);
    return date;
}

Decimal as_decimal(const Ratio& ratio) { return ratio.decimal(30, Round::half_even); }

void add_flows(const Borrowing& borrowing, const std::vector<OnDay>& flows, Loan& loan)
{
    for (const OnDay& each : flows) {
        Flow flow = each.flow;
        flow.month = std::max(month_ends_reached(each.date) - month_ends_reached(borrowing.start), loan.from);
        loan.months = std::max(loan.months, flow.month);
        loan.flows.push_back(std::move(flow));
    }
}

}  // namespace

Decimal flowing(const Ratio& amount) { return amount.decimal(12, Round::half_even); }

bool is_separate(const Promise& promise)
{
    const std::size_t added_by = promise.life().added_by;
    return added_by != 0 && promise.decided->modifications[added_by - 1].treatment == Modifies::separate;
}

bool is_financed(const Walk& walk, const Life& life)
{
    return walk.borrowing && (life.price == 0 || !is_separate(life.lines.front()));
}

FixedPart fixed_of(const Walk& walk, std::size_t place)
{
    const Segment& now = walk.lives[place].now;
    FixedPart fixed{now.share, now.base, now.whole};
    for (const Contingency& contingency : walk.contingencies) {
        const std::vector<std::int64_t> parts = parts_of(contingency.counted, contingency);
        for (std::size_t reach = 0; reach < contingency.reaches.size(); ++reach) {
            const Reach& each = contingency.reaches[reach];
            if (each.life != place) continue;
            fixed.share -= (Ratio(contingency.counted) + contingency.rest) * each.remaining;
            fixed.base -= parts[2 * reach];
            fixed.whole -= parts[2 * reach + 1];
        }
    }
    return fixed;
}

void expect(const Walk& walk, const Life& life, Date through, const Ratio& begun, const Ratio& share, Ahead& into)
{
    const Segment& segment = life.out.segments.back();
    Ratio done = begun;
    const auto perform = [&](std::vector<OnDay>& flows, Date date, const Ratio& now) {
        flows.push_back({date, {0, {}, as_decimal((now - done) * share)}});
        done = now;
    };
    if (segment.by_time) {
        Date end = std::max(segment.term.first, through.next()).last_of_month();
        for (; done != Ratio(1); end = end.next().last_of_month()) {
            const Date date = std::min(end, segment.term.last);
            perform(into.flows, date, progress_by_time(segment.measure, segment.months, segment.term, date));
        }
        return;
    }
    for (const Step& step : segment.steps)
        if (done < step.progress) perform(into.flows, step.at.date, step.progress);  // what comes back: kept_of
    if (done != Ratio(1)) perform(into.not_yet, expected_on(walk, life), Ratio(1));
}

Loan priced_loan(const Borrowing& borrowing, const Ahead& ahead)
{
    Loan loan = borrowing.loan;
    loan.flows.clear();
    loan.months = loan.from;
    add_flows(borrowing, ahead.flows, loan);
    add_flows(borrowing, ahead.not_yet, loan);
    return loan;
}

Loan running_loan(const Borrowing& borrowing, const Ahead& ahead)
{
    Loan loan = priced_loan(borrowing, ahead);
    loan.flows.resize(ahead.flows.size());
    if (!ahead.is_complete()) loan.months += 120;
    return loan;
}

void accrue(Walk& walk, const Loan& loan, Date start, const Decimal& price, const std::optional<Decimal>& in_all)
{
    std::vector<Borne> months = interest_of(loan, price);
    if (in_all && !months.empty()) {
        Decimal rest = *in_all;
        for (const Borne& month : months) rest -= month.interest;
        months.back().interest += rest;
    }
    Decimal income, expense;
    std::int64_t income_before = 0, expense_before = 0;
    int number = loan.from;
    for (const Borne& month : months) {
        (month.customer_owes ? income : expense) += month.interest;
        const std::int64_t income_now = Ratio::of(income).rounded(Round::half_away);
        const std::int64_t expense_now = Ratio::of(-expense).rounded(Round::half_away);
        ++number;
        if (income_now != income_before || expense_now != expense_before)
            walk.earned.interest.push_back(
                {month_end_after(start, number), income_now - income_before, expense_now - expense_before});
        income_before = income_now;
        expense_before = expense_now;
    }
}

void bear_from(Walk& walk, Date after)
{
    std::vector<Ratio> parts;
    Ratio all;
    for (const Life& life : walk.lives) {
        const bool bears = is_financed(walk, life) && !life.ended && !life.closed;
        parts.emplace_back(bears ? std::max<std::int64_t>(life.stated_at(), 0) : 0);
        all += parts.back();
    }
    if (all.is_zero()) return;
    for (Ratio& part : parts) part = part / all;
    walk.earned.bearing.push_back({after, std::move(parts)});
}

void count_interest(Walk& walk, Date through)
{
    Borrowing& borrowing = *walk.borrowing;
    InterestBorne so_far;
    for (const Accretion& each : walk.earned.interest) {
        if (through < each.date) break;
        so_far.income += each.income;
        so_far.expense += each.expense;
    }
    borrowing.paid.resize(walk.lives.size());
    if (!walk.earned.bearing.empty()) {
        const std::vector<Ratio>& parts = walk.earned.bearing.back().parts;
        for (std::size_t place = 0; place < parts.size(); ++place) {
            borrowing.paid[place].income += Ratio(so_far.income - borrowing.booked.income) * parts[place];
            borrowing.paid[place].expense += Ratio(so_far.expense - borrowing.booked.expense) * parts[place];
        }
    }
    borrowing.booked = so_far;
}

}  // namespace earned
