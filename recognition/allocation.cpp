#include "recognition/allocation.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace earned {

namespace {

Ratio still_uncovered(const Claimant& claimant)
{
    return max(claimant.standalone - claimant.covered, Ratio());
}

Ratio sum_of(std::span<const Ratio> amounts)
{
    return std::accumulate(amounts.begin(), amounts.end(), Ratio());
}

Ratio discount_of(const Offer& offer, std::span<const Claimant> claimants)
{
    Ratio sum;
    for (const std::size_t place : offer.claimants) sum += still_uncovered(claimants[place]);
    return sum - offer.price;
}

// The bundle's price over its own lines; what is in no bundle stands at its own price.
std::vector<Ratio> with_discounts_placed(std::span<const Claimant> claimants,
                                         std::span<const Offer> offers)
{
    std::vector<Ratio> shares;
    for (const Claimant& claimant : claimants)
        shares.push_back(claimant.residual ? Ratio() : still_uncovered(claimant));
    for (const Offer& offer : offers) {
        const Ratio alone = discount_of(offer, claimants) + offer.price;
        if (alone.is_zero()) continue;
        for (const std::size_t place : offer.claimants) shares[place] *= offer.price / alone;
    }
    return shares;
}

Result<std::vector<Ratio>> with_residual(const Ratio& price, std::span<const Claimant> claimants,
                                         std::span<const Offer> offers, std::size_t residual)
{
    std::vector<Ratio> shares = with_discounts_placed(claimants, offers);
    const Claimant& line = claimants[residual];
    const Ratio left = price - sum_of(shares);
    const std::string hint =
        "estimate its standalone price by another method (606-10-32-33), and allocate again";
    if (left.sign() <= 0)
        return Fault{"residual-implausible", line.where,
                     "the other lines' standalone prices leave nothing for the residual line",
                     hint};
    if (line.low < line.high && (left < line.low || line.high < left))
        return Fault{"residual-out-of-range", line.where,
                     "the residual lies outside the range at which the line is sold", hint};
    shares[residual] = left;
    return shares;
}

Result<std::vector<Ratio>> relative(const Ratio& price, std::span<const Claimant> claimants,
                                    const std::string& where)
{
    std::vector<Ratio> shares;
    for (const Claimant& claimant : claimants) shares.push_back(still_uncovered(claimant));
    const Ratio sum = sum_of(shares);
    if (sum == price) return shares;
    if (sum.sign() <= 0) {
        if (claimants.size() == 1) return std::vector<Ratio>{price};
        return Fault{"ssp-missing", where,
                     "there is a price to share, and no line has a standalone price",
                     "give the lines an ssp or unit_ssp, or their products one"};
    }
    const Ratio each = price / sum;
    for (Ratio& share : shares) share *= each;
    return shares;
}

}  // namespace

Ratio standalone_price(const LineTerms& terms)
{
    return standalone_price(terms, {terms.ssp_low, terms.ssp_high});
}

Ratio standalone_price(const LineTerms& terms, const StandaloneRange& range)
{
    if (range.low == range.high) return range.low;
    if (!terms.priced) return (range.low + range.high) / Ratio(2);
    return max(range.low, min(range.high, Ratio(terms.stated.minor())));
}

Result<std::vector<Ratio>> allocate(const Ratio& price, std::span<const Claimant> claimants,
                                    std::span<const Offer> offers, const std::string& where)
{
    const auto is_residual = [](const Claimant& claimant) { return claimant.residual; };
    const auto residual = std::find_if(claimants.begin(), claimants.end(), is_residual);
    if (std::count_if(claimants.begin(), claimants.end(), is_residual) > 1)
        return Fault{"residual-several", where,
                     "several lines of one price are residual, and nothing tells them apart",
                     "estimate the standalone price of all but one (606-10-32-35)"};
    if (residual != claimants.end())
        return with_residual(price, claimants, offers,
                             static_cast<std::size_t>(residual - claimants.begin()));
    if (!offers.empty()) {
        Ratio placed, standalone;
        for (const Offer& offer : offers) placed += discount_of(offer, claimants);
        for (const Claimant& claimant : claimants) standalone += still_uncovered(claimant);
        if (placed == standalone - price) return with_discounts_placed(claimants, offers);
    }
    return relative(price, claimants, where);
}

std::vector<std::int64_t> in_whole_units(std::int64_t total, std::span<const Ratio> shares,
                                         Residue residue, std::int64_t unit)
{
    const std::int64_t sign = total < 0 ? -1 : 1;
    std::vector<std::int64_t> parts(shares.size());
    std::vector<Ratio> rests(shares.size());
    std::int64_t left = total;
    if (shares.size() == 1) return {total};
    for (std::size_t place = 0; place < shares.size(); ++place) {
        const Ratio units = shares[place] * Ratio(sign, unit);
        const Round mode = residue == Residue::last ? Round::half_away : Round::floor;
        const std::int64_t whole = units.rounded(mode);
        parts[place] = sign * whole * unit;
        rests[place] = units - Ratio(whole);
        left -= parts[place];
    }
    if (shares.empty()) return parts;
    if (residue == Residue::last) {
        parts.back() += left;
        return parts;
    }
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return rests[other] < rests[one];
    });
    const std::int64_t step = sign * unit;
    for (std::size_t turn = 0; left / step > 0; ++turn, left -= step)
        parts[order[turn % order.size()]] += step;
    for (std::size_t turn = order.size(); left / step < 0; --turn, left += step)
        parts[order[(turn + order.size() - 1) % order.size()]] -= step;
    parts[order.front()] += left;  // less than a unit
    return parts;
}

}  // namespace earned
