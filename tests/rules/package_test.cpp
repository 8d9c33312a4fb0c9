// Rule packages: what is read, what is refused, and where a fault is said to stand.
#include "rules/check.h"
#include "tests/rules/standard.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace earned::rules_test::package_test {
namespace {

// The standard package with one of its files replaced.
std::vector<PackageFile> with(const std::string& name, const std::string& text)
{
    std::vector<PackageFile> files = standard_files();
    std::erase_if(files, [&](const PackageFile& file) { return file.name == name; });
    if (!text.empty()) files.push_back({name, text});
    return files;
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    const std::size_t place = text.find(what);
    EXPECT_NE(place, std::string::npos) << what;
    return text.replace(place, what.size(), by);
}

std::string standard_text(const std::string& name)
{
    return contents(std::string(EARNED_SOURCE) + "/rules/standard/" + name);
}

// The faults of the standard package with something in one file replaced.
std::vector<Fault> faults_of(const std::string& file, const std::string& what, const std::string& by)
{
    return check_package("standard", with(file, replaced(standard_text(file), what, by)));
}

std::vector<std::string> codes(const std::vector<Fault>& faults)
{
    std::vector<std::string> all;
    for (const Fault& fault : faults) all.push_back(fault.code);
    return all;
}

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Package, StandardHasNoFault)
{
    const std::vector<Fault> faults = check_package("standard", standard_files());
    for (const Fault& fault : faults) ADD_FAILURE() << fault.text();
    EXPECT_EQ(standard().name(), "standard");
    EXPECT_EQ(standard().version(), "1.0");
}

TEST(Package, NeverAsksWhatTimeItIs)
{
    EXPECT_THAT(codes(faults_of("payment-terms.dmn", "\"net 0\"", "today()")), Contains("rules-clock"));
    EXPECT_THAT(codes(faults_of("payment-terms.dmn", "<text>-</text>", "<text>now ( )</text>")),
                Contains("rules-clock"));
    EXPECT_THAT(codes(faults_of("payment-terms.dmn", "<text>-</text>", "<text>\"now()\"</text>")),
                testing::Not(Contains("rules-clock")))
        << "a text is no question";
}

TEST(Package, AnswersEveryQuestion)
{
    for (const QuestionName& question : question_names())
        EXPECT_NE(standard().table(question.decision), nullptr) << question.decision;
    EXPECT_EQ(standard().table("nothing"), nullptr);
}

TEST(Package, ChartsBeginWithTheirColumnsAndNameEachRoleOnce)
{
    for (const char* framework : {"US-GAAP", "IFRS", "CAS"}) {
        const std::string chart(standard().chart(framework));
        EXPECT_TRUE(chart.starts_with("role,code,name,name_zh\ncash,")) << framework;
        EXPECT_EQ(std::count(chart.begin(), chart.end(), '\n'), 43) << framework;
    }
    EXPECT_EQ(standard().chart("HGB"), "");
}

TEST(Package, BytesDependOnWhatCountsAndNotOnItsOrder)
{
    std::vector<PackageFile> files = standard_files();
    std::reverse(files.begin(), files.end());
    files.push_back({"README.md", "words"});
    EXPECT_EQ(Package::compile("standard", files)->bytes(), standard().bytes());
    const auto other = Package::compile("standard", with("version.txt", "1.1\n"));
    EXPECT_NE(other->bytes(), standard().bytes());
    EXPECT_EQ(other->version(), "1.1");
}

TEST(Package, KeepsItsAnswersWhenItMoves)
{
    Result<Package> compiled = Package::compile("standard", standard_files());
    const Package moved = std::move(*compiled);
    EXPECT_EQ(*dunning_level(moved, 45), 2);
}

TEST(Package, NeedsAVersionAndEveryDecision)
{
    EXPECT_THAT(codes(check_package("p", with("version.txt", ""))), ElementsAre("version-missing"));
    const std::vector<Fault> faults = check_package("p", with("tax.dmn", ""));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "decision-missing");
    EXPECT_EQ(faults[0].where, "decision tax");
}

