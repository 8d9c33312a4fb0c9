// Values as bytes of a shelf (shelf.h), and back. A struct is shelved by what its `fields` names:
//
//     static auto fields(auto& of) { return std::tie(of.date, of.customer, of.amount); }
//
// Law:      unshelved(shelved(x)) = x, within one process: nothing of it is kept beyond
#pragma once

#include "base/bytes.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/name.h"
#include "base/period.h"

#include <array>
#include <bit>
#include <optional>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace earned {

template <class T>
concept Fielded = requires(T& of)
{
    T::fields(of);
};

class Shelving {
public:
    template <class... T>
    void all(const T&... values)
    {
        (put(values), ...);
    }
    std::string bytes() && { return std::move(to_).bytes(); }

    template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
    void put(T value) { to_.number(static_cast<std::int64_t>(value)); }
    void put(std::monostate) {}
    void put(const std::string& text) { to_.text(text); }
    void put(Date date) { to_.date(date); }
    void put(Period period) { to_.number(period.packed()); }
    void put(Currency currency) { to_.fixed(std::bit_cast<std::uint32_t>(currency)); }
    void put(Money amount) { all(amount.minor(), amount.currency()); }
    void put(const Decimal& decimal) { to_.text(decimal.scientific()); }
    template <class Tag>
    void put(const Name<Tag>& name)
    {
        to_.text(name.text());
    }
    template <class T>
    void put(const std::optional<T>& value)
    {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class T>
    void put(const std::vector<T>& values)
    {
        put(values.size());
        for (const T& value : values) put(value);
    }
    template <class T, std::size_t size>
    void put(const std::array<T, size>& values)
    {
        for (const T& value : values) put(value);
    }
    template <class... T>
    void put(const std::variant<T...>& value)
    {
        put(value.index());
        std::visit([&](const auto& held) { put(held); }, value);
    }
    template <Fielded T>
    void put(const T& value)
    {
        std::apply([&](const auto&... fields) { all(fields...); }, T::fields(value));
    }

private:
    ByteWriter to_;
};

class Unshelving {
public:
    explicit Unshelving(std::string_view bytes) : from_(bytes) {}
    bool at_end() const { return from_.at_end(); }

    template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
    void take(T& value) { value = static_cast<T>(from_.number()); }
    void take(std::monostate&) {}
    void take(std::string& text) { text = from_.text(); }
    void take(Date& date) { date = from_.date(); }
    void take(Period& period) { period = Period::from_packed(from_.small<std::int32_t>()); }
    void take(Currency& currency) { currency = std::bit_cast<Currency>(from_.fixed<std::uint32_t>()); }
    void take(Money& amount)
    {
        const std::int64_t minor = from_.number();
        amount = {minor, std::bit_cast<Currency>(from_.fixed<std::uint32_t>())};
    }
    void take(Decimal& decimal) { decimal = *Decimal::parse(from_.text()); }
    template <class Tag>
    void take(Name<Tag>& name)
    {
        name.assign(from_.text());
    }
    template <class T>
    void take(std::optional<T>& value)
    {
        value.reset();
        if (from_.flag()) take(value.emplace());
    }
    template <class T>
    void take(std::vector<T>& values)
    {
        values.clear();
        values.resize(static_cast<std::size_t>(from_.number()));
        for (T& value : values) take(value);
    }
    template <class T, std::size_t size>
    void take(std::array<T, size>& values)
    {
        for (T& value : values) take(value);
    }
    template <class... T>
    void take(std::variant<T...>& value)
    {
        take_one_of(value, static_cast<std::size_t>(from_.number()), std::index_sequence_for<T...>());
    }
    template <Fielded T>
    void take(T& value)
    {
        std::apply([&](auto&... fields) { (take(fields), ...); }, T::fields(value));
    }

private:
    template <class Variant, std::size_t... places>
    void take_one_of(Variant& value, std::size_t place, std::index_sequence<places...>)
    {
        ((place == places ? take(value.template emplace<places>()) : void()), ...);
    }

    ByteReader from_;
};

template <class T>
std::string shelved(std::span<const T> values)
{
    Shelving to;
    to.put(values.size());
    for (const T& value : values) to.put(value);
    return std::move(to).bytes();
}

template <class T>
void unshelve(std::string_view bytes, std::vector<T>& values)
{
    Unshelving from(bytes);
    from.take(values);
    CHECK(from.at_end(), "what lies on a shelf is read to its end");
}

}  // namespace earned
