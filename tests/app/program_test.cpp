// The program as people meet it: what it says, where, and how it ends.
#include "tests/app/program.h"

#include <vector>

namespace earned::app::program_test {
namespace {

class Program : public ProgramTest {};

constexpr const char* book =
    R"({"specversion":"1.0","source":"t","id":"1","type":"entity.defined","data":{"entity":"E","name":"E","currency":"USD","country":"US","date":"2020-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]}})"
    "\n"
    R"({"specversion":"1.0","source":"t","id":"2","type":"contract.signed","data":{"contract":"C1","customer":"A","date":"2026-01-01","lines":[{"line":"access","price":1200,"start":"2026-01-01","end":"2026-12-31","tax":{"rate":0},"treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"on_signing"}}]}})"
    "\n";

TEST_F(Program, goes_the_whole_path_in_the_folder_it_is_called_in)
{
    write("events.ndjson", book);
    EXPECT_EQ(run("init").status, 0);
    const Said took = run("ingest events.ndjson");
    EXPECT_EQ(took.status, 0) << took.text;
    EXPECT_TRUE(has(took, "2 events accepted, 0 already known, 0 waiting, 0 refused; batch 1")) << took.text;
    EXPECT_TRUE(has(run("ingest events.ndjson"), "0 events accepted, 2 already known"));
    EXPECT_TRUE(has(run("bill --through 2026-01-31 --dry-run"), "would be issued"));
    EXPECT_TRUE(has(run("bill --through 2026-01-31"), "E: 1 invoice and 0 credit notes issued, net USD 1,200.00"));
    EXPECT_TRUE(has(run("bill --through 2026-01-31"), "nothing to invoice"));
    EXPECT_TRUE(has(run("invoice show INV-E-2026-000001"), "due 2026-01-01"));
    const Said closed = run("close 2026-01");
    EXPECT_EQ(closed.status, 0) << closed.text;
    EXPECT_TRUE(has(closed, "debits = credits = USD 1,300.00")) << closed.text;
    const std::string head = closed.text.substr(closed.text.find("head ") + 5, 64);
    EXPECT_TRUE(has(run("close 2026-01"), "0 entries posted"));
    EXPECT_EQ(run("verify --head " + head).status, 0);
    EXPECT_EQ(run("verify --head " + std::string(64, 'a')).status, 1);
    for (const char* report : {"trial-balance", "journal", "waterfall", "waterfall-posted", "rollforward", "rpo",
                               "aging", "invoices", "reconciliation"}) {
        const Said shown = run(std::string("report ") + report);
        EXPECT_EQ(shown.status, 0) << report << "\n" << shown.text;
    }
    EXPECT_EQ(run("report trial-balance --format xlsx --out t.xlsx").status, 0);
    EXPECT_GT(std::filesystem::file_size(folder / "t.xlsx"), 1000U);
    EXPECT_EQ(run("close 2026-01 --lock").status, 0);
    const Said locked = run("close 2026-01");
    EXPECT_EQ(locked.status, 1);
    EXPECT_TRUE(has(locked, "(period-locked); ")) << locked.text;
    EXPECT_EQ(run("reopen 2026-01 --reason again").status, 0);
}

TEST_F(Program, names_what_it_refuses_and_ends_with_one)
{
    run("init");
    write("bad.ndjson",
          "{\"specversion\":\"1.0\",\"source\":\"t\",\"id\":\"9\",\"type\":\"order.fulfilled\",\"data\":{\"contract\":"
          "\"C1\",\"line\":\"x\",\"date\":\"2026-02-30\"}}\n");
    const Said said = run("ingest bad.ndjson");
    EXPECT_EQ(said.status, 1);
    EXPECT_TRUE(has(said, "bad.ndjson:1")) << said.text;
    EXPECT_TRUE(has(said, "/data/date")) << said.text;
    EXPECT_TRUE(has(said, "bad.ndjson.rejects.ndjson")) << said.text;
    EXPECT_TRUE(std::filesystem::exists(folder / "bad.ndjson.rejects.ndjson"));
    EXPECT_EQ(run("ingest missing.ndjson").status, 1);
    EXPECT_EQ(run("invoice show INV-9").status, 1);
    EXPECT_EQ(run("rules check").status, 0);
    EXPECT_EQ(run("rules check no-such-package").status, 1);
}

