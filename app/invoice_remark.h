// What is said of an invoice while it is collected: it is disputed, that was settled, its payment is
// promised. Each pauses dunning or lets it go on (billing/collect/dunning.h).
//
// Errors:   thrown as Refused: invoice-unknown, and the fold's; nothing is written then
#pragma once

#include "app/book.h"

#include <optional>
#include <string>

namespace earned::app {

enum class InvoiceRemark { disputed, settled, promised };

struct RemarkOrder {
    InvoiceRemark remark = InvoiceRemark::disputed;
    InvoiceId invoice;
    Date date;
    std::optional<Decimal> amount;  // absent: all that is open
    std::optional<Date> until;      // of a promise
    std::string reason, by;
};
void remark(Book& book, const RemarkOrder& order);

}  // namespace earned::app
