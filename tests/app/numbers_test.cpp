// Numbers of documents beside those that another system gave before: decisions/0104.
#include "app/worklist.h"
#include "books_app.h"

namespace earned::app::numbers_test {

namespace {

const Date january = Date::of(2026, 1, 31), february = Date::of(2026, 2, 28);

class NumbersOf : public AppBooks {
protected:
    void import(const std::string& number, const std::string& contract_id)
    {
        const Took took = take(
            *book,
            {event_of("invoice.issued", R"({"invoice":")" + number + R"(","contract":")" + contract_id +
                                            R"(","date":"2026-01-01","lines":[{"line":"access","amount":1200.00}]})")});
        EXPECT_TRUE(took.refused.empty());
    }
    std::vector<std::string> billed(Date through)
    {
        std::vector<std::string> numbers;
        for (const BilledDocument& document : bill(through)) numbers.push_back(document.number);
        return numbers;
    }
    void expect_sound()
    {
        for (const int month : {1, 2}) close_month(Period(2026, month));
        AppBooks::expect_sound(february, {"invoice-register", "invoices"});
    }
};

using Texts = std::vector<std::string>;

TEST_P(NumbersOf, ThatWereImportedAreNotGivenAgain)
{
    take(*book, three_contracts());
    import("INV-E-2026-000002", "C2");
    EXPECT_EQ(billed(january), (Texts{"INV-E-2026-000003", "INV-E-2026-000004"}));
    EXPECT_EQ(billed(february), (Texts{"INV-E-2026-000005", "INV-E-2026-000006", "INV-E-2026-000007"}));
    expect_sound();
}

TEST_P(NumbersOf, AreGivenBehindThoseThatAreImportedLater)
{
    take(*book, three_contracts());
    EXPECT_EQ(billed(january), (Texts{"INV-E-2026-000001", "INV-E-2026-000002", "INV-E-2026-000003"}));
    take(*book, contract("C9", "Z"));
    import("INV-E-2026-000020", "C9");
    EXPECT_EQ(billed(february).front(), "INV-E-2026-000021");
    expect_sound();
}

// Whoever imports a number that the book gave to another customer is told, and the number stays the first one's.
TEST_P(NumbersOf, AreGivenToOneDocument)
{
    take(*book, three_contracts());
    ASSERT_EQ(billed(january).size(), 3U);
    take(*book, contract("C9", "Z"));
    import("INV-E-2026-000001", "C9");
    const std::vector<OpenItem> items = worklist(*book);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().fault.code, "invoice-exists");
    EXPECT_EQ(billed(february).front(), "INV-E-2026-000004");
    expect_sound();
}

// Another series, another year, another entity, and what only looks like a number.
TEST_P(NumbersOf, OfOtherSeriesAreNoneOfThisOne)
{
    take(*book, three_contracts());
    import("INV-E-2025-000900", "C1");
    import("INV-EE-2026-000900", "C2");
    import("INV-E-2026-00000X", "C3");
    EXPECT_EQ(billed(february).front(), "INV-E-2026-000001");
    expect_sound();
}

INSTANTIATE_TEST_SUITE_P(On, NumbersOf, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::numbers_test
