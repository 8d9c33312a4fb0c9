#include "recognition/financing.h"

#include "recognition/interest.h"
#include "recognition/returns.h"

#include <algorithm>

namespace earned {

namespace {

Fault refuse(const Contract& contract, const char* what, const char* hint)
{
    return {"unsupported-financing", address(contract) + ", financing", what, hint};
}

struct Financed {
    Loan loan;
    Date start = Date::never();
    bool complete = true;               // all is performed, or will be by time
    std::optional<Date> may_come_back;  // until when all of it may
};

Compounding compounding_of(const Contract& contract, const ContractTerms& terms)
{
    const std::string& said = contract.terms.financing->compounding;
    if (said == "annual") return Compounding::annual;
    if (said == "monthly") return Compounding::monthly;
    if (said == "straight_line") return Compounding::straight_line;
    return terms.conventions.compounding;
}

struct Part {
    Date date;
    Ratio share;
};

// When it is to be handed over that isn't yet.
Date expected_on(const Walk& walk, const Life& life)
{
    const Contract& contract = walk.group.contracts.front();
    Date date = std::max(contract.signed_at.date, contract.terms.end.value_or(Date::dawn()));
    if (life.lines.front().terms().term) date = std::max(date, life.lines.front().terms().term->last);
    for (const Payment& payment : contract.terms.financing->payments) date = std::max(date, payment.date);
    for (const Step& step : life.out.segments.front().steps) date = std::max(date, step.at.date);
    return date;
}

// What of a life is performed by when, as far as is known.
std::vector<Part> parts_of(const Walk& walk, const Life& life, bool& complete)
{
    const Segment& segment = life.out.segments.front();
    std::vector<Part> parts;
    Ratio done;
    if (segment.by_time) {
        for (Date end = segment.term.first.last_of_month(); done != Ratio(1); end = end.next().last_of_month()) {
            const Date date = std::min(end, segment.term.last);
            const Ratio now = progress_by_time(segment.measure, segment.months, segment.term, date);
            parts.push_back({date, now - done});
            done = now;
        }
        return parts;
    }
    for (const Step& step : segment.steps) {
        if (step.progress <= done) continue;  // what comes back is paid for no more (kept_of)
        parts.push_back({step.at.date, step.progress - done});
        done = step.progress;
    }
    if (done == Ratio(1)) return parts;
    complete = false;
    parts.push_back({expected_on(walk, life), Ratio(1) - done});
    return parts;
}

Decimal as_decimal(const Ratio& ratio) { return ratio.decimal(30, Round::half_even); }

// What of a life's price is variable: it is paid when it is known, and bears no interest.
Ratio variable_share(const Walk& walk, std::size_t place)
{
    Ratio sum;
    for (const Contingency& contingency : walk.contingencies)
        for (const Reach& reach : contingency.reaches)
            if (reach.life == place) sum += (Ratio(contingency.counted) + contingency.rest) * reach.remaining;
    return sum;
}

std::vector<Ratio> fixed_shares(const Walk& walk)
{
    std::vector<Ratio> shares;
    for (std::size_t place = 0; place < walk.lives.size(); ++place)
        shares.push_back(walk.lives[place].now.share - variable_share(walk, place));
    return shares;
}

// Payments may be said with the tax that is in them; interest is on what is left without it.
Result<Ratio> net_of_tax(const Walk& walk, const Ratio& net)
{
    const std::optional<TaxTerms>& tax = walk.lives.front().lines.front().terms().tax;
    const Ratio gross = Ratio(1) + (tax ? Ratio::of(tax->rate) : Ratio());
    if (gross == Ratio(1)) return Ratio(1);
    const Contract& contract = walk.group.contracts.front();
    Ratio paid;
    for (const Payment& payment : contract.terms.financing->payments)
        paid += minor_units(payment.amount, walk.earned.currency);
    if (paid == net) return Ratio(1);
    if (paid == Ratio((net * gross).rounded(Round::half_away))) return Ratio(1) / gross;
    return Fault{"financing-payments-off", address(contract) + ", financing.payments",
                 "the payments come neither to the price nor to the price with its tax",
                 "list payments that sum to the one or the other"};
}

Result<Financed> financed_of(const Walk& walk)
{
    const Contract& contract = walk.group.contracts.front();
    const Financing& words = *contract.terms.financing;
    Financed all;
    Ratio stated;
    std::vector<std::pair<Date, Flow>> flows;
    const std::vector<Ratio> shares = fixed_shares(walk);
    for (const Ratio& share : shares) stated += share;
    const Result<Ratio> net = net_of_tax(walk, stated);
    if (!net) return net.fault();
    if (stated.is_zero())
        return Fault{"financing-payments-off", address(contract) + ", financing.payments",
                     "payments are promised, and no line has a fixed price that they are for",
                     "give the lines the price that the payments come to"};
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        for (const Part& part : parts_of(walk, life, all.complete))
            flows.push_back({part.date, {0, {}, as_decimal(part.share * shares[place] / stated)}});
        const std::optional<ReturnRight>& right = life.lines.front().words().return_right;
        if (right && !right->estimable && right->until) all.may_come_back = right->until;
    }
    const std::int64_t scale = minor_units(Decimal::of(1), walk.earned.currency).rounded(Round::half_away);
    for (const Payment& payment : words.payments)
        flows.push_back(
            {payment.date, {0, (Ratio::of(payment.amount) * Ratio(scale) * *net).decimal(12, Round::half_even), {}}});
    for (const auto& [date, flow] : flows) all.start = std::min(all.start, date);
    for (auto& [date, flow] : flows) {
        flow.month = month_ends_reached(date) - month_ends_reached(all.start);
        all.loan.months = std::max(all.loan.months, flow.month);
        all.loan.flows.push_back(flow);
    }
    all.loan.rate = words.rate.value_or(Decimal());
    all.loan.compounding = compounding_of(contract, walk.terms.contracts.front());
    return all;
}

Result<std::int64_t> price_of(const Walk& walk, Financed& financed)
{
    const Contract& contract = walk.group.contracts.front();
    const Financing& words = *contract.terms.financing;
    const Currency currency = walk.earned.currency;
    if (!words.rate) {
        const Decimal price = minor_units(*words.cash_price, currency).decimal(0, Round::half_away);
        const std::optional<Decimal> rate = rate_solved(financed.loan, price);
        if (!rate && financed.loan.compounding != Compounding::straight_line)
            return Fault{"rate-unsolvable", address(contract) + ", financing",
                         "no rate makes the payments worth the cash price", "correct the payments, or give a rate"};
        financed.loan.rate = rate.value_or(Decimal());
    }
    if (words.cash_price) return minor_units(*words.cash_price, currency).rounded(Round::half_away);
    Loan loan = financed.loan;
    if (loan.compounding == Compounding::straight_line) loan.compounding = Compounding::annual;
    return Ratio::of(price_solved(loan)).rounded(Round::half_away);
}

// The time that is left when the goods can't come back any more, at the rate that it implies.
Result<Financed> from_end_of_right(const Walk& walk, const Financed& financed, std::int64_t price)
{
    Financed left;
    left.start = *financed.may_come_back;
    left.loan.compounding = Compounding::monthly;
    left.loan.flows.push_back({0, {}, Decimal::of(1)});
    const int gone = month_ends_reached(left.start) - month_ends_reached(financed.start);
    for (const Flow& flow : financed.loan.flows) {
        if (flow.paid.is_zero()) continue;
        left.loan.flows.push_back({std::max(flow.month - gone, 0), flow.paid, {}});
        left.loan.months = std::max(left.loan.months, flow.month - gone);
    }
    const std::optional<Decimal> rate = rate_solved(left.loan, Decimal::of(price));
    if (!rate)
        return refuse(walk.group.contracts.front(), "what is paid after the right of return implies no rate",
                      "correct the payments");
    left.loan.rate = *rate;
    return left;
}

// Of goods that came back within their right nothing is paid: each payment is lowered by their part.
Ratio kept_of(const Walk& walk)
{
    const Life& life = walk.lives.front();
    const Promise& promise = life.lines.front();
    const Ratio ordered = Ratio::of(promise.terms().quantity);
    if (!may_come_back(promise) || ordered.is_zero()) return Ratio(1);
    return Ratio(1) - not_kept(promise, Moment{Date::never(), Rank::lapse, 0}, Handed::all) / ordered;
}

// Rounded running totals of both kinds of interest; in the end all that was paid is price or interest.
void accrue(Walk& walk, const Financed& financed, std::int64_t whole_price)
{
    Loan loan = financed.loan;
    const Ratio kept = kept_of(walk);
    const std::int64_t price = (Ratio(whole_price) * kept).rounded(Round::half_away);
    for (Flow& flow : loan.flows) flow.paid = (Ratio::of(flow.paid) * kept).decimal(12, Round::half_even);
    if (!financed.complete) {
        std::erase_if(loan.flows, [&](const Flow& flow) { return !flow.share.is_zero() && flow.month == loan.months; });
        loan.months += 120;
    }
    std::vector<Borne> months = interest_of(loan, Decimal::of(price));
    if (financed.complete && !months.empty()) {
        Decimal rest = -Decimal::of(price);
        for (const Flow& flow : loan.flows) rest += flow.paid;
        for (const Borne& month : months) rest -= month.interest;
        months.back().interest += rest;
    }
    Decimal income, expense;
    std::int64_t income_before = 0, expense_before = 0;
    for (std::size_t month = 0; month < months.size(); ++month) {
        (months[month].customer_owes ? income : expense) += months[month].interest;
        const std::int64_t income_now = Ratio::of(income).rounded(Round::half_away);
        const std::int64_t expense_now = Ratio::of(-expense).rounded(Round::half_away);
        if (income_now != income_before || expense_now != expense_before)
            walk.earned.interest.push_back({month_end_after(financed.start, static_cast<int>(month) + 1),
                                            income_now - income_before, expense_now - expense_before});
        income_before = income_now;
        expense_before = expense_now;
    }
}

Outcome reprice(Walk& walk, std::int64_t price)
{
    Ratio stated;
    std::vector<Ratio> shares = fixed_shares(walk);
    for (const Ratio& share : shares) stated += share;
    for (Ratio& share : shares) share = Ratio(price) * share / stated;
    const Life& first = walk.lives.front();
    const std::vector<std::int64_t> wholes = in_whole_units(price, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < wholes.size(); ++place) {
        Segment& now = walk.lives[place].now;
        const Ratio beside = variable_share(walk, place);
        const std::int64_t whole_beside = beside.rounded(Round::half_away);
        now.share = (now.unit == 1 ? shares[place] : Ratio(wholes[place])) + beside;
        now.whole = wholes[place] + whole_beside;
        now.stated_whole = wholes[place];
        const Outcome begun = begin(walk.lives[place], {now.from, now.cause, now.event});
        if (!begun) return begun;
    }
    return Done{};
}

bool is_separate(const Contract& contract, const ContractTerms& terms, const LineId& id)
{
    const LineLife* line = contract.line(id);
    return line != nullptr && line->added_by != 0 &&
           terms.modifications[static_cast<std::size_t>(line->added_by) - 1].treatment == Modifies::separate;
}

// A separate contract leaves what was financed as it was, and so does a change of nothing but its lines.
bool is_repriced(const Contract& contract, const ContractTerms& terms, std::size_t place)
{
    if (terms.modifications[place].treatment == Modifies::separate) return false;
    const ContractModified& what = contract.modifications[place].what;
    std::vector<LineId> touched = what.remove;
    for (const Line& change : what.change) touched.push_back(change.line);
    bool all = what.end || !what.variable.empty() || touched.empty();
    for (const PriceChange& change : what.price_change) {
        all = all || change.lines.empty();
        touched.insert(touched.end(), change.lines.begin(), change.lines.end());
    }
    return all || !std::ranges::all_of(touched, [&](const LineId& id) { return is_separate(contract, terms, id); });
}

bool is_repriced(const Contract& contract, const ContractTerms& terms)
{
    for (std::size_t place = 0; place < terms.modifications.size(); ++place)
        if (is_repriced(contract, terms, place)) return true;
    return false;
}

Outcome check_ends(const Contract& contract)
{
    for (const Termination& end : contract.terminations)
        if (end.what.line)
            return refuse(contract, "a line of a financed contract ends, and its payments are for all of them",
                          "end the contract, and sign what goes on as one of its own");
    return Done{};
}

Ratio rate_of_tax(const LineTerms& terms) { return terms.tax ? Ratio::of(terms.tax->rate) : Ratio(); }

bool can_be_financed(const LineTerms& terms)
{
    const bool with_time = terms.measure == Measure::daily || terms.measure == Measure::monthly;
    return !terms.open_quantity && (terms.satisfied == Satisfied::point_in_time || with_time);
}

}  // namespace

