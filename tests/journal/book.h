// A book in memory: events in, invoiced and matched as on the days themselves, planned and walked.
#pragma once

#include "billing/collect/match.h"
#include "contract/decode.h"
#include "contract/fold.h"
#include "journal/posting.h"
#include "tests/contract/read_json.h"
#include "tests/rules/standard.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace earned::journal_test {

using Amounts = std::map<std::string, std::string>;

class Book {
public:
    explicit Book(Policies overrides = {}, const std::string& currency = "USD") : overrides_(std::move(overrides))
    {
        tell("entity.defined", "{'entity': 'E', 'name': 'E', 'currency': '" + currency + "', 'country': '" +
                                   (currency == "CNY" ? "CN" : "US") + "', 'date': '1900-01-01'}");
    }

    // Single quotes stand for double ones.
    Book& tell(const std::string& type, std::string data)
    {
        std::replace(data.begin(), data.end(), '\'', '"');
        Result<Event> event = decode(type, SmallJson::read(data));
        if (!event) throw std::runtime_error(event.fault().text());
        keep(std::move(*event), "case");
        return *this;
    }

    // Everything that ought to be invoiced and matched by a day, in order.
    Book& run(const std::string& through)
    {
        const Date last = *Date::parse(through);
        while (issue_next(last)) match_all(last);
        match_all(last);
        return *this;
    }

    Result<Plan> planned() const { return earned::plan(policy(), home().groups.at(0)); }
    Plan sound() const
    {
        Result<Plan> made = planned();
        if (!made) throw std::runtime_error(made.fault().text());
        return std::move(*made);
    }
    Amounts balances(const std::string& as_of) const { return shown(entries(Date::dawn(), *Date::parse(as_of))); }
    Amounts journal(const std::string& date) const
    {
        const Date day = *Date::parse(date);
        return shown(entries(day.previous(), day));
    }
    std::vector<Exception> exceptions() const { return home().exceptions; }

private:
    void keep(Event event, const std::string& source)
    {
        event.source = source;
        event.id = std::to_string(10'000 + events_.size());
        event.number = static_cast<std::int64_t>(events_.size()) + 1;
        const bool company = std::holds_alternative<EntityDefined>(event.fact);
        (company ? company_ : events_).push_back(std::move(event));
    }
    Home home() const { return fold(Reference::of(company_), events_); }
    Policy policy() const
    {
        reference_ = Reference::of(company_);
        return {&reference_, BookName("B"), "IFRS", {{Date::dawn(), &rules_test::standard()}}, overrides_};
    }

    bool issue_next(Date last)
    {
        const Home now = home();
        for (const Group& group : now.groups) {
            const auto terms = decide(policy(), group);
            if (!terms) throw std::runtime_error(terms.fault().text());
            const auto billed = bill(group, *terms);
            if (!billed) throw std::runtime_error(billed.fault().text());
            std::vector<Draft> drafts = draft(group, *terms, *billed, last, Date::dawn());
            if (drafts.empty()) continue;
            issue(drafts.front());
            return true;
        }
        return false;
    }

    void issue(const Draft& wanted)
    {
        std::vector<DocumentLine> lines;
        for (const IssuedLine& line : wanted.lines)
            lines.push_back({line.line, line.net.decimal(), line.tax.decimal()});
        Event event;
        event.date = wanted.date;
        const std::string number = wanted.contract.text() + "#" + std::to_string(++documents_);
        if (wanted.credit) event.fact = CreditIssued{CreditId(number), wanted.of, lines, wanted.reason, wanted.settle};
        else event.fact = InvoiceIssued{InvoiceId(number), wanted.contract, lines, wanted.due};
        keep(std::move(event), "earned");
    }

    void match_all(Date last)
    {
        for (const Match& match : match(home(), last)) {
            Event event;
            event.date = match.date;
            event.fact = PaymentApplied{match.payment, match.invoice, match.amount.decimal()};
            keep(std::move(event), "earned");
        }
    }

    Balances entries(Date after, Date through) const
    {
        Balances sum;
        for (const Movement& movement : movements(sound(), FiscalCalendar(), after, through))
            sum = sum + movement.change;
        return sum;
    }

    // Of each role that isn't zero, on its normal side.
    static Amounts shown(const Balances& balances)
    {
        Amounts amounts;
        for (std::size_t place = 0; place < role_count; ++place) {
            const Role role = static_cast<Role>(place);
            const std::int64_t minor = normal_side(role) == Side::debit ? balances.of(role) : -balances.of(role);
            if (minor != 0) amounts[std::string(name(role))] = Money(minor, *Currency::parse("USD")).plain();
        }
        return amounts;
    }

    Policies overrides_;
    std::vector<Event> company_, events_;
    mutable Reference reference_;
    int documents_ = 0;
};

}  // namespace earned::journal_test
