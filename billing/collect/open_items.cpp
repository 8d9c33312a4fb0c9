#include "billing/collect/open_items.h"

#include "base/check.h"
#include "billing/collect/names.h"
#include "billing/collect/reference.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace earned::billing {

namespace {

std::uint64_t hash_of(std::string_view text)
{
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return hash;
}

}  // namespace

std::uint32_t OpenItems::customer(const CustomerId& id, const std::string& name, const std::string& parent)
{
    const auto [place, fresh] = customer_places_.try_emplace(id.text(), static_cast<std::uint32_t>(customers_.size()));
    if (!fresh) return place->second;
    customers_.push_back({id, plain_name_of(name), parent, 0, 0});
    if (!customers_.back().plain_name.empty()) by_name_[customers_.back().plain_name].push_back(place->second);
    if (!parent.empty()) children_[parent].push_back(place->second);
    return place->second;
}

void OpenItems::seal()
{
    const auto count = static_cast<std::uint32_t>(items_.size());
    by_number_.reserve(count);
    for (std::uint32_t place = 0; place < count; ++place) {
        const std::string number = plain(items_[place].invoice.text());
        by_number_.push_back({hash_of(number), place});
        // A long number stands shortened in its payment reference.
        if (const std::string body = reference_body(number); body != number)
            by_number_.push_back({hash_of(body), place});
    }
    std::sort(by_number_.begin(), by_number_.end(),
              [](const Hashed& a, const Hashed& b) { return std::tie(a.hash, a.place) < std::tie(b.hash, b.place); });
    by_amount_.resize(count);
    std::iota(by_amount_.begin(), by_amount_.end(), 0U);
    by_customer_ = by_amount_;
    const auto key = [&](std::uint32_t place) {
        const OpenItem& item = items_[place];
        return std::tuple(item.open.currency(), item.open.minor(), place);
    };
    std::sort(by_amount_.begin(), by_amount_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    at_first_.reserve(count);
    for (const std::uint32_t place : by_amount_) at_first_.push_back(items_[place].open);
    std::sort(by_customer_.begin(), by_customer_.end(), [&](std::uint32_t a, std::uint32_t b) {
        const OpenItem &one = items_[a], &other = items_[b];
        return std::tie(one.customer, one.issued, one.invoice) < std::tie(other.customer, other.issued, other.invoice);
    });
    for (std::uint32_t at = 0; at < count; ++at) {
        Debtor& debtor = customers_[items_[by_customer_[at]].customer];
        if (debtor.last == 0) debtor.first = at;
        debtor.last = at + 1;
    }
}

std::optional<std::uint32_t> OpenItems::find_customer(const CustomerId& id) const
{
    const auto found = customer_places_.find(id.text());
    if (found == customer_places_.end()) return std::nullopt;
    return found->second;
}

void OpenItems::take(std::uint32_t place, Money amount)
{
    OpenItem& item = items_[place];
    CHECK(amount <= item.open, "an invoice takes at most what is open of it");
    item.open -= amount;
}

std::vector<std::uint32_t> OpenItems::numbered(const std::string& plain_number) const
{
    const std::uint64_t hash = hash_of(plain_number);
    std::vector<std::uint32_t> found;
    auto at = std::lower_bound(by_number_.begin(), by_number_.end(), hash,
                               [](const Hashed& one, std::uint64_t wanted) { return one.hash < wanted; });
    for (; at != by_number_.end() && at->hash == hash; ++at)
        if (const std::string number = plain(items_[at->place].invoice.text());
            number == plain_number || reference_body(number) == plain_number)
            found.push_back(at->place);
    return found;
}

std::span<const std::uint32_t> OpenItems::of_amount(Money amount) const
{
    const auto less = [](Money a, Money b) {
        return std::tuple(a.currency(), a.minor()) < std::tuple(b.currency(), b.minor());
    };
    const auto [first, last] = std::equal_range(at_first_.begin(), at_first_.end(), amount, less);
    return std::span(by_amount_)
        .subspan(static_cast<std::size_t>(first - at_first_.begin()), static_cast<std::size_t>(last - first));
}

std::vector<std::uint32_t> OpenItems::of_family(std::uint32_t customer) const
{
    std::vector<std::uint32_t> family{customer};
    const Debtor& own = customers_[customer];
    if (const auto children = children_.find(own.id.text()); children != children_.end())
        family.insert(family.end(), children->second.begin(), children->second.end());
    if (const auto parent = customer_places_.find(own.parent); !own.parent.empty() && parent != customer_places_.end())
        family.push_back(parent->second);
    std::vector<std::uint32_t> found;
    for (const std::uint32_t member : family)
        for (std::uint32_t at = customers_[member].first; at < customers_[member].last; ++at)
            if (items_[by_customer_[at]].open.sign() > 0) found.push_back(by_customer_[at]);
    return found;
}

std::span<const std::uint32_t> OpenItems::customers_named(const std::string& plain_name) const
{
    const auto found = by_name_.find(plain_name);
    if (found == by_name_.end()) return {};
    return found->second;
}

bool OpenItems::related(std::uint32_t one, std::uint32_t other) const
{
    const Debtor &a = customers_[one], &b = customers_[other];
    return one == other || (!a.parent.empty() && a.parent == b.id.text()) ||
           (!b.parent.empty() && b.parent == a.id.text());
}

std::size_t OpenItems::bytes() const
{
    std::size_t held = items_.capacity() * sizeof(OpenItem) + by_number_.capacity() * sizeof(Hashed) +
                       (by_amount_.capacity() + by_customer_.capacity()) * sizeof(std::uint32_t) +
                       at_first_.capacity() * sizeof(Money) + customers_.capacity() * sizeof(Debtor);
    for (const OpenItem& item : items_)
        if (item.invoice.text().size() > 15) held += item.invoice.text().size() + 1;
    for (const Debtor& one : customers_) held += one.plain_name.capacity() + 160;  // its places in three tables
    return held;
}

}  // namespace earned::billing
