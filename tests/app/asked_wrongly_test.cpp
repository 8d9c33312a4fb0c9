// What a slip of the hand is answered with: an address, a sentence, a remedy, and an exit status.
#include "tests/app/program.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace earned::app::asked_wrongly_test {
namespace {

class AskedWrongly : public ProgramTest {
protected:
    void SetUp() override
    {
        ProgramTest::SetUp();
        run("init");
        write(
            "events.ndjson",
            R"({"specversion":"1.0","source":"t","id":"1","type":"entity.defined","data":{"entity":"E","name":"E","currency":"USD","country":"US","date":"2020-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]}})"
            "\n"
            R"({"specversion":"1.0","source":"t","id":"2","type":"contract.signed","data":{"contract":"C1","customer":"A","date":"2026-01-01","lines":[{"line":"access","price":1200,"start":"2026-01-01","end":"2026-12-31","tax":{"rate":0},"treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"on_signing"}}]}})"
            "\n");
        run("ingest events.ndjson");
        run("bill --through 2026-01-31");
    }
    void expect_refused(const std::string& arguments, int status, const std::string& part) const
    {
        const Said said = run(arguments);
        EXPECT_EQ(said.status, status) << arguments << "\n" << said.text;
        EXPECT_TRUE(has(said, part)) << arguments << "\n" << said.text;
    }
    const std::string invoice = "INV-E-2026-000001";
};

TEST_F(AskedWrongly, AReasonHasWords)
{
    for (const std::string& command :
         {"credit " + invoice + " --amount 1", "invoice void " + invoice,
          "cash write-off " + invoice + " 1 --date 2026-02-01", "dunning dispute " + invoice + " --date 2026-02-01"})
        expect_refused(command + " --reason ' '", 2, "say why, in words");
}

// What --help lists as a command's own, and the lines of its arguments and options that say nothing of what they are.
struct Helped {
    std::vector<std::string> commands, silent;
};

Helped helped(const std::string& text)
{
    Helped found;
    bool commands = false;
    std::string bare;  // without words so far: they may stand on the next line
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t begin = line.find_first_not_of(' ');
        if (!bare.empty() && begin != std::string::npos && begin > 2) bare.clear();
        if (!bare.empty()) found.silent.push_back(std::exchange(bare, ""));
        if (line == "Subcommands:") commands = true;
        if (begin != 2) continue;
        const std::size_t words = line.find("  ", begin);
        if (commands)
            found.commands.push_back(line.substr(begin, line.find_first_of(" ,", begin) - begin));
        else if (words == std::string::npos || line.find_first_not_of(' ', words) == std::string::npos)
            bare = line;
    }
    if (!bare.empty()) found.silent.push_back(bare);
    return found;
}

TEST_F(AskedWrongly, HelpSaysOfEachOptionWhatItIs)
{
    for (const std::string& command : helped(run("--help").text).commands) {
        const Helped whole = helped(run(command + " --help").text);
        EXPECT_EQ(whole.silent, std::vector<std::string>()) << command;
        for (const std::string& part : whole.commands)
            EXPECT_EQ(helped(run(command + " " + part + " --help").text).silent, std::vector<std::string>())
                << command << " " << part;
    }
}

TEST_F(AskedWrongly, APlaceThatCannotBeWrittenIsNamed)
{
    write("file", "");
    for (const std::string command :
         {"invoice ubl --all --out file/x", "schema --write file/x", "rules export standard --csv file/x",
          "invoice request --all --out none/x.csv", "invoice pdf INV-E-2026-000001 --out none/x.pdf"})
        expect_refused(command, 1, "(file-unwritable)");
}

TEST_F(AskedWrongly, EachReportIsNamedOnce)
{
    const Said said = run("report none");
    EXPECT_EQ(said.status, 2);
    std::vector<std::string> names;
    std::istringstream words(said.text.substr(said.text.find("there are ") + 10));
    for (std::string name; words >> name;) names.push_back(name.substr(0, name.find_first_of(",;")));
    for (const char* name : {"all", "book-difference", "bank", "waterfall-posted"})
        EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name << "\n" << said.text;
    const std::string help = run("report --help").text;
    EXPECT_EQ(help.find(" all: "), help.rfind(" all: ")) << help;
}

TEST_F(AskedWrongly, ADisputeIsAboutAPartOfItsInvoice)
{
    const std::string dispute = "dunning dispute " + invoice + " --date 2026-02-01 --reason wrong --amount ";
    expect_refused(dispute + "1200.01", 1,
                   "invoice " + invoice + ": 1200.01 is no part of an invoice of USD 1,200.00 (amount-unfit); give an");
    expect_refused(dispute + "0", 1, "(amount-unfit)");
    expect_refused(dispute + "1.001", 1, "(amount-unfit)");
    EXPECT_EQ(run(dispute + "1200").status, 0);
}

TEST_F(AskedWrongly, APromiseIsKeptOnItsDayOrLater)
{
    expect_refused("dunning promise " + invoice + " --date 2026-02-01 --until 2026-01-31", 1, "(promise-backwards)");
    EXPECT_EQ(run("dunning promise " + invoice + " --date 2026-02-01 --until 2026-02-01").status, 0);
}

TEST_F(AskedWrongly, AReportOfWhatIsNotPostedNeedsItsPeriod)
{
    expect_refused("report aging", 1, "E/IFRS: nothing is posted yet");
    EXPECT_EQ(run("report trial-balance --as-of 2026-01-31").status, 0);
    run("close 2026-01");
    write(
        "abroad.ndjson",
        R"({"specversion":"1.0","source":"t","id":"3","type":"entity.defined","data":{"entity":"ABROAD","name":"Abroad","currency":"USD","country":"US","date":"2020-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]}})"
        "\n");
    run("ingest abroad.ndjson");
    const Said both = run("report trial-balance --lang en");
    EXPECT_EQ(both.status, 0) << both.text;
    EXPECT_TRUE(has(both, "ABROAD")) << both.text;
    EXPECT_FALSE(has(both, "1970")) << both.text;
}

TEST_F(AskedWrongly, LettersOfACustomerThatNobodyKnows)
{
    expect_refused("dunning letters --date 2026-03-01 --out letters --customer Z", 1, "customer Z: no contract");
}

TEST_F(AskedWrongly, AFileThatCannotBeReadHidesNoOther)
{
    write("good.sta",
          ":20:A\n:25:1/2\n:28C:5/1\n:60F:C240229EUR10,00\n:61:240301C92,00NTRFA//B\n:86:x\n"
          ":62F:C240301EUR102,00\n-\n");
    expect_refused("cash check missing.sta good.sta", 1, "good.sta     MT940");
    expect_refused("cash check missing.sta good.sta", 1, "missing.sta: the file can't be opened (file-unreadable)");
}

TEST_F(AskedWrongly, ARequestSaysFirstWhereItMayGo)
{
    const Said said = run("invoice request --all --out requests.txt");
    EXPECT_EQ(said.status, 2);
    EXPECT_EQ(said.text, "earned: --out is a file.csv or a file.json\n");
}

}  // namespace
}  // namespace earned::app::asked_wrongly_test
