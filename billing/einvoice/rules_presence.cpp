// What a document must hold, and how many decimals. Source: EN 16931-1:2017, 6.4.2; BR-DEC.
#include "billing/einvoice/complaints.h"
#include "billing/einvoice/rules.h"

#include <algorithm>
#include <array>

namespace earned::einvoice {

namespace {

constexpr const char* ask_entity = "give it in entity.defined";
constexpr const char* ask_customer = "give it in customer.defined";

void check_trader(const Trader& trader, bool seller, Complaints& complaints)
{
    const std::string who = seller ? "the seller" : "the buyer";
    const char* hint = seller ? ask_entity : ask_customer;
    complaints.need(!trader.name.empty(), seller ? "br-06" : "br-07", seller ? "BT-27" : "BT-44", who + " has no name",
                    hint);
    complaints.need(!trader.place.country.empty(), seller ? "br-09" : "br-11", seller ? "BT-40" : "BT-55",
                    who + " has no country", hint);
    const std::string& id = trader.tax_id;
    const auto is_letter = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    complaints.need(id.empty() || (id.size() > 2 && is_letter(id[0]) && is_letter(id[1])), "br-co-09",
                    seller ? "BT-31" : "BT-48", who + "'s id of value added tax '" + id + "' has no country's letters",
                    "write it with its country's letters, as DE123456789");
    complaints.need(trader.endpoint.empty() || !trader.endpoint_scheme.empty(), seller ? "br-62" : "br-63",
                    seller ? "BT-34" : "BT-49", who + "'s endpoint has no scheme", "write it as \"SCHEME:ID\"");
    if (seller)
        complaints.need(!id.empty() || !trader.registration.empty(), "br-co-26", "BG-4",
                        "the seller has neither an id of value added tax nor a registration", ask_entity);
}

void check_head(const Invoice& invoice, Complaints& complaints)
{
    static constexpr std::array<std::string_view, 5> types = {"380", "381", "384", "386", "389"};
    complaints.need(!invoice.number.empty(), "br-02", "BT-1", "it has no number", "issue it");
    complaints.need(std::find(types.begin(), types.end(), invoice.type) != types.end(), "br-04", "BT-3",
                    "'" + invoice.type + "' is no type of invoice that is known here", "380 or 381");
    complaints.need(!invoice.currency.empty(), "br-05", "BT-5", "it has no currency", "give one");
    complaints.need(!invoice.lines.empty(), "br-16", "BG-25", "it has no line", "give one");
    complaints.need(!invoice.subtotals.empty(), "br-co-18", "BG-23", "it has no breakdown of tax", "give one");
    complaints.need(!invoice.period || invoice.period->first <= invoice.period->last, "br-29", "BG-14",
                    "its period ends before it starts", "correct its days");
    for (const Preceding& one : invoice.preceding)
        complaints.need(!one.number.empty(), "br-55", "BT-25", "it names a preceding invoice without a number",
                        "give the number");
    const bool terms = invoice.due || !invoice.terms.empty();
    complaints.need(invoice.is_credit() || invoice.totals.payable.sign() <= 0 || terms, "br-co-25", "BT-9",
                    "it asks for payment and says neither when nor on what terms", "give the contract terms");
    complaints.need(invoice.means.code.empty() || invoice.means.code == "1" || !invoice.means.account.empty(), "br-61",
                    "BT-84", "a credit transfer needs an account", "give the entity's pay_into");
}

void check_allowance(const Allowance& one, const std::string& where, bool of_line, Complaints& complaints)
{
    const char* rule = of_line ? (one.charge ? "br-44" : "br-42") : (one.charge ? "br-38" : "br-33");
    complaints.need(!one.code.empty() || !one.reason.empty(), rule, where,
                    one.charge ? "a charge says neither why nor of what kind it is"
                               : "an allowance says neither why nor of what kind it is",
                    "give a reason");
}

void check_line(const InvoiceLine& line, Complaints& complaints)
{
    const std::string where = "line " + line.id;
    complaints.need(!line.id.empty(), "br-21", "BG-25", "a line has no id", "give one");
    complaints.need(!line.unit.empty(), "br-23", where, "its quantity has no unit", "give the product a unit");
    complaints.need(!line.name.empty(), "br-25", where, "nothing says what it is for",
                    "give the line a description, or its product a name");
    complaints.need(line.price.sign() >= 0, "br-27", where, "its price is negative: " + line.price.text(),
                    "a reduction has a negative quantity, or is a credit note");
    complaints.need(!line.period || line.period->first <= line.period->last, "br-30", where,
                    "its period ends before it starts", "correct its days");
    for (const Allowance& one : line.allowances) check_allowance(one, where, true, complaints);
}

struct Places {
    const Invoice& invoice;
    Complaints& complaints;
};

void check_two(const Places& places, const char* rule, const std::string& where, const Decimal& amount)
{
    places.complaints.need(amount.places() <= 2, rule, where, amount.text() + " has more than two decimals",
                           "amounts of a document have two; a currency of three can't be invoiced in this form");
}

}  // namespace

void check_presence(const Invoice& invoice, Complaints& complaints)
{
    check_head(invoice, complaints);
    check_trader(invoice.seller, true, complaints);
    check_trader(invoice.buyer, false, complaints);
    for (const Allowance& one : invoice.allowances)
        check_allowance(one, one.charge ? "BG-21" : "BG-20", false, complaints);
    for (const InvoiceLine& line : invoice.lines) check_line(line, complaints);
}

void check_decimals(const Invoice& invoice, Complaints& complaints)
{
    const Places places{invoice, complaints};
    for (const Allowance& one : invoice.allowances) {
        check_two(places, one.charge ? "br-dec-05" : "br-dec-01", one.charge ? "BT-99" : "BT-92", one.amount);
        if (one.base)
            check_two(places, one.charge ? "br-dec-06" : "br-dec-02", one.charge ? "BT-100" : "BT-93", *one.base);
    }
    const Totals& totals = invoice.totals;
    check_two(places, "br-dec-09", "BT-106", totals.lines);
    check_two(places, "br-dec-10", "BT-107", totals.allowances);
    check_two(places, "br-dec-11", "BT-108", totals.charges);
    check_two(places, "br-dec-12", "BT-109", totals.without_tax);
    check_two(places, "br-dec-13", "BT-110", totals.tax);
    check_two(places, "br-dec-14", "BT-112", totals.with_tax);
    check_two(places, "br-dec-16", "BT-113", totals.paid);
    check_two(places, "br-dec-17", "BT-114", totals.rounding);
    check_two(places, "br-dec-18", "BT-115", totals.payable);
    for (const TaxSubtotal& subtotal : invoice.subtotals) {
        check_two(places, "br-dec-19", "BT-116", subtotal.taxable);
        check_two(places, "br-dec-20", "BT-117", subtotal.tax);
    }
    for (const InvoiceLine& line : invoice.lines) {
        check_two(places, "br-dec-23", "line " + line.id, line.net);
        for (const Allowance& one : line.allowances) {
            check_two(places, one.charge ? "br-dec-27" : "br-dec-24", "line " + line.id, one.amount);
            if (one.base) check_two(places, one.charge ? "br-dec-28" : "br-dec-25", "line " + line.id, *one.base);
        }
    }
}

}  // namespace earned::einvoice
