#include "app/issuing.h"

#include "app/names.h"

namespace earned::app {

SeriesYear series_of(const BilledDocument& document)
{
    const char* series = document.persons > 0 ? draft_series : document.draft.credit ? "CN" : "INV";
    return {document.draft.entity.text(), series, document.draft.date.year()};
}

Event issued_event(const BilledDocument& document, const std::string& by)
{
    Event event;
    event.source = "earned";
    event.id = issued_event_id(document.number);
    event.by = by;
    event.date = document.draft.date;
    std::vector<DocumentLine> lines;
    for (const IssuedLine& line : document.draft.lines)
        lines.push_back({line.line, line.net.decimal(), line.tax.decimal(), line.quantity, line.covers});
    if (document.persons > 0) {
        event.fact = InvoiceDrafted{.draft = InvoiceId(document.number),
                                    .contract = document.draft.contract,
                                    .lines = std::move(lines),
                                    .due = document.draft.due,
                                    .two = document.persons > 1 ? std::optional(true) : std::nullopt};
        if (document.draft.credit) {
            auto& drafted = std::get<InvoiceDrafted>(event.fact);
            drafted.due = std::nullopt;
            drafted.invoice = document.draft.of;
            drafted.reason = document.draft.reason;
            drafted.settle = document.draft.settle;
            drafted.early_payment = document.draft.early_payment;
        }
    } else if (document.draft.credit) {
        event.fact = CreditIssued{.credit = CreditId(document.number),
                                  .invoice = document.draft.of,
                                  .lines = std::move(lines),
                                  .reason = document.draft.reason,
                                  .settle = document.draft.settle,
                                  .early_payment = document.draft.early_payment};
    } else {
        event.fact = InvoiceIssued{.invoice = InvoiceId(document.number),
                                   .contract = document.draft.contract,
                                   .lines = std::move(lines),
                                   .due = document.draft.due,
                                   .terms = document.draft.terms};
    }
    return event;
}

Event withdrawn_event(const InvoiceId& draft, Date date, const std::string& by)
{
    Event event{.source = "earned", .id = "withdrawn/" + draft.text(), .by = by};
    event.date = date;
    event.fact = DraftRejected{draft, "the contract has changed, and it is drafted anew"};
    return event;
}

Event voided_event(const InvoiceId& note, Date date, const std::string& by)
{
    Event event{.source = "earned", .id = "void/" + note.text(), .by = by};
    event.date = date;
    event.fact = InvoiceVoided{note, "the discount for early payment that it shows was given up"};
    return event;
}

db::DocumentRow row_of(const BilledDocument& document, const SeriesYear& key, std::int64_t rank, std::int64_t run)
{
    return {.home = document.home,
            .run = run,
            .entity = key.entity,
            .series = key.series,
            .number = document.number,
            .contract = document.draft.contract.text(),
            .year = key.year,
            .date = document.draft.date.serial(),
            .due = document.draft.due.serial(),
            .rank = rank,
            .credit = document.draft.credit,
            .net = document.net().minor(),
            .tax = document.tax().minor(),
            .currency = document.currency.code()};
}

}  // namespace earned::app
