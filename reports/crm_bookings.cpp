#include "reports/crm_bookings.h"

#include "reports/captions.h"
#include "reports/outlook.h"

#include <algorithm>
#include <set>

namespace earned {

namespace {

// What a contract promises at stated prices, shared out over its obligations; a group's is its contracts'.
Money price_of(const BookedGroup& booked, const Date& as_of)
{
    Money price = Money::zero(booked.plan.currency);
    Curve curve;
    for (std::size_t place = 0; place < booked.plan.obligations.size(); ++place) {
        curve.read(booked.plan, place, as_of);
        if (curve.empty()) continue;
        const Segment* last = nullptr;
        for (const Segment& segment : curve.life().segments)
            if (segment.from.date <= as_of) last = &segment;
        if (last != nullptr) price += Money{last->stated_base + last->stated_whole, booked.plan.currency};
    }
    return price;
}

Cell deal_day(const std::optional<Date>& date) { return date ? Cell(*date) : Cell(); }

}  // namespace

void CrmBookings::take(const CrmDeal& deal) { deals_.push_back(deal); }

void CrmBookings::take(const BookedGroup& booked)
{
    const Group& group = booked.group;
    if (!heading_.scope.of_ledger(group.entity, booked.book) || !heading_.scope.admits(group.customer, group.id))
        return;
    std::string names;
    for (const earned::Contract& contract : group.contracts) {
        if (heading_.as_of < contract.signed_at.date) continue;
        const bool ended = std::ranges::any_of(contract.terminations, [&](const Termination& each) {
            return !each.what.line && each.at.date <= heading_.as_of;
        });
        contracts_[contract.id.text()] = {group.customer.text(), Money::zero(group.currency), contract.signed_at.date,
                                          ended};
        names += contract.id.text();
    }
    // Contracts that are one for accounting have one price: it stands with the first of them.
    if (!names.empty()) contracts_[group.contracts.front().id.text()].price = price_of(booked, heading_.as_of);
}

CrmBookings::Tally& CrmBookings::tally(std::map<Currency, Tally>& all, Currency currency) const
{
    const Money none = Money::zero(currency);
    return all.try_emplace(currency, Tally{none, none, none, none, none}).first->second;
}

void CrmBookings::compare(Table& table, const CrmDeal& deal, const Contract* contract, Tally& tally) const
{
    const bool won = deal.stands == DealStage::won;
    ++tally.deals;
    if (won) tally.of_crm += deal.amount;
    const auto add = [&](const char* en, const char* zh) {
        const Money none = Money::zero(deal.amount.currency());
        const bool same_currency = contract != nullptr && contract->price.currency() == deal.amount.currency();
        table.add({Label{en, zh}, deal.contract, deal.customer, deal.stage, deal_day(deal.date),
                   contract == nullptr ? Cell() : Cell(contract->date), deal.amount.currency().code(), deal.amount,
                   same_currency ? Cell(contract->price) : Cell(),
                   same_currency ? Cell(contract->price - deal.amount) : Cell(contract == nullptr ? deal.amount : none),
                   static_cast<std::int64_t>(deal.line)});
    };
    bool agrees = true;
    const auto differs = [&](const char* en, const char* zh) {
        agrees = false;
        add(en, zh);
    };
    if (contract == nullptr) {
        if (won) {
            tally.missing_here += deal.amount;
            differs("missing here: won in the CRM, no contract", "本系统缺少：CRM已赢单而无合同");
        }
    } else if (contract->price.currency() != deal.amount.currency()) {
        if (won) tally.missing_here += deal.amount;
        differs("other currency", "币种不同");
    } else {
        if (won && contract->price != deal.amount) differs("other amount", "金额不同");
        if (won) tally.by_amount += contract->price - deal.amount;
        if (won && deal.date && *deal.date != contract->date) differs("other date", "日期不同");
        if (!won) differs("other stage: signed here", "阶段不同：本系统已签约");
        if (!won) tally.missing_there += contract->price;
        if (won && contract->ended) differs("other stage: ended here", "阶段不同：本系统已终止");
    }
    tally.agree += agrees ? 1 : 0;
}

Table CrmBookings::table() const
{
    Table table = begin_table("crm-bookings", {"Bookings of the CRM", "CRM订单核对表"}, heading_);
    table.columns = {text_column("kind", {"Difference", "差异"}),
                     text_column("contract", caption::contract),
                     text_column("customer", caption::customer),
                     text_column("stage", {"Stage in the CRM", "CRM阶段"}),
                     date_column("crm_date", {"Date in the CRM", "CRM日期"}),
                     date_column("date", {"Signed here", "本系统签约日"}),
                     currency_column(),
                     money_column("crm_amount", {"Amount in the CRM", "CRM金额"}),
                     money_column("amount", {"Price here", "本系统价款"}),
                     money_column("difference", {"Difference in amount", "金额差异"}),
                     count_column("line", {"Line of the file", "文件行号"})};
    std::map<Currency, Tally> tallies;
    std::set<std::string> met;
    for (const CrmDeal& deal : deals_) {
        const auto found = contracts_.find(deal.contract);
        const Contract* contract = found == contracts_.end() ? nullptr : &found->second;
        if (!met.insert(deal.contract).second) {
            Tally& sum = tally(tallies, deal.amount.currency());
            ++sum.deals;
            if (deal.stands == DealStage::won) {
                sum.missing_here += deal.amount;
                sum.of_crm += deal.amount;
            }
            table.add({Label{"twice in the CRM", "CRM重复"},
                       deal.contract,
                       deal.customer,
                       deal.stage,
                       deal_day(deal.date),
                       {},
                       deal.amount.currency().code(),
                       deal.amount,
                       {},
                       deal.amount,
                       static_cast<std::int64_t>(deal.line)});
            continue;
        }
        compare(table, deal, contract, tally(tallies, deal.amount.currency()));
    }
    for (const auto& [name, contract] : contracts_) {
        Tally& sum = tally(tallies, contract.price.currency());
        sum.of_book += contract.price;
        const auto deal = std::ranges::find(deals_, name, &CrmDeal::contract);
        const bool other = deal != deals_.end() && deal->amount.currency() != contract.price.currency();
        if (other) sum.missing_there += contract.price;
        if (deal != deals_.end()) continue;
        sum.missing_there += contract.price;
        table.add({Label{"missing in the CRM", "CRM缺少"},
                   name,
                   contract.customer,
                   {},
                   {},
                   contract.date,
                   contract.price.currency().code(),
                   {},
                   contract.price,
                   contract.price,
                   {}});
    }
    for (const auto& [currency, sum] : tallies) {
        table.add({caption::total,
                   {},
                   {},
                   {},
                   {},
                   {},
                   currency.code(),
                   sum.of_crm,
                   sum.of_book,
                   sum.of_book - sum.of_crm,
                   {}},
                  RowKind::total);
        table.tie_outs.push_back(tie(with({"Bookings", "订单"}, currency), {"of the book", "本系统"}, sum.of_book,
                                     {"of the CRM and the differences", "CRM及差异"},
                                     sum.of_crm + sum.missing_there - sum.missing_here + sum.by_amount));
        table.notes.push_back(
            {currency.code() + ": " + std::to_string(sum.agree) + " of " + std::to_string(sum.deals) + " deals agree",
             currency.code() + "：" + std::to_string(sum.deals) + "笔中" + std::to_string(sum.agree) + "笔相符"});
    }
    return table;
}

}  // namespace earned
