// What an event says in one field against what it says in another.
#include "contract/consistent.h"
#include "contract/decode.h"
#include "tests/contract/read_json.h"

#include <gtest/gtest.h>

namespace earned::consistent_test {
namespace {

std::string wrong(const std::string& type, const std::string& data)
{
    const Result<Event> event = decode(type, SmallJson::read(data));
    EXPECT_TRUE(event) << event.fault().text();
    const std::optional<Fault> fault = contradiction(*event);
    return fault ? fault->code + " " + fault->where : "";
}

TEST(Consistent, TermsAndRangesRunForward)
{
    const auto signed_with = [](const std::string& more, const std::string& line) {
        return wrong("contract.signed", R"({"contract":"C","customer":"A","date":"2026-01-01")" + more +
                                            R"(,"lines":[{"line":"a","price":1},{"line":"b","price":1)" + line + "}]}");
    };
    EXPECT_EQ(signed_with("", ""), "");
    EXPECT_EQ(signed_with(R"(,"start":"2026-01-01","end":"2026-01-01")", ""), "") << "a day is a term";
    EXPECT_EQ(signed_with(R"(,"start":"2026-01-02","end":"2026-01-01")", ""), "term-backwards /data/end");
    EXPECT_EQ(signed_with("", R"(,"start":"2026-02-01","end":"2026-01-31")"), "term-backwards /data/lines/1/end");
    EXPECT_EQ(signed_with("", R"(,"ssp":{"low":2,"high":1})"), "range-backwards /data/lines/1/ssp");
    EXPECT_EQ(signed_with("", R"(,"unit_ssp":{"low":2,"high":2})"), "");
    EXPECT_EQ(
        wrong("contract.modified",
              R"({"contract":"C","date":"2026-01-01","add":[{"line":"a","start":"2026-02-01","end":"2026-01-31"}]})"),
        "term-backwards /data/add/0/end");
    EXPECT_EQ(
        wrong("product.defined", R"({"sku":"S","date":"2026-01-01","ssp":[{"currency":"USD","low":3,"high":1}]})"),
        "range-backwards /data/ssp/0");
}

TEST(Consistent, WhoeverDecidedDidNotApprove)
{
    Event event;
    event.fact = PaymentRefunded{};
    event.by = "ann";
    event.approved_by = "bob";
    EXPECT_FALSE(contradiction(event));
    event.approved_by = "ann";
    ASSERT_TRUE(contradiction(event));
    EXPECT_EQ(contradiction(event)->code, "four-eyes");
}

}  // namespace
}  // namespace earned::consistent_test
