// Decisions of a package that compute their answers, asked like the tables of constants beside them.
#include "rules/model_decision.h"
#include "rules/check.h"
#include "rules/collections.h"
#include "rules/computed_search.h"
#include "rules/questions.h"
#include "tests/rules/standard.h"

#include <gmock/gmock.h>

namespace earned::model_decision_test {
namespace {

using rules_test::number;
using testing::ElementsAre;

constexpr const char* head =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="mine">)";

// The standard package with one of its files in other words.
std::vector<PackageFile> with(const std::string& file, const std::string& body)
{
    std::vector<PackageFile> files = rules_test::standard_files();
    for (PackageFile& each : files)
        if (each.name == file) each.text = head + body + "</definitions>";
    return files;
}

Package compiled(const std::string& file, const std::string& body)
{
    Result<Package> package = Package::compile("mine", with(file, body));
    EXPECT_TRUE(package) << (package ? "" : package.fault().text());
    return std::move(*package);
}

std::vector<std::string> codes(const std::vector<Fault>& faults)
{
    std::vector<std::string> all;
    for (const Fault& fault : faults) all.push_back(fault.code + " " + fault.where);
    return all;
}

Facts line_of(const Decimal& quantity, std::string_view family)
{
    Facts facts;
    facts.set(FactId::line_quantity, quantity);
    facts.set_text(FactId::product_family, family);
    return facts;
}

std::string literal(const std::string& id, const std::string& text, const std::string& more = "")
{
    return "<decision id=\"" + id + "\" name=\"" + id + "\"><description>because it is so</description>" + more +
           "<literalExpression><text>" + text + "</text></literalExpression></decision>";
}

TEST(ModelDecision, AnswersByAnExpression)
{
    const Package package = compiled(
        "tax.dmn",
        literal("tax", "{rate: if product.family = \"books\" then 0.05 else 0.10 + 0.03, category: \"standard\"}"));
    EXPECT_EQ(package.table("tax"), nullptr) << "it computes";
    const auto books = package.questions().tax.must(line_of(Decimal::of(1), "books"));
    ASSERT_TRUE(books) << books.fault().text();
    EXPECT_EQ(books->answer->tax.rate, number("0.05"));
    EXPECT_EQ(books->rule->because, "because it is so");
    const auto others = package.questions().tax.must(line_of(Decimal::of(1), "tools"));
    ASSERT_TRUE(others);
    EXPECT_EQ(others->answer->tax.rate, number("0.13"));
    EXPECT_EQ(others->answer->tax.category, "standard");
}

constexpr const char* computing_table = R"(<decision id="dunning" name="Dunning"><decisionTable hitPolicy="FIRST">
  <input id="i"><inputExpression typeRef="number"><text>invoice.days_past_due</text></inputExpression></input>
  <output id="o1" name="level" typeRef="number"/><output id="o2" name="fee" typeRef="number"/>
  <rule id="late"><description>two weeks and more</description><inputEntry><text>&gt;= 7 * 2</text></inputEntry>
    <outputEntry><text>if invoice.days_past_due > 30 then 2 else 1</text></outputEntry><outputEntry><text>invoice.days_past_due * 0.5</text></outputEntry></rule>
  <rule id="not_yet"><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry><outputEntry><text>0</text></outputEntry></rule>
</decisionTable></decision>)";

TEST(ModelDecision, AnswersByATableWhoseCellsCompute)
{
    const std::string text = rules_test::contents(std::filesystem::path(EARNED_SOURCE) / "rules/standard/cash.dmn");
    std::vector<Fault> faults;
    std::string others;  // what else the file has is taken from the standard package
    for (const char* id : {"matching", "cash_application"}) {
        const std::size_t first = text.find("<decision id=\"" + std::string(id) + "\"");
        others += text.substr(first, text.find("</decision>", first) + 11 - first);
    }
    const Package package = compiled("cash.dmn", computing_table + others);
    const auto asked = [&](int days) { return dunning_rule(package, {days, *Currency::parse("USD")}); };
    ASSERT_TRUE(asked(20)) << asked(20).fault().text();
    EXPECT_EQ(asked(20)->level, 1);
    EXPECT_EQ(asked(20)->fee, number("10"));
    EXPECT_EQ(asked(31)->level, 2);
    EXPECT_EQ(asked(13)->level, 0);
    Facts facts;
    facts.set(FactId::invoice_days_past_due, Decimal::of(20));
    const auto answered = package.questions().dunning.must(facts);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->rule->id, "late");
    EXPECT_EQ(answered->rule->because, "two weeks and more");
}

