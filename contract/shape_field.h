// Fields out of members: `must<&Bundle::price>("price", kinds::money)` knows how to read, write and
// miss that member. What a Fact's own shape describes is reached through the Event that holds it.
#pragma once

#include "contract/shape_read.h"
#include "contract/shape_write.h"

#include <concepts>
#include <type_traits>

namespace earned {

template <class M> struct MemberOf;
template <class R, class T> struct MemberOf<T R::*> { using Record = R; using Type = T; };

template <class T, class V> struct IsAlternative;
template <class T, class... F> struct IsAlternative<T, std::variant<F...>>
    : std::bool_constant<(std::same_as<T, F> || ...)> {};

template <class T> constexpr bool is_optional = false;
template <class T> constexpr bool is_optional<std::optional<T>> = true;
template <class T> constexpr bool is_vector = false;
template <class T> constexpr bool is_vector<std::vector<T>> = true;
template <class T> constexpr bool is_name = false;
template <class Tag> constexpr bool is_name<Name<Tag>> = true;
template <class T> constexpr bool is_leaf = false;
template <class T> requires std::same_as<T, std::string> || std::same_as<T, Decimal> || std::same_as<T, bool> ||
    std::same_as<T, int> || std::same_as<T, Date> || std::same_as<T, Currency> || std::same_as<T, Interval> ||
    std::same_as<T, PaymentTerms> || std::same_as<T, Term> || std::same_as<T, PriceRange> ||
    std::same_as<T, Discount> || std::same_as<T, Attributes>
constexpr bool is_leaf<T> = true;

template <class T> bool read_member(T& out, const Value& value, const Kind& kind, Reading& reading)
{
    if constexpr (is_optional<T>) return read_member(out.emplace(), value, kind, reading);
    else if constexpr (is_leaf<T>) return read_as(out, value, kind, reading);
    else if constexpr (is_name<T>) {
        std::string text;
        if (!read_as(text, value, kind, reading)) return false;
        out = T(std::move(text));
        return true;
    } else if constexpr (std::is_enum_v<T>) {
        std::size_t place = 0;
        if (!read_choice(place, value, kind, reading)) return false;
        out = static_cast<T>(place);
        return true;
    } else if constexpr (is_vector<T>) {
        if (!read_list(value, kind, reading)) return false;
        out.reserve(value.items().size());
        for (std::size_t index = 0; index < value.items().size(); ++index) {
            const Reading::Step step(reading, index);
            if (!read_member(out.emplace_back(), value.items()[index], *kind.item, reading)) return false;
        }
        return true;
    } else return read_record(&out, value, *kind.record, reading);
}

template <class T, class Out> void write_member(const T& value, const Kind& kind, Out& out)
{
    if constexpr (is_optional<T>) write_member(*value, kind, out);
    else if constexpr (is_leaf<T>) write_as(value, kind, out);
    else if constexpr (is_name<T>) out.text(value.text());
    else if constexpr (std::is_enum_v<T>) out.text(kind.allowed[static_cast<std::size_t>(value)]);
    else if constexpr (is_vector<T>) {
        out.begin_list();
        for (const auto& item : value) write_member(item, *kind.item, out);
        out.end_list();
    } else write_record(&value, *kind.record, out);
}

template <auto M> struct Access {
    using Record = typename MemberOf<decltype(M)>::Record;
    using Type = typename MemberOf<decltype(M)>::Type;

    static Type& of(void* record)
    {
        if constexpr (IsAlternative<Record, Fact>::value) return std::get_if<Record>(&static_cast<Event*>(record)->fact)->*M;
        else return static_cast<Record*>(record)->*M;
    }
    static const Type& of(const void* record)
    {
        if constexpr (IsAlternative<Record, Fact>::value)
            return std::get_if<Record>(&static_cast<const Event*>(record)->fact)->*M;
        else return static_cast<const Record*>(record)->*M;
    }
    static bool read(void* record, const Value& value, const Kind& kind, Reading& reading)
    {
        return read_member(of(record), value, kind, reading);
    }
    template <class Out> static void write(const void* record, const Kind& kind, Out& out)
    {
        write_member(of(record), kind, out);
    }
    static bool present(const void* record)
    {
        const Type& value = of(record);
        if constexpr (is_optional<Type>) return value.has_value();
        else if constexpr (requires { value.empty(); }) return !value.empty();
        else if constexpr (requires { value == Type(); }) {
            static const Record fresh{};  // a field that says its default says nothing
            return !(value == fresh.*M);
        } else return true;
    }
};

template <auto M> constexpr Field member(std::string_view name, Need need, const Kind& kind, std::string_view says)
{
    using A = Access<M>;
    return {name, need, kind, says, &A::read, &A::present, &A::template write<TextOut>, &A::template write<ValueOut>};
}
template <auto M> constexpr Field must(std::string_view name, const Kind& kind, std::string_view says = {})
{
    return member<M>(name, Need::must, kind, says);
}
template <auto M> constexpr Field may(std::string_view name, const Kind& kind, std::string_view says = {})
{
    return member<M>(name, Need::may, kind, says);
}
// A record that is always there and may say nothing (Line::treatment).
template <auto M, const Shape& shape> constexpr Field may_record(std::string_view name, const Kind& kind, std::string_view says)
{
    Field field = member<M>(name, Need::may, kind, says);
    field.present = [](const void* record) { return says_something(&Access<M>::of(record), shape); };
    return field;
}

}  // namespace earned
