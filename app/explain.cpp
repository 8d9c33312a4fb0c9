#include "app/explain.h"

#include "app/explain_parts.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

namespace earned::app {

namespace {

Refused unknown(const std::string& what)
{
    return Refused({.code = "nothing-of-that-name",
                    .where = what,
                    .what = "the book holds no contract, invoice, credit note or entry of that name",
                    .hint = "give a contract, a document's number, an entry (JV-0012@2026-06 or HOME/ENTRY), or a cell "
                            "(revenue@2026-06)"});
}

std::optional<std::int64_t> whole(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Ledger the_ledger(Book& book, const ExplainOrder& order, const std::string& what)
{
    const std::vector<Ledger> ledgers = book.ledgers(order.entity, order.book);
    if (ledgers.size() == 1) return ledgers.front();
    std::string names;
    for (const Ledger& ledger : ledgers) names += (names.empty() ? "" : ", ") + ledger.key();
    throw Refused({.code = "ledger-ambiguous",
                   .where = what,
                   .what = "there are several ledgers: " + names,
                   .hint = "say which with --entity and --book"});
}

Date day_of(Book& book, const Ledger& ledger, const ExplainOrder& order)
{
    if (order.as_of) return *order.as_of;
    const auto through = posted_through(book, ledger);
    if (through) return *through;
    throw Refused({.code = "nothing-posted",
                   .where = ledger.key(),
                   .what = "nothing is posted yet, so there is no day to explain as of",
                   .hint = "say which with --as-of YYYY-MM-DD"});
}

// What is done with a group of a home, in each of its ledgers that was asked for.
template <class Explains>
bool in_each_ledger(Book& book, const ExplainOrder& order, std::int64_t home, Page& page, const Explains& explains)
{
    bool found = false;
    std::set<EntityId> owners;  // a ledger that has none of it needs no day
    book.each_home(book.store(), {home, home}, [&](std::int64_t, const Home& folded) {
        for (const Group& group : folded.groups)
            if (explains.wanted(group)) owners.insert(group.entity);
    });
    for (const Ledger& ledger : book.ledgers(order.entity, order.book)) {
        if (!owners.contains(ledger.entity)) continue;
        const Date as_of = day_of(book, ledger, order);
        const Traced traced = trace(book, home, as_of);
        for (const Group& group : traced.home.groups) {
            if (group.entity != ledger.entity) continue;
            if (found && explains.wanted(group)) page.line("", 0);
            found = explains(page, Subject{book, ledger, traced, group, as_of}) || found;
        }
    }
    return found;
}

struct OfContract {
    ContractId contract;
    bool wanted(const Group& group) const { return group.contract(contract) != nullptr; }
    bool operator()(Page& page, const Subject& subject) const
    {
        if (!wanted(subject.group)) return false;
        explain_contract(page, subject);
        return true;
    }
};

struct OfDocument {
    InvoiceId number;
    bool wanted(const Group& group) const
    {
        return std::any_of(group.documents.begin(), group.documents.end(),
                           [&](const Document& document) { return document.number == number; });
    }
    bool operator()(Page& page, const Subject& subject) const
    {
        for (const Document& document : subject.group.documents) {
            if (document.number != number) continue;
            explain_document(page, subject, document);
            return true;
        }
        return false;
    }
};

// Credit notes are no keys of the store: they are found in the groups.
std::optional<std::int64_t> home_of_document(Book& book, const InvoiceId& number)
{
    if (const auto home = home_of(book, db::KeyKind::invoice, number.text())) return home;
    std::optional<std::int64_t> found;
    book.each_home(book.store(), {1, INT64_MAX}, [&](std::int64_t home, const Home& folded) {
        const OfDocument of{number};
        if (std::any_of(folded.groups.begin(), folded.groups.end(),
                        [&](const Group& group) { return of.wanted(group); }))
            found = home;
    });
    return found;
}

bool explain_numbered_entry(Page& page, Book& book, const std::string& what)
{
    const std::size_t slash = what.find('/');
    if (slash == std::string::npos) return false;
    const auto home = whole(what.substr(0, slash)), number = whole(what.substr(slash + 1));
    if (!home || !number) return false;
    for (const Ledger& ledger : book.ledgers()) {
        const std::int32_t period = db::period_of_entry(*number);
        const db::JournalQuery query{.homes = {*home, *home},
                                     .book = ledger.book.text(),
                                     .from_period = period,
                                     .to_period = period,
                                     .known_at = book.known_at(),
                                     .entity = ledger.entity.text()};
        std::optional<PostedEntry> found;
        book.store().entries(query, [&](const db::EntryRow& row, std::span<const db::LineRow> lines) {
            if (row.entry == *number) found = PostedEntry{row, {lines.begin(), lines.end()}};
        });
        if (!found) continue;
        explain_entry(page, book, ledger, *found, "");
        return true;
    }
    throw unknown(what);
}

struct Voucher {
    std::int64_t number = 0;
    Period period;
};

// "JV-0012@2026-06", "2026-06/JV-0012", or "JV-0012" of the period that holds the day asked about.
std::optional<Voucher> voucher_asked(Book& book, const ExplainOrder& order)
{
    std::string name = order.what, period;
    if (const std::size_t at = name.find('@'); at != std::string::npos)
        std::tie(name, period) = std::pair(name.substr(0, at), name.substr(at + 1));
    else if (const std::size_t slash = name.find('/'); slash != std::string::npos)
        std::tie(period, name) = std::pair(name.substr(0, slash), name.substr(slash + 1));
    for (const std::string_view prefix : {"JV-", "记-"}) {
        if (!name.starts_with(prefix)) continue;
        const auto number = whole(std::string_view(name).substr(prefix.size()));
        if (!number) return std::nullopt;
        const auto named = Period::parse(period);
        if (named) return Voucher{*number, *named};
        const Ledger ledger = the_ledger(book, order, order.what);
        if (!order.as_of)
            throw Refused({.code = "period-missing",
                           .where = order.what,
                           .what = "vouchers are numbered in each period",
                           .hint = "write it as " + name + "@2026-06, or say a day of the period with --as-of"});
        return Voucher{*number, book.reference().calendar(ledger.entity).period_of(*order.as_of)};
    }
    return std::nullopt;
}

// A voucher's number is its rank in its period, as the journal register has it.
void explain_voucher(Page& page, Book& book, const ExplainOrder& order, const Voucher& voucher)
{
    const Ledger ledger = the_ledger(book, order, order.what);
    std::vector<PostedEntry> entries;
    const db::JournalQuery query{.book = ledger.book.text(),
                                 .from_period = voucher.period.packed(),
                                 .to_period = voucher.period.packed(),
                                 .known_at = book.known_at(),
                                 .entity = ledger.entity.text()};
    book.store().entries(query, [&](const db::EntryRow& row, std::span<const db::LineRow> lines) {
        entries.push_back({row, {lines.begin(), lines.end()}});
    });
    std::stable_sort(entries.begin(), entries.end(), [](const PostedEntry& one, const PostedEntry& other) {
        return std::tuple(one.row.run, one.row.date, one.row.home, one.row.entry) <
               std::tuple(other.row.run, other.row.date, other.row.home, other.row.entry);
    });
    if (voucher.number < 1 || voucher.number > static_cast<std::int64_t>(entries.size())) {
        throw Refused({.code = "voucher-unknown",
                       .where = order.what,
                       .what = ledger.key() + " has " +
                               counted(static_cast<std::int64_t>(entries.size()), "voucher", "vouchers") + " in " +
                               voucher.period.text(),
                       .hint = "look it up with `earned report journal --period " + voucher.period.text() + "`"});
    }
    explain_entry(page, book, ledger, entries[static_cast<std::size_t>(voucher.number - 1)], order.what);
}

struct CellAsked {
    Role role;
    Period period;
};

// "rpo/US-C001/remaining", "aging/US-004/open@2026-06": a cell of any other report.
std::optional<ReportCellAsked> report_cell_asked(const ExplainOrder& order)
{
    std::string what = order.what, when;
    if (const std::size_t at = what.find('@'); at != std::string::npos) {
        when = what.substr(at + 1);
        what.erase(at);
    }
    const std::size_t first = what.find('/'), last = what.rfind('/');
    if (first == std::string::npos || first == last) return std::nullopt;
    ReportCellAsked asked{what.substr(0, first), what.substr(first + 1, last - first - 1), what.substr(last + 1),
                          std::nullopt, order.as_of};
    if (asked.report == "trial-balance" || when.empty())
        return asked.report == "trial-balance" ? std::nullopt : std::optional(asked);
    asked.period = Period::parse(when);
    if (asked.period && asked.period->number() <= 12) return asked;
    throw Refused({.code = "period-unknown",
                   .where = order.what,
                   .what = "'" + when + "' is no period that has days",
                   .hint = "write it as YYYY-MM"});
}

// "revenue@2026-06", "trial-balance/revenue/2026-06".
std::optional<CellAsked> cell_asked(const std::string& what)
{
    std::string row, column;
    if (const std::size_t at = what.find('@'); at != std::string::npos) {
        row = what.substr(0, at);
        column = what.substr(at + 1);
    } else {
        const std::size_t first = what.find('/'), last = what.rfind('/');
        if (first == std::string::npos || first == last || what.substr(0, first) != "trial-balance")
            return std::nullopt;
        row = what.substr(first + 1, last - first - 1);
        column = what.substr(last + 1);
    }
    const auto role = role_named(row);
    const auto period = Period::parse(column);
    if (!role)
        throw Refused(
            {.code = "account-unknown",
             .where = what,
             .what = "'" + row + "' is no account",
             .hint = "the accounts are named in docs/accounting.md: revenue, receivable, contract_liability, ..."});
    if (!period || period->number() > 12)
        throw Refused({.code = "period-unknown",
                       .where = what,
                       .what = "'" + column + "' is no period that has days",
                       .hint = "write it as YYYY-MM"});
    return CellAsked{*role, *period};
}

}  // namespace

std::string explain(Book& book, const ExplainOrder& order)
{
    Page page(order.language);
    if (const auto home = home_of(book, db::KeyKind::contract, order.what)) {
        if (in_each_ledger(book, order, *home, page, OfContract{ContractId(order.what)})) return page.text();
        throw Refused({.code = "contract-not-there",
                       .where = "contract " + order.what,
                       .what = "it was not signed by that day, or is another entity's",
                       .hint = "ask as of a later day, or leave --entity and --book out"});
    }
    if (const auto voucher = voucher_asked(book, order)) {
        explain_voucher(page, book, order, *voucher);
        return page.text();
    }
    if (explain_numbered_entry(page, book, order.what)) return page.text();
    if (const auto home = home_of_document(book, InvoiceId(order.what)))
        if (in_each_ledger(book, order, *home, page, OfDocument{InvoiceId(order.what)})) return page.text();
    if (const auto cell = report_cell_asked(order)) {
        const FollowedCell followed = explain_report_cell(page, book, the_ledger(book, order, order.what), *cell);
        if (followed.subject.empty()) return page.text();
        ExplainOrder next = order;
        next.what = followed.subject;
        next.as_of = followed.as_of;
        return page.text() + "\n" + explain(book, next);
    }
    if (const auto cell = cell_asked(order.what)) {
        explain_cell(page, book, the_ledger(book, order, order.what), cell->role, cell->period);
        return page.text();
    }
    throw unknown(order.what);
}

}  // namespace earned::app