TEST(Package, TellsEveryFaultAtOnceWithItsPlace)
{
    std::string text = replaced(standard_text("tax.dmn"), "<text>0.13</text>", "<text>\"much\"</text>");
    text = replaced(text, "<text>\"goods\",\"software\"</text>", "<text>goods</text>");
    const std::vector<Fault> faults = check_package("p", with("tax.dmn", text));
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_EQ(faults[0].where, "tax.dmn, decision tax, rule cn_goods, input 3 (product.tax_category), column 1");
    EXPECT_EQ(faults[0].code, "cell-unreadable");
    EXPECT_EQ(faults[1].where, "tax.dmn, decision tax, rule cn_goods, output 1 (rate), column 1");
    EXPECT_EQ(faults[1].code, "cell-type");
}

TEST(Package, RefusesADoctype)
{
    const std::string doctype = "<!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<definitions";
    EXPECT_THAT(codes(faults_of("tax.dmn", "<definitions", doctype)), ElementsAre("dmn-doctype"));
}

TEST(Package, ReadsEveryVersionOfDmnAndNoOther)
{
    const std::string mine = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    for (const char* other :
         {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
          "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/"})
        EXPECT_THAT(codes(faults_of("tax.dmn", mine, other)), ElementsAre()) << other;
    EXPECT_THAT(codes(faults_of("tax.dmn", mine, "https://example.org/MODEL/")), ElementsAre("dmn-namespace"));
    EXPECT_THAT(codes(faults_of("tax.dmn", "</definitions>", "")), ElementsAre("dmn-unreadable"));
}

TEST(Package, ReadsPrefixedElementsAndIgnoresOthers)
{
    std::string text = standard_text("tax.dmn");
    const char* elements[] = {"definitions",     "decisionTable", "decision>",   "decision ", "description",
                              "inputExpression", "inputEntry",    "outputEntry", "text",      "input ",
                              "input>",          "output ",       "rule"};
    for (const std::string element : elements)
        for (const std::string open : {"<", "</"}) {
            std::size_t place = 0;
            while ((place = text.find(open + element, place)) != std::string::npos) {
                text.replace(place, open.size(), open + "dmn:");
                place += open.size() + 4;
            }
        }
    text = replaced(text, "xmlns=", "xmlns:dmn=");
    text = replaced(text, "<dmn:decisionTable", "<literalExpression/><dmn:decisionTable");
    EXPECT_THAT(codes(check_package("p", with("tax.dmn", text))), ElementsAre());
}

TEST(Package, RefusesWhatWouldBeMisread)
{
    EXPECT_THAT(codes(faults_of("tax.dmn", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"LAST\"")),
                ElementsAre("hit-policy-unknown"));
    const std::vector<Fault> unasked =
        faults_of("tax.dmn", "  <dmndi:DMNDI>",
                  "<decision id=\"d\"><literalExpression><text>1</text></literalExpression></decision><dmndi:DMNDI>");
    ASSERT_THAT(codes(unasked), ElementsAre("decision-unknown"));
    EXPECT_EQ(unasked[0].where, "tax.dmn, decision d");
}

TEST(Package, RefusesFactsThatAreNotKnownYet)
{
    const std::vector<Fault> faults =
        faults_of("obligation.dmn", "<text>line.open</text>", "<text>line.measure</text>");
    ASSERT_THAT(codes(faults), ElementsAre("fact-unknown"));
    EXPECT_EQ(faults[0].where, "obligation.dmn, decision obligation, input line.measure");
    EXPECT_THAT(codes(faults_of("tax.dmn", "<text>entity.country</text>", "<text>entity.county</text>")),
                ElementsAre("fact-unknown"));
    EXPECT_THAT(
        codes(faults_of("payment-terms.dmn", "<text>customer.country</text>", "<text>customer.attributes.rank</text>")),
        ElementsAre());
}

