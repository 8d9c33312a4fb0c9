#include "books.h"

namespace earned::db::intake_test {

using IntakeOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, IntakeOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);

std::vector<EventRow> read_home(Store& store, HomeRange homes, std::int64_t known_at)
{
    std::vector<EventRow> rows;
    store.home_events(homes, known_at, [&](const EventRow& row) { rows.push_back(row); });
    return rows;
}

std::vector<std::int64_t> numbers(const std::vector<EventRow>& rows)
{
    std::vector<std::int64_t> numbers;
    for (const EventRow& row : rows) numbers.push_back(row.number);
    return numbers;
}

using Numbers = std::vector<std::int64_t>;

TEST_P(IntakeOf, BookIsMadeOnceAndFoundAgain)
{
    EXPECT_TRUE(store->exists());
    store->create();
    EXPECT_TRUE(store->exists());
    EXPECT_TRUE(store->another()->exists());
    EXPECT_EQ(store->is_postgres(), GetParam() == Where::postgres);
    EXPECT_EQ(store->next_home(), 1);
    EXPECT_EQ(store->next_event(), 1);
    store->drop();
    EXPECT_FALSE(store->exists());
}

TEST_P(IntakeOf, BatchesAreSealedOneByOneAndEmptyOnesVanish)
{
    EXPECT_EQ(store->open_batch(), 1);
    store->seal_batch(1);
    EXPECT_EQ(store->last_sealed_batch(), 0) << "nothing came in it";
    EXPECT_EQ(store->open_batch(), 1);
    store->add_events(std::vector{event_row(1, 0, 1)});
    EXPECT_EQ(store->open_batch(), 1) << "what was begun goes on";
    store->seal_batch(1);
    store->seal_batch(1);
    EXPECT_EQ(store->last_sealed_batch(), 1);
    EXPECT_EQ(store->open_batch(), 2);
    EXPECT_EQ(store->batch_by("2999-01-01T00:00:00Z"), 1);
    EXPECT_EQ(store->batch_by("2001-01-01T00:00:00Z"), 0);
}

TEST_P(IntakeOf, EventsComeBackByHomeAndNumberAsTheyWere)
{
    store->add_homes(std::vector<HomeRow>{{1, "Zoë"}, {2, "B"}});
    store->add_events(std::vector{event_row(1, 2, 1), event_row(2, 1, 1), event_row(3, 2, 1), event_row(4, 0, 1)});
    store->add_events(std::vector{event_row(5, 1, 2)});
    const auto rows = read_home(*store, {0, INT64_MAX}, 2);
    EXPECT_EQ(numbers(rows), (Numbers{2, 5, 1, 3})) << "by home, then number; not the company's";
    const EventRow wanted = event_row(2, 1, 1);
    EXPECT_EQ(rows[0].payload, wanted.payload);
    EXPECT_EQ(rows[0].type, wanted.type);
    EXPECT_EQ(rows[0].source, wanted.source);
    EXPECT_EQ(rows[0].id, wanted.id);
    EXPECT_EQ(rows[0].effective, wanted.effective);
    EXPECT_EQ(rows[0].batch, 1);
    EXPECT_EQ(numbers(read_home(*store, {1, 1}, 1)), Numbers{2}) << "as known at batch 1";
    EXPECT_EQ(numbers(read_home(*store, {2, 9}, 2)), (Numbers{1, 3}));
    std::vector<std::int64_t> company;
    store->company_events(2, [&](const EventRow& row) { company.push_back(row.number); });
    EXPECT_EQ(company, Numbers{4});
    EXPECT_EQ(store->event(3)->home, 2);
    EXPECT_FALSE(store->event(99).has_value());
    EXPECT_EQ(store->next_event(), 6);
    EXPECT_EQ(store->next_home(), 3);
    EXPECT_EQ(store->home_count(), 2);
    EXPECT_EQ(store->homes({1, 1}).front().customer, "Zoë");
    EXPECT_TRUE(store->check_book().empty());
}

