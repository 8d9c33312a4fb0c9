// What kind of member a field is made of: the questions that shape_field.h asks of a type.
#pragma once

#include "contract/event.h"

#include <concepts>
#include <type_traits>

namespace earned {

template <class M>
struct MemberOf;
template <class R, class T>
struct MemberOf<T R::*> {
    using Record = R;
    using Type = T;
};

template <class T, class V>
struct IsAlternative;
template <class T, class... F>
struct IsAlternative<T, std::variant<F...>> : std::bool_constant<(std::same_as<T, F> || ...)> {
};

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;
template <class T>
constexpr bool is_name = false;
template <class Tag>
constexpr bool is_name<Name<Tag>> = true;
template <class T>
constexpr bool is_leaf = false;
template <class T>
requires std::same_as<T, std::string> || std::same_as<T, Decimal> || std::same_as<T, bool> || std::same_as<T, int> ||
    std::same_as<T, Date> || std::same_as<T, Currency> || std::same_as<T, Interval> || std::same_as<T, PaymentTerms> ||
    std::same_as<T, Term> || std::same_as<T, PriceRange> || std::same_as<T, Discount> || std::same_as<T, Attributes>
constexpr bool is_leaf<T> = true;

}  // namespace earned
