// What this room cannot post yet.
#include "journal/weighing.h"

namespace earned {

namespace {

struct Refusal { const char *code, *what, *hint; };

constexpr Refusal tax_point{"tax-point-unsupported",
                            "tax that falls due by payment is not posted yet",
                            "give the line the tax point `invoice` or `performance`"};

Fault fault(const Refusal& refusal, std::string where)
{
    return {refusal.code, std::move(where), refusal.what, refusal.hint};
}

}  // namespace

Outcome refuse_what_is_not_posted_yet(const Halves& halves)
{
    for (std::size_t c = 0; c < halves.group.contracts.size(); ++c) {
        const Contract& contract = halves.group.contracts[c];
        const std::string where = "contract " + contract.id.text();
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            const LineLife& line = contract.lines[l];
            const std::string at = where + ", line " + line.id.text();
            for (const LineTerms& terms : halves.terms.contracts[c].lines[l])
                if (terms.tax && terms.tax->point == TaxPoint::payment && !terms.tax->rate.is_zero())
                    return fault(tax_point, at);
        }
    }
    return Done{};
}

}  // namespace earned
