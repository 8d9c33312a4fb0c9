// What a person reads under --lang zh is Chinese: headings, sentences, evidence and faults; and documents stand in the
// order of their numbers.
#include "app/chinese.h"
#include "app/number_order.h"
#include "tests/app/program.h"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace earned::app::language_test {
namespace {

class Language : public ProgramTest {
protected:
    void SetUp() override
    {
        ProgramTest::SetUp();
        run("init");
        write("events.ndjson", events());
        EXPECT_EQ(run("ingest events.ndjson").status, 0);
    }
    static std::string event(const std::string& id, const std::string& type, const std::string& data)
    {
        return R"({"specversion":"1.0","source":"t","id":")" + id + R"(","type":")" + type + R"(","data":)" + data +
               "}\n";
    }
    static std::string contract(const std::string& id, const std::string& customer)
    {
        return event(
            id, "contract.signed",
            R"({"contract":")" + id + R"(","entity":"E","customer":")" + customer +
                R"(","date":"2026-01-01","lines":[{"line":"access","price":1200,"start":"2026-01-01","end":"2026-12-31","tax":{"rate":0},"treatment":{"satisfied":"over_time","measure":"monthly"},"billing":{"plan":"recurring","every":"1 month","timing":"advance"}}]})");
    }
    static std::string events()
    {
        return event(
                   "1", "entity.defined",
                   R"({"entity":"E","name":"E","currency":"USD","country":"US","date":"2020-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})") +
               contract("C9", "A") + contract("C1", "B") +
               event(
                   "p", "payment.received",
                   R"({"payment":"P1","customer":"A","date":"2026-02-02","amount":100,"currency":"USD","reference":"nothing known"})");
    }
    // Words of three letters and more that are neither names of this book nor what is typed.
    static std::vector<std::string> english_in(const std::string& said)
    {
        const std::string text = std::regex_replace(said, std::regex("[0-9a-f]{64}"), "");  // a hash
        static const std::set<std::string> names = {"USD",    "INV",      "IFRS",    "YYYY",  "earned", "invoice",
                                                    "drafts", "approve",  "reject",  "cash",  "list",   "match",
                                                    "dry",    "run",      "nothing", "known", "access", "root",
                                                    "NAME",   "contract", "unknown", "lang",  "through"};
        std::vector<std::string> found;
        const std::regex word("[A-Za-z]{3,}");
        for (auto at = std::sregex_iterator(text.begin(), text.end(), word); at != std::sregex_iterator(); ++at)
            if (!names.contains(at->str())) found.push_back(at->str());
        return found;
    }
};

TEST_F(Language, OfBillingIsTheOneAskedFor)
{
    const std::vector<std::string> commands = {"bill --through 2026-03-31 --dry-run",
                                               "preview C1 --through 2026-06-30",
                                               "bill --through 2026-03-31",
                                               "bill --through 2026-03-31",
                                               "invoice list",
                                               "invoice list --open",
                                               "invoice drafts",
                                               "invoice show INV-E-2026-000001",
                                               "credit INV-E-2026-000002 --reason 1 --dry-run",
                                               "credit INV-E-2026-000002 --reason 1 --date 2026-03-31"};
    for (const std::string& command : commands) {
        const Said said = run(command + " --lang zh");
        EXPECT_EQ(said.status, 0) << command << "\n" << said.text;
        EXPECT_EQ(english_in(said.text), std::vector<std::string>()) << command << "\n" << said.text;
    }
    EXPECT_TRUE(has(run("preview C9 --through 2026-12-31 --lang zh"), "第 4 个月，共 12 个月"));
    EXPECT_TRUE(has(run("preview C9 --through 2026-12-31"), "month 4 of 12"));
}

TEST_F(Language, OfCashIsTheOneAskedFor)
{
    run("bill --through 2026-03-31");
    for (const char* command : {"cash match --dry-run", "cash match", "cash list", "cash list --applied",
                                "cash proposals", "dunning run --as-of 2026-05-01 --dry-run",
                                "dunning dispute INV-E-2026-000002 --date 2026-05-01 --reason 1"}) {
        const Said said = run(std::string(command) + " --lang zh");
        EXPECT_EQ(said.status, 0) << command << "\n" << said.text;
        EXPECT_EQ(english_in(said.text), std::vector<std::string>()) << command << "\n" << said.text;
    }
}