Outcome check_financing(const Group& group, const Terms& terms)
{
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        if (!contract.terms.financing) continue;
        const Financing& words = *contract.terms.financing;
        if (words.payments.empty() || (!words.rate && !words.cash_price))
            return Fault{"financing-incomplete", address(contract) + ", financing",
                         "interest needs the payments, and a rate or a cash price",
                         "list the payments, and give one of the two"};
        if (group.contracts.size() > 1 || is_repriced(contract, terms.contracts[place]))
            return refuse(contract, "a financed contract is combined or repriced, and that is not computed yet",
                          "end it at what is owed, and sign what follows as a contract of its own");
        if (const Outcome ends = check_ends(contract); !ends) return ends;
        const auto lowers_what_is_paid = [](const Variable& each) { return lowers_the_right(each); };
        if (std::any_of(contract.terms.variable.begin(), contract.terms.variable.end(), lowers_what_is_paid))
            return refuse(contract, "a concession lowers the payments of a financed contract, and nothing says which",
                          "state the payments that are expected");
        for (const std::vector<LineTerms>& versions : terms.contracts[place].lines) {
            if (!can_be_financed(versions.front()))
                return refuse(contract, "a line is neither handed over at a point in time nor served with time",
                              "measure it daily or monthly, or leave the financing out");
            if (rate_of_tax(versions.front()) != rate_of_tax(terms.contracts[place].lines.front().front()))
                return refuse(contract,
                              "lines of several tax rates are paid for together, so the tax in a payment "
                              "isn't known",
                              "finance each tax rate by a contract of its own");
        }
        for (const LineLife& line : contract.lines) {
            const std::optional<ReturnRight>& right = line.versions.front().line.return_right;
            const bool alone = contract.lines.size() == 1;
            if (right && (right->estimable || !right->until || !alone))
                return refuse(contract, "a right of return that can be estimated, or has no end, is not financed yet",
                              "leave the financing out, or the right");
        }
    }
    return Done{};
}

Outcome finance(Walk& walk)
{
    const Contract& contract = walk.group.contracts.front();
    if (!contract.terms.financing || walk.lives.empty()) return Done{};
    Result<Financed> known = financed_of(walk);
    if (!known) return known.fault();
    Financed financed = std::move(*known);
    const Result<std::int64_t> price = price_of(walk, financed);
    if (!price) return price.fault();
    const Outcome repriced = reprice(walk, *price);
    if (!repriced) return repriced;
    if (financed.may_come_back) {
        const bool complete = financed.complete;
        Result<Financed> left = from_end_of_right(walk, financed, *price);
        if (!left) return left.fault();
        financed = std::move(*left);
        if (!complete) return Done{};  // nothing is owed before it is handed over
    }
    accrue(walk, financed, *price);
    return Done{};
}

}  // namespace earned
