#include "reports/crm_bookings.h"
#include "tests/reports/facts.h"

#include <gmock/gmock.h>

namespace earned::crm_bookings_test {

namespace {

using ::testing::ElementsAre;

CrmDeal deal(const char* contract, std::int64_t cents, DealStage stage = DealStage::won,
             std::optional<Date> date = std::nullopt)
{
    return {contract, "", stage == DealStage::won ? "Closed Won" : "Proposal", stage, dollars(cents), date, 2};
}

Table table_of(FullBook& book, const std::vector<CrmDeal>& deals)
{
    book.a.groups.front().contracts.front().signed_at = at("2026-01-28", Rank::contract);
    book.b.groups.front().contracts.front().signed_at = at("2026-02-03", Rank::contract);
    CrmBookings report(heading("2026-02", "2026-02"));
    for (const CrmDeal& one : deals) report.take(one);
    report.take(
        BookedGroup{1, BookName("IFRS"), book.a.groups.front(), book.terms_a, book.billed_a, book.first, book.open_a});
    report.take(
        BookedGroup{2, BookName("IFRS"), book.b.groups.front(), book.terms_b, book.billed_b, book.second, book.open_b});
    return report.table();
}

}  // namespace

TEST(CrmBookings, WhatAgreesIsNotListed)
{
    FullBook book("2026-02-28");
    const Table table = table_of(book, {deal("C-1001", 1350000, DealStage::won, day("2026-01-28")), deal("C-2", 100000),
                                        deal("C-9", 5, DealStage::open)});
    EXPECT_THAT(rows_of(table, {"kind", "crm_amount", "amount", "difference"}),
                ElementsAre("Total | 14,500.00 | 14,500.00 | -"));
    EXPECT_EQ(differing(table), "");
}

TEST(CrmBookings, EveryDifferenceIsNamed)
{
    FullBook book("2026-02-28");
    const Table table = table_of(
        book, {deal("C-1001", 1300000, DealStage::won, day("2026-01-30")), deal("C-7", 4200), deal("C-7", 100)});
    EXPECT_THAT(
        rows_of(table, {"kind", "contract", "crm_amount", "amount", "difference"}),
        ElementsAre("other amount | C-1001 | 13,000.00 | 13,500.00 | 500.00",
                    "other date | C-1001 | 13,000.00 | 13,500.00 | 500.00",
                    "missing here: won in the CRM, no contract | C-7 | 42.00 |  | 42.00",
                    "twice in the CRM | C-7 | 1.00 |  | 1.00", "missing in the CRM | C-2 |  | 1,000.00 | 1,000.00",
                    "Total |  | 13,043.00 | 14,500.00 | 1,457.00"));
    EXPECT_EQ(differing(table), "");
}

TEST(CrmBookings, AStageThatIsNotWonIsADifference)
{
    FullBook book("2026-02-28");
    Termination ended;
    ended.at = at("2026-02-10", Rank::termination);
    book.b.groups.front().contracts.front().terminations.push_back(ended);
    const Table table = table_of(book, {deal("C-1001", 1350000, DealStage::open), deal("C-2", 100000)});
    EXPECT_THAT(rows_of(table, {"kind", "contract"}),
                ElementsAre("other stage: signed here | C-1001", "other stage: ended here | C-2", "Total | "));
    EXPECT_EQ(differing(table), "");
}

}  // namespace earned::crm_bookings_test
