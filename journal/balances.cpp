#include "journal/balances.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

namespace {

std::int64_t plus(std::int64_t left, std::int64_t right)
{
    std::int64_t sum = 0;
    CHECK(!__builtin_add_overflow(left, right, &sum), "a balance fits 64 bits");
    return sum;
}

std::int64_t minus(std::int64_t left, std::int64_t right)
{
    std::int64_t rest = 0;
    CHECK(!__builtin_sub_overflow(left, right, &rest), "a balance fits 64 bits");
    return rest;
}

template <class Join> Balances merged(const Balances& left, const Balances& right, const Join& join)
{
    Balances result;
    const Balance *one = left.begin(), *other = right.begin();
    while (one != left.end() || other != right.end()) {
        if (other == right.end() || (one != left.end() && one->key < other->key)) {
            result.append(one->key, join(one->minor, 0));
            ++one;
        } else if (one == left.end() || other->key < one->key) {
            result.append(other->key, join(0, other->minor));
            ++other;
        } else {
            result.append(one->key, join(one->minor, other->minor));
            ++one;
            ++other;
        }
    }
    return result;
}

}  // namespace

Balances::Balances(std::initializer_list<Balance> amounts)
{
    std::vector<Balance> all(amounts);
    *this = summed(all);
}

Balances Balances::summed(std::vector<Balance>& amounts)
{
    std::sort(amounts.begin(), amounts.end(),
              [](const Balance& left, const Balance& right) { return left.key < right.key; });
    Balances result;
    for (auto first = amounts.begin(); first != amounts.end();) {
        std::int64_t sum = 0;
        auto next = first;
        for (; next != amounts.end() && next->key == first->key; ++next) sum = plus(sum, next->minor);
        result.append(first->key, sum);
        first = next;
    }
    return result;
}

std::int64_t Balances::of(AccountKey key) const
{
    for (const Balance& balance : *this)
        if (balance.key == key) return balance.minor;
    return 0;
}

std::int64_t Balances::of(Role role) const
{
    std::int64_t sum = 0;
    for (const Balance& balance : *this)
        if (balance.key.role == role) sum = plus(sum, balance.minor);
    return sum;
}

void Balances::append(AccountKey key, std::int64_t minor)
{
    if (minor == 0) return;
    if (many_.empty() && size_ < few_.size()) {
        few_[size_++] = {key, minor};
        return;
    }
    if (many_.empty()) many_.assign(few_.begin(), few_.end());
    many_.push_back({key, minor});
    ++size_;
}

bool operator==(const Balances& left, const Balances& right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

Balances operator-(const Balances& left, const Balances& right) { return merged(left, right, minus); }
Balances operator+(const Balances& left, const Balances& right) { return merged(left, right, plus); }

bool balanced(const Balances& balances)
{
    std::array<std::int64_t, 9> sums{};
    for (const Balance& balance : balances) {
        std::int64_t& sum = sums.at(static_cast<std::size_t>(balance.key.source));
        sum = plus(sum, balance.minor);
    }
    return std::all_of(sums.begin(), sums.end(), [](std::int64_t sum) { return sum == 0; });
}

}  // namespace earned
