// Deferred revenue: a document's amount over its service.
#include "app/peers/asked.h"

#include "recognition/earned.h"
#include "recognition/spread.h"

#include <algorithm>
#include <array>

namespace earned::app {

namespace peers_schedules {

namespace {

using Entries = std::vector<SpreadEntry>;

constexpr std::array<std::string_view, 12> keys = {"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> long_keys = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};

Slices slices_of(const Asked& asked)
{
    return asked.policy("slices", "running_total") == "each" ? Slices::each : Slices::running_total;
}

// The service, both days included. Where an end isn't, and it is the first of a month, that month has nothing.
Term service_of(const Asked& asked, std::string_view otherwise_end)
{
    if (!asked.has("service")) return {asked.date("start"), asked.date("end")};
    const Value& pair = asked.value("service");
    const Date first = date_in(pair.items().at(0).text()), last = date_in(pair.items().at(1).text());
    const bool included = asked.has("service_end_inclusive") ? asked.flag("service_end_inclusive")
                                                             : asked.policy("period_end", otherwise_end) == "inclusive";
    return {first, included ? last : last.previous()};
}

// How a service is cut into entries: by what passes, and by how a month in part counts.
enum class Slicing { second, day, month };
struct SlicingSaid {
    Slicing by;
    PartialMonths partial;
};

// "days", "full months", "half months", "even month", "even month with partial ends", "months".
SlicingSaid slicing_in(std::string_view method, PartialMonths otherwise)
{
    const auto says = [&](std::string_view word) { return method.find(word) != std::string_view::npos; };
    if (says("second")) return {Slicing::second, otherwise};
    if (says("month")) {
        if (says("half")) return {Slicing::month, PartialMonths::half};
        if (says("mid")) return {Slicing::month, PartialMonths::mid_month};
        if (says("partial") || says("prorat")) return {Slicing::month, PartialMonths::actual};
        if (says("full") || says("even") || says("whole")) return {Slicing::month, PartialMonths::full};
        return {Slicing::month, otherwise};
    }
    if (says("day") || says("daily")) return {Slicing::day, otherwise};
    throw PeerUnread("'" + std::string(method) + "' is no method of a schedule that is known");
}

Entries spread_of(const Asked& asked)
{
    if (asked.has("periods") && asked.has("start")) {
        const Interval each = asked.has("unit") ? asked.interval("unit") : Interval{};
        if (!each.months()) throw PeerUnread("a spread is of months, quarters or years");
        return spread_by_amount(asked.money("amount"), asked.date("start"), asked.whole("periods"), *each.months());
    }
    const auto [by, partial] = slicing_in(asked.text("method"), asked.conventions().partial_months);
    const Money price = asked.money("amount");
    if (by == Slicing::second)
        return spread_by_second(price, second_in(asked.value("service").items().at(0).text()),
                                second_in(asked.value("service").items().at(1).text()));
    if (by == Slicing::day) return spread_by_days(price, service_of(asked, "inclusive"), slices_of(asked));
    return spread_by_months(price, service_of(asked, "inclusive"), partial, slices_of(asked));
}

Money in_month(const Entries& entries, int month, Currency currency)
{
    Money sum = Money::zero(currency);
    for (const SpreadEntry& entry : entries)
        if (entry.date.month() == month) sum += entry.amount;
    return sum;
}

Money in_month_named(const Entries& entries, std::string_view month, Currency currency)  // "2026-03"
{
    Money sum = Money::zero(currency);
    for (const SpreadEntry& entry : entries)
        if (entry.date.text().starts_with(month)) sum += entry.amount;
    return sum;
}

// "entries" as [[date or month, amount]], or their count.
Value listed(const Entries& entries, const Value& wanted)
{
    if (!wanted.is_list()) return Value::number(static_cast<std::int64_t>(entries.size()));
    const bool by_month = !wanted.items().empty() && wanted.items()[0].items().at(0).text().size() == 7;
    std::vector<Value> rows;
    for (const SpreadEntry& entry : entries)
        rows.push_back(
            Value::list({Value::text(entry.date.text().substr(0, by_month ? 7 : 10)), amount(entry.amount)}));
    return Value::list(std::move(rows));
}

Value answered(const Asked& asked, const Entries& entries)
{
    Fields fields;
    std::vector<Money> amounts;
    for (const SpreadEntry& entry : entries) amounts.push_back(entry.amount);
    for (const auto& [name, wanted] : asked.about.expected.fields()) {
        if (name == "entries") fields.emplace_back(name, listed(entries, wanted));
        if (name == "lines") fields.emplace_back(name, Value::number(static_cast<std::int64_t>(entries.size())));
        if (name == "amounts") fields.emplace_back(name, many(amounts));
        if (name == "first") fields.emplace_back(name, amount(amounts.front()));
        if (name == "last") fields.emplace_back(name, amount(amounts.back()));
        if (name == "first_date") fields.emplace_back(name, told(entries.front().date));
        if (name == "last_date") fields.emplace_back(name, told(entries.back().date.last_of_month()));
        if (name.size() == 7 && name[4] == '-')
            fields.emplace_back(name, amount(in_month_named(entries, name, asked.currency())));
        for (std::size_t month = 0; month < keys.size(); ++month) {
            const Money here = in_month(entries, static_cast<int>(month) + 1, asked.currency());
            if (name == keys[month] || name == long_keys[month]) fields.emplace_back(name, amount(here));
            if (name == std::string(long_keys[month]) + "_approx") fields.emplace_back(name, exactly(here.ratio()));
        }
        if (name == "unspread") {
            Money left = asked.money("amount");
            for (int line = 0; line < asked.whole("posted_lines"); ++line) left -= amounts.at(line);
            fields.emplace_back(name, amount(left));
        }
    }
    return Value::record(std::move(fields));
}

// The runs of a schedule that come after periods were closed.
Value after_freeze(const Asked& asked)
{
    const DaySpan run{date_in(asked.value("run").items().at(0).text()),
                      date_in(asked.value("run").items().at(1).text())};
    Entries entries = spread_of(asked);
    std::erase_if(entries, [&](const SpreadEntry& entry) { return entry.date < run.from || run.to < entry.date; });
    return answered(asked, after_closed(std::move(entries), asked.date("books_frozen_through")));
}

// How much of the first month a service covers, of a month.
Value first_month(const Asked& asked)
{
    if (asked.has("start_day")) {
        const Date first = Date::of(2025, 1, asked.whole("start_day"));
        const int months = asked.whole("periods");
        const Term service{first, first.plus_months(months, first.day()).previous()};
        const Ratio share =
            progress_by_time(Measure::monthly, asked.conventions().partial_months, service, first.last_of_month());
        return Value::record({{"first_month", amount(asked.rounded(asked.number("amount") * share))}});
    }
    const Term service = service_of(asked, "inclusive");
    const Date end = service.first.last_of_month();
    const Ratio counted = progress_by_time(Measure::monthly, asked.conventions().partial_months, service, end);
    return Value::record({{"first_month", exactly(counted * Ratio(whole_months(service)))}});
}

// By seconds, by days or by even months, between two instants.
Value sliced(const Asked& asked)
{
    const auto [by, partial] = slicing_in(asked.text("method"), PartialMonths::full);
    const Money price = asked.rounded(figures_of(asked.text("invoice")).at(0));
    const std::string from = asked.value("service").items().at(0).text(),
                      to = asked.value("service").items().at(1).text();
    const Term service{date_in(from), date_in(to)};
    Entries entries;
    if (by == Slicing::second)
        entries = spread_by_second(price, second_in(from), second_in(to));
    else if (by == Slicing::day)
        entries = spread_by_days(price, service, Slices::running_total);
    else
        entries = spread_by_months(price, service, partial, Slices::running_total);
    std::vector<Money> amounts, moved;
    for (const SpreadEntry& entry : entries) {
        amounts.push_back(entry.amount);
        moved.push_back(moved.empty() ? price - entry.amount : -entry.amount);
    }
    return Value::record({{"revenue_by_month_from_june", many(amounts)}, {"deferred_movement", many(moved)}});
}

// A credit note before payment lowers the price; what is left is paid once, and earned by its days.
Value credited_first(const Asked& asked)
{
    const Money price =
        asked.rounded(figures_of(asked.text("invoice")).at(0) - figures_of(asked.text("credit_note")).at(0));
    const Entries entries = spread_by_days(price, service_of(asked, "inclusive"), slices_of(asked));
    const Value& paid = asked.value("paid");
    Fields months;
    for (const SpreadEntry& entry : entries) {
        const bool first = &entry == &entries.front();
        const Money nothing = Money::zero(price.currency());
        Money receivable = first ? price : nothing, cash = nothing;
        if (paid.find("month")->text() == entry.date.text().substr(0, 7)) {
            cash = asked.rounded(number_in(*paid.find("amount")));
            receivable -= cash;
        }
        months.emplace_back(keys[entry.date.month() - 1],
                            Value::record({{"AR", amount(receivable)},
                                           {"cash", amount(cash)},
                                           {"revenue", amount(entry.amount)},
                                           {"deferred", amount((first ? price : nothing) - entry.amount)}}));
    }
    return Value::record(std::move(months));
}

}  // namespace

}  // namespace peers_schedules

std::optional<Value> answer_schedules(const Asked& asked)
{
    using namespace peers_schedules;
    if (asked.has("paid") && asked.has("credit_note")) return credited_first(asked);
    if (asked.wants("revenue_by_month_from_june")) return sliced(asked);
    if (asked.has("books_frozen_through")) return after_freeze(asked);
    if (asked.wants("first_month")) return first_month(asked);
    const bool is_schedule = asked.has("amount") && (asked.has("method") || asked.has("periods"));
    if (is_schedule) return answered(asked, spread_of(asked));
    return std::nullopt;
}

}  // namespace earned::app
