// A case: the events that happened, and what the books must then say. Format: docs/cases.md.
//
// Errors: a file that can't be read as a case is a Fault with file, line and remedy.
#pragma once

#include "base/date.h"
#include "base/decimal.h"
#include "base/result.h"
#include "base/value.h"
#include "contract/line.h"

#include <string>
#include <variant>
#include <vector>

namespace earned::app {

struct NamedAmount {
    std::string name;
    Decimal amount;
};

// What narrows an expectation; empty: not narrowed.
struct Narrowed {
    std::string book, contract, line, obligation, cause, belongs_to, currency, source;
};

struct ExpectedBalances {
    Date as_of;
    Narrowed by;
    std::vector<NamedAmount> accounts;
};
struct ExpectedMovements {
    Date from, to;
    Narrowed by;
    std::vector<NamedAmount> accounts;
};
struct ExpectedLine {
    std::string role, side;
    Decimal amount;
};
struct ExpectedJournal {
    Date date;
    Narrowed by;
    std::vector<ExpectedLine> lines;
};
struct ExpectedDocument {
    std::vector<std::pair<std::string, std::string>> fields;
};
struct ExpectedInvoices {
    Date through;
    Narrowed by;
    std::vector<ExpectedDocument> list;
};
struct ExpectedAllocation {
    Date as_of;
    std::string contract, pool;
    std::optional<Decimal> price;
    std::vector<NamedAmount> lines;
};
struct ExpectedObligation {
    Date as_of;
    std::string contract, line;
    std::optional<Decimal> progress, unit_price;
};
struct ExpectedSchedule {
    std::string contract, line;
    std::vector<NamedAmount> rows;
};
struct ExpectedRemaining {
    Date as_of;
    std::string contract;
    std::optional<Decimal> amount;
    std::vector<NamedAmount> bands;
};
struct ExpectedNotCurrent {
    Date as_of;
    std::string contract;
    std::vector<NamedAmount> accounts;
};
struct ExpectedError {
    std::size_t event = 0;
    std::string code;
};

using Expectation =
    std::variant<ExpectedBalances, ExpectedMovements, ExpectedJournal, ExpectedInvoices, ExpectedAllocation,
                 ExpectedObligation, ExpectedSchedule, ExpectedRemaining, ExpectedNotCurrent, ExpectedError>;

struct CaseEvent {
    std::string type;
    Value data;
    int line = 0;
};
struct Expected {
    Expectation what;
    int line = 0;
};

struct Case {
    std::string file;
    int line = 0;
    std::string name, title, source, rules = "standard", book = "IFRS";
    bool confirmation_required = false;
    Policies policies;
    Value entity;  // the fields of entity.defined that were given
    std::vector<CaseEvent> events;
    std::vector<Expected> expectations;
};

// The cases of one file. A document that is no case is a fault in its place.
std::vector<Result<Case>> read_cases(const std::string& file, const std::string& text);

// The same of a file on disk; the case files of some files and folders, sorted. Throws Refused.
std::vector<Result<Case>> read_case_file(const std::string& path);
std::vector<std::string> case_files(const std::vector<std::string>& paths);

}  // namespace earned::app
