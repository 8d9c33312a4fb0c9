// The rules a document breaks, as they are found.
#pragma once

#include "base/fault.h"
#include "billing/einvoice/model.h"

#include <string>
#include <vector>

namespace earned::einvoice {

class Complaints {
public:
    explicit Complaints(const Invoice& invoice)
        : address_((invoice.is_credit() ? "credit note " : "invoice ") + invoice.number)
    {
    }

    void add(std::string rule, const std::string& where, std::string what, std::string hint)
    {
        found_.push_back(
            {std::move(rule), address_ + (where.empty() ? "" : ", " + where), std::move(what), std::move(hint)});
    }
    // Two figures that must be one.
    void differ(const std::string& rule, const std::string& where, const std::string& name, const Decimal& is,
                const Decimal& ought)
    {
        if (is != ought)
            add(rule, where, name + " is " + is.text() + ", and what it is made of gives " + ought.text(),
                "correct the one or the other: they must be the same to the cent");
    }
    void need(bool holds, const std::string& rule, const std::string& where, const std::string& what,
              const std::string& hint)
    {
        if (!holds) add(rule, where, what, hint);
    }
    std::vector<Fault>& found() { return found_; }

private:
    std::string address_;
    std::vector<Fault> found_;
};

void check_tax(const Invoice& invoice, Complaints& complaints);         // BR-CO-17, BR-x-08, BR-x-09
void check_categories(const Invoice& invoice, Complaints& complaints);  // BR-x-01 to 07, 10 to 14
void check_presence(const Invoice& invoice, Complaints& complaints);    // BR-01 to BR-65, BR-CO-03 to 26
void check_codes(const Invoice& invoice, Complaints& complaints);       // BR-CL
void check_decimals(const Invoice& invoice, Complaints& complaints);    // BR-DEC

}  // namespace earned::einvoice
