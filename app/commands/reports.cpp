#include "app/commands/commands.h"

#include "app/asked.h"
#include "app/book_differences.h"
#include "app/crm_file.h"
#include "app/explain_trace.h"
#include "app/put_tables.h"
#include "app/report.h"
#include "app/say.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <set>
#include <span>

namespace earned::app {

namespace {

struct ReportOptions {
    std::string name, entity, book, period, from, to, as_of, known_at, customer, contract, product, by, crm, books;
    std::string format = "table", out, lang = "en";
    std::size_t width = 0;
};

// "2026-03", or a day in it.
Period period_of(const std::string& text, const FiscalCalendar& calendar)
{
    if (Period::parse(text)) return period_asked(text);
    if (const auto date = Date::parse(text)) return calendar.period_of(*date);
    throw Misused("a period is written as YYYY-MM, a day as YYYY-MM-DD, and '" + text + "' is neither");
}

std::int64_t batch_of(Book& book, const std::string& text)
{
    const auto number = Decimal::parse(text);
    const std::int64_t last = book.store().last_sealed_batch();
    if (number && number->to_int64()) {
        if (*number->to_int64() >= 1 && *number->to_int64() <= last) return *number->to_int64();
        throw Refused({.code = "batch-unknown",
                       .where = "--known-at " + text,
                       .what = "the book has no such batch: the last is " + std::to_string(last),
                       .hint = "leave --known-at out for what is known now"});
    }
    if (text.size() >= 20 && text[10] == 'T' && text.back() == 'Z') return book.store().batch_by(text);
    throw Misused("--known-at is a batch, or an instant as 2026-02-01T12:00:00Z, and '" + text + "' is neither");
}

// What a ledger in which nothing is posted is reported through: the day that the others have reached.
Date posted_by_any(Book& book, const Ledger& ledger)
{
    std::optional<Date> reached;
    for (const Ledger& each : book.ledgers())
        if (const auto through = posted_through(book, each)) reached = std::max(reached.value_or(*through), *through);
    if (reached) return *reached;
    throw Refused({.code = "nothing-posted",
                   .where = ledger.key(),
                   .what = "nothing is posted yet, so there is no period to report on",
                   .hint = "say which with --period YYYY-MM or --as-of YYYY-MM-DD, or close one first"});
}

ReportOrder order_of(Book& book, const Ledger& ledger, const ReportOptions& options, const ReportKind& kind)
{
    const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
    ReportOrder order{.customer = CustomerId(options.customer),
                      .contract = ContractId(options.contract),
                      .product = Sku(options.product)};
    if (!options.period.empty()) order.first = order.last = period_of(options.period, calendar);
    if (!options.from.empty()) order.first = period_of(options.from, calendar);
    if (!options.to.empty()) order.last = period_of(options.to, calendar);
    if (order.first && order.last && *order.last < *order.first)
        throw Misused("--from " + order.first->text() + " comes after --to " + order.last->text());
    if (!options.as_of.empty()) order.as_of = date_asked(options.as_of, "--as-of");
    if (!options.known_at.empty()) order.known_at = batch_of(book, options.known_at);
    if (options.from.empty() && options.to.empty()) order.before = kind.before, order.after = kind.after;
    if (!order.first && !order.last && !order.as_of && !posted_through(book, ledger))
        order.first = order.last = calendar.period_of(posted_by_any(book, ledger));
    return order;
}

std::vector<ReportKind> kinds_asked(const ReportOptions& options)
{
    const std::string& name = options.name;
    if (name == "all") {
        if (!options.by.empty()) throw Misused("--by is of one report: all of them have no common row");
        return pack();
    }
    const auto& kinds = report_kinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const ReportKind& kind) { return kind.name == name; });
    if (found != kinds.end()) return {*found};
    std::string names;
    for (const ReportKind& kind : kinds) names += (names.empty() ? "" : ", ") + kind.name;
    throw Misused("there is no report '" + name + "'; there are book-difference, " + names);
}