TEST_F(Language, OfDecisionsOnRevenueAndOfSourcesIsTheOneAskedFor)
{
    for (const char* command :
         {"hold C1 --reason 1 --date 2026-01-05", "release C1 --reason 1 --date 2026-01-06",
          "confirm C1 --period 2026-01 --evidence 1", "adjust C1 --line access --amount -5.00 --reason 1 --permanent",
          "adjust C1 --line access --amount -5.00 --reason 1 --until 2026-12-31", "source list",
          "source distrust crm --reason 1", "source trust crm --reason 1", "source trust crm --reason 1",
          "source distrust crm --reason 1"}) {
        const Said said = run(std::string(command) + " --lang zh");
        EXPECT_EQ(said.status, 0) << command << "\n" << said.text;
        const std::string text = std::regex_replace(said.text, std::regex("crm"), "");
        EXPECT_EQ(english_in(text), std::vector<std::string>()) << command << "\n" << said.text;
    }
    EXPECT_TRUE(has(run("hold C1 --line access --reason 1 --lang zh"), "合同 C1，行 access：收入暂缓入账，待放行"));
    EXPECT_TRUE(has(run("release C9 --reason 1 --lang zh"), "revenue-not-held"));
    EXPECT_TRUE(
        has(run("adjust C1 --line access --amount 0 --reason 1 --permanent --lang zh"), "金额须为不等于零的数"));
}

TEST_F(Language, OfRulesIsTheOneAskedFor)
{
    EXPECT_TRUE(has(run("rules check --lang zh"), "无误：16 个决策"));
    EXPECT_TRUE(has(run("rules versions --lang zh"), "已提出 0 个版本"));
    const Said proposed = run("rules propose standard --reason 1 --lang zh");
    EXPECT_EQ(proposed.status, 0) << proposed.text;
    EXPECT_TRUE(has(proposed, "规则包 standard 1.0（") && has(proposed, " 提出")) << proposed.text;
    EXPECT_TRUE(has(run("rules versions --lang zh"), "提出人"));
    EXPECT_TRUE(has(run("rules versions --format csv"), "package,version,hash,proposed,proposed_by,"));
    EXPECT_TRUE(has(run("rules approve standard --lang zh"), "four-eyes"));
    EXPECT_TRUE(has(run("rules check nope --lang zh"), "规则包 nope："));
}

TEST_F(Language, OfDocumentsAsTheyAreSentIsTheOneAskedFor)
{
    run("bill --through 2026-01-31");
    EXPECT_TRUE(has(run("invoice ubl --all --out . --lang zh"), "已写出 0 张单据至 .；另有 2 张未写出，原因见上"));
    EXPECT_TRUE(has(run("invoice pdf INV-E-2026-000001 --out i.pdf --lang zh"), "INV-E-2026-000001 已写入 i.pdf"));
    EXPECT_TRUE(has(run("invoice pdf INV-X --out i.pdf --lang zh"), "没有此号码的单据 (invoice-unknown)"));
    EXPECT_TRUE(has(run("invoice request --all --out r.csv --lang zh"), "已写出 0 张开票申请至 r.csv"));
    EXPECT_TRUE(has(run("invoice request --all --out r.txt --lang zh"), "--out 须为 .csv 或 .json 文件"));
    write("f.xml", "<none/>");
    for (const char* command :
         {"invoice fapiao f.xml", "invoice check f.xml", "invoice redletter CN-X --confirmation 1 --status 02"})
        EXPECT_TRUE(has(run(std::string(command) + " --lang zh"), "；"))
            << run(std::string(command) + " --lang zh").text;
}

TEST_F(Language, OfAFaultIsTheOneAskedFor)
{
    for (const char* command : {"preview C7 --through 2026-06-30", "invoice show INV-X", "bill --through 2026-02-30",
                                "cash apply P9 INV-X 1 --date 2026-02-02", "bill --through 2026-03-31 --customer Z",
                                "cash approve none", "invoice approve none", "invoice void INV-X --reason 1"}) {
        const Said said = run(std::string(command) + " --lang zh");
        EXPECT_NE(said.status, 0) << command;
        EXPECT_TRUE(std::any_of(said.text.begin(), said.text.end(),
                                [](char c) { return static_cast<unsigned char>(c) > 0xE3; }))
            << command << "\n"
            << said.text;
        EXPECT_EQ(run(command).status, said.status) << "the language changes no status";
    }
    EXPECT_TRUE(has(run("preview C7 --through 2026-06-30 --lang zh"),
                    "合同 C7：没有签订过此名称的合同 (contract-unknown)；检查拼写"))
        << run("preview C7 --through 2026-06-30 --lang zh").text;
}

