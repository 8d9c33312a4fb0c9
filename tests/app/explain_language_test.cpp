// What `explain` says is Chinese under --lang zh: on the pages of a small book, and in every sentence of its sources.
#include "tests/app/explained_book.h"

#include "app/chinese.h"
#include "app/say.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace earned::app::explain_language_test {
namespace {

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// The descriptions of rules stay as whoever owns the package wrote them.
std::string descriptions()
{
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(EARNED_SOURCE "/rules/standard"))
        if (entry.path().extension() == ".dmn") text += text_of(entry.path());
    return text;
}

// Two words side by side, wherever the line is broken.
std::vector<std::string> english_in(const std::string& page)
{
    static const std::string described = descriptions();
    std::istringstream lines(page);
    std::string all;
    for (std::string word; lines >> word;) all += word + " ";
    all = std::regex_replace(all, std::regex("[a-z]+\\.[a-z_]+ [a-z]+/"), "");  // an event: its type, source and id
    std::vector<std::string> found;
    const std::regex pair("[a-z]{2,} (?=([a-z]{2,}))");
    for (auto at = std::sregex_iterator(all.begin(), all.end(), pair); at != std::sregex_iterator(); ++at) {
        const std::string words = at->str() + (*at)[1].str();
        if (described.find(words) == std::string::npos) found.push_back(words);
    }
    return found;
}

class ExplainedInChinese : public ExplainedBook {
protected:
    void happen() override
    {
        take(*book, {event_of("credit.issued",
                              R"({"credit":"CN9","invoice":"INV-E-2026-000001","date":"2026-02-20","lines":[{"line":)"
                              R"("access","amount":100,"tax":0}]})",
                              "c9")});
    }
    std::string page(const std::string& what, exchange::Language language)
    {
        return ExplainedBook::page(what, "", language);
    }
};
INSTANTIATE_TEST_SUITE_P(On, ExplainedInChinese, testing::Values(db::Where::memory), db::name_of);

TEST_P(ExplainedInChinese, no_page_holds_an_english_sentence)
{
    for (const char* what : {"C1", "C2", "INV-E-2026-000001", "CN9", "JV-1@2026-01", "JV-2@2026-02", "revenue@2026-02",
                             "rpo/C1/remaining@2026-02"}) {
        const std::string text = page(what, exchange::Language::zh);
        EXPECT_EQ(english_in(text), std::vector<std::string>()) << what << "\n" << text;
        EXPECT_NE(english_in(page(what, exchange::Language::en)), std::vector<std::string>()) << "else nothing is seen";
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            EXPECT_LE(width_of(line), 100U) << line;
            const std::size_t first = line.find_first_not_of(' ');
            for (const std::string mark : {"，", "。", "；", "：", "）"})
                EXPECT_FALSE(first != std::string::npos && line.substr(first).starts_with(mark)) << line;
        }
    }
    EXPECT_NE(page("C1", exchange::Language::zh).find("时段履行，按月直线"), std::string::npos);
}

// A sentence is one half of a label whose other half is Chinese, in branches that no book of a test comes to as well.
TEST(ExplainedInChineseSources, every_sentence_has_its_chinese)
{
    const std::regex fault_words("throw no_such_cell\\([^;]*;|throw Refused\\([^;]*;|//[^\n]*|#include[^\n]*"),
        parts("\"\\s+\""), sentence("\"([^\"\n]*[A-Za-z']{2,}[,:]? [a-z{][^\"\n]*)\"(\\s*,\\s*\"[^\"]*[^ -~\"\n])?");
    std::size_t found = 0;
    for (const char* name :
         {"cell", "contract", "count", "document", "entry", "report", "standing", "trace", "words"}) {
        std::string text = text_of(std::string(EARNED_SOURCE "/app/explain_") + name + ".cpp");
        text = std::regex_replace(text, fault_words, "");
        text = std::regex_replace(text, parts, "");
        for (auto at = std::sregex_iterator(text.begin(), text.end(), sentence); at != std::sregex_iterator(); ++at) {
            ++found;
            EXPECT_TRUE((*at)[2].matched) << name << ": " << (*at)[1].str();
        }
    }
    EXPECT_GT(found, 80U);
}

TEST(ExplainedInChineseSources, every_fault_of_explain_has_its_chinese)
{
    const std::regex code("(?:code = |Fault\\{)\"([a-z-]+)\"");
    std::size_t found = 0;
    for (const char* name : {"explain", "explain_case", "explain_report"}) {
        const std::string text = text_of(std::string(EARNED_SOURCE "/app/") + name + ".cpp");
        for (auto at = std::sregex_iterator(text.begin(), text.end(), code); at != std::sregex_iterator(); ++at) {
            ++found;
            EXPECT_TRUE(is_said_in_chinese((*at)[1].str())) << (*at)[1].str();
        }
    }
    EXPECT_GT(found, 8U);
}

}  // namespace
}  // namespace earned::app::explain_language_test
