// What is posted, line by line and with its names: what cases compare and verification sums.
#pragma once

#include "app/book.h"

#include <functional>
#include <string>
#include <vector>

namespace earned::app {

struct Posted {
    std::string entity, book;
    Date date;
    Period period, belongs_to;
    Cause cause = Cause::time;
    std::string contract, obligation;  // of the group; empty: the amount is the home's, the group's
    Source source = Source::recognition;
    Role role = Role::cash;
    Currency currency;
    std::int64_t minor = 0;  // debits positive
    Currency functional;     // the entity's
    std::int64_t worth = 0;  // the same amount in it
    friend auto operator<=>(const Posted&, const Posted&) = default;
};

std::string_view cause_name(Cause cause);

// Every line of every ledger's sealed runs, by ledger, home and entry.
std::vector<Posted> posted_in(Book& book);

}  // namespace earned::app
