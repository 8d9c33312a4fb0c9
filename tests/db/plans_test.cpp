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

std::vector<std::int64_t> homes_with_bill_plans(Store& store)
{
    std::vector<std::int64_t> homes;
    store.bill_plans({0, INT64_MAX}, [&](const BillPlanRow& row) { homes.push_back(row.home); });
    return homes;
}

BillPlanRow bill_plan(std::int64_t home, const std::string& bytes)
{
    return {.home = home, .run = 4, .basis = -77, .since = 20'000, .until = 20'400, .bytes = bytes};
}

TEST_P(PlansOf, DocumentsTakeThePlaceOfTheirHomesOwn)
{
    const std::string bytes("\0a\xff", 3);
    store->put_bill_plans({}, std::vector{bill_plan(1, "one"), bill_plan(2, "two"), bill_plan(3, "three")});
    store->put_bill_plans(std::vector<std::int64_t>{1, 3}, std::vector{bill_plan(1, bytes)});
    EXPECT_EQ(homes_with_bill_plans(*store), (std::vector<std::int64_t>{1, 2}));
    store->bill_plans({1, 1}, [&](const BillPlanRow& row) {
        EXPECT_EQ(std::tie(row.home, row.run, row.basis, row.since, row.until, row.bytes),
                  std::tuple(1, 4, -77, 20'000, 20'400, bytes));
    });
    EXPECT_THROW(store->put_bill_plans({}, std::vector{bill_plan(2, "again")}), Refused);
}

// An event of the home, one that found it later, one of the company about its customer; not one that moves no document.
TEST_P(PlansOf, DocumentsEndWithNewsOfTheirHome)
{
    store->put_bill_plans({}, std::vector{bill_plan(1, ""), bill_plan(2, ""), bill_plan(3, ""), bill_plan(4, "")});
    EventRow news = event_row(1, 1, 1), quiet = event_row(2, 2, 1), customer = event_row(3, 0, 1);
    quiet.is_bill_news = false;
    customer.concerns = 3;
    store->add_events(std::vector{news, quiet, customer});
    EXPECT_EQ(homes_with_bill_plans(*store), (std::vector<std::int64_t>{2, 4}));
    EXPECT_TRUE(store->intake_is_open());
    EventRow routed = event_row(4, -1, 1);
    routed.names = {{KeyKind::contract, "late"}};
    store->add_events(std::vector{routed});
    routed.home = 4;
    store->route(std::vector{routed});
    EXPECT_EQ(homes_with_bill_plans(*store), (std::vector<std::int64_t>{2}));
    store->seal_batch(1);
    EXPECT_FALSE(store->intake_is_open());
}

}  // namespace earned::db::plans_test
