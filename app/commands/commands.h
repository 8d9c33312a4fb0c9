// The commands, a file each group. Each adds its subcommands; the one that is given becomes
// `shell.command`.
#pragma once

#include "app/shell.h"

namespace CLI {
class App;
}

namespace earned::app {

void add_intake(CLI::App& program, Shell& shell);         // init, ingest, exceptions, schema
void add_billing(CLI::App& program, Shell& shell);        // bill, invoice
void add_cash(CLI::App& program, Shell& shell);           // cash
void add_dunning(CLI::App& program, Shell& shell);        // dunning
void add_closing(CLI::App& program, Shell& shell);        // close, reopen
void add_sources(CLI::App& program, Shell& shell);        // source trust, distrust, list
void add_verifying(CLI::App& program, Shell& shell);      // verify
void add_cases(CLI::App& program, Shell& shell);          // case
void add_revenue_deeds(CLI::App& program, Shell& shell);  // hold, release, confirm, adjust
void add_rules(CLI::App& program, Shell& shell);          // rules
void add_rules_tck(CLI::App& rules, Shell& shell);        // rules tck
void add_reports(CLI::App& program, Shell& shell);        // report
void add_explain(CLI::App& program, Shell& shell);        // explain
void add_peer_cases(CLI::App& program, Shell& shell);     // peer-cases
void add_rule_versions(CLI::App& rules, Shell& shell);    // rules propose, approve, activate, versions, test
void add_rule_simulation(CLI::App& rules, Shell& shell);  // rules simulate
void add_rule_sheets(CLI::App& rules, Shell& shell);      // rules export, import

}  // namespace earned::app
