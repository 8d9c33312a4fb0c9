#include "app/billed_group.h"

namespace earned::app {

BilledGroup billed_of(const Book& book, const Group& group, Date through)
{
    for (const Ledger& ledger : book.ledgers()) {
        if (ledger.entity != group.entity) continue;
        Result<Terms> terms = decide(book.policy(ledger), group);
        if (!terms) throw Refused(terms.fault());
        Result<Billed> billed = bill(group, *terms, through);
        if (!billed) throw Refused(billed.fault());
        return {std::move(*terms), std::move(*billed)};
    }
    throw Refused({.code = "entity-unknown",
                   .where = "contract " + group.id.text(),
                   .what = "no entity '" + group.entity.text() + "' with a book is defined",
                   .hint = "send its entity.defined, with `books`"});
}

}  // namespace earned::app
