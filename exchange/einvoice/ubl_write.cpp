#include "exchange/einvoice/ubl.h"

#include <pugixml.hpp>

#include <sstream>

namespace earned::exchange {

namespace {

using einvoice::Allowance;
using einvoice::Invoice;
using einvoice::InvoiceLine;
using einvoice::TaxKind;
using einvoice::TaxSubtotal;
using einvoice::Trader;

pugi::xml_node group(pugi::xml_node under, const char* name) { return under.append_child(name); }

// XML can't hold control characters, not even by their numbers; what follows U+FFFD are no characters.
std::string without_controls(const std::string& text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool control = byte < 0x20 && text[at] != '\t' && text[at] != '\n' && text[at] != '\r';
        const bool none = text.compare(at, 3, "\xEF\xBF\xBE") == 0 || text.compare(at, 3, "\xEF\xBF\xBF") == 0;
        if (!control && !none) plain += text[at];
        if (none) at += 2;
    }
    return plain;
}

// Nothing where there is nothing to say: an empty element is refused by those who receive it.
pugi::xml_node say_text(pugi::xml_node under, const char* name, const std::string& said)
{
    const std::string text = without_controls(said);
    if (text.empty()) return {};
    pugi::xml_node node = under.append_child(name);
    node.text().set(text.c_str());
    return node;
}
void say_date(pugi::xml_node under, const char* name, const std::optional<Date>& date)
{
    if (date) say_text(under, name, date->text());
}

// As it is, with two decimals at least.
std::string two_decimals(const Decimal& amount)
{
    return (amount.places() < 2 ? amount.quantized(2, Round::half_away) : amount).text();
}

class UblWriter {
public:
    explicit UblWriter(const Invoice& invoice) : invoice_(invoice) {}

    std::string written()
    {
        pugi::xml_document document;
        pugi::xml_node declaration = document.append_child(pugi::node_declaration);
        declaration.append_attribute("version") = "1.0";
        declaration.append_attribute("encoding") = "UTF-8";
        pugi::xml_node root = document.append_child(credit() ? "CreditNote" : "Invoice");
        const std::string schema = "urn:oasis:names:specification:ubl:schema:xsd:";
        root.append_attribute("xmlns") = (schema + (credit() ? "CreditNote-2" : "Invoice-2")).c_str();
        root.append_attribute("xmlns:cac") = (schema + "CommonAggregateComponents-2").c_str();
        root.append_attribute("xmlns:cbc") = (schema + "CommonBasicComponents-2").c_str();
        head(root);
        references(root);
        trader(group(root, "cac:AccountingSupplierParty"), invoice_.seller);
        trader(group(root, "cac:AccountingCustomerParty"), invoice_.buyer);
        delivery(root);
        payment(root);
        for (const Allowance& one : invoice_.allowances) allowance(root, one, &one.tax);
        taxes(root);
        totals(root);
        for (const InvoiceLine& each : invoice_.lines) line(root, each);
        std::ostringstream out;
        document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
        return out.str();
    }

private:
    bool credit() const { return invoice_.is_credit(); }
    bool for_peppol() const
    {
        return !invoice_.seller.endpoint.empty() && !invoice_.buyer.endpoint.empty() &&
               (!invoice_.buyer_reference.empty() || !invoice_.purchase_order.empty());
    }

