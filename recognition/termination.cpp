// The end of a contract, or of one of its lines: what is kept is revenue on the last day served.
//
// Law:      what the customer owes for a terminated obligation = the greater of what was performed,
//           at stated prices, and what was invoiced of its price; of the contract, and what was
//           paid on account beyond that and beyond invoices that aren't paid; less what is paid
//           back, plus `penalty`. Paid back is `refund`, tax and all, or without one what the right
//           to cancel says: pro_rata all beyond what was performed, all everything
// Ensures:  revenue of a contract that ends alone is what the customer owes; where others share its
//           price, what they were given of it, or gave, is with what remains of them
// Source:   606-10-25-10 to 25-13 (a scope reduced), 606-10-25-3 (termination rights), IFRS 15.18-21
#include "recognition/agency.h"
#include "recognition/ended_loan.h"
#include "recognition/increment.h"
#include "recognition/kept.h"
#include "recognition/sold.h"

#include <algorithm>

namespace earned {

namespace {

struct Ending {
    std::size_t life;
    std::int64_t earned = 0, performed = 0;  // by the last day served
    std::int64_t owed = 0;                   // by the customer, in the end
    std::int64_t beyond = 0;                 // of it, not for what was performed
    std::int64_t not_invoiced = 0;           // of what was performed
    std::int64_t unearned = 0, unperformed = 0;
    std::int64_t given_up = 0;               // of variable amounts: what was still to be earned of them
};

struct End {
    const Contract& contract;
    const Termination& termination;
    Turn turn;
    std::string where;
    std::vector<Ratio> progress;
    std::vector<Gone> gone;          // of each life
    std::vector<VariablePart> held;  // back, of each life that ends
    std::vector<Ending> endings;
    InterestBorne borne;

