// The values that rules compare and give: FEEL's text, number, boolean and date (DMN 1.3, 10.3.2).
//
// A `Literal` is what a rule says and owns; a `Known` is what the engine is asked about, and owns
// nothing. Both may be null: not known, which equals only null.
//
// Law: within one type values are totally ordered; text is ordered by its bytes (code points)
#pragma once

#include "base/date.h"
#include "base/decimal.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace earned {

enum class FeelType : std::uint8_t { text, number, boolean, date };

using Literal = std::variant<std::monostate, bool, Decimal, Date, std::string>;
using Known = std::variant<std::monostate, bool, Decimal, Date, std::string_view>;

std::string_view name(FeelType type);
// By the name of a typeRef: string, number, boolean, date ("feel:" before it is allowed).
std::optional<FeelType> feel_type_named(std::string_view type_ref);

std::optional<FeelType> type_of(const Literal& literal);  // nothing: null
std::optional<FeelType> type_of(const Known& known);
Known known(const Literal& literal);

// Requires: both of one type, neither null (CHECK)
std::weak_ordering compare(const Known& left, const Known& right);

// As it is written in a cell: "a", 1.5, true, date("2026-01-31"), null.
std::string text_of(const Known& known);

}  // namespace earned
