// Payments, credit notes and advances against invoices.
#include "app/peers/asked.h"

#include "billing/collect/instalments.h"
#include "billing/credit_balance.h"

namespace earned::app {

namespace peers_cash {

namespace {

using Instalments = std::vector<DueInstalment>;

const Date some_day = Date::of(2025, 1, 1);  // of an invoice that says none

// "30 @ +30d" or "60": in order.
Instalments instalments_of(const Asked& asked)
{
    Instalments all;
    const Money nothing = Money::zero(asked.currency());
    for (const Value& each : asked.value("instalments").items()) {
        const std::vector<Ratio> said = figures_of(each.text());
        const int days =
            said.size() > 1 ? static_cast<int>(said[1].rounded(Round::down)) : static_cast<int>(all.size());
        all.push_back({some_day + days, asked.rounded(said.at(0)), nothing, nothing});
    }
    return all;
}

Instalments whole_invoice(const Asked& asked)
{
    const Money nothing = Money::zero(asked.currency());
    return {{some_day, asked.money("invoice"), nothing, nothing}};
}

std::string status_of(const Instalments& all)
{
    switch (payment_status(all, some_day)) {
        case InvoicePayment::unpaid:
            return "Unpaid";
        case InvoicePayment::partly_paid:
            return "Partly Paid";
        case InvoicePayment::paid:
            return "Paid";
        case InvoicePayment::overdue:
            return "Overdue";
    }
    throw PeerUnread("an invoice has a status");
}

Value open_rows(const Instalments& all)
{
    std::vector<Value> rows;
    for (const DueInstalment& each : all)
        if (!each.outstanding().is_zero())
            rows.push_back(Value::record({{"invoiced", amount(each.invoiced)},
                                          {"paid", amount(each.paid)},
                                          {"credit", amount(each.credited)},
                                          {"outstanding", amount(each.outstanding())}}));
    return Value::list(std::move(rows));
}

Value by_instalments(const Asked& asked)
{
    Instalments all = instalments_of(asked);
    pay_instalments(all, asked.money("payment"));
    std::vector<Value> rows;
    for (const DueInstalment& each : all) rows.push_back(many({each.invoiced, each.paid, each.outstanding()}));
    Fields fields{{"after_payment", Value::list(std::move(rows))}, {"rows_after", open_rows(all)}};
    if (asked.has("credit_note")) {
        credit_instalments(all, asked.money("credit_note"));
        fields.emplace_back("after_credit_note", open_rows(all));
    }
    return Value::record(std::move(fields));
}

Value payments(const Asked& asked)
{
    Instalments all = whole_invoice(asked);
    const Currency currency = asked.currency();
    std::vector<Money> paid;
    for (const Ratio& each :
         asked.has("payments") ? numbers_in(asked.value("payments")) : std::vector<Ratio>{asked.number("payment")}) {
        paid.push_back(asked.rounded(each));
        pay_instalments(all, paid.back());
    }
    if (asked.has("credit_note")) credit_instalments(all, asked.money("credit_note"));
    Fields fields{{"outstanding", amount(outstanding(all, currency))}, {"status", Value::text(status_of(all))}};
    for (const auto& [name, wanted] : asked.about.expected.fields())
        if (name.starts_with("after_cancelling_")) {
            const Money cancelled = asked.rounded(figures_of(name).at(0));
            Instalments again = whole_invoice(asked);
            if (asked.has("credit_note")) credit_instalments(again, asked.money("credit_note"));
            bool found = false;
            for (const Money each : paid)
                if (each != cancelled || std::exchange(found, true)) pay_instalments(again, each);
            fields.emplace_back(name, amount(outstanding(again, currency)));
        }
    return Value::record(std::move(fields));
}

Value credited(const Asked& asked)
{
    Instalments all = whole_invoice(asked);
    const Money note = asked.money("credit_note"), used = asked.has("allocated") ? asked.money("allocated") : note;
    credit_instalments(all, used);
    const Value left = amount(outstanding(all, asked.currency()));
    return Value::record({{"invoice_outstanding", left},
                          {"outstanding", left},
                          {"credit_note_open", amount(note - used)},
                          {"status", Value::text(status_of(all))}});
}

// "100", or "230 of a 300 advance held in three rows of 100".
Value allocated(const Asked& asked)
{
    Money balance = asked.money("receivable");
    Fields fields;
    std::vector<Money> balances;
    for (const Value& each : asked.value("allocations").items()) {
        const std::vector<Ratio> said = figures_of(each.is_text() ? each.text() : each.number_token());
        const Money taken = asked.rounded(said.at(0));
        if (said.size() > 1)
            fields.emplace_back("advance_left", amount(billing::draw_down(asked.rounded(said[1]), taken).left));
        balances.push_back(balance -= taken);
    }
    fields.emplace_back("balances", many(balances));
    return Value::record(std::move(fields));
}

// How many amounts lie within two bounds, both included.
Value matched(const Asked& asked, std::string_view amounts, std::string_view filter)
{
    const std::vector<Ratio> bounds = numbers_in(asked.value(filter));
    std::int64_t count = 0;
    for (const Ratio& each : numbers_in(asked.value(amounts))) count += bounds.at(0) <= each && each <= bounds.at(1);
    return Value::record({{"matched", Value::number(count)}});
}

// A payment of the future: what it will pay, and what will then be on account.
Value in_future(const Asked& asked)
{
    Instalments all = whole_invoice(asked);
    const Money open = outstanding(all, asked.currency()), payment = asked.money("future_dated_payment");
    const Money left = pay_instalments(all, payment);
    std::vector<Value> rows{Value::record({{"invoiced", amount(open)},
                                           {"outstanding", amount(open)},
                                           {"future", amount(payment - left)},
                                           {"remaining", amount(outstanding(all, asked.currency()))}})};
    if (!left.is_zero())
        rows.push_back(
            Value::record({{"paid", amount(left)}, {"outstanding", amount(-left)}, {"remaining", amount(-left)}}));
    return Value::record({{"rows", Value::list(std::move(rows))}});
}

}  // namespace

}  // namespace peers_cash

std::optional<Value> answer_cash(const Asked& asked)
{
    using namespace peers_cash;
    if (asked.has("instalments")) return by_instalments(asked);
    const bool paid = asked.has("payments") || (asked.has("payment") && asked.value("payment").is_text());
    if (paid && asked.has("invoice")) return payments(asked);
    if (asked.has("invoice_filter")) return matched(asked, "invoices", "invoice_filter");
    if (asked.has("payment_filter")) return matched(asked, "payments", "payment_filter");
    if (asked.has("allocations")) return allocated(asked);
    if (asked.has("already_returned")) {
        const Money left = asked.money("advance") - asked.money("already_returned");
        return Value::record({{"error", Value::boolean(left < asked.money("attempt"))}});
    }
    if (asked.has("future_dated_payment")) return in_future(asked);
    if (asked.has("credit_note") && asked.has("invoice") && !asked.has("service") && !asked.has("recognised_to_date"))
        return credited(asked);
    return std::nullopt;
}

}  // namespace earned::app
