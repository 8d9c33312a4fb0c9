// Where the events of a chunk belong: each in the home of its customer, found by the names that it bears.
//
// Law:      the order within a chunk doesn't matter: what founds a home or a key comes first; a chunk whose names were
//           taken for new is placed as if they had been looked up, or is not placed
// Ensures:  what names nothing that is known waits, under its names, until one of them comes to be
#pragma once

#include "app/book.h"
#include "app/names.h"

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace earned::app {

// What an event says of where it belongs, and the name that it brings into being.
struct Naming {
    enum class Founds : std::uint8_t { nothing, contract, payment, invoice, credit };
    Routing routing{};
    Founds founds = Founds::nothing;
    std::string credit{};                 // the credit note's own number
    std::string defined{};                // the customer that an event of the company speaks of
    std::vector<std::string> invoices{};  // which cash that names nobody may pay

    std::optional<db::Key> founded() const;
};
Naming naming_of(const Event& event);

// Whether the names that a chunk founds are looked up before, or trusted to be new: the store refuses a second one.
enum class NewNames : std::uint8_t { looked_up, trusted };

using Homes = std::unordered_map<std::string, std::int64_t>;  // by kind and name; 0: wanted, and not known

// Keys and their homes, as known in the store, as the chunk before adds them, which may not be committed yet, and as
// this chunk does.
class Directory {
public:
    explicit Directory(db::Store& store, std::shared_ptr<const Homes> before = {})
        : store_(store), before_(std::move(before))
    {
    }

    void want(db::KeyKind kind, const std::string& name)
    {
        if (name.empty()) return;
        const auto [wanted, is_new] = homes_->try_emplace(db::key_text(kind, name));
        if (is_new && home_before(wanted->first) == 0) asked_.push_back({kind, name});
    }
    void expect(std::size_t names) { homes_->reserve(names); }
    void trust_new(const db::Key& key) { homes_->try_emplace(db::key_text(key.kind, key.name)); }
    void look_up()
    {
        const auto homes = homes_of_keys(store_, asked_);
        for (std::size_t at = 0; at < asked_.size(); ++at)
            if (homes[at] != 0) (*homes_)[db::key_text(asked_[at].kind, asked_[at].name)] = homes[at];
    }
    std::int64_t home(db::KeyKind kind, const std::string& name) const
    {
        if (name.empty()) return 0;
        const std::string key = db::key_text(kind, name);
        const auto found = homes_->find(key);
        return found == homes_->end() || found->second == 0 ? home_before(key) : found->second;
    }
    void add(db::KeyKind kind, const std::string& name, std::int64_t home)
    {
        if (name.empty()) return;
        std::int64_t& known = homes_->try_emplace(db::key_text(kind, name)).first->second;
        if (known != 0 || home_before(db::key_text(kind, name)) != 0) return;
        known = home;
        added_.push_back({{kind, name}, home});
    }
    const std::vector<db::KeyRow>& added() const { return added_; }
    std::shared_ptr<const Homes> names() const { return homes_; }

private:
    std::int64_t home_before(const std::string& key) const
    {
        if (!before_) return 0;
        const auto found = before_->find(key);
        return found == before_->end() ? 0 : found->second;
    }
    db::Store& store_;
    std::vector<db::Key> asked_;
    std::shared_ptr<Homes> homes_ = std::make_shared<Homes>();
    std::shared_ptr<const Homes> before_;
    std::vector<db::KeyRow> added_;
};

// Lets the events that waited for these names, which came to be, find their homes.
void route_waiting(db::Store& store, const std::vector<db::Key>& names);

// Writes rows that have their homes and the names that came to be with them, and routes what waited for those.
// `turn` is called before what another session may be writing too, and what it must have written before.
void write_placed(db::Store& store, const std::vector<db::KeyRow>& keys, const std::vector<db::EventRow>& rows,
                  const std::function<void()>& turn = {});

class Placing {
public:
    Placing(db::Store& store, std::int64_t& next_home, std::shared_ptr<const Homes> before = {})
        : store_(store), directory_(store, std::move(before)), next_home_(next_home)
    {
    }

    // Gives each row its home, or the names under which it waits. False: a name was trusted to be new and the chunk
    // doesn't found it after all, so it must be looked up.
    bool place(const std::vector<const Naming*>& namings, std::vector<db::EventRow>& rows, NewNames names);
    bool founds_only_new() const { return founds_only_new_; }
    // Writes rows that were placed, and lets waiting events find the homes that came to be.
    void write(const std::vector<db::EventRow>& rows, const std::function<void()>& turn = {});
    std::shared_ptr<const Homes> names() const { return directory_.names(); }  // those it knows by now

private:
    void look_up(const std::vector<const Naming*>& namings, NewNames names);
    void trust_new(const std::vector<const Naming*>& namings);
    std::int64_t home_of_customer(const std::string& customer);
    std::int64_t new_home(const std::string& customer);
    void found_contract(const Naming& naming);
    void found_document(const Naming& naming);
    void found_credit(const Naming& naming);

    db::Store& store_;
    Directory directory_;
    std::int64_t& next_home_;
    std::vector<db::HomeRow> homes_;
    bool founds_only_new_ = true, founds_all_ = true;
};

}  // namespace earned::app
