// Where the events of a chunk belong: each in the home of its customer, found by the names that it bears.
//
// Law:      the order within a chunk doesn't matter: what founds a home or a key comes first; a chunk whose names were
//           taken for new is placed as if they had been looked up, or is not placed
// Ensures:  what names nothing that is known waits, under its names, until one of them comes to be
#pragma once

#include "app/book.h"
#include "app/directory.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace earned::app {

// What an event says of where it belongs, and the name that it brings into being.
struct Naming {
    enum class Founds : std::uint8_t { nothing, contract, payment, invoice, credit };
    Routing routing{};
    Founds founds = Founds::nothing;
    std::string credit{};                 // the credit note's own number
    std::string defined{};                // the customer that an event of the company speaks of
    std::vector<std::string> invoices{};  // which cash that names nobody may pay
};
Naming naming_of(const Event& event);

// The numbers of the names that an event bears.
struct NameNumbers {
    NameNumber contract = no_name, invoice = no_name, payment = no_name, customer = no_name;
    NameNumber credit = no_name, defined = no_name;
    NameNumber founded = no_name;  // of these, what it brings into being
};

// Whether the names that a chunk founds are looked up before, or trusted to be new: the store refuses a second one.
enum class NewNames : std::uint8_t { looked_up, trusted };

// Lets the events that waited for these names, which came to be, find their homes.
void route_waiting(db::Store& store, const std::vector<db::Key>& names);

// Writes rows that have their homes and the names that came to be with them, and routes what waited for those.
// `turn` is called before what another session may be writing too, and what it must have written before.
void write_placed(db::Store& store, const std::vector<db::KeyRow>& keys, const std::vector<db::EventRow>& rows,
                  const std::function<void()>& turn = {});

class Placing {
public:
    Placing(db::Store& store, std::int64_t& next_home, std::shared_ptr<const NamedHomes> before = {})
        : store_(store), directory_(store, std::move(before)), next_home_(next_home)
    {
    }

    // Gives each row its home, or the names under which it waits. False: a name was trusted to be new and the chunk
    // doesn't found it after all, so it must be looked up.
    bool place(const std::vector<const Naming*>& namings, std::vector<db::EventRow>& rows, NewNames names);
    bool founds_only_new() const { return founds_only_new_; }
    // Writes rows that were placed, and lets waiting events find the homes that came to be.
    void write(const std::vector<db::EventRow>& rows, const std::function<void()>& turn = {});
    std::shared_ptr<const NamedHomes> names() const { return directory_.names(); }  // those it knows by now

private:
    void look_up(const std::vector<const Naming*>& namings, NewNames names);
    std::int64_t home_of_customer(const Naming& naming, const NameNumbers& numbers);
    std::int64_t new_home(const std::string& customer);
    void found_contract(const Naming& naming, const NameNumbers& numbers);
    void found_document(const Naming& naming, const NameNumbers& numbers);
    void found_credit(const Naming& naming, const NameNumbers& numbers);

    db::Store& store_;
    Directory directory_;
    std::int64_t& next_home_;
    std::vector<NameNumbers> numbers_;  // a place each naming
    std::vector<db::HomeRow> homes_;
    bool founds_only_new_ = true, founds_all_ = true;
};

}  // namespace earned::app
