#include "exchange/xlsx.h"
#include "tests/base/shelf.h"
#include "tests/exchange/tables.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace earned::exchange::xlsx_test {

namespace {

std::string written(std::span<const Table> tables, Language language)
{
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("earned-xlsx-test-" + std::to_string(::getpid()) + ".xlsx");
    write_xlsx(tables, language, path.string());
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::filesystem::remove(path);
    return bytes;
}

}  // namespace

TEST(Xlsx, GivesTheSameBytesForTheSameTables)
{
    const std::vector<Table> tables{everything(), differing()};
    const std::string once = written(tables, Language::zh);
    EXPECT_TRUE(once.starts_with("PK"));
    EXPECT_NE(once.find("xl/worksheets/sheet2.xml"), std::string::npos);
    EXPECT_EQ(once, written(tables, Language::zh));
    EXPECT_NE(once, written(tables, Language::en));
    const std::vector<Table> others{everything(), everything()};
    EXPECT_NE(once, written(others, Language::zh));
}

TEST(Xlsx, NamesTheFileThatCannotBeWritten)
{
    const std::vector<Table> tables{everything()};
    try {
        write_xlsx(tables, Language::en, "/nowhere/at/all.xlsx");
        FAIL() << "a file was written nowhere";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("/nowhere/at/all.xlsx"), std::string::npos);
    }
}

// A sheet has 1,048,576 rows (ECMA-376 part 1, 18.3.1.73): what doesn't fit must not be left out in silence.
TEST(Xlsx, RefusesMoreRowsThanASheetHas)
{
    std::vector<Table> tables(1);
    tables.front().title = {"Journal", "日记账"};
    tables.front().rows = Rows(shelf_in_memory(1, 4096));
    for (int row = 0; row < 1'048'570; ++row) tables.front().rows.add({});
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "earned-xlsx-test-large.xlsx";
    EXPECT_THROW(write_xlsx(tables, Language::en, path.string()), std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace earned::exchange::xlsx_test
