#include "rules/package.h"

#include "rules/dmn.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

constexpr std::string_view version_file = "version.txt", chart_head = "role,code,name,name_zh";

bool is_chart(std::string_view name) { return name.starts_with("chart-") && name.ends_with(".csv"); }
bool counts(std::string_view name) { return name.ends_with(".dmn") || name.ends_with(".csv") || name == version_file; }

std::string first_line(std::string_view text)
{
    text = text.substr(0, text.find_first_of("\r\n"));
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text);
}

std::string bytes_of(std::span<const PackageFile> files)
{
    std::vector<const PackageFile*> sorted;
    for (const PackageFile& file : files)
        if (counts(file.name)) sorted.push_back(&file);
    std::sort(sorted.begin(), sorted.end(),
              [](const PackageFile* one, const PackageFile* other) { return one->name < other->name; });
    std::string bytes;
    for (const PackageFile* file : sorted)
        bytes += file->name + '\n' + std::to_string(file->text.size()) + '\n' + file->text;
    return bytes;
}

std::string chart_name(std::string_view framework)
{
    std::string name = "chart-";
    for (const char letter : framework)
        name += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return name + ".csv";
}

}  // namespace

Result<Package> Package::compile(std::string name, std::span<const PackageFile> files)
{
    std::vector<Fault> faults;
    std::optional<Package> package = compile(std::move(name), files, faults);
    if (!package) return faults.front();
    return std::move(*package);
}

std::optional<Package> Package::compile(std::string name, std::span<const PackageFile> files,
                                        std::vector<Fault>& all_faults)
{
    const std::size_t before = all_faults.size();
    Package package;
    package.name_ = std::move(name);
    package.bytes_ = bytes_of(files);
    const auto tables = std::make_shared<ReferenceTables>();
    for (const PackageFile& file : files) {
        if (file.name == version_file) package.version_ = first_line(file.text);
        if (file.name.ends_with(".dmn")) {
            Result<dmn::Source> source = dmn::read_source(file.name, file.text);
            if (source)
                package.models_.push_back(std::move(*source));
            else
                all_faults.push_back(source.fault());
        }
        if (!is_chart(file.name)) {
            if (!file.name.ends_with(".csv")) continue;
            auto table = ReferenceTable::parse(file.name, file.text, all_faults);
            if (table) tables->emplace(file.name.substr(0, file.name.size() - 4), std::move(*table));
            continue;
        }
        package.charts_.emplace_back(file.name, file.text);
        if (first_line(file.text) != chart_head)
            all_faults.push_back({"chart-unreadable", file.name + ":1", "a chart of accounts begins with its columns",
                                  "make the first line " + std::string(chart_head)});
    }
    if (package.version_.empty())
        all_faults.push_back({"version-missing", "rule package " + package.name_, "the package has no version",
                              "write its version into a file version.txt, such as 1.0"});
    package.reference_tables_ = tables;
    package.compile_decisions(before, all_faults);
    if (all_faults.size() > before) return std::nullopt;
    return package;
}

// A decision that answers a question is made a table where it says constants only, and else computes. One that answers
// none must be required by another, or nothing would ever ask it. `before`: faults of other things.
void Package::compile_decisions(std::size_t before, std::vector<Fault>& faults)
{
    Decisions made;
    std::set<std::string> seen, required;
    for (const dmn::Source& source : models_)
        for (const dmn::Decision& decision : source.decisions)
            for (const std::string& href : decision.needs) required.insert(href.substr(href.find('#') + 1));
    for (std::size_t file = 0; file < models_.size(); ++file) {
        for (const dmn::Decision& decision : models_[file].decisions) {
            const std::string id = id_of(decision), place = models_[file].file + ", decision " + id;
            const std::optional<TableSource> table = table_of(models_[file], decision);
            if (table) sources_.push_back(*table);
            const QuestionName* question = question_named(id);
            if (!seen.insert(id).second) {
                faults.push_back(
                    {"decision-twice", place, "two decisions have this id", "give each decision an id of its own"});
            } else if (question == nullptr) {
                if (!required.contains(id))
                    faults.push_back(
                        {"decision-unknown", place, "nothing ever asks this decision", "correct its id, or remove it"});
            } else if (table && is_constant(*table, *question)) {
                std::optional<DecisionTable> compiled = DecisionTable::compile(*table, faults);
                if (!compiled) continue;
                tables_.push_back(std::make_unique<const DecisionTable>(std::move(*compiled)));
                made.tables.push_back(tables_.back().get());
            } else if (auto model =
                           ModelDecision::compile(models_, file, decision, *question, reference_tables_, faults)) {
                made.models.push_back(std::move(model));
            }
        }
    }
    // A decision with faults of its own would be missed as well, so first things first.
    if (faults.size() == before) questions_ = read_questions(made, faults);
}

std::string_view Package::chart(std::string_view framework) const
{
    const std::string name = chart_name(framework);
    for (const auto& [file, text] : charts_)
        if (file == name) return text;
    return {};
}

const DecisionTable* Package::table(std::string_view decision) const
{
    for (const auto& table : tables_)
        if (table->decision() == decision) return table.get();
    return nullptr;
}

Result<Decimal> matching_tolerance(const Package& package, std::string_view currency)
{
    Facts facts;
    facts.set(FactId::invoice_currency, currency);
    const auto answered = package.questions().matching.must(facts);
    if (!answered) return answered.fault();
    return answered->answer->tolerance;
}

Result<int> dunning_level(const Package& package, int days_past_due)
{
    Facts facts;
    facts.set(FactId::invoice_days_past_due, Decimal::of(days_past_due));
    const auto answered = package.questions().dunning.must(facts);
    if (!answered) return answered.fault();
    return answered->answer->level;
}

}  // namespace earned
