#include "exchange/xlsx.h"
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

}  // namespace earned::exchange::xlsx_test
