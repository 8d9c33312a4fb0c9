#include "tests/recognition/oracle/lent.h"

#include <rapidcheck.h>

#include <algorithm>

namespace earned::oracle {

namespace {

using Fields = std::vector<Value::Field>;

}  // namespace

Value text(const std::string& words) { return Value::text(words); }
Value money(std::int64_t cents) { return Value::number(Money(cents, *Currency::parse("USD")).plain()); }

std::int64_t some(std::int64_t low, std::int64_t high)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(low, high + 1));
}

void perform(Lent& lent, const Delivered& line, const Ratio& share)
{
    if (!line.service) {
        lent.loan.flows.push_back({line.first, Ratio(), share / Ratio(4)});
        lent.loan.flows.push_back({line.last, Ratio(), share * Ratio(3, 4)});
        return;
    }
    std::vector<Date> ends;
    for (Date end = line.first.last_of_month(); end <= line.last; end = end.next().last_of_month()) ends.push_back(end);
    for (const Date end : ends)
        lent.loan.flows.push_back({end, Ratio(), share / Ratio(static_cast<std::int64_t>(ends.size()))});
}

namespace {

Delivered some_line(std::size_t number, Date from)
{
    Delivered line{"L" + std::to_string(number), some(1'000, 100'000), some(0, 1) == 1, from, from};
    line.first = from + static_cast<int>(some(0, 300));
    line.last = line.first + static_cast<int>(some(1, 300));
    if (!line.service) return line;
    line.first = line.first.plus_months(1, 1);
    line.last = line.first.plus_months(static_cast<int>(some(0, 24)), 1).last_of_month();
    return line;
}

// Else several rates may be implied, and none is told.
bool one_owes_all_along(const Loan& loan)
{
    Date first_paid = Date::never(), last_paid = Date::dawn(), first_done = Date::never(), last_done = Date::dawn();
    for (const Loan::Flow& flow : loan.flows) {
        const bool paid = !flow.paid.is_zero();
        Date &first = paid ? first_paid : first_done, &last = paid ? last_paid : last_done;
        first = std::min(first, flow.day);
        last = std::max(last, flow.day);
    }
    return last_paid <= first_done || last_done <= first_paid;
}

Date some_end(const Lent& lent, Date start)
{
    Date end = start.plus_months(static_cast<int>(some(1, 36)), 1);
    for (const Delivered& line : lent.lines)
        if (!line.service) end = std::max(end, line.last);
    return end.last_of_month();
}

}  // namespace

Lent some_loan()
{
    Lent lent;
    const Date start = signing_day() + static_cast<int>(some(0, 30));
    const bool in_advance = some(0, 1) == 1;
    lent.loan.by_the_year = some(0, 1) == 1;
    const std::size_t lines = in_advance ? static_cast<std::size_t>(some(1, 3)) : 1;
    const int far = in_advance ? 90 : 0;
    Ratio all;
    for (std::size_t line = 0; line < lines; ++line) {
        lent.lines.push_back(some_line(line + 1, start + far));
        all += Ratio(lent.lines.back().standalone);
    }
    for (const Delivered& line : lent.lines) {
        lent.shares.push_back(Ratio(line.standalone) / all);
        perform(lent, line, lent.shares.back());
    }
    const std::int64_t payments = some(1, in_advance ? 3 : 12);
    for (std::int64_t count = 0; count < payments; ++count) {
        const auto days = static_cast<int>(in_advance ? some(0, 80) : some(320, 1'100));
        lent.loan.flows.push_back({start + days, Ratio(some(10'000, 5'000'000)), Ratio()});
    }
    lent.loan.a_year = Ratio(some(5, 150), 1'000);
    lent.rate_is_implied = some(0, 2) == 2 && one_owes_all_along(lent.loan);
    if (some(0, 2) == 2) lent.ended = some_end(lent, start);
    return lent;
}

std::vector<std::int64_t> prices_of(const Lent& lent)
{
    std::int64_t paid = 0;
    for (const Loan::Flow& flow : lent.loan.flows) paid += flow.paid.rounded(Round::half_away);
    std::vector<std::int64_t> prices(lent.lines.size(), paid / 4);
    prices.back() = paid - paid / 4 * static_cast<std::int64_t>(prices.size() - 1);
    return prices;
}

std::vector<Told> told_of(const Lent& lent)
{
    std::vector<Value> payments, lines;
    const std::vector<std::int64_t> prices = prices_of(lent);
    for (const Loan::Flow& flow : lent.loan.flows) {
        if (flow.paid.is_zero()) continue;
        const std::int64_t cents = flow.paid.rounded(Round::half_away);
        payments.push_back(Value::record({{"date", text(flow.day.text())}, {"amount", money(cents)}}));
    }
    Fields financing{{"compounding", text(lent.loan.by_the_year ? "annual" : "monthly")},
                     {"payments", Value::list(std::move(payments))}};
    if (lent.rate_is_implied)
        financing.emplace_back("cash_price", money(price_of(lent.loan).rounded(Round::half_away)));
    else
        financing.emplace_back("rate", Value::number(lent.loan.a_year.decimal(3, Round::half_even).text()));
    std::vector<Told> told(1);
    for (std::size_t place = 0; place < lent.lines.size(); ++place) {
        const Delivered& line = lent.lines[place];
        Fields fields{{"line", text(line.id)},
                      {"price", money(prices[place])},
                      {"ssp", money(line.standalone)},
                      {"billing", Value::record({{"plan", text("none")}})}};
        if (line.service) {
            fields.emplace_back("start", text(line.first.text()));
            fields.emplace_back("end", text(line.last.text()));
            fields.emplace_back("treatment",
                                Value::record({{"satisfied", text("over_time")}, {"measure", text("monthly")}}));
        } else {
            fields.emplace_back("quantity", Value::number(std::int64_t{4}));
            fields.emplace_back("treatment",
                                Value::record({{"satisfied", text("point_in_time")}, {"trigger", text("fulfilment")}}));
            for (const auto& [day, quantity] : {std::pair(line.first, 1), std::pair(line.last, 3)})
                told.push_back({"order.fulfilled",
                                Value::record({{"contract", text("C1")},
                                               {"line", text(line.id)},
                                               {"date", text(day.text())},
                                               {"quantity", Value::number(static_cast<std::int64_t>(quantity))}})});
        }
        lines.push_back(Value::record(std::move(fields)));
    }
    told.front() = {"contract.signed", Value::record({{"contract", text("C1")},
                                                      {"customer", text("A")},
                                                      {"date", text(signing_day().text())},
                                                      {"currency", text("USD")},
                                                      {"financing", Value::record(std::move(financing))},
                                                      {"lines", Value::list(std::move(lines))}})};
    if (lent.ended)
        told.push_back(
            {"contract.terminated", Value::record({{"contract", text("C1")}, {"date", text(lent.ended->text())}})});
    return told;
}

}  // namespace earned::oracle
