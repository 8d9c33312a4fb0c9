// Invoices and credit notes, and what is said of them: approvals, disputes, promises, write-offs.
#include "contract/fold_apply.h"

namespace earned::folding {

namespace {

Fault empty_fault(std::string where)
{
    return {"document-empty", std::move(where), "the document has no lines", "give at least one line with its amount"};
}

// Its contract's payment terms, else the customer's on the day of the invoice.
Date due_date(const State& state, const ContractState& contract, Date issued)
{
    std::optional<PaymentTerms> terms = contract.contract().terms.terms;
    if (!contract.own_payment_terms)
        if (const CustomerVersion customer = state.reference.customer(contract.group.customer, issued))
            terms = customer->terms;
    const Date due = terms ? terms->due(issued) : issued;
    const EntityDefined* entity = state.reference.entity(contract.group.entity, issued);
    return entity == nullptr ? due : business_day(*entity, due);
}

// Of each line no more is credited than the invoice asks for it.
Outcome within_lines(State& state, const InvoiceState& invoice, const Document& credit)
{
    const Group& group = state.contracts[invoice.contract].group;
    const Document& of = state.document(invoice);
    const Money zero = Money::zero(group.currency);
    const auto of_line = [&](const Document& document, const LineId& id) {
        Money sum = zero;
        for (const IssuedLine& line : document.lines)
            if (line.line == id) sum += line.net;
        return sum;
    };
    for (const IssuedLine& line : credit.lines) {
        const Money asked = of_line(of, line.line);
        Money left = asked;
        for (const Document& other : group.documents)
            if (other.credit && other.of == of.number && !other.voided) left -= of_line(other, line.line);
        if (of_line(credit, line.line) <= std::max(left, zero)) continue;
        return Fault{"over-credited", "credit note " + credit.number.text() + ", line " + line.line.text(),
                     of_line(credit, line.line).text() + " would be credited, and " + left.text() + " of " +
                         asked.text() + " of the line on invoice " + of.number.text() + " are not credited yet",
                     "credit at most what is left of the line, or name the invoice and line that are meant"};
    }
    return Done{};
}

Result<Money> part_of(const State& state, const InvoiceState& invoice, const Decimal& amount, const InvoiceId& id)
{
    return positive(amount, state.contracts[invoice.contract].group.currency, "invoice " + id.text());
}

// Nothing when it isn't said: then the whole of what is open is meant.
Result<std::optional<Money>> part_said(const State& state, const InvoiceState& invoice,
                                       const std::optional<Decimal>& amount, const InvoiceId& id)
{
    if (!amount) return std::optional<Money>();
    const Result<Money> part = part_of(state, invoice, *amount, id);
    if (!part) return part.fault();
    return std::optional(*part);
}

}  // namespace

Result<std::vector<IssuedLine>> issued_lines(const ContractState& contract, const std::vector<DocumentLine>& lines)
{
    std::vector<IssuedLine> issued;
    issued.reserve(lines.size());
    for (const DocumentLine& line : lines) {
        if (const Result<std::size_t> place = line_of(contract, line.line); !place) return place.fault();
        const std::optional<Money> net = Money::of(line.amount, contract.group.currency);
        const std::optional<Money> tax = Money::of(line.tax, contract.group.currency);
        if (!net || !tax)
            return money(net ? line.tax : line.amount, contract.group.currency, address(contract, line.line)).fault();
        issued.push_back({line.line, *net, *tax, line.quantity, line.covers});
    }
    return issued;
}

Outcome apply(State& state, const Now& now, const InvoiceIssued& fact)
{
    const std::string where = "invoice " + fact.invoice.text();
    if (state.invoice_places.find(fact.invoice.text()) != nowhere)
        return Fault{"invoice-exists", where, "an invoice of this number was issued before",
                     "give the invoice a number of its own"};
    const Result<std::size_t> place = contract_of(state, fact.contract);
    if (!place) return place.fault();
    ContractState& contract = state.contracts[*place];
    if (fact.lines.empty()) return empty_fault(where);
    Result<std::vector<IssuedLine>> lines = issued_lines(contract, fact.lines);
    if (!lines) return lines.fault();
    if (fact.draft)
        if (const Outcome taken = take_draft(state, now, *fact.draft, fact.invoice); !taken) return taken;

    Document document{.number = fact.invoice, .contract = fact.contract, .at = now.at, .event = now.event->number};
    const auto due = [&] { return fact.terms ? fact.terms->due(now.at.date) : due_date(state, contract, now.at.date); };
    document.due = fact.due ? *fact.due : due();
    document.terms = fact.terms;
    document.lines = std::move(*lines);
    if (fact.draft) document.approved = now.at;
    const Money zero = Money::zero(contract.group.currency);
    state.invoices.push_back({.contract = *place,
                              .document = contract.group.documents.size(),
                              .total = document.net() + document.tax(),
                              .credited = zero,
                              .paid = zero,
                              .written_off = zero,
                              .noted = zero});
    state.invoice_places.add(fact.invoice.text());
    contract.group.documents.push_back(std::move(document));
    return Done{};
}

Outcome apply(State& state, const Now& now, const InvoiceApproved& fact)
{
    const Result<std::size_t> invoice = standing_invoice(state, fact.invoice);
    if (!invoice) return invoice.fault();
    Document& document = state.document(state.invoices[*invoice]);
    if (!document.approved) document.approved = now.at;
    return Done{};
}

namespace {

// The credit note of this number; null where there is none.
Document* credit_note(State& state, const InvoiceId& number)
{
    if (state.credit_places.find(number.text()) == nowhere) return nullptr;
    for (ContractState& contract : state.contracts)
        for (Document& document : contract.group.documents)
            if (document.credit && document.number == number) return &document;
    return nullptr;
}

// A note of a discount that was given up again is taken back: nothing else is lowered by it.
Outcome void_note(State& state, const Now& now, Document& note)
{
    if (!note.early_payment)
        return Fault{"credit-stands", "credit note " + note.number.text(),
                     "it lowered what was promised, and can't be voided",
                     "change the contract's price, and let a bill run invoice the difference"};
    if (note.voided)
        return Fault{"invoice-voided", "credit note " + note.number.text(), "it was voided before",
                     "nothing of it stands any more"};
    InvoiceState& invoice = state.invoices[state.invoice_places.find(note.of.text())];
    const Money total = note.net() + note.tax();
    invoice.credited -= total;
    invoice.noted -= total;
    note.voided = now.at;
    return Done{};
}

}  // namespace

// Cash that stood on it goes back on account.
Outcome apply(State& state, const Now& now, const InvoiceVoided& fact)
{
    if (Document* note = credit_note(state, fact.invoice)) return void_note(state, now, *note);
    const Result<std::size_t> place = standing_invoice(state, fact.invoice);
    if (!place) return place.fault();
    InvoiceState& invoice = state.invoices[*place];
    if (!invoice.credited.is_zero() || !invoice.written_off.is_zero())
        return Fault{"invoice-lowered", "invoice " + fact.invoice.text(),
                     "a credit note or a write-off stands against it, so that it can't be voided",
                     "credit what is left of it instead"};
    release(state, now, *place);
    invoice.voided = true;
    state.document(invoice).voided = now.at;
    return Done{};
}

Outcome apply(State& state, const Now& now, const CreditIssued& fact)
{
    const std::string where = "credit note " + fact.credit.text();
    if (state.credit_places.find(fact.credit.text()) != nowhere)
        return Fault{"credit-exists", where, "a credit note of this number was issued before",
                     "give the credit note a number of its own"};
    const Result<std::size_t> place = standing_invoice(state, fact.invoice);
    if (!place) return place.fault();
    InvoiceState& invoice = state.invoices[*place];
    ContractState& contract = state.contracts[invoice.contract];
    if (fact.lines.empty()) return empty_fault(where);
    Result<std::vector<IssuedLine>> lines = issued_lines(contract, fact.lines);
    if (!lines) return lines.fault();
    Document document{.credit = true,
                      .number = InvoiceId(fact.credit.text()),
                      .of = fact.invoice,
                      .contract = contract.group.id,
                      .at = now.at,
                      .event = now.event->number,
                      .due = now.at.date};
    document.lines = std::move(*lines);
    document.reason = fact.reason;
    document.settle = fact.settle;
    document.early_payment = fact.early_payment;
    const Money total = document.net() + document.tax(), left = invoice.total - invoice.credited;
    if (total.sign() <= 0)
        return Fault{"amount-not-positive", where, "a credit note of " + total.text() + " lowers nothing",
                     "give what is credited as positive amounts"};
    if (left < total)
        return Fault{"over-credited", where,
                     total.text() + " would be credited, and " + left.text() + " of invoice " + fact.invoice.text() +
                         " are not credited yet",
                     "correct the amounts, or name the other invoice that is to be credited"};
    if (const Outcome fits = within_lines(state, invoice, document); !fits) return fits;
    if (fact.draft)
        if (const Outcome taken = take_draft(state, now, *fact.draft, InvoiceId(fact.credit.text())); !taken)
            return taken;
    if (fact.draft) document.approved = now.at;
    invoice.credited += total;
    if (fact.early_payment) invoice.noted += total;
    if (fact.settle == Settle::balance) release_overpaid(state, now, *place);
    state.credit_places.add(fact.credit.text());
    contract.group.documents.push_back(std::move(document));
    return Done{};
}

Outcome apply(State& state, const Now& now, const DisputeOpened& fact)
{
    const Result<std::size_t> place = standing_invoice(state, fact.invoice);
    if (!place) return place.fault();
    InvoiceState& invoice = state.invoices[*place];
    const Result<std::optional<Money>> amount = part_said(state, invoice, fact.amount, fact.invoice);
    if (!amount) return amount.fault();
    ++invoice.disputes;
    state.contracts[invoice.contract].group.disputes.push_back(
        {now.at, now.event->number, fact.invoice, *amount, fact.reason, true});
    return Done{};
}

Outcome apply(State& state, const Now& now, const DisputeClosed& fact)
{
    const Result<std::size_t> place = invoice_of(state, fact.invoice);
    if (!place) return place.fault();
    InvoiceState& invoice = state.invoices[*place];
    if (invoice.disputes == 0)
        return Fault{"dispute-unknown", "invoice " + fact.invoice.text(), "no dispute of it is open on that day",
                     "correct the invoice's number or the date"};
    const Result<std::optional<Money>> amount = part_said(state, invoice, fact.amount, fact.invoice);
    if (!amount) return amount.fault();
    --invoice.disputes;
    state.contracts[invoice.contract].group.disputes.push_back(
        {now.at, now.event->number, fact.invoice, *amount, fact.reason, false});
    return Done{};
}

Outcome apply(State& state, const Now& now, const PromiseRecorded& fact)
{
    const Result<std::size_t> place = standing_invoice(state, fact.invoice);
    if (!place) return place.fault();
    const InvoiceState& invoice = state.invoices[*place];
    const Result<std::optional<Money>> amount = part_said(state, invoice, fact.amount, fact.invoice);
    if (!amount) return amount.fault();
    state.contracts[invoice.contract].group.promises.push_back(
        {now.at, now.event->number, fact.invoice, *amount, fact.reason, fact.until});
    return Done{};
}

Outcome apply(State& state, const Now& now, const DunningSent& fact)
{
    for (const InvoiceId& id : fact.invoices) {
        const Result<std::size_t> place = standing_invoice(state, id);
        if (!place) return place.fault();
        const Group& group = state.contracts[state.invoices[*place].contract].group;
        if (group.customer == fact.customer) continue;
        return Fault{"wrong-customer", "invoice " + id.text(),
                     "it was issued to customer " + group.customer.text() + ", not to " + fact.customer.text(),
                     "remind the customer who owes it"};
    }
    state.home.reminders.push_back({now.at, now.event->number, fact});
    return Done{};
}

Outcome apply(State& state, const Now& now, const WriteoffApproved& fact)
{
    const Result<std::size_t> place = standing_invoice(state, fact.invoice);
    if (!place) return place.fault();
    InvoiceState& invoice = state.invoices[*place];
    const Result<Money> amount = part_of(state, invoice, fact.amount, fact.invoice);
    if (!amount) return amount.fault();
    if (invoice.open() < *amount)
        return Fault{"over-written-off", "invoice " + fact.invoice.text(),
                     amount->text() + " would be written off, and " + invoice.open().text() + " are open",
                     "write off at most what is open"};
    invoice.written_off += *amount;
    state.contracts[invoice.contract].group.writeoffs.push_back({now.at, now.event->number, fact.invoice, *amount});
    return Done{};
}

Outcome apply(State& state, const Now& now, const WriteoffRecovered& fact)
{
    const Result<std::size_t> place = invoice_of(state, fact.invoice);
    if (!place) return place.fault();
    InvoiceState& invoice = state.invoices[*place];
    const Result<Money> amount = part_of(state, invoice, fact.amount, fact.invoice);
    if (!amount) return amount.fault();
    if (invoice.written_off < *amount)
        return Fault{"over-recovered", "invoice " + fact.invoice.text(),
                     amount->text() + " would be recovered, and " + invoice.written_off.text() + " are written off",
                     "recover at most what was written off"};
    invoice.written_off -= *amount;
    state.contracts[invoice.contract].group.writeoffs.push_back({now.at, now.event->number, fact.invoice, -*amount});
    return Done{};
}

}  // namespace earned::folding
