// Whose cash a receipt is, while it stands on no contract: of which entity's books, and in which currency.
//
// Order:   the entity of the contract that it names; the one on whose bank account it came in; of those that keep
//          their books in its currency the first of the home's contracts, then any; else that of the home's first
//          contract, else the first there is
// Ensures: every move of `home.unapplied` is in exactly one of what `own_cash` gives, in its order
#pragma once

#include "contract/group.h"
#include "contract/reference.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned {

struct OwnCash {
    EntityId entity;
    Currency currency;
    std::vector<Collected> moves;
};
std::vector<OwnCash> own_cash(const Reference& reference, const Home& home);  // by entity, then currency

EntityId receiver_of(const Reference& reference, const Home& home, const Receipt& receipt);
EntityId entity_by_currency(const Reference& reference, const Home& home, Currency currency);

// Whose account it is, as last defined; empty: nobody said, or several did.
EntityId owner_of_account(const Reference& reference, std::string_view account);

// As two writings of one account compare: in capitals, without blanks and hyphens.
std::string plain_account(std::string_view account);

}  // namespace earned
