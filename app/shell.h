// What every command of the shell stands on: where the book is, where the rules are, who asks, and
// how a command ends. Exit status: 0 done; 1 something was refused, differs or is in fault, each
// named; 2 asked wrongly; 3 the machine failed, and nothing is half done.
#pragma once

#include "app/book.h"

#include <functional>
#include <string>
#include <vector>

namespace earned::app {

enum class Exit { done = 0, refused = 1, usage = 2, machine = 3 };

// The user asked in a way that can't be understood; exit 2.
struct Misused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Shell {
    std::string db, rules;          // as given by --db and --rules; empty: not given
    std::string lang = "en";        // of what it says: en or zh
    std::function<Exit()> command;  // the one that was asked for

    std::string url() const;  // --db, else EARNED_DB, else ./earned.db
    std::shared_ptr<Packages> packages() const;
    Book open() const { return Book::must_exist(url(), packages()); }
};

// Where a book is, without a password.
std::string shown(const std::string& url);
bool holds_password(const std::string& url);
// Folders that may hold rule packages, best first.
std::vector<std::string> rule_folders(const std::string& asked);
std::string session_user();
Date today();  // in UTC; what a person decides now is dated so

Date date_asked(const std::string& text, const std::string& option);
Date date_or_never(const std::string& text, const std::string& option);  // for ever, where none was given
Period period_asked(const std::string& text);

}  // namespace earned::app
