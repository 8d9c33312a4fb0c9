// The cash of a home by day: what of a receipt is on account, what of an invoice is open.
//
// Law:      open(day) = total - credited and written off by then - paid by then, less what is applied
//           later; available(day) = on account by then, less what is applied later
// Ensures:  a match that is dated back takes nothing that a later fact has used: put onto an invoice, or handed over to
//           another customer. A later refund or reversal takes nothing away: it comes off the invoice again, on its own
//           day
#pragma once

#include "contract/group.h"

#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace earned::billing {

// The invoices that a payment was taken off and kept (payment.unapplied, payment.moved): a decision, which no matching
// undoes.
std::set<InvoiceId> released_from(const Home& home, const PaymentId& payment);

class CashLedger {
public:
    explicit CashLedger(const Home& home);

    std::size_t size() const { return invoices_.size(); }
    const Document& document(std::size_t invoice) const { return *invoices_[invoice].document; }
    const Group& group(std::size_t invoice) const { return *invoices_[invoice].group; }
    const CustomerId& customer(std::size_t invoice) const { return group(invoice).customer; }
    Currency currency(std::size_t invoice) const { return group(invoice).currency; }
    bool is_voided(std::size_t invoice) const { return document(invoice).voided.has_value(); }
    const std::vector<std::size_t>& oldest_first() const { return oldest_first_; }
    std::vector<std::size_t> of_contract(const ContractId& contract) const;  // oldest first

    Money open(std::size_t invoice, Date day) const;
    // The first day from this one on on which something is open: the day itself, or after cash was taken off again.
    Date open_from(std::size_t invoice, Date day) const;
    Money available(const Receipt& receipt, Date day) const;
    bool may_have_more(const Receipt& receipt) const;
    void apply(const PaymentId& payment, std::size_t invoice, Date day, Money amount);

private:
    struct Move {
        Date date;
        Money amount;
    };
    struct Invoice {
        const Group* group = nullptr;
        const Document* document = nullptr;
        Money total;
        std::vector<Move> paid, lowered;  // lowered: credited and written off
    };
    struct Applied {
        std::size_t invoice = 0;
        Date date;
        Money amount;
    };
    struct Account {
        std::vector<Move> on_account, applied;
        std::vector<Date> left;         // when some was paid back, or came back
        std::vector<Applied> standing;  // on invoices, in its own currency

        std::vector<Applied> taken;  // of those, by what left later
        void stands(Applied change);
    };

    Money balance(const std::vector<Move>& moves, Date day, Money zero) const;
    void withdraw(Account& account);

    std::vector<Invoice> invoices_;
    std::vector<std::size_t> oldest_first_;
    std::unordered_map<std::string_view, std::size_t> by_number_;
    std::unordered_map<std::string_view, Account> accounts_;
};

}  // namespace earned::billing
