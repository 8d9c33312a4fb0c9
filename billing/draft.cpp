#include "billing/billed.h"
#include "billing/credit.h"
#include "billing/discount_note.h"
#include "billing/tax.h"
#include "billing/to_come.h"
#include "billing/unissued.h"

#include "base/split.h"

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <tuple>

namespace earned {

namespace billing {

namespace {

// A line of a contract: what is owed of it, and what has been issued.
struct Ledger {
    const LineLife* life = nullptr;
    const std::vector<LineTerms>* terms = nullptr;
    std::vector<Owed> owed;
    std::vector<Issued> issued;

    const LineTerms& in_force(Date date) const
    {
        std::size_t version = 0;
        while (version + 1 < terms->size() && life->versions[version + 1].from.date <= date) ++version;
        return (*terms)[version];
    }
    bool is_usage() const { return terms->back().billing.plan == BillingPlan::usage; }
    bool is_billed_on(Date date) const
    {
        return in_force(date).billing.plan.value_or(BillingPlan::none) != BillingPlan::none;
    }
};

bool is_refund(const BillItem& item) { return item.net.sign() < 0 && item.settle == Settle::refund; }

void owe(Ledger& ledger, const BillItem& item)
{
    const bool refund = is_refund(item);
    const Money nothing = Money::zero(item.net.currency());
    const Money rated = item.tax ? nothing : item.net, tax = item.tax.value_or(nothing);
    for (auto same = ledger.owed.rbegin(); same != ledger.owed.rend() && same->date == item.date; ++same) {
        if (same->is_refund != refund) continue;
        same->net += item.net;
        same->rated += rated;
        same->tax += tax;
        same->items.push_back(&item);
        return;
    }
    ledger.owed.push_back({item.date, item.net, rated, tax, refund, {&item}});
}

// Whether what is invoiced of the line will be given back in part, by a credit note that leaves its price.
bool is_to_be_given_back(const Contract& contract, const LineId& line)
{
    const auto is_it = [&](const Variable& words) {
        const bool kind = words.kind == "rebate" || words.kind == "penalty" || words.kind == "price_protection";
        const std::vector<LineId>& named = words.allocate_to;
        return kind && (named.empty() || std::find(named.begin(), named.end(), line) != named.end());
    };
    const auto among = [&](const std::vector<Variable>& variables) {
        return std::any_of(variables.begin(), variables.end(), is_it);
    };
    return among(contract.terms.variable) ||
           std::any_of(contract.modifications.begin(), contract.modifications.end(),
                       [&](const Modification& modification) { return among(modification.what.variable); });
}

// A credit note that gives a rebate back takes nothing off what the line is invoiced at: it is not asked for
// again (606-10-32-10, IFRS 15.55).
void leave_out_given_back(Ledger& ledger, Date through)
{
    if (ledger.owed.empty() || ledger.issued.empty()) return;
    const Date horizon = std::max(through, ledger.issued.back().date);
    const Money nothing = Money::zero(ledger.issued.front().net.currency());
    Money missing = nothing;
    for (const Owed& one : ledger.owed)
        if (one.date <= horizon) missing += one.net;
    for (const Issued& one : ledger.issued) missing -= one.net;
    for (auto one = ledger.issued.rbegin(); one != ledger.issued.rend() && missing.sign() > 0; ++one) {
        if (one->net.sign() >= 0) continue;
        const Money given_back = std::min(missing, -one->net);
        one->net += given_back;
        missing -= given_back;
    }
}

class ContractDrafter {
public:
    ContractDrafter(const Group& group, const Contract& contract, const ContractTerms& terms)
        : group_(group), contract_(contract), by_document_(terms.conventions.tax_rounding == TaxRounding::document)
    {
        ledgers_.reserve(contract.lines.size());
        for (std::size_t place = 0; place < contract.lines.size(); ++place)
            ledgers_.push_back({&contract.lines[place], &terms.lines[place], {}, {}});
        if (ledgers_.size() > 8)
            for (std::size_t place = 0; place < ledgers_.size(); ++place)
                places_.emplace(ledgers_[place].life->id.text(), place);
    }

