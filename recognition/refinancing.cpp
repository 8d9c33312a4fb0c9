#include "recognition/refinancing.h"

#include "recognition/financing.h"

#include <algorithm>

namespace earned {

namespace {

struct Course {
    Turn turn;
    Date through;                     // what was performed and paid by then is behind
    std::vector<std::size_t> lives;   // whose price is found anew
    std::vector<std::size_t> takers;  // of the difference, where there are none
    Ratio settled;                    // paid at once for what ended
    Ratio leaves;                     // what ended: its part of the interest
};

Ratio agreed_in_all(const Borrowing& borrowing)
{
    Ratio sum;
    for (const Agreed& payment : borrowing.payments) sum += payment.net;
    return sum;
}

// A life that counts anew keeps what its payments were for by then.
void lay_by_paid(Walk& walk, const std::vector<Ratio>& progress)
{
    std::vector<Paid>& paid = walk.borrowing->paid;
    paid.resize(walk.lives.size());
    for (std::size_t place = 0; place < paid.size(); ++place) {
        Paid& each = paid[place];
        if (each.since == walk.lives[place].since) continue;
        each.since = walk.lives[place].since;
        each.base += each.whole * progress[place];
        each.whole *= Ratio(1) - progress[place];
    }
}

// Served since the last month's end, at the old price: it is counted when that month ends, as it would have been.
Ratio begun_month(const Walk& walk, const Course& course)
{
    const Date month_end = course.through.is_last_of_month()
                               ? course.through
                               : Date::of(course.through.year(), course.through.month(), 1).previous();
    Ratio begun;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        const Ratio& price = walk.borrowing->paid[place].price;
        if (!life.by_time || life.ended || price.is_zero()) continue;
        const Moment before = just_before(course.turn.at);
        const Ratio done = progress_at(life.out, before, course.through);
        if (done != Ratio(1)) begun += price * (done - progress_at(life.out, before, month_end));
    }
    return begun;
}

// Performed by the turn whatever the price of what remains.
struct Known {
    Ratio all;
    std::int64_t of_what_goes_on = 0;
};
Known known_at(const Walk& walk, const Course& course)
{
    Known known;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (!is_financed(walk, life)) continue;
        const FixedPart fixed = fixed_of(walk, place);
        const bool anew = std::ranges::find(course.lives, place) != course.lives.end();
        const std::int64_t amount = anew ? fixed.base : fixed.base + fixed.whole;
        known.all += Ratio(amount);
        if (!life.ended) known.of_what_goes_on += amount;
    }
    return known;
}

std::vector<Ratio> weights_of(const Walk& walk, const std::vector<std::size_t>& lives)
{
    std::vector<Ratio> weights;
    Ratio all;
    for (const std::size_t place : lives) {
        weights.push_back(max(fixed_of(walk, place).share, Ratio()));
        all += weights.back();
    }
    const auto count = static_cast<std::int64_t>(lives.size());
    for (Ratio& weight : weights) weight = all.is_zero() ? Ratio(1, count) : weight / all;
    return weights;
}

// What flowed by the turn is behind the loan; it goes on from where that leaves it.
Ratio stand(Borrowing& borrowing, const Course& course)
{
    std::vector<OnDay> behind;
    Ratio performed = borrowing.performed;
    for (const OnDay& each : borrowing.flows) {
        if (course.through < each.date) continue;
        behind.push_back(each);
        performed += Ratio::of(each.flow.share) * Ratio::of(borrowing.price);
    }
    borrowing.begun = borrowing.begun || !behind.empty();
    if (!borrowing.begun) {
        borrowing.start = Date::never();
        return performed;
    }
    const int month =
        std::max(month_ends_reached(course.turn.at.date) - month_ends_reached(borrowing.start), borrowing.loan.from);
    Loan& loan = borrowing.loan;
    loan.stood = standing_at(priced_loan(borrowing, {behind, {}}), borrowing.price, month);
    loan.from = month;
    const Decimal left = flowing(Ratio::of(loan.stood.of_this_year) * course.leaves);
    loan.stood.of_this_year -= left;
    loan.stood.balance += left;
    return performed;
}

Ahead flows_from(const Walk& walk, const Course& course, const std::vector<Ratio>& weights, const Ratio& caught_up)
{
    const Date day = course.turn.at.date;
    const Ratio begun = begun_month(walk, course);
    Ahead ahead;
    Ratio at_once = course.lives.empty() ? Ratio(1) : Ratio();
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const Life& life = walk.lives[course.lives[place]];
        const Ratio done = progress_at(life.out, course.turn.at, course.through);
        at_once += weights[place] * done;
        expect(walk, life, course.through, done, weights[place], ahead);
    }
    const Flow jump{0, flowing(course.settled + begun - caught_up), at_once.decimal(30, Round::half_even)};
    if (!jump.paid.is_zero() || !jump.share.is_zero()) ahead.flows.push_back({day, jump});
    if (!begun.is_zero()) ahead.flows.push_back({day.last_of_month(), {0, flowing(-begun), {}}});
    for (const Agreed& payment : walk.borrowing->payments)
        if (course.through < payment.date) ahead.flows.push_back({payment.date, {0, flowing(payment.net), {}}});
    return ahead;
}

