#include "exchange/einvoice/ubl.h"

#include "exchange/bank/xml.h"

namespace earned::exchange {

namespace {

using bank::child;
using bank::children;
using bank::Path;
using einvoice::Allowance;
using einvoice::Invoice;
using einvoice::InvoiceLine;
using einvoice::TaxKind;
using einvoice::TaxSubtotal;
using einvoice::Trader;

class UblReader {
public:
    explicit UblReader(std::string_view bytes) : xml_(bytes) {}

    Result<Invoice> read()
    {
        if (std::optional<Fault> fault = xml_.load()) {
            fault->hint = "give the e-invoice as it was sent";
            return *fault;
        }
        root_ = xml_.root();
        const std::string_view kind = bank::local_name(root_);
        if (kind != "Invoice" && kind != "CreditNote")
            return Fault{"not-ubl", "line " + std::to_string(xml_.line(root_)),
                         "its outermost element is '" + std::string(kind) + "', not Invoice or CreditNote",
                         "give a document of UBL 2.1"};
        credit_ = kind == "CreditNote";
        invoice_.currency = bank::text(root_, {"DocumentCurrencyCode"});
        head();
        trader(child(child(root_, "AccountingSupplierParty"), "Party"), invoice_.seller);
        trader(child(child(root_, "AccountingCustomerParty"), "Party"), invoice_.buyer);
        payment();
        for (const pugi::xml_node node : children(root_, {"AllowanceCharge"}))
            invoice_.allowances.push_back(allowance(node, true));
        figures();
        for (const pugi::xml_node node : children(root_, {credit_ ? "CreditNoteLine" : "InvoiceLine"}))
            invoice_.lines.push_back(line(node));
        if (fault_) return *fault_;
        return std::move(invoice_);
    }

private:
    void refuse(const char* code, pugi::xml_node node, const std::string& what, const char* hint)
    {
        if (!fault_) fault_ = Fault{code, "line " + std::to_string(xml_.line(node)), what, hint};
    }

    Decimal number(pugi::xml_node node)
    {
        const std::string text = bank::text(node, {});
        const std::optional<Decimal> read = Decimal::parse(text);
        const std::string name(bank::local_name(node));
        if (!read) {
            refuse("number-unreadable", node, name + " is '" + text + "', which is no number", "write plain digits");
            return {};
        }
        if (read->places() > 12 || Decimal::of(1, 15) < read->abs()) {
            refuse("amount-too-large", node, name + " has more digits than any document needs: " + text,
                   "check the figure");
            return {};
        }
        return *read;
    }
    Decimal amount(pugi::xml_node node)
    {
        const std::string currency = node.attribute("currencyID").as_string();
        if (node && currency != invoice_.currency)
            refuse("currency-mixed", node,
                   std::string(bank::local_name(node)) + " is in '" + currency + "', and the document in '" +
                       invoice_.currency + "'",
                   "amounts are in the document's own currency");
        return number(node);
    }
    // Of a sum that may be left out.
    Decimal amount_or_zero(pugi::xml_node node) { return node ? amount(node) : Decimal::of(0, -2); }
    std::optional<Decimal> maybe(pugi::xml_node node, bool of_money)
    {
        if (!node) return std::nullopt;
        return of_money ? amount(node) : number(node);
    }

    std::optional<Date> date(pugi::xml_node under, const Path& path)
    {
        const std::string text = bank::text(under, path);
        if (text.empty()) return std::nullopt;
        const std::optional<Date> read = Date::parse(text);
        if (!read) refuse("date-unreadable", under, "'" + text + "' is no date", "write it as YYYY-MM-DD");
        return read;
    }
    std::optional<Term> period(pugi::xml_node under)
    {
        const pugi::xml_node node = child(under, "InvoicePeriod");
        const std::optional<Date> first = date(node, {"StartDate"}), last = date(node, {"EndDate"});
        if (!first && !last) return std::nullopt;
        return Term{first.value_or(*last), last.value_or(*first)};
    }

    void head()
    {
        invoice_.number = bank::text(root_, {"ID"});
        invoice_.type = bank::text(root_, {credit_ ? "CreditNoteTypeCode" : "InvoiceTypeCode"});
        invoice_.issued = issue_date();
        invoice_.due = credit_ ? date(root_, {"PaymentMeans", "PaymentDueDate"}) : date(root_, {"DueDate"});
        invoice_.tax_point = date(root_, {"TaxPointDate"});
        invoice_.note = bank::text(root_, {"Note"});
        invoice_.buyer_reference = bank::text(root_, {"BuyerReference"});
        invoice_.purchase_order = bank::text(root_, {"OrderReference", "ID"});
        if (invoice_.purchase_order == "NA") invoice_.purchase_order.clear();
        invoice_.sales_order = bank::text(root_, {"OrderReference", "SalesOrderID"});
        for (const pugi::xml_node node : children(root_, {"BillingReference"}))
            invoice_.preceding.push_back({bank::text(node, {"InvoiceDocumentReference", "ID"}),
                                          date(node, {"InvoiceDocumentReference", "IssueDate"})});
        invoice_.contract = bank::text(root_, {"ContractDocumentReference", "ID"});
        invoice_.project = bank::text(root_, {"ProjectReference", "ID"});
        for (const pugi::xml_node node : children(root_, {"AdditionalDocumentReference"}))
            if (bank::text(node, {"DocumentTypeCode"}) == "50") invoice_.project = bank::text(node, {"ID"});
        invoice_.period = period(root_);
        invoice_.delivered = date(root_, {"Delivery", "ActualDeliveryDate"});
        invoice_.deliver_to_country =
            bank::text(root_, {"Delivery", "DeliveryLocation", "Address", "Country", "IdentificationCode"});
        invoice_.terms = bank::text(root_, {"PaymentTerms", "Note"});
    }
    Date issue_date()
    {
        const std::optional<Date> read = date(root_, {"IssueDate"});
        if (!read) refuse("date-unreadable", root_, "it has no date of issue", "give IssueDate as YYYY-MM-DD");
        return read.value_or(Date());
    }