TEST_F(Language, OfTheBookIsTheOneAskedFor)
{
    write("wrong.ndjson",
          event("w", "contract.signed", R"({"contract":"C7","customer":"A","date":"2026-02-30"})") +
              event("x", "order.fulfilled", R"({"contract":"C8","line":"access","date":"2026-02-03"})") +
              "{\"specversion\":\n");
    for (const char* command : {"ingest events.ndjson", "bill --through 2026-01-31", "close 2026-01",
                                "close 2026-01 --lock", "reopen 2026-01 --reason 1", "verify", "exceptions"})
        EXPECT_EQ(english_in(run(std::string(command) + " --lang zh").text), std::vector<std::string>())
            << command << run(std::string(command) + " --lang zh").text;
    const Said wrong = run("ingest wrong.ndjson --lang zh");
    EXPECT_NE(wrong.status, 0);
    for (const char* part : {"不是日期〔'2026-02-30'〕 (not-a-date)", "等待 1，拒收 2；批次", "更正后重新发送"})
        EXPECT_TRUE(has(wrong, part)) << part << "\n" << wrong.text;
    const Said list = run("worklist --lang zh");
    for (const char* part :
         {"2026-02-03  等待", "事件 t x：order.fulfilled 所指的合同 C8 尚未由任何事件产生", "待处理 1 项"})
        EXPECT_TRUE(has(list, part)) << part << "\n" << list.text;
    EXPECT_TRUE(has(run("worklist"), "2026-02-03  waiting"));
    const Said dry = run("close 2026-02 --dry-run --lang zh");
    EXPECT_TRUE(has(dry, "借方") && has(dry, "将入账")) << dry.text;
}

TEST_F(Language, OfAFileForMachinesIsOneAndTheSame)
{
    EXPECT_EQ(run("bill --through 2026-03-31 --dry-run --format json --lang zh 2>/dev/null #").text,
              run("bill --through 2026-03-31 --dry-run --format json 2>/dev/null #").text);
}

TEST_F(Language, DocumentsStandInTheOrderOfTheirNumbers)
{
    run("bill --through 2026-03-31");
    const Said said = run("invoice list --format csv 2>/dev/null #");
    std::vector<std::string> numbers;
    std::istringstream lines(said.text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("INV")) numbers.push_back(line.substr(0, line.find(',')));
    ASSERT_EQ(numbers.size(), 6u) << said.text;
    EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end())) << said.text;
}

TEST(NumberOrder, DigitsThatStandTogetherAreOneNumber)
{
    EXPECT_TRUE(is_before("INV-E-2026-999999", "INV-E-2026-1000000"));
    EXPECT_TRUE(is_before("CN-E-2026-000002", "INV-E-2026-000001"));
    EXPECT_TRUE(is_before("INV-E-2025-000009", "INV-E-2026-000001"));
    EXPECT_TRUE(is_before("A-2", "A-10"));
    EXPECT_FALSE(is_before("A-10", "A-2"));
    EXPECT_FALSE(is_before("A-2", "A-2"));
    EXPECT_TRUE(is_before("A-02", "A-2") != is_before("A-2", "A-02"));
    EXPECT_TRUE(is_before("A", "A-1"));
}

TEST(InChinese, FiguresAndNamesStayAsTheyStood)
{
    EXPECT_EQ(in_chinese("month 3 of 12"), "第 3 个月，共 12 个月");
    EXPECT_EQ(in_chinese("invoice INV-7 named in the text, 5.00 short: bank charges"),
              "账单 INV-7 见于附言，少付 5.00：银行手续费");
    EXPECT_EQ(in_chinese("2 invoices fit: the payer is known, and the amount is its invoice's"),
              "有 2 张账单相符：付款方已知，金额与其账单一致");
    EXPECT_EQ(in_chinese("something nobody said"), "something nobody said");
    EXPECT_EQ(words_in_chinese("month 2 of 12, price change", ", "), "第 2 个月，共 12 个月，价格变更");
    EXPECT_EQ(in_chinese(Fault{"over-applied", "payment P1, invoice I1",
                               "10.00 would be applied, and 5.00 of the invoice are open", "apply less"}),
              "收款 P1，账单 I1：拟核销 10.00，而此账单未付 5.00 (over-applied)；最多核销未付额");
}

// What stands alone in quotes as small letters with hyphens between: "field-missing".
std::vector<std::string> hyphenated_in(const std::string& text)
{
    std::vector<std::string> found;
    for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() &&
               ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= '0' && text[end] <= '9') || text[end] == '-'))
            ++end;
        const std::string word = text.substr(at + 1, end - at - 1);
        const bool is_one = end < text.size() && text[end] == '"' && word.find('-') != std::string::npos &&
                            word.find('-') > 0 && !word.ends_with("-") && word.front() >= 'a';
        if (is_one) found.push_back(word);
    }
    return found;
}