Outcome price_anew(Walk& walk, const Course& course, const std::vector<Ratio>& weights, std::int64_t price)
{
    const std::vector<std::size_t>& lives = course.lives.empty() ? course.takers : course.lives;
    std::vector<Ratio> shares;
    for (const Ratio& weight : course.lives.empty() ? weights_of(walk, lives) : weights)
        shares.push_back(Ratio(price) * weight);
    const Life& first = walk.lives[lives.front()];
    const std::vector<std::int64_t> wholes = in_whole_units(price, shares, first.conventions().residue, first.now.unit);
    for (Paid& paid : walk.borrowing->paid) paid.price = Ratio();
    for (std::size_t turn = 0; turn < lives.size(); ++turn) {
        Segment& now = walk.lives[lives[turn]].now;
        const FixedPart fixed = fixed_of(walk, lives[turn]);
        if (course.lives.empty()) {
            now.base += wholes[turn];
            now.stated_base += wholes[turn];
        } else {
            now.share += (now.unit == 1 ? shares[turn] : Ratio(wholes[turn])) - fixed.share;
            now.whole += wholes[turn] - fixed.whole;
            now.stated_base = fixed.base;
            now.stated_whole = wholes[turn];
            walk.borrowing->paid[lives[turn]].price = shares[turn];
        }
        if (const Outcome begun = begin(walk.lives[lives[turn]], course.turn); !begun) return begun;
    }
    return Done{};
}

Fault worth_too_little(const Walk& walk, const Course& course)
{
    return {"financing-payments-off", address(walk.group.contracts.front()) + ", " + course.turn.at.date.text(),
            "the payments that are still to come are worth less than what is owed for what was performed",
            "list the payments from that day on (`payments`), or end the contract"};
}

Outcome go_on(Walk& walk, const Course& course)
{
    Borrowing& borrowing = *walk.borrowing;
    stop_interest(walk, course.turn.at.date);
    const Known known = known_at(walk, course);
    const Ratio performed = stand(borrowing, course);
    const std::vector<Ratio> weights = weights_of(walk, course.lives);
    Ahead ahead = flows_from(walk, course, weights, known.all - performed);
    for (const std::vector<OnDay>* flows : {&ahead.flows, &ahead.not_yet})
        for (const OnDay& each : *flows)
            if (!borrowing.begun) borrowing.start = std::min(borrowing.start, each.date);
    const std::int64_t price = Ratio::of(price_solved(priced_loan(borrowing, ahead))).rounded(Round::half_away);
    if (price < 0 && !course.lives.empty()) return worth_too_little(walk, course);
    if (const Outcome priced = price_anew(walk, course, weights, price); !priced) return priced;
    bear_from(walk, course.turn.at.date);
    const std::int64_t bears =
        borrowing.booked.income - borrowing.booked.expense - (borrowing.of_ended.income - borrowing.of_ended.expense);
    const Ratio agreed = agreed_in_all(borrowing), in_all = Ratio(known.of_what_goes_on + price);
    if (agreed.sign() > 0) borrowing.cash_part = in_all / agreed;
    borrowing.price = Decimal::of(price);
    borrowing.performed = known.all;
    accrue(walk, running_loan(borrowing, ahead), borrowing.start, borrowing.price,
           ahead.is_complete() ? std::optional(flowing(agreed - in_all - Ratio(bears))) : std::nullopt);
    borrowing.flows = std::move(ahead.flows);
    return Done{};
}

// What the change adds to what is asked, interest and all.
Ratio ask_for_more(Walk& walk, const Change& change)
{
    std::vector<Paid>& paid = walk.borrowing->paid;
    const Modifies treatment = change.how.treatment == Modifies::catch_up ? Modifies::catch_up : Modifies::prospective;
    Ratio more;
    for (const Touched& touched : change.lines) {
        if (!is_financed(walk, walk.lives[touched.life])) continue;
        const Ratio added = added_by(touched, treatment) / touched.cash_part;
        paid[touched.life].whole += added;
        more += added;
    }
    for (std::size_t place = 0; place < change.repricing.size(); ++place) {
        const Repricing& repricing = change.repricing[place];
        paid[place].base += Ratio(repricing.at_once);
        paid[place].whole += Ratio(repricing.ahead);
        more += Ratio(repricing.at_once + repricing.ahead);
    }
    return more;
}

