// Balances: an amount for each account of a group, debits positive.
//
// Law:      sorted by account, no zeros, so that equal balances are the same; a - b + b == a
// Ensures:  up to four of them stand in the object itself, so that the entry of a quiet contract is
//           made without allocating
#pragma once

#include "journal/role.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace earned {

// One account of a group: obligation is its place in the plan + 1, 0 when the amount is the group's.
struct AccountKey {
    std::uint16_t obligation = 0;
    Source source = Source::recognition;
    Role role = Role::cash;
    friend auto operator<=>(const AccountKey&, const AccountKey&) = default;
};
struct Balance {
    AccountKey key;
    std::int64_t minor = 0;
    friend bool operator==(const Balance&, const Balance&) = default;
};

class Balances {
public:
    Balances() = default;
    Balances(std::initializer_list<Balance> amounts);  // any order; amounts of one account add up
    static Balances summed(std::vector<Balance>& amounts);  // the same; sorts what it is given

    const Balance* begin() const { return many_.empty() ? few_.data() : many_.data(); }
    const Balance* end() const { return begin() + size_; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::int64_t of(AccountKey key) const;   // zero when there is none
    std::int64_t of(Role role) const;        // summed over obligations and sources

    // Requires: greater than every account so far. A zero is left out.
    void append(AccountKey key, std::int64_t minor);

    friend bool operator==(const Balances& left, const Balances& right);

private:
    std::array<Balance, 4> few_{};
    std::vector<Balance> many_;
    std::size_t size_ = 0;
};

Balances operator-(const Balances& left, const Balances& right);
Balances operator+(const Balances& left, const Balances& right);

// Whether each source sums to zero.
bool balanced(const Balances& balances);

}  // namespace earned