// Of several reports: whose they are, and of when.
Label title_of(const std::vector<Table>& tables, const ReportOptions& options)
{
    if (tables.empty()) return {"earned", ""};
    if (options.name != "all") return tables.front().title;
    const std::string whose = options.entity.empty() ? "" : tables.front().facts.front().value.en;
    const std::string when = options.period.empty() ? "" : " " + options.period;
    return {"Reports" + when + (whose.empty() ? "" : " – " + whose),
            "报表" + when + (whose.empty() ? "" : " – " + whose)};
}

// What was billed and is posted by no close: of which months, and what posts it. Nothing: an empty sentence.
Label billed_not_closed(Feed& feed, const Ledger& ledger)
{
    const std::set<Period> periods = feed.billed_not_closed();
    if (periods.empty()) return {};
    Label months;
    for (const Period period : periods) {
        months.en += (months.en.empty() ? "" : ", ") + period.text();
        months.zh += (months.zh.empty() ? "" : "、") + period.text();
    }
    const std::string close = "earned close " + periods.rbegin()->text() + " --entity " + ledger.entity.text() +
                              " --book " + ledger.book.text();
    return {
        ledger.key() + ": what was billed in " + months.en + " is not closed yet, so nothing of it is posted: " + close,
        ledger.key() + "：" + months.zh + " 已开票而未结账，故未入账：" + close};
}

// Of a ledger that was closed before, the report is of that close; of one that never was, documents stand alone.
void tell_news(Feed& feed, const Ledger& ledger, std::span<Table> tables, const ShownAs& shown)
{
    const Label billed = billed_not_closed(feed, ledger);
    if (feed.heading().run == 0) {
        if (!billed.en.empty())
            for (Table& table : tables) table.notes.push_back(billed);
        return;
    }
    if (feed.news_since() == 0) return;
    const std::string batch = std::to_string(feed.heading().known_at);
    tell_beside({ledger.key() + ": as known at batch " + batch + ", when it was last closed; later news of " +
                     counted(feed.news_since(), "customer", "customers") + " is not in it",
                 ledger.key() + "：按最近一次结账时所知（批次 " + batch + "）；其后 " +
                     chinese_count(feed.news_since(), "个客户的新事件未计入")},
                shown);
    if (!billed.en.empty()) tell_beside(billed, shown);
}

void tell_tie_outs(std::span<const Table> tables, const ShownAs& shown)
{
    for (const Table& table : tables)
        for (const TieOut& tie_out : table.tie_outs)
            if (!tie_out.ties())
                tell_beside({table.key + ": " + tie_out.what.en +
                                 " does not tie: " + exchange::verdict(tie_out, exchange::Language::en),
                             table.key + "：" + exchange::said(tie_out.what, exchange::Language::zh) + " 不平：" +
                                 exchange::verdict(tie_out, exchange::Language::zh)},
                            shown);
}

void add_tables(std::vector<Table>& tables, Book& book, const Ledger& ledger, const ReportOptions& options)
{
    bool told = !options.known_at.empty();
    for (const ReportKind& kind : kinds_asked(options)) {
        Feed feed(book, ledger, order_of(book, ledger, options, kind));
        const std::size_t first = tables.size();
        for (Table& table : tables_of(kind, feed, options.by)) tables.push_back(std::move(table));
        if (!options.crm.empty())
            for (Table& table : crm_tables(feed, read_crm(options.crm, ledger.currency)))
                tables.push_back(std::move(table));
        if (!told || feed.heading().run == 0)
            tell_news(feed, ledger, std::span(tables).subspan(first), {.lang = options.lang});
        told = true;
        book.refresh();
    }
}

// Two ledgers of one entity, as "IFRS,US-GAAP" names them.
std::pair<Ledger, Ledger> ledgers_compared(const Book& book, const ReportOptions& options)
{
    const std::size_t comma = options.books.find(',');
    if (comma == std::string::npos || !options.book.empty())
        throw Misused("book-difference compares two books of one entity: name them as --books IFRS,US-GAAP");
    const auto one = book.ledgers(options.entity, options.books.substr(0, comma));
    const auto other = book.ledgers(options.entity, options.books.substr(comma + 1));
    if (one.size() != 1 || other.size() != 1 || one.front().entity != other.front().entity)
        throw Misused("--books " + options.books + " are not two books of one entity: name it by --entity");
    if (one.front().book == other.front().book) throw Misused("--books names one book twice");
    return {one.front(), other.front()};
}