TEST_F(Program, credits_voids_and_previews_in_every_format)
{
    write("events.ndjson", book);
    run("init");
    run("ingest events.ndjson");
    EXPECT_TRUE(has(run("preview C1 --through 2026-12-31"), "1 document to come through 2026-12-31"));
    EXPECT_TRUE(
        has(run("preview C1 --through 2026-12-31 --format json"), R"("net":{"amount":"1200.00","currency":"USD"})"));
    EXPECT_TRUE(has(run("bill --through 2026-01-31 --dry-run --customer A --format csv"),
                    "2026-01-01,2026-01-01,invoice,A,C1,,1200.00,0.00,1200.00,USD,detail"));
    EXPECT_TRUE(has(run("bill --through 2026-01-31 --format json"), "INV-E-2026-000001"));
    const std::string credit = "credit INV-E-2026-000001 --amount 200 --date 2026-02-01 --reason goodwill ";
    const Said shown = run(credit + "--dry-run");
    EXPECT_EQ(shown.status, 0) << shown.text;
    EXPECT_TRUE(
        has(shown, "would be issued: USD 200.00 of invoice INV-E-2026-000001; 1,000.00 of it are not credited"));
    EXPECT_TRUE(has(shown, "E/IFRS: receivable -200.00, contract_liability -183.33, revenue -16.67")) << shown.text;
    EXPECT_TRUE(has(run(credit + "--format csv"), "access,,200.00,0.00,200.00,detail"));
    EXPECT_TRUE(has(run("invoice show CN-E-2026-000001"), "reason goodwill"));
    EXPECT_TRUE(has(run("invoice show INV-E-2026-000001 --format csv"), "open USD,,,1000.00,total"));
    EXPECT_TRUE(
        has(run("invoice list --format csv"), "CN-E-2026-000001,credit,2026-02-01,,A,C1,200.00,0.00,,USD,detail"));
    EXPECT_TRUE(has(run("invoice void INV-E-2026-000001 --reason r --date 2026-02-02"), "(invoice-lowered)"));
    EXPECT_TRUE(has(run("bill --through 2026-02-28"), "nothing to invoice"));
    EXPECT_EQ(run("verify").status, 0);
}

TEST_F(Program, ends_with_two_when_it_is_asked_wrongly)
{
    run("init");
    for (const char* asked : {"", "no-such-command", "bill", "bill --through yesterday", "close 2026-13",
                              "close January", "report no-such-report", "report trial-balance --format pdf",
                              "close 2026-01 --accept because", "ingest --no-such-option x"}) {
        EXPECT_EQ(run(asked).status, 2) << asked;
    }
    EXPECT_EQ(run("--help").status, 0);
    EXPECT_EQ(run("close --help").status, 0);
}

