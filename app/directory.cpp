#include "app/directory.h"

#include "app/names.h"

#include <bit>
#include <functional>

namespace earned::app {

namespace {

std::size_t hash_of(db::KeyKind kind, std::string_view name)
{
    return std::hash<std::string_view>()(name) + static_cast<std::size_t>(kind);
}

}  // namespace

void NamedHomes::expect(std::size_t names)
{
    entries_.reserve(names);
    texts_.reserve(8 * names);
    if (slots_.size() < 2 * names) widen(std::bit_ceil(2 * names));
}

void NamedHomes::widen(std::size_t slots)
{
    slots_.assign(slots, no_name);
    for (NameNumber number = 0; number < entries_.size(); ++number) {
        const Entry& entry = entries_[number];
        const auto name = std::string_view(texts_).substr(entry.begin, entry.size);
        slots_[slot_of(entry.kind, name, entry.hash)] = number;
    }
}

std::size_t NamedHomes::slot_of(db::KeyKind kind, std::string_view name, std::size_t hash) const
{
    for (std::size_t slot = hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot] == no_name) return slot;
        const Entry& entry = entries_[slots_[slot]];
        if (entry.hash != hash || entry.kind != kind) continue;
        if (std::string_view(texts_).substr(entry.begin, entry.size) == name) return slot;
    }
}

NameNumber NamedHomes::find(db::KeyKind kind, std::string_view name) const
{
    return slots_.empty() ? no_name : slots_[slot_of(kind, name, hash_of(kind, name))];
}

NameNumber NamedHomes::number_of(db::KeyKind kind, std::string_view name)
{
    constexpr std::size_t fewest = 16;
    if (slots_.size() < 2 * (entries_.size() + 1)) widen(slots_.empty() ? fewest : 2 * slots_.size());
    const std::size_t hash = hash_of(kind, name);
    NameNumber& number = slots_[slot_of(kind, name, hash)];
    if (number != no_name) return number;
    number = static_cast<NameNumber>(entries_.size());
    entries_.push_back({hash, texts_.size(), name.size(), kind, 0});
    texts_.append(name);
    return number;
}

db::Key NamedHomes::key(NameNumber number) const
{
    const Entry& entry = entries_[number];
    return {entry.kind, texts_.substr(entry.begin, entry.size)};
}

Directory::Directory(db::Store& store, std::shared_ptr<const NamedHomes> before)
    : store_(store), before_(std::move(before))
{
}

NameNumber Directory::number_of(db::KeyKind kind, const std::string& name)
{
    if (name.empty()) return no_name;
    const NameNumber number = names_->number_of(kind, name);
    if (number < is_asked_.size()) return number;
    const std::int64_t home = before_ ? before_->home(before_->find(kind, name)) : 0;
    names_->set_home(number, home);
    is_asked_.push_back(home != 0);
    return number;
}

void Directory::look_up()
{
    std::vector<NameNumber> asked;
    std::vector<db::Key> keys;
    for (NameNumber name = 0; name < is_asked_.size(); ++name) {
        if (is_asked_[name]) continue;
        is_asked_[name] = true;
        asked.push_back(name);
        keys.push_back(names_->key(name));
    }
    const std::vector<std::int64_t> homes = homes_of_keys(store_, keys);
    for (std::size_t at = 0; at < asked.size(); ++at) names_->set_home(asked[at], homes[at]);
}

void Directory::add(NameNumber name, std::int64_t home)
{
    if (name == no_name || names_->home(name) != 0) return;
    names_->set_home(name, home);
    added_.push_back({names_->key(name), home});
}

}  // namespace earned::app