    Date last_day() const { return termination.at.date; }
};

bool ends(const Life& life, const End& end)
{
    if (life.ended) return false;
    const std::optional<LineId>& line = end.termination.what.line;
    return line ? life.has(end.contract.id, *line) : life.is_of(end.contract.id);
}

Outcome check_whole(const Walk& walk, const End& end, std::size_t place)
{
    const Life& life = walk.lives[place];
    const std::optional<LineId>& line = end.termination.what.line;
    for (const Promise& promise : life.lines)
        if (promise.contract->id != end.contract.id || (line && promise.life().id != *line))
            return Fault{"unsupported-termination-of-part", end.where,
                         "obligation " + life.out.id.text() + " has other lines, and only a part of it ends",
                         "take the line away by contract.modified with `remove`"};
    return Done{};
}

// Whether a document says what was asked by the last day: the credit note that a termination itself brings
// about, dated that day, does not.
bool stands(const Document& document, const End& end)
{
    const bool voided = document.voided && *document.voided < end.turn.at;
    const bool too_late = document.credit ? document.at.date >= end.last_day() : document.at.date > end.last_day();
    return !voided && !too_late && document.contract == end.contract.id;
}

// What documents say of the obligation's lines by the last day, but for the penalty on an invoice of that day.
std::int64_t invoiced(const Walk& walk, const End& end, const Life& life, std::int64_t penalty)
{
    std::int64_t sum = 0, on_the_day = 0;
    for (const Document& document : walk.group.documents) {
        if (!stands(document, end) || document.early_payment) continue;
        for (const IssuedLine& line : document.lines)
            if (life.has(end.contract.id, line.line)) {
                sum += document.credit ? -line.net.minor() : line.net.minor();
                if (document.at.date == end.last_day() && !document.credit) on_the_day += line.net.minor();
            }
    }
    return sum - std::min(penalty, std::max<std::int64_t>(on_the_day, 0));
}

// Of what was invoiced, what will be asked for: without what is conceded of it, for what was performed and for what is
// invoiced ahead (example 2).
std::int64_t without_concessions(const Life& life, const Ratio& progress, std::int64_t invoiced)
{
    const Segment& now = life.out.segments.back();
    if (now.conceded_base == 0 && now.conceded_whole == 0) return invoiced;
    const std::int64_t performed = stated_total(life.counted(), progress);
    const std::int64_t done = now.conceded_base + (Ratio(now.conceded_whole) * progress).rounded(Round::half_away);
    const std::int64_t ahead = life.stated_at() - performed, conceded = now.conceded_base + now.conceded_whole - done;
    if (invoiced <= performed + done || ahead + conceded <= 0) return std::min(invoiced, performed);
    return performed + (Ratio(invoiced - performed - done) * Ratio(ahead, ahead + conceded)).rounded(Round::half_away);
}

// What a net amount is multiplied by: the lines of one obligation are taxed alike, or as the first.
Ratio with_tax(const Life& life)
{
    const std::optional<TaxTerms>& tax = life.lines.front().terms().tax;
    return Ratio(1) + (tax ? Ratio::of(tax->rate) : Ratio());
}

// Invoiced by the last day and not paid, tax and all; not the penalty, which nobody paid ahead.
std::int64_t unpaid(const Walk& walk, const End& end, std::int64_t penalty)
{
    std::int64_t open = 0, on_the_day = 0;
    for (const Document& document : walk.group.documents) {
        if (!stands(document, end)) continue;
        const std::int64_t total = (document.net() + document.tax()).minor();
        open += document.credit ? -total : total;
        if (!document.credit && document.at.date == end.last_day()) on_the_day += total;
    }
    for (const Collected& cash : walk.group.cash)
        if (!cash.invoice.empty() && cash.at < end.turn.at) open -= cash.amount.minor();
    return std::max<std::int64_t>(open - std::min(penalty, on_the_day), 0);
}

// Paid on the contract's account, on no invoice and beyond what is invoiced, net of the tax that is in it.
Result<std::int64_t> on_account(const Walk& walk, const End& end, std::int64_t penalty)
{
    std::int64_t gross = -unpaid(walk, end, penalty);
    for (const Collected& cash : walk.group.cash)
        if (cash.invoice.empty() && cash.at < end.turn.at) gross += cash.amount.minor();
    if (gross <= 0) return std::int64_t{0};
    const bool alone = walk.group.contracts.size() == 1 && end.endings.size() == walk.lives.size();
    if (!alone && end.termination.what.line)
        return Fault{"unsupported-termination-on-account", end.where,
                     "money stands on the contract's account, and it isn't said what of it was for the line that ends",
                     "apply it to an invoice (payment.applied, invoice.issued) before the termination"};
    if (walk.group.contracts.size() > 1)
        return Fault{"unsupported-termination-on-account", end.where,
                     "money stands on the account of combined contracts, and only one of them ends",
                     "apply it to an invoice (payment.applied, invoice.issued) before the termination"};
    const Ratio rate = with_tax(walk.lives[end.endings.front().life]);
    for (const Ending& ending : end.endings)
        if (with_tax(walk.lives[ending.life]) != rate)
            return Fault{"unsupported-termination-on-account", end.where,
                         "money stands on account for lines of several tax rates, so its tax isn't known",
                         "apply it to an invoice (payment.applied, invoice.issued) before the termination"};
    return (Ratio(gross) / rate).rounded(Round::half_away);
}

std::vector<std::int64_t> spread(std::int64_t amount, std::vector<Ratio> weights)
{
    Ratio sum;
    for (const Ratio& weight : weights) sum += weight;
    const auto count = static_cast<std::int64_t>(weights.size());
    for (Ratio& weight : weights) weight = Ratio(amount) * (sum.is_zero() ? Ratio(1, count) : weight / sum);
    return in_whole_units(amount, weights, Residue::largest_remainder, 1);
}

// With which obligation a penalty is invoiced: that of the first line that ends and is invoiced here
// (billing/termination.cpp).
std::optional<std::size_t> penalised(const Walk& walk, const End& end)
{
    std::optional<std::size_t> found;
    std::size_t first = end.contract.lines.size();
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        if (!ends(walk.lives[place], end)) continue;
        for (const Promise& promise : walk.lives[place].lines) {
            if (first <= promise.line || promise.versions().back().billing.plan == BillingPlan::none) continue;
            first = promise.line;
            found = place;
        }
    }
    return found;
}

Result<std::vector<Ending>> endings_of(const Walk& walk, const End& end)
{
    std::vector<Ending> endings;
    const std::vector<Asked> asked = asked_of(walk, end.contract, end.progress, end.gone, end.borne);
    const std::optional<std::size_t> with_penalty = penalised(walk, end);
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        if (!ends(life, end)) continue;
        const Outcome whole = check_whole(walk, end, place);
        if (!whole) return whole.fault();
        Ending ending{place};
        ending.earned = earned_total(life.counted(), end.progress[place]) - end.gone[place].earned;
        ending.performed = asked[place].performed - asked[place].interest;
        ending.unearned = life.priced_at() - ending.earned;
        ending.unperformed = life.stated_at() - stated_total(life.counted(), end.progress[place]) + end.gone[place].stated;
        const std::int64_t penalty =
            with_penalty == place ? minor_units(end.termination.what.penalty.value_or(Decimal()), walk.earned.currency)
                                        .rounded(Round::half_away)
                                  : 0;
        const std::int64_t to_pay = without_concessions(life, end.progress[place], invoiced(walk, end, life, penalty));
        const std::int64_t of_its_price = std::min(to_pay, asked[place].whole) - asked[place].interest;
        const std::int64_t positive = std::max<std::int64_t>(ending.performed, 0);  // a credit isn't made up for
        ending.beyond = std::max<std::int64_t>(of_its_price - positive, 0);
        ending.owed = ending.performed + ending.beyond;
        ending.not_invoiced = std::max<std::int64_t>(ending.performed - of_its_price, 0);
        endings.push_back(ending);
    }
    return endings;
}