TEST(Package, RefusesAnswersThatMeanNothing)
{
    const std::vector<Fault> faults = faults_of("obligation.dmn", "<text>\"daily\"</text>", "<text>\"dayly\"</text>");
    ASSERT_THAT(codes(faults), ElementsAre("answer-unknown", "answer-unknown"));  // no measure, and over time
    EXPECT_EQ(faults[0].where, "obligation.dmn, decision obligation, rule stand_ready, output measure");
    EXPECT_THAT(codes(faults_of("policies.dmn", "<text>\"actual\"</text>", "<text>\"often\"</text>")),
                ElementsAre("answer-unknown"));
    EXPECT_THAT(codes(faults_of("tax.dmn", "<text>0.13</text>", "<text>13</text>")), ElementsAre("answer-unknown"));
    EXPECT_THAT(codes(faults_of("cash.dmn", "<text>3</text>", "<text>2.5</text>")), ElementsAre("answer-unknown"));
    EXPECT_THAT(codes(faults_of("tax.dmn", "name=\"point\"", "name=\"dot\"")), ElementsAre("output-unknown"));
    EXPECT_THAT(codes(faults_of("tax.dmn", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\"")),
                ElementsAre("hit-policy-wrong"));
}

TEST(Package, FindsGapsOverlapsAndRulesThatNeverMatch)
{
    const std::vector<Fault> gap = faults_of("cash.dmn", "<text>[30..60)</text>", "<text>(30..60)</text>");
    ASSERT_THAT(codes(gap), ElementsAre("rules-gap"));
    EXPECT_THAT(gap[0].what, HasSubstr("invoice.days_past_due = 30"));
    EXPECT_THAT(codes(faults_of("cash.dmn", "<text>[30..60)</text>", "<text>[29..60)</text>")),
                ElementsAre("rules-overlap"));
    EXPECT_THAT(codes(faults_of("cash.dmn", "<text>[30..60)</text>", "<text>(30..30)</text>")), Contains("rule-never"));
    EXPECT_THAT(codes(faults_of("billing.dmn", "<text>\"point_in_time\"</text>", "<text>\"some_day\"</text>")),
                ElementsAre("rule-never", "rules-gap"));
    const std::vector<Fault> shadowed = faults_of("confirmation.dmn", "<text>\"over_time\"</text>", "<text>-</text>");
    EXPECT_THAT(codes(shadowed), ElementsAre());  // wider, but the last rule still has something left
    std::string text = replaced(standard_text("confirmation.dmn"), "<text>\"over_time\"</text>", "<text>-</text>");
    text = replaced(text, "<text>\"percent\",\"cost_to_cost\",\"hours\"</text>", "<text>-</text>");
    text = replaced(text, "<text>&gt;= 1000000</text>", "<text>-</text>");
    EXPECT_THAT(codes(check_package("p", with("confirmation.dmn", text))), ElementsAre("rule-shadowed"));
}

// A currency in small letters would leave its limit to nobody; a country by its name would be taxed nowhere.
TEST(Package, CodesOfCurrenciesAndCountriesAreThoseThatFactsHave)
{
    const std::vector<Fault> currency = faults_of("authority.dmn", "<text>\"KRW\"</text>", "<text>\"krw\"</text>");
    ASSERT_THAT(codes(currency), ElementsAre("code-unknown"));
    EXPECT_EQ(currency[0].where, "authority.dmn, decision authority, rule loss_won, input deed.currency");
    EXPECT_THAT(currency[0].what, HasSubstr("'krw' is no currency"));
    EXPECT_THAT(codes(faults_of("authority.dmn", "not(\"USD\",", "not(\"usd\",")), Contains("code-unknown"));
    EXPECT_THAT(codes(faults_of("tax.dmn", "<text>\"CN\"</text>", "<text>\"China\"</text>")), Contains("code-unknown"));
}

