#include "billing/credit_note.h"

#include "billing/promised.h"
#include "billing/tax.h"

#include "base/split.h"

#include <algorithm>

namespace earned {

namespace billing {

namespace {

std::string of_invoice(const CreditAsked& asked) { return "invoice " + asked.invoice.text(); }
std::string of_line(const CreditAsked& asked, const LineId& line)
{
    return of_invoice(asked) + ", line " + line.text();
}

// A line of the invoice, and what earlier credit notes took of it.
struct Creditable {
    IssuedLine line;
    Lowered lowered;
    Decimal units_credited;
    std::size_t place = 0;  // in its contract
    Money left() const { return lowered.net - lowered.credited_net; }
    Money tax_left() const { return lowered.tax - lowered.credited_tax; }
};

Result<const Document*> invoice_of(const Group& group, const CreditAsked& asked)
{
    for (const Document& document : group.documents) {
        if (document.credit || document.number != asked.invoice) continue;
        if (document.voided)
            return Fault{"invoice-voided", of_invoice(asked), "the invoice was voided, and asks for nothing any more",
                         "name the invoice that replaced it"};
        if (asked.date < document.at.date)
            return Fault{
                "credit-before-invoice", of_invoice(asked),
                "it was issued on " + document.at.date.text() + ", and the credit note is of " + asked.date.text(),
                "date the credit note no earlier than the invoice"};
        return &document;
    }
    return Fault{"invoice-unknown", of_invoice(asked), "no invoice has this number",
                 "`earned invoice list` shows those there are; a credit note itself can't be credited"};
}

void credited_before(std::vector<Creditable>& lines, const Group& group, const InvoiceId& invoice)
{
    for (const Document& note : group.documents) {
        if (!note.credit || note.of != invoice || note.voided) continue;
        for (const IssuedLine& line : note.lines)
            for (Creditable& one : lines)
                if (one.line.line == line.line) {
                    one.lowered.credited_net += line.net;
                    one.lowered.credited_tax += line.tax;
                    if (line.quantity) one.units_credited += *line.quantity;
                }
    }
}

std::vector<Creditable> creditable(const Group& group, const Contract& contract, const Document& invoice)
{
    const Money nothing = Money::zero(group.currency);
    std::vector<Creditable> lines;
    for (const IssuedLine& line : invoice.lines) {
        const auto same =
            std::find_if(lines.begin(), lines.end(), [&](const Creditable& one) { return one.line.line == line.line; });
        if (same != lines.end()) {
            same->lowered.net += line.net;
            same->lowered.tax += line.tax;
            continue;
        }
        const auto life = std::find_if(contract.lines.begin(), contract.lines.end(),
                                       [&](const LineLife& one) { return one.id == line.line; });
        CHECK(life != contract.lines.end(), "a line of an invoice is one of its contract");
        lines.push_back({line,
                         {line.net, line.tax, nothing, nothing},
                         {},
                         static_cast<std::size_t>(life - contract.lines.begin())});
    }
    credited_before(lines, group, invoice.number);
    return lines;
}

Fault credited_in_full(std::string where)
{
    return {"over-credited", std::move(where), "all of it is credited already",
            "there is nothing left to credit; `earned invoice show` lists its credit notes"};
}

Fault over_credited(std::string where, const std::string& wanted, const std::string& left)
{
    return {"over-credited", std::move(where), wanted + " would be credited, and " + left + " are not credited yet",
            "credit at most " + left};
}

Result<Money> amount_asked(const CreditAsked& asked, Money left, std::string where)
{
    if (!asked.amount) return left;
    const std::optional<Money> amount = Money::of(*asked.amount, left.currency());
    if (!amount)
        return Fault{"amount-too-fine", std::move(where),
                     asked.amount->text() + " is no amount of " + left.currency().code(),
                     "give it with at most " + std::to_string(left.currency().minor_digits()) + " decimals"};
    if (amount->sign() <= 0)
        return Fault{"amount-not-positive", std::move(where), amount->text() + " lowers nothing",
                     "give what is credited as a positive amount, without tax"};
    if (left < *amount) return over_credited(std::move(where), amount->text(), left.text());
    return *amount;
}

IssuedLine credited(const Creditable& of, Money net)
{
    const Money tax = net == of.left() ? of.tax_left() : tax_credited(of.lowered, net);
    return {of.line.line, net, tax};
}

// So many of its units, at their share of what is left.
Result<IssuedLine> by_quantity(const Creditable& of, const Decimal& quantity, const std::optional<Decimal>& units,
                               const std::string& where)
{
    if (!units)
        return Fault{"quantity-unknown", where, "the line isn't invoiced by units, so a quantity says no amount",
                     "credit an --amount"};
    if (quantity.sign() <= 0)
        return Fault{"amount-not-positive", where, "a quantity of " + quantity.text() + " lowers nothing",
                     "give a positive quantity"};
    const Decimal left = *units - of.units_credited;
    if (of.left().sign() <= 0) return credited_in_full(where);
    if (left < quantity) return over_credited(where, "a quantity of " + quantity.text(), left.text());
    IssuedLine line = credited(of, of.left().share(Ratio::of(quantity) / Ratio::of(left), Round::half_away));
    line.quantity = quantity;
    if (line.net.sign() > 0) return line;
    return Fault{"amount-not-positive", where, quantity.text() + " units are worth less than the least coin",
                 "credit more units at once, or an --amount"};
}

Result<std::vector<IssuedLine>> of_all_lines(const std::vector<Creditable>& lines, const CreditAsked& asked,
                                             Currency currency)
{
    Money left = Money::zero(currency), tax_left = left;
    std::vector<Ratio> weights;
    for (const Creditable& line : lines) {
        weights.emplace_back(std::max<std::int64_t>(line.left().minor(), 0));
        left += line.left();
        tax_left += line.tax_left();
    }
    if (left.sign() <= 0 && tax_left.sign() <= 0) return credited_in_full(of_invoice(asked));
    const Result<Money> amount = amount_asked(asked, left, of_invoice(asked));
    if (!amount) return amount.fault();
    std::vector<IssuedLine> noted;
    const bool all = *amount == left;
    const std::vector<Money> parts = all ? std::vector<Money>() : split(*amount, weights);
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const IssuedLine line = credited(lines[place], all ? lines[place].left() : parts[place]);
        if (!line.net.is_zero() || (all && !line.tax.is_zero())) noted.push_back(line);
    }
    return noted;
}

Result<std::vector<IssuedLine>> lines_noted(const std::vector<Creditable>& lines, const Contract& contract,
                                            const ContractTerms& terms, const Document& invoice,
                                            const CreditAsked& asked, Currency currency)
{
    if (asked.line.empty() && !(asked.quantity && lines.size() == 1)) {
        if (!asked.quantity) return of_all_lines(lines, asked, currency);
        return Fault{"line-missing", of_invoice(asked), "the invoice has several lines, and a quantity is of one",
                     "name the line (--line)"};
    }
    const auto of =
        asked.line.empty() ? lines.begin() : std::find_if(lines.begin(), lines.end(), [&](const Creditable& one) {
            return one.line.line == asked.line;
        });
    if (of == lines.end())
        return Fault{"line-unknown", of_line(asked, asked.line), "the invoice has no such line",
                     "`earned invoice show " + asked.invoice.text() + "` shows its lines"};
    const std::string where = of_line(asked, of->line.line);
    if (asked.quantity) {
        const Result<IssuedLine> line =
            by_quantity(*of, *asked.quantity, units_on(contract, terms, of->line, invoice.at.date), where);
        if (!line) return line.fault();
        return std::vector{*line};
    }
    if (of->left().sign() <= 0)
        return over_credited(where, asked.amount ? asked.amount->text() : "what is left", of->left().text());
    const Result<Money> amount = amount_asked(asked, of->left(), where);
    if (!amount) return amount.fault();
    return std::vector{credited(*of, *amount)};
}

bool is_called_off(const LineTerms& terms)
{
    return terms.open_quantity || terms.billing.plan == BillingPlan::usage || terms.measure == Measure::as_invoiced ||
           terms.measure == Measure::usage;
}

// What the invoice covers of the line is over by the day, or the line has ended: then only the past is
// credited.
RelatesTo relation_of(const LineTerms& terms, const LineLife& life, const ContractId& contract, const Billed& billed,
                      Date issued, Date date)
{
    const LineId& line = life.id;
    if (is_called_off(terms) || (life.terminated && life.terminated->date <= date)) return RelatesTo::past;
    std::optional<Term> covers;
    for (const BillItem& item : billed.items)
        if (item.contract == contract && item.line == line && item.date <= issued && item.covers && item.net.sign() > 0)
            covers = item.covers;
    return covers && covers->last < date ? RelatesTo::past : RelatesTo::all;
}

}  // namespace

}  // namespace billing

