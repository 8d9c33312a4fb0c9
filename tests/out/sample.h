// An invoice of the project's own with everything that the rules look at: two rates, a discount on a
// line, an allowance and a charge on the document, a part paid before.
#pragma once

#include "billing/einvoice/rules.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

namespace earned::out {

inline Decimal figure(const char* text) { return *Decimal::parse(text); }

inline einvoice::Trader trader(const char* name, const char* tax_id)
{
    return {.name = name,
            .tax_id = tax_id,
            .registration = "HRB 1",
            .endpoint_scheme = "9930",
            .endpoint = tax_id,
            .place = {"Ring 2", "3. Stock", "Köln", "50667", "NRW", "DE"},
            .phone = "+49 1",
            .email = "ar@example.com"};
}

inline einvoice::InvoiceLine line(const char* id, const char* quantity, const char* price, const char* net,
                                  const einvoice::TaxKind& tax)
{
    einvoice::InvoiceLine line;
    line.id = id;
    line.quantity = figure(quantity);
    line.unit = "C62";
    line.price = figure(price);
    line.net = figure(net);
    line.name = std::string("Item ") + id;
    line.tax = tax;
    return line;
}

// 3 x 33.33 at 19 %, 1 x 120.00 less 10 % at 19 %, 2 x 50.05 at 7 %; 9.99 off and 5.00 on at 19 %.
inline einvoice::Invoice sample()
{
    const einvoice::TaxKind full{"S", figure("19")}, reduced{"S", figure("7")};
    einvoice::Invoice invoice;
    invoice.number = "INV-DE-2026-000001";
    invoice.type = "380";
    invoice.currency = "EUR";
    invoice.issued = Date::of(2026, 1, 31);
    invoice.due = Date::of(2026, 3, 2);
    invoice.note = "As agreed & signed <2026>";
    invoice.buyer_reference = "B-1";
    invoice.project = "P-1";
    invoice.contract = "C-1";
    invoice.purchase_order = "PO-1";
    invoice.sales_order = "SO-1";
    invoice.period = Term{Date::of(2026, 1, 1), Date::of(2026, 1, 31)};
    invoice.seller = trader("Beispiel GmbH", "DE123456789");
    invoice.buyer = trader("Käufer AG", "DE987654321");
    invoice.means = {"30", "RF89INVDE2026000001", "DE89370400440532013000", "Beispiel GmbH", "COBADEFFXXX"};
    invoice.terms = "net 30";
    invoice.lines = {line("1", "3", "33.33", "99.99", full), line("2", "1", "120.00", "108.00", full),
                     line("3", "2", "50.05", "100.10", reduced)};
    invoice.lines[0].period = invoice.period;
    invoice.lines[0].order_line = "seats";
    invoice.lines[0].seller_item = "SKU-1";
    invoice.lines[0].description = "Seats";
    invoice.lines[1].allowances = {{.amount = figure("12.00"),
                                    .base = figure("120.00"),
                                    .percent = figure("10"),
                                    .code = "95",
                                    .reason = "Discount"}};
    invoice.allowances = {{.amount = figure("9.99"), .code = "95", .reason = "Volume", .tax = full},
                          {.charge = true, .amount = figure("5.00"), .code = "FC", .reason = "Freight", .tax = full}};
    invoice.subtotals = {{figure("203.00"), figure("38.57"), full, "", ""},
                         {figure("100.10"), figure("7.01"), reduced, "", ""}};
    invoice.totals = {.lines = figure("308.09"),
                      .allowances = figure("9.99"),
                      .charges = figure("5.00"),
                      .without_tax = figure("303.10"),
                      .tax = figure("45.58"),
                      .with_tax = figure("348.68"),
                      .paid = figure("48.68"),
                      .rounding = figure("0.00"),
                      .payable = figure("300.00")};
    return invoice;
}

// One line of a category that isn't taxed.
inline einvoice::Invoice untaxed(const char* category, const char* code, const char* reason)
{
    einvoice::Invoice invoice = sample();
    const einvoice::TaxKind kind{category, figure("0")};
    invoice.lines = {line("1", "1", "100.00", "100.00", kind)};
    invoice.allowances.clear();
    invoice.subtotals = {{figure("100.00"), figure("0.00"), kind, code, reason}};
    invoice.totals = {figure("100.00"), figure("0.00"), figure("0.00"), figure("100.00"), figure("0.00"),
                      figure("100.00"), figure("0.00"), figure("0.00"), figure("100.00")};
    return invoice;
}

inline einvoice::Invoice credit_note()
{
    einvoice::Invoice note = sample();
    note.number = "CN-DE-2026-000001";
    note.type = "381";
    note.preceding = {{"INV-DE-2026-000001", Date::of(2026, 1, 31)}};
    note.totals.paid = figure("0.00");
    note.totals.payable = note.totals.with_tax;
    return note;
}

// EARNED_TEST_PAGES names a folder that keeps what the tests write, to be looked at.
inline void keep(const std::string& name, const std::string& bytes)
{
    if (const char* folder = std::getenv("EARNED_TEST_PAGES"))
        std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

inline std::vector<std::string> rules_of(const std::vector<Fault>& faults)
{
    std::vector<std::string> names;
    for (const Fault& fault : faults) names.push_back(fault.code);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace earned::out
