#include "billing/einvoice/fapiao.h"

#include <algorithm>
#include <array>

namespace earned::einvoice {

namespace {

bool are_digits(std::string_view text, std::size_t count)
{
    return text.size() == count &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

// A taxpayer's number (纳税人识别号): 15 to 20 digits and capitals.
bool is_taxpayer(std::string_view id)
{
    return id.size() >= 15 && id.size() <= 20 && std::all_of(id.begin(), id.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z');
           });
}

std::optional<std::string> rate_of(const TaxKind& kind)
{
    static constexpr std::array<std::string_view, 9> known = {"13", "9", "6", "5", "3", "1.5", "1", "0.5", "0"};
    if (kind.category == "E") return "免税";
    if (kind.category == "O") return "不征税";
    if (!kind.percent) return std::nullopt;
    const std::string text = kind.percent->text();
    if (std::find(known.begin(), known.end(), text) == known.end()) return std::nullopt;
    return text + "%";
}

class Requesting {
public:
    Requesting(const Invoice& invoice, std::span<const Decimal> taxes) : invoice_(invoice), taxes_(taxes) {}

    Result<FapiaoRequest> requested(FapiaoKind kind, const Red& red)
    {
        request_.document = invoice_.number;
        request_.date = invoice_.issued;
        request_.kind = kind;
        request_.seller = invoice_.seller;
        request_.buyer = invoice_.buyer;
        request_.remark = invoice_.number + (invoice_.contract.empty() ? "" : " 合同 " + invoice_.contract);
        request_.net = request_.tax = Decimal::of(0, -2);
        check_head(red);
        for (std::size_t at = 0; at < invoice_.lines.size() && !fault_; ++at) add(invoice_.lines[at], taxes_[at]);
        if (fault_) return *fault_;
        for (const FapiaoItem& item : request_.items) {
            request_.net += item.amount;
            request_.tax += item.tax;
        }
        request_.total = request_.net + request_.tax;
        request_.in_words = in_capitals(request_.total);
        return std::move(request_);
    }

private:
    void refuse(const char* code, const std::string& where, std::string what, const char* hint)
    {
        if (!fault_)
            fault_ =
                Fault{code, "document " + invoice_.number + (where.empty() ? "" : ", " + where), std::move(what), hint};
    }

    void check_head(const Red& red)
    {
        if (invoice_.currency != "CNY")
            refuse("fapiao-currency", "", "it is in " + invoice_.currency + ", and a Chinese invoice is in yuan",
                   "invoice the contract in CNY");
        if (!is_taxpayer(request_.seller.tax_id))
            refuse("fapiao-seller-id", "", "the seller's taxpayer number '" + request_.seller.tax_id + "' is none",
                   "give the entity's tax_id in entity.defined: 18 digits and capitals");
        const bool must_have = request_.kind == FapiaoKind::special || !request_.buyer.tax_id.empty();
        if (must_have && !is_taxpayer(request_.buyer.tax_id))
            refuse("fapiao-buyer-id", "", "the buyer's taxpayer number '" + request_.buyer.tax_id + "' is none",
                   "give the customer's tax_id in customer.defined, or ask for a normal invoice");
        if (!invoice_.is_credit()) return;
        if (!are_digits(red.blue, 20) || red.reason == RedReason::none)
            refuse("fapiao-blue", "", "a red-letter request names the delivered invoice (20 digits) and its reason",
                   "give --blue NUMBER and --reason returned, wrong, stopped or discount");
        request_.blue = red.blue;
        request_.reason = red.reason;
    }

