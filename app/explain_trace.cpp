#include "app/explain_trace.h"

#include "app/explain_words.h"
#include "app/names.h"

#include "reports/journal_register.h"
#include "rules/package.h"

#include <algorithm>
#include <tuple>

namespace earned::app {

std::string Traced::event(const Page& page, std::int64_t event) const
{
    if (event == 0) return page.in({"the passing of time", "时间推移"});
    const auto found = events.find(event);
    if (found == events.end()) return page.say({"event {1} of the company", "公司事件 {1}"}, {std::to_string(event)});
    const Event& known = found->second;
    return page.say(known.by.empty() ? Label{"{1} {2}/{3} (event {4}, batch {5})", "{1} {2}/{3}（事件 {4}，批次 {5}）"}
                                     : Label{"{1} {2}/{3} (event {4}, batch {5}, by {6})",
                                             "{1} {2}/{3}（事件 {4}，批次 {5}，操作人 {6}）"},
                    {std::string(type_name(known.fact)), known.source, known.id, std::to_string(event),
                     std::to_string(known.batch), known.by});
}

std::optional<std::int64_t> home_of(Book& book, db::KeyKind kind, const std::string& name)
{
    const db::Key key{kind, name};
    const std::int64_t home = home_of_key(book.store(), key);
    return home == 0 ? std::nullopt : std::optional(home);
}

Traced trace(Book& book, std::int64_t home, Date as_of)
{
    Traced traced{.number = home, .events = {}, .home = {}};
    std::vector<Event> happened;
    for (Event& event : book.history(book.store(), home)) {
        if (event.date <= as_of) happened.push_back(event);
        traced.events.emplace(event.number, std::move(event));
    }
    traced.home = fold(book.reference(), happened);
    return traced;
}

namespace {

template <class Matches>
Stored find_plan(Book& book, const Ledger& ledger, std::int64_t home, const Matches& matches)
{
    Stored stored;
    const std::optional<Date> book_through = posted_through(book, ledger);
    book.store().plans({home, home}, ledger.key(), [&](const db::PlanRow& row) {
        if (!matches(row)) return;
        stored.group = row.group;
        stored.posted_through = Date::from_serial(row.posted_through);  // a quiet group's row is not written again
        if (!row.lags && book_through) stored.posted_through = std::max(stored.posted_through, *book_through);
        stored.fault = row.fault;
        if (row.bytes.empty()) return;
        stored.plan = decode_plan(row.bytes);
        unpack(*stored.plan);
    });
    return stored;
}

}  // namespace

Stored stored_plan(Book& book, const Ledger& ledger, std::int64_t home, const ContractId& group)
{
    return find_plan(book, ledger, home, [&](const db::PlanRow& row) { return row.contract == group.text(); });
}

Stored stored_plan(Book& book, const Ledger& ledger, std::int64_t home, std::int32_t group)
{
    return find_plan(book, ledger, home, [&](const db::PlanRow& row) { return row.group == group; });
}

std::vector<PostedEntry> entries_of(Book& book, const Ledger& ledger, std::int64_t home, std::int32_t group)
{
    std::vector<PostedEntry> entries;
    const db::JournalQuery query{.homes = {home, home},
                                 .book = ledger.book.text(),
                                 .known_at = book.known_at(),
                                 .group = group,
                                 .entity = ledger.entity.text()};
    book.store().entries(query, [&](const db::EntryRow& row, std::span<const db::LineRow> lines) {
        entries.push_back({row, {lines.begin(), lines.end()}});
    });
    std::stable_sort(entries.begin(), entries.end(), [](const PostedEntry& one, const PostedEntry& other) {
        return std::tuple(one.row.date, one.row.run, one.row.entry) <
               std::tuple(other.row.date, other.row.run, other.row.entry);
    });
    return entries;
}

Period period_of(const PostedEntry& entry) { return Period::from_packed(db::period_of_entry(entry.row.entry)); }

std::string voucher_of(const Page& page, Book& book, const Ledger& ledger, const PostedEntry& entry)
{
    const Period period = period_of(entry);
    const std::int64_t rank = book.store().rank_of({.book = ledger.book.text(),
                                                    .from_period = period.packed(),
                                                    .to_period = period.packed(),
                                                    .known_at = book.known_at(),
                                                    .entity = ledger.entity.text()},
                                                   entry.row);
    return page.in(voucher_name(rank)) + "@" + period.text();
}

Balances balances_of(const PostedEntry& entry)
{
    std::vector<Balance> amounts;
    for (const db::LineRow& line : entry.lines) {
        amounts.push_back({{static_cast<std::uint16_t>(line.obligation), static_cast<Source>(line.source),
                            static_cast<Role>(line.role)},
                           line.minor});
    }
    return Balances::summed(amounts);
}

std::optional<Date> posted_through(Book& book, const Ledger& ledger)
{
    const auto serial =
        static_cast<std::int32_t>(book.store().posted_through(ledger.entity.text(), ledger.book.text()));
    const Date date = Date::from_serial(serial);
    return date == Date::dawn() ? std::nullopt : std::optional(date);
}

std::string by_event(const Page& page, const std::string& what, const std::string& event)
{
    return page.say({"{1}, by {2}", "{1}，依据 {2}"}, {what, event});
}

std::string rule_text(const Page& page, const Why& why)
{
    std::string text = why.package == nullptr ? "" : why.package->name() + " " + why.package->version();
    if (why.decision != nullptr)
        text += page.say({", {1}, decision {2}", "，{1}，决策 {2}"}, {why.decision->file, why.decision->decision});
    if (why.rule == nullptr)
        return text + page.in({": no row matches, so the engine's own default holds", "：无匹配行，按引擎默认"});
    text += why.rule->id.empty() ? page.in({", the table's default", "，表的默认值"})
                                 : page.say({", row {1}", "，行 {1}"}, {why.rule->id});
    return why.rule->because.empty() ? text : text + page.in({": ", "："}) + why.rule->because;
}

void add_lines(Page& page, const PostedEntry& entry, const Plan* plan, const Chart& chart, Currency currency)
{
    Columns columns({"", "", "", "", "", ""});
    for (const db::LineRow& line : entry.lines) {
        const auto role = static_cast<Role>(line.role);
        const Account& account = chart.of(role);
        const auto place = static_cast<std::size_t>(line.obligation);
        const bool known = plan != nullptr && place > 0 && place <= plan->obligations.size();
        columns.add({page.side(line.minor), account.code, page.in({account.name, account.name_zh}),
                     amount_text(std::abs(line.minor), currency),
                     page.in(source_words(static_cast<Source>(line.source))),
                     known ? plan->obligations[place - 1].id.text() : ""});
    }
    page.columns(columns, 6);
}

}  // namespace earned::app
