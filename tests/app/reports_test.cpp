// Reports of whole books: each ties, on every ledger, and loose cash is in the books of its currency.
#include "tests/app/books_app.h"

#include "app/report.h"
#include "billing/collect/match.h"
#include "exchange/csv.h"
#include "reports/balances.h"

#include <sstream>

namespace earned::app::reports_test {
namespace {

class Reports : public AppBooks {
protected:
    Closed close_ledger(const std::string& name, Date through)
    {
        Progress quiet("", Progress::Shown::never);
        return close(*book, {.ledger = ledger(name), .through = through, .jobs = 1, .by = "test", .part_size = 2000}, quiet);
    }
    std::vector<Table> tables(const ReportKind& kind, const std::string& name, Period period)
    {
        ReportOrder order;
        order.first = order.last = period;
        order.before = kind.before, order.after = kind.after;
        Feed feed(*book, ledger(name), order);
        std::vector<Table> made = kind.make(feed, "");
        book->refresh();
        return made;
    }
};
INSTANTIATE_TEST_SUITE_P(On, Reports, testing::Values(db::Where::memory), db::name_of);

const Period january(2026, 1), february(2026, 2), march(2026, 3);
Date end_of_month(Period period) { return FiscalCalendar().last(period); }

std::string differing(const std::vector<Table>& tables)
{
    std::string text;
    for (const Table& table : tables)
        for (const TieOut& tie : table.tie_outs)
            if (!tie.ties()) text += table.key + ": " + tie.what.en + "\n";
    return text;
}

// CHINA comes first by name; dollars of nobody we know are still not its own.
TEST_P(Reports, loose_cash_is_in_the_books_of_its_currency)
{
    take(*book, entity("CHINA", "CNY") + entity("US", "USD") +
                    std::vector{event_of("payment.received", R"({"payment":"P9","date":"2026-01-11","amount":1250.00,"currency":"USD"})")});
    for (const char* name : {"CHINA", "US"}) EXPECT_TRUE(close_ledger(name, end_of_month(january)).left_out.empty()) << name;
    EXPECT_EQ(balance(Role::unapplied_cash, end_of_month(january)), 125000);
    for (const ReportKind& kind : pack())
        for (const char* name : {"CHINA", "US"}) EXPECT_EQ(differing(tables(kind, name, january)), "") << kind.name << " of " << name;
}

// What the customer kept for paying early is owed in no report, as it is in no account.
TEST_P(Reports, a_discount_that_was_taken_is_open_no_more)
{
    take(*book, entity("US", "USD") +
                    std::vector{event_of("contract.signed", R"({"contract":"C1","customer":"A","date":"2026-01-05","currency":"USD","terms":"2% 10 net 30",)"
                                                            R"("lines":[{"line":"goods","price":333.33,"treatment":{"satisfied":"point_in_time"},)"
                                                            R"("billing":{"plan":"on_fulfilment"}}]})"),
                                event_of("order.fulfilled", R"({"contract":"C1","line":"goods","date":"2026-01-10"})"),
                                event_of("payment.received", R"({"payment":"P1","customer":"A","contract":"C1","date":"2026-01-20","amount":326.66})")});
    bill(end_of_month(january));
    match(end_of_month(january));
    EXPECT_TRUE(close_ledger("US", end_of_month(january)).left_out.empty());
    EXPECT_EQ(balance(Role::settlement_discount, end_of_month(january)), 667);
    for (const ReportKind& kind : report_kinds()) {
        if (kind.name == "book-difference") continue;
        EXPECT_EQ(differing(tables(kind, "US", january)), "") << kind.name;
    }
    book->each_home(book->store(), {1, 1}, [&](std::int64_t, const Home& home) {
        for (const OpenInvoice& invoice : open_invoices(home, end_of_month(january))) EXPECT_TRUE(invoice.open.is_zero());
    });
}

std::string told(const Table& table)
{
    std::ostringstream text;
    exchange::write_csv(table, exchange::Language::en, text);
    return text.str();
}

// What lies before the periods reported may come as sums; the report is the same as from every line.
TEST_P(Reports, a_roll_forward_by_contract_needs_no_line_of_earlier_periods)
{
    take(*book, entity("US") + contract("C1", "A", "US") + contract("C2", "B", "US") +
                    std::vector{event_of("payment.received", R"({"payment":"P1","customer":"A","date":"2026-01-20","amount":700.00})")});
    for (const Period period : {january, february, march}) {
        bill(end_of_month(period));
        close_ledger("US", end_of_month(period));
    }
    ReportOrder order;
    order.first = order.last = march;
    Feed feed(*book, ledger("US"), order);
    for (const Role role : {Role::contract_liability, Role::contract_asset, Role::receivable}) {
        ContractRollForward summed(feed.heading(), role, BalancesBy::contract), whole = summed;
        std::size_t lines = 0, sums = 0;
        feed.lines_from(march, [&](const PostedLine& line) { summed.take(line), ++sums; });
        feed.lines([&](const PostedLine& line) { whole.take(line), ++lines; });
        EXPECT_EQ(told(summed.table()), told(whole.table()));
        EXPECT_LT(sums, lines);
    }
}

TEST_P(Reports, the_pack_ties_in_every_month_and_the_waterfall_looks_ahead)
{
    take(*book, entity("US") + contract("C1", "A", "US") + contract("C2", "B", "US") +
                    std::vector{event_of("payment.received", R"({"payment":"P1","customer":"A","date":"2026-02-20","amount":700.00})")});
    for (const Period period : {january, february, march}) {
        bill(end_of_month(period));
        close_ledger("US", end_of_month(period));
    }
    for (const ReportKind& kind : pack())
        for (const Period period : {january, february, march})
            EXPECT_EQ(differing(tables(kind, "US", period)), "") << kind.name << " of " << period.text();
    const Period april(2026, 4);  // not closed yet: what is held against the journal is of March
    for (const ReportKind& kind : pack()) EXPECT_EQ(differing(tables(kind, "US", april)), "") << kind.name;
    const auto waterfall = std::find_if(report_kinds().begin(), report_kinds().end(),
                                        [](const ReportKind& kind) { return kind.name == "waterfall"; });
    const Table shown = tables(*waterfall, "US", february).front();
    for (const char* key : {"p2025_12", "p2026_02", "p2026_11"}) EXPECT_TRUE(shown.column(key)) << key;
    for (const char* key : {"p2025_11", "p2026_12"}) EXPECT_FALSE(shown.column(key)) << key;
}

}  // namespace
}  // namespace earned::app::reports_test
