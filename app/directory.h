// The names that a chunk of events bears, and where what they name belongs.
//
// Law:     a name gets its number when it is first met, and from then on is asked for by that number. Where it belongs
//          is known from the chunk before, which may not be committed yet, from the store, which is asked once, or
//          because this chunk founds it
// Ensures: a name that is trusted to be new isn't looked up
#pragma once

#include "db/store.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

using NameNumber = std::uint32_t;
constexpr NameNumber no_name = UINT32_MAX;  // of an empty one, and of one that isn't there

// Names with their homes; 0: not known. They lie in one room, and are found by a table of places.
class NamedHomes {
public:
    void expect(std::size_t names);
    NameNumber find(db::KeyKind kind, std::string_view name) const;
    NameNumber number_of(db::KeyKind kind, std::string_view name);  // gives it one
    std::int64_t home(NameNumber number) const { return number == no_name ? 0 : entries_[number].home; }
    void set_home(NameNumber number, std::int64_t home) { entries_[number].home = home; }
    db::Key key(NameNumber number) const;
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::size_t hash = 0, begin = 0, size = 0;  // its text among the texts
        db::KeyKind kind = db::KeyKind::customer;
        std::int64_t home = 0;
    };
    std::size_t slot_of(db::KeyKind kind, std::string_view name, std::size_t hash) const;  // its own, or the free one
    void widen(std::size_t slots);

    std::string texts_;
    std::vector<Entry> entries_;
    std::vector<NameNumber> slots_;  // as many as a power of two, at most half of them taken
};

class Directory {
public:
    explicit Directory(db::Store& store, std::shared_ptr<const NamedHomes> before = {});

    void expect(std::size_t names) { names_->expect(names); }
    NameNumber number_of(db::KeyKind kind, const std::string& name);
    void trust_new(NameNumber name) { is_asked_[name] = true; }
    void look_up();  // what has been met and is neither known nor trusted to be new
    std::int64_t home(NameNumber name) const { return names_->home(name); }
    void add(NameNumber name, std::int64_t home);  // unless it is known
    const std::vector<db::KeyRow>& added() const { return added_; }
    std::shared_ptr<const NamedHomes> names() const { return names_; }

private:
    db::Store& store_;
    std::shared_ptr<NamedHomes> names_ = std::make_shared<NamedHomes>();
    std::shared_ptr<const NamedHomes> before_;
    std::vector<bool> is_asked_;  // by number; or need not be
    std::vector<db::KeyRow> added_;
};

}  // namespace earned::app
