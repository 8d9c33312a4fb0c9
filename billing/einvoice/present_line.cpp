#include "billing/einvoice/present.h"

#include <algorithm>
#include <array>

namespace earned::einvoice {

namespace {

// Units as people write them, and as UNECE Recommendation 20 does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> units{{
    {"hour", "HUR"},
    {"hours", "HUR"},
    {"day", "DAY"},
    {"days", "DAY"},
    {"week", "WEE"},
    {"month", "MON"},
    {"months", "MON"},
    {"year", "ANN"},
    {"years", "ANN"},
    {"kg", "KGM"},
    {"kilogram", "KGM"},
    {"metre", "MTR"},
    {"meter", "MTR"},
    {"litre", "LTR"},
    {"kwh", "KWH"},
    {"minute", "MIN"},
    {"set", "SET"},
    {"piece", "H87"},
}};

std::string unit_of(const ProductDefined* product)
{
    if (product == nullptr || product->unit.empty()) return "C62";
    const std::string& unit = product->unit;
    for (const auto& [word, code] : units)
        if (word == unit) return std::string(code);
    const bool is_code = unit.size() >= 2 && unit.size() <= 3 && std::all_of(unit.begin(), unit.end(), [](char letter) {
                             return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
                         });
    return is_code ? unit : "C62";
}

std::string_view unit_of(Interval::Unit unit)
{
    switch (unit) {
        case Interval::day:
            return "DAY";
        case Interval::week:
            return "WEE";
        case Interval::month:
            return "MON";
        case Interval::year:
            return "ANN";
    }
    return "C62";
}

// How many `per` a term holds, where it holds a whole number of them.
std::optional<int> times(const std::optional<Term>& term, Interval per)
{
    if (!term) return std::nullopt;
    const bool by_days = !per.months();
    const int length = by_days ? per.count * (per.unit == Interval::week ? 7 : 1) : *per.months();
    if (!by_days && !months_exact(*term)) return std::nullopt;
    const int held = by_days ? term->days() : whole_months(*term);
    if (length <= 0 || held <= 0 || held % length != 0) return std::nullopt;
    return held / length;
}

struct Priced {
    Decimal quantity, price;
    std::string unit;
    std::vector<Allowance> allowances;
};

// What the contract's discount takes off a gross amount, when it gives the net.
std::optional<std::vector<Allowance>> reduced(const Discount& discount, const Decimal& gross, const Decimal& net,
                                              int places)
{
    Allowance off{.amount = gross - net, .code = "95", .reason = "Discount"};
    if (discount.percent) {
        const auto share = (gross * *discount.percent / Decimal::of(100)).checked_quantized(places, Round::half_away);
        if (!share || Decimal::of(1, -places) < (*share - off.amount).abs()) return std::nullopt;
        if (*share == off.amount) {
            off.base = gross;
            off.percent = *discount.percent;
        } else {  // of a running total: a cent of it stands on another bill
            off.reason += " " + discount.percent->text() + " %";
        }
    } else if (!discount.amount || *discount.amount != off.amount) {
        return std::nullopt;
    }
    return std::vector<Allowance>{std::move(off)};
}

// As the contract prices it: so many units, each for so many periods.
std::optional<Priced> as_agreed(const LineWords& words, const Decimal& net, const std::optional<Term>& period,
                                int places)
{
    const Line& line = words.line;
    const BillingPlan plan = words.terms.billing.plan.value_or(BillingPlan::none);
    const bool by_price =
        plan == BillingPlan::recurring || plan == BillingPlan::on_signing || plan == BillingPlan::on_fulfilment;
    if (!by_price || !line.unit_price || line.unit_price->sign() <= 0 || net.sign() <= 0) return std::nullopt;
    const std::optional<int> periods = line.per ? times(period, *line.per) : std::optional(1);
    if (!periods) return std::nullopt;
    const Decimal each = *line.unit_price * Decimal::of(*periods), quantity = words.terms.quantity;
    const auto gross = (each * quantity).checked_quantized(places, Round::half_away);
    if (!gross) return std::nullopt;
    Priced priced{quantity, each, unit_of(words.product), {}};
    const bool single = line.per && quantity == Decimal::of(1);
    if (single) {
        const bool monthly = line.per->months() && line.per->count == 1;
        priced = {Decimal::of(*periods),
                  *line.unit_price,
                  monthly || line.per->count == 1 ? std::string(unit_of(line.per->unit)) : "C62",
                  {}};
    }
    if (line.discount) {
        auto allowances = reduced(*line.discount, *gross, net, places);
        if (!allowances) return std::nullopt;
        priced.allowances = std::move(*allowances);
        return priced;
    }
    if (*gross == net) return priced;
    // A part of the units was handed over, or stays.
    const Decimal part = net / each;
    if (single || !part.is_integer() || part * each != net || quantity < part) return std::nullopt;
    priced.quantity = part.integral(Round::half_even);
    return priced;
}

std::string name_of(const LineWords& words)
{
    if (words.line.description && !words.line.description->empty()) return *words.line.description;
    if (words.product != nullptr && !words.product->name.empty()) return words.product->name;
    return words.line.sku ? words.line.sku->text() : words.life.id.text();
}

}  // namespace

TaxKind kind_of(const std::optional<TaxTerms>& tax)
{
    if (!tax) return {};
    TaxKind kind{tax->category, (tax->rate * Decimal::of(100)).reduced()};
    if (kind.category.empty() && !tax->rate.is_zero()) kind.category = "S";
    if (kind.category == "O") kind.percent.reset();
    return kind;
}

InvoiceLine present_line(const LineWords& words, const IssuedLine& issued, const std::optional<Term>& period)
{
    const Decimal net = issued.net.decimal();
    InvoiceLine shown;
    shown.order_line = words.life.id.text();
    shown.net = net;
    shown.period = period;
    shown.name = name_of(words);
    if (words.line.sku) shown.seller_item = words.line.sku->text();
    if (words.product != nullptr && words.product->name != shown.name) shown.description = words.product->name;
    if (words.product != nullptr) {
        const auto tagged = [&](std::string_view name) {
            const auto found = words.product->attributes.find(name);
            return found == words.product->attributes.end() ? std::string() : found->second;
        };
        shown.china = {tagged("tax_code"), tagged("tax_name"), tagged("model"), words.product->unit};
    }
    if (auto priced = as_agreed(words, net, period, issued.net.currency().minor_digits())) {
        shown.quantity = std::move(priced->quantity);
        shown.price = std::move(priced->price);
        shown.unit = std::move(priced->unit);
        shown.allowances = std::move(priced->allowances);
    } else {
        shown.quantity = Decimal::of(net.sign() < 0 ? -1 : 1);
        shown.price = net.abs();
        shown.unit = "C62";
    }
    return shown;
}

}  // namespace earned::einvoice
