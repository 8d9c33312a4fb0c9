#include "app/cash_gathering.h"

#include "app/cash_application.h"
#include "app/customers.h"
#include "billing/collect/ledger.h"
#include "billing/collect/names.h"
#include "contract/settled_early.h"

#include <algorithm>

namespace earned::app {

namespace {

void add(std::map<std::string, Money>& sums, const std::string& key, Money amount)
{
    const auto [place, fresh] = sums.try_emplace(key, amount);
    if (!fresh) place->second += amount;
}

}  // namespace

CashGathering::CashGathering(Book& book, Date through, const std::vector<Match>& already)
    : book_(book), through_(through)
{
    for (const Match& match : already) {
        add(paid_, match.invoice.text(), match.amount);
        add(used_, match.payment.text(), match.amount);
    }
}

void CashGathering::take(std::int64_t number, const Home& home)
{
    for (const OpenInvoice& open : open_invoices(home, through_)) {
        Money left = open.open;
        if (const auto paid = paid_.find(open.invoice->number.text()); paid != paid_.end()) left -= paid->second;
        if (left.sign() <= 0) continue;
        billing::OpenItem item{number, tell(open.group->customer), open.invoice->number,
                               left,   open.invoice->at.date,      open.invoice->due};
        if (const auto offered = discount_offered(*open.group, *open.invoice)) {
            item.discount = offered->amount;
            item.discount_through = offered->through;
        }
        gathered_.items.add(std::move(item));
    }
    take_receipts(number, home);
}

void CashGathering::take_receipts(std::int64_t number, const Home& home)
{
    for (const Receipt& receipt : home.receipts) {
        Money left = receipt.open;
        if (const auto used = used_.find(receipt.payment.text()); used != used_.end()) left -= used->second;
        if (left.sign() <= 0 || through_ < receipt.at.date || !receipt.contract.empty()) continue;
        const bool is_whole = left == receipt.amount && receipt.instructed != Money();
        gathered_.waiting.push_back(
            {number,
             left,
             {receipt.payment, receipt.at.date, is_whole ? receipt.instructed : left, receipt.customer,
              receipt.reference, receipt.end_to_end, receipt.remittance, receipt.payer},
             billing::released_from(home, receipt.payment),
             receiver_named(book_.reference(), home, receipt)});
    }
}

std::uint32_t CashGathering::tell(const CustomerId& id)
{
    const CustomerVersion known = book_.reference().customer(id, Date::never());
    if (known == nullptr) return gathered_.items.customer(id, "");
    return gathered_.items.customer(id, known->name, known->parent.value_or(CustomerId()).text());
}

// Whom the payments name, and who has the name of a payer: who owes nothing may pay for his family, and a name that
// several have tells nothing.
void CashGathering::tell_payers()
{
    std::set<std::string> payers;
    for (const OnAccountCash& cash : gathered_.waiting) {
        const CustomerId& customer = cash.payment.customer;
        if (!customer.empty() && book_.reference().customer(customer, Date::never()) != nullptr) tell(customer);
        if (!cash.payment.payer.empty()) payers.insert(billing::plain_name_of(cash.payment.payer));
    }
    payers.erase("");
    if (payers.empty()) return;
    const auto has_such_a_name = [&](const CustomerDefined& customer) {
        return payers.contains(billing::plain_name_of(customer.name));
    };
    for (const CustomerId& id : customers_defined(book_, has_such_a_name)) tell(id);
}

GatheredCash CashGathering::gathered() &&
{
    tell_payers();
    gathered_.items.seal();
    std::sort(gathered_.waiting.begin(), gathered_.waiting.end(), [](const OnAccountCash& a, const OnAccountCash& b) {
        return std::tie(a.payment.date, a.payment.payment) < std::tie(b.payment.date, b.payment.payment);
    });
    return std::move(gathered_);
}

}  // namespace earned::app
