#include "deal.h"

#include "billing/tax.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace earned::draft_test {
namespace {

using namespace earned::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Term year = term("2026-01-01", "2026-12-31");

TEST(Draft, IsOneInvoiceAContractAndDate)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month"))).payment.net_days = 30;
    deal.line("support", service("240.00", year, every("1 year"))).payment.net_days = 14;
    const std::vector<Draft> drafts = deal.draft("2026-02-28");
    EXPECT_THAT(told(drafts),
                ElementsAre("invoice 2026-01-01: seats 100.00, support 240.00", "invoice 2026-02-01: seats 100.00"));
    EXPECT_EQ(drafts[0].due, day("2026-01-15"));
    EXPECT_EQ(drafts[1].due, day("2026-03-03"));
    EXPECT_EQ(drafts[1].what.front(), "month 2 of 12");
    EXPECT_EQ(drafts[0].entity, EntityId("E"));
}

TEST(Draft, AgainGivesNothing)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.issue(deal.draft("2026-03-31"));
    EXPECT_THAT(told(deal.draft("2026-03-31")), IsEmpty());
    EXPECT_THAT(told(deal.draft("2026-02-15")), IsEmpty());
    EXPECT_THAT(told(deal.draft("2026-04-01")), ElementsAre("invoice 2026-04-01: seats 100.00"));
}

TEST(Draft, WhatIsLateIsOfTheFirstOpenDay)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.issue(deal.draft("2026-04-10", day("2026-04-01")));
    EXPECT_EQ(deal.group.documents.size(), 1U);
    EXPECT_EQ(deal.group.documents.front().at.date, day("2026-04-01"));
    EXPECT_EQ(deal.group.documents.front().net(), money("400.00"));
    EXPECT_THAT(told(deal.draft("2026-04-10", day("2026-04-01"))), IsEmpty());
    EXPECT_THAT(told(deal.draft("2026-03-15", day("2026-03-01"))), IsEmpty());  // the invoice of April showed it
    EXPECT_THAT(told(deal.draft("2026-05-10", day("2026-04-11"))), ElementsAre("invoice 2026-05-01: seats 100.00"));
}

TEST(Draft, ADayThatIsClosedIsDraftedByTheNextRun)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    EXPECT_THAT(told(deal.draft("2026-01-31", day("2026-02-01"))), IsEmpty());
}

TEST(Draft, AModificationLearntLateIsDraftedWithTheDifference)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.issue(deal.draft("2026-03-31"));
    deal.change("seats", "2026-02-15", service("2400.00", year, every("1 month")));
    EXPECT_THAT(told(deal.draft("2026-04-01", day("2026-04-01"))), ElementsAre("invoice 2026-04-01: seats 350.00"));
    deal.issue(deal.draft("2026-04-01", day("2026-04-01")));
    EXPECT_THAT(told(deal.draft("2026-04-01", day("2026-04-01"))), IsEmpty());
    EXPECT_THAT(told(deal.draft("2026-05-31", day("2026-04-02"))), ElementsAre("invoice 2026-05-01: seats 200.00"));
}

TEST(Draft, AVoidedInvoiceIsIssuedAgain)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.issue(deal.draft("2026-02-28"));
    deal.group.documents.front().voided = Moment{day("2026-02-10"), Rank::billing, 9};
    EXPECT_THAT(told(deal.draft("2026-02-28", day("2026-02-11"))), ElementsAre("invoice 2026-02-11: seats 100.00"));
    EXPECT_THAT(told(deal.draft("2026-02-28")), ElementsAre("invoice 2026-01-01: seats 100.00"));
}

TEST(Draft, ACreditNoteOfThatDateIsNotMadeAgain)
{
    Deal deal("2018-11-01");
    deal.line("goods", goods("2500000.00", "5000", plan(BillingPlan::on_fulfilment)));
    deal.deliver("goods", "2018-11-01");
    deal.issue(deal.draft("2018-11-30"));
    deal.happen("goods", "2019-03-31", GoodsReturned{{}, {}, number("400")});
    EXPECT_THAT(told(deal.draft("2019-03-31")), ElementsAre("credit 2019-03-31 of INV1: goods 200000.00"));
    deal.credit("R1", "2019-03-31", "INV1", "goods", "200000.00");
    EXPECT_THAT(told(deal.draft("2019-03-31")), IsEmpty());
}

