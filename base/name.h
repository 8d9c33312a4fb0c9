// What things are called by those who sent them. A contract's name is no customer's.
#pragma once

#include <compare>
#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace earned {

template <class Tag> class Name {
public:
    Name() = default;
    explicit Name(std::string&& text) : text_(std::move(text)) {}
    explicit Name(const std::convertible_to<std::string_view> auto& text) : text_(text) {}

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    void assign(std::string_view text) { text_.assign(text); }  // keeps its room
    friend auto operator<=>(const Name&, const Name&) = default;

private:
    std::string text_;
};

using ContractId = Name<struct ContractTag>;
using LineId = Name<struct LineTag>;
using CustomerId = Name<struct CustomerTag>;
using EntityId = Name<struct EntityTag>;
using InvoiceId = Name<struct InvoiceTag>;
using CreditId = Name<struct CreditTag>;
using PaymentId = Name<struct PaymentTag>;
using Sku = Name<struct SkuTag>;
using BookName = Name<struct BookTag>;
using ObligationId = Name<struct ObligationTag>;

}  // namespace earned

template <class Tag> struct std::hash<earned::Name<Tag>> {
    std::size_t operator()(const earned::Name<Tag>& name) const noexcept
    {
        return std::hash<std::string>()(name.text());
    }
};
