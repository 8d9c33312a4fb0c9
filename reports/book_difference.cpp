#include "reports/book_difference.h"

#include "reports/captions.h"

#include <set>

namespace earned {

bool BookDifference::counts(const EntityId& entity, const BookName& book, Period period) const
{
    const bool ours = book == one_ || book == other_;
    return ours && period <= heading_.last && heading_.scope.of_ledger(entity, book);
}

void BookDifference::take(const PostedLine& line)
{
    if (!counts(line.entity, line.book, line.period) || !heading_.scope.admits(line.customer, line.contract)) return;
    const Money none = Money::zero(line.currency);
    const Money amount{line.minor, line.currency};
    lines_.put({{line.currency, line.customer.text(), line.contract.text(), line.role},
                line.book == one_ ? Sides{amount, none} : Sides{none, amount}});
}

void BookDifference::take(const PostedTotal& total)
{
    if (!counts(total.entity, total.book, total.period)) return;
    const Money none = Money::zero(total.currency);
    Sides& sides = totals_.try_emplace({total.currency, total.role}, Sides{none, none}).first->second;
    (total.book == one_ ? sides.one : sides.other) +=
        Money{total.debits, total.currency} - Money{total.credits, total.currency};
}

void BookDifference::compare()
{
    compared_ = true;
    lines_.each([&](const Line& line) {
        if (!line.key.contract.empty() && line.sides.one != line.sides.other) causes_.try_emplace(line.key.contract);
    });
}

void BookDifference::take(const BookedGroup& booked)
{
    if (!compared_) compare();
    const bool first = booked.book == one_;
    const auto found = causes_.find(booked.group.id.text());
    if ((!first && booked.book != other_) || found == causes_.end()) return;
    (first ? found->second.one : found->second.other) = decided_of(booked.group, booked.terms);
}

std::string BookDifference::cause_of(const std::string& contract) const
{
    const auto found = causes_.find(contract);
    if (found == causes_.end()) return "of no contract, or in one book only";
    if (found->second.one.empty() || found->second.other.empty()) return "in one book only, or in fault in the other";
    const std::string said = differences_of(found->second.one, found->second.other);
    return said.empty() ? "decided alike: held, confirmed, adjusted or posted through another day" : said;
}

// Positive on the side that the account stands on by nature.
void BookDifference::add_rows(Table& table, Currency currency) const
{
    std::map<Role, Sides> sums;
    const Money none = Money::zero(currency);
    const auto natural = [](Role role, Money debit) { return normal_side(role) == Side::debit ? debit : -debit; };
    lines_.each([&](const Line& line) {
        const auto& [key, sides] = line;
        if (key.currency != currency) return;
        Sides& sum = sums.try_emplace(key.role, Sides{none, none}).first->second;
        sum.one += sides.one;
        sum.other += sides.other;
        if (sides.one == sides.other) return;
        const Money one = natural(key.role, sides.one), other = natural(key.role, sides.other);
        table.add({key.customer, key.contract, caption::of(key.role), currency.code(), one, other, one - other,
                   cause_of(key.contract)});
    });
    for (const auto& [role, sum] : sums) {
        const Money one = natural(role, sum.one), other = natural(role, sum.other);
        table.add({Label{"All contracts", "全部合同"}, std::string(), caption::of(role), currency.code(), one, other,
                   one - other, std::string()},
                  RowKind::total);
        if (heading_.scope.narrowed()) continue;
        const auto total = totals_.find({currency, role});
        const Sides posted = total == totals_.end() ? Sides{none, none} : total->second;
        table.tie_outs.push_back(tie(with(caption::of(role), currency), {"difference of the lines", "明细差异"},
                                     one - other, {"difference of the sealed totals", "已封存合计差异"},
                                     natural(role, posted.one) - natural(role, posted.other)));
    }
}

Table BookDifference::table() const
{
    Table table = begin_table("book-difference", {"Differences between two books", "账簿差异表"}, heading_);
    table.facts.push_back({{"Books", "账簿"}, {one_.text() + ", " + other_.text(), {}}});
    table.columns = {text_column("customer", {"Customer", "客户"}),
                     text_column("contract", {"Contract", "合同"}),
                     text_column("account", {"Account", "科目"}),
                     currency_column(),
                     money_column("one", {one_.text(), {}}),
                     money_column("other", {other_.text(), {}}),
                     money_column("difference", {"Difference", "差额"}),
                     text_column("cause", {"Decided otherwise", "判断差异"})};
    std::set<Currency> currencies;
    lines_.each([&](const Line& line) { currencies.insert(line.key.currency); });
    for (const auto& [key, sides] : totals_) currencies.insert(key.first);
    for (const Currency currency : currencies) add_rows(table, currency);
    table.notes.push_back(
        {"Balances to the end of the last period, positive on their natural side. A contract has a row "
         "for each account on which the books differ; what was decided alike in both isn't said.",
         "截至末期的余额，按正常方向为正数。仅列示两账簿不同的科目；两账簿判断一致者不列示。"});
    return table;
}

}  // namespace earned
