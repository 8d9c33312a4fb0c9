#include "exchange/bank/camt_summary.h"

#include "exchange/bank/text.h"

#include <algorithm>
#include <tuple>

namespace earned::bank {

namespace {

using pugi::xml_node;

bool counts(const Entry& entry, int sign, bool booked)
{
    return (sign == 0 || entry.amount.sign() == sign) && (!booked || entry.status == Booked::booked);
}
std::size_t counted(const Statement& statement, int sign, bool booked)
{
    return static_cast<std::size_t>(std::count_if(statement.entries.begin(), statement.entries.end(),
                                                  [&](const Entry& entry) { return counts(entry, sign, booked); }));
}
Decimal summed(const Statement& statement, int sign, bool booked)
{
    Decimal sum;
    for (const Entry& entry : statement.entries)
        if (counts(entry, sign, booked)) sum += entry.amount.abs();
    return sum;
}

void check_count(xml_node part, const Statement& statement, int sign, const std::string& what, const SummaryOf& of)
{
    const std::string said = text(part, {"NbOfNtries"});
    if (!digits_only(said)) return;
    const std::string all = std::to_string(counted(statement, sign, false));
    const std::string plain = said.substr(std::min(said.find_first_not_of('0'), said.size() - 1));
    if (plain != all && plain != std::to_string(counted(statement, sign, true)))
        of.file.remarks.push_back({"count-differs", of.xml.line(part),
                                   "the statement says it has " + said + " " + what + ", and has " + all});
}
void check_sum(xml_node node, const Statement& statement, int sign, const std::string& what, const SummaryOf& of)
{
    const Decimal said = of.amount(node).abs(), all = summed(statement, sign, false);
    if (said != all && said != summed(statement, sign, true))
        of.file.remarks.push_back({"total-differs", of.xml.line(node),
                                   what + " sum to " + all.text() + ", and the statement says " + said.text()});
}
void check_net(xml_node node, const Decimal& said, const Statement& statement, const SummaryOf& of)
{
    const Decimal all = summed(statement, 1, false) - summed(statement, -1, false);
    if (said != all && said != summed(statement, 1, true) - summed(statement, -1, true))
        of.file.remarks.push_back(
            {"total-differs", of.xml.line(node),
             "credits less debits are " + all.text() + ", and the statement says " + said.text()});
}

}  // namespace

void check_summary(xml_node summary, const Statement& statement, const SummaryOf& of)
{
    const xml_node all = child(summary, "TtlNtries");
    check_count(all, statement, 0, "entries", of);
    if (const xml_node sum = child(all, "Sum")) check_sum(sum, statement, 0, "entries", of);
    xml_node net = child(all, "TtlNetNtryAmt"), way = all;
    if (!net) net = child(way = child(all, "TtlNetNtry"), "Amt");
    if (net) check_net(net, text(way, {"CdtDbtInd"}) == "DBIT" ? -of.amount(net) : of.amount(net), statement, of);
    for (const auto& [name, sign, what] :
         {std::tuple("TtlCdtNtries", 1, "credits"), std::tuple("TtlDbtNtries", -1, "debits")}) {
        const xml_node part = child(summary, name);
        check_count(part, statement, sign, what, of);
        if (const xml_node sum = child(part, "Sum")) check_sum(sum, statement, sign, what, of);
    }
}

}  // namespace earned::bank
