// Financing against a model of it that counts month by month (oracle/loan.h): random payments before and after what
// they pay for, with a rate that is said or implied by a cash price; some of it ends before all is paid or performed.
#include "tests/recognition/figures.h"
#include "tests/recognition/oracle/loan.h"
#include "tests/recognition/oracle/tell.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace earned::oracle {

namespace {

using Fields = std::vector<Value::Field>;

Value text(const std::string& words) { return Value::text(words); }
Value money(std::int64_t cents) { return Value::number(Money(cents, usd()).plain()); }

// Goods that are handed over in two parts of four, or a service of whole months.
struct Delivered {
    std::string id;
    std::int64_t standalone = 1;
    bool service = false;
    Date first, last;
};
struct Lent {
    Loan loan;
    std::vector<Delivered> lines;
    std::vector<Ratio> shares;
    bool rate_is_implied = false;
    std::optional<Date> ended;  // a month's last day, when all goods are handed over
};

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

// What each line is said to cost: all that is paid.
std::vector<std::int64_t> prices_of(const Lent& lent)
{
    std::int64_t paid = 0;
    for (const Loan::Flow& flow : lent.loan.flows) paid += flow.paid.rounded(Round::half_away);
    std::vector<std::int64_t> prices(lent.lines.size(), paid / 4);
    prices.back() = paid - paid / 4 * static_cast<std::int64_t>(prices.size() - 1);
    return prices;
}

// In the end the customer is asked for what was performed, at the prices that were said (606-10-32-20).
Ratio asked_in_the_end(const Lent& lent, Misreckoned flaw)
{
    const std::vector<std::int64_t> prices = prices_of(lent);
    Ratio asked;
    for (std::size_t place = 0; place < prices.size(); ++place) {
        const Delivered& line = lent.lines[place];
        std::int64_t months = 0, served = 0;
        for (Date end = line.first.last_of_month(); line.service && end <= line.last;
             end = end.next().last_of_month()) {
            ++months;
            if (end <= *lent.ended) ++served;
        }
        const bool all = !line.service || flaw == Misreckoned::asks_for_all_in_the_end;
        asked += Ratio(prices[place]) * (all ? Ratio(1) : Ratio(served, months));
    }
    return asked;
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

// The first month at whose end interest or revenue differ by two cents or more, a line; empty where they agree.
std::string difference(const Lent& lent, Misreckoned flaw)
{
    const std::vector<Told> told = told_of(lent);
    const Result<Earned> earned = earned_by(told, 0);
    if (!earned) return earned.fault().text() + as_case(told, signing_day(), Ratio());
    Loan loan = lent.loan;
    loan.flaw = flaw;
    const Ratio price = price_of(loan);
    Ratio income, expense;
    for (const auto& [end, interest, customer_owes] : interest_of(loan, price)) {
        const bool over = lent.ended && *lent.ended < end && flaw != Misreckoned::bears_beyond_the_end;
        if (!over && customer_owes)
            income += interest;
        else if (!over)
            expense -= interest;
        Ratio performed;
        for (const Loan::Flow& flow : loan.flows)
            if (flow.day <= end) performed += flow.performed * price;
        const bool ended = lent.ended && *lent.ended <= end;
        if (ended && flaw != Misreckoned::keeps_its_price_in_the_end)
            performed = asked_in_the_end(lent, flaw) - income + expense;
        std::int64_t fast_income = 0, fast_expense = 0;
        for (const Accretion& month : earned->interest) {
            if (end < month.date) break;
            fast_income += month.income;
            fast_expense += month.expense;
        }
        const auto differs = [](const Ratio& slow, std::int64_t fast) { return Ratio(2) < abs(slow - Ratio(fast)); };
        const std::int64_t fast = revenue(*earned, end.text());
        if (!differs(income, fast_income) && !differs(expense, fast_expense) &&
            abs(performed - Ratio(fast)) < Ratio(static_cast<std::int64_t>((ended ? 5 : 1) + lent.lines.size())))
            continue;
        return end.text() + ": income " + std::to_string(fast_income) + ", and month by month " +
               income.decimal(2, Round::half_away).text() + "; expense " + std::to_string(fast_expense) + ", " +
               expense.decimal(2, Round::half_away).text() + "; revenue " + std::to_string(fast) + ", " +
               performed.decimal(2, Round::half_away).text() + as_case(told, end, performed);
    }
    return {};
}

// From a month's first day on so much more is paid, for what remains; nothing more: the payments are said again.
struct Changed {
    Date day;
    std::int64_t more = 0;
    Date paid;
};
enum class Overlooked { nothing, interest_of_what_is_added, what_is_owed };

std::optional<Changed> some_change(const Lent& lent)
{
    const Date day = signing_day().plus_months(static_cast<int>(some(1, 30)), 1);
    const bool remains = std::ranges::any_of(
        lent.loan.flows, [&](const Loan::Flow& flow) { return day <= flow.day && !flow.performed.is_zero(); });
    if (!remains) return std::nullopt;
    return Changed{day, some(0, 2) == 0 ? 0 : some(1'000, 500'000), day + static_cast<int>(some(0, 600))};
}

std::vector<Told> told_of(const Lent& lent, const Changed& change)
{
    std::vector<Told> told = told_of(lent);
    std::vector<Value> payments;
    const auto pay = [&](Date day, std::int64_t cents) {
        payments.push_back(Value::record({{"date", text(day.text())}, {"amount", money(cents)}}));
    };
    for (const Loan::Flow& flow : lent.loan.flows)
        if (change.day <= flow.day && !flow.paid.is_zero()) pay(flow.day, flow.paid.rounded(Round::half_away));
    if (change.more != 0) pay(change.paid, change.more);
    Fields fields{{"contract", text("C1")},
                  {"date", text(change.day.text())},
                  {"treatment", text("prospective")},
                  {"payments", Value::list(std::move(payments))}};
    if (change.more != 0)
        fields.emplace_back(
            "price_change",
            Value::list({Value::record({{"amount", money(change.more)}, {"relates_to", text("remaining")}})}));
    told.push_back({"contract.modified", Value::record(std::move(fields))});
    return told;
}

// What was performed by then keeps its price; the rest is priced so that all comes out even, from the beginning.
Loan after(const Loan& before, const Ratio& price, const Changed& change, Overlooked overlooked)
{
    Loan loan = before;
    Ratio left;
    for (const Loan::Flow& flow : before.flows)
        if (change.day <= flow.day) left += flow.performed;
    for (Loan::Flow& flow : loan.flows) {
        const bool done = flow.day < change.day;
        const bool owed = overlooked != Overlooked::what_is_owed;
        if (done && owed) flow.paid -= flow.performed * price;
        flow.performed = done ? Ratio() : flow.performed / left;
    }
    if (change.more == 0) return loan;
    loan.flows.push_back(
        {overlooked == Overlooked::interest_of_what_is_added ? change.day : change.paid, Ratio(change.more), Ratio()});
    return loan;
}

std::string difference(const Lent& lent, const Changed& change, Overlooked overlooked)
{
    const std::vector<Told> told = told_of(lent, change);
    const Result<Earned> earned = earned_by(told, 0);
    if (!earned) return earned.fault().text() + as_case(told, signing_day(), Ratio());
    const Ratio price = price_of(lent.loan);
    const Loan loan = after(lent.loan, price, change, overlooked);
    const Ratio rest = price_of(loan);
    if (rest.sign() < 0) return {};
    Ratio income, expense;
    for (const auto& [end, interest, customer_owes] : interest_of(loan, rest)) {
        (customer_owes ? income : expense) += customer_owes ? interest : -interest;
        Ratio performed;
        for (const Loan::Flow& flow : lent.loan.flows)
            if (flow.day <= end && flow.day < change.day) performed += flow.performed * price;
        for (const Loan::Flow& flow : loan.flows)
            if (flow.day <= end) performed += flow.performed * rest;
        std::int64_t fast_income = 0, fast_expense = 0;
        for (const Accretion& month : earned->interest) {
            if (end < month.date) break;
            fast_income += month.income;
            fast_expense += month.expense;
        }
        const auto differs = [](const Ratio& slow, std::int64_t fast) { return Ratio(3) < abs(slow - Ratio(fast)); };
        const std::int64_t fast = revenue(*earned, end.text());
        if (!differs(income, fast_income) && !differs(expense, fast_expense) &&
            abs(performed - Ratio(fast)) < Ratio(static_cast<std::int64_t>(2 + lent.lines.size())))
            continue;
        return end.text() + ": income " + std::to_string(fast_income) + ", and month by month " +
               income.decimal(2, Round::half_away).text() + "; expense " + std::to_string(fast_expense) + ", " +
               expense.decimal(2, Round::half_away).text() + "; revenue " + std::to_string(fast) + ", " +
               performed.decimal(2, Round::half_away).text() + as_case(told, end, performed);
    }
    return {};
}

std::string difference_after_a_change(Overlooked overlooked)
{
    Lent lent = some_loan();
    lent.ended.reset();
    lent.rate_is_implied = false;
    const std::optional<Changed> change = some_change(lent);
    return change ? difference(lent, *change, overlooked) : std::string();
}

}  // namespace

TEST(FinancingOracle, AgreesWithTheEngineAfterAChange)
{
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = 300;
    const auto result = rc::detail::checkTestable(
        [] {
            const std::string found = difference_after_a_change(Overlooked::nothing);
            if (!found.empty()) RC_FAIL(found);
        },
        rc::detail::TestMetadata{}, params);
    std::ostringstream words;
    rc::detail::printResultMessage(result, words);
    EXPECT_TRUE(result.is<rc::detail::SuccessResult>()) << words.str();
}

TEST(FinancingOracle, FindsWhatAChangeOverlooks)
{
    for (const Overlooked flaw : {Overlooked::interest_of_what_is_added, Overlooked::what_is_owed}) {
        const auto result = rc::detail::checkTestable([&] { RC_ASSERT(difference_after_a_change(flaw).empty()); });
        EXPECT_TRUE(result.is<rc::detail::FailureResult>()) << "flaw " << static_cast<int>(flaw);
    }
}

TEST(FinancingOracle, AgreesWithTheEngine)
{
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = 300;
    const auto result = rc::detail::checkTestable(
        [] {
            const std::string found = difference(some_loan(), Misreckoned::nothing);
            if (!found.empty()) RC_FAIL(found);
        },
        rc::detail::TestMetadata{}, params);
    std::ostringstream words;
    rc::detail::printResultMessage(result, words);
    EXPECT_TRUE(result.is<rc::detail::SuccessResult>()) << words.str();
}

TEST(FinancingOracle, FindsEachPlantedError)
{
    for (const Misreckoned flaw : {Misreckoned::compounds_otherwise, Misreckoned::forgets_the_first_month,
                                   Misreckoned::owes_from_the_next_month, Misreckoned::bears_beyond_the_end,
                                   Misreckoned::keeps_its_price_in_the_end, Misreckoned::asks_for_all_in_the_end}) {
        const auto result = rc::detail::checkTestable([&] { RC_ASSERT(difference(some_loan(), flaw).empty()); });
        EXPECT_TRUE(result.is<rc::detail::FailureResult>()) << "flaw " << static_cast<int>(flaw);
    }
}

}  // namespace earned::oracle