CancelRefund refund_of(const Walk& walk, const End& end, const Ending& ending)
{
    const Promise& promise = walk.lives[ending.life].lines.front();
    const std::optional<Cancellable>& own = promise.words().cancellable;
    const auto contract = static_cast<std::size_t>(&end.contract - walk.group.contracts.data());
    const std::optional<Cancellable>& right = own ? own : walk.terms.contracts[contract].cancellable;
    return right ? right->refund : CancelRefund::none;
}

void pay_back(const Walk& walk, Ending& ending, std::int64_t net, std::int64_t& paid_back)
{
    ending.owed -= net;
    paid_back += (Ratio(net) * with_tax(walk.lives[ending.life])).rounded(Round::half_away);
}

// An agreed refund comes out of what was beyond what was performed, then out of the rest.
void pay_back_agreed(const Walk& walk, End& end, std::int64_t refund)
{
    std::vector<Ratio> beyond, rest;
    Ratio all_beyond;
    for (const Ending& ending : end.endings) {
        const Ratio rate = with_tax(walk.lives[ending.life]);
        const std::int64_t owed = std::max<std::int64_t>(ending.owed, 0);
        beyond.emplace_back((Ratio(ending.beyond) * rate).rounded(Round::half_away));
        rest.push_back(Ratio((Ratio(owed) * rate).rounded(Round::half_away)) - beyond.back());
        all_beyond += beyond.back();
    }
    const bool enough = Ratio(refund) <= all_beyond;
    const std::int64_t more = enough ? refund : (Ratio(refund) - all_beyond).rounded(Round::half_away);
    std::vector<std::int64_t> parts = spread(more, enough ? beyond : rest);
    for (std::size_t place = 0; place < parts.size(); ++place) {
        if (!enough) parts[place] += beyond[place].rounded(Round::half_away);
        const Ratio rate = with_tax(walk.lives[end.endings[place].life]);
        end.endings[place].owed -= (Ratio(parts[place]) / rate).rounded(Round::half_away);
    }
}

// What was earned of a variable amount stays as it was estimated, and is all of it: a later estimate says
// what is owed of it in the end.
void settle_variable(Contingency& contingency, std::size_t number, End& end)
{
    std::vector<std::int64_t> parts = parts_of(contingency.counted, contingency);
    std::int64_t kept = 0;
    Ratio performed;
    for (std::size_t place = 0; place < contingency.reaches.size(); ++place) {
        const std::size_t life = contingency.reaches[place].life;
        const Reach was = contingency.reaches[place];
        const bool over = std::any_of(end.endings.begin(), end.endings.end(), [&](const Ending& one) { return one.life == life; });
        performed += was.past + was.remaining * (over ? end.progress[life] : Ratio(1));
        std::int64_t &past = parts[2 * place], &rest = parts[2 * place + 1];
        for (Ending& ending : end.endings) {
            if (ending.life != life) continue;
            contingency.reaches[place].past += contingency.reaches[place].remaining;
            contingency.reaches[place].remaining = Ratio();
            const Ratio ahead = Ratio(rest) + contingency.rest * was.remaining;
            const std::int64_t earned =
                (ahead * end.progress[life] - end.held[life].of(number)).rounded(Round::half_away);
            if (!lowers_the_right(contingency.words)) ending.given_up += rest - earned;
            past += earned;
            rest = 0;
        }
        kept += past + rest;
    }
    contingency.units *= performed;
    contingency.counted = kept;
    for (std::size_t place = 0; kept != 0 && place < contingency.reaches.size(); ++place) {
        contingency.reaches[place].past = Ratio(parts[2 * place], kept);
        contingency.reaches[place].remaining = Ratio(parts[2 * place + 1], kept);
    }
}