// Wrong input of every kind: a word for what is wrong, never a broken promise, and a status that says so.
TEST_F(Program, answers_what_makes_no_sense)
{
    run("init");
    write("events.ndjson", book);
    run("ingest events.ndjson");
    run("bill --through 2026-01-31");
    run("close 2026-01");
    struct Asked {
        const char* arguments;
        int status;
        const char* says;
    };
    const std::vector<Asked> wrong = {
        {"nonsense", 2, "'nonsense' is no command"},
        {"close 2026-01 2026-02", 2, "'2026-02' is no command, or no part"},
        {"close 9999-12", 2, "1900 to 2999"},
        {"close 2026-13", 2, "none that has days"},
        {"close 2026-01 --entity F", 1, "there are E/IFRS"},
        {"reopen 2026-13 --reason r", 2, "none that has days"},
        {"reopen 2026-01 --reason r", 1, "(period-not-locked)"},
        {"bill --through 9999-12-31", 2, "1900 to 2999"},
        {"bill --through 2026-02-30", 2, "is none"},
        {"bill --through 2026-01-31 --customer Z", 1, "(customer-unknown)"},
        {"invoice list --customer Z", 1, "(customer-unknown)"},
        {"preview Z --through 2026-12-31", 1, "(contract-unknown)"},
        {"credit INV-9 --reason r --date 2026-02-01", 1, "(invoice-unknown)"},
        {"credit INV-E-2026-000001 --reason r --date 2025-02-01", 1, "(credit-before-invoice)"},
        {"credit INV-E-2026-000001 --reason r --date 2026-02-01 --line seats", 1, "(line-unknown)"},
        {"credit INV-E-2026-000001 --reason r --date 2026-02-01 --amount 1200.01", 1, "(over-credited)"},
        {"credit INV-E-2026-000001 --reason r --date 2026-02-01 --quantity 2", 1, "credit at most 1"},
        {"credit INV-E-2026-000001 --reason r --amount x", 2, "is none"},
        {"credit INV-E-2026-000001 --reason r --amount 1 --quantity 1", 2, "give one"},
        {"credit INV-E-2026-000001 --reason r --refund --balance", 2, "for each part"},
        {"credit INV-E-2026-000001", 2, "--reason"},
        {"invoice void INV-9 --reason r --date 2026-02-01", 1, "(invoice-unknown)"},
        {"invoice void INV-E-2026-000001 --reason r --date 2025-02-01", 1, "(void-before-invoice)"},
        {"invoice list --contract Z", 1, "(contract-unknown)"},
        {"invoice list --entity Z", 1, "(ledger-unknown)"},
        {"invoice list --from 2026-02-01 --to 2026-01-01", 2, "comes after"},
        {"cash apply P1 INV-E-2026-000001 5 --date 2026-01-01", 1, "(payment-unknown)"},
        {"cash apply P1 INV-9 5 --date 2026-01-01", 1, "(payment-unknown)"},
        {"cash apply P1 INV-9 -5 --date 2026-01-01", 2, "a positive number"},
        {"report trial-balance --known-at 99", 1, "(batch-unknown)"},
        {"report trial-balance --known-at 0", 1, "(batch-unknown)"},
        {"report trial-balance --known-at soon", 2, "is neither"},
        {"report trial-balance --by moon", 2, "transaction, entity"},
        {"report aging --by moon", 2, "is none"},
        {"report waterfall --by moon", 2, "obligation, contract, customer, product"},
        {"report waterfall --from 2026-02 --to 2026-01", 2, "comes after"},
        {"report waterfall --product Z", 1, "(product-unknown)"},
        {"report trial-balance --format xlsx --out no/such/folder.xlsx", 1, "(file-unwritable)"},
        {"report trial-balance --out no/such/folder.txt", 1, "(file-unwritable)"},
        {"explain revenue@2026-13", 1, "(period-unknown)"},
        {"explain C1 --as-of 9999-12-31", 2, "1900 to 2999"},
        {"explain nothing", 1, "(nothing-of-that-name)"},
        {"verify --head zzz", 1, "no run has the hash zzz"},
        {"--db events.ndjson verify", 3, "is no book"},
        {"--db no/such/book init", 3, "check that its folder is there"},
        {"report trial-balance 2>&1 >/dev/full #", 3, "could not be written"},
    };
    for (const Asked& asked : wrong) {
        const Said said = run(asked.arguments);
        EXPECT_EQ(said.status, asked.status) << asked.arguments << "\n" << said.text;
        EXPECT_TRUE(has(said, asked.says)) << asked.arguments << "\n" << said.text;
        EXPECT_FALSE(has(said, ".cpp:")) << "a broken promise: " << said.text;
    }
    EXPECT_TRUE(has(run("exceptions"), "nothing waits")) << "what was refused left nothing behind";
}

TEST_F(Program, says_that_a_file_holds_nothing)
{
    run("init");
    write("empty.ndjson", "");
    write("blank.ndjson", "  \n\n");
    write("events.ndjson", book);
    const Said said = run("ingest empty.ndjson events.ndjson blank.ndjson");
    EXPECT_EQ(said.status, 1) << said.text;
    EXPECT_TRUE(has(said, "empty.ndjson: it holds no event (file-empty)")) << said.text;
    EXPECT_TRUE(has(said, "blank.ndjson: it holds no event (file-empty)")) << said.text;
    EXPECT_TRUE(has(said, "2 events accepted")) << said.text;
    write("binary.ndjson", std::string("\x7f\x45\x00\xff\n\x01\x02", 7));
    const Said binary = run("ingest binary.ndjson");
    EXPECT_EQ(binary.status, 1) << binary.text;
    EXPECT_TRUE(has(binary, "binary.ndjson:1: ")) << binary.text;
}

TEST_F(Program, finishes_what_it_writes_though_nobody_listens)
{
    run("init");
    write("events.ndjson", book);
    run("ingest events.ndjson");
    for (const char* written : {"bill --through 2026-01-31", "close 2026-01"})
        EXPECT_EQ(run(std::string(written) + " | true").status, 0) << written;
    EXPECT_TRUE(has(run("close 2026-01"), "0 entries posted"));
    EXPECT_EQ(run("verify").status, 0);
}