// The decision authority, of one input; rows of "cell|answer".
std::vector<std::string> authority(const std::string& policy, std::initializer_list<const char*> rows,
                                   const std::string& values = "")
{
    std::string text =
        "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='a' name='A' namespace='urn:a'><decision "
        "id='authority' name='Authority'><decisionTable hitPolicy='" +
        policy +
        "'><input><inputExpression typeRef='string'><text>deed.kind</text></inputExpression></input><output "
        "name='persons' typeRef='number'>" +
        (values.empty() ? "" : "<outputValues><text>" + values + "</text></outputValues>") + "</output>";
    int count = 0;
    for (const std::string row : rows) {
        const std::size_t bar = row.find('|');
        text += "<rule id='r" + std::to_string(++count) + "'><inputEntry><text>" + row.substr(0, bar) +
                "</text></inputEntry><outputEntry><text>" + row.substr(bar + 1) + "</text></outputEntry></rule>";
    }
    return codes(check_package("p", with("authority.dmn", text + "</decisionTable></decision></definitions>")));
}

TEST(Package, RulesOfATableThatTakesAnySayTheSame)
{
    EXPECT_THAT(authority("ANY", {"\"refund\"|2", "\"refund\",\"write_off\"|2", "not(\"refund\",\"write_off\")|1"}),
                ElementsAre());
    EXPECT_THAT(authority("ANY", {"\"refund\"|1", "\"refund\",\"write_off\"|2", "not(\"refund\",\"write_off\")|1"}),
                ElementsAre("rules-overlap"));
}

TEST(Package, AnAnswerIsOneAndAmongTheValuesOfItsOutput)
{
    for (const char* policy : {"RULE ORDER", "OUTPUT ORDER"})
        EXPECT_THAT(authority(policy, {"\"refund\"|2", "-|1"}, "2,1"), ElementsAre("hit-policy-wrong")) << policy;
    EXPECT_THAT(authority("PRIORITY", {"\"refund\"|2", "-|1"}, "2, 1"), ElementsAre());
    EXPECT_THAT(authority("PRIORITY", {"\"refund\"|2", "-|1"}), ElementsAre("output-values-missing"));
    EXPECT_THAT(authority("PRIORITY", {"\"refund\"|2", "-|1"}, "2"), ElementsAre("output-value-unlisted"));
    EXPECT_THAT(authority("FIRST", {"\"refund\"|2", "-|1"}, "1"), ElementsAre("output-value-unlisted"));
    EXPECT_THAT(authority("FIRST", {"\"refund\"|2", "-|1"}, "[1..2]"), ElementsAre()) << "a range is not searched";
    EXPECT_THAT(authority("COLLECT' aggregation='MAX", {"\"refund\"|2", "-|1"}), ElementsAre());
}

TEST(Package, ShowsItsTables)
{
    const std::vector<Table> tables = show(standard());
    const auto tax = std::find_if(tables.begin(), tables.end(), [](const Table& table) { return table.key == "tax"; });
    ASSERT_NE(tax, tables.end());
    ASSERT_EQ(tax->rows.size(), 4U);
    ASSERT_EQ(tax->columns.size(), 9U);
    EXPECT_EQ(tax->columns[3].label.en, "product.tax_category");
    EXPECT_EQ(tax->rows.at(0).cells[0], Cell(std::string("cn_goods")));
    EXPECT_EQ(tax->rows.at(0).cells[3], Cell(std::string("\"goods\",\"software\"")));
    EXPECT_EQ(tax->rows.at(0).cells[4], Cell(std::string("0.13")));
    EXPECT_EQ(tables.size(), question_names().size());
}

TEST(Package, KnowsDunningAndMatching)
{
    for (const auto& [days, level] : {std::pair{-5, 0}, {0, 0}, {1, 1}, {29, 1}, {30, 2}, {60, 3}, {900, 3}})
        EXPECT_EQ(*dunning_level(standard(), days), level) << days;
    EXPECT_EQ(*matching_tolerance(standard(), "USD"), Decimal());
}

}  // namespace
}  // namespace earned::rules_test::package_test
