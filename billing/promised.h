// A line of a contract with what was decided of it: what every billing plan looks at. Private to
// the room.
#pragma once

#include "rules/terms.h"

#include <string>

namespace earned::billing {

struct Promised {
    const Group* group = nullptr;
    const Contract* contract = nullptr;
    const ContractTerms* decided = nullptr;
    std::size_t place = 0;         // of the line in its contract
    Money allocated;               // of a contract's one price, where the line has none of its own
    Date horizon = Date::never();  // how far a line without an end is looked at
    Date wanted = Date::never();   // no item is dated after it

    const LineLife& life() const { return contract->lines[place]; }
    const std::vector<LineVersion>& versions() const { return life().versions; }
    const Line& words(std::size_t version) const { return versions()[version].line; }
    const LineTerms& terms(std::size_t version) const { return decided->lines[place][version]; }
    const BillingTerms& billing(std::size_t version) const { return terms(version).billing; }
    Currency currency() const { return group->currency; }
    Date promised_on() const { return versions().front().from.date; }

    BillingPlan plan(std::size_t version) const;
    // The version's price of the whole line, in minor units; of one `per` where it has no end.
    Ratio stated(std::size_t version) const;
    // Committed one `per` at a time.
    bool is_open_ended(std::size_t version) const;
    // Priced only as it is called off.
    bool is_called_off(std::size_t version) const;
    // The first day of service; of goods, the day of the promise.
    Date first_day(std::size_t version) const;
    // The version in force on a day; the first one before it was promised.
    std::size_t version_on(Date day) const;
};

std::string where(const Promised& promised);  // "contract C1, line seats"

// An amount of the line's currency in minor units, exact.
Ratio in_minor_units(const Decimal& amount, Currency currency);
Money rounded(const Promised& promised, const Ratio& minor_units);

}  // namespace earned::billing