TEST(Draft, WhatWasInvoicedByHandCounts)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month")));
    deal.issue("X1", "2026-01-20", "seats", "250.00");
    EXPECT_THAT(told(deal.draft("2026-03-31")), ElementsAre("invoice 2026-03-01: seats 50.00"));
    deal.issue("X2", "2026-02-20", "seats", "250.00");
    EXPECT_THAT(told(deal.draft("2026-03-31")), ElementsAre("credit 2026-02-20 of X2: seats 200.00"));
}

TEST(Draft, AReductionLowersTheLatestInvoicesAndNoneBelowNothing)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, every("1 month"))).tax = tax("0.19");
    deal.issue(deal.draft("2026-03-31"));
    deal.reprice("2026-03-10",
                 {.amount = number("-250.00"), .relates_to = RelatesTo::past, .lines = {}, .settled = "credit"});
    EXPECT_THAT(told(deal.draft("2026-03-31")), ElementsAre("credit 2026-03-10 of INV1: seats 50.00 + 9.50",
                                                            "credit 2026-03-10 of INV2: seats 100.00 + 19.00",
                                                            "credit 2026-03-10 of INV3: seats 100.00 + 19.00"));
}

TEST(Draft, TaxIsOfTheRateOnTheInvoicesDateAndOnceALine)
{
    Deal deal("2020-06-01");
    deal.line("seats", service("100.00", term("2020-06-01", "2020-09-30"), every("2 months"))).tax = tax("0.19");
    deal.change("seats", "2020-07-01", service("100.00", term("2020-06-01", "2020-09-30"), every("2 months"))).tax =
        tax("0.165");
    EXPECT_THAT(told(deal.draft("2020-12-31")),
                ElementsAre("invoice 2020-06-01: seats 50.00 + 9.50", "invoice 2020-08-01: seats 50.00 + 8.25"));
}

TEST(Draft, TwoContractsOfAGroupHaveTheirOwnInvoices)
{
    Deal deal("2026-01-01");
    deal.line("seats", service("1200.00", year, plan(BillingPlan::on_signing)));
    Deal other("2026-01-01", "C2");
    other.line("seats", service("600.00", year, plan(BillingPlan::on_signing)));
    deal.group.contracts.push_back(other.group.contracts.front());
    deal.terms.contracts.push_back(other.terms.contracts.front());
    const std::vector<Draft> drafts = deal.draft("2026-01-01");
    EXPECT_THAT(told(drafts), ElementsAre("invoice 2026-01-01: seats 1200.00", "invoice 2026-01-01: seats 600.00"));
    EXPECT_EQ(drafts[1].contract, ContractId("C2"));
    deal.issue(drafts);
    EXPECT_THAT(told(deal.draft("2026-01-01")), IsEmpty());
}

RC_GTEST_PROP(TaxLaw, CreditNotesOfAWholeInvoiceAddUpToItsTax, ())
{
    const std::int64_t net = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    const TaxTerms rate{
        .rate = Decimal::of(*rc::gen::inRange(0, 300), -3), .included = false, .category = "", .point = {}};
    const Money nothing = Money::zero(usd());
    billing::Lowered invoice{Money(net, usd()), billing::tax_on(Money(net, usd()), rate), nothing, nothing};
    for (std::int64_t left = net; left > 0;) {
        const Money part(*rc::gen::inRange<std::int64_t>(1, left + 1), usd());
        const Money tax_of_it = billing::tax_credited(invoice, part);
        RC_ASSERT(tax_of_it.sign() >= 0);
        invoice.credited_net += part;
        invoice.credited_tax += tax_of_it;
        left -= part.minor();
    }
    RC_ASSERT(invoice.credited_tax == invoice.tax);
}

Date latest_event(const Deal& deal)
{
    Date latest = day("2026-01-02");
    for (const Modification& one : deal.contract().modifications) latest = std::max(latest, one.at.date);
    for (const LineLife& life : deal.contract().lines)
        for (const Happening& one : life.happenings) latest = std::max(latest, one.at.date);
    return latest;
}

