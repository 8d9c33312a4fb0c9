#include "app/book.h"

#include "app/bill_plans.h"
#include "app/customers.h"
#include "app/run_hash.h"
#include "app/shell.h"
#include "contract/decode.h"
#include "exchange/json.h"
#include "rules/check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<PackageFile> read_folder(const fs::path& folder)
{
    std::vector<PackageFile> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back({entry.path().filename().string(), contents(entry.path())});
    if (fs::is_directory(folder / "cases"))
        for (const fs::directory_entry& entry : fs::directory_iterator(folder / "cases"))
            if (entry.is_regular_file() && entry.path().extension() == ".yaml")
                files.push_back({"cases/" + entry.path().filename().string(), contents(entry.path())});
    std::sort(files.begin(), files.end(), [](const PackageFile& a, const PackageFile& b) { return a.name < b.name; });
    return files;
}

}  // namespace

Refused::Refused(Fault refusal) : std::runtime_error(refusal.text()), fault(std::move(refusal)) {}

Packages::Packages(std::vector<std::string> folders) : folders_(std::move(folders)) {}

std::string Packages::folder_of(const std::string& name) const
{
    std::vector<fs::path> tried;
    if (name.find('/') != std::string::npos)
        tried.emplace_back(name);
    else
        for (const std::string& folder : folders_) tried.push_back(fs::path(folder) / name);
    for (const fs::path& folder : tried)
        if (fs::is_directory(folder)) return folder.string();
    throw Refused({.code = "package-unknown",
                   .where = "rule package " + name,
                   .what = "no folder of that name holds a rule package",
                   .hint = "give a path, or set EARNED_RULES to the folder that holds your packages"});
}

const Package& Packages::named(const std::string& name)
{
    if (const auto known = compiled_.find(name); known != compiled_.end()) return *known->second;
    const std::vector<PackageFile> read = files(name);
    Result<Package> package = Package::compile(name, read);
    if (!package) throw Refused(package.fault());
    return *compiled_.emplace(name, std::make_shared<const Package>(std::move(*package))).first->second;
}

std::vector<Fault> Packages::check(const std::string& name) const { return check_package(name, files(name)); }

std::vector<PackageFile> Packages::files(const std::string& name) const
{
    const auto known = added_.find(name);
    return known != added_.end() ? known->second : read_folder(folder_of(name));
}

void Packages::add(const std::string& name, std::vector<PackageFile> files)
{
    added_.insert_or_assign(name, std::move(files));
    compiled_.erase(name);
}

std::string content_hash(std::vector<PackageFile> files)
{
    std::sort(files.begin(), files.end(), [](const PackageFile& a, const PackageFile& b) { return a.name < b.name; });
    Sha256 hash;
    for (const PackageFile& file : files) {
        for (const std::string* part : {&file.name, &file.text}) {
            hash.add(static_cast<std::int64_t>(part->size()));
            hash.add(*part);
        }
    }
    return hash.hex();
}

Book::Book(std::string url, std::shared_ptr<Packages> packages, Policies overrides, Confirmations confirmations)
    : url_(std::move(url)),
      packages_(std::move(packages)),
      overrides_(std::move(overrides)),
      confirmations_(confirmations),
      store_(db::Store::open(url_)),
      customers_(std::make_shared<CustomersAsNeeded>(*store_))
{
    if (store_->exists()) refresh();
}

Book Book::must_exist(const std::string& url, std::shared_ptr<Packages> packages)
{
    Book book(url, std::move(packages));
    if (!book.store_->exists()) {
        throw Refused({.code = "no-book",
                       .where = shown(url),
                       .what = "there is no book in this database",
                       .hint = "make one with `earned init`, or say where it is with --db or EARNED_DB"});
    }
    return book;
}

std::string Book::user()
{
    const std::string role = store_->role();
    return role.empty() ? session_user() : role;
}

void Book::refresh() { know_at(store_->last_sealed_batch()); }

