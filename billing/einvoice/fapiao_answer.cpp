// What a delivered invoice answers, and the states of a red-letter confirmation.
#include "billing/einvoice/fapiao.h"

#include <array>

namespace earned::einvoice {

namespace {

// Whether the text names the number, and not a longer one.
bool names(std::string_view text, std::string_view number)
{
    const auto is_part = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= 'a' && letter <= 'z') || letter == '-';
    };
    for (std::size_t at = text.find(number); at != std::string_view::npos; at = text.find(number, at + 1)) {
        const std::size_t end = at + number.size();
        if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end]))) return true;
    }
    return false;
}

bool same_figures(const Fapiao& fapiao, const FapiaoRequest& request)
{
    return fapiao.net == request.net && fapiao.tax == request.tax && fapiao.total == request.total;
}

bool same_buyer(const Fapiao& fapiao, const FapiaoRequest& request)
{
    if (!fapiao.buyer.tax_id.empty() && !request.buyer.tax_id.empty())
        return fapiao.buyer.tax_id == request.buyer.tax_id;
    return fapiao.buyer.name == request.buyer.name;
}

struct Turn {
    RedStatus from;
    RedStep step;
    RedStatus to;
};
constexpr std::array<Turn, 9> turns{{
    {RedStatus::for_the_buyer, RedStep::confirm, RedStatus::confirmed},
    {RedStatus::for_the_seller, RedStep::confirm, RedStatus::confirmed},
    {RedStatus::for_the_buyer, RedStep::deny, RedStatus::denied_by_buyer},
    {RedStatus::for_the_seller, RedStep::deny, RedStatus::denied_by_seller},
    {RedStatus::for_the_buyer, RedStep::expire, RedStatus::expired},
    {RedStatus::for_the_seller, RedStep::expire, RedStatus::expired},
    {RedStatus::for_the_buyer, RedStep::revoke, RedStatus::revoked},
    {RedStatus::for_the_seller, RedStep::revoke, RedStatus::revoked},
    {RedStatus::confirmed, RedStep::revoke, RedStatus::revoked_later},
}};

}  // namespace

Result<Answered> answered_by(const Fapiao& fapiao, std::span<const FapiaoRequest> requests)
{
    const std::string where = "fapiao " + fapiao.number;
    std::vector<const FapiaoRequest*> likely;
    for (const FapiaoRequest& request : requests) {
        if (names(fapiao.remark, request.document)) {
            if (same_figures(fapiao, request) && same_buyer(fapiao, request))
                return Answered{request.document, "its remark names it"};
            return Fault{"fapiao-differs", where,
                         "it names " + request.document + ", but has " + fapiao.net.text() + " and tax " +
                             fapiao.tax.text() + " for '" + fapiao.buyer.name + "', where " + request.net.text() +
                             " and " + request.tax.text() + " were asked for '" + request.buyer.name + "'",
                         "have it taken back by a red-letter invoice, and ask again"};
        }
        if (same_figures(fapiao, request) && same_buyer(fapiao, request)) likely.push_back(&request);
    }
    if (likely.size() == 1) return Answered{likely.front()->document, "the only one of the buyer and its figures"};
    if (likely.empty())
        return Fault{"fapiao-unmatched", where, "no document has its buyer and its figures",
                     "check whether it is another company's, or was asked for by hand"};
    return Fault{"fapiao-ambiguous", where,
                 std::to_string(likely.size()) + " documents have its buyer and its figures, as " +
                     likely[0]->document + " and " + likely[1]->document,
                 "ask for invoices with the document's number in the remark"};
}

Result<RedStatus> after(RedStatus status, RedStep step)
{
    for (const Turn& turn : turns)
        if (turn.from == status && turn.step == step) return turn.to;
    return Fault{"red-letter-step", "red-letter confirmation",
                 "it is '" + std::string(words(status)) + "', from where this step does not lead on",
                 "begin a new confirmation where this one is void"};
}

bool may_issue_red(RedStatus status) { return status == RedStatus::needs_none || status == RedStatus::confirmed; }

std::string_view words(RedStatus status)
{
    switch (status) {
        case RedStatus::needs_none:
            return "no confirmation needed 无需确认";
        case RedStatus::for_the_buyer:
            return "entered by the seller, for the buyer to confirm 销方录入待购方确认";
        case RedStatus::for_the_seller:
            return "entered by the buyer, for the seller to confirm 购方录入待销方确认";
        case RedStatus::confirmed:
            return "confirmed by both 购销双方已确认";
        case RedStatus::denied_by_buyer:
            return "void: denied by the buyer 作废（购方否认）";
        case RedStatus::denied_by_seller:
            return "void: denied by the seller 作废（销方否认）";
        case RedStatus::expired:
            return "void: no answer within 72 hours 作废（超72小时未确认）";
        case RedStatus::revoked:
            return "void: revoked by who began it 作废（发起方已撤销）";
        case RedStatus::revoked_later:
            return "void: revoked after it was confirmed 作废（确认后撤销）";
    }
    return "";
}

std::optional<RedStatus> red_status(std::string_view code)
{
    if (code.size() != 2 || code[0] != '0' || code[1] < '1' || code[1] > '9') return std::nullopt;
    return static_cast<RedStatus>(code[1] - '0');
}

}  // namespace earned::einvoice
