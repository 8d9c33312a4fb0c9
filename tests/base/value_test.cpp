#include "base/check.h"
#include "base/decimal.h"
#include "base/value.h"
#include "tests/base/printing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::value_test {

namespace {

Value number(std::string token) { return Value::number(std::move(token)); }

const Value order = Value::record({{"price", number("1.50")},
                                   {"line", Value::text("a/b")},
                                   {"tags", Value::list({Value::null(), Value::boolean(true)})},
                                   {"empty", Value::record({})}});

}  // namespace

TEST(Value, IsWhatTheDocumentSays)
{
    EXPECT_TRUE(Value().is_null());
    EXPECT_EQ(order.find("price")->number_token(), "1.50");
    EXPECT_EQ(order.find("line")->text(), "a/b");
    EXPECT_TRUE(order.find("tags")->items()[1].boolean());
    EXPECT_EQ(order.fields().front().first, "price");
    EXPECT_EQ(order.find("none"), nullptr);
    EXPECT_EQ(Value::text("x").find("none"), nullptr);
    EXPECT_EQ(Value::number(-7).number_token(), "-7");
    EXPECT_THROW(order.text(), Broken);
    EXPECT_THROW(Value::text("1").number_token(), Broken);
    EXPECT_THROW(Value().items(), Broken);
}

TEST(Value, KnowsWhereItStood)
{
    Value value = Value::text("x");
    EXPECT_EQ(value.address(), nullptr);
    value.stood_at({"orders.csv", 17, 4});
    const Value copy = value;
    EXPECT_EQ(copy.address()->text(), "orders.csv:17:4");
    EXPECT_EQ(copy, Value::text("x"));
    EXPECT_EQ((Address{"orders.csv", 17, 0}.text()), "orders.csv:17");
    EXPECT_EQ((Address{"orders.csv", 0, 0}.text()), "orders.csv");
}

TEST(Value, IsWrittenAsItStood)
{
    EXPECT_EQ(json(order), R"({"price":1.50,"line":"a/b","tags":[null,true],"empty":{}})");
    EXPECT_EQ(canonical(order), R"({"empty":{},"line":"a/b","price":1.5,"tags":[null,true]})");
    EXPECT_EQ(json(Value::list({})), "[]");
    EXPECT_EQ(json(Value::text("\"\\\n\t\r\b\f\x01/ü")), R"("\"\\\n\t\r\b\f\u0001/ü")");
}

TEST(Value, EqualNumbersHaveOneForm)
{
    const std::vector<std::vector<const char*>> alike = {
        {"1.5", "1.50", "15e-1", "0.15E1", "+1.5", "0.0015e3"},
        {"0", "-0", "0.00", "0e7", "-0.0E-9"},
        {"100", "1e2", "100.00", "1E+2"},
        {"-0.001", "-1e-3", "-0.0010"},
        {"1e400", "10e399", "1E+400"},
        {"12e-300", "1.2e-299"},
        {"1"},
        {"-1.5"},
        {"0.1"},
        {"1e41"},
        {"1e-41"},
    };
    for (const auto& these : alike)
        for (const auto& those : alike)
            for (const char* left : these)
                for (const char* right : those)
                    EXPECT_EQ(number(left) == number(right), &these == &those)
                        << left << " " << right;
    EXPECT_EQ(canonical(number("12.3400")), "12.34");
    EXPECT_EQ(canonical(number("0.05")), "0.05");
    EXPECT_EQ(canonical(number("10e399")), "1e400");
    EXPECT_FALSE(number("1.5") == Value::text("1.5"));
    EXPECT_EQ(Value::record({{"a", number("1")}, {"b", number("2")}}),
              Value::record({{"b", number("2.0")}, {"a", number("1.0")}}));
    EXPECT_FALSE(Value::list({number("1"), number("2")}) ==
                 Value::list({number("2"), number("1")}));
}

TEST(Value, PointersAreEscaped)
{
    EXPECT_EQ(pointer("", "data"), "/data");
    EXPECT_EQ(pointer("/lines", "a/b~c"), "/lines/a~1b~0c");
    EXPECT_EQ(pointer(pointer("/lines", 3), "price"), "/lines/3/price");
}

RC_GTEST_PROP(ValueProperty, NumbersAreEqualAsDecimalsAre,
              (const Decimal& left, const Decimal& right))
{
    RC_ASSERT((number(left.text()) == number(right.text())) == (left == right));
    RC_ASSERT(number(left.text()) == number(left.reduced().text()));
    RC_ASSERT(number(canonical(number(left.text()))) == number(left.text()));
    RC_ASSERT(*Decimal::parse(canonical(number(left.text()))) == left);
}

}  // namespace earned::value_test