    void head(pugi::xml_node root) const
    {
        const std::string core = "urn:cen.eu:en16931:2017";
        const std::string peppol = core + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
        say_text(root, "cbc:CustomizationID", for_peppol() ? peppol : core);
        if (for_peppol()) say_text(root, "cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0");
        say_text(root, "cbc:ID", invoice_.number);
        say_date(root, "cbc:IssueDate", invoice_.issued);
        if (credit()) say_date(root, "cbc:TaxPointDate", invoice_.tax_point);
        if (!credit()) say_date(root, "cbc:DueDate", invoice_.due);
        say_text(root, credit() ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", invoice_.type);
        say_text(root, "cbc:Note", invoice_.note);
        if (!credit()) say_date(root, "cbc:TaxPointDate", invoice_.tax_point);
        say_text(root, "cbc:DocumentCurrencyCode", invoice_.currency);
        say_text(root, "cbc:BuyerReference", invoice_.buyer_reference);
        period(root, invoice_.period);
    }

    void references(pugi::xml_node root) const
    {
        if (!invoice_.purchase_order.empty() || !invoice_.sales_order.empty()) {
            pugi::xml_node order = group(root, "cac:OrderReference");
            // The schema wants the buyer's number; where there is none, the syntax binding says NA.
            say_text(order, "cbc:ID", invoice_.purchase_order.empty() ? "NA" : invoice_.purchase_order);
            say_text(order, "cbc:SalesOrderID", invoice_.sales_order);
        }
        for (const einvoice::Preceding& one : invoice_.preceding) {
            pugi::xml_node of = group(group(root, "cac:BillingReference"), "cac:InvoiceDocumentReference");
            say_text(of, "cbc:ID", one.number);
            say_date(of, "cbc:IssueDate", one.date);
        }
        if (!invoice_.contract.empty())
            say_text(group(root, "cac:ContractDocumentReference"), "cbc:ID", invoice_.contract);
        if (invoice_.project.empty()) return;
        // A credit note has no place of its own for the project: it is a document of type 50.
        pugi::xml_node project = group(root, credit() ? "cac:AdditionalDocumentReference" : "cac:ProjectReference");
        say_text(project, "cbc:ID", invoice_.project);
        if (credit()) say_text(project, "cbc:DocumentTypeCode", "50");
    }

    void period(pugi::xml_node under, const std::optional<Term>& term) const
    {
        if (!term) return;
        pugi::xml_node node = group(under, "cac:InvoicePeriod");
        say_date(node, "cbc:StartDate", term->first);
        say_date(node, "cbc:EndDate", term->last);
    }

    static void place(pugi::xml_node party, const einvoice::Place& at)
    {
        pugi::xml_node node = group(party, "cac:PostalAddress");
        say_text(node, "cbc:StreetName", at.street);
        say_text(node, "cbc:AdditionalStreetName", at.additional);
        say_text(node, "cbc:CityName", at.city);
        say_text(node, "cbc:PostalZone", at.postal_code);
        say_text(node, "cbc:CountrySubentity", at.region);
        if (!at.country.empty()) say_text(group(node, "cac:Country"), "cbc:IdentificationCode", at.country);
    }

    static void scheme(pugi::xml_node under) { say_text(group(under, "cac:TaxScheme"), "cbc:ID", "VAT"); }

    static void trader(pugi::xml_node role, const Trader& who)
    {
        pugi::xml_node party = group(role, "cac:Party");
        if (pugi::xml_node endpoint = say_text(party, "cbc:EndpointID", who.endpoint))
            endpoint.append_attribute("schemeID") = who.endpoint_scheme.c_str();
        if (!who.trading_name.empty()) say_text(group(party, "cac:PartyName"), "cbc:Name", who.trading_name);
        place(party, who.place);
        if (!who.tax_id.empty()) {
            pugi::xml_node tax = group(party, "cac:PartyTaxScheme");
            say_text(tax, "cbc:CompanyID", who.tax_id);
            scheme(tax);
        }
        pugi::xml_node legal = group(party, "cac:PartyLegalEntity");
        say_text(legal, "cbc:RegistrationName", who.name);
        say_text(legal, "cbc:CompanyID", who.registration);
        if (who.phone.empty() && who.email.empty()) return;
        pugi::xml_node contact = group(party, "cac:Contact");
        say_text(contact, "cbc:Telephone", who.phone);
        say_text(contact, "cbc:ElectronicMail", who.email);
    }

    void delivery(pugi::xml_node root) const
    {
        if (!invoice_.delivered && invoice_.deliver_to_country.empty()) return;
        pugi::xml_node node = group(root, "cac:Delivery");
        say_date(node, "cbc:ActualDeliveryDate", invoice_.delivered);
        if (invoice_.deliver_to_country.empty()) return;
        pugi::xml_node address = group(group(node, "cac:DeliveryLocation"), "cac:Address");
        say_text(group(address, "cac:Country"), "cbc:IdentificationCode", invoice_.deliver_to_country);
    }

    void payment(pugi::xml_node root) const
    {
        const einvoice::PaymentMeans& means = invoice_.means;
        if (!means.code.empty()) {
            pugi::xml_node node = group(root, "cac:PaymentMeans");
            say_text(node, "cbc:PaymentMeansCode", means.code);
            if (credit()) say_date(node, "cbc:PaymentDueDate", invoice_.due);
            say_text(node, "cbc:PaymentID", means.remittance);
            if (!means.account.empty()) {
                pugi::xml_node account = group(node, "cac:PayeeFinancialAccount");
                say_text(account, "cbc:ID", means.account);
                say_text(account, "cbc:Name", means.holder);
                if (!means.bic.empty()) say_text(group(account, "cac:FinancialInstitutionBranch"), "cbc:ID", means.bic);
            }
        }
        if (!invoice_.terms.empty()) say_text(group(root, "cac:PaymentTerms"), "cbc:Note", invoice_.terms);
    }

    void amount(pugi::xml_node under, const char* name, const Decimal& figure) const
    {
        pugi::xml_node node = say_text(under, name, two_decimals(figure));
        node.append_attribute("currencyID") = invoice_.currency.c_str();
    }
    void quantity(pugi::xml_node under, const char* name, const Decimal& figure, const std::string& unit) const
    {
        pugi::xml_node node = say_text(under, name, figure.text());
        node.append_attribute("unitCode") = unit.c_str();
    }

    static void category(pugi::xml_node under, const char* name, const TaxKind& kind, const TaxSubtotal* of)
    {
        pugi::xml_node node = group(under, name);
        say_text(node, "cbc:ID", kind.category);
        if (kind.percent) say_text(node, "cbc:Percent", kind.percent->text());
        if (of != nullptr) {
            say_text(node, "cbc:TaxExemptionReasonCode", of->exemption_code);
            say_text(node, "cbc:TaxExemptionReason", of->exemption_reason);
        }
        scheme(node);
    }

    void allowance(pugi::xml_node under, const Allowance& one, const TaxKind* kind) const
    {
        pugi::xml_node node = group(under, "cac:AllowanceCharge");
        say_text(node, "cbc:ChargeIndicator", one.charge ? "true" : "false");
        say_text(node, "cbc:AllowanceChargeReasonCode", one.code);
        say_text(node, "cbc:AllowanceChargeReason", one.reason);
        if (one.percent) say_text(node, "cbc:MultiplierFactorNumeric", one.percent->text());
        amount(node, "cbc:Amount", one.amount);
        if (one.base) amount(node, "cbc:BaseAmount", *one.base);
        if (kind != nullptr) category(node, "cac:TaxCategory", *kind, nullptr);
    }

    void taxes(pugi::xml_node root) const
    {
        pugi::xml_node all = group(root, "cac:TaxTotal");
        amount(all, "cbc:TaxAmount", invoice_.totals.tax);
        for (const TaxSubtotal& one : invoice_.subtotals) {
            pugi::xml_node node = group(all, "cac:TaxSubtotal");
            amount(node, "cbc:TaxableAmount", one.taxable);
            amount(node, "cbc:TaxAmount", one.tax);
            category(node, "cac:TaxCategory", one.kind, &one);
        }
    }

    void totals(pugi::xml_node root) const
    {
        const einvoice::Totals& totals = invoice_.totals;
        pugi::xml_node node = group(root, "cac:LegalMonetaryTotal");
        amount(node, "cbc:LineExtensionAmount", totals.lines);
        amount(node, "cbc:TaxExclusiveAmount", totals.without_tax);
        amount(node, "cbc:TaxInclusiveAmount", totals.with_tax);
        if (!totals.allowances.is_zero()) amount(node, "cbc:AllowanceTotalAmount", totals.allowances);
        if (!totals.charges.is_zero()) amount(node, "cbc:ChargeTotalAmount", totals.charges);
        if (!totals.paid.is_zero()) amount(node, "cbc:PrepaidAmount", totals.paid);
        if (!totals.rounding.is_zero()) amount(node, "cbc:PayableRoundingAmount", totals.rounding);
        amount(node, "cbc:PayableAmount", totals.payable);
    }

    void line(pugi::xml_node root, const InvoiceLine& line) const
    {
        pugi::xml_node node = group(root, credit() ? "cac:CreditNoteLine" : "cac:InvoiceLine");
        say_text(node, "cbc:ID", line.id);
        say_text(node, "cbc:Note", line.note);
        quantity(node, credit() ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity, line.unit);
        amount(node, "cbc:LineExtensionAmount", line.net);
        period(node, line.period);
        if (!line.order_line.empty()) say_text(group(node, "cac:OrderLineReference"), "cbc:LineID", line.order_line);
        for (const Allowance& one : line.allowances) allowance(node, one, nullptr);
        pugi::xml_node item = group(node, "cac:Item");
        say_text(item, "cbc:Description", line.description);
        say_text(item, "cbc:Name", line.name);
        if (!line.seller_item.empty())
            say_text(group(item, "cac:SellersItemIdentification"), "cbc:ID", line.seller_item);
        category(item, "cac:ClassifiedTaxCategory", line.tax, nullptr);
        pugi::xml_node price = group(node, "cac:Price");
        amount(price, "cbc:PriceAmount", line.price);
        if (line.base_quantity) quantity(price, "cbc:BaseQuantity", *line.base_quantity, line.unit);
    }

    const Invoice& invoice_;
};

}  // namespace

std::string write_ubl(const einvoice::Invoice& invoice) { return UblWriter(invoice).written(); }

}  // namespace earned::exchange
