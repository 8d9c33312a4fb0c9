// A table as a command was asked to show it: in columns for people, or as JSON or CSV for what it is
// piped to. What the command says besides goes to standard error where the output is for a machine.
//
// Law: all that a person reads is in the language asked for: headings, own words, sentences and faults
#pragma once

#include "app/shell.h"
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
    bool is_chinese() const { return lang == "zh"; }
};

void add_format(CLI::App& command, Shell& shell, const std::shared_ptr<ShownAs>& shown);  // --format, --lang
std::shared_ptr<ShownAs> add_language(CLI::App& command, Shell& shell);                   // --lang alone
void show(const Table& table, const ShownAs& shown);
void say(const Label& line, const ShownAs& shown);         // to standard output
void say_beside(const Label& line, const ShownAs& shown);  // to standard error beside JSON and CSV
void tell(const Fault& fault, const ShownAs& shown);
void tell_beside(const Label& line, const ShownAs& shown);  // to standard error

// Own words that the program keeps in English: evidence, states, what a line is for.
Label own_words(const std::string& english);
Label own_sentence(const std::string& english);  // "where: what"

std::string chinese_count(std::int64_t number, const std::string& of_what);  // "1,234 张账单"

// Columns by their keys and labels.
Column text_column(std::string key, std::string en, std::string zh);
Column date_column(std::string key, std::string en, std::string zh);
Column count_column(std::string key, std::string en, std::string zh);
Column money_column(std::string key, std::string en, std::string zh);

}  // namespace earned::app
