// What each category of value added tax asks of a document. Source: EN 16931-1:2017, 6.4.3.
#include "billing/einvoice/complaints.h"
#include "billing/einvoice/rules.h"

#include <algorithm>
#include <array>

namespace earned::einvoice {

namespace {

enum class Percent { above_zero, zero, none };
enum class Buyer { any, tax_id, tax_id_or_registration, no_tax_id };

struct Category {
    std::string_view code, rules;  // "br-ic" for K
    Percent percent;
    Buyer buyer;
    bool has_reason;
};
constexpr std::array<Category, 7> categories{{
    {"S", "br-s", Percent::above_zero, Buyer::any, false},
    {"Z", "br-z", Percent::zero, Buyer::any, false},
    {"E", "br-e", Percent::zero, Buyer::any, true},
    {"AE", "br-ae", Percent::zero, Buyer::tax_id_or_registration, true},
    {"K", "br-ic", Percent::zero, Buyer::tax_id, true},
    {"G", "br-g", Percent::zero, Buyer::any, true},
    {"O", "br-o", Percent::none, Buyer::no_tax_id, true},
}};

const Category* category_of(std::string_view code)
{
    for (const Category& category : categories)
        if (category.code == code) return &category;
    return nullptr;
}

std::string named(const TaxKind& kind)
{
    return "category " + (kind.category.empty() ? "(none)" : kind.category) +
           (kind.percent ? " at " + kind.percent->text() + " %" : "");
}

struct Use {
    TaxKind kind;
    std::string where;
    int rule;
};  // rule 5 of a line, 6 allowance, 7 charge

std::vector<Use> uses_of(const Invoice& invoice)
{
    std::vector<Use> uses;
    for (const InvoiceLine& line : invoice.lines) uses.push_back({line.tax, "line " + line.id, 5});
    for (const Allowance& one : invoice.allowances)
        uses.push_back({one.tax, one.charge ? "BG-21" : "BG-20", one.charge ? 7 : 6});
    return uses;
}

std::string rule(const Category& category, int number)
{
    return std::string(category.rules) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

bool fits(const Category& category, const TaxKind& kind)
{
    switch (category.percent) {
        case Percent::above_zero:
            return kind.percent && kind.percent->sign() > 0;
        case Percent::zero:
            return kind.percent && kind.percent->is_zero();
        case Percent::none:
            return !kind.percent;
    }
    return false;
}

std::string_view words(Percent percent)
{
    switch (percent) {
        case Percent::above_zero:
            return "a rate above zero";
        case Percent::zero:
            return "the rate 0";
        case Percent::none:
            return "no rate";
    }
    return "";
}

// What the category and rate stand on: lines less allowances plus charges.
Decimal taxable_of(const Invoice& invoice, const TaxKind& kind)
{
    Decimal sum = Decimal::of(0, -2);
    for (const InvoiceLine& line : invoice.lines)
        if (line.tax == kind) sum += line.net;
    for (const Allowance& one : invoice.allowances)
        if (one.tax == kind) sum += one.charge ? one.amount : -one.amount;
    return sum;
}

std::size_t uses_of_kind(const Invoice& invoice, const TaxKind& kind)
{
    const std::vector<Use> uses = uses_of(invoice);
    return static_cast<std::size_t>(
        std::count_if(uses.begin(), uses.end(), [&](const Use& use) { return use.kind == kind; }));
}

// A credit note's tax is a part of an invoice's: a cent a line may have gone to another part.
bool is_part(const Invoice& invoice, const TaxSubtotal& subtotal, const Decimal& ought)
{
    if (!invoice.is_credit()) return subtotal.tax == ought;
    const Decimal gap = (subtotal.tax - ought).abs();
    const auto lines = static_cast<std::int64_t>(uses_of_kind(invoice, subtotal.kind));
    return gap <= Decimal::of(lines, -2) && gap < Decimal::of(1);
}

void check_subtotal(const Invoice& invoice, const TaxSubtotal& subtotal, Complaints& complaints)
{
    const std::string where = named(subtotal.kind);
    const Decimal ought = tax_of(subtotal.taxable, subtotal.kind, decimals_of(invoice));
    const Category* category = category_of(subtotal.kind.category);
    if (!is_part(invoice, subtotal, ought)) {
        complaints.differ("br-co-17", where, "the tax of the category", subtotal.tax, ought);
        if (category != nullptr)
            complaints.differ(rule(*category, 9), where, "the tax of the category", subtotal.tax, ought);
    }
    complaints.differ(category != nullptr ? rule(*category, 8) : "br-s-08", where, "the taxable amount",
                      subtotal.taxable, taxable_of(invoice, subtotal.kind));
}

// Each category and rate in use has its group, and no other has one.
void check_groups(const Invoice& invoice, Complaints& complaints)
{
    for (const Use& use : uses_of(invoice)) {
        const auto groups = std::count_if(invoice.subtotals.begin(), invoice.subtotals.end(),
                                          [&](const TaxSubtotal& one) { return one.kind == use.kind; });
        const Category* category = category_of(use.kind.category);
        if (category != nullptr && groups != 1)
            complaints.add(rule(*category, 1), use.where,
                           named(use.kind) + " has " + std::to_string(groups) + " groups in the breakdown of tax",
                           "give each category and rate one group");
    }
}

void check_parties(const Invoice& invoice, const Category& category, const Use& use, Complaints& complaints)
{
    const std::string number = rule(category, use.rule - 3);  // 2 for lines, 3 allowances, 4 charges
    const bool outside = category.buyer == Buyer::no_tax_id;
    if (outside) {
        complaints.need(invoice.seller.tax_id.empty() && invoice.buyer.tax_id.empty(), number, use.where,
                        "outside the scope of tax neither party shows an id of value added tax",
                        "take another category, E or Z, or leave the parties' tax_id out");
        return;
    }
    complaints.need(!invoice.seller.tax_id.empty(), number, use.where,
                    "the seller has no id of value added tax, which " + named(use.kind) + " needs",
                    "give the entity's tax_id in entity.defined");
    const bool has_id = !invoice.buyer.tax_id.empty();
    const bool enough = category.buyer == Buyer::any || has_id ||
                        (category.buyer == Buyer::tax_id_or_registration && !invoice.buyer.registration.empty());
    complaints.need(enough, number, use.where,
                    "the buyer has no id of value added tax, which " + named(use.kind) + " needs",
                    "give the customer's tax_id in customer.defined");
}

void check_reason(const TaxSubtotal& subtotal, const Category& category, Complaints& complaints)
{
    const bool given = !subtotal.exemption_code.empty() || !subtotal.exemption_reason.empty();
    if (category.has_reason)
        complaints.need(given, rule(category, 10), named(subtotal.kind), "it isn't said why no tax is due",
                        "give the line's tax a `reason`");
    else
        complaints.need(!given, rule(category, 10), named(subtotal.kind), "a taxed category says why it is not",
                        "leave the reason out, or take category E");
}

void check_delivery(const Invoice& invoice, Complaints& complaints)
{
    complaints.need(invoice.delivered || invoice.period, "br-ic-11", "BG-13",
                    "a supply within the Union names neither its delivery nor its period",
                    "invoice a line with service dates, or one that was fulfilled");
    complaints.need(!invoice.deliver_to_country.empty(), "br-ic-12", "BT-80",
                    "a supply within the Union names no country of delivery", "give the customer's country");
}

}  // namespace

void check_tax(const Invoice& invoice, Complaints& complaints)
{
    for (const TaxSubtotal& subtotal : invoice.subtotals) check_subtotal(invoice, subtotal, complaints);
    check_groups(invoice, complaints);
}

void check_categories(const Invoice& invoice, Complaints& complaints)
{
    bool outside = false, within = false;
    for (const Use& use : uses_of(invoice)) {
        const Category* category = category_of(use.kind.category);
        if (category == nullptr) {
            complaints.add(use.rule == 5   ? "br-co-04"
                           : use.rule == 6 ? "br-32"
                                           : "br-37",
                           use.where,
                           use.kind.category.empty()
                               ? "no category of value added tax is given"
                               : "'" + use.kind.category + "' is no category of value added tax that is known here",
                           "give the tax a category: S, Z, E, AE, K, G or O");
            continue;
        }
        (category->percent == Percent::none ? outside : within) = true;
        complaints.need(fits(*category, use.kind), rule(*category, use.rule), use.where,
                        named(use.kind) + " must have " + std::string(words(category->percent)),
                        "correct the line's tax: its rate or its category");
        check_parties(invoice, *category, use, complaints);
    }
    bool is_supply = false;
    for (const TaxSubtotal& subtotal : invoice.subtotals)
        if (const Category* category = category_of(subtotal.kind.category)) {
            check_reason(subtotal, *category, complaints);
            is_supply = is_supply || category->code == "K";
        }
    if (is_supply) check_delivery(invoice, complaints);
    complaints.need(!(outside && within), "br-o-11", "BG-23",
                    "lines outside the scope of tax stand together with lines within it",
                    "invoice them apart: lines of category O need a contract of their own");
}

}  // namespace earned::einvoice
