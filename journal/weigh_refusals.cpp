// What this room cannot post yet.
#include "journal/weighing.h"

namespace earned {

namespace {

struct Refusal { const char *code, *what, *hint; };

constexpr Refusal noncash{"noncash-unsupported", "consideration other than cash is not measured yet",
                          "state its value as the line's price"};
constexpr Refusal tax_point{"tax-point-unsupported",
                            "tax that falls due otherwise than by the invoice is not posted yet",
                            "give the line the tax point `invoice`"};

Fault fault(const Refusal& refusal, std::string where)
{
    return {refusal.code, std::move(where), refusal.what, refusal.hint};
}

const Refusal* refusal_of(const Line& line)
{
    if (line.noncash) return &noncash;
    return nullptr;
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