// The payments from the change on, where it says them, instead of those that were agreed.
Outcome agree_anew(Walk& walk, const Change& change, const Ratio& more)
{
    Borrowing& borrowing = *walk.borrowing;
    const Ratio cost = agreed_in_all(borrowing) + more;
    if (!change.words().payments.empty()) {
        std::erase_if(borrowing.payments, [&](const Agreed& payment) {
            return payment.contract == change.contract && change.counted < payment.date;
        });
        for (const Payment& payment : change.words().payments)
            borrowing.payments.push_back(
                {change.contract, payment.date, minor_units(payment.amount, walk.earned.currency) * borrowing.net});
    }
    const Ratio agreed = agreed_in_all(borrowing);
    if (abs(agreed - cost) <= Ratio(1 + static_cast<std::int64_t>(walk.lives.size()))) return Done{};
    const auto text = [&](const Ratio& amount) {
        return Money{amount.rounded(Round::half_away), walk.earned.currency}.text();
    };
    return Fault{
        "financing-payments-off",
        address(walk.group.contracts[change.contract]) + ", " + change.turn.at.date.text() + ", payments",
        "the payments come to " + text(agreed) + " without tax, and what is agreed costs " + text(cost) + " now",
        "list the payments from that day on, so that with those before they are the price that is to be paid"};
}

}  // namespace

Outcome refinance(Walk& walk, const Change& change)
{
    const Contract& contract = walk.group.contracts[change.contract];
    const auto number = static_cast<std::size_t>(&change.modification - contract.modifications.data());
    if (!walk.borrowing || !is_repriced(contract, walk.terms.contracts[change.contract], number)) return Done{};
    Course course{change.turn, change.counted, {}, {}, {}, {}};
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (is_financed(walk, life) && !life.ended) course.takers.push_back(place);
        const bool caught_up = change.how.treatment == Modifies::catch_up;
        const bool remains = caught_up || progress_at(life.out, change.turn.at, change.counted) != Ratio(1);
        if (is_financed(walk, life) && !life.ended && !life.closed && remains) course.lives.push_back(place);
    }
    if (course.takers.empty()) return Done{};  // it has ended: nothing is lent any more
    count_interest(walk, change.turn.at.date);
    lay_by_paid(walk, change.progress);
    const Ratio more = ask_for_more(walk, change);
    if (const Outcome agreed = agree_anew(walk, change, more); !agreed) return agreed;
    if (const Outcome gone_on = go_on(walk, course); !gone_on) return gone_on;
    std::vector<std::int64_t> remaining(walk.lives.size());
    for (const std::size_t place : course.lives) remaining[place] = walk.lives[place].now.whole;
    record(walk, change.turn.at, change.turn.event, std::move(remaining));
    return Done{};
}

namespace {

std::size_t contract_of(const Walk& walk, const Life& life)
{
    return static_cast<std::size_t>(life.lines.front().contract - walk.group.contracts.data());
}

// What ended has been paid for, and the rest of its price is settled; the payments that are left are for what goes on.
void part_payments(Walk& walk, const End& end, Course& course)
{
    Borrowing& borrowing = *walk.borrowing;
    const std::size_t contracts = walk.group.contracts.size();
    std::vector<Ratio> ends(contracts), all(contracts), paid(contracts);
    course.settled = Ratio(end.borne.income - end.borne.expense);
    const auto ending = [&](std::size_t place) {
        return std::ranges::any_of(end.endings, [&](const Ending& one) { return one.life == place; });
    };
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (!is_financed(walk, life) || (life.ended && !ending(place))) continue;
        const Ratio asked = borrowing.paid[place].base + borrowing.paid[place].whole;
        all[contract_of(walk, life)] += asked;
        if (!ending(place)) continue;
        ends[contract_of(walk, life)] += asked;
        course.settled += Ratio(fixed_of(walk, place).base);
        course.leaves += walk.earned.bearing.back().parts[place];
    }
    for (Agreed& payment : borrowing.payments) {
        const Ratio part = all[payment.contract].is_zero() ? Ratio() : ends[payment.contract] / all[payment.contract];
        if (payment.date <= course.through) course.settled -= payment.net * part;
        payment.net *= Ratio(1) - part;
    }
}

}  // namespace

Outcome refinance(Walk& walk, const End& end)
{
    const bool lent = walk.borrowing && std::ranges::any_of(end.endings, [&](const Ending& one) {
                          return is_financed(walk, walk.lives[one.life]);
                      });
    bool rest = false;
    for (const Life& life : walk.lives) rest = rest || (is_financed(walk, life) && !life.ended);
    if (!lent || !rest) return Done{};
    Course course{end.turn, end.last_day(), {}, {}, {}, {}};
    part_payments(walk, end, course);
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        if (!is_financed(walk, walk.lives[place]) || walk.lives[place].ended) continue;
        course.takers.push_back(place);
        if (walk.lives[place].closed || end.progress[place] == Ratio(1)) continue;
        if (const Outcome counted = count_rest(walk, end, place, 0); !counted) return counted;
        course.lives.push_back(place);
    }
    lay_by_paid(walk, end.progress);
    return go_on(walk, course);
}

}  // namespace earned
