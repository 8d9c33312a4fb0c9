#include "books.h"

namespace earned::db::plans_test {

using PlansOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, PlansOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);

std::vector<PlanRow> read(Store& store, HomeRange homes, const std::string& book)
{
    std::vector<PlanRow> rows;
    store.plans(homes, book, [&](const PlanRow& row) { rows.push_back(row); });
    return rows;
}

void expect_same(const PlanRow& a, const PlanRow& b)
{
    EXPECT_EQ(std::tie(a.home, a.group, a.book, a.entity, a.contract, a.currency, a.batch, a.posted_through, a.lags,
                       a.fault, a.bytes, a.obligations),
              std::tie(b.home, b.group, b.book, b.entity, b.contract, b.currency, b.batch, b.posted_through, b.lags,
                       b.fault, b.bytes, b.obligations));
}

TEST_P(PlansOf, ComeBackByHomeAndGroupByteForByte)
{
    std::string bytes;
    for (int i = 0; i < 70'000; ++i) bytes += static_cast<char>(i * 7 % 256);
    PlanRow large = plan_row(1, 1);
    large.bytes = bytes;
    PlanRow ill = plan_row(1, -3);
    ill.lags = true;
    ill.fault = "no rule matches: sku 'X'";
    ill.bytes.clear();
    ill.obligations.clear();
    store->put_plans(std::vector{plan_row(2, 1), large, plan_row(1, 1, "E/ifrs"), ill, plan_row(900'000'000'000, 1)});
    const auto rows = read(*store, {0, INT64_MAX}, "E/gaap");
    ASSERT_EQ(rows.size(), 4U);
    expect_same(rows[0], ill);
    expect_same(rows[1], large);
    expect_same(rows[2], plan_row(2, 1));
    EXPECT_EQ(rows[3].home, 900'000'000'000);
    EXPECT_EQ(read(*store, {2, 2}, "E/gaap").size(), 1U);
    EXPECT_EQ(read(*store, {0, INT64_MAX}, "E/ifrs").size(), 1U);
    EXPECT_TRUE(read(*store, {0, INT64_MAX}, "E/cas").empty());
}

TEST_P(PlansOf, AreReplacedByKeyAndOthersStay)
{
    store->put_plans(std::vector{plan_row(1, 1), plan_row(1, 2), plan_row(2, 1), plan_row(1, 1, "E/ifrs")});
    PlanRow anew = plan_row(1, 2);
    anew.batch = 7;
    anew.bytes = "anew";
    store->put_plans(std::vector{anew, plan_row(3, 1)});
    const auto rows = read(*store, {0, INT64_MAX}, "E/gaap");
    ASSERT_EQ(rows.size(), 4U);
    expect_same(rows[0], plan_row(1, 1));
    expect_same(rows[1], anew);
    EXPECT_EQ(rows[3].home, 3);
    expect_same(read(*store, {1, 1}, "E/ifrs").front(), plan_row(1, 1, "E/ifrs"));
}

TEST_P(PlansOf, BooksAreNumberedOnce)
{
    const auto other = store->another();
    const auto gaap = store->book_number("E/gaap");
    EXPECT_EQ(other->book_number("E/gaap"), gaap);
    EXPECT_NE(other->book_number("E/ifrs"), gaap);
    EXPECT_THROW(store->transact([&] {
        store->book_number("E/cas");
        throw Failure("given up");
    }), Failure);
    const auto third = other->book_number("E/x");
    EXPECT_EQ(store->book_number("E/x"), third) << "nothing is remembered of what was given up";
    EXPECT_NE(store->book_number("E/cas"), third);
}

}  // namespace earned::db::plans_test
