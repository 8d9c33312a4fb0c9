// The hash chain over runs (architecture.md, "Storage"): a home's hash is over its entries in key
// order, a part's over its homes, a run's over its parts, totals, K, policy and the run before.
//
// Law: the same entries give the same hash on either database and with any number of workers.
#pragma once

#include "db/rows.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&& other) noexcept;
    Sha256& operator=(Sha256&& other) noexcept;
    void add(std::string_view bytes);
    void add(std::int64_t number);  // eight bytes, little-endian
    std::string hex();

private:
    struct State;  // the library's own
    std::unique_ptr<State> state_;
};

class PartHash {
public:
    // Nothing is added for a home without entries.
    void add_home(std::int64_t home, std::span<const db::EntryRow> entries, std::span<const db::LineRow> lines);
    std::string hex();

private:
    Sha256 homes_;
    std::string bytes_;  // of one home; used again
};

// In the order of their keys, whatever order they are given in.
std::string hash_of_documents(std::span<const db::DocumentRow> documents);
std::string hash_of_run(std::int64_t run, std::int64_t known_at, std::string_view policy_hash, std::string_view totals,
                        std::span<const std::string> parts, std::string_view previous);
std::string sha256(std::string_view bytes);

}  // namespace earned::app