TEST_F(Program, says_that_there_is_no_book)
{
    const Said said = run("close 2026-01");
    EXPECT_EQ(said.status, 1);
    EXPECT_TRUE(has(said, "(no-book); ")) << said.text;
}

TEST_F(Program, never_takes_a_password_as_an_argument_nor_says_one)
{
    const Said asked = run("--db 'postgresql://ann:s3cret@localhost/none' close 2026-01");
    EXPECT_EQ(asked.status, 2);
    EXPECT_FALSE(has(asked, "s3cret")) << asked.text;
    ::setenv("EARNED_DB", "postgresql://ann:s3cret@127.0.0.1:1/none?connect_timeout=1", 1);
    const Said tried = run("close 2026-01");
    EXPECT_EQ(tried.status, 3) << tried.text;
    EXPECT_FALSE(has(tried, "s3cret")) << tried.text;
}

TEST_F(Program, runs_cases_and_sees_one_that_differs)
{
    const std::string good =
        "case: a\nevents:\n  - payment.received: {payment: P1, date: 2026-01-15, amount: 77.00}\nexpect:\n"
        "  - balances: {as_of: 2026-01-31, cash: 77.00}\n";
    write("good.yaml", good);
    EXPECT_EQ(run("case good.yaml").status, 0);
    std::string bad = good;
    bad.replace(bad.rfind("77"), 2, "78");
    write("bad.yaml", bad);
    const Said said = run("case bad.yaml");
    EXPECT_EQ(said.status, 1);
    EXPECT_TRUE(has(said, "bad.yaml:5: cash on 2026-01-31: expected 78.00, found 77.00")) << said.text;
    write("broken.yaml", "case: a\nevents: [}\n");
    EXPECT_TRUE(has(run("case broken.yaml"), "broken.yaml:2"));
    write("unknown.yaml", good + "expected: []\n");
    EXPECT_TRUE(has(run("case unknown.yaml"), "unknown.yaml:6"));
}

TEST_F(Program, lets_a_person_hold_release_and_adjust_revenue)
{
    write("events.ndjson", book);
    ASSERT_EQ(run("init").status, 0);
    ASSERT_EQ(run("ingest events.ndjson").status, 0);
    EXPECT_EQ(run("hold C1").status, 2) << "without a reason";
    const Said nobody = run("hold C9 --reason disputed");
    EXPECT_EQ(nobody.status, 1);
    EXPECT_TRUE(has(nobody, "contract C9: there is none of this name (contract-unknown)")) << nobody.text;
    EXPECT_TRUE(has(run("hold C1 --line axes --reason disputed"), "line-unknown"));
    EXPECT_TRUE(has(run("release C1 --reason nothing"), "(revenue-not-held)")) << "it would end no hold";
    EXPECT_TRUE(has(run("hold C1 --line access --date 2026-02-01 --reason disputed"), "its revenue waits"));
    ASSERT_EQ(run("bill --through 2026-03-31").status, 0);
    ASSERT_EQ(run("close 2026-03").status, 0);
    const Said held = run("worklist");
    EXPECT_TRUE(has(held, "revenue of 200.00 USD is held back and not posted")) << held.text;
    EXPECT_EQ(run("close 2026-03 --lock").status, 1) << "a period is not locked over held revenue";
    EXPECT_TRUE(
        has(run("release C1 --line access --date 2026-03-31 --reason 'accepted after all'"), "waits no longer"));
    EXPECT_TRUE(has(run("release C1 --reason again"), "(revenue-not-held)"));
    ASSERT_EQ(run("close 2026-03").status, 0);
    EXPECT_TRUE(has(run("worklist"), "nothing waits"));
    EXPECT_TRUE(has(run("explain C1 --as-of 2026-03-31"), "300.00")) << "three months of twelve";
    EXPECT_EQ(run("adjust C1 --amount -10 --line access --reason estimate").status, 2) << "until when, or for good?";
    EXPECT_TRUE(has(run("adjust C1 --amount -10 --line access --date 2026-04-30 --reason estimate --until 2026-05-31"),
                    "adjusted by -10 until 2026-05-31"));
    ASSERT_EQ(run("close 2026-04").status, 0);
    EXPECT_TRUE(has(run("explain C1 --as-of 2026-04-30"), "390.00"));
    EXPECT_EQ(run("verify").status, 0);
}

