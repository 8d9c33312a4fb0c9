#include "billing/discount_note.h"

#include "base/split.h"
#include "contract/settled_early.h"

#include <algorithm>

namespace earned::billing {

namespace {

// What of an invoice's discount is taken by a day, and what its notes show.
struct Noted {
    Money taken, shown;
    Money kept;  // of what is taken by then: not given up again by what is known of later days
    Date since;  // the last change by then
    std::vector<const Document*> notes;
};

Noted noted(const Group& group, const Document& invoice, const PaymentTerms& terms, Date through)
{
    const Money nothing = Money::zero(group.currency);
    Noted found{nothing, nothing, nothing, invoice.at.date, {}};
    Money taken = nothing;
    for (const Taken& each : discounts_of(group, invoice, terms)) {
        taken += Money(each.amount, group.currency);
        if (each.at.date <= through) {
            found.taken = found.kept = taken;
            found.since = each.at.date;
        }
        found.kept = std::min(found.kept, taken);
    }
    for (const Document& note : group.documents) {
        if (!note.early_payment || note.voided || note.of != invoice.number) continue;
        found.shown += note.net() + note.tax();
        found.notes.push_back(&note);
    }
    return found;
}

// What of each of its lines the invoice still asks for, credit notes of other reasons taken off.
std::vector<IssuedLine> lines_left(const Group& group, const Document& invoice)
{
    std::vector<IssuedLine> lines;
    const auto add = [&](const IssuedLine& line, const Money& net, const Money& tax) {
        const auto same = std::ranges::find(lines, line.line, &IssuedLine::line);
        if (same == lines.end()) {
            lines.push_back({line.line, net, tax});
        } else {
            same->net += net;
            same->tax += tax;
        }
    };
    for (const IssuedLine& line : invoice.lines) add(line, line.net, line.tax);
    for (const Document& credit : group.documents)
        if (credit.credit && !credit.voided && !credit.early_payment && credit.of == invoice.number)
            for (const IssuedLine& line : credit.lines) add(line, -line.net, -line.tax);
    std::erase_if(lines, [](const IssuedLine& line) { return (line.net + line.tax).sign() <= 0; });
    return lines;
}

// A discount over the lines, each with its share of its tax.
std::vector<IssuedLine> shared_out(const std::vector<IssuedLine>& lines, Money discount)
{
    std::vector<Ratio> weights;
    for (const IssuedLine& line : lines) weights.emplace_back((line.net + line.tax).minor());
    const std::vector<Money> parts = split(discount, weights);
    std::vector<IssuedLine> shared;
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const IssuedLine& line = lines[place];
        if (parts[place].is_zero()) continue;
        const Money tax = parts[place].share(Ratio(line.tax.minor(), (line.net + line.tax).minor()), Round::half_away);
        shared.push_back({line.line, parts[place] - tax, tax});
    }
    return shared;
}

bool has_tax(const std::vector<IssuedLine>& lines)
{
    return std::ranges::any_of(lines, [](const IssuedLine& line) { return !line.tax.is_zero(); });
}

EarlyPaymentNote policy_of(const ContractTerms& terms) { return terms.conventions.early_payment_note; }

// Each invoice that may be paid early, of contracts whose discounts are noted.
template <class See>
void each_noted(const Group& group, const Terms& terms, Date through, const See& see)
{
    for (const Document& invoice : group.documents) {
        const PaymentTerms* early = discount_of(group, invoice);
        if (early == nullptr) continue;
        for (std::size_t place = 0; place < group.contracts.size(); ++place)
            if (group.contracts[place].id == invoice.contract &&
                policy_of(terms.contracts[place]) != EarlyPaymentNote::none)
                see(invoice, noted(group, invoice, *early, through), policy_of(terms.contracts[place]));
    }
}

}  // namespace

std::vector<Draft> discount_notes(const Group& group, const Terms& terms, Date through, Date not_before)
{
    std::vector<Draft> drafts;
    each_noted(group, terms, through, [&](const Document& invoice, const Noted& of_it, EarlyPaymentNote policy) {
        const std::vector<IssuedLine> lines = lines_left(group, invoice);
        if (of_it.kept.sign() <= 0 || of_it.kept == of_it.shown || !has_tax(lines)) return;
        Draft note{.credit = true, .of = invoice.number, .contract = invoice.contract, .entity = group.entity};
        note.date = note.due = std::max(of_it.since, not_before);
        note.lines = shared_out(lines, of_it.kept);
        note.what.assign(note.lines.size(), "discount for early payment");
        note.reason = "discount for early payment";
        note.early_payment = true;
        note.asks_somebody = policy == EarlyPaymentNote::draft;
        drafts.push_back(std::move(note));
    });
    return drafts;
}

std::vector<OvertakenNote> overtaken_notes(const Group& group, const Terms& terms, Date through, Date not_before)
{
    std::vector<OvertakenNote> overtaken;
    each_noted(group, terms, through, [&](const Document&, const Noted& of_it, EarlyPaymentNote) {
        if (of_it.taken == of_it.shown) return;
        for (const Document* note : of_it.notes)
            if (note->at.date <= through)
                overtaken.push_back({note->number, std::max({of_it.since, not_before, note->at.date})});
    });
    return overtaken;
}

bool may_be_noted(const Group& group, const Contract& contract, const ContractTerms& terms)
{
    if (policy_of(terms) == EarlyPaymentNote::none) return false;
    if (contract.terms.terms && contract.terms.terms->discount_percent) return true;
    return std::ranges::any_of(group.documents, [&](const Document& invoice) {
        return invoice.contract == contract.id && discount_of(group, invoice) != nullptr;
    });
}

}  // namespace earned::billing