void settle_variables(Walk& walk, End& end)
{
    for (std::size_t number = 0; number < walk.contingencies.size(); ++number) {
        Contingency& contingency = walk.contingencies[number];
        const bool meant = std::any_of(contingency.reaches.begin(), contingency.reaches.end(), [&](const Reach& reach) {
            return std::any_of(end.endings.begin(), end.endings.end(),
                               [&](const Ending& ending) { return ending.life == reach.life; });
        });
        if (meant) settle_variable(contingency, number, end);
    }
    for (const Ending& ending : end.endings) stop_increments(walk, ending.life, end.turn);
}

// What the parties settle on the whole: paid in advance and kept, paid back, owed on top.
Outcome settle_accounts(Walk& walk, End& end)
{
    const auto minor = [&](const std::optional<Decimal>& amount) {
        return minor_units(amount.value_or(Decimal()), walk.earned.currency).rounded(Round::half_away);
    };
    const Result<std::int64_t> paid = on_account(walk, end, minor(end.termination.what.penalty));
    if (!paid) return paid.fault();
    std::int64_t not_invoiced = 0, paid_back = minor(end.termination.what.refund);
    std::vector<Ratio> weights;
    for (const Ending& ending : end.endings) {
        not_invoiced += ending.not_invoiced;
        weights.emplace_back(std::max<std::int64_t>(ending.unperformed, 0));
    }
    const std::int64_t kept = std::max<std::int64_t>(*paid - not_invoiced, 0);
    const std::vector<std::int64_t> parts = spread(kept, weights);
    if (const std::optional<std::size_t> with_penalty = penalised(walk, end))
        for (std::size_t place = 0; place < weights.size(); ++place)
            weights[place] = end.endings[place].life == *with_penalty ? 1 : 0;
    const std::vector<std::int64_t> penalties = spread(minor(end.termination.what.penalty), std::move(weights));
    for (std::size_t place = 0; place < parts.size(); ++place) {
        Ending& ending = end.endings[place];
        ending.beyond += parts[place];
        ending.owed += parts[place];
        if (end.termination.what.refund) continue;
        const CancelRefund right = refund_of(walk, end, ending);
        if (right == CancelRefund::pro_rata) pay_back(walk, ending, ending.beyond, paid_back);
        if (right == CancelRefund::all) pay_back(walk, ending, ending.owed, paid_back);
    }
    if (end.termination.what.refund) pay_back_agreed(walk, end, paid_back);
    for (std::size_t place = 0; place < parts.size(); ++place) end.endings[place].owed += penalties[place];
    if (paid_back != 0) walk.earned.refunds.push_back({end.turn.at, end.turn.event, paid_back});
    return Done{};
}

// Lives that share the price and go on: they carry what it was off its stated prices.
std::vector<std::size_t> carriers(const Walk& walk, const End& end, std::size_t price)
{
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        const Life& life = walk.lives[place];
        const bool ending = std::any_of(end.endings.begin(), end.endings.end(),
                                        [&](const Ending& one) { return one.life == place; });
        const bool open = !ending && !life.ended && !life.closed && !life.called_off;
        if (open && life.price == price && end.progress[place] != Ratio(1)) places.push_back(place);
    }
    return places;
}

Outcome carry(Walk& walk, const End& end, const std::vector<std::size_t>& places, std::int64_t amount)
{
    if (amount == 0) return Done{};
    std::vector<Ratio> weights;
    for (const std::size_t place : places) {
        const Life& life = walk.lives[place];
        const std::int64_t left = life.priced_at() - earned_total(life.counted(), end.progress[place]);
        weights.emplace_back(std::max<std::int64_t>(left, 0));
    }
    const std::vector<std::int64_t> parts = spread(amount, std::move(weights));
    for (std::size_t turn = 0; turn < places.size(); ++turn) {
        Life& life = walk.lives[places[turn]];
        const Ratio& progress = end.progress[places[turn]];
        const std::int64_t earned = earned_total(life.counted(), progress), performed = stated_total(life.counted(), progress);
        const std::int64_t left = life.priced_at() - earned + parts[turn], right = life.stated_at() - performed;
        for (Contingency& contingency : walk.contingencies)
            for (Reach& reach : contingency.reaches) {
                if (reach.life != places[turn]) continue;
                reach.past += reach.remaining * progress;
                reach.remaining *= Ratio(1) - progress;
            }
        life.materials.counted = life.materials.delivered;
        life.now.base = earned;
        life.now.share = Ratio(left);
        life.now.whole = left;
        lay_by_supplied(life.now, progress);
        life.now.stated_base = performed;
        life.now.stated_whole = right;
        life.since = Moment{end.last_day().next(), Rank::reference, 0};
        if (const Outcome begun = begin(life, end.turn); !begun) return begun;
    }
    return Done{};
}

