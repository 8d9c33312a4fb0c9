#include "billing/einvoice/present.h"

#include "billing/collect/reference.h"
#include "billing/einvoice/rules.h"

#include <algorithm>
#include <array>

namespace earned::einvoice {

namespace {

void place_at(Place& place, const std::optional<PostalAddress>& address, const std::string& country)
{
    if (address)
        place = {address->street, address->additional, address->city, address->postal_code, address->region, ""};
    place.country = country;
}

// "0088:7300010000001" is a scheme and an id.
void endpoint_of(Trader& trader, const std::string& endpoint)
{
    const std::size_t colon = endpoint.find(':');
    trader.endpoint = colon == std::string::npos ? endpoint : endpoint.substr(colon + 1);
    if (colon != std::string::npos) trader.endpoint_scheme = endpoint.substr(0, colon);
}

template <class Defined>
Trader trader_of(const Defined& known, const std::string& id)
{
    Trader trader{.name = known.name.empty() ? id : known.name,
                  .tax_id = known.tax_id,
                  .registration = known.registration,
                  .phone = known.phone,
                  .email = known.email};
    endpoint_of(trader, known.endpoint);
    place_at(trader.place, known.address, known.country);
    return trader;
}

std::string tagged(const Contract& contract, std::string_view name)
{
    const auto found = contract.terms.attributes.find(name);
    return found == contract.terms.attributes.end() ? "" : found->second;
}

// What the regulation itself gives as the reason (VATEX); an exemption's is its own.
struct Reason {
    std::string_view category, code, words;
};
constexpr std::array<Reason, 4> reasons{{
    {"AE", "VATEX-EU-AE", "Reverse charge"},
    {"K", "VATEX-EU-IC", "Intra-Community supply"},
    {"G", "VATEX-EU-G", "Export outside the EU"},
    {"O", "VATEX-EU-O", "Not subject to VAT"},
}};

struct Found {
    const Contract* contract = nullptr;
    const ContractTerms* terms = nullptr;
};

Found contract_of(const Known& known, const ContractId& id)
{
    for (std::size_t at = 0; at < known.group.contracts.size(); ++at)
        if (known.group.contracts[at].id == id) return {&known.group.contracts[at], &known.terms.contracts[at]};
    return {};
}

std::optional<LineWords> words_of(const Found& of, const LineId& id, Date date, const Reference& reference)
{
    for (std::size_t at = 0; at < of.contract->lines.size(); ++at) {
        const LineLife& life = of.contract->lines[at];
        if (life.id != id || life.versions.empty()) continue;
        std::size_t version = 0;
        while (version + 1 < life.versions.size() && life.versions[version + 1].from.date <= date) ++version;
        const Line& line = life.versions[version].line;
        return LineWords{life, line, of.terms->lines[at][version],
                         line.sku ? reference.product(*line.sku, date) : nullptr};
    }
    return std::nullopt;
}

// Lines that were handed over have a day, which a supply without a period must name.
std::optional<Date> delivered(const LineLife& life, Date by)
{
    std::optional<Date> last;
    for (const Happening& each : life.happenings)
        if (each.at.date <= by && std::holds_alternative<OrderFulfilled>(each.fact)) last = each.at.date;
    return last;
}

class Presenter {
public:
    Presenter(const Known& known, const Document& document) : known_(known), document_(document) {}