    static void trader(pugi::xml_node party, Trader& who)
    {
        who.endpoint = bank::text(party, {"EndpointID"});
        who.endpoint_scheme = child(party, "EndpointID").attribute("schemeID").as_string();
        who.trading_name = bank::text(party, {"PartyName", "Name"});
        who.name = bank::text(party, {"PartyLegalEntity", "RegistrationName"});
        who.registration = bank::text(party, {"PartyLegalEntity", "CompanyID"});
        for (const pugi::xml_node tax : children(party, {"PartyTaxScheme"}))
            if (bank::text(tax, {"TaxScheme", "ID"}) == "VAT") who.tax_id = bank::text(tax, {"CompanyID"});
        const pugi::xml_node at = child(party, "PostalAddress");
        who.place = {bank::text(at, {"StreetName"}),       bank::text(at, {"AdditionalStreetName"}),
                     bank::text(at, {"CityName"}),         bank::text(at, {"PostalZone"}),
                     bank::text(at, {"CountrySubentity"}), bank::text(at, {"Country", "IdentificationCode"})};
        who.phone = bank::text(party, {"Contact", "Telephone"});
        who.email = bank::text(party, {"Contact", "ElectronicMail"});
    }

    void payment()
    {
        const pugi::xml_node means = child(root_, "PaymentMeans");
        invoice_.means = {bank::text(means, {"PaymentMeansCode"}), bank::text(means, {"PaymentID"}),
                          bank::text(means, {"PayeeFinancialAccount", "ID"}),
                          bank::text(means, {"PayeeFinancialAccount", "Name"}),
                          bank::text(means, {"PayeeFinancialAccount", "FinancialInstitutionBranch", "ID"})};
    }

    TaxKind kind_of(pugi::xml_node category)
    {
        return {bank::text(category, {"ID"}), maybe(child(category, "Percent"), false)};
    }

    Allowance allowance(pugi::xml_node node, bool has_tax)
    {
        Allowance one;
        one.charge = bank::text(node, {"ChargeIndicator"}) == "true";
        one.code = bank::text(node, {"AllowanceChargeReasonCode"});
        one.reason = bank::text(node, {"AllowanceChargeReason"});
        one.percent = maybe(child(node, "MultiplierFactorNumeric"), false);
        one.amount = amount(child(node, "Amount"));
        one.base = maybe(child(node, "BaseAmount"), true);
        if (has_tax) one.tax = kind_of(child(node, "TaxCategory"));
        return one;
    }

    void figures()
    {
        const pugi::xml_node tax = child(root_, "TaxTotal"), sums = child(root_, "LegalMonetaryTotal");
        for (const pugi::xml_node node : children(tax, {"TaxSubtotal"})) {
            const pugi::xml_node category = child(node, "TaxCategory");
            invoice_.subtotals.push_back({amount(child(node, "TaxableAmount")), amount(child(node, "TaxAmount")),
                                          kind_of(category), bank::text(category, {"TaxExemptionReasonCode"}),
                                          bank::text(category, {"TaxExemptionReason"})});
        }
        invoice_.totals = {.lines = amount(child(sums, "LineExtensionAmount")),
                           .allowances = amount_or_zero(child(sums, "AllowanceTotalAmount")),
                           .charges = amount_or_zero(child(sums, "ChargeTotalAmount")),
                           .without_tax = amount(child(sums, "TaxExclusiveAmount")),
                           .tax = amount_or_zero(child(tax, "TaxAmount")),
                           .with_tax = amount(child(sums, "TaxInclusiveAmount")),
                           .paid = amount_or_zero(child(sums, "PrepaidAmount")),
                           .rounding = amount_or_zero(child(sums, "PayableRoundingAmount")),
                           .payable = amount(child(sums, "PayableAmount"))};
    }

    InvoiceLine line(pugi::xml_node node)
    {
        InvoiceLine line;
        line.id = bank::text(node, {"ID"});
        line.note = bank::text(node, {"Note"});
        const pugi::xml_node quantity = child(node, credit_ ? "CreditedQuantity" : "InvoicedQuantity");
        line.quantity = number(quantity);
        line.unit = quantity.attribute("unitCode").as_string();
        line.net = amount(child(node, "LineExtensionAmount"));
        line.period = period(node);
        line.order_line = bank::text(node, {"OrderLineReference", "LineID"});
        for (const pugi::xml_node one : children(node, {"AllowanceCharge"}))
            line.allowances.push_back(allowance(one, false));
        const pugi::xml_node item = child(node, "Item"), price = child(node, "Price");
        line.name = bank::text(item, {"Name"});
        line.description = bank::text(item, {"Description"});
        line.seller_item = bank::text(item, {"SellersItemIdentification", "ID"});
        line.tax = kind_of(child(item, "ClassifiedTaxCategory"));
        line.price = amount(child(price, "PriceAmount"));
        line.base_quantity = maybe(child(price, "BaseQuantity"), false);
        return line;
    }

    bank::Xml xml_;
    pugi::xml_node root_;
    bool credit_ = false;
    Invoice invoice_;
    std::optional<Fault> fault_;
};

}  // namespace

Result<einvoice::Invoice> read_ubl(std::string_view bytes) { return UblReader(bytes).read(); }

}  // namespace earned::exchange
