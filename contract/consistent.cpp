#include "contract/consistent.h"

namespace earned {

namespace {

using Found = std::optional<Fault>;

Found backwards(const std::string& where, const std::optional<Date>& first, const std::optional<Date>& last)
{
    if (!first || !last || *first <= *last) return std::nullopt;
    return Fault{"term-backwards", where, "it ends on " + last->text() + ", before it starts on " + first->text(),
                 "exchange the days, or correct one of them"};
}

Found backwards(const std::string& where, const std::optional<Term>& term)
{
    return term ? backwards(where, term->first, term->last) : std::nullopt;
}

Found backwards(const std::string& where, const std::optional<PriceRange>& range)
{
    if (!range || range->low <= range->high) return std::nullopt;
    return Fault{"range-backwards", where,
                 "the range begins at " + range->low.text() + " and ends at " + range->high.text(),
                 "write the lower price as `low`"};
}

Found first_of(std::initializer_list<Found> all)
{
    for (const Found& each : all)
        if (each) return each;
    return std::nullopt;
}

Found in_line(const Line& line, const std::string& where)
{
    return first_of({backwards(where + "/end", line.start, line.end), backwards(where + "/ssp", line.ssp),
                     backwards(where + "/unit_ssp", line.unit_ssp)});
}

Found in_lines(const std::vector<Line>& lines, const std::string& where)
{
    for (std::size_t at = 0; at < lines.size(); ++at)
        if (Found found = in_line(lines[at], where + "/" + std::to_string(at))) return found;
    return std::nullopt;
}

Found in_variables(const std::vector<Variable>& variables)
{
    for (std::size_t at = 0; at < variables.size(); ++at)
        if (Found found = backwards("/data/variable/" + std::to_string(at) + "/increment", variables[at].increment))
            return found;
    return std::nullopt;
}

Found in_fact(const ContractSigned& fact)
{
    if (Found found = backwards("/data/end", fact.start, fact.end)) return found;
    for (std::size_t at = 0; at < fact.costs.size(); ++at)
        if (Found found =
                backwards("/data/costs/" + std::to_string(at) + "/amortise_over", fact.costs[at].amortise_over))
            return found;
    return first_of({in_lines(fact.lines, "/data/lines"), in_variables(fact.variable)});
}

Found in_fact(const ContractModified& fact)
{
    return first_of(
        {in_lines(fact.add, "/data/add"), in_lines(fact.change, "/data/change"), in_variables(fact.variable)});
}

Found in_fact(const CostIncurred& fact) { return backwards("/data/amortise_over", fact.amortise_over); }

Found in_fact(const ProductDefined& fact)
{
    for (std::size_t at = 0; at < fact.ssp.size(); ++at)
        if (Found found = backwards("/data/ssp/" + std::to_string(at), fact.ssp[at].price)) return found;
    return std::nullopt;
}

}  // namespace

bool is_decision(const Event& event)
{
    const bool of_money =
        std::holds_alternative<WriteoffApproved>(event.fact) || std::holds_alternative<PaymentRefunded>(event.fact);
    return of_money || rank_of(event.fact) == Rank::governance || !event.approved_by.empty();
}

std::optional<Fault> contradiction(const Event& event)
{
    if (!event.approved_by.empty() && event.approved_by == event.by)
        return Fault{"four-eyes", "/approved_by", event.by + " decided this and can't approve it as well",
                     "let somebody else approve it"};
    if (const auto* fact = std::get_if<ContractSigned>(&event.fact)) return in_fact(*fact);
    if (const auto* fact = std::get_if<ContractModified>(&event.fact)) return in_fact(*fact);
    if (const auto* fact = std::get_if<CostIncurred>(&event.fact)) return in_fact(*fact);
    if (const auto* fact = std::get_if<ProductDefined>(&event.fact)) return in_fact(*fact);
    return std::nullopt;
}

}  // namespace earned
