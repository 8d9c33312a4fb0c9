// One value, by its kind.
#include "contract/shape_read.h"
#include "contract/shape_text.h"

#include <algorithm>
#include <charconv>

namespace earned {

namespace {

std::string_view what_it_is(const ValueView& value)
{
    if (value.is_null()) return "null";
    if (value.is_boolean()) return "a boolean";
    if (value.is_number()) return "a number";
    if (value.is_text()) return "a text";
    return value.is_list() ? "a list" : "a record";
}

bool wrong_type(const ValueView& value, const Kind& kind, Decoding& reading)
{
    std::string hint = "write " + std::string(kind.words);
    if (value.is_null()) hint += ", or leave the field out";
    return reading.refuse("wrong-type",
                          std::string(what_it_is(value)) + " stands where " + std::string(kind.words) + " belongs",
                          std::move(hint));
}

std::string quoted(std::string_view text) { return "'" + std::string(text.substr(0, 60)) + "'"; }

// The code of a text that is of the right type and doesn't look right.
std::string_view malformed(Form form)
{
    switch (form) {
        case Form::date:
            return "not-a-date";
        case Form::period:
            return "not-a-period";
        case Form::currency:
            return "not-a-currency";
        case Form::country:
            return "not-a-country";
        case Form::day_of_year:
            return "not-a-day";
        case Form::interval:
            return "not-an-interval";
        case Form::terms:
            return "not-terms";
        case Form::percent:
            return "not-a-percentage";
        case Form::choice:
        case Form::quantity:
        case Form::discount:
            return "not-allowed";
        case Form::decimal:
        case Form::price_range:
            return "not-a-decimal";
        case Form::text:
        case Form::name:
        case Form::whole:
        case Form::boolean:
        case Form::truth:
        case Form::term:
        case Form::tags:
        case Form::list:
        case Form::record:
            return "not-a-name";
    }
    return "not-a-name";
}

bool refuse_text(const ValueView& value, const Kind& kind, Decoding& reading)
{
    const std::string hint = kind.form == Form::interval
                                 ? "write a number and day, week, month, quarter or year, as \"3 months\""
                                 : "write " + std::string(kind.words);
    return reading.refuse(malformed(kind.form), quoted(value.text()) + " is not " + std::string(kind.words), hint);
}

// By its value: 1.000 has no decimals, and a number of a hundred zeros is a small one.
std::optional<Decimal> number_of(const ValueView& value)
{
    const std::string_view token = value.is_text() ? value.text() : value.number_token();
    if (const std::optional<Decimal> number = Decimal::parse(token)) return number;
    return value.is_number() ? Decimal::parse(canonical(value)) : std::nullopt;
}

bool too_many_places(const Decimal& number, int places)
{
    return number.places() > places && number.reduced().places() > places;
}

bool refuse_places(const Kind& kind, int places, Decoding& reading)
{
    const std::string most = places == 0 ? "no decimals" : "at most " + std::to_string(places) + " decimals";
    const std::string of =
        kind.money && !reading.currency.empty() ? std::string(reading.currency) + " has " : "there may be ";
    return reading.refuse("too-many-decimals", of + most + " here", "round the number, or mend it at its source");
}

bool in_bound(const Decimal& number, Bound bound)
{
    switch (bound) {
        case Bound::any:
            return true;
        case Bound::not_negative:
            return number.sign() >= 0;
        case Bound::positive:
            return number.sign() > 0;
        case Bound::share:
            return number.sign() >= 0 && number <= Decimal::of(1);
        case Bound::hundred:
            return number.sign() >= 0 && number <= Decimal::of(100);
    }
    return false;
}

// Not below 10^15, whatever the sign.
bool is_too_large(const Decimal& number)
{
    constexpr std::int64_t limit = 1'000'000'000'000'000;
    const Wide coefficient = number.coefficient();
    if (number.exponent() <= 0 && coefficient < limit && coefficient > -limit) return false;
    return number.abs() >= Decimal::of(limit);
}

// "-0" as a text, where a pattern allows no sign.
bool is_negative_zero(const ValueView& value, const Kind& kind)
{
    return value.is_text() && kind.bound != Bound::any && value.text().starts_with('-');
}

bool read_text(const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_text()) return wrong_type(value, kind, reading);
    return matches(kind, value.text()) || refuse_text(value, kind, reading);
}

// A whole number where a name belongs: YAML and spreadsheets write 4711 for "4711".
bool read_numeric_name(std::string& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    const std::optional<Decimal> number = number_of(value);
    if (!number || !number->is_integer() || number->sign() < 0 || is_too_large(*number))
        return wrong_type(value, kind, reading);
    out = canonical(value);
    return true;
}

}  // namespace

