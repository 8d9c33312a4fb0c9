// What this room cannot post yet.
#include "journal/weighing.h"

#include <algorithm>

namespace earned {

namespace {

struct Refusal { const char *code, *what, *hint; };

constexpr Refusal financing{"financing-unsupported", "a significant financing component is not posted yet",
                            "leave `financing` out, or keep this contract outside"};
constexpr Refusal payable{"payable-to-customer-unsupported", "what is paid to a customer is not posted yet",
                          "leave `payable_to_customer` out and post it outside"};
constexpr Refusal warranty{"warranty-unsupported", "an assurance-type warranty is not provided for yet",
                           "leave `warranty` out and post it outside"};
constexpr Refusal noncash{"noncash-unsupported", "consideration other than cash is not measured yet",
                          "state its value as the line's price"};
constexpr Refusal repurchase{"repurchase-unsupported", "a repurchase agreement is not accounted for yet",
                             "keep this line outside"};
constexpr Refusal returns{"return-right-unsupported", "a right of return is not estimated yet",
                          "leave `return_right` out, and send a price_change when goods come back"};
constexpr Refusal option{"option-unsupported", "a material right is not accounted for yet",
                         "make the right a line of its own with a price"};
constexpr Refusal tax_point{"tax-point-unsupported",
                            "tax that falls due otherwise than by the invoice is not posted yet",
                            "give the line the tax point `invoice`"};
constexpr Refusal discount{"cash-discount-unsupported",
                           "an expected discount for early payment is not accounted for yet",
                           "leave the variable amount out"};

Fault fault(const Refusal& refusal, std::string where)
{
    return {refusal.code, std::move(where), refusal.what, refusal.hint};
}

const Refusal* refusal_of(const Line& line)
{
    if (line.warranty_expected_cost) return &warranty;
    if (line.noncash) return &noncash;
    if (line.repurchase) return &repurchase;
    if (line.return_right) return &returns;
    if (line.option) return &option;
    return nullptr;
}

const Refusal* refusal_of(const Contract& contract)
{
    if (contract.terms.financing) return &financing;
    if (!contract.terms.payable_to_customer.empty()) return &payable;
    const auto is_discount = [](const Variable& words) { return words.kind == "cash_discount"; };
    if (std::any_of(contract.terms.variable.begin(), contract.terms.variable.end(), is_discount)) return &discount;
    return nullptr;
}

}  // namespace

Outcome refuse_what_is_not_posted_yet(const Halves& halves)
{
    for (std::size_t c = 0; c < halves.group.contracts.size(); ++c) {
        const Contract& contract = halves.group.contracts[c];
        const std::string where = "contract " + contract.id.text();
        if (const Refusal* refusal = refusal_of(contract)) return fault(*refusal, where);
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            const LineLife& line = contract.lines[l];
            const std::string at = where + ", line " + line.id.text();
            for (const LineVersion& version : line.versions)
                if (const Refusal* refusal = refusal_of(version.line)) return fault(*refusal, at);
            for (const LineTerms& terms : halves.terms.contracts[c].lines[l])
                if (terms.tax && terms.tax->point != TaxPoint::invoice && !terms.tax->rate.is_zero())
                    return fault(tax_point, at);
        }
    }
    return Done{};
}

}  // namespace earned
