// A rule package: what a company has decided, as files that people can read and a program can ask.
//
// A folder of DMN files (one decision for each question of questions.h, and those that it requires), charts of accounts
// (chart-us-gaap.csv, chart-ifrs.csv, chart-cas.csv), reference tables (any other .csv; reference_table.h) and
// `version.txt`, one line. Other files are ignored. `rules/standard/` is the package that ships.
//
// Law:      a package that compiles answers every question; equal bytes() answer alike
// Ensures:  a compiled package keeps its address for what it gave: answers point into it
#pragma once

#include "base/result.h"
#include "rules/decision_table.h"
#include "rules/dmn/source.h"
#include "rules/questions.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earned {

struct PackageFile { std::string name, text; };

class Package {
public:
    // The first fault; `check_package` (check.h) tells them all.
    static Result<Package> compile(std::string name, std::span<const PackageFile> files);
    // Nothing when there is a fault; every fault is added to `all_faults`.
    static std::optional<Package> compile(std::string name, std::span<const PackageFile> files,
                                          std::vector<Fault>& all_faults);

    const std::string& name() const { return name_; }
    const std::string& version() const { return version_; }
    // What its content hash is taken of: every file that counts, by name, with its length.
    const std::string& bytes() const { return bytes_; }
    // CSV text (role,code,name,name_zh) of a framework: US-GAAP, IFRS, CAS. Empty when there is none.
    std::string_view chart(std::string_view framework) const;
    // The table of a decision that says constants only; null where it computes, or is not there.
    const DecisionTable* table(std::string_view decision) const;
    std::span<const TableSource> sources() const { return sources_; }    // all its tables, as they were read
    std::span<const dmn::Source> models() const { return models_; }      // its files
    const ReferenceTables& reference_tables() const { return *reference_tables_; }
    const Questions& questions() const { return questions_; }

private:
    Package() = default;
    void compile_decisions(std::size_t before, std::vector<Fault>& faults);

    std::string name_, version_, bytes_;
    std::vector<std::pair<std::string, std::string>> charts_;  // file name, text
    std::vector<dmn::Source> models_;
    std::shared_ptr<const ReferenceTables> reference_tables_;
    std::vector<TableSource> sources_;
    std::vector<std::unique_ptr<const DecisionTable>> tables_;
    Questions questions_;
};

// Differences up to which a receipt pays an invoice in full, in the invoice's currency.
Result<Decimal> matching_tolerance(const Package& package, std::string_view currency);
// How sternly to write about an invoice so many days past its due date; 0: not at all.
Result<int> dunning_level(const Package& package, int days_past_due);

}  // namespace earned
