#include "rules/feel/compile.h"

#include "base/decimal_functions.h"

namespace earned::feel {

namespace {

template <class T>
Value result(Run& run, std::optional<T> value, const char* what)
{
    if (!value) return run.null(std::string(what) + ": the result is out of range");
    return Value(std::move(*value));
}

Value misfit(Run& run, const char* what, const Value& left, const Value& right)
{
    return run.null(std::string(what) + ": it is not defined for a " + std::string(name(left.kind())) + " and a " +
                    std::string(name(right.kind())));
}

std::optional<Value> moved(Run& run, const Value& value, const Value& by)
{
    const auto done = [&](auto moment) { return result(run, std::move(moment), "+"); };
    if (value.date() && by.months()) return done(add(*value.date(), *by.months()));
    if (value.date() && by.days()) return done(add(*value.date(), *by.days()));
    if (value.date_time() && by.months()) return done(add(*value.date_time(), *by.months()));
    if (value.date_time() && by.days()) return done(add(*value.date_time(), *by.days()));
    if (value.time() && by.days()) return Value(add(*value.time(), *by.days()));
    return std::nullopt;
}

DateTime moment_of(const Value& value) { return value.date() ? midnight_utc(*value.date()) : *value.date_time(); }

}  // namespace

Value add(Run& run, const Value& left, const Value& right)
{
    if (left.number() && right.number()) return result(run, checked_add(*left.number(), *right.number()), "+");
    if (left.string() && right.string()) {
        run.grow(left.string()->size() + right.string()->size());
        return Value(*left.string() + *right.string());
    }
    if (left.days() && right.days()) return result(run, add(*left.days(), *right.days()), "+");
    if (left.months() && right.months()) return result(run, add(*left.months(), *right.months()), "+");
    if (auto sum = moved(run, left, right)) return *sum;
    if (auto sum = moved(run, right, left)) return *sum;
    return misfit(run, "+", left, right);
}

Value subtract(Run& run, const Value& left, const Value& right)
{
    if (left.number() && right.number()) return result(run, checked_subtract(*left.number(), *right.number()), "-");
    if (left.date() && right.date()) return Value(subtract(*left.date(), *right.date()));
    const bool moments = (left.date() || left.date_time()) && (right.date() || right.date_time());
    if (moments) return result(run, subtract(moment_of(left), moment_of(right)), "-");
    if (left.time() && right.time()) return result(run, subtract(*left.time(), *right.time()), "-");
    if (!right.days() && !right.months()) return misfit(run, "-", left, right);
    const Value back = negate(run, right);
    if (left.days() && back.days()) return result(run, add(*left.days(), *back.days()), "-");
    if (left.months() && back.months()) return result(run, add(*left.months(), *back.months()), "-");
    if (auto difference = moved(run, left, back)) return *difference;
    return misfit(run, "-", left, right);
}

Value multiply(Run& run, const Value& left, const Value& right)
{
    if (left.number() && right.number()) return result(run, checked_multiply(*left.number(), *right.number()), "*");
    const Value& duration = left.number() ? right : left;
    const Decimal* factor = left.number() ? left.number() : right.number();
    if (factor && duration.days()) return result(run, multiply(*duration.days(), *factor), "*");
    if (factor && duration.months()) return result(run, multiply(*duration.months(), *factor), "*");
    return misfit(run, "*", left, right);
}

Value divide(Run& run, const Value& left, const Value& right)
{
    if (left.number() && right.number()) return result(run, checked_divide(*left.number(), *right.number()), "/");
    if (left.days() && right.number()) return result(run, divide(*left.days(), *right.number()), "/");
    if (left.months() && right.number()) return result(run, divide(*left.months(), *right.number()), "/");
    if (left.days() && right.days()) return result(run, divide(*left.days(), *right.days()), "/");
    if (left.months() && right.months()) return result(run, divide(*left.months(), *right.months()), "/");
    return misfit(run, "/", left, right);
}

Value raise(Run& run, const Value& left, const Value& right)
{
    if (left.number() && right.number()) return result(run, power(*left.number(), *right.number()), "**");
    return misfit(run, "**", left, right);
}

Value negate(Run& run, const Value& value)
{
    if (value.number()) return Value(-*value.number());
    if (value.days()) return result(run, negated(*value.days()), "-");
    if (value.months()) return result(run, negated(*value.months()), "-");
    return run.null("-: it is not defined for a " + std::string(name(value.kind())));
}

}  // namespace earned::feel
