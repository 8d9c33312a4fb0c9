#include "base/split.h"

#include "base/check.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace earned {

namespace {

struct Remainder {
    Ratio rest;
    std::size_t place;
};

// The places of the largest remainders first; of equal ones, the first first.
bool goes_before(const Remainder& left, const Remainder& right)
{
    if (left.rest != right.rest) return left.rest > right.rest;
    return left.place < right.place;
}

}  // namespace

std::vector<Money> split(Money total, std::span<const Ratio> weights)
{
    Ratio sum;
    for (const Ratio& weight : weights) {
        CHECK(weight.sign() >= 0, "a weight is not negative");
        sum += weight;
    }
    std::vector<Money> parts(weights.size(), Money::zero(total.currency()));
    if (total.is_zero()) return parts;
    CHECK(sum.sign() > 0, "an amount is split over something");

    const Ratio unit = Ratio(total.minor()) / sum;
    std::vector<Remainder> remainders;
    remainders.reserve(weights.size());
    Money left = total;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        const Ratio share = unit * weights[place];
        const std::int64_t whole = share.rounded(Round::down);
        parts[place] = Money(whole, total.currency());
        left -= parts[place];
        remainders.push_back({abs(share - Ratio(whole)), place});
    }
    const Money step(total.sign(), total.currency());
    const auto count = static_cast<std::ptrdiff_t>(abs(left).minor());
    CHECK(count < std::ssize(remainders) || count == 0, "what is left over is less than one each");
    const auto last = remainders.begin() + count;
    std::partial_sort(remainders.begin(), last, remainders.end(), goes_before);
    for (std::ptrdiff_t given = 0; given < count; ++given)
        parts[remainders[static_cast<std::size_t>(given)].place] += step;
    CHECK(std::accumulate(parts.begin(), parts.end(), Money::zero(total.currency())) == total,
          "the parts sum to the total");
    return parts;
}

}  // namespace earned
