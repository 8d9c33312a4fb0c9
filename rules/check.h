// Looking at a rule package: what is wrong with it, and what it says.
#pragma once

#include "base/table.h"
#include "rules/coverage.h"
#include "rules/package.h"

#include <span>
#include <string>
#include <vector>

namespace earned {

// Every fault: of reading and compiling (two rules that match together under UNIQUE are one), and,
// of a package that compiles: facts for which a question that needs an answer finds no rule
// (`rules-gap`), a rule whose facts can never be (`rule-never`), and a rule that those before it
// leave nothing (`rule-shadowed`). None: the package can be used.
std::vector<Fault> check_package(std::string name, std::span<const PackageFile> files);

// What a fact may be at all: a tag anything, also missing.
Domain domain_of_fact(std::string_view expression);

// Its decisions as tables for people: of a table a row a rule, with its id and its because; of another expression, and
// of business knowledge, a row a part.
std::vector<Table> show(const Package& package);

}  // namespace earned