    void add(const InvoiceLine& line, const Decimal& tax)
    {
        const std::optional<std::string> rate = rate_of(line.tax);
        if (!rate)
            return refuse("fapiao-rate", "line " + line.id, "its rate is none of those that are in force in China",
                          "correct the line's tax");
        if (!are_digits(line.china.tax_code, 19))
            return refuse("fapiao-tax-code", "line " + line.id,
                          "the code of the State's classification '" + line.china.tax_code + "' has not 19 digits",
                          "give the product's attributes `tax_code` and `tax_name`");
        FapiaoItem item{.name = line.china.tax_name.empty() ? line.name : "*" + line.china.tax_name + "*" + line.name,
                        .model = line.china.model,
                        .unit = line.china.unit,
                        .tax_code = line.china.tax_code,
                        .amount = line.net,
                        .tax = tax,
                        .rate = *rate};
        item.quantity = line.quantity;
        item.price = line.price;
        Decimal off = Decimal::of(0, -2);
        for (const Allowance& one : line.allowances) off += one.charge ? -one.amount : one.amount;
        if (off.sign() <= 0) return push(std::move(item));
        FapiaoItem less = item;
        item.nature = 2;
        item.amount = line.net + off;
        item.tax = line.tax.percent
                       ? (item.amount * *line.tax.percent / Decimal::of(100)).quantized(2, Round::half_away)
                       : Decimal::of(0, -2);
        less.nature = 1;
        less.amount = -off;
        less.tax = tax - item.tax;
        less.quantity = less.price = std::nullopt;
        less.model.clear();
        less.unit.clear();
        push(std::move(item));
        push(std::move(less));
    }

    void push(FapiaoItem item)
    {
        if (invoice_.is_credit()) {
            item.amount = -item.amount;
            item.tax = -item.tax;
            if (item.quantity) item.quantity = -*item.quantity;
        }
        request_.items.push_back(std::move(item));
    }

    const Invoice& invoice_;
    std::span<const Decimal> taxes_;
    FapiaoRequest request_;
    std::optional<Fault> fault_;
};

// Four digits of a group: 壹仟零贰拾; `begun`: something stands before it, so that a gap is said.
std::string group_in_capitals(int value, bool begun)
{
    static constexpr std::array<const char*, 10> digits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    static constexpr std::array<const char*, 4> units = {"仟", "佰", "拾", ""};
    std::string text;
    bool gap = false;
    for (int at = 0, power = 1000; at < 4; ++at, power /= 10) {
        const int digit = value / power % 10;
        if (digit == 0) {
            gap = true;
            continue;
        }
        if (gap && (begun || !text.empty())) text += digits[0];
        gap = false;
        text += std::string(digits[static_cast<std::size_t>(digit)]) + units[static_cast<std::size_t>(at)];
    }
    return text;
}

}  // namespace

std::string in_capitals(const Decimal& yuan)
{
    static constexpr std::array<const char*, 4> groups = {"", "万", "亿", "万亿"};
    static constexpr std::array<const char*, 10> digits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    const std::optional<std::int64_t> fen = (yuan.abs() * Decimal::of(100)).integral(Round::half_away).to_int64();
    if (!fen || *fen >= 1'000'000'000'000'000'000) return "";
    std::int64_t whole = *fen / 100;
    const auto jiao = static_cast<std::size_t>(*fen / 10 % 10), rest = static_cast<std::size_t>(*fen % 10);
    std::string text;
    std::array<int, 4> values{};
    for (int& value : values) {
        value = static_cast<int>(whole % 10000);
        whole /= 10000;
    }
    bool gap = false;
    for (std::size_t at = groups.size(); at-- > 0;) {
        if (values[at] == 0) {
            gap = !text.empty();
            continue;
        }
        const std::string group = group_in_capitals(values[at], !text.empty());
        if (gap && !group.starts_with("零")) text += "零";
        text += group + groups[at];
        gap = false;
    }
    if (!text.empty()) text += "圆";
    if (jiao == 0 && rest == 0) text += text.empty() ? "零圆整" : "整";
    if (jiao != 0) text += std::string(digits[jiao]) + "角" + (rest == 0 ? "整" : "");
    if (rest != 0) text += std::string(jiao == 0 && !text.empty() ? "零" : "") + digits[rest] + "分";
    return (yuan.sign() < 0 ? "负" : "") + text;
}

Result<FapiaoRequest> request_fapiao(const Invoice& invoice, std::span<const Decimal> taxes, FapiaoKind kind,
                                     const Red& red)
{
    CHECK(taxes.size() == invoice.lines.size(), "each line has its tax");
    return Requesting(invoice, taxes).requested(kind, red);
}

}  // namespace earned::einvoice