Exit report(const Shell& shell, const ReportOptions& options)
{
    const bool compared = options.name == "book-difference";
    if (!compared) kinds_asked(options);
    if (!compared && !options.books.empty()) throw Misused("--books is of the report book-difference");
    Book book = shell.open();
    require_known(book, CustomerId(options.customer), ContractId(options.contract), Sku(options.product));
    std::vector<Table> tables;
    if (!options.crm.empty() && options.name != "reconciliation")
        throw Misused("--crm is of the report reconciliation");
    if (!options.crm.empty() && book.ledgers(options.entity, options.book).size() > 1)
        throw Misused("--crm is held against one ledger: name it with --entity and --book");
    if (compared) {
        if (!options.by.empty() || !options.product.empty())
            throw Misused("book-difference has a row a contract and account: leave --by and --product out");
        const auto [one, other] = ledgers_compared(book, options);
        const ReportKind kind{options.name, {}, nullptr};
        tables.push_back(book_difference(book, {one, order_of(book, one, options, kind)},
                                         {other, order_of(book, other, options, kind)}));
    } else {
        for (const Ledger& ledger : book.ledgers(options.entity, options.book))
            add_tables(tables, book, ledger, options);
    }
    const auto language = options.lang == "zh" ? exchange::Language::zh : exchange::Language::en;
    put_tables(tables, {.format = options.format, .out = options.out, .width = options.width, .language = language},
               title_of(tables, options));
    tell_tie_outs(tables, {.lang = options.lang});
    const bool ties = std::all_of(tables.begin(), tables.end(), [](const Table& table) { return table.ties(); });
    return ties ? Exit::done : Exit::refused;
}

}  // namespace

void add_reports(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("report", "A report with its tie-outs; exit 1 when one does not tie");
    auto options = std::make_shared<ReportOptions>();
    std::string names =
        "\n  all: the pack a period is reviewed with: all but waterfall-posted, disaggregation, cash-application, dso, "
        "allowance, bank and book-difference; one page or workbook with --format html, xlsx";
    for (const ReportKind& kind : report_kinds())
        if (kind.name != "all") names += "\n  " + kind.name + ": " + kind.what;
    names += "\n  book-difference: what two books of one entity (--books A,B) say differently, and why";
    run->add_option("NAME", options->name, "one of:" + names)->required();
    run->add_option("--entity", options->entity, "of one entity (else of all)");
    run->add_option("--book", options->book, "one of its books (else all)");
    run->add_option("--books", options->books, "two books of one entity, as IFRS,US-GAAP");
    run->add_option("--period", options->period, "YYYY-MM");
    run->add_option("--from", options->from, "the first period");
    run->add_option("--to", options->to, "the last period");
    run->add_option("--as-of", options->as_of, "YYYY-MM-DD: the last day that counts");
    run->add_option("--known-at", options->known_at, "a batch, or an instant: what was known then");
    run->add_option("--customer", options->customer, "of one customer");
    run->add_option("--contract", options->contract, "of one contract");
    run->add_option("--product", options->product, "of one product");
    run->add_option("--by", options->by, "what rows are of");
    run->add_option("--crm", options->crm, "of reconciliation: a CSV of the CRM's deals to hold the bookings against");
    run->add_option("--format", options->format, "how it is shown, or written to --out")
        ->check(CLI::IsMember({"table", "csv", "json", "xlsx", "html"}));
    run->add_option("--width", options->width, "columns of a table in text; else those of the terminal");
    run->add_option("--out", options->out, "the file to write");
    run->add_option_function<std::string>(
           "--lang", [&shell, options](const std::string& asked) { shell.lang = options->lang = asked; },
           "en or zh: of headings, words and faults")
        ->check(CLI::IsMember({"en", "zh"}));
    run->callback([&shell, options] { shell.command = [&shell, options] { return report(shell, *options); }; });
}

}  // namespace earned::app