void Book::know_at(std::int64_t batch)
{
    known_at_ = batch;
    customers_->know_at(batch);
    reference_ = Reference();
    reference_.look_up_customers([all = customers_](const CustomerId& id) { return all->find(id); });
    last_bill_news_ = 0;
    versions_.clear();
    store_->company_events(batch, [&](const db::EventRow& row) {
        Event event = decode_stored(row);
        reference_.add(event);
        if (is_bill_news_of_all(event.fact)) last_bill_news_ = std::max(last_bill_news_, event.number);
        if (auto* proposed = std::get_if<RulesProposed>(&event.fact))
            versions_.emplace(proposed->hash, std::move(*proposed));
    });
}

namespace {

Refused no_ledger(const std::vector<Ledger>& known, const std::string& entity, const std::string& book)
{
    std::string names;
    for (const Ledger& ledger : known) names += (names.empty() ? "" : ", ") + ledger.key();
    if (known.empty())
        return Refused({.code = "ledger-unknown",
                        .where = "the book",
                        .what = "no entity keeps its books here yet",
                        .hint = "ingest an `entity.defined` event with `books` first"});
    return Refused(
        {.code = "ledger-unknown",
         .where = entity.empty() ? "book " + book : "entity " + entity + (book.empty() ? "" : ", book " + book),
         .what = "no entity with such a book is defined",
         .hint = "there are " + names + "; leave --entity and --book out for all of them"});
}

}  // namespace

std::vector<Ledger> Book::ledgers() const
{
    std::vector<Ledger> ledgers;
    for (const EntityId& id : reference_.entities()) {
        const EntityDefined* entity = reference_.entity(id, Date::never());
        for (const BookDefined& book : entity->books)
            ledgers.push_back(
                {id, book.book, book.framework, book.rules.empty() ? "standard" : book.rules, entity->currency});
    }
    return ledgers;
}

std::vector<Ledger> Book::ledgers(const std::string& entity, const std::string& book) const
{
    std::vector<Ledger> found = ledgers();
    std::erase_if(found, [&](const Ledger& ledger) {
        return (!entity.empty() && ledger.entity.text() != entity) || (!book.empty() && ledger.book.text() != book);
    });
    if (found.empty()) throw no_ledger(ledgers(), entity, book);
    return found;
}

Policy Book::policy(const Ledger& ledger) const
{
    Policy policy{.reference = &reference_,
                  .book = ledger.book,
                  .framework = ledger.framework,
                  .packages = {},
                  .overrides = overrides_};
    policy.packages.emplace_back(Date::dawn(), &packages_->named(ledger.rules));
    for (const Dated<RulesActivated>& activated : reference_.activations(ledger.book)) {
        const RulesActivated& active = activated.value;
        const std::string name = active.hash.empty() ? active.package : keep_version(active.package, active.hash);
        if (active.restate) policy.packages.clear();  // it decides again from the start
        policy.packages.emplace_back(active.restate ? Date::dawn() : active.from, &packages_->named(name));
    }
    return policy;
}

std::string Book::keep_version(const std::string& package, const std::string& hash) const
{
    std::string name = package + "#" + hash.substr(0, 12);
    if (packages_->has_added(name)) return name;
    const auto proposed = versions_.find(hash);
    if (proposed == versions_.end())
        throw Refused({.code = "version-unknown",
                       .where = "rule package " + package + " " + hash.substr(0, 12),
                       .what = "a version is in force that was never proposed",
                       .hint = "ingest the rules.proposed event with its files"});
    std::vector<PackageFile> files;
    for (const RuleFile& file : proposed->second.files) files.push_back({file.name, file.text});
    if (content_hash(files) != hash)
        throw Refused({.code = "version-altered",
                       .where = "rule package " + package + " " + hash.substr(0, 12),
                       .what = "the files of the proposal are not those of its hash",
                       .hint = "propose the version again"});
    packages_->add(name, std::move(files));
    return name;
}

std::string Book::policy_hash(const Ledger& ledger) const
{
    Sha256 hash;
    hash.add(ledger.key());
    for (const auto& [from, package] : policy(ledger).packages) {
        hash.add(std::int64_t{from.serial()});
        hash.add(package->bytes());
    }
    return hash.hex();
}

