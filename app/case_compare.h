// What the book says, beside what a case expects: every difference in words.
//
// Law: amounts are compared exactly, to the minor unit; accounts that an expectation doesn't name
//      are not compared (of a `journal` all are).
#pragma once

#include "app/case_file.h"
#include "app/closing_run.h"
#include "app/intake.h"
#include "app/posted.h"

#include <map>
#include <string>
#include <vector>

namespace earned::app {

// An event of the case that was refused or can't apply, by its place in the list, from 1.
struct Wrong {
    std::size_t event = 0;
    std::string contract;
    Fault fault;
};

class Compared {
public:
    Compared(const Case& wanted, Book& book, const std::vector<Posted>& posted, std::vector<Wrong> wrong);
    std::vector<std::string> differences(const Expectation& expectation);
    // What went wrong and nothing expected.
    std::vector<std::string> unexpected() const;

private:
    std::vector<std::string> compare(const ExpectedBalances& expected);
    std::vector<std::string> compare(const ExpectedMovements& expected);
    std::vector<std::string> compare(const ExpectedJournal& expected);
    std::vector<std::string> compare(const ExpectedInvoices& expected);
    std::vector<std::string> compare(const ExpectedAllocation& expected);
    std::vector<std::string> compare(const ExpectedObligation& expected);
    std::vector<std::string> compare(const ExpectedSchedule& expected);
    std::vector<std::string> compare(const ExpectedRemaining& expected);
    std::vector<std::string> compare(const ExpectedNotCurrent& expected);
    std::vector<std::string> compare(const ExpectedError& expected);
    std::vector<std::string> compare_accounts(const std::vector<NamedAmount>& accounts, const Narrowed& by, Date from,
                                              Date to);
    bool belongs(const Posted& line, const Narrowed& by) const;
    const Ledger& ledger() const;

    const Case& wanted_;
    Book& book_;
    const std::vector<Posted>& posted_;
    std::vector<Wrong> wrong_;
    std::vector<bool> expected_;  // of wrong_
    std::vector<Ledger> ledgers_;
    std::map<std::pair<std::string, std::string>, Obligation> obligations_;  // by group and name
};

}  // namespace earned::app
