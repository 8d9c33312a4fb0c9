#include "exchange/csv.h"
#include "exchange/json.h"
#include "exchange/json_table.h"
#include "tests/exchange/tables.h"

#include <gtest/gtest.h>

#include <sstream>

namespace earned::exchange::csv_test {

TEST(Csv, WritesWhatRfc4180Says)
{
    std::ostringstream out;
    write_csv(everything(), Language::en, out);
    EXPECT_EQ(out.str(),
              "name,date,amount,currency,count,rate,share,row\r\n"
              "Detail,,,,,,,section\r\n"
              "\"Ada, \"\"Countess\"\"\",2026-01-31,1234567.89,USD,3,7.1234,0.255,detail\r\n"
              "北京数据<有限>公司,2026-02-28,-500,JPY,,,1,detail\r\n"
              "nothing,,0.00,USD,0,,,detail\r\n"
              "Total,,1234567.89,USD,3,,,total\r\n");
}

TEST(Csv, KeepsATextThatLooksLikeAFormulaAText)
{
    Table table = everything();
    table.rows.clear();
    table.add({"=1+1", {}, Money(-100, usd), "USD", {}, {}, {}});
    std::ostringstream out;
    write_csv(table, Language::en, out);
    EXPECT_NE(out.str().find("\r\n'=1+1,,-1.00,USD,"), std::string::npos) << out.str();
}

TEST(JsonTable, IsReadAsItWasWritten)
{
    std::ostringstream out;
    const std::vector<Table> tables{differing()};
    write_json(tables, out);
    const Result<Value> read = parse_json(out.str(), "table.json");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->find("key")->text(), "differing");
    EXPECT_EQ(read->find("title")->find("zh")->text(), "应有尽有");
    EXPECT_FALSE(read->find("ties")->boolean());
    const Value& row = read->find("rows")->items().at(1);
    EXPECT_EQ(row.find("row")->text(), "detail");
    EXPECT_EQ(row.find("cells")->find("amount")->find("amount")->text(), "1234567.89");
    EXPECT_EQ(row.find("cells")->find("amount")->find("currency")->text(), "USD");
    EXPECT_EQ(row.find("cells")->find("rate")->text(), "7.1234");
    EXPECT_EQ(row.find("cells")->find("count")->number_token(), "3");
    const Value& tie = read->find("tie_outs")->items().at(0);
    EXPECT_EQ(tie.find("difference")->find("amount")->text(), "1.50");
    EXPECT_FALSE(tie.find("ties")->boolean());
}

TEST(JsonTable, SeveralAreAnArray)
{
    std::ostringstream out;
    const std::vector<Table> tables{everything(), differing()};
    write_json(tables, out);
    const Result<Value> read = parse_json(out.str(), "tables.json");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->items().size(), 2u);
}

}  // namespace earned::exchange::csv_test
