// A small book for the reports: plans written by hand, posted as the journal posts them, and fed as
// the shell feeds them.
#pragma once

#include "reports/feed.h"
#include "reports/heading.h"

#include "journal/chart.h"
#include "journal/walk.h"
#include "tests/base/shelf.h"
#include "tests/journal/plans.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <type_traits>

namespace earned {

inline const Currency usd = *Currency::parse("USD");
inline Money dollars(std::int64_t cents) { return {cents, usd}; }

// Every role has the account of its own place: 1000, 1001, ...
inline const Chart& chart()
{
    static const Chart made = [] {
        std::string csv = "role,code,name,name_zh\n";
        for (std::size_t place = 0; place < role_count; ++place) {
            const std::string role(name(static_cast<Role>(place)));
            csv += role + "," + std::to_string(1000 + place) + "," + role + "," + role + "\n";
        }
        return Chart::parse(csv, "chart.csv").value();
    }();
    return made;
}

// Contract C-1001: a year of subscription from February, 10,800.00 by months, and an implementation,
// 2,700.00, delivered on 20 February; invoiced on 31 January with 23 % tax and due at once; 605.00
// paid before, the rest on 2 March.
inline Plan subscription_and_implementation()
{
    Plan plan = group_plan(2);
    plan.group = ContractId("C-1001");
    plan.obligations[0].id = ObligationId("subscription");
    plan.obligations[0].product = Sku("SUB");
    plan.obligations[1].id = ObligationId("implementation");
    plan.obligations[1].product = Sku("IMPL");
    const Moment signed_at = at("2026-01-28", Rank::contract);
    plan.stretches = {served(0, signed_at, {day("2026-02-01"), day("2027-01-31")}, 1080000, Measure::monthly),
                      delivered(1, signed_at, 270000, 270000)};
    plan.strides = {{1, at("2026-02-20", Rank::fulfilment), Ratio(1)}};
    plan.invoices = {{.issued = at("2026-01-31", Rank::billing), .due = at("2026-01-31", Rank::due)}};
    plan.claims = {{0, 0, at("2026-01-31", Rank::billing), 1080000, 248400},
                   {0, 1, at("2026-01-31", Rank::billing), 270000, 62100}};
    plan.cash = {{at("2026-01-31", Rank::cash), 0, 60500}, {at("2026-03-02", Rank::cash), 0, 1600000}};
    cut_and_settle(plan);
    return plan;
}

// Contract C-2: two machines at 500.00, of which one is delivered on 10 February and invoiced then,
// due in 30 days; no tax.
inline Plan machines()
{
    Plan plan = group_plan(1);
    plan.group = ContractId("C-2");
    plan.obligations[0].id = ObligationId("machines");
    plan.obligations[0].product = Sku("MACHINE");
    plan.stretches = {delivered(0, at("2026-02-03", Rank::contract), 100000, 100000)};
    plan.strides = {{0, at("2026-02-10", Rank::fulfilment), Ratio(1, 2)}};
    plan.invoices = {{.issued = at("2026-02-10", Rank::billing), .due = at("2026-03-12", Rank::due)}};
    plan.claims = {{0, 0, at("2026-02-10", Rank::billing), 50000, 0}};
    cut_and_settle(plan);
    return plan;
}

inline std::vector<PostedLine> posted(const Plan& plan, std::int64_t home, const std::string& customer, Date through)
{
    const FiscalCalendar calendar;
    std::vector<PostedLine> lines;
    std::int64_t entry = 0;
    for (const Movement& movement : movements(plan, calendar, Date::dawn(), through)) {
        ++entry;
        for (const Balance& balance : movement.change) {
            PostedLine line;
            line.home = home;
            line.run = calendar.period_of(movement.cut.at.date).packed();
            line.entry = entry;
            line.event = movement.cut.event;
            line.customer = CustomerId(customer);
            line.contract = plan.group;
            if (balance.key.obligation > 0) line.obligation = plan.obligations[balance.key.obligation - 1u].id;
            line.product = Sku(line.obligation.text());
            line.entity = plan.entity;
            line.book = BookName("IFRS");
            line.date = movement.cut.at.date;
            line.period = line.belongs_to = calendar.period_of(line.date);
            line.cause = line.first_cause = movement.cut.cause;
            line.source = balance.key.source;
            line.role = balance.key.role;
            line.currency = plan.currency;
            line.minor = balance.minor;
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

inline std::vector<PostedTotal> totals(const std::vector<PostedLine>& lines)
{
    std::map<std::tuple<Period, Role, Currency, Cause>, PostedTotal> sums;
    for (const PostedLine& line : lines) {
        PostedTotal& sum = sums.try_emplace({line.period, line.role, line.currency, line.cause},
                                            PostedTotal{line.entity, line.book, line.period, line.role, line.currency,
                                                        line.cause, 0, 0})
                               .first->second;
        (line.minor > 0 ? sum.debits : sum.credits) += line.minor > 0 ? line.minor : -line.minor;
    }
    std::vector<PostedTotal> all;
    for (const auto& [key, sum] : sums) all.push_back(sum);
    return all;
}

inline Heading heading(const char* first, const char* last)
{
    Heading made;
    made.scope.entity = EntityId("E");
    made.scope.book = BookName("IFRS");
    made.entity_name = "Example Inc.";
    made.framework = "IFRS";
    made.first = *Period::parse(first);
    made.last = *Period::parse(last);
    made.as_of = made.calendar.last(made.last);
    made.known_at = 7;
    made.run = 3;
    made.rules = "standard 1.0";
    made.status = PeriodStatus::locked;
    made.shelf = shelf_in_memory(2, 1);  // so that every report lies on it
    return made;
}

// The whole book, posted through a day.
struct SmallBook {
    Date through;
    Plan first = subscription_and_implementation(), second = machines();
    std::vector<PostedLine> lines;

    explicit SmallBook(const char* date) : through(day(date))
    {
        lines = posted(first, 1, "A", through);
        const std::vector<PostedLine> more = posted(second, 2, "B", through);
        lines.insert(lines.end(), more.begin(), more.end());
    }

    template <class Report>
    void feed_totals(Report& report) const
    {
        for (const PostedTotal& total : totals(lines)) report.take(total);
    }
    template <class Report>
    void feed_lines(Report& report) const
    {
        for (const PostedLine& line : lines) report.take(line);
    }
    template <class Report>
    void feed_plans(Report& report) const
    {
        report.take(PlannedGroup{1, CustomerId("A"), BookName("IFRS"), first, through});
        report.take(PlannedGroup{2, CustomerId("B"), BookName("IFRS"), second, through});
    }
};

inline std::string shown(const Cell& cell)
{
    return std::visit(
        [](const auto& value) -> std::string {
            using T = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, std::string>)
                return value;
            else if constexpr (std::is_same_v<T, Label>)
                return value.en;
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return std::to_string(value);
            else if constexpr (std::is_same_v<T, Money>)
                return value.is_zero() ? "-" : value.text();
            else
                return value.text();
        },
        cell);
}
inline std::string shown(const TieOut::Amount& amount)
{
    return std::visit([](const auto& figure) { return figure.text(); }, amount);
}

// The rows of a table as a person would type them: "A | 9,900.00 | -".
inline std::vector<std::string> rows_of(const Table& table, const std::vector<std::string>& columns)
{
    std::vector<std::string> lines;
    for (const Row& row : table.rows) {
        std::string line;
        for (const std::string& key : columns) {
            const auto place = table.column(key);
            if (!place) return {"no column " + key};
            line += (key == columns.front() ? "" : " | ") + shown(row.cells[*place]);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

// What doesn't tie, one line each; empty when all does.
inline std::string differing(const Table& table)
{
    std::string text;
    for (const TieOut& tie : table.tie_outs)
        if (!tie.ties())
            text += tie.what.en + ": " + tie.left_name.en + " " + shown(tie.left) + ", " + tie.right_name.en + " " +
                    shown(tie.right) + "\n";
    return text;
}

}  // namespace earned
