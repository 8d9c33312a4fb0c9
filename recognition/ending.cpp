#include "recognition/ending.h"

#include <algorithm>

namespace earned {

namespace {

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

}  // namespace

bool ends(const Life& life, const End& end)
{
    if (life.ended) return false;
    const std::optional<LineId>& line = end.termination.what.line;
    return line ? life.has(end.contract.id, *line) : life.is_of(end.contract.id);
}

std::vector<std::size_t> ending_lives(const Walk& walk, const End& end)
{
    std::vector<std::size_t> lives;
    for (std::size_t place = 0; place < walk.lives.size(); ++place)
        if (ends(walk.lives[place], end)) lives.push_back(place);
    return lives;
}

bool stands(const Document& document, const End& end)
{
    const bool voided = document.voided && *document.voided < end.turn.at;
    const bool too_late = document.credit ? document.at.date >= end.last_day() : document.at.date > end.last_day();
    return !voided && !too_late && document.contract == end.contract.id;
}

std::vector<std::int64_t> spread(std::int64_t amount, std::vector<Ratio> weights)
{
    Ratio sum;
    for (const Ratio& weight : weights) sum += weight;
    const auto count = static_cast<std::int64_t>(weights.size());
    for (Ratio& weight : weights) weight = Ratio(amount) * (sum.is_zero() ? Ratio(1, count) : weight / sum);
    return in_whole_units(amount, weights, Residue::largest_remainder, 1);
}

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
    const std::vector<Asked> asked = asked_of(walk, ending_lives(walk, end), end.progress, end.gone, end.borne);
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
        ending.unperformed =
            life.stated_at() - stated_total(life.counted(), end.progress[place]) + end.gone[place].stated;
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

}  // namespace earned
