// The worklist: in order, each item with the day of its event, however many
// there are.
#include "app/worklist.h"
#include "tests/app/books_app.h"

namespace earned::app::worklist_test {
namespace {

class Worklist : public AppBooks {};
INSTANTIATE_TEST_SUITE_P(On, Worklist, testing::Values(db::Where::file, db::Where::postgres), db::name_of);

// More than are kept in memory; of two homes in turns, and two of each day.
TEST_P(Worklist, many_exceptions_are_told_by_the_days_of_their_events)
{
    constexpr int count = 9'000;
    const Date first = Date::of(2026, 1, 1);
    std::vector<ReadEvent> events = three_contracts();
    for (int number = 0; number < count; ++number) {
        const std::string contract = number % 2 == 0 ? "C1" : "C2", day = (first + (count - number) / 2).text();
        events.push_back(event_of("order.fulfilled",
                                  R"({"contract":")" + contract + R"(","line":"nothing","date":")" + day + R"("})",
                                  std::to_string(number)));
    }
    take(*book, events);
    const std::vector<OpenItem> items = worklist(*book);
    ASSERT_EQ(items.size(), static_cast<std::size_t>(count));
    for (const OpenItem& item : items) {
        ASSERT_EQ(item.kind, Open::exception);
        ASSERT_EQ(item.fault.code, "line-unknown");
        const int number = std::stoi(item.id);
        ASSERT_EQ(item.date, first + (count - number) / 2);
        ASSERT_EQ(item.customer.text(), number % 2 == 0 ? "A" : "B");
    }
    const auto in_order = [](const OpenItem& one, const OpenItem& other) { return one.order() < other.order(); };
    EXPECT_TRUE(std::is_sorted(items.begin(), items.end(), in_order));
    std::int64_t told = 0;
    each_open_item(*book,
                   [&](const OpenItem& item) { ASSERT_EQ(item.event, items[static_cast<std::size_t>(told++)].event); });
    EXPECT_EQ(told, count);
}

}  // namespace
}  // namespace earned::app::worklist_test
