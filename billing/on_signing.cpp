// On signing: the whole price on the day the line was promised; an added line's is the
// modification's.
#include "billing/plans.h"

namespace earned::billing {

Outcome on_signing(const Course& course, std::size_t turn, Calls& calls)
{
    const Promised& promised = course.promised();
    const std::size_t version = course.turns()[turn].version;
    if (promised.is_open_ended(version) || promised.is_called_off(version))
        return Fault{"end-missing", where(promised),
                     "nothing says how much the whole line comes to, to invoice it on signing",
                     "give the line an end and a quantity, or bill it recurring, on fulfilment or by usage"};
    calls.push_back({promised.promised_on(), course.price(turn), promised.terms(version).term,
                     promised.versions().front().event, promised.life().added_by == 0 ? "on signing" : "added"});
    return Done{};
}

}  // namespace earned::billing
