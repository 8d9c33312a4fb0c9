// Revenue held and released by a dunning run, on both databases.
#include "app/reassessed.h"
#include "books_app.h"

namespace earned::app::reassessed_test {

namespace {

class Reassessed : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (store == nullptr) return;
        take(*book, entity() + contract("C1", "A"));
        bill(Date::of(2026, 2, 28));
    }
    // What a run of that day says, written down as the command does.
    std::vector<std::string> run(Date day, const std::set<ContractId>& called_doubtful)
    {
        std::vector<Event> events;
        book->each_home(book->store(), {1, 1}, [&](std::int64_t, const Home& home) {
            events = reassessed(*book, home, called_doubtful, day, "ann");
        });
        std::vector<std::string> told;
        for (const Event& event : events) told.push_back(event.id);
        append_own(*book, std::move(events));
        book->refresh();
        return told;
    }
    std::int64_t revenue(int month) { return balance(Role::revenue, FiscalCalendar().last(Period(2026, month))); }

    const std::set<ContractId> doubtful{ContractId("C1")}, none;
};

TEST_P(Reassessed, ARunHoldsRevenueAndALaterOneReleasesIt)
{
    EXPECT_EQ(run(Date::of(2026, 3, 31), none), std::vector<std::string>());
    const std::vector<std::string> held{"dunning/assessed/C1/2026-04-01/held"};
    EXPECT_EQ(run(Date::of(2026, 4, 1), doubtful), held);
    EXPECT_EQ(run(Date::of(2026, 4, 1), doubtful), std::vector<std::string>()) << "the same day again says nothing new";
    EXPECT_EQ(run(Date::of(2026, 4, 30), doubtful), std::vector<std::string>());
    const std::vector<std::string> released{"dunning/assessed/C1/2026-06-30/released"};
    EXPECT_EQ(run(Date::of(2026, 6, 30), none), released);
    close_month(Period(2026, 7));
    EXPECT_EQ(revenue(3), 800'00) << "what was earned stays";
    EXPECT_EQ(revenue(5), 800'00) << "April and May are performed, and held";
    EXPECT_EQ(revenue(6), 1100'00);
    EXPECT_EQ(revenue(7), 1200'00);
}

TEST_P(Reassessed, WhatAPersonAssessedARunDoesNotRelease)
{
    take(*book, {event_of("contract.assessed", R"({"contract":"C1","collectable":false,"date":"2026-03-31"})")});
    EXPECT_EQ(run(Date::of(2026, 4, 30), none), std::vector<std::string>());
    EXPECT_EQ(run(Date::of(2026, 4, 30), doubtful), std::vector<std::string>()) << "it is held already";
}

INSTANTIATE_TEST_SUITE_P(On, Reassessed, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::reassessed_test
