// cash: N/10 bank lines against N open invoices in PostgreSQL. Own: all are read, the whole cascade
// runs, the applications are written. Peer: the best set-based SQL for the two easiest steps alone,
// the exact number in the text, and the customer with an amount that one invoice has.
#include "bench/steps.h"

#include "base/check.h"
#include "db/url.h"
#include "billing/collect/cascade.h"
#include "rules/cash_steps.h"

#include <libpq-fe.h>

#include <stdexcept>

namespace earned::bench {

namespace {

constexpr std::int64_t invoices_a_customer = 10;

std::string number_of(std::int64_t invoice)
{
    const std::string digits = std::to_string(invoice);
    return "INV-2026-" + std::string(8 - digits.size(), '0') + digits;
}
std::int64_t customer_of(std::int64_t invoice) { return (invoice - 1) / invoices_a_customer + 1; }
std::int64_t minor_of(std::int64_t invoice) { return 1000 + invoice * 7919 % 5'000'000; }

// Of ten payments six give the number, two the payer alone, one a number cut off, one a lost separator.
std::string payment_row(std::int64_t payment)
{
    const std::int64_t invoice = payment * invoices_a_customer - payment % invoices_a_customer;
    const std::string customer = std::to_string(customer_of(invoice)), minor = std::to_string(minor_of(invoice));
    std::string text = "payment of invoice " + number_of(invoice) + " thank you";
    if (payment % 10 == 6 || payment % 10 == 7) text = "goods and services";
    if (payment % 10 == 8) text = "inv " + number_of(invoice).substr(9);
    if (payment % 10 == 9) text = "INV2026" + number_of(invoice).substr(9);
    return std::to_string(payment) + "\t" + customer + "\t" + minor + "\t" + text + "\n";
}

void make_tables(Floor& database, std::int64_t invoices)
{
    database.run(
        "create schema if not exists bench; drop table if exists bench.cash_invoice, bench.cash_payment, "
        "bench.cash_peer, bench.cash_own");
    database.run(
        "create unlogged table bench.cash_invoice (id bigint primary key, number text not null, customer bigint not "
        "null, minor bigint not null)");
    database.run(
        "create unlogged table bench.cash_payment (id bigint primary key, customer bigint not null, minor bigint not "
        "null, remittance text not null)");
    database.run(
        "create unlogged table bench.cash_own (payment bigint not null, invoice text not null, minor bigint not null)");
    std::int64_t next = 0;
    database.load("bench.cash_invoice", [&](std::string& row) {
        if (++next > invoices) return false;
        row = std::to_string(next) + "\t" + number_of(next) + "\t" + std::to_string(customer_of(next)) + "\t" +
              std::to_string(minor_of(next)) + "\n";
        return true;
    });
    next = 0;
    database.load("bench.cash_payment", [&](std::string& row) {
        if (++next > invoices / invoices_a_customer) return false;
        row = payment_row(next);
        return true;
    });
    database.run(
        "create unique index on bench.cash_invoice (number); create index on bench.cash_invoice (customer, minor)");
    database.run("vacuum analyze bench.cash_invoice");
    database.run("vacuum analyze bench.cash_payment");
}

// The first answer is indexed before the second asks what it has: the planner takes customer and amount
// for independent, expects one row of their join, and would look through the first answer for each row.
void match_by_sql(Floor& database)
{
    database.run("drop table if exists bench.cash_peer");
    database.run(
        "create unlogged table bench.cash_peer as select p.id as payment, i.number as invoice, i.minor from "
        "bench.cash_payment p"
        " join bench.cash_invoice i on i.number = substring(p.remittance from 'INV-[0-9]{4}-[0-9]{8}') and i.minor = "
        "p.minor");
    database.run(
        "create unique index on bench.cash_peer (payment); create unique index on bench.cash_peer (invoice); analyze "
        "bench.cash_peer");
    database.run(
        "insert into bench.cash_peer select p.id, min(i.number), min(i.minor) from bench.cash_payment p join "
        "bench.cash_invoice i"
        " on i.customer = p.customer and i.minor = p.minor"
        " where not exists (select 1 from bench.cash_peer m where m.payment = p.id)"
        " and not exists (select 1 from bench.cash_peer m where m.invoice = i.number) group by p.id having count(*) = "
        "1");
}

// Rows of a COPY, cell by cell.
class Copied {
public:
    explicit Copied(const std::string& url) : connection_(PQconnectdb(db::parse_url(url).place.c_str()), PQfinish)
    {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    }
    template <class Row>
    void each(const std::string& query, const Row& row)
    {
        PQclear(PQexec(connection_.get(), ("copy (" + query + ") to stdout").c_str()));
        char* buffer = nullptr;
        std::vector<std::string_view> cells;
        for (int size = 0; (size = PQgetCopyData(connection_.get(), &buffer, 0)) > 0; PQfreemem(buffer)) {
            std::string_view line(buffer, static_cast<std::size_t>(size) - 1);
            cells.clear();
            for (std::size_t tab = 0; (tab = line.find('\t')) != std::string_view::npos; line.remove_prefix(tab + 1))
                cells.push_back(line.substr(0, tab));
            cells.push_back(line);
            row(cells);
        }
        PQclear(PQgetResult(connection_.get()));
    }

private:
    std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

std::int64_t whole(std::string_view text)
{
    std::int64_t value = 0;
    for (const char digit : text) value = value * 10 + (digit - '0');
    return value;
}

std::int64_t match_by_cascade(Floor& database, const std::string& url)
{
    using namespace billing;
    const Currency usd = *Currency::parse("USD");
    OpenItems items;
    Copied source(url);
    std::string name;
    std::uint32_t customer = 0;
    source.each("select number, customer, minor from bench.cash_invoice order by id", [&](const auto& cells) {
        if (cells[1] != name) customer = items.customer(CustomerId(name = cells[1]), "");
        items.add({1, customer, InvoiceId(std::string(cells[0])), Money(whole(cells[2]), usd), Date(), Date()});
    });
    items.seal();
    const std::vector<CashRule> rules = standard_cash_rules();
    const Cascade cascade(items, rules);
    std::vector<std::string> rows;
    source.each("select id, customer, minor, remittance from bench.cash_payment order by id", [&](const auto& cells) {
        const Proposal proposal =
            cascade.propose({PaymentId(std::string(cells[0])), Date(), Money(whole(cells[2]), usd),
                             CustomerId(std::string(cells[1])), "", "", std::string(cells[3]), ""});
        if (!proposal.confirms) return;
        for (const Application& one : proposal.applications) {
            rows.push_back(std::string(cells[0]) + "\t" + items.at(one.item).invoice.text() + "\t" +
                           std::to_string(one.amount.minor()) + "\n");
            items.take(one.item, one.amount);
        }
    });
    std::size_t next = 0;
    database.load("bench.cash_own", [&](std::string& row) {
        if (next == rows.size()) return false;
        row = rows[next++];
        return true;
    });
    return static_cast<std::int64_t>(rows.size());
}

}  // namespace

std::vector<Measure> cash_step(const Order& order)
{
    auto database = Floor::open(order.url);
    if (!database->is_postgres()) throw std::runtime_error("cash is measured on PostgreSQL: give --db");
    make_tables(*database, order.lines);
    const Meter meter(database->backend());
    Measure measure{.name = "cash", .lines = order.lines};
    for (int round = 0; round < order.rounds; ++round) {
        database->run("truncate bench.cash_own");
        database->settle();
        measure.own.push_back(meter.of([&] { measure.rows = match_by_cascade(*database, order.url); }));
        database->settle();
        measure.peer.push_back(meter.of([&] { match_by_sql(*database); }));
        const std::string missed = database->value(
            "select count(*) from bench.cash_peer p where not exists (select 1 from bench.cash_own o"
            " where o.payment = p.payment and o.invoice = p.invoice)");
        CHECK(missed == "0", "the cascade finds all that SQL does, and missed " + missed);
    }
    measure.checksum =
        database->value("select count(*) || ' of ' || (select count(*) from bench.cash_peer) from bench.cash_own");
    database->run("drop table bench.cash_invoice, bench.cash_payment, bench.cash_peer, bench.cash_own");
    return {measure};
}

}  // namespace earned::bench
