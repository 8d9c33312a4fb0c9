#include "billing/pending.h"

#include <algorithm>

namespace earned::billing {

namespace {

bool shows_the_same(const std::vector<IssuedLine>& one, const std::vector<IssuedLine>& other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const IssuedLine& left, const IssuedLine& right) {
                          return left.line == right.line && left.net == right.net && left.tax == right.tax;
                      });
}

// As if the draft had been issued on its day.
void issue(Group& group, const DocumentDraft& draft)
{
    Document document{.number = draft.name, .contract = draft.contract, .at = draft.at, .event = draft.event};
    document.due = draft.due;
    document.lines = draft.lines;
    document.credit = !draft.of.empty();
    document.of = draft.of;
    document.settle = draft.settle;
    document.early_payment = draft.early_payment;
    const auto later = std::find_if(group.documents.begin(), group.documents.end(),
                                    [&](const Document& other) { return draft.at < other.at; });
    group.documents.insert(later, std::move(document));
}

bool is_usage_line(const Group& group, const Terms& terms, const ContractId& contract, const LineId& line)
{
    for (std::size_t place = 0; place < group.contracts.size(); ++place) {
        if (group.contracts[place].id != contract) continue;
        const std::vector<LineLife>& lives = group.contracts[place].lines;
        for (std::size_t at = 0; at < lives.size(); ++at)
            if (lives[at].id == line) return terms.contracts[place].lines[at].back().billing.plan == BillingPlan::usage;
    }
    return false;
}

}  // namespace

WaitingDrafts waiting_drafts(const Group& group, const Terms& terms, const Billed& billed)
{
    WaitingDrafts waiting;
    Group seen = group;
    for (const DocumentDraft& draft : group.drafts) {
        if (!draft.waits() || draft.proposal) continue;
        const std::vector<Draft> anew = earned::draft(seen, terms, billed, draft.at.date, draft.at.date);
        const bool stands = std::any_of(anew.begin(), anew.end(), [&](const Draft& other) {
            return other.credit == !draft.of.empty() && other.of == draft.of && other.contract == draft.contract &&
                   other.date == draft.at.date && other.settle == draft.settle &&
                   other.early_payment == draft.early_payment && shows_the_same(other.lines, draft.lines);
        });
        (stands ? waiting.standing : waiting.overtaken).push_back(&draft);
        if (stands) issue(seen, draft);
    }
    return waiting;
}

std::vector<Draft> drafted_besides(const Group& group, const Terms& terms, const Billed& billed,
                                   const WaitingDrafts& waiting, Date through, Date not_before)
{
    Group seen = group;
    for (const DocumentDraft* draft : waiting.standing) issue(seen, *draft);
    std::vector<Draft> drafts = earned::draft(seen, terms, billed, through, not_before);
    std::erase_if(drafts, [&](const Draft& draft) {
        return std::any_of(waiting.standing.begin(), waiting.standing.end(),
                           [&](const DocumentDraft* other) { return draft.credit && draft.of == other->name; });
    });
    return drafts;
}

std::vector<IssuedLine> issued_later(const Terms& terms, const Group& group, const Billed& billed,
                                     const DocumentDraft& draft)
{
    std::vector<IssuedLine> lines = draft.lines;
    for (IssuedLine& line : lines) {
        if (line.covers || !is_usage_line(group, terms, draft.contract, line.line)) continue;
        for (const BillItem& item : billed.items)
            if (item.contract == draft.contract && item.line == line.line && item.date == draft.at.date && item.covers)
                line.covers = item.covers;
    }
    return lines;
}

}  // namespace earned::billing
