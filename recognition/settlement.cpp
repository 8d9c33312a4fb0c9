// What the parties of a contract that ends settle on, beside its prices: variable amounts, money on account, what is
// paid back, a penalty.
#include "recognition/ending.h"
#include "recognition/increment.h"

#include <algorithm>
#include <utility>

namespace earned {

namespace {

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
// what is owed of it in the end. What the customer was paid lowers the price all the same: of what goes on, else at
// once.
void settle_variable(const Walk& walk, Contingency& contingency, std::size_t number, End& end)
{
    std::vector<std::int64_t> parts = parts_of(contingency.counted, contingency);
    std::int64_t kept = 0;
    Ratio performed;
    for (std::size_t place = 0; place < contingency.reaches.size(); ++place) {
        const std::size_t life = contingency.reaches[place].life;
        const Reach was = contingency.reaches[place];
        const bool over =
            std::any_of(end.endings.begin(), end.endings.end(), [&](const Ending& one) { return one.life == life; });
        performed += was.past + was.remaining * (over ? end.progress[life] : Ratio(1));
        std::int64_t &past = parts[2 * place], &rest = parts[2 * place + 1];
        for (Ending& ending : end.endings) {
            if (ending.life != life) continue;
            contingency.reaches[place].past += contingency.reaches[place].remaining;
            contingency.reaches[place].remaining = Ratio();
            const Ratio ahead = Ratio(rest) + contingency.rest * was.remaining;
            const std::int64_t earned =
                (ahead * end.progress[life] - end.held[life].of(number)).rounded(Round::half_away);
            const bool goes_on = contingency.is_paid && !carriers(walk, end, walk.lives[life].price).empty();
            const std::int64_t gone = contingency.is_paid && !goes_on ? rest : earned;
            if (!lowers_the_right(contingency.words) && !contingency.is_paid) ending.given_up += rest - earned;
            past += gone;
            rest = goes_on ? rest - gone : 0;
        }
        kept += past + rest;
    }
    contingency.units *= performed;
    contingency.counted = kept - std::exchange(contingency.settled, Ratio()).rounded(Round::half_away);
    for (std::size_t place = 0; kept != 0 && place < contingency.reaches.size(); ++place) {
        contingency.reaches[place].past = Ratio(parts[2 * place], kept);
        contingency.reaches[place].remaining = Ratio(parts[2 * place + 1], kept);
    }
}

}  // namespace

void settle_variables(Walk& walk, End& end)
{
    for (std::size_t number = 0; number < walk.contingencies.size(); ++number) {
        Contingency& contingency = walk.contingencies[number];
        const bool meant = std::any_of(contingency.reaches.begin(), contingency.reaches.end(), [&](const Reach& reach) {
            return std::any_of(end.endings.begin(), end.endings.end(),
                               [&](const Ending& ending) { return ending.life == reach.life; });
        });
        if (meant) settle_variable(walk, contingency, number, end);
    }
    for (const Ending& ending : end.endings) stop_increments(walk, ending.life, end.turn);
}

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

}  // namespace earned
