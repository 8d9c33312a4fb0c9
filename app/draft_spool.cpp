#include "app/draft_spool.h"

#include "base/bytes.h"

namespace earned::app {

namespace {

void write(ByteWriter& to, const std::optional<Date>& date)
{
    to.number(date ? 1 : 0);
    if (date) to.date(*date);
}

std::optional<Date> optional_date(ByteReader& from) { return from.flag() ? std::optional(from.date()) : std::nullopt; }

void write(ByteWriter& to, const IssuedLine& line)
{
    to.text(line.line.text());
    to.number(line.net.minor());
    to.number(line.tax.minor());
    to.text(line.quantity ? line.quantity->scientific() : "");
    write(to, line.covers ? std::optional(line.covers->first) : std::nullopt);
    if (line.covers) to.date(line.covers->last);
}

IssuedLine line_from(ByteReader& from, Currency currency)
{
    IssuedLine line{.line = LineId(from.text()), .net = Money(from.number(), currency), .tax = {}};
    line.tax = Money(from.number(), currency);
    if (const std::string_view quantity = from.text(); !quantity.empty()) line.quantity = Decimal::parse(quantity);
    if (const auto first = optional_date(from)) line.covers = Term{*first, from.date()};
    return line;
}

void write(ByteWriter& to, const BilledDocument& document)
{
    const Draft& draft = document.draft;
    to.number(document.home);
    to.text(document.customer.text());
    to.text(document.currency.code());
    to.number(document.persons);
    to.number(draft.credit ? 1 : 0);
    to.text(draft.of.text());
    to.text(draft.contract.text());
    to.text(draft.entity.text());
    to.date(draft.date);
    to.date(draft.due);
    to.text(draft.terms ? draft.terms->text() : "");
    to.text(draft.reason);
    to.number(draft.early_payment ? 1 : 0);
    to.number(static_cast<std::int64_t>(draft.settle));
    write(to, draft.of_drafted);
    to.number(static_cast<std::int64_t>(draft.lines.size()));
    for (const IssuedLine& line : draft.lines) write(to, line);
}

BilledDocument document_from(ByteReader& from)
{
    BilledDocument document{.home = from.number(), .customer = {}, .currency = {}, .draft = {}, .number = {}};
    document.customer = CustomerId(from.text());
    document.currency = *Currency::parse(from.text());
    document.persons = from.small<int>();
    Draft& draft = document.draft;
    draft.credit = from.flag();
    draft.of = InvoiceId(from.text());
    draft.contract = ContractId(from.text());
    draft.entity = EntityId(from.text());
    draft.date = from.date();
    draft.due = from.date();
    draft.terms = PaymentTerms::parse(from.text());
    draft.reason = from.text();
    draft.early_payment = from.flag();
    draft.settle = from.kind(Settle::offset);
    draft.of_drafted = optional_date(from);
    for (std::size_t left = from.count(); left > 0; --left) draft.lines.push_back(line_from(from, document.currency));
    return document;
}

void write(ByteWriter& to, const std::vector<std::int64_t>& folded, const std::vector<db::BillPlanRow>& plans)
{
    to.number(static_cast<std::int64_t>(folded.size()));
    for (const std::int64_t home : folded) to.number(home);
    to.number(static_cast<std::int64_t>(plans.size()));
    for (const db::BillPlanRow& plan : plans) {
        to.number(plan.home);
        to.number(plan.basis);
        to.number(plan.since);
        to.number(plan.until);
        to.text(plan.bytes);
    }
}

void read_plans(ByteReader& from, DraftedPart& drafted)
{
    for (std::size_t left = from.count(); left > 0; --left) drafted.folded.push_back(from.number());
    for (std::size_t left = from.count(); left > 0; --left) {
        db::BillPlanRow& plan = drafted.plans.emplace_back();
        plan.home = from.number();
        plan.basis = from.number();
        plan.since = from.small<std::int32_t>();
        plan.until = from.small<std::int32_t>();
        plan.bytes = from.text();
    }
}

}  // namespace

void DraftSpool::put(std::size_t part, const DraftedPart& drafted)
{
    ByteWriter to;
    to.number(static_cast<std::int64_t>(drafted.documents.size()));
    for (const BilledDocument& document : drafted.documents) write(to, document);
    to.number(static_cast<std::int64_t>(drafted.withdrawn.size()));
    for (const WithdrawnDraft& each : drafted.withdrawn) {
        to.number(each.home);
        to.text(each.name.text());
        write(to, each.voided);
    }
    write(to, drafted.folded, drafted.plans);
    places_[part] = shelf_->put(std::move(to).bytes());
}

DraftedPart DraftSpool::take(std::size_t part)
{
    const std::string bytes = shelf_->take(places_.at(part));
    ByteReader from(bytes);
    DraftedPart drafted;
    for (std::size_t left = from.count(); left > 0; --left) drafted.documents.push_back(document_from(from));
    for (std::size_t left = from.count(); left > 0; --left) {
        WithdrawnDraft& each = drafted.withdrawn.emplace_back(WithdrawnDraft{.home = from.number(), .name = {}});
        each.name = InvoiceId(from.text());
        each.voided = optional_date(from);
    }
    read_plans(from, drafted);
    CHECK(from.at_end(), "a part of the spool is read to its end");
    return drafted;
}

}  // namespace earned::app
