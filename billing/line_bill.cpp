#include "billing/line_bill.h"

#include <algorithm>

namespace earned::billing {

namespace {

bool is_earlier(const BillItem& one, const BillItem& other) { return one.date < other.date; }

}  // namespace

void LineBill::add(Date date, Money net, std::optional<Term> covers, std::int64_t event, std::string what)
{
    items.push_back(
        {promised().contract->id, promised().life().id, date, net, covers, event, std::move(what), Settle::offset, {}});
}

Money LineBill::sum(Date through) const
{
    Money total = Money::zero(promised().currency());
    for (const BillItem& item : items)
        if (item.date <= through) total += item.net;
    return total;
}

void LineBill::sort()
{
    if (!std::is_sorted(items.begin(), items.end(), is_earlier))
        std::stable_sort(items.begin(), items.end(), is_earlier);
}

void carry(LineBill& line, const Carried& carried)
{
    line.sort();
    const Money nothing = Money::zero(line.promised().currency());
    Money left = carried.amount;
    const std::vector<BillItem> items = line.items;
    for (std::size_t place = 0; place < items.size() && !left.is_zero(); ++place) {
        if (items[place].date < carried.from) continue;
        const Date date = items[place].date;
        Money room = nothing;
        for (; place < items.size() && items[place].date == date; ++place) room += items[place].net;
        --place;
        if (room.sign() <= 0) continue;
        const Money taken = left.sign() > 0 || -left < room ? left : -room;
        line.add(date, taken, std::nullopt, carried.event, carried.what);
        left -= taken;
    }
    if (!left.is_zero()) line.add(carried.from, left, std::nullopt, carried.event, carried.what);
    line.sort();
}

void never_below_nothing(LineBill& line)
{
    line.sort();
    const Money nothing = Money::zero(line.promised().currency());
    Money running = nothing, owed_back = nothing;
    for (std::size_t place = 0; place < line.items.size(); ++place) {
        BillItem& item = line.items[place];
        running += item.net;
        if (running.sign() < 0) {
            owed_back -= running;
            item.net -= running;
            item.tax.reset();
            running = nothing;
        } else if (owed_back.sign() > 0 && item.net.sign() > 0) {
            const Money taken = std::min(owed_back, std::min(item.net, running));
            owed_back -= taken;
            item.net -= taken;
            item.tax.reset();
            running -= taken;
        }
    }
    std::erase_if(line.items, [](const BillItem& item) { return item.net.is_zero(); });
    if (!owed_back.is_zero() && !line.items.empty())
        line.add(line.items.back().date, -owed_back, std::nullopt, line.items.back().event, "price change");
}

}  // namespace earned::billing
