// The subcommands of `earned cash` that have files of their own.
#pragma once

#include "app/shell.h"

namespace CLI {
class App;
}

namespace earned::app {

void add_cash_files(CLI::App& cash, Shell& shell);  // check, import

void add_cash_lists(CLI::App& cash, Shell& shell);  // list

void add_cash_deeds(CLI::App& cash, Shell& shell);  // apply, unapply, move, refund, write-off

}  // namespace earned::app
