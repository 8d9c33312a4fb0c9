#include "billing/collect/open_items.h"

#include "base/check.h"
#include "billing/collect/names.h"
#include "billing/collect/reference.h"

#include <algorithm>
#include <tuple>

namespace earned::billing {

namespace {

constexpr std::size_t most_of_an_amount = 3000;

std::uint64_t hash_of(std::string_view text)
{
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return hash;
}
std::uint64_t hash_of(Money amount)
{
    return static_cast<std::uint64_t>(amount.minor()) * 1099511628211ULL ^ hash_of(amount.currency().code());
}

}  // namespace

std::uint32_t OpenItems::customer(const CustomerId& id, const std::string& name, const std::string& parent)
{
    const auto [place, fresh] = customer_places_.try_emplace(id.text(), static_cast<std::uint32_t>(customers_.size()));
    if (fresh) customers_.push_back({id, "", "", 0, 0});
    Debtor& told = customers_[place->second];
    if (told.plain_name.empty() && !name.empty()) {
        told.plain_name = plain_name_of(name);
        if (!told.plain_name.empty()) by_name_[told.plain_name].push_back(place->second);
    }
    if (told.parent.empty() && !parent.empty()) children_[told.parent = parent].push_back(place->second);
    return place->second;
}

void OpenItems::seal()
{
    std::stable_sort(items_.begin(), items_.end(),
                     [](const OpenItem& one, const OpenItem& other) { return one.home < other.home; });
    seal_numbers();
    std::vector<HashedPlace> amounts;
    amounts.reserve(items_.size());
    for (const OpenItem& item : items_)
        amounts.push_back({hash_of(item.open), static_cast<std::uint32_t>(amounts.size())});
    by_amount_ = PlacesByHash(amounts);
    seal_customers();
    for (auto& [name, customers] : by_name_) put_in_order(customers);
    for (auto& [parent, customers] : children_) put_in_order(customers);
}

void OpenItems::put_in_order(std::vector<std::uint32_t>& customers) const
{
    std::sort(customers.begin(), customers.end(),
              [&](std::uint32_t a, std::uint32_t b) { return customers_[a].id < customers_[b].id; });
}

void OpenItems::seal_numbers()
{
    std::vector<HashedPlace> numbers;
    numbers.reserve(items_.size());
    const auto add = [&](const std::string& number, std::uint32_t place) {
        numbers.push_back({hash_of(number), place});
        lengths_ |= length_bit(number);
    };
    for (std::uint32_t place = 0; place < items_.size(); ++place) {
        const std::string number = plain(items_[place].invoice.text());
        add(number, place);
        // A long number stands shortened in its payment reference.
        if (is_shortened(number)) add(reference_body(number), place);
    }
    by_number_ = PlacesByHash(numbers);
}

// By customer by counting; then each customer's own, few as a rule, by age.
void OpenItems::seal_customers()
{
    for (const OpenItem& item : items_) ++customers_[item.customer].last;
    std::uint32_t sum = 0;
    for (Debtor& one : customers_) {
        one.first = sum;
        sum += one.last;
        one.last = one.first;
    }
    by_customer_.resize(items_.size());
    for (std::uint32_t place = 0; place < items_.size(); ++place)
        by_customer_[customers_[items_[place].customer].last++] = place;
    const auto is_older = [&](std::uint32_t a, std::uint32_t b) {
        const OpenItem &one = items_[a], &other = items_[b];
        return std::tie(one.issued, one.invoice) < std::tie(other.issued, other.invoice);
    };
    for (const Debtor& one : customers_)
        std::sort(by_customer_.begin() + one.first, by_customer_.begin() + one.last, is_older);
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

std::vector<std::uint32_t> OpenItems::numbered(std::string_view plain_number) const
{
    std::vector<std::uint32_t> found;
    if ((lengths_ & length_bit(plain_number)) == 0) return found;
    by_number_.at(hash_of(plain_number), [&](std::uint32_t place) {
        const std::string number = plain(items_[place].invoice.text());
        if (number == plain_number || (is_shortened(number) && reference_body(number) == plain_number))
            found.push_back(place);
    });
    return found;
}

std::optional<std::vector<std::uint32_t>> OpenItems::of_amount(Money amount) const
{
    std::vector<std::uint32_t> found;
    std::size_t had_it = 0;
    by_amount_.at(hash_of(amount), [&](std::uint32_t place) {
        if (++had_it <= most_of_an_amount && items_[place].open == amount) found.push_back(place);
    });
    if (had_it > most_of_an_amount) return std::nullopt;
    return found;
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
    std::size_t held = items_.capacity() * sizeof(OpenItem) + by_number_.bytes() + by_amount_.bytes() +
                       by_customer_.capacity() * sizeof(std::uint32_t) + customers_.capacity() * sizeof(Debtor);
    for (const OpenItem& item : items_)
        if (item.invoice.text().size() > 15) held += item.invoice.text().size() + 1;
    for (const Debtor& one : customers_) held += one.plain_name.capacity() + 160;  // its places in three tables
    return held;
}

}  // namespace earned::billing
