#include "exchange/einvoice/layout.h"

#include "base/check.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace earned::exchange {

namespace {

constexpr std::string_view along =
    R"(# How invoices, credit notes and dunning letters are printed. Change what you like and give the file to --template.
page: {width: 210, height: 297, margin: 18}    # millimetres
font: {family: "Liberation Sans, WenQuanYi Micro Hei", size: 9}
colour: "#1f4e79"                              # of headings and rules
words:
  invoice: {en: Invoice, zh: 账单}
  credit_note: {en: Credit note, zh: 贷项通知单}
  void: {en: VOID, zh: 已作废}
  number: {en: Number, zh: 编号}
  date: {en: Date, zh: 日期}
  due: {en: Due, zh: 付款到期日}
  contract: {en: Contract, zh: 合同}
  purchase_order: {en: Your order, zh: 采购订单}
  buyer_reference: {en: Your reference, zh: 客户参考号}
  project: {en: Project, zh: 项目}
  credits: {en: Credits invoice, zh: 冲减账单}
  reason: {en: Reason, zh: 原因}
  note: {en: Note, zh: 备注}
  of_date: {en: of, zh: 日期}
  period: {en: Period, zh: 服务期间}
  bill_to: {en: Bill to, zh: 客户}
  credit_to: {en: Credit to, zh: 客户}
  tax_id: {en: VAT id, zh: 纳税人识别号}
  registration: {en: Registration, zh: 注册号}
  phone: {en: Phone, zh: 电话}
  email: {en: E-mail, zh: 邮箱}
  line: {en: "#", zh: 序号}
  description: {en: Description, zh: 项目名称}
  quantity: {en: Quantity, zh: 数量}
  price: {en: Unit price, zh: 单价}
  tax: {en: VAT, zh: 税率}
  net: {en: Net, zh: 不含税金额}
  discount: {en: Discount, zh: 折扣}
  charge: {en: Charge, zh: 附加费}
  gross: {en: Gross, zh: 折前金额}
  sum_of_lines: {en: Sum of lines, zh: 明细合计}
  total_net: {en: Total without VAT, zh: 不含税合计}
  vat_on: {en: "VAT {rate} on {net}", zh: "税额（{rate}，计税金额 {net}）"}
  no_vat_on: {en: "No VAT on {net}", zh: "不计税金额 {net}"}
  total: {en: Total with VAT, zh: 价税合计}
  paid: {en: Paid, zh: 已付}
  rounding: {en: Rounding, zh: 舍入}
  to_pay: {en: Amount due, zh: 应付金额}
  credited: {en: Total credited, zh: 贷项总额}
  payment: {en: Payment, zh: 付款信息}
  reference: {en: Payment reference, zh: 付款附言（RF）}
  account: {en: Account, zh: 收款账号}
  bic: {en: BIC, zh: BIC}
  holder: {en: Account holder, zh: 收款人}
  terms: {en: Terms, zh: 付款条件}
  net_days: {en: "net {days} days", zh: "{days} 天内付款"}
  at_once: {en: due on the invoice date, zh: 账单日付款}
  end_of_month: {en: "{days} days after the end of the month", zh: "月结后 {days} 天内付款"}
  early: {en: "{percent} % discount within {days} days", zh: "{days} 天内付款可享 {percent}% 折扣"}
  quote: {en: Please quote the payment reference with your transfer., zh: 付款时请注明上述付款附言。}
  page: {en: "Page {page} of {pages}", zh: "第 {page} 页，共 {pages} 页"}
  footer: {en: "", zh: ""}
  days_past_due: {en: Days past due, zh: 逾期天数}
  open: {en: Open, zh: 未付金额}
  letter_fee: {en: Reminder fee, zh: 催收费用}
  letter_interest: {en: Interest on arrears, zh: 逾期利息}
  letter_1: {en: Payment reminder, zh: 付款提醒函}
  letter_2: {en: Second reminder, zh: 第二次催款函}
  letter_3: {en: Final demand, zh: 最后催款函}
  letter_text_1: {en: "Dear {customer}: the invoices below were due and we have not seen your payment yet. It may have crossed this letter; if so, please disregard it.", zh: "{customer}：下列账单已到付款期，我方尚未收到款项。如贵方已付款，请忽略本函。"}
  letter_text_2: {en: "Dear {customer}: in spite of our reminder the invoices below are still unpaid. Please pay them now, or tell us what stands in the way.", zh: "{customer}：经提醒，下列账单仍未付清。请立即付款，或告知我方未付款的原因。"}
  letter_text_3: {en: "Dear {customer}: the invoices below remain unpaid although we have written about them before. This is our last letter before we hand the claim over.", zh: "{customer}：我方已多次致函，下列账单仍未付清。本函为移交追索前的最后通知。"}
  letter_close_1: {en: Thank you for paying without delay., zh: 请尽快安排付款，谢谢。}
  letter_close_2: {en: Please pay within ten days., zh: 请于十日内付款。}
  letter_close_3: {en: Please pay within seven days. We reserve all rights., zh: 请于七日内付款。我方保留一切权利。}
)";

