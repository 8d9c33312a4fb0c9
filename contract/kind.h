// What a document may say in one place: its form, and what bounds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace earned {

// The texts come first.
enum class Form : std::uint8_t {
    text,
    name,
    choice,
    date,
    period,
    day_of_year,
    currency,
    country,
    interval,
    terms,
    percent,
    decimal,
    whole,
    boolean,
    truth,        // truth: true, and nothing else
    quantity,     // a decimal, or "open"
    discount,     // an amount, or "10%"
    price_range,  // a decimal, or {low, high}
    term,         // [first day, last day]
    tags,         // a record of texts, numbers and booleans
    list,
    record,
};

enum class Bound : std::uint8_t { any, not_negative, positive, share, hundred };  // 0..1, 0..100

struct Shape;

struct Kind {
    Form form = Form::text;
    std::string_view name;   // under which the schema defines it; empty: written where it is used
    std::string_view words;  // "an amount of money"
    int places = 12;         // decimals, at most
    bool money = false;      // the currency's decimals, where the event names one
    Bound bound = Bound::any;
    int least = 0, most = 0;                    // of a whole number
    std::span<const std::string_view> allowed;  // of a choice, in the order of its enum
    const Kind* item = nullptr;                 // of a list
    std::size_t fewest = 0;                     // items of a list
    const Shape* record = nullptr;
};

}  // namespace earned
