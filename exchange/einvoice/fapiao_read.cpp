#include "exchange/bank/xml.h"
#include "exchange/einvoice/fapiao_files.h"

#include <algorithm>

namespace earned::exchange {

namespace {

using einvoice::Fapiao;
using einvoice::FapiaoItem;

// The first element of the name, at any depth: no schema says where each stands.
pugi::xml_node anywhere(pugi::xml_node under, std::string_view name)
{
    return under.find_node([&](pugi::xml_node node) { return bank::local_name(node) == name; });
}

class FapiaoReader {
public:
    explicit FapiaoReader(std::string_view bytes) : xml_(bytes) {}

    Result<Fapiao> read()
    {
        if (std::optional<Fault> fault = xml_.load()) {
            fault->hint = "give the file as it was delivered";
            return *fault;
        }
        const pugi::xml_node root = xml_.root();
        if (!anywhere(root, "InvoiceNumber") || !anywhere(root, "BasicInformation"))
            return Fault{"not-fapiao", "line 1", "it has no InvoiceNumber, or no BasicInformation",
                         "give the XML of a delivered 数电发票, not its PDF or OFD"};
        fapiao_.eiid = text(root, "EIid");
        fapiao_.number = text(root, "InvoiceNumber");
        fapiao_.issued = text(root, "IssueTime");
        const bool is_number =
            fapiao_.number.size() == 20 && fapiao_.number.find_first_not_of("0123456789") == std::string::npos;
        if (!is_number)
            refuse("fapiao-number", anywhere(root, "InvoiceNumber"), "'" + fapiao_.number + "' has not 20 digits",
                   "older invoices, with a code and a number, are not read here");
        trader(root, "Seller", fapiao_.seller);
        trader(root, "Buyer", fapiao_.buyer);
        head(root);
        items(root);
        if (!fault_) sums(root);
        if (fault_) return *fault_;
        return std::move(fapiao_);
    }

private:
    static std::string text(pugi::xml_node under, std::string_view name)
    {
        return bank::text(anywhere(under, name), {});
    }
    void refuse(const char* code, pugi::xml_node node, std::string what, const char* hint)
    {
        if (!fault_) fault_ = Fault{code, "line " + std::to_string(xml_.line(node)), std::move(what), hint};
    }
    std::optional<Decimal> maybe(pugi::xml_node under, std::string_view name)
    {
        const pugi::xml_node node = anywhere(under, name);
        const std::string written = bank::text(node, {});
        if (written.empty()) return std::nullopt;
        const std::optional<Decimal> read = Decimal::parse(written);
        if (!read || read->places() > 13 || Decimal::of(1, 15) < read->abs()) {
            refuse("number-unreadable", node, std::string(name) + " is '" + written + "', which is no figure",
                   "check the file: it should be as it was delivered");
            return std::nullopt;
        }
        return read;
    }
    Decimal figure(pugi::xml_node under, std::string_view name)
    {
        const std::optional<Decimal> read = maybe(under, name);
        if (!read)
            refuse("number-unreadable", under, "there is no " + std::string(name),
                   "check the file: it should be as it was delivered");
        return read.value_or(Decimal());
    }

    static void trader(pugi::xml_node root, const std::string& side, einvoice::Trader& who)
    {
        const pugi::xml_node node = anywhere(root, side + "Information");
        who.tax_id = text(node, side + "IdNum");
        who.name = text(node, side + "Name");
        who.place.street = text(node, side + "Addr");
        who.phone = text(node, side + "TelNum");
        who.bank = text(node, side + "BankName");
        who.account = text(node, side + "BankAccNum");
    }

    void head(pugi::xml_node root)
    {
        const pugi::xml_node basic = anywhere(root, "BasicInformation");
        fapiao_.net = figure(basic, "TotalAmWithoutTax");
        fapiao_.tax = figure(basic, "TotalTaxAm");
        fapiao_.total = figure(basic, "TotalTax-includedAmount");
        fapiao_.in_words = text(basic, "TotalTax-includedAmountInChinese");
        fapiao_.drawer = text(basic, "Drawer");
        fapiao_.remark = text(anywhere(root, "AdditionalInformation"), "Remark");
    }

    // Written as 0.06, 6% or in words.
    static std::string rate_as_said(std::string written)
    {
        const std::optional<Decimal> share = Decimal::parse(written);
        if (share) written = (*share * Decimal::of(100)).reduced().text() + "%";
        return written;
    }

    void items(pugi::xml_node root)
    {
        const pugi::xml_node first = anywhere(root, "IssuItemInformation");
        for (pugi::xml_node node = first; node; node = node.next_sibling()) {
            if (bank::local_name(node) != "IssuItemInformation") continue;
            FapiaoItem item;
            item.name = text(node, "ItemName");
            item.model = text(node, "SpecMod");
            item.unit = text(node, "MeaUnits");
            item.quantity = maybe(node, "Quantity");
            item.price = maybe(node, "UnPrice");
            item.amount = figure(node, "Amount");
            item.rate = rate_as_said(text(node, "TaxRate"));
            item.tax = maybe(node, "ComTaxAm").value_or(Decimal::of(0, -2));
            item.tax_code = text(node, "TaxClassificationCode");
            fapiao_.items.push_back(std::move(item));
        }
    }

    void sums(pugi::xml_node root)
    {
        Decimal net, tax;
        for (const FapiaoItem& item : fapiao_.items) {
            net += item.amount;
            tax += item.tax;
        }
        if (fapiao_.net + fapiao_.tax == fapiao_.total && net == fapiao_.net && tax == fapiao_.tax) return;
        refuse("fapiao-sums", anywhere(root, "BasicInformation"),
               "its lines come to " + net.text() + " and tax " + tax.text() + ", its head says " + fapiao_.net.text() +
                   ", " + fapiao_.tax.text() + " and " + fapiao_.total.text() + " in all",
               "check the file: it should be as it was delivered");
    }

    bank::Xml xml_;
    Fapiao fapiao_;
    std::optional<Fault> fault_;
};

}  // namespace

Result<Fapiao> read_fapiao(std::string_view bytes) { return FapiaoReader(bytes).read(); }

}  // namespace earned::exchange
