#include "app/rule_versions.h"

#include "app/intake.h"

#include <algorithm>
#include <filesystem>

namespace earned::app {

namespace {

// A book keeps a version's files in one event, which has a bound.
constexpr std::size_t most_bytes = 32U << 20U;

std::string short_name(const std::string& package)
{
    const std::filesystem::path path(package);
    return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

Refused refused(const std::string& code, const std::string& where, const std::string& what, const std::string& hint)
{
    return Refused({.code = code, .where = where, .what = what, .hint = hint});
}

Event deciding_event(Book& book, const std::string& deed, const std::string& of, const Decides& who)
{
    Event event;
    event.source = "earned";
    event.id = "rules/" + deed + "/" + of + "/" + std::to_string(book.store().next_event());
    event.date = who.on;
    event.by = who.by;
    return event;
}

RuleVersion& version_in(std::vector<RuleVersion>& versions, const std::string& package, const std::string& hash)
{
    RuleVersion* found = nullptr;
    for (RuleVersion& version : versions)
        if (version.package == package && version.hash.starts_with(hash)) found = &version;
    if (found != nullptr) return *found;
    throw refused("version-unknown", "rule package " + package + (hash.empty() ? "" : " " + hash),
                  "no such version was proposed", "propose it first: earned rules propose " + package);
}

void require_sound(const std::vector<Fault>& faults, const std::string& package)
{
    if (faults.empty()) return;
    throw refused("rules-unsound", faults.front().where,
                  faults.front().what + " (" + faults.front().code + ")" +
                      (faults.size() > 1 ? ", and " + std::to_string(faults.size() - 1) + " faults more" : ""),
                  "mend what `earned rules check " + package + "` names");
}

void require_passing(const std::vector<CaseResult>& results, const std::string& package)
{
    for (const CaseResult& result : results)
        if (!result.passed())
            throw refused("case-failed", result.differences.front().where,
                          "the package's own case " + result.name + " differs: " + result.differences.front().what,
                          "see `earned rules test " + package + "`");
}

}  // namespace

std::vector<RuleVersion> rule_versions(Book& book)
{
    std::vector<RuleVersion> versions;
    book.store().company_events(book.known_at(), [&](const db::EventRow& row) {
        if (!row.type.starts_with("rules.")) return;
        const Event event = decode_stored(row);
        if (const auto* proposed = std::get_if<RulesProposed>(&event.fact)) {
            versions.push_back({.package = proposed->package,
                                .version = proposed->version,
                                .hash = proposed->hash,
                                .reason = proposed->reason,
                                .proposed_by = event.by,
                                .proposed_on = event.date});
        } else if (const auto* approved = std::get_if<RulesApproved>(&event.fact)) {
            for (RuleVersion& version : versions) {
                if (version.package != approved->package || version.hash != approved->hash) continue;
                if (event.by.empty() || event.by == version.proposed_by) continue;  // counts for nothing
                version.approved_by = event.by;
                version.approved_on = event.date;
            }
        } else if (const auto* active = std::get_if<RulesActivated>(&event.fact)) {
            for (RuleVersion& version : versions)
                if (version.package == active->package && version.hash == active->hash)
                    version.activations.push_back({active->book, active->from, active->restate, event.by});
        }
    });
    return versions;
}

RuleVersion propose(Book& book, Packages& packages, const std::string& package, const Decides& who)
{
    const std::vector<PackageFile> files = packages.files(package);
    require_sound(packages.check(package), package);
    const std::string name = short_name(package), hash = content_hash(files);
    std::vector<RuleVersion> known = rule_versions(book);
    for (const RuleVersion& version : known)
        if (version.package == name && version.hash == hash) return version;
    RulesProposed proposed{
        .package = name, .version = packages.named(package).version(), .hash = hash, .reason = who.reason, .files = {}};
    std::size_t bytes = 0;
    for (const PackageFile& file : files) {
        proposed.files.push_back({file.name, file.text});
        bytes += file.text.size();
    }
    if (bytes > most_bytes)
        throw refused("package-too-large", "rule package " + package, "its files are more than 32 MiB together",
                      "keep what isn't a rule out of its folder");
    Event event = deciding_event(book, "propose", name, who);
    event.fact = std::move(proposed);
    append_own(book, {std::move(event)});
    known = rule_versions(book);
    return version_in(known, name, hash);
}

RuleVersion approve(Book& book, const std::string& package, const std::string& hash, const Decides& who)
{
    std::vector<RuleVersion> known = rule_versions(book);
    const std::string name = short_name(package);
    const RuleVersion& version = version_in(known, name, hash);
    const std::string where = "rule package " + name + " " + version.version;
    if (who.by == version.proposed_by)
        throw refused("four-eyes", where, who.by + " proposed this version, and can't approve it as well",
                      "let somebody else look at it and approve it");
    if (!version.approved_by.empty()) return version;
    Event event = deciding_event(book, "approve", name, who);
    event.fact = RulesApproved{name, version.hash, who.reason};
    const std::string approved = version.hash;
    append_own(book, {std::move(event)});
    known = rule_versions(book);
    return version_in(known, name, approved);
}

RuleVersion activate(Book& book, const std::shared_ptr<Packages>& packages, const ActivationOrder& order,
                     const Decides& who)
{
    std::vector<RuleVersion> known = rule_versions(book);
    const std::string name = short_name(order.package);
    if (order.hash.empty())  // the one approved last; a proposal that nobody approved is not meant
        std::stable_partition(known.begin(), known.end(),
                              [](const RuleVersion& version) { return version.approved_by.empty(); });
    const RuleVersion version = version_in(known, name, order.hash);
    const std::string where = "rule package " + name + " " + version.version;
    if (version.approved_by.empty())
        throw refused("version-not-approved", where, "nobody has approved this version",
                      "let somebody else than " + version.proposed_by + " approve it: earned rules approve " + name);
    const std::string key = book.keep_version(name, version.hash);
    require_sound(packages->check(key), name);
    require_passing(run_package_cases(packages, key), name);
    if (std::none_of(version.activations.begin(), version.activations.end(), [&](const RuleActivation& active) {
            return active.book == order.book && active.from == order.from && active.restate == order.restate;
        })) {
        Event event = deciding_event(book, "activate", name, who);
        event.date = order.from;
        event.fact = RulesActivated{order.book, name, version.version, order.from, order.restate, version.hash};
        append_own(book, {std::move(event)});
    }
    known = rule_versions(book);
    return version_in(known, name, version.hash);
}

std::vector<CaseResult> run_package_cases(const std::shared_ptr<Packages>& packages, const std::string& package)
{
    std::vector<CaseResult> results;
    for (const PackageFile& file : packages->files(package)) {
        if (!file.name.starts_with("cases/")) continue;
        for (Result<Case>& wanted : read_cases(file.name, file.text)) {
            if (!wanted) {
                CaseResult broken{.name = file.name, .file = file.name};
                broken.differences.push_back({wanted.fault().where, wanted.fault().text()});
                results.push_back(std::move(broken));
                continue;
            }
            wanted->rules = package;
            results.push_back(run_case(*wanted, "sqlite::memory:", packages, Laws::checked));
        }
    }
    return results;
}

}  // namespace earned::app