std::optional<Decimal> units_on(const Contract& contract, const ContractTerms& terms, const IssuedLine& line, Date date)
{
    for (std::size_t place = 0; place < contract.lines.size(); ++place) {
        const LineLife& life = contract.lines[place];
        if (life.id != line.line) continue;
        std::size_t version = 0;
        while (version + 1 < life.versions.size() && life.versions[version + 1].from.date <= date) ++version;
        const LineTerms& decided = terms.lines[place][version];
        if (billing::is_called_off(decided) || decided.quantity.is_zero()) return std::nullopt;
        const BillingPlan plan = decided.billing.plan.value_or(BillingPlan::none);
        if (plan == BillingPlan::progress) return std::nullopt;
        if (plan != BillingPlan::on_fulfilment && plan != BillingPlan::none) return decided.quantity;
        if (decided.stated.is_zero()) return std::nullopt;
        const Ratio units = Ratio::of(decided.quantity) * Ratio(line.net.minor()) / Ratio(decided.stated.minor());
        return units.decimal(6, Round::half_away);
    }
    return std::nullopt;
}

Result<CreditNote> credit_note(const Group& group, const Terms& terms, const Billed& billed, const CreditAsked& asked)
{
    const Result<const Document*> invoice = billing::invoice_of(group, asked);
    if (!invoice) return invoice.fault();
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        if (contract.id != (*invoice)->contract) continue;
        const ContractTerms& decided = terms.contracts[place];
        const std::vector<billing::Creditable> lines = billing::creditable(group, contract, **invoice);
        Result<std::vector<IssuedLine>> noted =
            billing::lines_noted(lines, contract, decided, **invoice, asked, group.currency);
        if (!noted) return noted.fault();
        CreditNote note{contract.id, std::move(*noted), {}};
        for (const IssuedLine& line : note.lines) {
            if (line.net.is_zero()) continue;
            const auto of = std::find_if(lines.begin(), lines.end(),
                                         [&](const billing::Creditable& one) { return one.line.line == line.line; });
            const LineTerms& in_force = decided.lines[of->place].back();
            const RelatesTo relation = asked.relates_to.value_or(billing::relation_of(
                in_force, contract.lines[of->place], contract.id, billed, (*invoice)->at.date, asked.date));
            note.changes.push_back({-line.net.decimal(), relation, {line.line}, "credit"});
        }
        return note;
    }
    CHECK(false, "an invoice is of a contract of its group");
    return Fault{};
}

}  // namespace earned
