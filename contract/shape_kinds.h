// The kinds of field, by the names under which docs/events.md and the schemas have them.
#pragma once

#include "contract/shape_build.h"
#include "contract/shape_field.h"

namespace earned {

namespace kinds {

inline constexpr Kind text{.form = Form::text, .name = "text", .words = "a text"};
inline constexpr Kind name{.form = Form::name, .name = "name", .words = "a name (a text, or a whole number)"};
inline constexpr Kind date{.form = Form::date, .name = "date", .words = "a date, as YYYY-MM-DD"};
inline constexpr Kind period{.form = Form::period, .name = "period", .words = "a period, as YYYY-MM"};
inline constexpr Kind day_of_year{.form = Form::day_of_year, .words = "a day of every year, as MM-DD"};
inline constexpr Kind currency{.form = Form::currency, .name = "currency", .words = "a currency of ISO 4217"};
inline constexpr Kind country{.form = Form::country, .words = "a country of ISO 3166, as two capital letters"};
inline constexpr Kind interval{.form = Form::interval, .name = "interval", .words = "an interval, as \"1 month\""};
inline constexpr Kind terms{
    .form = Form::terms, .name = "terms", .words = "payment terms, as \"net 30\", \"2% 10 net 30\" or \"eom+15\""};
inline constexpr Kind percent{.form = Form::percent, .name = "percent", .words = "a percentage, as \"5%\""};
inline constexpr Kind boolean{.form = Form::boolean, .words = "true or false"};
inline constexpr Kind truth{.form = Form::truth, .words = "true"};
inline constexpr Kind term{.form = Form::term, .name = "term", .words = "[first day, last day]"};
inline constexpr Kind tags{.form = Form::tags, .name = "tags", .words = "names with a text, number or boolean each"};

inline constexpr Kind money{
    .form = Form::decimal, .name = "money", .words = "an amount of money", .places = 4, .money = true};
inline constexpr Kind money_from_zero{.form = Form::decimal,
                                      .name = "money_from_zero",
                                      .words = "an amount of money, not negative",
                                      .places = 4,
                                      .money = true,
                                      .bound = Bound::not_negative};
inline constexpr Kind money_above_zero{.form = Form::decimal,
                                       .name = "money_above_zero",
                                       .words = "an amount of money above zero",
                                       .places = 4,
                                       .money = true,
                                       .bound = Bound::positive};
inline constexpr Kind price{.form = Form::decimal, .name = "price", .words = "a price of one unit, up to 12 decimals"};
inline constexpr Kind price_range{.form = Form::price_range, .name = "price_range", .words = "a price, or {low, high}"};
inline constexpr Kind decimal{.form = Form::decimal, .name = "decimal", .words = "a number"};
inline constexpr Kind from_zero{
    .form = Form::decimal, .name = "from_zero", .words = "a number, not negative", .bound = Bound::not_negative};
inline constexpr Kind above_zero{
    .form = Form::decimal, .name = "above_zero", .words = "a number above zero", .bound = Bound::positive};
inline constexpr Kind rate{
    .form = Form::decimal, .name = "rate", .words = "a rate above zero", .places = 15, .bound = Bound::positive};
inline constexpr Kind share{.form = Form::decimal, .name = "share", .words = "a share, 0 to 1", .bound = Bound::share};
inline constexpr Kind hundred{
    .form = Form::decimal, .name = "hundred", .words = "a percentage, 0 to 100", .bound = Bound::hundred};
inline constexpr Kind quantity{.form = Form::quantity, .name = "quantity", .words = "a quantity, or \"open\""};
inline constexpr Kind discount{.form = Form::discount,
                               .name = "discount",
                               .words = "an amount, or a percentage as \"10%\"",
                               .places = 4,
                               .money = true};

constexpr Kind whole(int least, int most)
{
    return {.form = Form::whole, .words = "a whole number", .least = least, .most = most};
}
constexpr Kind choice(std::span<const std::string_view> allowed)
{
    return {.form = Form::choice, .words = "one of a few words", .allowed = allowed};
}
constexpr Kind record(const Shape& shape) { return {.form = Form::record, .words = "a record", .record = &shape}; }
constexpr Kind list(const Kind& item, std::size_t fewest = 0)
{
    return {.form = Form::list, .words = "a list", .item = &item, .fewest = fewest};
}
inline constexpr Kind names = list(name);
inline constexpr Kind some_names = list(name, 1);

}  // namespace kinds

// Its amounts are of the currency that the event itself names.
consteval EventShape in_its_currency(EventShape shape)
{
    shape.names_currency = true;
    return shape;
}

inline constexpr Field date_of_event = must<&Event::date>("date", kinds::date, "the day on which it happened");

}  // namespace earned
