#include "exchange/bank/pages.h"

#include "exchange/bank/text.h"

#include <iterator>

namespace earned::bank {

int page_of(const Statement& statement)
{
    return digits_only(statement.page) && statement.page.size() < 6 ? std::stoi(statement.page) : 0;
}

bool is_of_one_account(const Statement& one, const Statement& other)
{
    return one.account == other.account && one.currency == other.currency;
}

namespace {

bool is_next_page(const Statement& before, const Statement& after)
{
    return is_of_one_account(before, after) && before.goes_on && page_of(before) > 0 &&
           page_of(after) == page_of(before) + 1;
}

void join(Statement& before, Statement&& after)
{
    before.entries.insert(before.entries.end(), std::make_move_iterator(after.entries.begin()),
                          std::make_move_iterator(after.entries.end()));
    before.closing = after.closing;
    if (after.available) before.available = after.available;
    if (after.last) before.last = after.last;
    before.goes_on = after.goes_on;
    before.page = after.page;
}

void say(File& file, std::size_t line, const Statement& statement, const std::string& what)
{
    const bool promises = file.format.starts_with("camt.053") || file.format == "MT940";
    file.remarks.push_back({promises ? "page-missing" : "page-absent", line,
                            "the statement of account " + statement.account +
                                (statement.page.empty() ? "" : ", page ") + statement.page + ", " + what});
}

}  // namespace

bool opens_in_the_middle(const Statement& statement)
{
    if (statement.opening) return statement.opening->intermediate;
    return statement.has_pages && page_of(statement) > 1;
}

bool closes_in_the_middle(const Statement& statement)
{
    if (statement.closing) return statement.closing->intermediate;
    return statement.goes_on;
}

bool goes_over(const Statement& before, const Statement& after)
{
    if (!is_of_one_account(before, after) || !closes_in_the_middle(before) || !opens_in_the_middle(after)) return false;
    return !before.has_pages || !after.has_pages || page_of(after) == page_of(before) + 1;
}

void say_missing_page(File& file, const Statement& statement, Edge edge)
{
    if (edge == Edge::begins)
        say(file, statement.opening ? statement.opening->line : statement.line, statement,
            "begins in the middle: the page before it is missing");
    else
        say(file, statement.closing ? statement.closing->line : statement.line, statement,
            "goes on: the page after it is missing");
}

void check_pages(File& file)
{
    std::vector<Statement> whole;
    for (Statement& each : file.statements) {
        if (!whole.empty() && is_next_page(whole.back(), each) && !whole.back().closing && !each.opening)
            join(whole.back(), std::move(each));
        else
            whole.push_back(std::move(each));
    }
    file.statements = std::move(whole);
    const std::vector<Statement>& all = file.statements;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const Statement& one = all[at];
        if (opens_in_the_middle(one) && (at == 0 || !goes_over(all[at - 1], one)))
            say(file, one.opening ? one.opening->line : one.line, one,
                "begins in the middle: the page before it is missing");
        if (closes_in_the_middle(one) && (at + 1 == all.size() || !goes_over(one, all[at + 1])))
            say(file, one.closing ? one.closing->line : one.line, one, "goes on: the page after it is missing");
    }
}

}  // namespace earned::bank
