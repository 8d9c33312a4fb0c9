#include "recognition/financing.h"

#include "recognition/returns.h"

#include <algorithm>

namespace earned {

namespace {

// What is known of it when the contract is signed.
struct Financed {
    Ahead ahead;
    std::optional<Date> may_come_back;  // until when all of it may
};

// What the group's contracts say together: they are one, at one rate (`check_financing`).
Financing words_of(const Group& group)
{
    Financing words = *group.contracts.front().terms.financing;
    for (std::size_t place = 1; place < group.contracts.size(); ++place)
        if (words.cash_price) *words.cash_price += *group.contracts[place].terms.financing->cash_price;
    return words;
}

// Payments may be said with the tax that is in them; interest is on what is left without it.
Result<Ratio> net_of_tax(const Walk& walk, const Ratio& net)
{
    const Ratio gross = Ratio(1) + rate_of_tax(walk.lives.front().lines.front().terms());
    if (gross == Ratio(1)) return Ratio(1);
    Ratio paid;
    for (const Agreed& payment : walk.borrowing->payments) paid += payment.net;
    if (paid == net) return Ratio(1);
    if (paid == Ratio((net * gross).rounded(Round::half_away))) return Ratio(1) / gross;
    return Fault{"financing-payments-off", address(walk.group.contracts.front()) + ", financing.payments",
                 "the payments come neither to the price nor to the price with its tax",
                 "list payments that sum to the one or the other"};
}

Outcome agree_payments(Walk& walk, const Ratio& stated)
{
    Borrowing& borrowing = *walk.borrowing;
    for (std::size_t place = 0; place < walk.group.contracts.size(); ++place)
        for (const Payment& payment : walk.group.contracts[place].terms.financing->payments)
            borrowing.payments.push_back({place, payment.date, minor_units(payment.amount, walk.earned.currency)});
    const Result<Ratio> net = net_of_tax(walk, stated);
    if (!net) return net.fault();
    if (stated.is_zero())
        return Fault{"financing-payments-off", address(walk.group.contracts.front()) + ", financing.payments",
                     "payments are promised, and no line has a fixed price that they are for",
                     "give the lines the price that the payments come to"};
    borrowing.net = *net;
    for (Agreed& payment : borrowing.payments) payment.net *= *net;
    return Done{};
}

Financed financed_of(Walk& walk, const std::vector<Ratio>& shares, const Ratio& stated)
{
    Borrowing& borrowing = *walk.borrowing;
    Financed all;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        expect(walk, life, Date::dawn(), Ratio(), shares[place] / stated, all.ahead);
        const std::optional<ReturnRight>& right = life.lines.front().words().return_right;
        if (right && !right->estimable && right->until) all.may_come_back = right->until;
    }
    for (const Agreed& payment : borrowing.payments)
        all.ahead.flows.push_back({payment.date, {0, flowing(payment.net), {}}});
    borrowing.start = Date::never();
    for (const std::vector<OnDay>* flows : {&all.ahead.flows, &all.ahead.not_yet})
        for (const OnDay& each : *flows) borrowing.start = std::min(borrowing.start, each.date);
    return all;
}

// And the rate, where the price is said.
Result<std::int64_t> price_of(Walk& walk, const Financing& words, const Ahead& ahead)
{
    const Contract& contract = walk.group.contracts.front();
    const Currency currency = walk.earned.currency;
    Loan loan = priced_loan(*walk.borrowing, ahead);
    if (!words.rate) {
        const Decimal price = minor_units(*words.cash_price, currency).decimal(0, Round::half_away);
        const std::optional<Decimal> rate = rate_solved(loan, price);
        if (!rate && loan.compounding != Compounding::straight_line)
            return Fault{"rate-unsolvable", address(contract) + ", financing",
                         "no rate makes the payments worth the cash price", "correct the payments, or give a rate"};
        walk.borrowing->loan.rate = rate.value_or(Decimal());
    }
    if (words.cash_price) return minor_units(*words.cash_price, currency).rounded(Round::half_away);
    if (loan.compounding == Compounding::straight_line) loan.compounding = Compounding::annual;
    return Ratio::of(price_solved(loan)).rounded(Round::half_away);
}

// The time that is left when the goods can't come back any more, at the rate that it implies.
Result<Loan> from_end_of_right(const Walk& walk, const Financed& financed, std::int64_t price)
{
    const Borrowing& borrowing = *walk.borrowing;
    Loan left;
    left.compounding = Compounding::monthly;
    left.flows.push_back({0, {}, Decimal::of(1)});
    const int gone = month_ends_reached(*financed.may_come_back) - month_ends_reached(borrowing.start);
    for (const Flow& flow : priced_loan(borrowing, financed.ahead).flows) {
        if (flow.paid.is_zero()) continue;
        left.flows.push_back({std::max(flow.month - gone, 0), flow.paid, {}});
        left.months = std::max(left.months, flow.month - gone);
    }
    const std::optional<Decimal> rate = rate_solved(left, Decimal::of(price));
    if (!rate)
        return Fault{"unsupported-financing", address(walk.group.contracts.front()) + ", financing",
                     "what is paid after the right of return implies no rate", "correct the payments"};
    left.rate = *rate;
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

// In the end all that was paid is price or interest.
void lend(Walk& walk, Loan loan, Date start, std::int64_t whole_price, const Ahead& ahead)
{
    const Ratio kept = kept_of(walk);
    const Decimal price = Decimal::of((Ratio(whole_price) * kept).rounded(Round::half_away));
    Decimal in_all = -price;
    for (Flow& flow : loan.flows) {
        flow.paid = flowing(Ratio::of(flow.paid) * kept);
        in_all += flow.paid;
    }
    accrue(walk, loan, start, price, ahead.is_complete() ? std::optional(in_all) : std::nullopt);
}

Outcome price_lives(Walk& walk, std::vector<Ratio> shares, const Ratio& stated, std::int64_t price)
{
    for (Ratio& share : shares) share = Ratio(price) * share / stated;
    const Life& first = walk.lives.front();
    const std::vector<std::int64_t> wholes = in_whole_units(price, shares, first.conventions().residue, first.now.unit);
    for (std::size_t place = 0; place < wholes.size(); ++place) {
        Segment& now = walk.lives[place].now;
        const Ratio beside = now.share - fixed_of(walk, place).share;
        const std::int64_t whole_beside = beside.rounded(Round::half_away);
        now.share = (now.unit == 1 ? shares[place] : Ratio(wholes[place])) + beside;
        now.whole = wholes[place] + whole_beside;
        now.stated_whole = wholes[place];
        walk.borrowing->paid[place].price = shares[place];
        const Outcome begun = begin(walk.lives[place], {now.from, now.cause, now.event});
        if (!begun) return begun;
    }
    return Done{};
}

// At the prices agreed; where lines have none of their own, by their shares of what is paid.
void know_what_is_paid_for(Walk& walk, const std::vector<Ratio>& shares, const Ratio& stated)
{
    Borrowing& borrowing = *walk.borrowing;
    Ratio in_all, of_lines;
    for (const Agreed& payment : borrowing.payments) in_all += payment.net;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Paid& paid = borrowing.paid[place];
        const Life& life = walk.lives[place];
        for (const Promise& promise : life.lines) paid.whole += Ratio(promise.terms().stated.minor());
        of_lines += paid.whole;
    }
    for (std::size_t place = 0; of_lines.is_zero() && place < shares.size(); ++place)
        borrowing.paid[place].whole = in_all * shares[place] / stated;
    if (in_all.sign() > 0) borrowing.cash_part = Ratio::of(borrowing.price) / in_all;
}

Compounding compounding_of(const Walk& walk)
{
    return compounding_of(walk.group.contracts.front(), walk.terms.contracts.front());
}

}  // namespace

