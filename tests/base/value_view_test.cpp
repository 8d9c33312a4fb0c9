#include "base/check.h"
#include "base/value_view.h"
#include "tests/base/printing.h"

#include <gtest/gtest.h>

namespace earned::value_view_test {

namespace {

const Value order = Value::record({{"price", Value::number("1.50")},
                                   {"line", Value::text("a/b")},
                                   {"tags", Value::list({Value::null(), Value::boolean(true), Value::list({})})},
                                   {"empty", Value::record({})}});

}  // namespace

TEST(ValueView, SaysWhatItsValueSays)
{
    ViewRoom room;
    const ValueView view = view_of(order, room);
    EXPECT_EQ(view.find("price")->number_token(), "1.50");
    EXPECT_EQ(view.find("line")->text().data(), order.find("line")->text().data());  // it lies there
    EXPECT_TRUE(view.find("tags")->items()[0].is_null());
    EXPECT_TRUE(view.find("tags")->items()[1].boolean());
    EXPECT_EQ(view.fields().front().name, "price");
    EXPECT_EQ(view.find("none"), nullptr);
    EXPECT_EQ(ValueView::text("x").find("none"), nullptr);
    EXPECT_THROW(view.text(), Broken);
    EXPECT_THROW(ValueView::text("1").number_token(), Broken);
    EXPECT_THROW(ValueView().items(), Broken);
}

TEST(ValueView, IsCopiedToTheSameValue)
{
    ViewRoom room;
    EXPECT_EQ(json(copied(view_of(order, room))), json(order));
    EXPECT_EQ(canonical(view_of(order, room)), canonical(order));
    EXPECT_EQ(copied(ValueView()), Value::null());
}

// More than the room has at first.
TEST(ValueView, RoomTakesWhateverThereIs)
{
    std::vector<Value> many;
    for (int number = 0; number < 5000; ++number) many.push_back(Value::record({{"n", Value::number(number)}}));
    const Value list = Value::list(many);
    ViewRoom room;
    for (const int again : {1, 2}) {
        room.clear();
        EXPECT_EQ(json(copied(view_of(list, room))), json(list)) << again;
    }
}

}  // namespace earned::value_view_test
