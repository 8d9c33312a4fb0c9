#include "app/report.h"

#include "app/shell.h"
#include "reports/aging.h"
#include "reports/balances.h"
#include "reports/cash_applied.h"
#include "reports/days_outstanding.h"
#include "reports/disaggregation.h"
#include "reports/in_entity_currency.h"
#include "reports/invoice_register.h"
#include "reports/journal_register.h"
#include "reports/loss_allowance.h"
#include "reports/reconciliation.h"
#include "reports/remaining.h"
#include "reports/trial_balance.h"
#include "reports/waterfall.h"

#include <algorithm>
#include <optional>

namespace earned::app {

namespace {

// Feeds a report what it takes: nothing is read that it doesn't ask for.
template <class Report>
void feed_totals(Feed& feed, Report& report)
{
    feed.totals([&](const PostedTotal& total) { report.take(total); });
}
template <class Report>
void feed_lines(Feed& feed, Report& report)
{
    feed.lines([&](const PostedLine& line) { report.take(line); });
}
template <class Report>
void feed_plans(Feed& feed, Report& report)
{
    feed.plans([&](const PlannedGroup& plan) { report.take(plan); });
}
template <class Report>
void feed_homes(Feed& feed, Report& report)
{
    feed.homes([&](const FoldedHome& home) { report.take(home); });
}

std::string choice(const std::string& by, const std::string& otherwise) { return by.empty() ? otherwise : by; }

[[noreturn]] void misused(const std::string& by, const std::string& choices)
{
    throw Misused("--by is one of " + choices + ", and '" + by + "' is none");
}

template <class By>
By by_named(const std::string& by)
{
    const std::string named = choice(by, "contract");
    if (named == "obligation") return By::obligation;
    if (named == "contract") return By::contract;
    if (named == "customer") return By::customer;
    if (named == "product") return By::product;
    misused(by, "obligation, contract, customer, product");
}

// A report that has one kind of row.
void no_choice(const std::string& by)
{
    if (!by.empty()) throw Misused("this report has one kind of row: leave --by " + by + " out");
}

// Amounts in the transaction's currency, or the entity's.
Heading heading_in(const Feed& feed, const std::string& by)
{
    const std::string amounts = choice(by, "transaction");
    if (amounts != "transaction" && amounts != "entity") misused(by, "transaction, entity");
    Heading heading = feed.heading();
    if (amounts == "entity") heading.view = CurrencyView::entity;
    return heading;
}
template <class Report>
void feed_totals_in(Feed& feed, CurrencyView view, Report& report)
{
    if (view == CurrencyView::transaction) return feed_totals(feed, report);
    feed.translated_totals([&](const PostedTotal& total) { report.take(total); });
}

std::vector<Table> trial_balance(Feed& feed, const std::string& by)
{
    const Heading heading = heading_in(feed, by);
    TrialBalance report(heading, feed.chart());
    feed_totals_in(feed, heading.view, report);
    return {report.table()};
}

std::vector<Table> journal(Feed& feed, const std::string& by)
{
    const Heading heading = heading_in(feed, by);
    JournalRegister report(heading, feed.chart());
    feed.all_lines(heading.view, [&](const PostedLine& line) { report.take(line); });
    feed_totals_in(feed, heading.view, report);
    return {report.table()};
}

std::vector<Table> waterfall_as(Feed& feed, const std::string& by, Recognised recognised)
{
    Waterfall report(feed.heading(), by_named<WaterfallBy>(by), recognised);
    feed.sum_plans(report);
    if (recognised == Recognised::as_posted) feed_lines(feed, report);
    feed_totals(feed, report);
    return {report.table(), report.cohorts()};
}

std::vector<Table> waterfall(Feed& feed, const std::string& by)
{
    return waterfall_as(feed, by, Recognised::as_earned);
}
std::vector<Table> waterfall_posted(Feed& feed, const std::string& by)
{
    return waterfall_as(feed, by, Recognised::as_posted);
}

BalancesBy balances_by(const std::string& by)
{
    if (by == "contract") return BalancesBy::contract;
    if (by == "customer") return BalancesBy::customer;
    if (by == "nothing") return BalancesBy::nothing;
    misused(by, "entity, contract, customer, nothing");
}

std::vector<Table> roll_forward(Feed& feed, const std::string& by)
{
    if (by.empty() || by == "entity") {
        const Heading heading = heading_in(feed, by);
        BalancesRollForward report(heading);
        feed_totals_in(feed, heading.view, report);
        return {report.table()};
    }
    const BalancesBy detailed = balances_by(by);
    std::vector<ContractRollForward> reports;  // one for each balance, of one reading
    for (const Role role : {Role::contract_liability, Role::contract_asset, Role::receivable})
        reports.emplace_back(feed.heading(), role, detailed);
    feed.lines_from(feed.heading().first, [&](const PostedLine& line) {
        for (ContractRollForward& report : reports) report.take(line);
    });
    feed.totals([&](const PostedTotal& total) {
        for (ContractRollForward& report : reports) report.take(total);
    });
    std::vector<Table> tables;
    for (const ContractRollForward& report : reports) tables.push_back(report.table());
    return tables;
}

// The sealed totals answer at once, however large the book; holding them against every plan takes the plans.
std::vector<Table> roll_forward_held_against_plans(Feed& feed, const std::string&)
{
    BalancesRollForward report(feed.heading());
    feed_totals(feed, report);
    feed_plans(feed, report);
    feed.booked_of(report.homes_to_ask(), feed.heading().as_of,
                   [&](const BookedGroup& booked) { report.take(booked); });
    return {report.table()};
}

std::vector<Table> remaining(Feed& feed, const std::string& by)
{
    RemainingObligations report(feed.heading(), by_named<RemainingBy>(by));
    feed_plans(feed, report);
    feed_totals(feed, report);
    return {report.table(), report.bridge()};
}

std::vector<Table> disaggregation(Feed& feed, const std::string& by)
{
    const std::string named = choice(by, "customer");
    if (named != "product" && named != "customer" && named != "contract") misused(by, "product, customer, contract");
    Disaggregation report(feed.heading(), named == "product"    ? DisaggregatedBy::product
                                          : named == "customer" ? DisaggregatedBy::customer
                                                                : DisaggregatedBy::contract);
    feed.lines_after_plans([&](const PlannedGroup& plan) { report.take(plan); },
                           [&](const PostedLine& line) { report.take(line); });
    feed_totals(feed, report);
    return {report.table()};
}

std::vector<Table> aging(Feed& feed, const std::string& by)
{
    const std::string buckets = choice(by, "days");
    if (buckets != "days" && buckets != "years") misused(by, "days, years");
    Aging report(feed.heading(), buckets == "years" ? AgingBuckets::years : AgingBuckets::days);
    feed_homes(feed, report);
    feed_plans(feed, report);
    feed_totals(feed, report);
    return {report.table()};
}

std::vector<Table> loss_allowance(Feed& feed, const std::string& by)
{
    no_choice(by);
    LossAllowance report(feed.heading());
    feed_plans(feed, report);
    feed_totals(feed, report);
    return {report.table(), report.movements()};
}

std::vector<Table> cash_application(Feed& feed, const std::string& by)
{
    no_choice(by);
    CashApplied report(feed.heading());
    feed_homes(feed, report);
    return {report.table()};
}

std::vector<Table> dso(Feed& feed, const std::string& by)
{
    no_choice(by);
    DaysOutstanding report(feed.heading());
    feed_homes(feed, report);
    return {report.table()};
}

std::vector<Table> invoices(Feed& feed, const std::string& by)
{
    no_choice(by);
    InvoiceRegister report(feed.heading());
    feed_homes(feed, report);
    feed.numbers([&](const GivenNumber& number) { report.take(number); });
    feed_plans(feed, report);
    feed_totals(feed, report);
    return {report.table()};
}

// Facts are held against the journal, so they are those of a day to which it was posted.
std::vector<Table> reconciliation(Feed& feed, const std::string& by)
{
    no_choice(by);
    Heading heading = feed.heading();
    const bool ahead = Date::dawn() < feed.posted_through() && feed.posted_through() < heading.as_of;
    if (ahead) {
        heading.as_of = feed.posted_through();
        heading.last = std::min(heading.last, heading.calendar.period_of(heading.as_of));
        heading.first = std::min(heading.first, heading.last);
    }
    Reconciliation report(heading);
    feed.booked(heading.as_of, [&](const BookedGroup& booked) { report.take(booked); });
    feed_lines(feed, report);
    std::vector<Table> tables{report.table(), report.movements()};
    const std::string day = heading.as_of.text();
    if (ahead)
        for (Table& table : tables)
            table.notes.push_back({"Nothing had been posted after " + day + ": the figures are those of that day.",
                                   day + "之后尚无过账，故列示该日数据。"});
    return tables;
}

std::vector<Table> bank_accounts(Feed& feed, const std::string& by)
{
    no_choice(by);
    BankReconciliation report(feed.heading());
    feed.bank([&](const StatementBalance& balance) { report.take(balance); },
              [&](const StatementEntry& entry) { report.take(entry); },
              [&](const BankMove& move) { report.take(move); });
    feed.missing_statements([&](const StatementMissing& missing) { report.take(missing); });
    feed_plans(feed, report);
    feed_totals(feed, report);
    return {report.table()};
}

std::vector<Table> all(Feed& feed, const std::string&)
{
    std::vector<Table> tables;
    for (const auto make : {trial_balance, roll_forward_held_against_plans, waterfall, remaining, reconciliation, aging,
                            invoices, journal})
        for (Table& table : make(feed, "")) tables.push_back(std::move(table));
    return tables;
}

}  // namespace

const std::vector<ReportKind>& report_kinds()
{
    static const std::vector<ReportKind> kinds = {
        {"trial-balance",
         "every account: opening, period, year to date, closing (--by transaction, entity: whose currency)",
         trial_balance, 0, 0, false},
        {"journal", "every voucher with its lines (--by transaction, entity: whose currency)", journal, 0, 0, false},
        {"waterfall",
         "revenue by period, earned and scheduled (--by obligation, contract, customer, product); three and nine to "
         "come, or --from --to",
         waterfall, 2, 9},
        {"waterfall-posted", "the same, earned revenue in the period in which it was posted", waterfall_posted, 2, 9},
        {"rollforward",
         "contract balances: opening, what moved them, closing (--by contract, customer, nothing; entity: in its "
         "currency)",
         roll_forward, 0, 0, false},
        {"rpo", "remaining performance obligations (--by obligation, contract, customer, product)", remaining},
        {"disaggregation", "revenue over time and at a point in time (--by customer, product, contract)",
         disaggregation},
        {"aging", "open receivables by age (--by days, years)", aging},
        {"allowance", "what is expected to be lost of what is owed, by its age, and how the allowance moved",
         loss_allowance},
        {"invoices", "invoices and credit notes", invoices},
        {"cash-application", "receipts, and what they pay", cash_application},
        {"dso", "days sales outstanding, days delinquent, collection effectiveness", dso},
        {"reconciliation", "bookings, billings, revenue and cash, contract by contract", reconciliation},
        {"bank", "the ledger's cash against the bank's statements, account by account, item by item", bank_accounts},
        {"all", "all of these, but for waterfall-posted, disaggregation, cash-application, dso, allowance and bank",
         all},
    };
    return kinds;
}

std::vector<Table> tables_of(const ReportKind& kind, Feed& feed, const std::string& by)
{
    std::vector<Table> tables = kind.make(feed, by);
    if (!kind.converted) return tables;
    auto converted = in_entity_currency(tables, feed.heading(), feed.currency(),
                                        [&](Currency from) { return feed.closing_rate(from); });
    if (converted) tables.push_back(std::move(*converted));
    return tables;
}

std::vector<ReportKind> pack()
{
    std::vector<ReportKind> kinds;
    for (const char* name :
         {"trial-balance", "rollforward", "waterfall", "rpo", "aging", "invoices", "reconciliation", "journal"})
        for (const ReportKind& kind : report_kinds())
            if (kind.name == name) kinds.push_back(kind);
    // The pack is read when a period ends, and then the plans are read anyway.
    for (ReportKind& kind : kinds)
        if (kind.name == "rollforward") kind.make = roll_forward_held_against_plans;
    return kinds;
}

}  // namespace earned::app