Fault unreadable(const YAML::Mark& mark, const std::string& what)
{
    return {"layout-unreadable", "line " + std::to_string(std::max(mark.line, 0) + 1), what,
            "`earned invoice template` prints one that is sound"};
}
Fault unknown(const YAML::Mark& mark, const std::string& name)
{
    return {"layout-unknown", "line " + std::to_string(std::max(mark.line, 0) + 1), "no layout has a '" + name + "'",
            "`earned invoice template` prints what there is"};
}

class LayoutReader {
public:
    explicit LayoutReader(PageLayout layout, bool is_along) : layout_(std::move(layout)), is_along_(is_along) {}

    Result<PageLayout> read(const YAML::Node& root)
    {
        if (!root.IsMap()) return unreadable(root.Mark(), "it is no list of parts");
        for (const auto& part : root) {
            const std::string name = part.first.Scalar();
            if (name == "page")
                numbers(part.second,
                        {{"width", &layout_.width}, {"height", &layout_.height}, {"margin", &layout_.margin}});
            else if (name == "font")
                font(part.second);
            else if (name == "colour")
                colour(part.second);
            else if (name == "words")
                words(part.second);
            else
                fault(unknown(part.first.Mark(), name));
        }
        if (!fault_ &&
            (layout_.width < 100 || layout_.height < 100 || layout_.width > 1000 || layout_.height > 1000 ||
             layout_.margin < 5 || layout_.margin * 4 > layout_.width || layout_.size < 5 || layout_.size > 24))
            fault(unreadable(root.Mark(), "its page or letters are too small or too large to print"));
        if (fault_) return *fault_;
        return std::move(layout_);
    }

private:
    void fault(Fault fault)
    {
        if (!fault_) fault_ = std::move(fault);
    }

    void numbers(const YAML::Node& node, const std::map<std::string, int*>& into)
    {
        if (!node.IsMap()) return fault(unreadable(node.Mark(), "this part is a list of names with numbers"));
        for (const auto& each : node) {
            const auto found = into.find(each.first.Scalar());
            if (found == into.end()) return fault(unknown(each.first.Mark(), each.first.Scalar()));
            if (!YAML::convert<int>::decode(each.second, *found->second))
                return fault(unreadable(each.second.Mark(), "a whole number is needed here"));
        }
    }

    void font(const YAML::Node& node)
    {
        if (!node.IsMap()) return fault(unreadable(node.Mark(), "a font has a family and a size"));
        YAML::Node left = YAML::Clone(node);
        if (node["family"] && node["family"].IsScalar()) layout_.font = node["family"].Scalar();
        left.remove("family");
        numbers(left, {{"size", &layout_.size}});
    }

    void colour(const YAML::Node& node)
    {
        const std::string text = node.IsScalar() ? node.Scalar() : "";
        const bool is_colour = text.size() == 7 && text[0] == '#' &&
                               text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
        if (!is_colour) return fault(unreadable(node.Mark(), "a colour is written as \"#1f4e79\""));
        layout_.red = std::stoi(text.substr(1, 2), nullptr, 16);
        layout_.green = std::stoi(text.substr(3, 2), nullptr, 16);
        layout_.blue = std::stoi(text.substr(5, 2), nullptr, 16);
    }

    void words(const YAML::Node& node)
    {
        if (!node.IsMap()) return fault(unreadable(node.Mark(), "words are a list of names"));
        for (const auto& each : node) {
            const std::string name = each.first.Scalar();
            if (!is_along_ && !layout_.words.contains(name)) return fault(unknown(each.first.Mark(), name));
            const YAML::Node &word = each.second, en = word.IsMap() ? word["en"] : word,
                             zh = word.IsMap() ? word["zh"] : word;
            if (!(en && en.IsScalar()) && !(zh && zh.IsScalar()))
                return fault(unreadable(each.first.Mark(), "'" + name + "' has neither `en` nor `zh`"));
            layout_.words[name] = {en && en.IsScalar() ? en.Scalar() : zh.Scalar(),
                                   zh && zh.IsScalar() ? zh.Scalar() : en.Scalar()};
        }
    }

    PageLayout layout_;
    bool is_along_;
    std::optional<Fault> fault_;
};

Result<PageLayout> read_over(PageLayout layout, std::string_view text, bool is_along)
{
    try {
        return LayoutReader(std::move(layout), is_along).read(YAML::Load(std::string(text)));
    } catch (const YAML::Exception& wrong) {
        return unreadable(wrong.mark, "it is no YAML: " + wrong.msg);
    }
}

}  // namespace

const std::string& PageLayout::word(std::string_view name, Language language) const
{
    const auto found = words.find(name);
    CHECK(found != words.end(), "a document asks for words that a layout has");
    return language == Language::zh ? found->second.zh : found->second.en;
}

std::string_view layout_that_comes_along() { return along; }

Result<PageLayout> read_layout(std::string_view text)
{
    Result<PageLayout> base = read_over({}, along, true);
    if (!base) return base;
    return read_over(std::move(*base), text, false);
}

}  // namespace earned::exchange