bool read_as(std::string& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (kind.form == Form::name && value.is_number()) return read_numeric_name(out, value, kind, reading);
    if (kind.form == Form::choice) {
        std::size_t place = 0;
        if (!read_choice(place, value, kind, reading)) return false;
        out = kind.allowed[place];
        return true;
    }
    if (!read_text(value, kind, reading)) return false;
    out = value.text();
    return true;
}

bool read_as(Decimal& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (kind.form == Form::percent) {
        if (!read_text(value, kind, reading)) return false;
        out = *Decimal::parse(value.text().substr(0, value.text().size() - 1));
        return true;
    }
    if (!value.is_number() && !value.is_text()) return wrong_type(value, kind, reading);
    if (value.is_text() && !is_decimal_text(value.text())) return refuse_text(value, kind, reading);
    const std::optional<Decimal> number = number_of(value);
    const int places = kind.money ? std::min(kind.places, reading.money_places) : kind.places;
    if (!number || is_too_large(*number) || !in_bound(*number, kind.bound) || is_negative_zero(value, kind))
        return reading.refuse("out-of-range",
                              "out of range: this has to be " + std::string(kind.words) + ", and below 10^15",
                              "write " + std::string(kind.words));
    if (too_many_places(*number, places) || (value.is_text() && number->places() > most_written_places(places)))
        return refuse_places(kind, places, reading);
    out = *number;
    return true;
}

bool read_as(bool& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_boolean()) return wrong_type(value, kind, reading);
    if (kind.form == Form::truth && !value.boolean())
        return reading.refuse("not-allowed", "this may only be true", "write true, or leave the field out");
    out = value.boolean();
    return true;
}

bool read_as(int& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_number()) return wrong_type(value, kind, reading);
    const std::optional<Decimal> number = number_of(value);
    if (!number || !number->is_integer()) return wrong_type(value, kind, reading);
    const std::optional<std::int64_t> whole = number->to_int64();
    if (!whole || *whole < kind.least || *whole > kind.most)
        return reading.refuse(
            "out-of-range", "the number is not within its range",
            "write a whole number from " + std::to_string(kind.least) + " to " + std::to_string(kind.most));
    out = static_cast<int>(*whole);
    return true;
}

bool read_as(Date& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_text()) return wrong_type(value, kind, reading);
    const std::optional<Date> date = Date::parse(value.text());
    if (!date) return refuse_text(value, kind, reading);
    out = *date;
    return true;
}

bool read_as(Currency& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_text()) return wrong_type(value, kind, reading);
    const std::optional<Currency> currency = Currency::parse(value.text());
    if (!currency) return refuse_text(value, kind, reading);
    out = *currency;
    return true;
}

bool read_as(Interval& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!read_text(value, kind, reading)) return false;
    out = *Interval::parse(value.text());
    return true;
}

bool read_as(PaymentTerms& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if (!value.is_text()) return wrong_type(value, kind, reading);
    const std::optional<PaymentTerms> terms = PaymentTerms::parse(value.text());
    if (!terms) return refuse_text(value, kind, reading);
    out = *terms;
    return true;
}

}  // namespace earned
