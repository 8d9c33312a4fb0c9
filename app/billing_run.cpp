#include "app/billing_run.h"

#include "app/intake.h"
#include "rules/terms.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace earned::app {

namespace {

constexpr std::int64_t homes_a_read = 4000;

// A contract is billed by the rules of its entity's first book: an invoice is one, books are many.
Policy billing_policy(const Book& book, const EntityId& entity)
{
    for (const Ledger& ledger : book.ledgers())
        if (ledger.entity == entity) return book.policy(ledger);
    return Policy{.reference = &book.reference()};
}

void draft_home(const Book& book, const BillOrder& order, std::int64_t number, const Home& home, BillRun& run)
{
    for (const Group& group : home.groups) {
        const Policy policy = billing_policy(book, group.entity);
        const auto leave_out = [&](const Fault& fault) { run.left_out.emplace_back(group.id, fault); };
        if (group.fault) { leave_out(*group.fault); continue; }
        const Result<Terms> terms = decide(policy, group);
        if (!terms) { leave_out(terms.fault()); continue; }
        const Result<Billed> billed = bill(group, *terms);
        if (!billed) { leave_out(billed.fault()); continue; }
        for (Draft& draft : earned::draft(group, *terms, *billed, order.through, Date::dawn())) {
            run.documents.push_back({number, home.customer, group.currency, std::move(draft), ""});
        }
    }
}

void each_home_in_book(Book& book, const CustomerId& only, Progress& progress,
                       const std::function<void(std::int64_t, const Home&)>& visit)
{
    db::Store& store = book.store();
    const std::int64_t homes = store.next_home() - 1;
    progress.total(homes);
    if (!only.empty()) {
        const db::Key key{db::KeyKind::customer, only.text()};
        const std::int64_t home = store.homes_of(std::span(&key, 1)).front();
        if (home == 0) {
            throw Refused({.code = "customer-unknown", .where = "customer " + only.text(),
                           .what = "no event names this customer", .hint = "see `earned report invoices` for those known"});
        }
        book.each_home(store, {home, home}, visit);
        return;
    }
    for (std::int64_t first = 1; first <= homes; first += homes_a_read) {
        const std::int64_t last = std::min(homes, first + homes_a_read - 1);
        book.each_home(store, {first, last}, visit);
        progress.advance(last - first + 1);
    }
}

std::tuple<std::string, Date, std::int64_t, std::string, bool> rank_key(const BilledDocument& document)
{
    return {document.draft.entity.text(), document.draft.date, document.home, document.draft.contract.text(),
            document.draft.credit};
}

std::string series_of(const BilledDocument& document) { return document.draft.credit ? "CN" : "INV"; }

std::string padded(std::int64_t rank)
{
    const std::string digits = std::to_string(rank);
    return digits.size() >= 6 ? digits : std::string(6 - digits.size(), '0') + digits;
}

// INV-US-2026-000017: series, entity, year, rank.
void number_gapless(db::Store& store, std::int64_t run, std::vector<BilledDocument>& documents,
                    std::vector<db::DocumentRow>& rows)
{
    std::map<std::tuple<std::string, std::string, int>, std::vector<BilledDocument*>> by_series;
    for (BilledDocument& document : documents)
        by_series[{document.draft.entity.text(), series_of(document), document.draft.date.year()}].push_back(&document);
    std::vector<db::NumberBlock> blocks;
    for (const auto& [key, members] : by_series)
        blocks.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), static_cast<std::int64_t>(members.size())});
    const std::vector<std::int64_t> firsts = store.reserve_numbers(run, blocks);
    std::size_t block = 0;
    for (const auto& [key, members] : by_series) {
        std::int64_t rank = firsts[block++];
        for (BilledDocument* document : members) {
            const auto& [entity, series, year] = key;
            document->number = series + "-" + entity + "-" + std::to_string(year) + "-" + padded(rank);
            Money net = Money::zero(document->currency), tax = net;
            for (const IssuedLine& line : document->draft.lines) { net = net + line.net; tax = tax + line.tax; }
            rows.push_back({.home = document->home, .run = run, .entity = entity, .series = series,
                            .number = document->number, .contract = document->draft.contract.text(), .year = year,
                            .date = document->draft.date.serial(), .due = document->draft.due.serial(), .rank = rank++,
                            .credit = document->draft.credit, .net = net.minor(), .tax = tax.minor(),
                            .currency = document->currency.code(), .event = 0});
        }
    }
}

