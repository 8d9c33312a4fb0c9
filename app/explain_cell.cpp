// A cell of a report explained: the entries that make it, largest first, and their sum.
#include "app/explain_parts.h"

#include "reports/captions.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

constexpr std::size_t most_entries = 20;

struct Part {
    PostedEntry entry;
    std::int64_t minor = 0;
};

std::vector<Part> parts_of(Book& book, const Ledger& ledger, Role role, Period period)
{
    std::vector<Part> parts;
    const db::JournalQuery query{.book = ledger.book.text(),
                                 .from_period = period.packed(),
                                 .to_period = period.packed(),
                                 .known_at = book.known_at(),
                                 .entity = ledger.entity.text()};
    book.store().entries(query, [&](const db::EntryRow& row, std::span<const db::LineRow> lines) {
        std::int64_t minor = 0;
        for (const db::LineRow& line : lines)
            if (static_cast<Role>(line.role) == role) minor += line.minor;
        if (minor != 0) parts.push_back({{row, {lines.begin(), lines.end()}}, minor});
    });
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& one, const Part& other) { return std::abs(one.minor) > std::abs(other.minor); });
    return parts;
}

// By currency: a cell of each.
std::map<std::string, std::int64_t> sealed(Book& book, const Ledger& ledger, Role role, Period period)
{
    std::map<std::string, std::int64_t> sums;
    for (const db::TotalRow& total : book.store().totals({.entity = ledger.entity.text(),
                                     .book = ledger.book.text(),
                                     .from_period = period.packed(),
                                     .to_period = period.packed(),
                                     .known_at = book.known_at()}))
        if (static_cast<Role>(total.role) == role) sums[total.currency] += total.debits - total.credits;
    return sums;
}

std::string sided(const Page& page, std::int64_t minor, Currency currency)
{
    return page.side(minor < 0 ? -1 : 1) + " " + amount_text(std::abs(minor), currency);
}

void add_sums(Page& page, Book& book, const Ledger& ledger, Role role, Period period, const std::vector<Part>& parts)
{
    std::map<std::string, std::int64_t> found;
    for (const Part& part : parts) found[part.entry.row.currency] += part.minor;
    std::map<std::string, std::int64_t> cells = sealed(book, ledger, role, period);
    for (const auto& [currency, minor] : found) cells.try_emplace(currency, 0);
    for (const auto& [code, minor] : cells) {
        const Currency currency = Currency::parse(code).value_or(ledger.currency);
        const auto count = static_cast<std::int64_t>(parts.size());
        page.line(page.say(found[code] == minor
                               ? Label{"Sum of {1}: {3} {4}, which is the cell of the sealed totals.",
                                       "{2} 笔分录合计：{3} {4}，与封存合计一致。"}
                               : Label{"Sum of {1}: {3} {4}; but the sealed totals say {5}: run `earned verify`.",
                                       "{2} 笔分录合计：{3} {4}；而封存合计为 {5}：请运行 `earned verify`。"},
                           {counted(count, "entry", "entries"), grouped(count), sided(page, found[code], currency),
                            currency.code(), sided(page, minor, currency)}));
    }
}

}  // namespace

void explain_cell(Page& page, Book& book, const Ledger& ledger, Role role, Period period)
{
    const std::vector<Part> parts = parts_of(book, ledger, role, period);
    page.title(caption::of(role), page.in({"of ", ""}) + ledger.key() + page.in({" in ", " "}) + period.text());
    const Account& account = book.chart(ledger).of(role);
    page.named({"account", "科目"}, account.code + " " + page.in({account.name, account.name_zh}));
    if (parts.empty()) return page.line(page.in({"No entry of this period moves it.", "本期无分录涉及此科目。"}));
    add_sums(page, book, ledger, role, period, parts);
    page.heading({"Entries, the largest first", "分录（按金额大小）"});
    std::int64_t rest = 0;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const Part& part = parts[at];
        if (at >= most_entries) {
            rest += part.minor;
            continue;
        }
        const Currency currency = Currency::parse(part.entry.row.currency).value_or(ledger.currency);
        const Stored stored = stored_plan(book, ledger, part.entry.row.home, part.entry.row.group);
        const std::string home = std::to_string(part.entry.row.home);
        page.line(page.say(
            {"{1}  {2}  {3}, {4}, voucher {5}", "{1}  {2}  {3}，{4}，凭证 {5}"},
            {sided(page, part.minor, currency), Date::from_serial(part.entry.row.date).text(),
             stored.plan && !stored.plan->home ? stored.plan->group.text() : page.say({"home {1}", "归属 {1}"}, {home}),
             page.in(caption::of(static_cast<Cause>(part.entry.row.cause))),
             voucher_of(page, book, ledger, part.entry)}));
        page.line(entry_in_short(page, book, ledger, part.entry, role), 6);
    }
    if (parts.size() > most_entries)
        page.line(
            page.say({"… and {1} smaller ones: {2}", "…… 另有 {1} 笔较小的：{2}"},
                     {grouped(static_cast<std::int64_t>(parts.size() - most_entries)),
                      sided(page, rest, Currency::parse(parts.back().entry.row.currency).value_or(ledger.currency))}));
}

}  // namespace earned::app
