#include "app/invoice_remark.h"

#include "app/intake.h"
#include "app/names.h"

namespace earned::app {

namespace {

Fact remark_fact(const RemarkOrder& order)
{
    switch (order.remark) {
        case InvoiceRemark::disputed:
            return DisputeOpened{order.invoice, order.amount, order.reason};
        case InvoiceRemark::settled:
            return DisputeClosed{order.invoice, order.amount, order.reason};
        case InvoiceRemark::promised:
            return PromiseRecorded{order.invoice, order.amount, order.reason, order.until};
    }
    CHECK(false, "a remark is one of those");
    return {};
}

Refused unfit(const RemarkOrder& order, std::string code, std::string what, std::string hint)
{
    return Refused({std::move(code), "invoice " + order.invoice.text(), std::move(what), std::move(hint)});
}

// An amount is a part of the invoice; a promise is kept on its day or later.
void require_fit(const RemarkOrder& order, const Home& home)
{
    if (order.until && *order.until < order.date)
        throw unfit(order, "promise-backwards",
                    "it is promised on " + order.date.text() + " to be paid by " + order.until->text(),
                    "give --until a day that is no earlier than --date");
    if (!order.amount) return;
    for (const Group& group : home.groups)
        for (const Document& document : group.documents) {
            if (document.credit || document.number != order.invoice) continue;
            const Money total = document.net() + document.tax();
            if (order.amount->sign() > 0 && *order.amount <= total.decimal() &&
                Money::of(*order.amount, group.currency))
                continue;
            throw unfit(
                order, "amount-unfit",
                order.amount->text() + " is no part of an invoice of " + group.currency.code() + " " + total.text(),
                "give an amount above zero, up to that");
        }
}

}  // namespace

void remark(Book& book, const RemarkOrder& order)
{
    const db::Key key{db::KeyKind::invoice, order.invoice.text()};
    const std::int64_t home = home_of_key(book.store(), key);
    if (home == 0)
        throw Refused({.code = "invoice-unknown",
                       .where = "invoice " + order.invoice.text(),
                       .what = "no invoice has this number",
                       .hint = "`earned report invoices` shows those there are"});
    Event event{.source = "earned",
                .id = "remark/" + std::to_string(book.store().next_event()),
                .by = order.by,
                .date = order.date,
                .fact = remark_fact(order)};
    std::vector<Event> history = book.history(book.store(), home);
    require_fit(order, fold(book.reference(), history));
    history.push_back(event);
    history.back().number = book.store().next_event();
    history.back().batch = book.store().open_batch();
    for (const Exception& exception : fold(book.reference(), history).exceptions)
        if (exception.source == event.source && exception.id == event.id) throw Refused(exception.fault);
    append_own(book, {std::move(event)});
}

}  // namespace earned::app