    void owe(const BillItem& item)
    {
        if (Ledger* ledger = find(item.line)) billing::owe(*ledger, item);
    }

    void read_issued()
    {
        for (const Document& document : group_.documents) {
            if (document.contract != contract_.id || !stands(group_, document) || document.early_payment) continue;
            for (const IssuedLine& line : document.lines)
                if (Ledger* ledger = find(line.line); ledger != nullptr && ledger->is_billed_on(document.at.date))
                    ledger->issued.push_back({line.covers && ledger->is_usage() ? line.covers->last : document.at.date,
                                              document.credit ? -line.net : line.net});
        }
        for (Ledger& ledger : ledgers_)
            if (ledger.is_usage())
                std::stable_sort(ledger.issued.begin(), ledger.issued.end(),
                                 [](const Issued& one, const Issued& other) { return one.date < other.date; });
    }

    std::vector<Draft> drafted(Date through, Date not_before)
    {
        std::vector<std::vector<Owed>> by_line(ledgers_.size());
        bool any = false;
        for (std::size_t place = 0; place < ledgers_.size(); ++place) {
            Ledger& ledger = ledgers_[place];
            if (ledger.owed.empty() && ledger.issued.empty()) continue;
            if (!ledger.is_usage() && is_to_be_given_back(contract_, ledger.life->id))
                leave_out_given_back(ledger, through);
            by_line[place] =
                ledger.is_usage()
                    ? onto_the_next(unissued_by_period(std::move(ledger.owed), ledger.issued, through), not_before)
                    : together(unissued(std::move(ledger.owed), ledger.issued, through), not_before);
            any = any || !by_line[place].empty();
        }
        if (!any) return {};
        for (std::size_t place = 0; place < ledgers_.size(); ++place) {
            std::vector<Owed> shown = taken_off(by_line[place]);
            for (const Owed& owed : by_line[place])
                if (owed.net.sign() > 0) shown.push_back(owed);
            std::erase_if(by_line[place], [](const Owed& owed) { return owed.net.sign() >= 0; });
            for (const Owed& owed : shown) invoice(ledgers_[place], owed);
        }
        if (by_document_) round_by_document();
        for (std::size_t place = 0; place < ledgers_.size(); ++place) credit(ledgers_[place], by_line[place]);
        std::vector<Draft> drafts;
        for (auto& [key, draft] : drafts_) drafts.push_back(std::move(draft));
        return drafts;
    }

private:
    struct Key {
        Date date;
        bool credit;
        std::string of;
        std::optional<Date> of_drafted;
        Settle settle;
        auto operator<=>(const Key&) const = default;
    };

    Ledger* find(const LineId& id)
    {
        if (!places_.empty()) {
            const auto found = places_.find(id.text());
            return found == places_.end() ? nullptr : &ledgers_[found->second];
        }
        for (Ledger& ledger : ledgers_)
            if (ledger.life->id == id) return &ledger;
        return nullptr;
    }

    // A correction of earlier usage is taken off the invoice of its date, where that shows more.
    static std::vector<Owed> taken_off(std::vector<Owed>& owed)
    {
        std::vector<Owed> taken;
        for (std::size_t place = 0; place < owed.size();) {
            const Owed& late = owed[place];
            const bool is_correction = late.late_of && late.net.sign() < 0;
            Money in_all = late.net;
            for (const Owed& other : owed)
                if (other.date == late.date && !other.is_refund && other.net.sign() > 0) in_all += other.net;
            for (const Owed& other : taken)
                if (other.date == late.date) in_all += other.net;
            if (!is_correction || in_all.sign() <= 0) {
                ++place;
                continue;
            }
            taken.push_back(late);
            owed.erase(owed.begin() + static_cast<std::ptrdiff_t>(place));
        }
        return taken;
    }

