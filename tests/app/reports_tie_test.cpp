// Contracts of every kind on one book: the reconciliation and the bridge of what remains tie at each month's end.
#include "app/feed.h"
#include "app/verify.h"
#include "books_app.h"
#include "tests/reports/book.h"

namespace earned::app::reports_tie_test {

namespace {

class ReportsTie : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (book != nullptr) take(*book, entity("E"));
    }
    // What happens from the signing on; bills, closes and looks at the reports month by month.
    void expect_ties(const std::vector<std::pair<std::string, std::string>>& events)
    {
        for (const auto& [type, data] : events) take(*book, {event_of(type, data)});
        for (const int month : {1, 2, 3}) {
            const Date end = Date::of(2027, month, 1).last_of_month();
            bill(end);
            match(end);
            close_month(Period(2027, month));
            expect_sound(end, {"reconciliation", "rpo"});
        }
    }
};

const std::string goods = R"({"line":"goods","price":"1000.00","treatment":{"satisfied":"point_in_time"},)"
                          R"("billing":{"plan":"on_fulfilment"}})";
const std::string service =
    R"({"line":"service","price":"3600.00","start":"2027-01-01","end":"2029-12-31",)"
    R"("treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"on_signing"}})";
const std::string delivered = R"({"contract":"C1","line":"goods","date":"2027-02-10"})";

std::string signed_with(const std::string& line, const std::string& more)
{
    return R"({"contract":"C1","entity":"E","customer":"A","date":"2027-01-01","lines":[)" + line + "]" + more + "}";
}

TEST_P(ReportsTie, WhereACustomerPaysAhead)
{
    expect_ties({{"contract.signed", signed_with(service, R"(,"financing":{"rate":"0.06","compounding":"monthly",)"
                                                          R"("payments":[{"date":"2027-01-01","amount":"3600.00"}]})")},
                 {"payment.received", R"({"payment":"P1","customer":"A","date":"2027-01-01","amount":"3600.00"})"},
                 {"contract.terminated", R"({"contract":"C1","date":"2027-03-15"})"}});
}

TEST_P(ReportsTie, WhereACustomerPaysLater)
{
    expect_ties(
        {{"contract.signed",
          signed_with(R"({"line":"goods","price":"1120.00","treatment":{"satisfied":"point_in_time"},"billing":)"
                      R"({"plan":"installments","installments":[{"date":"2028-01-01","amount":"1120.00"}]}})",
                      R"(,"financing":{"rate":"0.12","compounding":"annual",)"
                      R"("payments":[{"date":"2028-01-01","amount":"1120.00"}]})")},
         {"order.fulfilled", delivered}});
}

TEST_P(ReportsTie, WhereACustomerIsPaid)
{
    expect_ties({{"contract.signed",
                  signed_with(goods, R"(,"payable_to_customer":[)"
                                     R"({"id":"shelves","date":"2027-01-01","amount":"100.00","settle":"cash"},)"
                                     R"({"id":"fair","date":"2027-02-20","amount":"50.00","settle":"offset"}])")},
                 {"order.fulfilled", delivered}});
}

TEST_P(ReportsTie, WhereADiscountForEarlyPaymentIsExpectedAndTaken)
{
    expect_ties({{"contract.signed", signed_with(goods, R"(,"terms":"2% 10 net 30","variable":[)"
                                                        R"({"id":"early","kind":"cash_discount","amount":"-20.00"}])")},
                 {"order.fulfilled", delivered},
                 {"payment.received",
                  R"({"payment":"P1","customer":"A","contract":"C1","date":"2027-02-18","amount":"980.00"})"}});
}

TEST_P(ReportsTie, WhereAConcessionIsExpected)
{
    expect_ties({{"contract.signed",
                  signed_with(goods, R"(,"variable":[{"id":"less","kind":"concession","amount":"-100.00"}])")},
                 {"order.fulfilled", delivered}});
}

TEST_P(ReportsTie, WhereGoodsOfAnInstalmentSaleCameBack)
{
    expect_ties(
        {{"contract.signed",
          signed_with(R"({"line":"goods","quantity":10,"unit_price":"100.00","return_right":{"expected_quantity":0},)"
                      R"("treatment":{"satisfied":"point_in_time"},"billing":{"plan":"installments",)"
                      R"("installments":[{"date":"2027-01-31","amount":"500.00"},)"
                      R"({"date":"2027-03-31","amount":"500.00"}]}})",
                      "")},
         {"order.fulfilled", R"({"contract":"C1","line":"goods","quantity":10,"date":"2027-01-10"})"},
         {"goods.returned", R"({"contract":"C1","line":"goods","quantity":1,"date":"2027-02-05"})"}});
}

TEST_P(ReportsTie, AndSayWhatAnEndTookOffThePrice)
{
    expect_ties({{"contract.signed", signed_with(service, "")},
                 {"contract.terminated", R"({"contract":"C1","date":"2027-02-28","refund":"3000.00"})"}});
    ReportOrder order;
    order.as_of = Date::of(2027, 3, 31);
    for (const ReportKind& kind : report_kinds()) {
        if (kind.name != "reconciliation") continue;
        Feed feed(*book, ledger(), order);
        const std::vector<Table> tables = tables_of(kind, feed, "");
        EXPECT_EQ(rows_of(tables.front(), {"signed", "modified", "cancelled", "price"}).back(),
                  "3,600.00 | - | -3,000.00 | 600.00");
    }
}

INSTANTIATE_TEST_SUITE_P(On, ReportsTie, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::reports_tie_test
