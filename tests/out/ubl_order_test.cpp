// What the writer can say stands in the order and number that UBL 2.1 asks for, with the codes of EN 16931. The schema
// isn't at hand everywhere, so the order of each element is written down here as the standard gives it.
#include "tests/out/sample.h"

#include "exchange/einvoice/ubl.h"

#include "base/currency.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <map>
#include <regex>
#include <set>

namespace earned::out::ubl_order_test {

namespace {

enum class Times { one, at_most_one, any, at_least_one };
struct Child {
    const char* name;
    Times times;
};
using Children = std::vector<Child>;
constexpr Times one = Times::one, maybe = Times::at_most_one, any = Times::any, some = Times::at_least_one;

// Oasis UBL 2.1, UBL-Invoice-2.1.xsd and UBL-CreditNote-2.1.xsd.
const Children invoice_order = {{"UBLExtensions", maybe},
                                {"UBLVersionID", maybe},
                                {"CustomizationID", maybe},
                                {"ProfileID", maybe},
                                {"ProfileExecutionID", maybe},
                                {"ID", one},
                                {"CopyIndicator", maybe},
                                {"UUID", maybe},
                                {"IssueDate", one},
                                {"IssueTime", maybe},
                                {"DueDate", maybe},
                                {"InvoiceTypeCode", maybe},
                                {"Note", any},
                                {"TaxPointDate", maybe},
                                {"DocumentCurrencyCode", maybe},
                                {"TaxCurrencyCode", maybe},
                                {"PricingCurrencyCode", maybe},
                                {"PaymentCurrencyCode", maybe},
                                {"PaymentAlternativeCurrencyCode", maybe},
                                {"AccountingCostCode", maybe},
                                {"AccountingCost", maybe},
                                {"LineCountNumeric", maybe},
                                {"BuyerReference", maybe},
                                {"InvoicePeriod", any},
                                {"OrderReference", maybe},
                                {"BillingReference", any},
                                {"DespatchDocumentReference", any},
                                {"ReceiptDocumentReference", any},
                                {"StatementDocumentReference", any},
                                {"OriginatorDocumentReference", any},
                                {"ContractDocumentReference", any},
                                {"AdditionalDocumentReference", any},
                                {"ProjectReference", any},
                                {"Signature", any},
                                {"AccountingSupplierParty", one},
                                {"AccountingCustomerParty", one},
                                {"PayeeParty", maybe},
                                {"BuyerCustomerParty", maybe},
                                {"SellerSupplierParty", maybe},
                                {"TaxRepresentativeParty", maybe},
                                {"Delivery", any},
                                {"DeliveryTerms", maybe},
                                {"PaymentMeans", any},
                                {"PaymentTerms", any},
                                {"PrepaidPayment", any},
                                {"AllowanceCharge", any},
                                {"TaxExchangeRate", maybe},
                                {"PricingExchangeRate", maybe},
                                {"PaymentExchangeRate", maybe},
                                {"PaymentAlternativeExchangeRate", maybe},
                                {"TaxTotal", any},
                                {"WithholdingTaxTotal", any},
                                {"LegalMonetaryTotal", one},
                                {"InvoiceLine", some}};
const Children credit_order = {{"UBLExtensions", maybe},
                               {"UBLVersionID", maybe},
                               {"CustomizationID", maybe},
                               {"ProfileID", maybe},
                               {"ProfileExecutionID", maybe},
                               {"ID", one},
                               {"CopyIndicator", maybe},
                               {"UUID", maybe},
                               {"IssueDate", one},
                               {"IssueTime", maybe},
                               {"TaxPointDate", maybe},
                               {"CreditNoteTypeCode", maybe},
                               {"Note", any},
                               {"DocumentCurrencyCode", maybe},
                               {"TaxCurrencyCode", maybe},
                               {"PricingCurrencyCode", maybe},
                               {"PaymentCurrencyCode", maybe},
                               {"PaymentAlternativeCurrencyCode", maybe},
                               {"AccountingCostCode", maybe},
                               {"AccountingCost", maybe},
                               {"LineCountNumeric", maybe},
                               {"BuyerReference", maybe},
                               {"InvoicePeriod", any},
                               {"DiscrepancyResponse", any},
                               {"OrderReference", maybe},
                               {"BillingReference", any},
                               {"DespatchDocumentReference", any},
                               {"ReceiptDocumentReference", any},
                               {"ContractDocumentReference", any},
                               {"AdditionalDocumentReference", any},
                               {"StatementDocumentReference", any},
                               {"OriginatorDocumentReference", any},
                               {"Signature", any},
                               {"AccountingSupplierParty", one},
                               {"AccountingCustomerParty", one},
                               {"PayeeParty", maybe},
                               {"BuyerCustomerParty", maybe},
                               {"SellerSupplierParty", maybe},
                               {"TaxRepresentativeParty", maybe},
                               {"Delivery", any},
                               {"DeliveryTerms", any},
                               {"PaymentMeans", any},
                               {"PaymentTerms", any},
                               {"TaxExchangeRate", maybe},
                               {"PricingExchangeRate", maybe},
                               {"PaymentExchangeRate", maybe},
                               {"PaymentAlternativeExchangeRate", maybe},
                               {"AllowanceCharge", any},
                               {"TaxTotal", any},
                               {"LegalMonetaryTotal", one},
                               {"CreditNoteLine", some}};

// UBL-CommonAggregateComponents-2.1.xsd: of each, what the syntax binding of EN 16931 uses, in the schema's order.
const Children party_role = {{"CustomerAssignedAccountID", maybe}, {"AdditionalAccountID", any}, {"Party", maybe}};
const Children document_reference = {
    {"ID", one},          {"CopyIndicator", maybe},    {"UUID", maybe},         {"IssueDate", maybe},
    {"IssueTime", maybe}, {"DocumentTypeCode", maybe}, {"DocumentType", maybe}, {"DocumentDescription", any},
    {"Attachment", maybe}};
const Children tax_category = {{"ID", maybe},
                               {"Name", maybe},
                               {"Percent", maybe},
                               {"BaseUnitMeasure", maybe},
                               {"PerUnitAmount", maybe},
                               {"TaxExemptionReasonCode", maybe},
                               {"TaxExemptionReason", any},
                               {"TierRange", maybe},
                               {"TierRatePercent", maybe},
                               {"TaxScheme", one}};
const Children address = {{"ID", maybe},
                          {"Postbox", maybe},
                          {"StreetName", maybe},
                          {"AdditionalStreetName", maybe},
                          {"BuildingName", maybe},
                          {"BuildingNumber", maybe},
                          {"Department", maybe},
                          {"CityName", maybe},
                          {"PostalZone", maybe},
                          {"CountrySubentity", maybe},
                          {"CountrySubentityCode", maybe},
                          {"Region", maybe},
                          {"District", maybe},
                          {"AddressLine", any},
                          {"Country", maybe}};
const std::map<std::string, Children> aggregates = {
    {"Invoice", invoice_order},
    {"CreditNote", credit_order},
    {"InvoicePeriod",
     {{"StartDate", maybe},
      {"StartTime", maybe},
      {"EndDate", maybe},
      {"EndTime", maybe},
      {"DurationMeasure", maybe},
      {"DescriptionCode", any},
      {"Description", any}}},
    {"OrderReference",
     {{"ID", one}, {"SalesOrderID", maybe}, {"CopyIndicator", maybe}, {"UUID", maybe}, {"IssueDate", maybe}}},
    {"BillingReference",
     {{"InvoiceDocumentReference", maybe},
      {"SelfBilledInvoiceDocumentReference", maybe},
      {"CreditNoteDocumentReference", maybe}}},
    {"InvoiceDocumentReference", document_reference},
    {"ContractDocumentReference", document_reference},
    {"AdditionalDocumentReference", document_reference},
    {"ProjectReference", {{"ID", one}, {"UUID", maybe}, {"IssueDate", maybe}, {"WorkPhaseReference", any}}},
    {"AccountingSupplierParty", party_role},
    {"AccountingCustomerParty", party_role},
    {"Party",
     {{"WebsiteURI", maybe},
      {"EndpointID", maybe},
      {"IndustryClassificationCode", maybe},
      {"PartyIdentification", any},
      {"PartyName", any},
      {"Language", maybe},
      {"PostalAddress", maybe},
      {"PhysicalLocation", maybe},
      {"PartyTaxScheme", any},
      {"PartyLegalEntity", any},
      {"Contact", maybe}}},
    {"PartyName", {{"Name", one}}},
    {"PostalAddress", address},
    {"Address", address},
    {"Country", {{"IdentificationCode", maybe}, {"Name", maybe}}},
    {"PartyTaxScheme",
     {{"RegistrationName", maybe},
      {"CompanyID", maybe},
      {"TaxLevelCode", maybe},
      {"ExemptionReasonCode", maybe},
      {"ExemptionReason", any},
      {"RegistrationAddress", maybe},
      {"TaxScheme", one}}},
    {"TaxScheme", {{"ID", maybe}, {"Name", maybe}, {"TaxTypeCode", maybe}, {"CurrencyCode", maybe}}},
    {"PartyLegalEntity",
     {{"RegistrationName", maybe},
      {"CompanyID", maybe},
      {"RegistrationDate", maybe},
      {"CompanyLegalFormCode", maybe},
      {"CompanyLegalForm", maybe}}},
    {"Contact",
     {{"ID", maybe},
      {"Name", maybe},
      {"Telephone", maybe},
      {"Telefax", maybe},
      {"ElectronicMail", maybe},
      {"Note", any}}},
    {"Delivery",
     {{"ID", maybe},
      {"Quantity", maybe},
      {"ActualDeliveryDate", maybe},
      {"ActualDeliveryTime", maybe},
      {"LatestDeliveryDate", maybe},
      {"DeliveryAddress", maybe},
      {"DeliveryLocation", maybe},
      {"DeliveryParty", maybe}}},
    {"DeliveryLocation",
     {{"ID", maybe}, {"Description", any}, {"Name", maybe}, {"ValidityPeriod", any}, {"Address", maybe}}},
    {"PaymentMeans",
     {{"ID", maybe},
      {"PaymentMeansCode", one},
      {"PaymentDueDate", maybe},
      {"PaymentChannelCode", maybe},
      {"InstructionID", maybe},
      {"InstructionNote", any},
      {"PaymentID", any},
      {"CardAccount", maybe},
      {"PayerFinancialAccount", maybe},
      {"PayeeFinancialAccount", maybe},
      {"CreditAccount", maybe},
      {"PaymentMandate", maybe}}},
    {"PayeeFinancialAccount",
     {{"ID", maybe},
      {"Name", maybe},
      {"AliasName", maybe},
      {"AccountTypeCode", maybe},
      {"CurrencyCode", maybe},
      {"PaymentNote", any},
      {"FinancialInstitutionBranch", maybe}}},
    {"FinancialInstitutionBranch", {{"ID", maybe}, {"Name", maybe}}},
    {"PaymentTerms", {{"ID", maybe}, {"PaymentMeansID", any}, {"PrepaidPaymentReferenceID", maybe}, {"Note", any}}},
    {"AllowanceCharge",
     {{"ID", maybe},
      {"ChargeIndicator", one},
      {"AllowanceChargeReasonCode", maybe},
      {"AllowanceChargeReason", any},
      {"MultiplierFactorNumeric", maybe},
      {"PrepaidIndicator", maybe},
      {"SequenceNumeric", maybe},
      {"Amount", one},
      {"BaseAmount", maybe},
      {"AccountingCostCode", maybe},
      {"AccountingCost", maybe},
      {"PerUnitAmount", maybe},
      {"TaxCategory", any}}},
    {"TaxTotal",
     {{"TaxAmount", one},
      {"RoundingAmount", maybe},
      {"TaxEvidenceIndicator", maybe},
      {"TaxIncludedIndicator", maybe},
      {"TaxSubtotal", any}}},
    {"TaxSubtotal",
     {{"TaxableAmount", maybe},
      {"TaxAmount", one},
      {"CalculationSequenceNumeric", maybe},
      {"TransactionCurrencyTaxAmount", maybe},
      {"Percent", maybe},
      {"TaxCategory", one}}},
    {"TaxCategory", tax_category},
    {"ClassifiedTaxCategory", tax_category},
    {"LegalMonetaryTotal",
     {{"LineExtensionAmount", maybe},
      {"TaxExclusiveAmount", maybe},
      {"TaxInclusiveAmount", maybe},
      {"AllowanceTotalAmount", maybe},
      {"ChargeTotalAmount", maybe},
      {"PrepaidAmount", maybe},
      {"PayableRoundingAmount", maybe},
      {"PayableAmount", one}}},
    {"InvoiceLine",
     {{"ID", one},
      {"UUID", maybe},
      {"Note", any},
      {"InvoicedQuantity", maybe},
      {"LineExtensionAmount", one},
      {"TaxPointDate", maybe},
      {"AccountingCostCode", maybe},
      {"AccountingCost", maybe},
      {"InvoicePeriod", any},
      {"OrderLineReference", any},
      {"BillingReference", any},
      {"DocumentReference", any},
      {"Delivery", any},
      {"PaymentTerms", any},
      {"AllowanceCharge", any},
      {"TaxTotal", any},
      {"Item", one},
      {"Price", maybe}}},
    {"CreditNoteLine",
     {{"ID", one},
      {"UUID", maybe},
      {"Note", any},
      {"CreditedQuantity", maybe},
      {"LineExtensionAmount", maybe},
      {"TaxPointDate", maybe},
      {"AccountingCostCode", maybe},
      {"AccountingCost", maybe},
      {"InvoicePeriod", any},
      {"OrderLineReference", any},
      {"DiscrepancyResponse", any},
      {"BillingReference", any},
      {"DocumentReference", any},
      {"Delivery", any},
      {"PaymentTerms", any},
      {"TaxTotal", any},
      {"AllowanceCharge", any},
      {"Item", one},
      {"Price", maybe}}},
    {"OrderLineReference", {{"LineID", one}, {"SalesOrderLineID", maybe}}},
    {"Item",
     {{"Description", any},
      {"PackQuantity", maybe},
      {"Name", maybe},
      {"AdditionalInformation", any},
      {"BuyersItemIdentification", maybe},
      {"SellersItemIdentification", maybe},
      {"StandardItemIdentification", maybe},
      {"OriginCountry", maybe},
      {"CommodityClassification", any},
      {"ClassifiedTaxCategory", any},
      {"AdditionalItemProperty", any}}},
    {"SellersItemIdentification", {{"ID", one}, {"ExtendedID", maybe}}},
    {"Price", {{"PriceAmount", one}, {"BaseQuantity", maybe}, {"AllowanceCharge", any}}},
};

std::string local(const pugi::xml_node node)
{
    const std::string name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string::npos ? name : name.substr(colon + 1);
}

// "InvoiceLine: Item stands after Price": all that is out of its place or number.
void look(const pugi::xml_node node, std::set<std::string>& wrong, std::set<std::string>& seen)
{
    const std::string name = local(node);
    seen.insert(name);
    const auto known = aggregates.find(name);
    const bool holds = node.first_child().type() == pugi::node_element;
    if (known == aggregates.end()) {
        if (holds) wrong.insert(name + " is no group that is known here");
        if (std::string(node.name()).starts_with("cac:")) wrong.insert(name + " is a value, and named as a group");
        return;
    }
    std::map<std::string, int> counts;
    std::size_t place = 0;
    for (const pugi::xml_node child : node.children()) {
        const std::string inner = local(child);
        ++counts[inner];
        std::size_t at = 0;
        while (at < known->second.size() && known->second[at].name != inner) ++at;
        if (at == known->second.size())
            wrong.insert(name + " holds no " + inner);
        else if (at < place)
            wrong.insert(name + ": " + inner + " stands too late");
        else
            place = at;
        look(child, wrong, seen);
    }
    for (const Child& child : known->second) {
        const int count = counts[child.name];
        if ((child.times == one || child.times == some) && count == 0) wrong.insert(name + " lacks " + child.name);
        if ((child.times == one || child.times == maybe) && count > 1)
            wrong.insert(name + " has more than one " + child.name);
    }
}

// Dates, figures, currencies and codes, wherever they stand.
void look_at_values(const pugi::xml_node node, std::set<std::string>& wrong)
{
    static const std::regex day("\\d{4}-\\d{2}-\\d{2}"), figure("-?\\d+(\\.\\d+)?"), amount("-?\\d+\\.\\d{2,}"),
        type("380|381|384|386|389|396"), category("S|Z|E|AE|K|G|O"), means("1|30|58"), country("[A-Z]{2}"),
        truth("true|false"), unit("[A-Z0-9]{2,3}"), exempt("VATEX-EU-(AE|IC|G|O)"), allowance("95|FC");
    static const std::vector<std::pair<std::regex, const std::regex*>> forms = {
        {std::regex(".*Date"), &day},
        {std::regex(".*Amount"), &amount},
        {std::regex("Percent|MultiplierFactorNumeric|.*Quantity"), &figure},
        {std::regex("(Invoice|CreditNote)TypeCode"), &type},
        {std::regex("PaymentMeansCode"), &means},
        {std::regex("IdentificationCode"), &country},
        {std::regex("ChargeIndicator"), &truth},
        {std::regex("TaxExemptionReasonCode"), &exempt},
        {std::regex("AllowanceChargeReasonCode"), &allowance}};
    const std::string name = local(node), text = node.child_value();
    for (const auto& [names, form] : forms)
        if (std::regex_match(name, names) && !std::regex_match(text, *form)) wrong.insert(name + " '" + text + "'");
    if (name.ends_with("TaxCategory") && !std::regex_match(node.child("cbc:ID").child_value(), category))
        wrong.insert("a category");
    if (name.ends_with("Amount") && !Currency::parse(node.attribute("currencyID").value()))
        wrong.insert(name + " without a currency");
    if (name.ends_with("Quantity") && !std::regex_match(node.attribute("unitCode").value(), unit))
        wrong.insert(name + " without a unit");
    if (name == "EndpointID" && node.attribute("schemeID").empty()) wrong.insert("an endpoint without its scheme");
    for (const pugi::xml_node child : node.children()) look_at_values(child, wrong);
}

// Everything that the model can say, said.
einvoice::Invoice full(einvoice::Invoice invoice)
{
    invoice.tax_point = Date::of(2026, 1, 31);
    invoice.delivered = Date::of(2026, 1, 15);
    invoice.deliver_to_country = "FR";
    invoice.preceding = {{"INV-DE-2025-000009", Date::of(2025, 12, 31)}, {"INV-DE-2025-000008", std::nullopt}};
    invoice.totals.rounding = figure("0.02");
    invoice.totals.paid = figure("48.68");
    for (einvoice::Trader* trader : {&invoice.seller, &invoice.buyer}) trader->trading_name = "Trading name";
    for (einvoice::InvoiceLine& line : invoice.lines) {
        line.note = "a note";
        line.period = invoice.period;
        line.order_line = "seats";
        line.seller_item = "SKU-1";
        line.description = "Seats";
        line.base_quantity = figure("1");
        line.allowances = {{.amount = figure("1.00"),
                            .base = figure("10.00"),
                            .percent = figure("10"),
                            .code = "95",
                            .reason = "Discount"},
                           {.charge = true,
                            .amount = figure("1.00"),
                            .base = figure("10.00"),
                            .percent = figure("10"),
                            .code = "FC",
                            .reason = "Freight"}};
    }
    for (einvoice::Allowance& one : invoice.allowances) one.base = figure("10.00"), one.percent = figure("10");
    invoice.subtotals.front().exemption_code = "VATEX-EU-AE";
    invoice.subtotals.front().exemption_reason = "Reverse charge";
    return invoice;
}

struct Looked {
    std::set<std::string> wrong, seen;
};

Looked looked_at(const std::string& bytes)
{
    pugi::xml_document document;
    Looked looked;
    if (!document.load_buffer(bytes.data(), bytes.size())) looked.wrong.insert("it is no XML");
    look(document.document_element(), looked.wrong, looked.seen);
    look_at_values(document.document_element(), looked.wrong);
    return looked;
}

}  // namespace

TEST(UblOrder, EveryElementStandsInItsPlaceAndNumber)
{
    std::set<std::string> seen;
    int number = 0;
    for (const einvoice::Invoice& invoice :
         {full(sample()), full(credit_note()), sample(), credit_note(), untaxed("E", "", "Education"),
          untaxed("AE", "VATEX-EU-AE", "Reverse charge")}) {
        const std::string bytes = exchange::write_ubl(invoice);
        keep("ubl-" + std::to_string(++number) + ".xml", bytes);
        Looked looked = looked_at(bytes);
        EXPECT_EQ(looked.wrong, std::set<std::string>()) << bytes;
        seen.merge(looked.seen);
    }
    // All that the writer knows how to say was said once.
    for (const char* name : {"CustomizationID",
                             "ProfileID",
                             "DueDate",
                             "TaxPointDate",
                             "Note",
                             "BuyerReference",
                             "SalesOrderID",
                             "InvoiceDocumentReference",
                             "ContractDocumentReference",
                             "ProjectReference",
                             "AdditionalDocumentReference",
                             "DocumentTypeCode",
                             "EndpointID",
                             "PartyName",
                             "AdditionalStreetName",
                             "CountrySubentity",
                             "PartyTaxScheme",
                             "Contact",
                             "Delivery",
                             "DeliveryLocation",
                             "PaymentDueDate",
                             "PaymentID",
                             "FinancialInstitutionBranch",
                             "PaymentTerms",
                             "MultiplierFactorNumeric",
                             "BaseAmount",
                             "TaxExemptionReasonCode",
                             "TaxExemptionReason",
                             "AllowanceTotalAmount",
                             "ChargeTotalAmount",
                             "PrepaidAmount",
                             "PayableRoundingAmount",
                             "OrderLineReference",
                             "SellersItemIdentification",
                             "BaseQuantity",
                             "CreditedQuantity",
                             "InvoicedQuantity"})
        EXPECT_TRUE(seen.contains(name)) << name;
}

TEST(UblOrder, WhatIsMisplacedIsSeen)
{
    const std::string bytes = exchange::write_ubl(full(sample()));
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = bytes;
        const std::size_t at = changed.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return looked_at(changed.replace(at, from.size(), to)).wrong;
    };
    const std::string type = "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>",
                      id = "<cbc:ID>INV-DE-2026-000001</cbc:ID>";
    EXPECT_EQ(with(type, ""), std::set<std::string>());  // the schema lets it be missing: BR-04 doesn't
    EXPECT_EQ(with(id, ""), std::set<std::string>{"Invoice lacks ID"});
    EXPECT_EQ(with(id, id + id), std::set<std::string>{"Invoice has more than one ID"});
    EXPECT_EQ(with(id, type + id),
              (std::set<std::string>{"Invoice has more than one InvoiceTypeCode", "Invoice: ID stands too late",
                                     "Invoice: IssueDate stands too late", "Invoice: DueDate stands too late"}));
    EXPECT_EQ(with("380<", "38<"), std::set<std::string>{"InvoiceTypeCode '38'"});
    EXPECT_EQ(with("unitCode=\"C62\"", "unitCode=\"each\""), std::set<std::string>{"InvoicedQuantity without a unit"});
    EXPECT_EQ(with("<cbc:DueDate>2026-03-02", "<cbc:DueDate>2 March"), std::set<std::string>{"DueDate '2 March'"});
}

}  // namespace earned::out::ubl_order_test
