// Whose cash a receipt is: of which entity's books, and in which currency.
//
// Order:   the entity that the payment names, or on whose bank account it came in; the one of the contract that it
//          names; of those that keep their books in its currency the first of the home's contracts, then any; else that
//          of the home's first contract, else the first there is
// Law:     cash stays with the entity that is known to have received it. Where it pays another entity's contract, that
//          one has a claim on it and it a debt to that one, of the same amount on the same day, in the currency in
//          which the cash came. What is exchanged is exchanged by the invoice's entity: through clearing of its own
//          ledger
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
    std::vector<Collected> moves;       // on no contract
    std::vector<Collected> for_others;  // received for contracts of other entities
    std::vector<Collected> by_others;   // of another currency than its invoices: received by other entities for them
};
std::vector<OwnCash> own_cash(const Reference& reference, const Home& home);  // by entity, then currency

EntityId receiver_of(const Reference& reference, const Home& home, const Receipt& receipt);

// Which entity is known to have received it, by name or by its account; empty: nobody says.
EntityId known_receiver(const Reference& reference, const Receipt& receipt);
// Marks of every contract's cash what another entity is known to have received.
void note_cash_elsewhere(const Reference& reference, Home& home);

EntityId entity_by_currency(const Reference& reference, const Home& home, Currency currency);

// Whose account it is, as last defined; empty: nobody said, or several did.
EntityId owner_of_account(const Reference& reference, std::string_view account);

// As two writings of one account compare: in capitals, without blanks and hyphens.
std::string plain_account(std::string_view account);

}  // namespace earned