const Chart& Book::chart(const Ledger& ledger)
{
    const auto known = charts_.find(ledger.key());
    if (known != charts_.end()) return known->second;
    const Package& package = packages_->named(ledger.rules);
    Result<Chart> chart = Chart::parse(package.chart(ledger.framework), "chart of " + ledger.framework);
    if (!chart) throw Refused(chart.fault());
    return charts_.emplace(ledger.key(), std::move(*chart)).first->second;
}

std::vector<Event> Book::history(db::Store& store, std::int64_t home) const
{
    std::vector<Event> events;
    store.home_events({home, home}, known_at_, [&](const db::EventRow& row) { events.push_back(decode_stored(row)); });
    return events;
}

Home Book::folded(db::Store& store, std::int64_t home) const { return fold(reference_, history(store, home)); }

namespace {

// Events that come home by home, folded.
class Folding {
public:
    Folding(const Reference& reference, const Book::HomeSeen& visit) : reference_(reference), visit_(visit) {}
    void take(const db::EventRow& row)
    {
        if (row.home != home_) finish();
        home_ = row.home;
        events_.push_back(decode_stored(row));
    }
    void finish()
    {
        if (!events_.empty()) visit_(home_, fold(reference_, events_));
        events_.clear();
    }

private:
    const Reference& reference_;
    const Book::HomeSeen& visit_;
    std::vector<Event> events_;
    std::int64_t home_ = 0;
};

}  // namespace

void Book::each_home(db::Store& store, db::HomeRange range, const HomeSeen& visit) const
{
    Folding folding(reference_, visit);
    store.home_events(range, known_at_, [&](const db::EventRow& row) { folding.take(row); });
    folding.finish();
}

void Book::each_home(db::Store& store, std::span<const std::int64_t> homes, const HomeSeen& visit) const
{
    Folding folding(reference_, visit);
    store.events_of(homes, known_at_, [&](const db::EventRow& row) { folding.take(row); });
    folding.finish();
}

Result<Plan> Book::plan_of(const Policy& policy, const Group& group) const
{
    Result<Plan> planned = plan(policy, group);
    if (!planned || confirmations_ == Confirmations::wait) return planned;
    for (PlannedObligation& obligation : planned->obligations) obligation.confirmed_through = Date::never();
    settle(*planned);
    return planned;
}

Result<Earned> earn_as_performed(const Group& group, const Terms& terms)
{
    Group free = group;
    free.holds.clear();
    Terms certain = terms;
    for (ContractTerms& contract : certain.contracts)
        for (std::vector<LineTerms>& versions : contract.lines)
            for (LineTerms& line : versions) line.confirm = false;
    return earn(free, certain);
}

std::vector<OwnCashPlan> own_cash_plans(const Reference& reference, const Ledger& ledger, const Home& home)
{
    std::vector<OwnCashPlan> plans;
    for (const OwnCash& cash : own_cash(reference, home)) {
        if (cash.entity != ledger.entity) continue;
        Result<Plan> plan = plan_home(reference, cash, ledger.currency);
        if (!plan || !plan->cuts.empty()) plans.push_back({cash.currency, std::move(plan)});
    }
    return plans;
}

EntityId own_entity(const Reference& reference, const Home& home)
{
    if (!home.groups.empty()) return home.groups.front().entity;
    if (!home.receipts.empty()) return receiver_of(reference, home, home.receipts.front());
    const std::vector<EntityId> entities = reference.entities();
    return entities.empty() ? EntityId() : entities.front();
}

Event decode_stored(const db::EventRow& row)
{
    const Result<ValueView> document = exchange::view_json(row.payload, "event " + std::to_string(row.number));
    CHECK(document, "a stored event is sound JSON: " + document.fault().text());
    Result<Event> event = decode(*document);
    CHECK(event, "a stored event is sound: " + event.fault().text());
    event->batch = row.batch;
    event->number = row.number;
    return std::move(*event);
}

}  // namespace earned::app
