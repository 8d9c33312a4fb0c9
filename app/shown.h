// A table as a command was asked to show it: in columns for people, or as JSON or CSV for what it is
// piped to. What the command says besides goes to standard error where the output is for a machine.
#pragma once

#include "base/table.h"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace earned::app {

struct ShownAs {
    std::string format = "table", lang = "en";
    bool is_for_people() const { return format == "table"; }
};

void add_format(CLI::App& command, const std::shared_ptr<ShownAs>& shown);  // --format, --lang
void show(const Table& table, const ShownAs& shown);
void say_beside(const std::string& line, const ShownAs& shown);

// Columns by their keys and labels.
Column text_column(std::string key, std::string en, std::string zh);
Column date_column(std::string key, std::string en, std::string zh);
Column money_column(std::string key, std::string en, std::string zh);

}  // namespace earned::app
