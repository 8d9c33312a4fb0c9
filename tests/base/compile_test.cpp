// What must compile, and what must not: types refuse nonsense.
#include "base/date.h"
#include "base/integer.h"
#include "base/money.h"
#include "base/name.h"
#include "base/period.h"
#include "base/result.h"
#include "base/value.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace earned::compile_test {

namespace {

template <class A, class B>
concept Adds = requires(A a, B b)
{
    a + b;
};
template <class A, class B>
concept Subtracts = requires(A a, B b)
{
    a - b;
};
template <class A, class B>
concept Multiplies = requires(A a, B b)
{
    a* b;
};
template <class A, class B>
concept Divides = requires(A a, B b)
{
    a / b;
};
template <class A, class B>
concept Compares = requires(A a, B b)
{
    a == b;
    a < b;
};
template <class A, class B>
concept Equates = requires(A a, B b)
{
    a == b;
};
template <class T, class... Parts>
concept MadeOf = std::is_constructible_v<T, Parts...>;
template <class F>
concept DecimalOf = requires(F f)
{
    Decimal::of(f);
};

static_assert(Adds<Money, Money> && Subtracts<Money, Money> && Compares<Money, Money>);
static_assert(!Multiplies<Money, Money>);  // there are no square dollars
static_assert(!Divides<Money, Money>);
static_assert(!Multiplies<Money, int> && !Multiplies<Money, Ratio> && !Multiplies<Money, Decimal>);
static_assert(!Adds<Money, int> && !Adds<Money, Decimal> && !Compares<Money, int>);
static_assert(MadeOf<Money, std::int64_t, Currency> && !MadeOf<Money, double, Currency>);
static_assert(!MadeOf<Money, std::int64_t>);  // an amount has a currency

static_assert(MadeOf<Ratio, int> && MadeOf<Ratio, int, int>);
static_assert(!MadeOf<Ratio, double> && !MadeOf<Ratio, float> && !MadeOf<Ratio, double, double>);
static_assert(DecimalOf<int> && !DecimalOf<double> && !DecimalOf<float>);
static_assert(!std::is_convertible_v<double, Decimal> && !std::is_convertible_v<Decimal, double>);
static_assert(!MadeOf<Integer, double> && MadeOf<Integer, Wide>);
static_assert(!Adds<Decimal, Ratio>);  // one is rounded, the other never

static_assert(!Adds<Date, Date> && Subtracts<Date, Date> && Adds<Date, int>);
static_assert(!MadeOf<Date, int> && !Equates<Date, int> && !Equates<Period, Date>);
static_assert(!MadeOf<Date, std::int32_t> && !MadeOf<Currency, const char*>);

static_assert(MadeOf<ContractId, std::string> && MadeOf<ContractId, const char*>);
static_assert(!Equates<ContractId, CustomerId> && !Equates<ContractId, std::string>);
static_assert(!std::is_convertible_v<std::string, ContractId>);

static_assert(std::is_convertible_v<Fault, Result<int>> && std::is_convertible_v<int, Result<int>>);
static_assert(std::is_convertible_v<const char*, Result<std::string>>);
static_assert(!std::is_convertible_v<Result<int>, bool> && MadeOf<bool, Result<int>>);

static_assert(std::is_trivially_copyable_v<Decimal> && sizeof(Decimal) <= 32);
static_assert(std::is_trivially_copyable_v<Money> && sizeof(Money) == 16);
static_assert(std::is_trivially_copyable_v<Currency> && sizeof(Currency) == 4);
static_assert(std::is_trivially_copyable_v<Date> && sizeof(Date) == 4);
static_assert(std::is_trivially_copyable_v<Period> && sizeof(Period) == 4);
static_assert(std::is_nothrow_move_constructible_v<Value> && sizeof(Value) <= 48);

}  // namespace

TEST(Compile, TypesRefuseNonsense) { SUCCEED(); }

}  // namespace earned::compile_test
