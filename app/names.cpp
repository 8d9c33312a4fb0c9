#include "app/names.h"

#include "app/event_key.h"

#include <algorithm>

namespace earned::app {

std::string issued_event_id(const std::string& number) { return "bill/" + number; }

bool has_issued(db::Store& store)
{
    const auto is_bill = [](const db::RunRow& run) { return run.kind == "bill"; };
    if (const auto open = store.open_run(); open && is_bill(*open)) return true;
    return std::ranges::any_of(store.runs(), is_bill);
}

std::vector<std::int64_t> homes_of_keys(db::Store& store, std::span<const db::Key> keys)
{
    std::vector<std::int64_t> homes = store.homes_of(keys);
    std::vector<std::size_t> places;
    std::vector<db::Identity> identities;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        if (keys[at].kind != db::KeyKind::invoice || homes[at] != 0) continue;
        places.push_back(at);
        identities.push_back({.key = event_key("earned", issued_event_id(keys[at].name))});
    }
    if (identities.empty() || !has_issued(store)) return homes;
    const std::vector<db::Known> known = store.known(identities);
    for (std::size_t at = 0; at < places.size(); ++at) homes[places[at]] = std::max<std::int64_t>(known[at].home, 0);
    return homes;
}

std::int64_t home_of_key(db::Store& store, const db::Key& key)
{
    return homes_of_keys(store, std::span(&key, 1)).front();
}

}  // namespace earned::app
