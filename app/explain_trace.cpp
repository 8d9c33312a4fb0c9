#include "app/explain_trace.h"

#include "rules/package.h"

#include <algorithm>
#include <tuple>

namespace earned::app {

std::string Traced::event(std::int64_t event) const
{
    if (event == 0) return "the passing of time";
    const auto found = events.find(event);
    if (found == events.end()) return "event " + std::to_string(event) + " of the company";
    const Event& known = found->second;
    std::string text = std::string(type_name(known.fact)) + " " + known.source + "/" + known.id + " (event " +
                       std::to_string(event) + ", batch " + std::to_string(known.batch);
    if (!known.by.empty()) text += ", by " + known.by;
    return text + ")";
}

std::optional<std::int64_t> home_of(Book& book, db::KeyKind kind, const std::string& name)
{
    const db::Key key{kind, name};
    const std::int64_t home = book.store().homes_of(std::span(&key, 1)).front();
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

std::string rule_text(const Why& why)
{
    std::string text = why.package == nullptr ? "" : why.package->name() + " " + why.package->version();
    if (why.decision != nullptr) text += ", " + why.decision->file + ", decision " + why.decision->decision;
    if (why.rule == nullptr) return text + ": no row matches, so the engine's own default holds";
    text += why.rule->id.empty() ? ", the table's default" : ", row " + why.rule->id;
    return why.rule->because.empty() ? text : text + ": " + why.rule->because;
}

void add_lines(Page& page, const PostedEntry& entry, const Plan* plan, const Chart& chart, Currency currency)
{
    Columns columns({"", "", "", "", "", ""});
    for (const db::LineRow& line : entry.lines) {
        const auto role = static_cast<Role>(line.role);
        const Account& account = chart.of(role);
        const auto place = static_cast<std::size_t>(line.obligation);
        const bool known = plan != nullptr && place > 0 && place <= plan->obligations.size();
        columns.add({line.minor > 0 ? "Dr" : "Cr", account.code, page.in({account.name, account.name_zh}),
                     amount_text(std::abs(line.minor), currency), std::string(name(static_cast<Source>(line.source))),
                     known ? plan->obligations[place - 1].id.text() : ""});
    }
    page.columns(columns, 6);
}

}  // namespace earned::app
