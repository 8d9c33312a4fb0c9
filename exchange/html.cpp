#include "exchange/html.h"

#include "exchange/html_style.h"
#include "exchange/svg.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace earned::exchange {

namespace {

class Page {
public:
    Page(std::ostream& out, Language language) : out_(out), language_(language) {}

    void begin(const Label& title)
    {
        out_ << "<!doctype html>\n<html lang=\"" << word("en", "zh-CN") << "\">\n<head>\n<meta charset=\"utf-8\">\n"
             << "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" << html(title)
             << "</title>\n<style>" << page_style << "</style>\n</head>\n<body>\n<h1>" << html(title) << "</h1>\n";
    }

    void contents(std::span<const Table> tables, const std::vector<std::string>& ids)
    {
        out_ << "<nav aria-label=\"" << word("Contents", "目录") << "\">\n<ol>\n";
        const bool of_one = std::ranges::all_of(
            tables, [&](const Table& table) { return ledger_of(table) == ledger_of(tables.front()); });
        for (std::size_t place = 0; place < tables.size(); ++place)
            out_ << "<li><a href=\"#" << ids[place] << "\">" << html(tables[place].title) << "</a>"
                 << (of_one ? "" : ledger_of(tables[place])) << " " << ties(tables[place]) << "</li>\n";
        out_ << "</ol>\n</nav>\n<main>\n";
    }

    void section(const Table& table, const std::string& id)
    {
        out_ << "<section id=\"" << id << "\" aria-labelledby=\"" << id << "-title\">\n<h2 id=\"" << id << "-title\">"
             << html(table.title) << "</h2>\n<dl>\n";
        for (const HeaderFact& fact : table.facts)
            out_ << "<div><dt>" << html(fact.label) << "</dt><dd>" << html(fact.value) << "</dd></div>\n";
        out_ << "</dl>\n";
        for (const Graph& graph : table.graphs)
            out_ << "<figure><figcaption>" << html(graph.title) << "</figcaption>" << svg(graph, language_)
                 << "</figure>\n";
        if (table.rows.empty())
            out_ << "<p class=\"empty\">" << word("Nothing to show.", "无数据。") << "</p>\n";
        else
            rows(table, id);
        tie_outs(table);
        if (!table.notes.empty()) {
            out_ << "<ul class=\"notes\">\n";
            for (const Label& note : table.notes) out_ << "<li>" << html(note) << "</li>\n";
            out_ << "</ul>\n";
        }
        out_ << "</section>\n";
    }

private:
    const char* word(const char* en, const char* zh) const { return language_ == Language::zh ? zh : en; }
    std::string html(const Label& label) const { return escaped(said(label, language_)); }

    std::string ties(const Table& table) const
    {
        const auto differing = std::ranges::count_if(table.tie_outs, [](const TieOut& tie) { return !tie.ties(); });
        if (table.tie_outs.empty()) return {};
        if (differing == 0) return std::string("<span class=\"good\">✓ ") + word("ties", "相符") + "</span>";
        return "<span class=\"bad\">✗ " + std::to_string(differing) + word(" differ", " 项不符") + "</span>";
    }

    // Of several ledgers' reports: whose this is.
    std::string ledger_of(const Table& table) const
    {
        std::string ledger;
        for (std::size_t place = 0; place < std::min<std::size_t>(2, table.facts.size()); ++place)
            ledger += (ledger.empty() ? " – " : ", ") + html(table.facts[place].value);
        return ledger;
    }

    std::string row_id(const Table& table, const Row& row, const std::string& id)
    {
        std::string name = id;
        for (std::size_t place = 0; place < row.cells.size() && !numeric(table.columns[place].type); ++place) {
            std::string part = plain(row.cells[place], table.columns[place], Language::en);
            std::ranges::replace_if(
                part, [](char letter) { return letter == ' ' || letter == '\t' || letter == '\n'; }, '_');
            if (!part.empty()) name += ":" + part;
        }
        std::string distinct = name;
        for (int n = 2; !ids_.insert(std::hash<std::string>()(distinct)).second; ++n)
            distinct = name + ":" + std::to_string(n);
        return escaped(distinct);
    }