// Every code of every room has its Chinese words: each word with a hyphen that stands in quotes alone is one, but for
// the names of reports, tables and such.
TEST(InChinese, EveryFaultIsKnown)
{
    static const std::set<std::string> no_codes = {"bank-reconciliation",
                                                   "bill-run",
                                                   "book-difference",
                                                   "cash-application",
                                                   "contract-balances",
                                                   "credit-note",
                                                   "crm-bookings",
                                                   "earned-lookup",
                                                   "invoice-register",
                                                   "invoices-to-come",
                                                   "journal-register",
                                                   "loss-allowance",
                                                   "loss-allowance-movements",
                                                   "on-account",
                                                   "peer-cases",
                                                   "receivables-aging",
                                                   "reconciliation-movements",
                                                   "remaining-bridge",
                                                   "remaining-obligations",
                                                   "revenue-cohorts",
                                                   "revenue-waterfall",
                                                   "rule-versions",
                                                   "statement-files",
                                                   "to-be-posted",
                                                   "trial-balance",
                                                   "waterfall-posted",
                                                   "write-off",
                                                   "yyyy-mm-dd",
                                                   "zh-cn"};
    std::set<std::string> missing, found, told;
    for (const char* room :
         {"base", "contract", "rules", "billing", "recognition", "journal", "exchange", "reports", "db", "app"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::string(EARNED_SOURCE) + "/" + room)) {
            const std::string path = entry.path().string();
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            if (path.find("/app/peers/") != std::string::npos) continue;
            std::ifstream file(entry.path());
            const std::string text{std::istreambuf_iterator<char>(file), {}};
            if (path.find("/app/chinese") != std::string::npos) {
                for (const std::string& one : hyphenated_in(text)) told.insert(one);
                continue;
            }
            for (const std::string& one : hyphenated_in(text)) {
                if (no_codes.contains(one) || one.starts_with("br-")) continue;
                found.insert(one);
                if (!is_said_in_chinese(one)) missing.insert(one);
            }
        }
    EXPECT_GT(found.size(), 350u);
    std::string all;
    for (const std::string& one : missing) all += one + " ";
    EXPECT_EQ(all, "");
    std::string no_more;
    for (const std::string& one : told)
        if (!found.contains(one) && !no_codes.contains(one) && !one.starts_with("br-")) no_more += one + " ";
    EXPECT_EQ(no_more, "") << "no room says these any more";
}

// A fault that is known by its code keeps its figures and names, and no English sentence.
TEST(InChinese, OfAKnownFaultTheFiguresStay)
{
    EXPECT_EQ(in_chinese(Fault{"unsupported-return-right", "contract C1, line a",
                               "obligation O-7 has several lines, and a right to return one of them", "let it be"}),
              "合同 C1，行 a：履约义务有多行，而只有一行可退回〔O-7〕 (unsupported-return-right)；"
              "让可退回的行自成一项履约义务");
    EXPECT_EQ(in_chinese(Fault{"not-a-date", "line 3", "'2026-02-30' is not a date, as YYYY-MM-DD", "write a date"}),
              "行 3：不是日期〔'2026-02-30'〕 (not-a-date)；写 YYYY-MM-DD");
    EXPECT_EQ(
        in_chinese(Fault{"br-06", "credit note of contract C1 of 2026-02-02, BT-27", "the seller has no name", ""}),
        "合同 C1 于 2026-02-02 的红字账单，BT-27：销售方没有名称 (br-06)");
    EXPECT_EQ(in_chinese(Fault{"br-co-10", "invoice I1, BT-106",
                               "the sum of line net amounts is 9.00, and what it is made of gives 10.00", ""}),
              "账单 I1，BT-106：行净额合计为 9.00，而各项合计为 10.00 (br-co-10)");
}

// Each sentence of the rules of e-invoices has its Chinese one.
TEST(InChinese, EveryRuleOfEInvoicesIsSaid)
{
    const std::regex sentence("\"((?:it |the |a |its |an |no |nothing |outside |lines )[^\"]{12,})\"");
    std::string missing;
    std::size_t found = 0;
    for (const char* file : {"rules_presence.cpp", "rules_tax.cpp"}) {
        std::ifstream stream(std::string(EARNED_SOURCE) + "/billing/einvoice/" + file);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        for (auto at = std::sregex_iterator(text.begin(), text.end(), sentence); at != std::sregex_iterator(); ++at) {
            const std::string one = (*at)[1].str();
            if (one.starts_with("the seller has no id") || one.starts_with("the buyer has no id")) continue;  // go on
            if (one == "a rate above zero" || one == "the tax of the category" || one == "the taxable amount") continue;
            ++found;
            if (in_chinese(one) == one && in_chinese(one + "1.5") == one + "1.5") missing += one + "\n";
        }
    }
    EXPECT_GT(found, 20u);
    EXPECT_EQ(missing, "");
}

}  // namespace
}  // namespace earned::app::language_test
