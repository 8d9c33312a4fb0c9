#include "books.h"

#include <numeric>

namespace earned::db::documents_test {

using DocumentsOf = Books;
INSTANTIATE_TEST_SUITE_P(Books, DocumentsOf, testing::Values(Where::memory, Where::file, Where::postgres), name_of);

RunRow bill_run() { return {.kind = "bill", .through = 20'000, .known_at = 1}; }

DocumentRow document(std::int64_t run, std::int64_t home, std::int64_t rank)
{
    return {.home = home, .run = run, .entity = "E", .series = "INV", .number = "INV-E-2025-" + std::to_string(rank),
            .contract = "C1", .year = 2025, .date = static_cast<std::int32_t>(20'000 + rank), .due = 20'130, .rank = rank,
            .credit = rank % 2 == 0, .net = 100 * rank, .tax = -3, .currency = "EUR", .event = 55 + rank};
}

std::vector<DocumentRow> read(Store& store, const DocumentQuery& query)
{
    std::vector<DocumentRow> rows;
    store.documents(query, [&](const DocumentRow& row) { rows.push_back(row); });
    return rows;
}

using Numbers = std::vector<std::int64_t>;

TEST_P(DocumentsOf, ASecondTryOfARunGetsTheSameBlock)
{
    const RunRow first = store->begin_run(bill_run()), second = store->begin_run(bill_run());
    EXPECT_NE(first.run, second.run);
    const std::vector<NumberBlock> blocks = {{"E", "INV", 2025, 3}, {"E", "CN", 2025, 1}, {"F", "INV", 2025, 2}, {"E", "INV", 2026, 4}};
    EXPECT_EQ(store->reserve_numbers(first.run, blocks), (Numbers{1, 1, 1, 1}));
    EXPECT_EQ(store->another()->reserve_numbers(second.run, blocks), (Numbers{4, 2, 3, 5}));
    EXPECT_EQ(store->reserve_numbers(first.run, blocks), (Numbers{1, 1, 1, 1}));
    EXPECT_THROW(store->reserve_numbers(first.run, std::vector<NumberBlock>{{"E", "INV", 2025, 4}}), Refused);
    EXPECT_EQ(store->reserve_numbers(first.run, std::vector<NumberBlock>{{"E", "NEW", 2025, 0}}), Numbers{1});
}

TEST_P(DocumentsOf, BeginBehindTheHighestNumberThatIsKnown)
{
    store->transact([&] {
        store->add_homes(std::vector<HomeRow>{{1, "A"}});
        store->add_keys(std::vector<KeyRow>{{{KeyKind::invoice, "INV-甲-2025-000007"}, 1},
                                            {{KeyKind::invoice, "INV-甲-2025-1000000"}, 1},
                                            {{KeyKind::invoice, "INV-甲-2025-00009X"}, 1},
                                            {{KeyKind::invoice, "INV-甲-2025-99"}, 1},
                                            {{KeyKind::contract, "INV-甲-2025-2000000"}, 1},
                                            {{KeyKind::invoice, "INV-E-2025-000012"}, 1}});
    });
    const RunRow run = store->begin_run(bill_run());
    const std::vector<NumberBlock> blocks = {{"甲", "INV", 2025, 3}, {"甲", "CN", 2025, 1}, {"甲", "INV", 2026, 1}, {"E", "INV", 2025, 2}};
    EXPECT_EQ(store->reserve_numbers(run.run, blocks), (Numbers{1'000'001, 1, 1, 13}));
    EXPECT_EQ(store->reserve_numbers(run.run, blocks), (Numbers{1'000'001, 1, 1, 13})) << "a second try has the same";
}

TEST_P(DocumentsOf, AreSeenOnceTheirRunIsSealed)
{
    const RunRow run = store->begin_run(bill_run());
    store->reserve_numbers(run.run, std::vector<NumberBlock>{{"E", "INV", 2025, 2}});
    store->add_documents(std::vector{document(run.run, 2, 1), document(run.run, 1, 2)});
    EXPECT_TRUE(read(*store, {}).empty());
    EXPECT_EQ(read(*store, {.run = run.run, .unsealed = true}).size(), 2U);
    EXPECT_EQ(store->check_run(run.run), std::vector<std::string>{});
    store->seal_run(run, {});
    const auto rows = read(*store, {});
    ASSERT_EQ(rows.size(), 2U);
    const DocumentRow wanted = document(run.run, 1, 2);
    EXPECT_EQ(std::tie(rows[0].home, rows[0].run, rows[0].entity, rows[0].series, rows[0].number, rows[0].contract, rows[0].year,
                       rows[0].date, rows[0].due, rows[0].rank, rows[0].credit, rows[0].net, rows[0].tax, rows[0].currency, rows[0].event),
              std::tie(wanted.home, wanted.run, wanted.entity, wanted.series, wanted.number, wanted.contract, wanted.year,
                       wanted.date, wanted.due, wanted.rank, wanted.credit, wanted.net, wanted.tax, wanted.currency, wanted.event));
    EXPECT_EQ(read(*store, {.entity = "F"}).size(), 0U);
    EXPECT_EQ(read(*store, {.from = 20'002}).size(), 1U);
    EXPECT_EQ(read(*store, {.to = 20'001}).size(), 1U);
    EXPECT_EQ(read(*store, {.homes = {2, 2}}).size(), 1U);
    EXPECT_THROW(store->add_documents(std::vector{document(run.run, 3, 3)}), Refused);
    EXPECT_TRUE(store->check_book().empty());
}

TEST_P(DocumentsOf, NumbersHaveNoGapAndNoDouble)
{
    struct Sin { const char* says; std::int64_t reserved; Numbers ranks; };
    Numbers across(64);  // more numbers than are looked at together
    std::iota(across.begin(), across.end(), 1);
    const auto across_but = [&](std::size_t place, std::int64_t rank) { Numbers ranks = across; ranks[place] = rank; return ranks; };
    Numbers thrice = across;  // 28 and 30 are 27: three times 2^27 are 2^27 + 2^28, and the count is that of all
    thrice[27] = thrice[29] = 27;
    const std::vector<Sin> sins = {{"gaps or doubles", 2, {1}}, {"gaps or doubles", 2, {1, 1}}, {"not reserved", 2, {1, 2, 3}},
                                   {"not reserved", 2, {2, 3}}, {"gaps or doubles", 3, {1, 1, 3}}, {"gaps or doubles", 3, {1, 3, 3}},
                                   {"gaps or doubles", 4, {1, 2, 2, 4}}, {"gaps or doubles", 64, across_but(30, 30)},
                                   {"gaps or doubles", 64, across_but(31, 34)}, {"gaps or doubles", 64, across_but(63, 1)},
                                   {"gaps or doubles", 64, thrice}};
    std::int64_t used = 0;
    for (const auto& [says, reserved, ranks] : sins) {
        const RunRow run = store->begin_run(bill_run());
        const auto first = store->reserve_numbers(run.run, std::vector<NumberBlock>{{"E", "INV", 2025, reserved}}).front();
        EXPECT_EQ(first, used + 1);
        used += reserved;
        std::vector<DocumentRow> rows;
        for (const std::int64_t rank : ranks) {
            rows.push_back(document(run.run, run.run * 100 + static_cast<std::int64_t>(rows.size()), first + rank - 1));
        }
        store->add_documents(rows);
        try {
            store->seal_run(run, {});
            ADD_FAILURE() << "sealed with " << says;
        } catch (const Refused& refused) {
            EXPECT_NE(std::string(refused.what()).find(says), std::string::npos) << refused.what();
        }
    }
    const RunRow whole = store->begin_run(bill_run());
    store->reserve_numbers(whole.run, std::vector<NumberBlock>{{"E", "INV", 2025, 64}, {"E", "INV", 2026, 1}});
    std::vector<DocumentRow> rows;
    for (const std::int64_t rank : across) rows.push_back(document(whole.run, 7, used + rank));
    store->add_documents(rows);
    EXPECT_EQ(store->check_run(whole.run).size(), 1U) << "a block of which nothing is used";
    rows.resize(1);
    rows.front().year = 2026;
    rows.front().rank = 1;
    rows.front().event = 55;
    store->add_documents(rows);
    EXPECT_EQ(store->check_run(whole.run), std::vector<std::string>{});
}

TEST_P(DocumentsOf, BearNoNumberThatNamesAnInvoiceOfAnotherHome)
{
    store->transact([&] {
        store->add_homes(std::vector<HomeRow>{{1, "A"}, {2, "B"}});
        store->add_keys(std::vector<KeyRow>{{{KeyKind::invoice, "INV-E-2025-1"}, 1}});
    });
    const RunRow run = store->begin_run(bill_run());
    store->reserve_numbers(run.run, std::vector<NumberBlock>{{"E", "INV", 2025, 1}});
    store->add_documents(std::vector{document(run.run, 2, 1)});
    const auto wrong = store->check_run(run.run);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_NE(wrong.front().find("invoice of another home"), std::string::npos) << wrong.front();
}

}  // namespace earned::db::documents_test