    Result<Invoice> presented()
    {
        const Date date = document_.at.date;
        const EntityDefined* entity = known_.reference.entity(known_.group.entity, date);
        const Found of = contract_of(known_, document_.contract);
        if (entity == nullptr || of.contract == nullptr)
            return Fault{"entity-unknown", "document " + document_.number.text(),
                         "its entity or contract is not known on " + date.text(), "send its entity.defined"};
        head(*of.contract);
        shown_.seller = trader_of(*entity, known_.group.entity.text());
        if (entity->pay_into) {
            shown_.seller.bank = entity->pay_into->bank;
            shown_.seller.account = entity->pay_into->account;
        }
        buyer(date);
        for (const IssuedLine& issued : document_.lines) {
            const std::optional<LineWords> words = words_of(of, issued.line, date, known_.reference);
            if (!words)
                return Fault{"document-line-unknown", "document " + document_.number.text(),
                             "its line '" + issued.line.text() + "' is none of the contract's",
                             "credit it, and invoice a line of the contract"};
            add(*words, issued);
        }
        if (!document_.credit) payment(*entity);
        sum_up();
        return std::move(shown_);
    }

private:
    void head(const Contract& contract)
    {
        shown_.number = document_.number.text();
        shown_.type = document_.credit ? "381" : "380";
        shown_.currency = known_.group.currency.code();
        shown_.issued = document_.at.date;
        shown_.note = document_.reason;
        shown_.contract = document_.contract.text();
        shown_.buyer_reference = tagged(contract, "buyer_reference");
        shown_.project = tagged(contract, "project");
        shown_.purchase_order = tagged(contract, "purchase_order");
        shown_.sales_order = tagged(contract, "sales_order");
        if (!document_.credit) {
            shown_.due = document_.due;
            return;
        }
        Preceding of{document_.of.text(), std::nullopt};
        for (const Document& other : known_.group.documents)
            if (!other.credit && other.number == document_.of) of.date = other.at.date;
        shown_.preceding.push_back(std::move(of));
    }

    void buyer(Date date)
    {
        const std::string& id = known_.group.customer.text();
        if (const CustomerVersion customer = known_.reference.customer(known_.group.customer, date))
            take(*customer, id);
        else
            shown_.buyer.name = id;
    }

    void take(const CustomerDefined& customer, const std::string& id)
    {
        shown_.buyer = trader_of(customer, id);
        if (!customer.bank_accounts.empty()) shown_.buyer.account = customer.bank_accounts.front();
        const auto bank = customer.attributes.find("bank");
        if (bank != customer.attributes.end()) shown_.buyer.bank = bank->second;
    }

    void add(const LineWords& words, const IssuedLine& issued)
    {
        const std::optional<Term> period = paid_for(known_, document_, issued);
        InvoiceLine line = present_line(words, issued, period);
        line.id = std::to_string(shown_.lines.size() + 1);
        const std::optional<TaxTerms>& tax = tax_invoiced_on(words.terms, document_.at.date);
        line.tax = kind_of(tax);
        add_tax(line.tax, tax, issued);
        if (period)
            shown_.period = shown_.period ? Term{std::min(shown_.period->first, period->first),
                                                 std::max(shown_.period->last, period->last)}
                                          : *period;
        if (line.tax.category == "K") {
            shown_.deliver_to_country = shown_.buyer.place.country;
            shown_.delivered = std::max(shown_.delivered, delivered(words.life, document_.at.date));
        }
        if (shown_.terms.empty() && !document_.credit) shown_.terms = words.terms.payment.text();
        shown_.lines.push_back(std::move(line));
    }

    void add_tax(const TaxKind& kind, const std::optional<TaxTerms>& tax, const IssuedLine& issued)
    {
        const auto same = std::find_if(shown_.subtotals.begin(), shown_.subtotals.end(),
                                       [&](const TaxSubtotal& one) { return one.kind == kind; });
        if (same != shown_.subtotals.end()) {
            same->taxable += issued.net.decimal();
            same->tax += issued.tax.decimal();
            return;
        }
        TaxSubtotal group{.taxable = issued.net.decimal(), .tax = issued.tax.decimal(), .kind = kind};
        for (const Reason& reason : reasons)
            if (reason.category == kind.category) {
                group.exemption_code = reason.code;
                group.exemption_reason = reason.words;
            }
        if (tax && !tax->reason.empty()) group.exemption_reason = tax->reason;
        shown_.subtotals.push_back(std::move(group));
    }

    void payment(const EntityDefined& entity)
    {
        shown_.means.remittance = billing::creditor_reference(shown_.number);
        shown_.means.code = entity.pay_into ? "30" : "1";  // a credit transfer; or no means defined
        if (!entity.pay_into) return;
        shown_.means.account = entity.pay_into->account;
        shown_.means.bic = entity.pay_into->bic;
        shown_.means.holder = entity.pay_into->holder.empty() ? shown_.seller.name : entity.pay_into->holder;
    }