TEST_P(IntakeOf, EventsOfAListAreThoseOfItsHomes)
{
    std::vector<EventRow> rows;
    std::vector<HomeRow> homes;
    std::int64_t number = 0;
    for (std::int64_t home = 1; home <= 6'000; ++home) {
        homes.push_back({home, "c"});
        rows.push_back(event_row(++number, home, 1));
        rows.push_back(event_row(++number, home, home % 2 == 0 ? 1 : 2));
    }
    store->add_homes(homes);
    store->add_events(rows);
    const auto asked = [&](const Numbers& list, std::int64_t known_at) {
        std::vector<std::pair<std::int64_t, std::int64_t>> found;
        store->events_of(list, known_at, [&](const EventRow& row) { found.emplace_back(row.home, row.number); });
        return found;
    };
    using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;
    EXPECT_EQ(asked({}, 2), Pairs{});
    EXPECT_EQ(asked({3, 4, 5'999, 7'000}, 2),
              (Pairs{{3, 5}, {3, 6}, {4, 7}, {4, 8}, {5'999, 11'997}, {5'999, 11'998}}));
    EXPECT_EQ(asked({3}, 1), (Pairs{{3, 5}}));
    Numbers all, most;
    for (std::int64_t home = 1; home <= 6'000; ++home) {
        all.push_back(home);
        if (home % 3 != 0) most.push_back(home);
    }
    EXPECT_EQ(asked(all, 2).size(), 12'000U);
    EXPECT_EQ(asked(most, 2).size(), 8'000U);
}

TEST_P(IntakeOf, IdentitiesAreKnownWithTheirPayloads)
{
    std::vector<EventRow> rows;
    for (std::int64_t number = 1; number <= 25'000; ++number) rows.push_back(event_row(number, number % 9, 1));
    store->add_events(rows);
    std::vector<Identity> asked;
    for (std::uint64_t number = 1; number <= 30'000; ++number) asked.push_back(identity(number));
    const auto known = store->known(asked);
    const auto payloads = store->payloads_of(asked);
    ASSERT_EQ(known.size(), asked.size());
    ASSERT_EQ(payloads.size(), asked.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto number = i + 1;
        ASSERT_EQ(known[i].seen, number <= 25'000) << number;
        ASSERT_EQ(known[i].home, number > 25'000 ? 0 : static_cast<std::int64_t>(number % 9)) << number;
        ASSERT_EQ(payloads[i], number > 25'000 ? "" : rows[i].payload) << number;
    }
    EXPECT_TRUE(store->known({}).empty());
    EXPECT_TRUE(store->payloads_of({}).empty());
}

TEST_P(IntakeOf, ADefinitionOfACustomerIsTheCompanys)
{
    EventRow defines = event_row(1, 0, 1);
    defines.defined = "A";
    store->add_events(std::vector{defines});
    EXPECT_TRUE(store->known(std::vector{defines.identity})[0].seen);
    EXPECT_EQ(store->known(std::vector{defines.identity})[0].home, 0);
    EXPECT_EQ(store->payloads_of(std::vector{defines.identity})[0], defines.payload);
}

TEST_P(IntakeOf, KeysLeadToHomes)
{
    store->add_homes(std::vector<HomeRow>{{1, "A"}, {2, "B"}});
    store->add_keys(std::vector<KeyRow>{{{KeyKind::contract, "C'1 \"x\", {y}"}, 1},
                                        {{KeyKind::customer, "A"}, 1},
                                        {{KeyKind::customer, "B"}, 2},
                                        {{KeyKind::invoice, ""}, 2}});
    const std::vector<Key> asked = {{KeyKind::customer, "B"}, {KeyKind::customer, "C"},
                                    {KeyKind::contract, "A"}, {KeyKind::contract, "C'1 \"x\", {y}"},
                                    {KeyKind::invoice, ""},   {KeyKind::customer, "B"}};
    EXPECT_EQ(store->homes_of(asked), (Numbers{2, 0, 0, 1, 2, 2}));
    EXPECT_THROW(store->add_keys(std::vector<KeyRow>{{{KeyKind::customer, "A"}, 2}}), Refused);
    EXPECT_EQ(store->homes_of(asked), (Numbers{2, 0, 0, 1, 2, 2}));
}

TEST_P(IntakeOf, AWaitingEventFindsItsHome)
{
    store->add_homes(std::vector<HomeRow>{{1, "A"}});
    EventRow waits = event_row(1, -1, 1);
    waits.names = {{KeyKind::contract, "C1"}, {KeyKind::customer, "A"}};
    EventRow other = event_row(2, -1, 1);
    other.names = {{KeyKind::contract, "C2"}};
    store->add_events(std::vector{waits, other});
    store->seal_batch(1);
    EXPECT_EQ(numbers(store->waiting(std::vector<Key>{{KeyKind::contract, "C1"}, {KeyKind::customer, "A"}})),
              Numbers{1});
    EXPECT_EQ(numbers(store->waiting_events(1)), (Numbers{1, 2}));
    EXPECT_EQ(store->known(std::vector{waits.identity})[0].home, -1);

    auto found = store->waiting(std::vector<Key>{{KeyKind::contract, "C1"}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].payload, waits.payload);
    ASSERT_EQ(found[0].names.size(), 2U);
    EXPECT_EQ(found[0].names[1].name, "C1");
    found[0].home = 1;
    store->transact([&] {
        store->add_events(std::vector{event_row(3, 1, 2)});
        store->route(found);
    });
    store->seal_batch(2);

    const auto rows = read_home(*store, {1, 1}, 2);
    EXPECT_EQ(numbers(rows), (Numbers{1, 3}));
    EXPECT_EQ(rows[0].batch, 1) << "its own batch";
    EXPECT_EQ(numbers(read_home(*store, {1, 1}, 1)), Numbers{}) << "at batch 1 it still waited";
    EXPECT_EQ(numbers(store->waiting_events(1)), (Numbers{1, 2}));
    EXPECT_EQ(numbers(store->waiting_events(2)), Numbers{2});
    EXPECT_EQ(store->known(std::vector{waits.identity})[0].home, 1);
    EXPECT_EQ(store->payloads_of(std::vector{waits.identity})[0], waits.payload);
    EXPECT_EQ(store->event(1)->home, 1);
    EXPECT_TRUE(store->waiting(std::vector<Key>{{KeyKind::contract, "C1"}}).empty());
    EXPECT_THROW(store->route(found), Refused) << "it is routed once";
    EXPECT_TRUE(store->check_book().empty());
}

TEST_P(IntakeOf, ARoutedEventIsNewsEvenToAHomeThatWasPlannedSince)
{
    store->add_homes(std::vector<HomeRow>{{1, "A"}});
    EventRow waits = event_row(1, -1, 1);
    waits.names = {{KeyKind::contract, "C1"}};
    store->add_events(std::vector{waits});
    store->seal_batch(1);
    store->add_events(std::vector{event_row(2, 1, 2)});
    store->seal_batch(2);
    EXPECT_EQ(store->dirty_homes({1, 9}, "E/gaap", 2), Numbers{1});
    store->planned(Numbers{1}, "E/gaap", 2);
    EXPECT_EQ(store->dirty_homes({1, 9}, "E/gaap", 2), Numbers{});
    auto found = store->waiting(std::vector<Key>{{KeyKind::contract, "C1"}});
    found[0].home = 1;
    store->route(found);
    EXPECT_EQ(store->open_batch(), 3);
    store->seal_batch(3);
    EXPECT_EQ(store->last_sealed_batch(), 3) << "routing alone is something that came";
    EXPECT_EQ(store->dirty_homes({1, 9}, "E/gaap", 2), Numbers{});
    EXPECT_EQ(store->dirty_homes({1, 9}, "E/gaap", 3), Numbers{1});
}

TEST_P(IntakeOf, HomesWithNewsAreThoseNotYetPlanned)
{
    store->add_homes(std::vector<HomeRow>{{1, "A"}, {2, "B"}, {3, "C"}, {4, "no events"}});
    store->add_events(std::vector{event_row(1, 1, 1), event_row(2, 2, 1), event_row(3, 0, 1), event_row(4, 3, 2)});
    const HomeRange all{0, INT64_MAX};
    EXPECT_EQ(store->dirty_homes(all, "E/gaap", 1), (Numbers{1, 2}));
    EXPECT_EQ(store->dirty_homes(all, "E/gaap", 2), (Numbers{1, 2, 3}));
    EXPECT_EQ(store->dirty_homes({2, 2}, "E/gaap", 2), Numbers{2});
    store->planned(Numbers{2, 1, 1}, "E/gaap", 1);
    EXPECT_EQ(store->dirty_homes(all, "E/gaap", 2), Numbers{3});
    EXPECT_EQ(store->dirty_homes(all, "E/ifrs", 2), (Numbers{1, 2, 3})) << "another book has its own plans";
    store->planned(Numbers{1, 2, 3}, "E/gaap", 2);
    store->planned(Numbers{1}, "E/ifrs", 2);
    store->add_events(std::vector{event_row(5, 1, 3), event_row(6, 1, 3)});
    EXPECT_EQ(store->dirty_homes(all, "E/gaap", 2), Numbers{});
    EXPECT_EQ(store->dirty_homes(all, "E/gaap", 3), Numbers{1});
    EXPECT_EQ(store->dirty_homes(all, "E/ifrs", 3), (Numbers{1, 2, 3}));
    store->planned(Numbers{1}, "E/gaap", 3);
    EXPECT_EQ(store->dirty_homes(all, "E/gaap", 3), Numbers{});
    EXPECT_EQ(store->dirty_homes(all, "E/ifrs", 3), (Numbers{1, 2, 3})) << "one book's plan is not another's";
}

// The first job of a home that the transaction added isn't looked for; whatever comes behind it is.
TEST_P(IntakeOf, AHomeThatIsAddedWithItsEventsHasOneJobABatch)
{
    const auto add = [&](std::int64_t home, std::int64_t first) {
        store->add_homes(std::vector<HomeRow>{{home, "A" + std::to_string(home)}});
        store->add_events(std::vector{event_row(first, home, 1), event_row(first + 1, home, 2)});
        store->add_events(std::vector{event_row(first + 2, home, 1), event_row(first + 3, home, 2)});
    };
    store->transact([&] { add(1, 1); });
    EXPECT_THROW(store->transact([&] {
        add(2, 5);
        throw Refused("given up");
    }),
                 Refused);
    store->add_homes(std::vector<HomeRow>{{2, "B"}});
    store->add_events(std::vector{event_row(5, 2, 1)});
    store->add_events(std::vector{event_row(6, 2, 1)});
    EXPECT_EQ(store->dirty_homes({0, INT64_MAX}, "E/gaap", 2), (Numbers{1, 2}));
    store->planned(Numbers{1, 2}, "E/gaap", 2);
    EXPECT_EQ(store->dirty_homes({0, INT64_MAX}, "E/gaap", 2), Numbers{});
    EXPECT_TRUE(store->check_book().empty());
}

TEST_P(IntakeOf, ASecondEventWithTheSameIdentityIsRefusedWhole)
{
    store->add_events(std::vector{event_row(1, 1, 1)});
    EventRow again = event_row(2, 1, 1);
    again.identity = identity(1);
    EXPECT_THROW(store->add_events(std::vector{event_row(3, 1, 1), again}), Refused);
    EXPECT_EQ(numbers(read_home(*store, {0, INT64_MAX}, 9)), Numbers{1}) << "nothing of the refused call is kept";
    EXPECT_EQ(store->next_event(), 2);
    EXPECT_EQ(store->known(std::vector{identity(3)})[0].seen, false);
    store->add_events(std::vector{event_row(3, 1, 1)});
    EXPECT_EQ(numbers(read_home(*store, {0, INT64_MAX}, 9)), (Numbers{1, 3})) << "the session goes on";
}

TEST_P(IntakeOf, TextThatNoDatabaseKeepsAlikeIsRefusedByBoth)
{
    for (const std::string& bad :
         {std::string("a\0b", 3), std::string("\xFF"), std::string("\xC3"), std::string("\xED\xA0\x80"),
          std::string("\xC0\xAF"), std::string("\xF5\x80\x80\x80")}) {
        EventRow row = event_row(1, 1, 1);
        row.payload = bad;
        EXPECT_THROW(store->add_events(std::vector{row}), Refused);
        EXPECT_THROW(store->homes_of(std::vector<Key>{{KeyKind::customer, bad}}), Refused);
    }
    EXPECT_EQ(store->next_event(), 1);
    EventRow good = event_row(1, 1, 1);
    good.payload = "\xF0\x9F\x92\xB6 \xE2\x82\xAC \xC3\xA9 \xF4\x8F\xBF\xBF \t\n\\N\\.";
    store->add_events(std::vector{good});
    EXPECT_EQ(store->event(1)->payload, good.payload);
}

}  // namespace earned::db::intake_test