    void cell(const Row& row, const Table& table, std::size_t place)
    {
        const Column& column = table.columns[place];
        const std::string text = escaped(shown(row.cells[place], column, language_));
        const std::string kind = numeric(column.type)              ? " class=\"n\""
                                 : column.type == ColumnType::text ? " class=\"t\""
                                                                   : "";
        if (place == 0)
            out_ << "<th scope=\"row\"" << kind << ">" << text << "</th>";
        else
            out_ << "<td" << kind << ">" << text << "</td>";
    }

    void rows(const Table& table, const std::string& id)
    {
        out_ << "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" << id
             << "-title\">\n<table>\n<thead><tr>";
        for (const Column& column : table.columns)
            out_ << "<th scope=\"col\"" << (numeric(column.type) ? " class=\"n\"" : "") << ">" << html(column.label)
                 << "</th>";
        out_ << "</tr></thead>\n<tbody>\n";
        for (const Row& row : table.rows) {
            out_ << "<tr id=\"" << row_id(table, row, id) << "\"";
            if (row.kind != RowKind::detail) out_ << " class=\"" << name(row.kind) << "\"";
            out_ << ">";
            if (row.kind == RowKind::section)
                out_ << "<th scope=\"rowgroup\" colspan=\"" << table.columns.size() << "\">"
                     << escaped(shown(row.cells.front(), table.columns.front(), language_)) << "</th>";
            else
                for (std::size_t place = 0; place < row.cells.size(); ++place) cell(row, table, place);
            out_ << "</tr>\n";
        }
        out_ << "</tbody>\n</table>\n</div>\n";
    }

    void tie_outs(const Table& table)
    {
        if (table.tie_outs.empty()) return;
        out_ << "<h3>" << word("Tie-outs", "勾稽核对") << "</h3>\n<div class=\"scroll\"><table>\n<thead><tr>";
        for (const char* heading : {word("What", "项目"), word("One figure", "数据一"), "",
                                    word("The other", "数据二"), "", word("Result", "结果")})
            out_ << "<th scope=\"col\"" << (*heading == '\0' ? " class=\"n\"" : "") << ">" << heading << "</th>";
        out_ << "</tr></thead>\n<tbody>\n";
        for (const TieOut& tie : table.tie_outs)
            out_ << "<tr><th scope=\"row\">" << html(tie.what) << "</th><td>" << html(tie.left_name)
                 << "</td><td class=\"n\">" << escaped(shown(tie.left)) << "</td><td>" << html(tie.right_name)
                 << "</td><td class=\"n\">" << escaped(shown(tie.right)) << "</td><td class=\""
                 << (tie.ties() ? "good\">✓ " : "bad\">✗ ") << escaped(verdict(tie, language_)) << "</td></tr>\n";
        out_ << "</tbody>\n</table></div>\n";
    }

    std::ostream& out_;
    Language language_;
    std::unordered_set<std::size_t> ids_;  // by their hash: a page may have a million
};

}  // namespace

void write_html(std::span<const Table> tables, const Label& title, Language language, std::ostream& out)
{
    std::vector<std::string> ids;
    for (const Table& table : tables) {
        std::string id = escaped(table.key);
        for (int n = 2; std::ranges::find(ids, id) != ids.end(); ++n) id = escaped(table.key) + "-" + std::to_string(n);
        ids.push_back(std::move(id));
    }
    Page page(out, language);
    page.begin(title);
    if (tables.size() > 1)
        page.contents(tables, ids);
    else
        out << "<main>\n";
    for (std::size_t place = 0; place < tables.size(); ++place) page.section(tables[place], ids[place]);
    out << "</main>\n</body>\n</html>\n";
}

}  // namespace earned::exchange
