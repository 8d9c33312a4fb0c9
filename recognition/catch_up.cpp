// Catch-up: what remains isn't distinct, so the same life goes on at its new price and progress,
// as if it had been so from the beginning (606-10-25-13(b), IFRS 15.21(b), CAS 14.8).
#include "recognition/agency.h"
#include "recognition/came_back.h"
#include "recognition/increment.h"
#include "recognition/modification.h"

#include <algorithm>

namespace earned {

namespace {

// By how much more an agent's supplier gets of the whole line.
Ratio supplied_more(const Promise& promise, const Touched& touched)
{
    if (touched.added) return supplied_of(promise);
    if (!touched.changed) return {};
    Promise before = promise;
    --before.version;
    return supplied_of(promise) - supplied_of(before);
}

void take_away(Walk& walk, const Touched& touched, const Ratio& progress, Moment at)
{
    Life& life = walk.lives[touched.life];
    if (life.lines.size() > 1) {
        const Ratio rest = supplied_of(life.lines[touched.line]) * (Ratio(1) - touched.before);
        life.now.supplied_whole -= rest.rounded(Round::half_away);
    } else {
        lay_by_supplied(life.now, progress);
        life.now.supplied_whole = 0;
    }
    if (life.lines.size() > 1 && (life.by_time || touched.before.is_zero())) {
        erase_line(life, touched.line);
    } else if (life.lines.size() > 1) {
        remove_rest(life, touched.line, at);
    } else {
        const CameBack back = settle_what_came_back(walk, touched.life, progress, at);
        life.closed = true;
        life.now.base += life.now.whole - back.gone.earned - back.twice;
        life.now.stated_base += life.now.stated_whole - back.gone.stated;
        life.now.whole = life.now.stated_whole = 0;
        life.now.share = Ratio();
    }
}

}  // namespace

Outcome catch_up(Walk& walk, Change& change)
{
    const Outcome joined = join_added(walk, change, touched_prices(walk, change).front());
    if (!joined) return joined;
    const Outcome repriced = reprice(walk, change, Modifies::catch_up);
    if (!repriced) return repriced;
    const Outcome recounted = recount_known(walk, change);
    if (!recounted) return recounted;
    for (Contingency& contingency : walk.contingencies) {
        Ratio added;
        for (const Reach& reach : contingency.reaches) added += units_added(walk, change, contingency, reach.life);
        if (added.is_zero()) continue;
        contingency.units += added;
        const Outcome counted = recount(walk, contingency);
        if (!counted) return counted;
        for (const Reach& reach : contingency.reaches) change.moved[reach.life] = true;
    }
    std::vector<std::size_t> lives;
    for (std::size_t place = 0; place < walk.lives.size(); ++place) {
        Life& life = walk.lives[place];
        const Repricing& repricing = change.repricing[place];
        life.now.base += repricing.at_once;
        life.now.share += Ratio(repricing.ahead);
        life.now.whole += repricing.ahead;
        life.now.stated_base += repricing.right_at_once;
        life.now.stated_whole += repricing.right_ahead;
        if (!life.ended && !life.closed) lives.push_back(place);
    }
    for (const Touched& touched : change.lines) {
        const std::int64_t added = added_by(touched, Modifies::catch_up).rounded(Round::half_away);
        Segment& now = walk.lives[touched.life].now;
        now.share += Ratio(added);
        now.whole += added;
        now.stated_whole += added;
        const Promise& promise = walk.lives[touched.life].lines[touched.line];
        now.supplied_whole += supplied_more(promise, touched).rounded(Round::half_away);
        if (touched.changed || touched.removed) change.moved[touched.life] = true;
    }
    const Outcome promised = promise_new(walk, change, lives, {});
    if (!promised) return promised;
    for (auto touched = change.lines.rbegin(); touched != change.lines.rend(); ++touched)
        if (touched->removed) {
            stop_increments(walk, touched->life, change.turn);
            take_away(walk, *touched, change.progress[touched->life], change.turn.at);
        }
    const Outcome begun = begin_moved(walk, change);
    if (!begun) return begun;
    record_all(walk, change.turn.at, change.turn.event);
    return Done{};
}

}  // namespace earned
