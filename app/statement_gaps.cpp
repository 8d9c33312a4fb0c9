#include "app/statement_gaps.h"

#include "app/run_hash.h"
#include "exchange/bank/pages.h"
#include "exchange/bank/series.h"
#include "exchange/bank/text.h"

#include <filesystem>
#include <map>
#include <tuple>

namespace earned::app {

namespace {

struct Taken {
    bank::Span span;
    std::int64_t event = 0;
};

std::string name_of(const StatementImported& fact)
{
    const std::string id = "statement " + fact.statement;
    return fact.file.empty() ? id : fact.file + " (" + id + ")";
}

// A statement of several pages that leave the balances between them out: the first page opens it, the last closes it.
class Pages {
public:
    void add(const StatementImported& fact, const Event& event)
    {
        const std::string id = fact.statement.substr(0, fact.statement.find('/'));
        Whole& whole = all_[{fact.account, fact.currency->code(), id, fact.number.value_or(0)}];
        if (fact.opening && fact.opens && (!whole.first || *fact.page < *whole.first->page)) whole.first = fact;
        if (!fact.closing || (whole.last && *fact.page < *whole.last->page)) return;
        whole.last = fact;
        whole.closes = event.date;
        whole.event = event.number;
    }
    void add_to(std::vector<Taken>& taken) const
    {
        for (const auto& [key, whole] : all_)
            if (whole.first && whole.last)
                taken.push_back(
                    {{whole.first->account, whole.first->currency->code(), name_of(*whole.last), *whole.first->opens,
                      whole.closes, *whole.first->opening, *whole.last->closing, whole.first->number.value_or(0)},
                     whole.event});
    }

private:
    struct Whole {
        std::optional<StatementImported> first, last;
        Date closes;
        std::int64_t event = 0;
    };
    std::map<std::tuple<std::string, std::string, std::string, int>, Whole> all_;
};

std::vector<Taken> taken_in(Book& book)
{
    std::vector<Taken> taken;
    Pages pages;
    book.store().company_events(book.known_at(), [&](const db::EventRow& row) {
        if (row.type != "statement.imported") return;
        const Event event = decode_stored(row);
        const auto& fact = std::get<StatementImported>(event.fact);
        if (!fact.currency) return;
        if (fact.opening && fact.closing && fact.opens)
            taken.push_back({{fact.account, fact.currency->code(), name_of(fact), *fact.opens, event.date,
                              *fact.opening, *fact.closing, fact.number.value_or(0), fact.page.value_or(0)},
                             event.number});
        else if (fact.page && !(fact.opening && fact.closing))
            pages.add(fact, event);
    });
    pages.add_to(taken);
    return taken;
}

std::vector<bank::Span> spans_of(const std::vector<Taken>& taken)
{
    std::vector<bank::Span> spans;
    for (const Taken& each : taken) spans.push_back(each.span);
    return spans;
}

std::optional<Date> day_of(const bank::Statement& statement)
{
    if (statement.closing && statement.closing->date) return statement.closing->date;
    if (statement.last) return statement.last;
    std::optional<Date> last;
    for (const bank::Entry& entry : statement.entries)
        if (entry.booked_on && (!last || *last < *entry.booked_on)) last = entry.booked_on;
    return last;
}

// Without its folder; a name that isn't text is none.
std::string name_of_file(const std::string& path)
{
    const std::string name = std::filesystem::path(path).filename().string();
    return bank::is_utf8(name) ? name : "";
}

}  // namespace

std::optional<Event> imported_event(const StatementFile& file, const bank::Statement& statement)
{
    const std::optional<Date> date = day_of(statement);
    if (!date) return std::nullopt;
    const std::string number = statement.id + "/" + statement.sequence + "/" + statement.page + "/" + date->text();
    StatementImported fact{.account = statement.account.empty() ? statement.owner : plain_account(statement.account),
                           .statement = number,
                           .file_hash = file.hash,
                           .currency = Currency::parse(statement.currency),
                           .file = name_of_file(file.name)};
    if (fact.account.empty()) fact.account = "?";
    if (statement.opening) fact.opening = statement.opening->amount;
    if (statement.closing) fact.closing = statement.closing->amount;
    if (const int counted = bank::number_of(statement.sequence); counted > 0) fact.number = counted;
    if (const int page = bank::page_of(statement); page > 0) fact.page = page;
    if (bank::promises_balances(file.file))
        fact.opens = statement.opening && statement.opening->date ? statement.opening->date : statement.first;
    return Event{.source = "bank",
                 .id = "statement/" + sha256(fact.account + "|" + number + "|" + file.hash).substr(0, 24),
                 .date = *date,
                 .fact = fact};
}

std::vector<bank::Span> statements_of(Book& book) { return spans_of(taken_in(book)); }

std::vector<StatementGap> gaps_of(Book& book)
{
    const std::vector<Taken> taken = taken_in(book);
    const std::vector<bank::Span> spans = spans_of(taken);
    std::vector<StatementGap> gaps;
    for (const bank::Gap& gap : bank::gaps_between(spans)) {
        const Taken &before = taken[gap.before], &next = taken[gap.next];
        gaps.push_back({next.span.account,
                        next.span.currency,
                        owner_of_account(book.reference(), next.span.account),
                        before.span.closes,
                        next.span.opens,
                        gap.of_money,
                        before.event,
                        next.event,
                        {.code = bank::code_of(gap),
                         .where = "account " + next.span.account,
                         .what = bank::words_of(gap, spans, next.span.name),
                         .hint = "earned cash import the statement between them; files may come in any order"}});
    }
    return gaps;
}

}  // namespace earned::app
