// Two books of one entity, posted and compared by the program itself.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace earned::app::book_difference_test {

namespace {

struct Heard {
    int status = -1;
    std::string text;
};

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

class BookDifferences : public testing::Test {
protected:
    void SetUp() override
    {
        folder = std::filesystem::temp_directory_path() / ("earned-two-books-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        ::unsetenv("EARNED_DB");
        ::setenv("EARNED_RULES", (std::string(EARNED_SOURCE) + "/rules").c_str(), 1);
        std::ofstream(folder / "events.ndjson") << two_books;
        for (const char* step : {"init", "ingest events.ndjson", "close 2026-01"}) {
            const Heard said = run(step);
            EXPECT_EQ(said.status, 0) << step << "\n" << said.text;
        }
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    Heard run(const std::string& arguments) const
    {
        const std::string command = "cd '" + folder.string() + "' && '" EARNED_PROGRAM "' " + arguments + " 2>&1";
        Heard said;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> bytes{};
        for (std::size_t read = 0; (read = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
            said.text.append(bytes.data(), read);
        const int status = ::pclose(pipe);
        said.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return said;
    }

    std::filesystem::path folder;
};

}  // namespace

TEST_F(BookDifferences, NameTheContractTheAmountsAndTheSwitch)
{
    const Heard said = run("report book-difference --books IFRS,GAAP --period 2026-01 --format csv");
    EXPECT_EQ(said.status, 0) << said.text;
    EXPECT_NE(said.text.find("C1,Revenue,USD,1050.00,1000.00,50.00"), std::string::npos) << said.text;
    EXPECT_NE(said.text.find("policy noncash_measured_at: performance | inception"), std::string::npos) << said.text;
}

TEST_F(BookDifferences, RefuseWhatAreNotTwoBooks)
{
    for (const char* wrong : {"--books IFRS", "--books IFRS,IFRS", "", "--books IFRS,GAAP --by contract"}) {
        const Heard said = run(std::string("report book-difference ") + wrong);
        EXPECT_NE(said.status, 0) << wrong << said.text;
    }
    EXPECT_EQ(run("report rpo --books IFRS,GAAP").status, 2);
}

}  // namespace earned::app::book_difference_test
