// Rows in and out of CSV, and out of a workbook.
#include "exchange/sheets.h"
#include "exchange/xlsx.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace earned::exchange::sheets_test {
namespace {

using Rows = std::vector<TextRow>;

Rows read(std::string_view text)
{
    const Result<Rows> rows = read_csv_rows(text, "a.csv");
    EXPECT_TRUE(rows) << rows.fault().text();
    return rows ? *rows : Rows();
}

TEST(SheetRows, ComeBackAsTheyWereWritten)
{
    const Rows rows = {
        {"rule", "in", "because"}, {"a", "\"x\", \"y\"", "two\nlines; and \"quotes\""}, {"b", "", "中文"}, {"c"}};
    std::ostringstream text;
    write_csv_rows(rows, text);
    EXPECT_EQ(read(text.str()), rows);
}

TEST(SheetRows, AreReadAsSpreadsheetsWriteThem)
{
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a;b\n1;\"2;3\"\n"),
              (Rows{{"a", "b"}, {"1", "2;3"}}));
    EXPECT_EQ(read("a,b\r\n1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read(""), Rows());
    const Result<Rows> open = read_csv_rows("a,b\n\"1,2\n", "a.csv");
    ASSERT_FALSE(open);
    EXPECT_EQ(open.fault().code, "csv-malformed");
    EXPECT_EQ(open.fault().where, "a.csv:2");
}

TEST(SheetRows, ComeOutOfAWorkbook)
{
    Table table;
    table.key = "d";
    table.title = {"Terms", ""};
    table.columns = {{"c0", {"rule", "rule"}, ColumnType::text, {}}, {"c1", {"out", "out"}, ColumnType::text, {}}};
    table.add({std::string("a"), std::string("\"net 30\" & <more>")});
    table.add({std::string("b"), std::string("=1+1")});
    const auto path =
        std::filesystem::temp_directory_path() / ("earned-sheets-" + std::to_string(::getpid()) + ".xlsx");
    write_xlsx(std::vector<Table>{table}, Language::en, path.string());
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    std::filesystem::remove(path);
    const Result<std::vector<SheetText>> sheets = read_xlsx(bytes, "t.xlsx");
    ASSERT_TRUE(sheets) << sheets.fault().text();
    ASSERT_EQ(sheets->size(), 1U);
    const auto holds = [&](const TextRow& row) {
        return std::find(sheets->front().rows.begin(), sheets->front().rows.end(), row) != sheets->front().rows.end();
    };
    EXPECT_TRUE(holds({"rule", "out"}));
    EXPECT_TRUE(holds({"a", "\"net 30\" & <more>"}));
    EXPECT_TRUE(holds({"b", "=1+1"})) << "a text stays a text";
    // Whatever is done to the file, it is read or refused.
    std::string broken = bytes;
    for (std::size_t at = 0; at < broken.size(); at += 7) {
        const char before = broken[at];
        broken[at] = static_cast<char>(before ^ 0x55);
        static_cast<void>(read_xlsx(broken, "t.xlsx"));
        broken[at] = before;
    }
    for (std::size_t size = 0; size < bytes.size(); size += 97)
        EXPECT_FALSE(read_xlsx(bytes.substr(0, size), "t.xlsx"));
}

}  // namespace
}  // namespace earned::exchange::sheets_test