TEST_F(Program, says_which_close_is_missing_of_what_was_billed)
{
    std::string events = book;
    events.replace(events.find("on_signing\""), 11, "recurring\",\"every\":\"1 month\",\"timing\":\"advance\"");
    write("events.ndjson", events);
    ASSERT_EQ(run("init").status, 0);
    ASSERT_EQ(run("ingest events.ndjson").status, 0);
    ASSERT_EQ(run("bill --through 2026-02-28").status, 0);
    const std::string never =
        "E/IFRS: what was billed in 2026-01, 2026-02 is not closed yet, so nothing of it is posted: "
        "earned close 2026-02 --entity E --book IFRS";
    for (const char* report : {"invoices", "aging"}) {
        const Said shown = run(std::string("report ") + report + " --as-of 2026-03-31 --width 300");
        EXPECT_EQ(shown.status, 1) << shown.text;
        EXPECT_TRUE(has(shown, never)) << shown.text;
    }
    const Said chinese = run("report invoices --as-of 2026-03-31 --width 300 --lang zh");
    EXPECT_TRUE(has(chinese, "2026-01、2026-02 已开票而未结账") && has(chinese, " 不平：")) << chinese.text;
    ASSERT_EQ(run("close 2026-02 --entity E --book IFRS").status, 0);
    const Said after = run("report invoices --as-of 2026-03-31");
    EXPECT_EQ(after.status, 0) << after.text;
    EXPECT_FALSE(has(after, "is not closed yet")) << after.text;
    ASSERT_EQ(run("bill --through 2026-03-31").status, 0);
    const Said later = run("report invoices --as-of 2026-03-31");
    EXPECT_EQ(later.status, 0) << later.text;
    EXPECT_TRUE(has(later, "what was billed in 2026-03 is not closed yet")) << later.text;
    EXPECT_FALSE(has(run("report invoices --as-of 2026-02-28"), "is not closed yet")) << "March is after the day";
}

TEST_F(Program, tells_what_is_missing_between_a_file_and_what_it_has)
{
    write("events.ndjson", book);
    ASSERT_EQ(run("init").status, 0);
    ASSERT_EQ(run("ingest events.ndjson").status, 0);
    const auto statement = [](const std::string& number, const std::string& day, int opening) {
        return ":20:S\n:25:12030000/1\n:28C:" + number + "/1\n:60F:C" + day + "USD" + std::to_string(opening) +
               ",\n:61:" + day + "C10,NTRFNONREF//B" + number + "\n:86:paid\n:62F:C" + day + "USD" +
               std::to_string(opening + 10) + ",\n-\n";
    };
    write("monday.sta", statement("1", "260105", 100));
    write("tuesday.sta", statement("2", "260106", 110));
    write("wednesday.sta", statement("3", "260107", 120));
    EXPECT_TRUE(has(run("cash import monday.sta"), "1 receipt, 0 returns; 2 events new, 0 known before"));
    const Said gap = run("cash import wednesday.sta");
    EXPECT_EQ(gap.status, 0) << "it is told, and stops nothing\n" << gap.text;
    for (const char* part : {"closed at 110.00 on 2026-01-05 in monday.sta (statement S/1/1/2026-01-05)",
                             "opens at 120.00 on 2026-01-07 in wednesday.sta", "(statement-gap)"})
        EXPECT_TRUE(has(gap, part)) << part << "\n" << gap.text;
    EXPECT_TRUE(has(run("worklist"), "2026-01-07  gap")) << run("worklist").text;
    EXPECT_TRUE(has(run("worklist --lang zh"), "期初 120.00：其间缺对账单")) << run("worklist --lang zh").text;
    const Said report = run("report bank --as-of 2026-01-31 --width 400");
    EXPECT_TRUE(has(report, "a statement between the two is missing")) << report.text;
    EXPECT_TRUE(has(run("close 2026-01"), "posted"));
    EXPECT_TRUE(has(run("close 2026-01 --lock"), "1 item stands in the way"));
    EXPECT_TRUE(has(run("cash import tuesday.sta wednesday.sta"), "2 events new")) << "in whatever order";
    EXPECT_TRUE(has(run("worklist"), "nothing waits for anybody")) << run("worklist").text;
    EXPECT_TRUE(has(run("close 2026-01"), "posted")) << "reports are as known at the last close";
    EXPECT_FALSE(has(run("report bank --as-of 2026-01-31 --width 400"), "is missing"));
    std::filesystem::copy(folder / "monday.sta", folder / "again.sta");
    EXPECT_TRUE(has(run("cash import again.sta"), "0 events new")) << "under another name it is the same";
}

}  // namespace
}  // namespace earned::app::program_test
