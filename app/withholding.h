// What customers are expected to withhold of invoices, by the rules of each entity's first book; and the events that
// clear an invoice by it.
//
// Law: a group whose rules can't be asked withholds nothing
#pragma once

#include "app/book.h"
#include "billing/collect/withholding.h"

#include <map>

namespace earned::app {

class Withholding {
public:
    explicit Withholding(Book& book) : book_(book) {}
    Money of(const Home& home, const Group& group, const Document& document);
    Money by_rule(const Group& group, const Document& document);  // whatever was received

private:
    Book& book_;
    std::map<EntityId, std::optional<Policy>> policies_;
};

struct WithheldTax {
    PaymentId payment;  // the receipt of the tax (billing::withheld_payment)
    CustomerId customer;
    InvoiceId invoice;
    Money tax;
    Date date;
    std::string by, id, evidence;
};
// The tax is received, by no bank, and applied.
std::vector<Event> withheld_events(const WithheldTax& withheld);

}  // namespace earned::app
