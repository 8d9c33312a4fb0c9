// docs/rules.md says what the code knows: every question and every fact, in their order.
#include "rules/questions.h"
#include "rules/words.h"
#include "tests/rules/standard.h"

namespace earned::rules_test::documents_test {
namespace {

std::vector<std::vector<std::string>> rows_under(const std::string& heading)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream page(contents(std::string(EARNED_SOURCE) + "/docs/rules.md"));
    bool here = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("## ")) here = line == "## " + heading;
        if (!here || !line.starts_with("| `")) continue;
        std::vector<std::string> cells;
        std::istringstream row(line.substr(2));
        for (std::string cell; std::getline(row, cell, '|');) {
            std::erase(cell, '`');
            const std::size_t first = cell.find_first_not_of(' ');
            if (first != std::string::npos) cells.push_back(cell.substr(first, cell.find_last_not_of(' ') - first + 1));
        }
        rows.push_back(cells);
    }
    return rows;
}

std::string scopes_of(unsigned scopes)
{
    std::string all;
    for (const auto& [scope, word] : {std::pair{FactScope::contract, "contract"}, {FactScope::line, "line"},
                                      {FactScope::obligation, "obligation"}, {FactScope::plan, "plan"},
                                      {FactScope::modification, "modification"}, {FactScope::matching, "matching"},
                                      {FactScope::dunning, "dunning"}, {FactScope::document, "document"}, {FactScope::deed, "deed"},
                                      {FactScope::exposure, "exposure"}})
        if (scopes & bit(scope)) all.append(all.empty() ? "" : ", ").append(word);
    return all;
}

TEST(Documents, ListEveryQuestion)
{
    const auto rows = rows_under("Questions");
    ASSERT_EQ(rows.size(), question_names().size());
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const QuestionName& question = question_names()[place];
        const std::string answers = question.collects ? "all that match" : question.must_answer ? "one" : "one or none";
        EXPECT_EQ(rows[place], (std::vector<std::string>{std::string(question.decision), std::string(question.outputs),
                                                         answers, scopes_of(question.scopes)}));
    }
}

TEST(Documents, ListEveryFact)
{
    const auto rows = rows_under("Facts");
    ASSERT_EQ(rows.size(), fact_names().size());
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const FactName& fact = fact_names()[place];
        EXPECT_EQ(rows[place], (std::vector<std::string>{std::string(fact.expression), std::string(name(fact.type)),
                                                         scopes_of(bit(fact.scope)), std::string(fact.meaning)}));
    }
}

template <class Choice> void name_each_other()
{
    for (const Word<Choice>& each : words<Choice>()) {
        EXPECT_EQ(named<Choice>(each.word), each.choice);
        EXPECT_EQ(word(each.choice), each.word);
        EXPECT_NE(choices<Choice>().find(each.word), std::string::npos);
    }
    EXPECT_FALSE(named<Choice>("nothing"));
}

TEST(Words, NameTheirChoices)
{
    name_each_other<Satisfied>();
    name_each_other<Measure>();
    name_each_other<Trigger>();
    name_each_other<SspMethod>();
    name_each_other<BillingPlan>();
    name_each_other<Timing>();
    name_each_other<Align>();
    name_each_other<TaxPoint>();
    name_each_other<Modifies>();
    name_each_other<Proration>();
}

}  // namespace
}  // namespace earned::rules_test::documents_test
