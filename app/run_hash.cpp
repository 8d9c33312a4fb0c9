#include "app/run_hash.h"

#include <algorithm>
#include <tuple>
#include <sodium.h>

namespace earned::app {

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

namespace {

crypto_hash_sha256_state* state_in(std::array<unsigned char, 128>& bytes)
{
    return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

void append(std::string& into, std::int64_t number)
{
    char bytes[8];
    for (int at = 0; at < 8; ++at) bytes[at] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * at));
    into.append(bytes, 8);
}

}  // namespace

Sha256::Sha256() { crypto_hash_sha256_init(state_in(state_)); }

void Sha256::add(std::string_view bytes)
{
    crypto_hash_sha256_update(state_in(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

void Sha256::add(std::int64_t number)
{
    std::string bytes;
    append(bytes, number);
    add(bytes);
}

std::string Sha256::hex()
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(state_in(state_), hash.data());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

void PartHash::add_home(std::int64_t home, std::span<const db::EntryRow> entries, std::span<const db::LineRow> lines)
{
    if (entries.empty()) return;
    std::string bytes;
    bytes.reserve(entries.size() * 64 + lines.size() * 40);
    append(bytes, home);
    for (const db::EntryRow& entry : entries) {
        for (const std::int64_t field :
             {entry.entry, std::int64_t{entry.group}, std::int64_t{entry.cause}, std::int64_t{entry.first_cause},
              std::int64_t{entry.date}, std::int64_t{entry.belongs_to}, entry.event}) {
            append(bytes, field);
        }
    }
    for (const db::LineRow& line : lines) {
        for (const std::int64_t field :
             {line.entry, std::int64_t{line.line}, std::int64_t{line.obligation}, std::int64_t{line.role},
              std::int64_t{line.source}, line.minor, line.functional.value_or(line.minor)}) {
            append(bytes, field);
        }
    }
    homes_.add(bytes);
}

std::string PartHash::hex() { return homes_.hex(); }

std::string hash_of_documents(std::span<const db::DocumentRow> documents)
{
    std::vector<const db::DocumentRow*> order;
    for (const db::DocumentRow& row : documents) order.push_back(&row);
    std::sort(order.begin(), order.end(), [](const db::DocumentRow* a, const db::DocumentRow* b) {
        return std::tie(a->home, a->entity, a->series, a->year, a->rank) <
               std::tie(b->home, b->entity, b->series, b->year, b->rank);
    });
    Sha256 hash;
    for (const db::DocumentRow* place : order) {
        const db::DocumentRow& row = *place;
        for (const std::string* text : {&row.entity, &row.series, &row.number, &row.contract, &row.currency}) {
            hash.add(static_cast<std::int64_t>(text->size()));
            hash.add(*text);
        }
        for (const std::int64_t field :
             {row.home, std::int64_t{row.year}, std::int64_t{row.date}, std::int64_t{row.due}, row.rank,
              std::int64_t{row.credit}, row.net, row.tax, row.event}) {
            hash.add(field);
        }
    }
    return hash.hex();
}

std::string hash_of_run(std::int64_t run, std::int64_t known_at, std::string_view policy_hash, std::string_view totals,
                        std::span<const std::string> parts, std::string_view previous)
{
    Sha256 hash;
    hash.add(run);
    hash.add(known_at);
    for (const std::string_view text : {policy_hash, totals, previous}) {
        hash.add(static_cast<std::int64_t>(text.size()));
        hash.add(text);
    }
    for (const std::string& part : parts) hash.add(part);
    return hash.hex();
}

std::string sha256(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

}  // namespace earned::app
