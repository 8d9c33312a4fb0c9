// China's full-digital invoice (数电发票): what is asked of the tax bureau's platform, and what comes back.
//
// A taxpayer can't issue one by a program of his own: a clerk or a provider takes the billing request
// (开票申请) in, and the platform delivers the invoice as XML. A delivered invoice is never cancelled; what
// is wrong or comes back is a red-letter invoice (红字), wholly or in part, after a confirmation
// (红字信息确认单) that the other side may have to agree to within 72 hours.
//
// Law:      net + tax = total, in the lines and in the head; a line with a discount is two: the whole
//           (nature 2), and below it what is off (nature 1); a red request's figures are negative
// Errors:   fapiao-currency, fapiao-seller-id, fapiao-buyer-id, fapiao-tax-code, fapiao-rate, fapiao-blue
// Source:   what five independent readers of delivered files agree on; yonyou's open interface for the
//           confirmation's states
#pragma once

#include "base/result.h"
#include "billing/einvoice/model.h"

#include <span>
#include <string>
#include <vector>

namespace earned::einvoice {

enum class FapiaoKind { special = 31, normal = 32 };
enum class RedReason { none = 0, goods_returned = 1, invoice_wrong = 2, service_stopped = 3, sales_discount = 4 };

struct FapiaoItem {
    int nature = 0;  // 0 plain, 1 a discount of the line above, 2 a line that has one
    std::string name, model, unit, tax_code;
    std::optional<Decimal> quantity, price;
    Decimal amount, tax;  // without tax, and the tax on it
    std::string rate;     // 13%, 免税, 不征税
    friend bool operator==(const FapiaoItem&, const FapiaoItem&) = default;
};

struct FapiaoRequest {
    std::string document;  // ours
    Date date;
    FapiaoKind kind = FapiaoKind::normal;
    Trader seller, buyer;
    std::vector<FapiaoItem> items;
    Decimal net, tax, total;
    std::string in_words, remark;
    std::string blue;  // of a red one: the number of the invoice that it takes back
    RedReason reason = RedReason::none;
};

// `taxes` of its lines. Of a credit note: the number of the delivered invoice, and why.
struct Red {
    std::string blue;
    RedReason reason = RedReason::none;
};
Result<FapiaoRequest> request_fapiao(const Invoice& invoice, std::span<const Decimal> taxes, FapiaoKind kind,
                                     const Red& red = {});

std::string in_capitals(const Decimal& yuan);  // 壹万零伍圆叁角整

struct Fapiao {  // as delivered
    std::string eiid, number, issued;
    Trader seller, buyer;
    std::vector<FapiaoItem> items;
    Decimal net, tax, total;
    std::string in_words, drawer, remark;
};

// Which of the requests a delivered invoice answers: the document that its remark names, else the only
// one of the buyer and of the same net and tax.
// Errors: fapiao-differs, fapiao-unmatched, fapiao-ambiguous
struct Answered {
    std::string document, evidence;
};
Result<Answered> answered_by(const Fapiao& fapiao, std::span<const FapiaoRequest> requests);

// A red-letter confirmation, by the platform's numbers.
enum class RedStatus {
    needs_none = 1,       // 01 无需确认
    for_the_buyer = 2,    // 02 销方录入待购方确认
    for_the_seller = 3,   // 03 购方录入待销方确认
    confirmed = 4,        // 04 购销双方已确认
    denied_by_buyer = 5,  // 05 作废
    denied_by_seller = 6,
    expired = 7,        // no answer within 72 hours
    revoked = 8,        // by who began it
    revoked_later = 9,  // after it was confirmed
};
enum class RedStep { confirm, deny, expire, revoke };
// Errors: red-letter-step (not from this state)
Result<RedStatus> after(RedStatus status, RedStep step);
bool may_issue_red(RedStatus status);
std::string_view words(RedStatus status);
std::optional<RedStatus> red_status(std::string_view code);  // "01" to "09"

}  // namespace earned::einvoice