// C1#1, C1#2 ...: the n-th document of a contract, as a case names it.
void number_per_contract(Book& book, std::vector<BilledDocument>& documents)
{
    std::map<std::string, std::int64_t> counted;
    for (BilledDocument& document : documents) {
        const auto [place, fresh] = counted.try_emplace(document.draft.contract.text(), 0);
        if (fresh) {
            const Home home = book.folded(book.store(), document.home);
            for (const Group& group : home.groups)
                for (const Document& issued : group.documents)
                    if (issued.contract == document.draft.contract) ++place->second;
        }
        document.number = document.draft.contract.text() + "#" + std::to_string(++place->second);
    }
}

Event issued_event(const BilledDocument& document)
{
    Event event;
    event.source = "earned";
    event.id = "bill/" + document.number;
    event.date = document.draft.date;
    std::vector<DocumentLine> lines;
    for (const IssuedLine& line : document.draft.lines)
        lines.push_back({line.line, line.net.decimal(), line.tax.decimal()});
    if (document.draft.credit) {
        event.fact = CreditIssued{.credit = CreditId(document.number), .invoice = document.draft.of,
                                  .lines = std::move(lines), .reason = document.draft.reason, .settle = document.draft.settle};
    } else {
        event.fact = InvoiceIssued{.invoice = InvoiceId(document.number), .contract = document.draft.contract,
                                   .lines = std::move(lines), .due = document.draft.due};
    }
    return event;
}

void issue(Book& book, const BillOrder& order, BillRun& run)
{
    db::Store& store = book.store();
    store.transact([&] {
        std::vector<db::DocumentRow> rows;
        db::RunRow row{.kind = "bill", .through = order.through.serial(), .known_at = book.known_at(), .by = order.by};
        if (order.numbering == Numbering::gapless) {
            row = store.begin_run(row);
            number_gapless(store, row.run, run.documents, rows);
        } else {
            number_per_contract(book, run.documents);
        }
        std::vector<Event> events;
        for (const BilledDocument& document : run.documents) {
            events.push_back(issued_event(document));
            events.back().by = order.by;
        }
        const std::int64_t first = store.next_event();
        append_own(book, store, std::move(events));
        if (order.numbering != Numbering::gapless) return;
        std::map<std::string, std::int64_t> number_of;
        for (std::size_t at = 0; at < run.documents.size(); ++at)
            number_of[run.documents[at].number] = first + static_cast<std::int64_t>(at);
        for (db::DocumentRow& document : rows) document.event = number_of.at(document.number);
        store.add_documents(rows);
        store.seal_run(row, {});
    });
}

}  // namespace

BillRun bill_through(Book& book, const BillOrder& order, Progress& progress)
{
    BillRun run;
    each_home_in_book(book, order.only_customer, progress,
                      [&](std::int64_t number, const Home& home) { draft_home(book, order, number, home, run); });
    std::sort(run.documents.begin(), run.documents.end(),
              [](const BilledDocument& a, const BilledDocument& b) { return rank_key(a) < rank_key(b); });
    for (const BilledDocument& document : run.documents)
        if (!run.date || document.draft.date < *run.date) run.date = document.draft.date;
    if (order.earliest_date_only && run.date)
        std::erase_if(run.documents, [&](const BilledDocument& document) { return document.draft.date != *run.date; });
    if (order.dry_run == DryRun::no && !run.documents.empty()) issue(book, order, run);
    return run;
}

MatchRun match_through(Book& book, Date through, DryRun dry_run, const std::string& by, Progress& progress)
{
    MatchRun run;
    each_home_in_book(book, {}, progress, [&](std::int64_t, const Home& home) {
        std::map<PaymentId, Money> applied;
        for (Match& found : match(home, through)) {
            const auto [place, fresh] = applied.try_emplace(found.payment, found.amount);
            if (!fresh) place->second = place->second + found.amount;
            run.matches.push_back(std::move(found));
        }
        for (Receipt receipt : home.receipts) {
            if (const auto used = applied.find(receipt.payment); used != applied.end()) receipt.open = receipt.open - used->second;
            if (!receipt.open.is_zero() && receipt.at.date <= through) run.on_account.push_back(std::move(receipt));
        }
    });
    if (dry_run == DryRun::yes || run.matches.empty()) return run;
    std::vector<Event> events;
    for (const Match& found : run.matches) {
        Event event;
        event.source = "earned";
        event.id = "match/" + found.payment.text() + "/" + found.invoice.text() + "/" + std::to_string(book.known_at() + 1);
        event.date = found.date;
        event.by = by;
        event.fact = PaymentApplied{found.payment, found.invoice, found.amount.decimal()};
        events.push_back(std::move(event));
    }
    book.store().transact([&] { append_own(book, book.store(), std::move(events)); });
    return run;
}

}  // namespace earned::app