Compounding compounding_of(const Contract& contract, const ContractTerms& terms)
{
    const std::string& said = contract.terms.financing->compounding;
    if (said == "annual") return Compounding::annual;
    if (said == "monthly") return Compounding::monthly;
    if (said == "straight_line") return Compounding::straight_line;
    return terms.conventions.compounding;
}

Ratio rate_of_tax(const LineTerms& terms) { return terms.tax ? Ratio::of(terms.tax->rate) : Ratio(); }

Outcome finance(Walk& walk)
{
    if (!walk.group.contracts.front().terms.financing || walk.lives.empty()) return Done{};
    const Financing words = words_of(walk.group);
    Borrowing& borrowing = walk.borrowing.emplace();
    borrowing.loan.rate = words.rate.value_or(Decimal());
    borrowing.loan.compounding = compounding_of(walk);
    std::vector<Ratio> shares;
    Ratio stated;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        shares.push_back(fixed_of(walk, place).share);
        stated += shares.back();
    }
    if (const Outcome agreed = agree_payments(walk, stated); !agreed) return agreed;
    Financed financed = financed_of(walk, shares, stated);
    const Result<std::int64_t> price = price_of(walk, words, financed.ahead);
    if (!price) return price.fault();
    borrowing.price = Decimal::of(*price);
    borrowing.paid.resize(walk.lives.size());
    if (const Outcome priced = price_lives(walk, shares, stated, *price); !priced) return priced;
    know_what_is_paid_for(walk, shares, stated);
    bear_from(walk, Date::dawn());
    if (financed.may_come_back) {
        const Result<Loan> left = from_end_of_right(walk, financed, *price);
        if (!left) return left.fault();
        if (financed.ahead.is_complete()) lend(walk, *left, *financed.may_come_back, *price, financed.ahead);
        return Done{};  // nothing is owed before it is handed over
    }
    lend(walk, running_loan(borrowing, financed.ahead), borrowing.start, *price, financed.ahead);
    borrowing.flows = std::move(financed.ahead.flows);
    return Done{};
}

}  // namespace earned