    // What lies before the first day that may be dated is of that day, all together.
    static std::vector<Owed> together(std::vector<Owed> owed, Date not_before)
    {
        std::vector<Owed> moved;
        for (Owed& one : owed) {
            one.date = std::max(one.date, not_before);
            const auto same = std::find_if(moved.begin(), moved.end(), [&](const Owed& other) {
                return other.date == one.date && other.is_refund == one.is_refund;
            });
            if (same == moved.end()) {
                moved.push_back(std::move(one));
                continue;
            }
            same->net += one.net;
            same->rated += one.rated;
            same->tax += one.tax;
            same->items.insert(same->items.end(), one.items.begin(), one.items.end());
        }
        std::erase_if(moved, [](const Owed& one) { return one.net.is_zero(); });
        return moved;
    }

    static std::string told(const Owed& owed)
    {
        if (owed.late_of)
            return "usage of " + owed.late_of->first.text() + " to " + owed.late_of->last.text() +
                   (owed.net.sign() < 0 ? ", corrected" : ", late");
        if (owed.items.empty()) return owed.net.sign() < 0 ? "invoiced too much" : "to be invoiced again";
        std::string text;
        for (const BillItem* item : owed.items) {
            if (item->what.empty() || text == item->what || text.ends_with(", " + item->what)) continue;
            text += (text.empty() ? "" : ", ") + item->what;
        }
        return text;
    }

    Draft& draft(const Key& key)
    {
        const auto [place, fresh] = drafts_.try_emplace(key);
        Draft& draft = place->second;
        if (!fresh) return draft;
        draft.credit = key.credit;
        draft.of = InvoiceId(key.of);
        draft.of_drafted = key.of_drafted;
        draft.contract = contract_.id;
        draft.entity = group_.entity;
        draft.date = draft.due = key.date;
        draft.settle = key.settle;
        return draft;
    }

    void invoice(const Ledger& ledger, const Owed& owed)
    {
        Draft& invoice = draft({owed.date, false, "", std::nullopt, Settle::offset});
        const LineTerms& terms = ledger.in_force(owed.date);
        const Date due = terms.payment.due(owed.date);
        invoice.due = invoice.lines.empty() ? due : std::min(invoice.due, due);
        if (gives_discount(contract_, terms) && !invoice.terms) invoice.terms = terms.payment;
        const std::optional<TaxTerms>& tax = tax_invoiced_on(terms, owed.date);
        invoice.lines.push_back({ledger.life->id, owed.net, tax_on(owed.rated, tax) + owed.tax, {}, owed.late_of});
        invoice.what.push_back(told(owed));
        if (by_document_ && tax && owed.tax.is_zero()) taxed_[owed.date].push_back({invoice.lines.size() - 1, *tax});
    }

    // Of an invoice's lines of one rate and category: the tax of their sum, shared out over them.
    void round_by_document()
    {
        for (auto& [date, lines] : taxed_) {
            Draft& invoice = draft({date, false, "", std::nullopt, Settle::offset});
            while (!lines.empty()) {
                const TaxTerms tax = lines.front().second;
                const auto is_other = [&](const auto& one) {
                    return one.second.rate != tax.rate || one.second.category != tax.category;
                };
                const auto others = std::stable_partition(lines.begin(), lines.end(), std::not_fn(is_other));
                share_tax(invoice, tax, std::span(lines.begin(), others));
                lines.erase(lines.begin(), others);
            }
        }
    }

    using Taxed = std::pair<std::size_t, TaxTerms>;  // a line of an invoice
    static void share_tax(Draft& invoice, const TaxTerms& tax, std::span<const Taxed> lines)
    {
        Money net = Money::zero(invoice.lines.front().net.currency());
        std::vector<Ratio> weights;
        for (const Taxed& line : lines) {
            net += invoice.lines[line.first].net;
            weights.emplace_back(std::max<std::int64_t>(invoice.lines[line.first].net.minor(), 0));
        }
        if (net.sign() <= 0) return;
        const std::vector<Money> parts = split(tax_on(net, tax), weights);
        for (std::size_t each = 0; each < lines.size(); ++each) invoice.lines[lines[each].first].tax = parts[each];
    }

