// Two books of one entity, posted and compared by the program itself.
#include "tests/app/program.h"

namespace earned::app::book_difference_test {

namespace {

// A service paid for in shares: IFRS leaves the day of their value open (15.66), US-GAAP doesn't (606-10-32-21).
constexpr const char* two_books =
    R"({"specversion":"1.0","source":"t","id":"1","type":"entity.defined","data":{"entity":"E","name":"E","currency":"USD","country":"US","date":"2020-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"},{"book":"GAAP","framework":"US-GAAP","rules":"standard"}]}})"
    "\n"
    R"({"specversion":"1.0","source":"t","id":"2","type":"rate.published","data":{"from":"SHARE-A","to":"USD","date":"2026-01-01","rate":10,"kind":"spot"}})"
    "\n"
    R"({"specversion":"1.0","source":"t","id":"3","type":"rate.published","data":{"from":"SHARE-A","to":"USD","date":"2026-01-07","rate":10.5,"kind":"spot"}})"
    "\n"
    R"({"specversion":"1.0","source":"t","id":"4","type":"contract.signed","data":{"contract":"C1","customer":"A","date":"2026-01-01","lines":[{"line":"service","quantity":52,"noncash":{"item":"SHARE-A","quantity":100},"start":"2026-01-01","end":"2026-12-30","treatment":{"satisfied":"over_time","measure":"units"},"billing":{"plan":"none"}}]}})"
    "\n"
    R"({"specversion":"1.0","source":"t","id":"5","type":"progress.measured","data":{"contract":"C1","line":"service","date":"2026-01-07","units":1}})"
    "\n";

class BookDifferences : public ProgramTest {
protected:
    void SetUp() override
    {
        ProgramTest::SetUp();
        write("events.ndjson", two_books);
        for (const char* step : {"init", "ingest events.ndjson", "close 2026-01"}) {
            const Said said = run(step);
            EXPECT_EQ(said.status, 0) << step << "\n" << said.text;
        }
    }
};

}  // namespace

TEST_F(BookDifferences, NameTheContractTheAmountsAndTheSwitch)
{
    const Said said = run("report book-difference --books IFRS,GAAP --period 2026-01 --format csv");
    EXPECT_EQ(said.status, 0) << said.text;
    EXPECT_NE(said.text.find("C1,Revenue,USD,1050.00,1000.00,50.00"), std::string::npos) << said.text;
    EXPECT_NE(said.text.find("policy noncash_measured_at: performance | inception"), std::string::npos) << said.text;
}

TEST_F(BookDifferences, RefuseWhatAreNotTwoBooks)
{
    for (const char* wrong : {"--books IFRS", "--books IFRS,IFRS", "", "--books IFRS,GAAP --by contract"}) {
        const Said said = run(std::string("report book-difference ") + wrong);
        EXPECT_NE(said.status, 0) << wrong << said.text;
    }
    EXPECT_EQ(run("report rpo --books IFRS,GAAP").status, 2);
}

}  // namespace earned::app::book_difference_test
