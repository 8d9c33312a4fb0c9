#include "app/run_hash.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <tuple>
#include <type_traits>

namespace earned::app {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() { check(EVP_DigestInit_ex(context, EVP_sha256(), nullptr)); }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    static void check(int done) { CHECK(done == 1, "SHA-256 is at hand"); }
};

namespace {

// Little-endian, as wide as the field is: the bytes of a row in the order of its fields.
template <class Integer>
void append(std::string& into, Integer number)
{
    char bytes[sizeof(Integer)];
    auto value = static_cast<std::make_unsigned_t<Integer>>(number);
    for (char& byte : bytes) {
        byte = static_cast<char>(value & 0xFF);
        value = static_cast<decltype(value)>(static_cast<std::uint64_t>(value) >> 8);
    }
    into.append(bytes, sizeof bytes);
}

void append(std::string& into, const db::EntryRow& entry)
{
    append(into, entry.entry);
    append(into, entry.event);
    append(into, entry.group);
    append(into, entry.date);
    append(into, entry.belongs_to);
    append(into, entry.cause);
    append(into, entry.first_cause);
}

void append(std::string& into, const db::LineRow& line)
{
    append(into, line.entry);
    append(into, line.minor);
    append(into, line.functional.value_or(line.minor));
    append(into, line.line);
    append(into, line.obligation);
    append(into, line.role);
    append(into, line.source);
}

}  // namespace

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&& other) noexcept = default;
Sha256& Sha256::operator=(Sha256&& other) noexcept = default;

void Sha256::add(std::string_view bytes)
{
    State::check(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()));
}

void Sha256::add(std::int64_t number)
{
    std::string bytes;
    append(bytes, number);
    add(bytes);
}

std::string Sha256::hex()
{
    std::array<unsigned char, 32> hash{};
    State::check(EVP_DigestFinal_ex(state_->context, hash.data(), nullptr));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : hash) {
        text += digits[byte >> 4];
        text += digits[byte & 0xF];
    }
    return text;
}

void PartHash::add_home(std::int64_t home, std::span<const db::EntryRow> entries, std::span<const db::LineRow> lines)
{
    if (entries.empty()) return;
    bytes_.clear();
    append(bytes_, home);
    for (const db::EntryRow& entry : entries) append(bytes_, entry);
    for (const db::LineRow& line : lines) append(bytes_, line);
    homes_.add(bytes_);
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
