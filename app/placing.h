// Where the events of a chunk belong: each in the home of its customer, found by the names that it bears.
//
// Law:      the order within a chunk doesn't matter: what founds a home or a key comes first
// Ensures:  what names nothing that is known waits, under its names, until one of them comes to be
#pragma once

#include "app/book.h"

#include <unordered_map>
#include <unordered_set>

namespace earned::app {

// Keys and their homes, as known in the store and as this chunk adds them.
class Directory {
public:
    explicit Directory(db::Store& store) : store_(store) {}

    void want(db::KeyKind kind, const std::string& name)
    {
        if (name.empty() || !wanted_.insert(text(kind, name)).second) return;
        asked_.push_back({kind, name});
    }
    void look_up()
    {
        const auto homes = store_.homes_of(asked_);
        for (std::size_t at = 0; at < asked_.size(); ++at)
            if (homes[at] != 0) homes_[text(asked_[at].kind, asked_[at].name)] = homes[at];
    }
    std::int64_t home(db::KeyKind kind, const std::string& name) const
    {
        if (name.empty()) return 0;
        const auto found = homes_.find(text(kind, name));
        return found == homes_.end() ? 0 : found->second;
    }
    void add(db::KeyKind kind, const std::string& name, std::int64_t home)
    {
        if (name.empty() || !homes_.emplace(text(kind, name), home).second) return;
        added_.push_back({{kind, name}, home});
    }
    const std::vector<db::KeyRow>& added() const { return added_; }

private:
    static std::string text(db::KeyKind kind, const std::string& name)
    {
        return static_cast<char>('0' + static_cast<int>(kind)) + name;
    }
    db::Store& store_;
    std::unordered_set<std::string> wanted_;
    std::vector<db::Key> asked_;
    std::unordered_map<std::string, std::int64_t> homes_;
    std::vector<db::KeyRow> added_;
};

// Writes rows that have their homes and the names that came to be with them, and lets the events that waited for those
// names find their homes.
void write_placed(db::Store& store, const std::vector<db::KeyRow>& keys, const std::vector<db::EventRow>& rows);

class Placing {
public:
    Placing(db::Store& store, std::int64_t& next_home) : store_(store), directory_(store), next_home_(next_home) {}

    // Gives each row its home, or the names under which it waits.
    void place(const std::vector<const Event*>& events, std::vector<db::EventRow>& rows);
    // Writes rows that were placed, and lets waiting events find the homes that came to be.
    void write(const std::vector<db::EventRow>& rows);

private:
    std::int64_t home_of_customer(const std::string& customer);
    std::int64_t new_home(const std::string& customer);
    void found_contract(const Event& event, const Routing& routing);
    void found_document(const Event& event, const Routing& routing);
    void found_credit(const Event& event);

    db::Store& store_;
    Directory directory_;
    std::int64_t& next_home_;
    std::vector<db::HomeRow> homes_;
};

}  // namespace earned::app
