// Simulation: what a rule package would change, over the whole book, before anybody approves it.
//
// Law:      the package under test decides as it would from a day on (or again from the start), and
//           nothing is written; what the rules in force would make of the same events is taken from it,
//           period by period and account by account. The differences of a contract balance
// Ensures:  every difference names the rule rows that cause it; a contract that the package can't plan
//           is told with its fault
#pragma once

#include "app/book.h"
#include "app/progress.h"
#include "base/table.h"

#include <map>
#include <string>
#include <vector>

namespace earned::app {

struct SimulationOrder {
    Ledger ledger;
    const Package* package = nullptr;
    Date from;
    bool restate = false;
    Period first, last;
};

struct SimulatedKey {
    Period period;
    std::string account;  // a role's name, or "invoiced"
    std::string contract, product, currency;
    friend auto operator<=>(const SimulatedKey&, const SimulatedKey&) = default;
};
// In minor units; a balance sheet account's is its movement in the period. Debits positive.
struct SimulatedChange {
    std::int64_t now = 0, then = 0;
    std::string because;
};

struct Simulation {
    std::map<SimulatedKey, SimulatedChange> changes;  // only what differs
    std::vector<Fault> faults;                        // of contracts that only the package under test can't plan
    std::int64_t groups = 0, changed = 0;
};

Simulation simulate(Book& book, const SimulationOrder& order, Progress& progress);
// By period and account; by contract and product with the rule rows; and the contracts in fault, if any.
std::vector<Table> simulation_tables(Book& book, const SimulationOrder& order, const Simulation& simulation);

}  // namespace earned::app
