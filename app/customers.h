// The customers of a book, read as they are asked for: a million of them would fill the memory of a command that works
// on one home at a time.
//
// Law:    what is answered for a customer is what all its definitions known at K say, however many are kept
// Errors: the database's are exceptions (db::Failure); threads may ask at once, but for `know_at`
#pragma once

#include "app/book.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace earned::app {

class CustomersAsNeeded {
public:
    // `most`: histories of so many are kept, and of as many that were asked for before those.
    explicit CustomersAsNeeded(db::Store& store, std::size_t most = 2048) : store_(store), most_(most) {}

    void know_at(std::int64_t batch);
    CustomerHistory find(const CustomerId& id);

private:
    using Kept = std::unordered_map<std::string, CustomerHistory>;

    const CustomerHistory* kept(const std::string& id);
    void keep(const std::string& id, CustomerHistory history);
    std::vector<std::string> read_with(const std::string& id);
    void read(const std::vector<std::string>& ids);

    std::mutex mutex_;
    db::Store& store_;
    std::unique_ptr<db::Store> session_;  // its own: others are in the middle of reading when they ask
    std::size_t most_;
    std::int64_t known_at_ = 0;
    Kept recent_, older_;
    std::vector<std::int64_t> ends_;  // of the stretches of homes whose customers were read last
};

// Whose these accounts are, by what is last known of each customer; nobody's, or several customers': left out.
std::map<std::string, CustomerId> owners_of(Book& book, const std::set<std::string>& plain_accounts);

// Each customer that was ever defined with such a word in it, by what `is_meant` says of each definition.
std::set<CustomerId> customers_defined(Book& book, const std::function<bool(const CustomerDefined&)>& is_meant);

}  // namespace earned::app
