#include "exchange/html.h"
#include "exchange/svg.h"
#include "tests/exchange/tables.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <set>
#include <sstream>

namespace earned::exchange::html_test {

namespace {

std::string page(std::span<const Table> tables, Language language = Language::en)
{
    std::ostringstream out;
    write_html(tables, {"Reports", "报表"}, language, out);
    return out.str();
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (std::size_t place = text.find(part); place != std::string::npos; place = text.find(part, place + 1)) ++found;
    return found;
}

}  // namespace

TEST(Html, NeedsNothingFromElsewhere)
{
    const std::vector<Table> tables{everything(), differing()};
    const std::string text = page(tables);
    for (const char* elsewhere : {"http:", "https:", "<script", "<link", "src=", "@import", "url("})
        EXPECT_EQ(text.find(elsewhere), std::string::npos) << elsewhere;
    EXPECT_EQ(text, page(tables));
}

TEST(Html, EscapesWhatItIsGiven)
{
    const std::vector<Table> tables{everything()};
    const std::string text = page(tables);
    EXPECT_NE(text.find("北京数据&lt;有限&gt;公司"), std::string::npos);
    EXPECT_NE(text.find("Ada, &quot;Countess&quot;"), std::string::npos);
    EXPECT_EQ(text.find("<有限>"), std::string::npos);
}

TEST(Html, ListsItsContentsAndSaysWhatTies)
{
    std::vector<Table> tables{everything(), differing()};
    EXPECT_NE(page(tables).find("<li><a href=\"#everything\">Everything at once</a> <span class=\"good\">"),
              std::string::npos);
    tables.back().facts.front().value = {"F, Another Inc.", {}};
    const std::string text = page(tables);
    EXPECT_NE(text.find("<li><a href=\"#everything\">Everything at once</a> – E, Example Inc., closed <span "
                        "class=\"good\">✓ ties</span></li>"),
              std::string::npos);
    EXPECT_NE(text.find("<a href=\"#differing\">"), std::string::npos);
    EXPECT_NE(text.find("✗ 1 differ</span>"), std::string::npos);
    EXPECT_NE(text.find("✗ DIFFERS BY 1.50 USD"), std::string::npos);
}

TEST(Html, GivesEveryRowAnAddressOfItsOwn)
{
    Table table = everything();
    table.add(table.rows.at(1).cells);
    const std::vector<Table> tables{table, table};
    const std::string text = page(tables);
    EXPECT_NE(text.find("id=\"everything:Ada,_&quot;Countess&quot;:2026-01-31\""), std::string::npos);
    EXPECT_NE(text.find("id=\"everything:Ada,_&quot;Countess&quot;:2026-01-31:2\""), std::string::npos);
    std::set<std::string> ids;
    for (std::size_t place = text.find(" id=\""); place != std::string::npos; place = text.find(" id=\"", place + 1))
        EXPECT_TRUE(ids.insert(text.substr(place, text.find('"', place + 5) - place)).second) << text.substr(place, 60);
}

TEST(Html, SpeaksChinese)
{
    const std::vector<Table> tables{everything()};
    const std::string text = page(tables, Language::zh);
    EXPECT_NE(text.find("<html lang=\"zh-CN\">"), std::string::npos);
    EXPECT_NE(text.find("<h1>报表</h1>"), std::string::npos);
    EXPECT_NE(text.find("<th scope=\"col\" class=\"n\">收款金额</th>"), std::string::npos);
}

// 120 above, 80 above and 30 below a line at zero: the scale goes from -50 to 150.
TEST(Svg, DrawsStacksFromZero)
{
    const std::string drawn = svg(everything().graphs.front(), Language::en);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(drawn.c_str()));
    std::vector<std::pair<int, int>> bars;  // top and height
    for (const pugi::xml_node bar : document.child("svg").children("rect"))
        if (bar.child("title")) bars.emplace_back(bar.attribute("y").as_int(), bar.attribute("height").as_int());
    ASSERT_EQ(bars.size(), 3u);
    const int zero = bars[0].first + bars[0].second;
    EXPECT_EQ(bars[1].first, zero);                   // -30 hangs below
    EXPECT_EQ(bars[2].first + bars[2].second, zero);  // 80 stands on it
    EXPECT_NEAR(bars[0].second * 30, bars[1].second * 120, 200);
    EXPECT_NEAR(bars[0].second * 80, bars[2].second * 120, 200);
    EXPECT_EQ(count(drawn, "<title>Planned, 2026-01: 0</title>"), 0u);
    EXPECT_EQ(count(drawn, "<title>Planned, 2026-02: 80</title>"), 1u);
}

TEST(Svg, DrawsLinesAndSurvivesNothing)
{
    Graph graph = everything().graphs.front();
    graph.kind = ChartKind::lines;
    EXPECT_EQ(count(svg(graph, Language::en), "<polyline"), 2u);
    EXPECT_EQ(count(svg(graph, Language::en), "<circle"), 4u);
    graph.series.clear();
    EXPECT_NE(svg(graph, Language::zh).find("aria-label=\"按月\""), std::string::npos);
    for (Series& series : (graph = everything().graphs.front()).series)
        for (Point& point : series.points) point.value = Decimal();
    EXPECT_EQ(count(svg(graph, Language::en), "<title>"), 0u);
}

}  // namespace earned::exchange::html_test
