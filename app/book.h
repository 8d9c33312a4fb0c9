// A book that is open: its store, its reference data, and the rules in force. Every command of the
// shell works on one of these.
//
// Law: what a book says depends on its events and on K, the last intake batch it is asked about;
//      never on how many workers asked, on the database, or on when.
#pragma once

#include "contract/fold.h"
#include "contract/reference.h"
#include "db/store.h"
#include "journal/chart.h"
#include "journal/posting.h"
#include "rules/package.h"
#include "rules/terms.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace earned::app {

// Homes that are worked on together: enough for bulk copies, few enough that memory doesn't grow.
inline constexpr std::int64_t homes_a_part = 500;

class CustomersAsNeeded;

// Where rule packages are found: name -> folder; compiled when first asked for.
class Packages {
public:
    explicit Packages(std::vector<std::string> folders);
    const Package& named(const std::string& name);            // throws Refused with the fault's words
    std::vector<Fault> check(const std::string& name) const;  // every fault of it; empty: it is sound
    // Its files, and those of its cases ("cases/x.yaml"), by name.
    std::vector<PackageFile> files(const std::string& name) const;
    // A package that stands in no folder, by a name of its own.
    void add(const std::string& name, std::vector<PackageFile> files);
    std::string place(const std::string& name) const { return folder_of(name); }  // its folder
    bool has_added(const std::string& name) const { return added_.contains(name); }

private:
    std::string folder_of(const std::string& name) const;  // throws Refused when there is none
    std::vector<std::string> folders_;
    std::map<std::string, std::vector<PackageFile>> added_;
    std::map<std::string, std::shared_ptr<const Package>> compiled_;
};

// SHA-256 of a package's files, whatever order they come in.
std::string content_hash(std::vector<PackageFile> files);

// The user asked for something that can't be done: an address, a sentence and a remedy; exit 1.
struct Refused : std::runtime_error {
    explicit Refused(Fault fault);
    Fault fault;
};

// One set of accounts: an entity under a framework. Its key in the store is "ENTITY/BOOK".
struct Ledger {
    EntityId entity;
    BookName book;
    std::string framework, rules;
    Currency currency;
    std::string key() const { return entity.text() + "/" + book.text(); }
};

// Whether revenue that the rules hold waits for a person; in a case it doesn't, unless it says so.
enum class Confirmations { wait, on_the_spot };

class Book {
public:
    Book(std::string url, std::shared_ptr<Packages> packages, Policies overrides = {},
         Confirmations confirmations = Confirmations::wait);
    static Book must_exist(const std::string& url, std::shared_ptr<Packages> packages);

    db::Store& store() { return *store_; }
    std::unique_ptr<db::Store> another_store() { return store_->another(); }
    const std::string& url() const { return url_; }
    std::string user();  // who decides: the database's role on PostgreSQL, the system's user otherwise
    std::int64_t known_at() const { return known_at_; }

    void refresh();                    // reads the company's events again, as known now
    void know_at(std::int64_t batch);  // asks about an earlier K
    const Reference& reference() const { return reference_; }
    // The number of the last event of the company from which any home's documents may follow (bill_plans.h).
    std::int64_t last_bill_news() const { return last_bill_news_; }
    std::vector<Ledger> ledgers() const;
    std::vector<Ledger> ledgers(const std::string& entity, const std::string& book) const;  // empty: any
    Policy policy(const Ledger& ledger) const;
    std::string policy_hash(const Ledger& ledger) const;
    const Chart& chart(const Ledger& ledger);
    // A version that was proposed becomes a package that can be asked for, from the log alone: its name.
    std::string keep_version(const std::string& package, const std::string& hash) const;
    Result<Plan> plan_of(const Policy& policy, const Group& group) const;

    // A home's events, decoded, and what they make of it.
    std::vector<Event> history(db::Store& store, std::int64_t home) const;
    Home folded(db::Store& store, std::int64_t home) const;
    // The same for a range, in order of homes, with bounded memory.
    using HomeSeen = std::function<void(std::int64_t, const Home&)>;
    void each_home(db::Store& store, db::HomeRange range, const HomeSeen& visit) const;
    void each_home(db::Store& store, std::span<const std::int64_t> homes, const HomeSeen& visit) const;  // sorted

private:
    std::string url_;
    std::shared_ptr<Packages> packages_;
    Policies overrides_;
    Confirmations confirmations_;
    std::unique_ptr<db::Store> store_;
    std::int64_t known_at_ = 0, last_bill_news_ = 0;
    std::shared_ptr<CustomersAsNeeded> customers_;
    Reference reference_;                            // looks customers up there
    std::map<std::string, RulesProposed> versions_;  // by hash
    std::map<std::string, Chart> charts_;
};

// What was performed, whether or not somebody holds its revenue back.
Result<Earned> earn_as_performed(const Group& group, const Terms& terms);
// What a ledger keeps of a home's cash that is on no contract: a plan for each currency. One of nothing is left out.
struct OwnCashPlan {
    Currency currency;
    Result<Plan> plan;
};
std::vector<OwnCashPlan> own_cash_plans(const Reference& reference, const Ledger& ledger, const Home& home);

// Whose a home is, where nothing of it says more.
EntityId own_entity(const Reference& reference, const Home& home);

Event decode_stored(const db::EventRow& row);  // a stored event is sound: anything else is Broken

}  // namespace earned::app
