// Versions of a rule package under four eyes: proposed with their files, approved by somebody else,
// then in force from a day on. All three are events of the book, so what was in force when, and what
// it said, is known from the log alone, whatever becomes of the folder.
//
// Law:      whoever proposed a version can't approve it (`four-eyes`); only an approved version that is
//           sound and whose own cases pass can be activated; what was decided before `from` stays
// Errors:   Refused with `version-unknown`, `version-not-approved`, `four-eyes`, `rules-unsound`,
//           `case-failed`
#pragma once

#include "app/book.h"
#include "app/case_run.h"

#include <string>
#include <vector>

namespace earned::app {

struct RuleActivation {
    BookName book;
    Date from;
    bool restate = false;
    std::string by;
};

struct RuleVersion {
    std::string package, version, hash, reason;
    std::string proposed_by, approved_by;  // approved_by empty: not approved yet
    Date proposed_on, approved_on;
    std::vector<RuleActivation> activations;
};

// Those that the book knows, in the order in which they were proposed.
std::vector<RuleVersion> rule_versions(Book& book);

// Who decides, and on which day.
struct Decides {
    std::string by;
    Date on;
    std::string reason;
};

// The package in its folder becomes a version of the log. Proposing the same content again is a no-op.
RuleVersion propose(Book& book, Packages& packages, const std::string& package, const Decides& who);
// The latest proposal of the package, or the one whose hash begins so.
RuleVersion approve(Book& book, const std::string& package, const std::string& hash, const Decides& who);

struct ActivationOrder {
    std::string package, hash;  // hash empty: the version approved last
    BookName book;
    Date from;
    bool restate = false;
};
RuleVersion activate(Book& book, const std::shared_ptr<Packages>& packages, const ActivationOrder& order,
                     const Decides& who);

// The cases that a package ships (cases/*.yaml), each in a fresh book of its own under that package.
std::vector<CaseResult> run_package_cases(const std::shared_ptr<Packages>& packages, const std::string& package);

}  // namespace earned::app