TEST(ModelDecision, AsksWhatItRequires)
{
    const std::string helper =
        literal("large", "line.quantity >= limit(product.family)",
                R"(<knowledgeRequirement><requiredKnowledge href="#limit"/></knowledgeRequirement>)");
    const std::string limit =
        R"(<businessKnowledgeModel id="limit" name="limit"><encapsulatedLogic><formalParameter name="family" typeRef="string"/>
           <literalExpression><text>if family = "seats" then 100 else 10</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>)";
    const Package package =
        compiled("confirmation.dmn",
                 limit + helper +
                     literal("confirmation", "large",
                             R"(<informationRequirement><requiredDecision href="#large"/></informationRequirement>)"));
    const auto confirm = [&](int quantity, const char* family) {
        return package.questions().confirmation.must(line_of(Decimal::of(quantity), family))->answer->confirm;
    };
    EXPECT_TRUE(confirm(100, "seats"));
    EXPECT_FALSE(confirm(99, "seats"));
    EXPECT_TRUE(confirm(10, "tools"));
}

TEST(ModelDecision, IsShownByItsExpressions)
{
    const std::vector<Table> tables = show(compiled("tax.dmn", literal("tax", "{rate: 0.13}")));
    ASSERT_EQ(tables.back().key, "tax");
    ASSERT_EQ(tables.back().rows.size(), 1U);
    EXPECT_EQ(std::get<std::string>(tables.back().rows.at(0).cells[1]), "{rate: 0.13}");
}

TEST(ModelDecision, OfAQuestionThatCollectsGivesAll)
{
    const Package package =
        compiled("policies.dmn", literal("policies", "[{policy: \"proration\", value: \"thirty_360\"}]"));
    const auto all = package.questions().policies.all(Facts());
    ASSERT_TRUE(all) << all.fault().text();
    EXPECT_EQ(all->size(), 1U);
}

TEST(ModelDecision, TellsWhatItCanNotAnswer)
{
    const auto fault = [](const char* text) {
        const Package package = compiled("tax.dmn", literal("tax", text));
        const auto answered = package.questions().tax.must(line_of(Decimal::of(1), "books"));
        return answered ? "an answer" : answered.fault().code + ": " + answered.fault().what;
    };
    EXPECT_EQ(fault("{rate: \"much\"}"), "answer-type: rate is \"much\", and no number");
    EXPECT_EQ(fault("{rate: 0.1, place: 1}"), "output-unknown: it gives place, which nothing reads");
    EXPECT_EQ(fault("{category: \"none\"}").substr(0, 14), "answer-unknown");
    EXPECT_EQ(fault("1 / 0 + line.quantity").substr(0, 12), "rule-missing");
    EXPECT_NE(fault("1 / 0 + line.quantity").find("out of range"), std::string::npos) << "it says why";
}

TEST(ModelDecision, RefusesWhatIsWrongWhenItIsCompiled)
{
    const auto told = [](const char* text) {
        return codes(check_package("mine", with("tax.dmn", literal("tax", text))));
    };
    EXPECT_THAT(told("{rate: if line.dtaed then 0 else 0.1}"), ElementsAre("fact-unknown tax.dmn, decision tax"));
    EXPECT_THAT(told("{rate: if line.measure = \"daily\" then 0 else 0.1}"),
                ElementsAre("fact-unknown tax.dmn, decision tax"))
        << "it isn't known when tax is asked";
    EXPECT_THAT(told("{rate: if today() > date(2026, 1, 1) then 0 else 0.1}"),
                ElementsAre("rules-clock tax.dmn, decision tax"));
    const std::vector<std::string> syntax = told("{rate: 0.1 +}");
    ASSERT_EQ(syntax.size(), 1U);
    EXPECT_EQ(syntax[0].substr(0, 11), "feel-syntax");
}

constexpr const char* rates =
    "country*,category*,from,to,rate:number,name\n"
    "CN,,2019-04-01,,0.13,standard\nCN,books,2019-04-01,2026-06-30,0.09,reduced\n"
    "CN,books,2026-07-01,,0.08,reduced\n,,,,0,none\n";

TEST(ModelDecision, LooksUpReferenceTablesOnItsDay)
{
    auto files =
        with("tax.dmn",
             literal("tax", "{rate: lookup(\"rates\", {country: entity.country, category: product.family}).rate}"));
    files.push_back({"rates.csv", rates});
    Result<Package> package = Package::compile("mine", files);
    ASSERT_TRUE(package) << package.fault().text();
    const auto rate = [&](const char* country, const char* family, const char* day) {
        Facts facts = line_of(Decimal::of(1), family);
        facts.set_text(FactId::entity_country, country);
        facts.set(FactId::decision_date, rules_test::day(day));
        return package->questions().tax.must(facts)->answer->tax.rate.text();
    };
    EXPECT_EQ(rate("CN", "books", "2026-06-30"), "0.09");
    EXPECT_EQ(rate("CN", "books", "2026-07-01"), "0.08");
    EXPECT_EQ(rate("CN", "tools", "2026-07-01"), "0.13");
    EXPECT_EQ(rate("CN", "tools", "2019-03-31"), "0") << "the row of no keys";
    EXPECT_EQ(rate("US", "books", "2026-07-01"), "0");
    files = with("tax.dmn", literal("tax", "{rate: lookup(\"rats\", {country: entity.country}).rate}"));
    EXPECT_THAT(codes(check_package("mine", files)), ElementsAre("table-unknown tax.dmn, decision tax"));
}

// The law of the two ways: whatever a table of constants answers, the whole language answers as well.
TEST(ModelDecision, AnswersAsTheTableOfConstantsDoes)
{
    const Package& package = rules_test::standard();
    int asked = 0;
    for (const QuestionName& question : question_names()) {
        const DecisionTable* table = package.table(question.decision);
        if (table == nullptr || question.collects) continue;
        std::size_t home = 0;
        while (package.models()[home].file != table->head().file) ++home;
        const std::vector<dmn::Source> sources(package.models().begin(), package.models().end());
        std::vector<Fault> faults;
        for (const dmn::Decision& decision : sources[home].decisions) {
            if (decision.id != question.decision) continue;
            const auto model = ModelDecision::compile(sources, home, decision, question,
                                                      std::make_shared<const ReferenceTables>(), faults);
            ASSERT_TRUE(model) << faults.front().text();
            for (const char* family : {"subscriptions", "hardware", "services", ""})
                for (const bool truth : {false, true})
                    for (const char* word : {"USD", "CNY", "CN", "US"}) {
                        Facts facts;
                        for (const FactName& fact : fact_names()) {
                            if (fact.type == FeelType::boolean) facts.set(fact.id, truth);
                            if (fact.type == FeelType::number) facts.set(fact.id, Decimal::of(truth ? 40 : 3));
                            if (fact.type == FeelType::text) facts.set_text(fact.id, word);
                            if (fact.type == FeelType::date) facts.set(fact.id, rules_test::day("2026-01-31"));
                        }
                        facts.set_text(FactId::product_family, family);
                        std::vector<Known> values;
                        for (const DecisionTable::Input& input : table->inputs())
                            values.push_back(facts.of(fact_named(input.expression, question.scopes)->ref));
                        const Result<const Rule*> one = table->find(values);
                        const auto other = model->rules(facts, false);
                        ASSERT_TRUE(one && other) << question.decision;
                        ASSERT_EQ(*one != nullptr, !other->empty()) << question.decision;
                        if (*one == nullptr) continue;
                        EXPECT_EQ((*one)->id, other->front()->id) << question.decision;
                        EXPECT_EQ((*one)->because, other->front()->because);
                        for (std::size_t at = 0; at < table->head().outputs.size(); ++at) {
                            const auto column = model->head().output(table->head().outputs[at].name);
                            ASSERT_TRUE(column);
                            EXPECT_EQ((*one)->outputs[at], other->front()->outputs[*column]) << question.decision;
                        }
                        ++asked;
                    }
        }
    }
    EXPECT_GT(asked, 200);
}

// A decision table of two inputs, the first of which may compute; rows of "cell|cell".
std::string confirming(const std::string& first, const std::string& hit, std::initializer_list<const char*> rows)
{
    std::string text = "<decision id='confirmation' name='c'><decisionTable hitPolicy='" + hit + "'>";
    for (const std::string& input : {first, std::string("line.recurring")})
        text += "<input><inputExpression typeRef='" + std::string(input == "line.recurring" ? "boolean" : "number") +
                "'><text>" + input + "</text></inputExpression></input>";
    text += "<output name='confirm' typeRef='boolean'/>";
    int count = 0;
    for (const std::string row : rows) {
        const std::size_t bar = row.find('|');
        text += "<rule id='r" + std::to_string(++count) + "'><inputEntry><text>" + row.substr(0, bar) +
                "</text></inputEntry><inputEntry><text>" + row.substr(bar + 1) +
                "</text></inputEntry><outputEntry><text>line.quantity = 1</text></outputEntry></rule>";
    }
    return text + "</decisionTable></decision>";
}

TEST(ModelDecision, ATableThatComputesIsSearchedForGapsAndOverlapsByItsConstants)
{
    const auto search_of = [](const std::string& text) { return search_computed(compiled("confirmation.dmn", text)); };
    // Its inputs are facts: what no rule matches is sure to be there.
    const ComputedSearch gap = search_of(confirming("line.quantity", "FIRST", {"&lt; 10|-", "&gt; 10|-", "null|-"}));
    ASSERT_THAT(codes(gap.faults), ElementsAre("rules-gap confirmation.dmn, decision confirmation"));
    EXPECT_NE(gap.faults.front().what.find("line.quantity = 10"), std::string::npos) << gap.faults.front().what;
    EXPECT_THAT(codes(search_of(confirming("line.quantity", "UNIQUE",
                                           {"&lt; 10|-", "&gt;= 9|true", "&gt;= 10|false", "null|-"}))
                          .faults),
                testing::Contains("rules-overlap confirmation.dmn, decision confirmation, rule r1"));
    EXPECT_TRUE(search_of(confirming("line.quantity", "FIRST", {"&lt; 10|-", "-|-"})).faults.empty());
    // Its input computes: the values may never be there.
    const ComputedSearch doubt = search_of(confirming("line.quantity * 2", "FIRST", {"&lt; 10|-", "&gt; 10|-"}));
    EXPECT_TRUE(doubt.faults.empty());
    EXPECT_THAT(codes(doubt.doubts), ElementsAre("rules-gap confirmation.dmn, decision confirmation"));
    // A cell computes: it may match anything, and what isn't searched is said.
    const ComputedSearch cell = search_of(confirming("line.quantity", "FIRST", {"&lt; 10|-", "&gt;= line.price|-"}));
    EXPECT_TRUE(cell.faults.empty());
    ASSERT_THAT(codes(cell.doubts), ElementsAre("not-searched confirmation.dmn, decision confirmation"));
    EXPECT_NE(cell.doubts.front().what.find("rule r2 computes"), std::string::npos);
    EXPECT_THAT(codes(search_of("<decision id='confirmation' name='c'><literalExpression><text>true</text>"
                                "</literalExpression></decision>")
                          .doubts),
                ElementsAre("not-searched confirmation.dmn, decision confirmation"));
}

// The table alone, of a decision that `confirming` writes.
std::string table_in(const std::string& decision)
{
    const std::size_t first = decision.find("<decisionTable");
    return decision.substr(first, decision.find("</decision>") - first);
}

TEST(ModelDecision, TablesWithinExpressionsAreSearchedToo)
{
    const std::string gap = table_in(confirming("line.quantity", "FIRST", {"&lt; 10|-", "&gt; 10|-", "null|-"}));
    const std::string overlap =
        table_in(confirming("n", "UNIQUE", {"&lt; 10|-", "&gt;= 9|true", "&gt;= 10|false", "null|-"}));
    const ComputedSearch entry = search_computed(compiled(
        "confirmation.dmn", "<decision id='confirmation' name='c'><context><contextEntry><variable name='by size'/>" +
                                gap +
                                "</contextEntry><contextEntry><literalExpression><text>by size</text>"
                                "</literalExpression></contextEntry></context></decision>"));
    EXPECT_TRUE(entry.faults.empty()) << "an expression need not look at its table";
    ASSERT_THAT(codes(entry.doubts),
                ElementsAre("rules-gap confirmation.dmn, decision confirmation, entry by size, table"));
    EXPECT_NE(entry.doubts.front().what.find("line.quantity = 10"), std::string::npos);
    // The column has no type of its own, but the parameter that it looks at has.
    std::string untyped = overlap;
    untyped.replace(untyped.find(" typeRef='number'"), 17, "");
    const ComputedSearch knowledge = search_computed(compiled(
        "confirmation.dmn",
        "<businessKnowledgeModel id='b' name='size'><encapsulatedLogic><formalParameter name='n' typeRef='number'/>"
        "<formalParameter name='line' typeRef='Any'/>" +
            untyped +
            "</encapsulatedLogic></businessKnowledgeModel><decision id='confirmation' name='c'><knowledgeRequirement>"
            "<requiredKnowledge href='#b'/></knowledgeRequirement><literalExpression><text>size(line.quantity, line)"
            "</text></literalExpression></decision>"));
    EXPECT_TRUE(knowledge.faults.empty());
    EXPECT_THAT(codes(knowledge.doubts),
                testing::Contains("rules-overlap confirmation.dmn, business knowledge size, table, rule r1"));
}

}  // namespace
}  // namespace earned::model_decision_test