    void sum_up()
    {
        const Money net = document_.net(), tax = document_.tax(), nothing = Money::zero(known_.group.currency);
        const Decimal zero = nothing.decimal();
        shown_.totals = {net.decimal(),         zero, zero, net.decimal(),        tax.decimal(),
                         (net + tax).decimal(), zero, zero, (net + tax).decimal()};
    }

    const Known& known_;
    const Document& document_;
    Invoice shown_;
};

bool stands_with(const Group& group, const Document& document)
{
    if (document.voided) return false;
    if (!document.credit) return true;
    for (const Document& other : group.documents)
        if (!other.credit && other.number == document.of) return !other.voided;
    return true;
}

std::optional<Term> together(const std::vector<const BillItem*>& items)
{
    std::optional<Term> all;
    for (const BillItem* item : items) {
        if (!item->covers) return std::nullopt;
        all = all ? Term{std::min(all->first, item->covers->first), std::max(all->last, item->covers->last)}
                  : *item->covers;
    }
    return all;
}

}  // namespace

std::optional<Term> paid_for(const Known& known, const Document& document, const IssuedLine& issued)
{
    if (document.early_payment) return std::nullopt;
    const Money zero = Money::zero(known.group.currency), sought = document.credit ? -issued.net : issued.net;
    std::vector<const BillItem*> all, dated;
    Money of_the_day = zero;
    for (const BillItem& item : known.billed.items) {
        if (item.contract != document.contract || item.line != issued.line) continue;
        all.push_back(&item);
        if (item.date != document.at.date) continue;
        dated.push_back(&item);
        of_the_day += item.net;
    }
    if (!dated.empty() && of_the_day == sought) return together(dated);
    // Else the whole bills that take what was issued before to what was issued with it.
    Money before = zero, through = zero;
    for (const Document& other : known.group.documents) {
        if (other.number == document.number && other.credit == document.credit) break;
        if (other.contract != document.contract || !stands_with(known.group, other) || other.early_payment) continue;
        for (const IssuedLine& line : other.lines)
            if (line.line == issued.line) before += other.credit ? -line.net : line.net;
    }
    std::vector<const BillItem*> found;
    for (const BillItem* item : all) {
        const bool is_begun = !found.empty() || through == before;
        through += item->net;
        if (!is_begun) continue;
        found.push_back(item);
        if (through == before + sought) return together(found);
    }
    return std::nullopt;
}

Trader trader_of_entity(const EntityDefined& known) { return trader_of(known, known.entity.text()); }
Trader trader_of_customer(const CustomerDefined& known) { return trader_of(known, known.customer.text()); }

Result<Invoice> present(const Known& known, const Document& document) { return Presenter(known, document).presented(); }

std::optional<Fault> unfit(const Known& known, std::span<const Draft> drafts)
{
    const auto is_sent = [&](const Draft& draft) {
        const EntityDefined* entity = known.reference.entity(known.group.entity, draft.date);
        return entity != nullptr && !entity->e_invoice.empty();
    };
    if (std::ranges::none_of(drafts, is_sent)) return std::nullopt;
    Group group = known.group;
    for (const Draft& draft : drafts) {
        if (!is_sent(draft)) continue;
        Document document;
        document.credit = draft.credit;
        document.number = InvoiceId("of contract " + draft.contract.text() + " of " + draft.date.text());
        document.of = draft.of_drafted ? InvoiceId("of " + draft.of_drafted->text()) : draft.of;
        document.contract = draft.contract;
        document.at = {draft.date, Rank::billing, 0};
        document.due = draft.due;
        document.lines = draft.lines;
        document.reason = draft.reason;
        document.early_payment = draft.early_payment;
        const Result<Invoice> shown = present({known.reference, group, known.terms, known.billed}, document);
        if (!shown) return shown.fault();
        if (std::vector<Fault> rules = broken(*shown); !rules.empty()) return rules.front();
        group.documents.push_back(std::move(document));
    }
    return std::nullopt;
}

}  // namespace earned::einvoice
