// Events as the tests of the fold write them: each short, with an identity of its own.
#pragma once

#include "contract/fold.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace earned::testing {

inline const Currency usd = *Currency::parse("USD");
inline const Currency eur = *Currency::parse("EUR");

inline Date day(const char* text) { return Date::parse(text).value(); }
inline Decimal number(const char* text) { return Decimal::parse(text).value(); }
inline Money dollars(const char* text) { return Money::of(number(text), usd).value(); }

inline Event event(const char* date, Fact fact, std::string id)
{
    Event made;
    made.source = "test";
    made.id = std::move(id);
    made.date = day(date);
    made.fact = std::move(fact);
    return made;
}

// A history under construction: each event gets the next id and number.
struct Life {
    std::vector<Event> events;
    Life& add(const char* date, Fact fact)
    {
        events.push_back(event(date, std::move(fact), std::to_string(1000 + events.size())));
        events.back().number = static_cast<std::int64_t>(events.size());
        return *this;
    }
};

inline Line line(const char* name, const char* price = "1200.00")
{
    Line made;
    made.line = LineId(name);
    made.price = number(price);
    return made;
}

inline Line goods(const char* name, const char* quantity)
{
    Line made = line(name);
    made.quantity = number(quantity);
    made.treatment.satisfied = Satisfied::point_in_time;
    return made;
}

inline ContractSigned contract(const char* name, std::vector<Line> lines, const char* customer = "A")
{
    ContractSigned made;
    made.contract = ContractId(name);
    made.customer = CustomerId(customer);
    made.lines = std::move(lines);
    return made;
}

inline InvoiceIssued invoice(const char* name, const char* amount, const char* of = "C1",
                             const char* line_id = "platform")
{
    return {InvoiceId(name), ContractId(of), {{LineId(line_id), number(amount), Decimal()}}, std::nullopt};
}

inline CreditIssued credit(const char* name, const char* invoice_id, const char* amount)
{
    CreditIssued made{
        CreditId(name), InvoiceId(invoice_id), {{LineId("platform"), number(amount), Decimal()}}, "", Settle::offset};
    return made;
}

inline PaymentReceived payment(const char* name, const char* amount, const char* of_contract = nullptr)
{
    PaymentReceived made;
    made.payment = PaymentId(name);
    made.customer = CustomerId("A");
    if (of_contract != nullptr) made.contract = ContractId(of_contract);
    made.amount = number(amount);
    return made;
}

inline PaymentApplied applied(const char* name, const char* to, const char* amount)
{
    return {PaymentId(name), InvoiceId(to), number(amount)};
}

inline OrderFulfilled delivered(const char* line_id, const char* quantity = nullptr)
{
    OrderFulfilled made{ContractId("C1"), LineId(line_id), std::nullopt, ""};
    if (quantity != nullptr) made.quantity = number(quantity);
    return made;
}

inline Reference reference()
{
    EntityDefined entity;
    entity.entity = EntityId("E");
    entity.currency = usd;
    const Event defined = event("2020-01-01", entity, "entity");
    return Reference::of(std::span(&defined, 1));
}

inline Home folded(const Life& life) { return fold(reference(), life.events); }

// The codes of a home's exceptions, in their order.
inline std::vector<std::string> codes(const Home& home)
{
    std::vector<std::string> found;
    for (const Exception& exception : home.exceptions) found.push_back(exception.fault.code);
    return found;
}
using Codes = std::vector<std::string>;

// What stands on an invoice, or (no invoice) on account of a group.
inline Money standing(const std::vector<Collected>& cash, const char* invoice_id = "")
{
    Money sum = Money::zero(usd);
    for (const Collected& move : cash)
        if (move.invoice.text() == invoice_id) sum += move.amount;
    return sum;
}

}  // namespace earned::testing

namespace earned {
inline std::ostream& operator<<(std::ostream& out, const Money& money) { return out << money.text(); }
inline std::ostream& operator<<(std::ostream& out, const Date& date) { return out << date.text(); }
}  // namespace earned