std::string any_price() { return Decimal::of(*rc::gen::inRange(0, 300'000), -2).text(); }

void change_seats(Deal& deal)
{
    LineTerms terms = deal.contract_terms().lines[0].back();
    terms.stated = money(any_price());
    const Date date = deal.life("seats").versions.back().from.date + *rc::gen::inRange(1, 100);
    if (date <= year.last) deal.change("seats", date.text(), terms);
}

void change_price(Deal& deal, const std::string& date)
{
    PriceChange change{
        .amount = number("-" + any_price()), .relates_to = RelatesTo::past, .lines = {LineId("seats")}, .settled = {}};
    change.relates_to = *rc::gen::element(RelatesTo::past, RelatesTo::all, RelatesTo::remaining);
    change.settled = *rc::gen::element<std::string>("credit", "seats", "");
    deal.reprice(date, std::move(change));
}

void void_one(Deal& deal)
{
    std::vector<Document>& documents = deal.group.documents;
    if (documents.empty()) return;
    Document& any = documents[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(documents.size())))];
    const bool lowered =
        std::any_of(documents.begin(), documents.end(), [&](const Document& one) { return one.of == any.number; });
    if (!any.credit && !lowered) any.voided = Moment{day("2026-12-31"), Rank::billing, 0};
}

// Something that can happen to the contract, whenever it is learnt; what is refused has not happened.
void anything(Deal& deal)
{
    const std::string date = (day("2026-01-02") + *rc::gen::inRange(0, 360)).text();
    Deal after = deal;
    const int what = *rc::gen::inRange(0, 5);
    if (what == 4)
        void_one(after);
    else if (after.life("seats").terminated)
        return;
    if (what == 0) change_seats(after);
    if (what == 1) change_price(after, date);
    if (what == 2) after.deliver("goods", date, "1");
    if (what == 3) {
        const std::string refund = *rc::gen::element<std::string>("", "1.00", "0.37");
        const Date last_day = latest_event(after) + *rc::gen::inRange(0, 90);
        after.terminate(last_day.text(), refund.empty() ? nullptr : refund.c_str());
    }
    const auto earlier = [](const auto& one, const auto& other) { return one.at < other.at; };
    std::stable_sort(after.contract().modifications.begin(), after.contract().modifications.end(), earlier);
    std::stable_sort(after.life("goods").happenings.begin(), after.life("goods").happenings.end(), earlier);
    if (bill(after.group, after.terms)) deal = after;
}

// What is owed of each line through a day; nothing where reductions exceed what there is to reduce.
std::optional<Money> owed_through(const Deal& deal, Date through)
{
    const Result<Billed> billed = bill(deal.group, deal.terms);
    Money owed = Money::zero(usd());
    std::map<std::string, Money> of_line;
    for (const BillItem& item : billed->items) {
        if (through < item.date) continue;
        owed += item.net;
        of_line.try_emplace(item.line.text(), Money::zero(usd())).first->second += item.net;
    }
    for (const auto& [line, sum] : of_line)
        if (sum.sign() < 0) return std::nullopt;
    return owed;
}

RC_GTEST_PROP(DraftLaw, AgainGivesNothingAndEverythingIsIssued, ())
{
    Deal deal("2026-01-01");
    const BillingTerms billing = every(*rc::gen::element<std::string>("1 month", "3 months", "1 year"),
                                       *rc::gen::element(Timing::advance, Timing::arrears));
    deal.line("seats", service("1200.00", year, billing)).tax = tax("0.077");
    deal.line("goods", goods("1000.00", "7", plan(BillingPlan::on_fulfilment)));
    Date through = day("2026-01-01"), open_from = Date::dawn();
    for (int runs = *rc::gen::inRange(1, 6); runs > 0; --runs) {
        for (int events = *rc::gen::inRange(0, 3); events > 0; --events) anything(deal);
        through = through + *rc::gen::inRange(1, 120);
        const Date not_before = *rc::gen::arbitrary<bool>() ? Date::dawn() : open_from;
        deal.issue(deal.draft(through.text(), not_before));
        RC_ASSERT(deal.draft(through.text(), not_before).empty());
        open_from = through.next();
    }
    Money issued = Money::zero(usd());
    for (const Document& document : deal.group.documents)
        if (!document.voided) issued += document.credit ? -document.net() : document.net();
    if (const std::optional<Money> owed = owed_through(deal, through)) RC_ASSERT(issued == *owed);
}

}  // namespace
}  // namespace earned::draft_test
