// Decision tables as sheets and back.
#include "rules/sheets.h"
#include "rules/check.h"
#include "rules/dmn.h"
#include "tests/rules/standard.h"

namespace earned::sheets_test {
namespace {

std::string standard_text(const std::string& file)
{
    return rules_test::contents(std::filesystem::path(EARNED_SOURCE) / "rules" / "standard" / file);
}

std::vector<TableSource> tables_of(const std::string& file, const std::string& text)
{
    std::vector<Fault> faults;
    std::vector<TableSource> tables = read_dmn(file, text, faults);
    EXPECT_TRUE(faults.empty());
    return tables;
}

bool same(const TableSource& one, const TableSource& other)
{
    if (one.rules.size() != other.rules.size() || one.inputs.size() != other.inputs.size()) return false;
    for (std::size_t at = 0; at < one.rules.size(); ++at) {
        const RuleSource &left = one.rules[at], &right = other.rules[at];
        if (left.id != right.id || left.because != right.because || left.inputs != right.inputs ||
            left.outputs != right.outputs)
            return false;
    }
    return true;
}

const std::vector<std::string> files = {"approval.dmn",     "billing.dmn",    "cash.dmn",     "confirmation.dmn",
                                        "modification.dmn", "obligation.dmn", "policies.dmn", "standalone-price.dmn",
                                        "tax.dmn",          "withholding.dmn"};

TEST(Sheets, AreTheTablesThatTheyCameFrom)
{
    for (const std::string& file : files) {
        const std::string text = standard_text(file);
        for (const TableSource& table : tables_of(file, text)) {
            const Result<TableSource> back = read_sheet(table, sheet_of(table).rows, "sheet");
            ASSERT_TRUE(back) << back.fault().text();
            EXPECT_TRUE(same(table, *back)) << table.decision;
            EXPECT_TRUE(changes_between(table, *back).empty());
            bool found = false;
            for (const TableSource& again : tables_of(file, with_rules(text, *back)))
                if (again.decision == table.decision) found = same(table, again);
            EXPECT_TRUE(found) << table.decision;
        }
    }
}

TEST(Sheets, TellWhatChanges)
{
    const std::string text = standard_text("payment-terms.dmn");
    const TableSource before = tables_of("payment-terms.dmn", text).front();
    std::vector<SheetRow> rows = sheet_of(before).rows;
    ASSERT_EQ(rows.front(), (SheetRow{"rule", "in customer.country (string)", "out terms (string)", "because"}));
    rows[1][2] = "\"net 30\"";
    rows.insert(rows.begin() + 1, {"swiss", "\"CH\"", "\"net 10\"", "the Swiss pay early"});
    rows.push_back({"", "", "", ""});
    const Result<TableSource> after = read_sheet(before, rows, "sheet");
    ASSERT_TRUE(after) << after.fault().text();
    const std::vector<RuleChange> changes = changes_between(before, *after);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].kind, RuleChange::Kind::added);
    EXPECT_EQ(changes[0].rule, "swiss");
    EXPECT_EQ(changes[1].kind, RuleChange::Kind::changed);
    EXPECT_EQ(changes[1].column, "out terms (string)");
    EXPECT_EQ(changes[1].before, "\"net 0\"");
    EXPECT_EQ(changes[1].after, "\"net 30\"");
    const std::string written = with_rules(text, *after);
    EXPECT_TRUE(same(*after, tables_of("payment-terms.dmn", written).front()));
    EXPECT_NE(written.find("DMNShape"), std::string::npos) << "the drawing stays";
    EXPECT_EQ(with_rules(written, *after), written) << "written again it is the same";
    const std::vector<RuleChange> back = changes_between(*after, before);
    ASSERT_EQ(back.size(), 2U);
    EXPECT_EQ(back[0].kind, RuleChange::Kind::removed);
}

TEST(Sheets, TakeWhatASpreadsheetMakesOfACell)
{
    TableSource table;
    table.decision = "d";
    table.inputs = {{"i", "", "line.dated", "boolean"}};
    table.outputs = {{"o", "n", "number", std::nullopt}};
    table.rules = {{"r1", "", {"true"}, {"1.50"}}, {"r2", "", {"-"}, {"2"}}};
    std::vector<SheetRow> rows = sheet_of(table).rows;
    rows[1] = {"r1", " TRUE ", "1.5", ""};
    rows[2] = {"r2", "", "2.0"};
    const Result<TableSource> back = read_sheet(table, rows, "sheet");
    ASSERT_TRUE(back) << back.fault().text();
    EXPECT_TRUE(same(table, *back));
    std::swap(rows[1], rows[2]);
    const std::vector<RuleChange> moved = changes_between(table, *read_sheet(table, rows, "sheet"));
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_EQ(moved.front().kind, RuleChange::Kind::moved);
}

TEST(Sheets, RefuseWhatTheyWouldHaveToGuess)
{
    const TableSource table = tables_of("payment-terms.dmn", standard_text("payment-terms.dmn")).front();
    const std::vector<SheetRow> good = sheet_of(table).rows;
    const auto code = [&](std::vector<SheetRow> rows) {
        const Result<TableSource> read = read_sheet(table, rows, "sheet");
        return read ? std::string() : read.fault().code;
    };
    EXPECT_EQ(code(good), "");
    EXPECT_EQ(code({}), "sheet-columns");
    EXPECT_EQ(code({{"rule", "in customer.region (string)", "out terms (string)", "because"}, good[1]}),
              "sheet-columns");
    EXPECT_EQ(code({good[0], {"", "-", "\"net 0\"", ""}}), "sheet-rule");
    EXPECT_EQ(code({good[0], good[1], good[1]}), "sheet-rule");
    EXPECT_EQ(code({good[0], {"a", "-", "\"net 0\"", "b", "c"}}), "sheet-cells");
}

}  // namespace
}  // namespace earned::sheets_test
