// The open invoices of a company, laid out so that a payment finds those it may mean: by number, by
// customer, by amount. One for all homes: cash may be another customer's than the one it names.
//
// Law:      open only falls while payments are matched, and never below zero (CHECK)
//           What is found doesn't depend on the order in which customers were told, nor in which homes were added
// Requires: `seal` after the last `add`; items of one home are added in one order; each customer that has items or that
// a payment may be of is told before, with
//           its name and its parent
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "billing/collect/places_by_hash.h"
#include "contract/event.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace earned::billing {

struct OpenItem {
    std::int64_t home = 0;
    std::uint32_t customer = 0;  // its place among the customers
    InvoiceId invoice;
    Money open;
    Date issued, due;
    Money discount = {};  // what may be let go of it, by its terms, when the rest is paid by that day
    Date discount_through = {};
};

class OpenItems {
public:
    // Its place; one that is told again keeps it, and may then have a name and a parent that it hadn't.
    std::uint32_t customer(const CustomerId& id, const std::string& name, const std::string& parent = "");
    void add(OpenItem item) { items_.push_back(std::move(item)); }
    void seal();

    const OpenItem& at(std::uint32_t place) const { return items_[place]; }
    const CustomerId& customer_id(std::uint32_t customer) const { return customers_[customer].id; }
    const std::string& plain_name(std::uint32_t customer) const { return customers_[customer].plain_name; }
    std::optional<std::uint32_t> find_customer(const CustomerId& id) const;
    void take(std::uint32_t place, Money amount);  // it is paid that much

    // Places of items, those that are paid by now among them; lowest first.
    std::vector<std::uint32_t> numbered(std::string_view plain_number) const;
    // Of which so much is open, now and from the first; nothing when so many had it that an amount tells nothing.
    std::optional<std::vector<std::uint32_t>> of_amount(Money amount) const;
    std::vector<std::uint32_t> of_family(
        std::uint32_t customer) const;  // its own, its parent's and children's; oldest first
    std::span<const std::uint32_t> customers_named(const std::string& plain_name) const;
    bool related(std::uint32_t one, std::uint32_t other) const;
    std::size_t size() const { return items_.size(); }
    std::size_t bytes() const;  // memory held, about

private:
    struct Debtor {
        CustomerId id;
        std::string plain_name, parent;
        std::uint32_t first = 0, last = 0;  // in by_customer_
    };
    static constexpr std::size_t longest_told = 63;
    static std::uint64_t length_bit(std::string_view plain_number)
    {
        return std::uint64_t{1} << std::min(plain_number.size(), longest_told);
    }
    void seal_numbers();
    void seal_customers();
    void put_in_order(std::vector<std::uint32_t>& customers) const;  // by their ids

    std::vector<OpenItem> items_;
    std::vector<Debtor> customers_;
    std::unordered_map<std::string, std::uint32_t> customer_places_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_, children_;
    PlacesByHash by_number_;                  // and by what stands for the number in a payment reference
    std::uint64_t lengths_ = 0;               // of those numbers: most words of a text have another
    PlacesByHash by_amount_;                  // as it was open at first
    std::vector<std::uint32_t> by_customer_;  // by customer, oldest first
};

}  // namespace earned::billing