    // The line's invoices, and those drafted just now.
    std::vector<Lowerable> invoices_of(const Ledger& ledger) const
    {
        std::vector<Lowerable> invoices;
        for (const Document& document : group_.documents)
            if (!document.credit && document.contract == contract_.id && !document.voided)
                for (const IssuedLine& line : document.lines)
                    if (line.line == ledger.life->id) add(invoices, document.at.date, document.number, line);
        for (const Document& document : group_.documents)
            if (document.credit && !document.voided)
                for (const IssuedLine& line : document.lines)
                    if (line.line == ledger.life->id)
                        for (Lowerable& invoice : invoices)
                            if (invoice.number == document.of) {
                                invoice.line.credited_net += line.net;
                                invoice.line.credited_tax += line.tax;
                                break;
                            }
        for (const auto& [key, draft] : drafts_)
            if (!draft.credit)
                for (const IssuedLine& line : draft.lines)
                    if (line.line == ledger.life->id) add(invoices, draft.date, InvoiceId(), line);
        return invoices;
    }
    // One for each invoice, however many lines it has for the line.
    static void add(std::vector<Lowerable>& invoices, Date date, const InvoiceId& number, const IssuedLine& line)
    {
        const Money nothing = Money::zero(line.net.currency());
        if (invoices.empty() || invoices.back().date != date || invoices.back().number != number)
            invoices.push_back({date, number, {nothing, nothing, nothing, nothing}});
        invoices.back().line.net += line.net;
        invoices.back().line.tax += line.tax;
    }

    void credit(const Ledger& ledger, const std::vector<Owed>& owed)
    {
        std::vector<Lowerable> invoices;
        for (const Owed& one : owed) {
            if (one.net.sign() >= 0) continue;
            if (invoices.empty()) invoices = invoices_of(ledger);
            const std::optional<Money> agreed = one.rated.is_zero() ? std::optional(-one.tax) : std::nullopt;
            const Settle settle = one.is_refund ? Settle::refund : Settle::offset;
            for (const Lowering& part : lower(invoices, one.date, -one.net, agreed)) {
                const Lowerable& of = invoices[part.invoice];
                const std::optional<Date> of_drafted = of.number.empty() ? std::optional(of.date) : std::nullopt;
                Draft& note = draft({part.date, true, of.number.text(), of_drafted, settle});
                if (note.reason.empty()) note.reason = told(one);
                note.lines.push_back({ledger.life->id, part.net, part.tax, {}, one.late_of});
                note.what.push_back(told(one));
            }
        }
    }

    const Group& group_;
    const Contract& contract_;
    std::vector<Ledger> ledgers_;
    std::map<std::string_view, std::size_t> places_;
    std::map<Key, Draft> drafts_;
    bool by_document_;
    std::map<Date, std::vector<Taxed>> taxed_;  // of each invoice, where tax is rounded by document
};

// By contract, then in the order in which documents are numbered.
enum class Counting { what_was_issued, nothing };
std::vector<Draft> drafts_of(const Group& group, const Terms& terms, std::span<const BillItem> items, Date through,
                             Date not_before, Counting counting)
{
    std::vector<Draft> drafts;
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        const Contract& contract = group.contracts[place];
        ContractDrafter drafter(group, contract, terms.contracts[place]);
        for (const BillItem& item : items)
            if (item.contract == contract.id) drafter.owe(item);
        if (counting == Counting::what_was_issued) drafter.read_issued();
        std::vector<Draft> of_it = drafter.drafted(through, not_before);
        std::move(of_it.begin(), of_it.end(), std::back_inserter(drafts));
    }
    if (counting == Counting::what_was_issued)
        std::ranges::move(discount_notes(group, terms, through, not_before), std::back_inserter(drafts));
    std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& one, const Draft& other) {
        return std::tie(one.date, one.credit) < std::tie(other.date, other.credit);
    });
    return drafts;
}

}  // namespace

std::vector<Draft> drafted_anew(const Group& group, const Terms& terms, std::span<const BillItem> items, Date through)
{
    return drafts_of(group, terms, items, through, Date::dawn(), Counting::nothing);
}

}  // namespace billing

std::vector<Draft> draft(const Group& group, const Terms& terms, const Billed& billed, Date through, Date not_before)
{
    if (through < not_before) return {};  // those days are closed; the next run drafts what was late
    return billing::drafts_of(group, terms, billed.items, through, not_before, billing::Counting::what_was_issued);
}

}  // namespace earned
