// What came out of a story, read at the end of a day through which time was counted, in cents.
#pragma once

#include "base/check.h"
#include "recognition/earned.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace earned {

inline Date day(std::string_view text)
{
    const std::optional<Date> date = Date::parse(text);
    CHECK(date, "a day of the calendar");
    return *date;
}

inline Decimal number(std::string_view text)
{
    const std::optional<Decimal> decimal = Decimal::parse(text);
    CHECK(decimal, "a number");
    return *decimal;
}

inline Currency usd() { return *Currency::parse("USD"); }

// "1,234.50" without the comma: an amount in cents.
inline std::int64_t cents(std::string_view text)
{
    const std::optional<Money> money = Money::of(number(text), usd());
    CHECK(money, "an amount in cents");
    return money->minor();
}

inline const Obligation& of(const Earned& earned, std::string_view id)
{
    for (const Obligation& obligation : earned.obligations)
        if (obligation.id.text() == id) return obligation;
    throw std::out_of_range("no obligation " + std::string(id));
}
inline std::int64_t at(const Obligation& obligation, std::string_view date)
{
    return earned_at(obligation, {day(date), Rank::termination, UINT32_MAX}, day(date));
}
inline std::int64_t performed(const Obligation& obligation, std::string_view date)
{
    return performed_at(obligation, {day(date), Rank::termination, UINT32_MAX}, day(date));
}
inline std::int64_t revenue(const Earned& earned, std::string_view date)
{
    std::int64_t sum = 0;
    for (const Obligation& obligation : earned.obligations) sum += at(obligation, date);
    return sum;
}
inline std::int64_t rights(const Earned& earned, std::string_view date)
{
    std::int64_t sum = 0;
    for (const Obligation& obligation : earned.obligations) sum += performed(obligation, date);
    return sum;
}
// What an obligation is priced at by the last allocation through a day.
inline const Allocation& allocation(const Earned& earned, std::string_view date)
{
    const Allocation* last = nullptr;
    for (const Allocation& one : earned.allocations)
        if (one.from.date <= day(date)) last = &one;
    if (last == nullptr) throw std::out_of_range("nothing is allocated by " + std::string(date));
    return *last;
}
inline std::int64_t priced(const Earned& earned, std::string_view date, std::string_view id)
{
    for (const Share& share : allocation(earned, date).shares)
        if (share.obligation.text() == id) return share.amount;
    throw std::out_of_range("no share of " + std::string(id));
}

}  // namespace earned