// Each price is settled by itself: among the lives that end, else with those that go on.
Outcome close_price(Walk& walk, End& end, std::size_t price)
{
    std::vector<Ending*> endings;
    std::vector<Ratio> weights;
    std::int64_t unearned = 0, off_stated = 0;
    for (Ending& ending : end.endings) {
        if (walk.lives[ending.life].price != price) continue;
        endings.push_back(&ending);
        weights.emplace_back(std::max<std::int64_t>(ending.unearned, 0));
        unearned += ending.unearned - ending.given_up + ending.owed - walk.lives[ending.life].stated_at();
        unearned += walk.lives[ending.life].back_above_stated;
        off_stated += ending.unearned - ending.given_up - ending.unperformed;
    }
    if (endings.empty()) return Done{};
    if (price == 0) unearned += end.borne.expense;
    const std::vector<std::size_t> others = carriers(walk, end, price);
    const std::vector<std::int64_t> parts = spread(unearned, std::move(weights));
    for (std::size_t place = 0; place < endings.size(); ++place) {
        const Ending& ending = *endings[place];
        Life& life = walk.lives[ending.life];
        life.now.base = ending.earned + (others.empty() ? parts[place] : ending.owed - ending.performed);
        life.now.stated_base = ending.owed;
        lay_by_supplied(life.now, end.progress[ending.life]);
        life.now.whole = life.now.stated_whole = life.now.supplied_whole = 0;
        life.now.share = Ratio();
        life.ended = true;
        for (Life::Sold& sold : life.sold) {
            sold.each = sold.each_stated;
            sold.beside = {};
        }
        if (const Outcome begun = begin(life, end.turn); !begun) return begun;
    }
    return others.empty() ? Outcome(Done{}) : carry(walk, end, others, off_stated);
}

}  // namespace

Outcome terminate(Walk& walk, std::size_t contract, std::size_t termination)
{
    const Contract& owner = walk.group.contracts[contract];
    const Termination& ended = owner.terminations[termination];
    End end{owner, ended, {ended.at, Cause::termination, ended.event},
            address(owner) + ", terminated " + ended.at.date.text(), {}, {}, {}, {}};
    const Moment before = just_before(ended.at);
    for (const Life& life : walk.lives) end.progress.push_back(progress_at(life.out, before, end.last_day()));
    std::vector<Gaps> held = gaps_of(walk, before);
    if (const Outcome none = forget_what_is_kept(walk, end.turn); !none) return none;
    end.gone.resize(walk.lives.size());
    end.held.resize(walk.lives.size());
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        if (!ends(walk.lives[place], end)) continue;
        const VariablePart variable = variable_ahead(walk, place);
        end.held[place] = held_back_beside(walk.lives[place], before, variable);
        end.gone[place] = lay_by(walk.lives[place], end.progress[place], ended.at, variable);
    }
    if (owner.terms.financing) end.borne = stop_interest(walk, end.last_day());
    Result<std::vector<Ending>> endings = endings_of(walk, end);
    if (!endings) return endings.fault();
    end.endings = std::move(*endings);
    if (end.endings.empty() && (ended.what.refund || ended.what.penalty))
        return Fault{"terminated-already", end.where,
                     "a refund or penalty is for lines that have ended before, or that there are none of",
                     "give it with the termination that ended them"};
    if (end.endings.empty()) return share_what_is_kept(walk, end.turn, still_held_back(walk, std::move(held)));
    settle_variables(walk, end);
    const Outcome settled = settle_accounts(walk, end);
    if (!settled) return settled;
    for (std::size_t price = 0; price < walk.prices; ++price) {
        const Outcome closed = close_price(walk, end, price);
        if (!closed) return closed;
    }
    record_all(walk, ended.at, ended.event);
    return share_what_is_kept(walk, end.turn, still_held_back(walk, std::move(held)));
}

}  // namespace earned
